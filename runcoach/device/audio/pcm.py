"""Sound as numbers: mono 16 bit samples at one rate, read from WAV bytes."""

from __future__ import annotations

import io
import sys
import wave
from array import array
from collections.abc import Sequence

RATE = 22050
"""Samples a second of everything we play; what the voices render at, too."""
FULL = 32767
QUIET = 300
"""Below this a sample counts as silence when a spoken line is trimmed: about -40 dB."""


class PcmError(ValueError):
    """These bytes are no WAV that we can play."""


def read_wav(data: bytes) -> array[int]:
    """Samples of a WAV of 8 or 16 bits, any rate, any channels, as mono at RATE.

    A length of zero or of "unknown" in the header, as programs write into a pipe, is forgiven.

    Raises:
        PcmError: not such a WAV, or nothing in it.
    """
    try:
        with wave.open(io.BytesIO(data)) as source:
            channels, width = source.getnchannels(), source.getsampwidth()
            rate = source.getframerate()
            raw = source.readframes(len(data))
    except (wave.Error, EOFError) as error:
        raise PcmError(str(error) or "cut short") from error
    if width not in (1, 2) or rate <= 0:
        raise PcmError(f"{8 * width} bits at {rate} Hz")
    samples = _words(raw) if width == 2 else array("h", ((byte - 128) << 8 for byte in raw))
    mono = samples[::channels] if channels > 1 else samples
    if not mono:
        raise PcmError("no samples")
    return mono if rate == RATE else _resampled(mono, rate)


def _words(raw: bytes) -> array[int]:
    samples = array("h")
    samples.frombytes(raw[: len(raw) // 2 * 2])
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def _resampled(samples: array[int], rate: int) -> array[int]:
    """The same sound at RATE, by straight lines between samples: good enough for a voice."""
    last = len(samples) - 1
    step = rate / RATE
    out = array("h")
    for i in range(max(1, int(len(samples) / step))):
        at = min(i * step, last)
        low = int(at)
        high = min(low + 1, last)
        out.append(round(samples[low] + (samples[high] - samples[low]) * (at - low)))
    return out


def trimmed(samples: array[int]) -> array[int]:
    """Without the silence around it, so that a word begins when it is due."""
    loud = [i for i, value in enumerate(samples) if abs(value) > QUIET]
    return samples[loud[0] : loud[-1] + 1] if loud else array("h")


def peak(samples: Sequence[int]) -> float:
    """The loudest sample, from 0 to 1."""
    return max(max(samples), -min(samples)) / FULL if samples else 0.0


def normal(samples: array[int], level: float) -> array[int]:
    """The same sound with its loudest sample at `level` (0 to 1); silence stays silence."""
    loudest = peak(samples)
    if loudest == 0:
        return samples
    gain = level / loudest
    return array("h", (max(-FULL, min(FULL, round(value * gain))) for value in samples))
