"""Mono 16-bit samples at one rate: reading them from WAVs, trimming and levelling."""

from __future__ import annotations

import io
import sys
import wave
from array import array
from collections.abc import Sequence

SAMPLE_RATE = 22050
"""Samples per second of everything we play; the voices render at it too."""
FULL_SCALE = 32767
SILENCE_THRESHOLD = 300
"""Samples below this, about -40 dB, count as silence when a spoken line is trimmed."""


class PcmError(ValueError):
    """The bytes are not a WAV that we can play."""


def read_wav(data: bytes) -> array[int]:
    """Read a WAV of 8 or 16 bits, any rate and any channels, as mono samples at SAMPLE_RATE.

    Accepts a header whose length is zero or "unknown", as programs that write to a pipe leave it.

    Raises:
        PcmError: not such a WAV, or an empty one.
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
    return mono if rate == SAMPLE_RATE else _resampled(mono, rate)


def _words(raw: bytes) -> array[int]:
    samples = array("h")
    samples.frombytes(raw[: len(raw) // 2 * 2])
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def _resampled(samples: array[int], rate: int) -> array[int]:
    """Resample to SAMPLE_RATE by linear interpolation: good enough for a voice."""
    last = len(samples) - 1
    step = rate / SAMPLE_RATE
    out = array("h")
    for i in range(max(1, int(len(samples) / step))):
        at = min(i * step, last)
        low = int(at)
        high = min(low + 1, last)
        out.append(round(samples[low] + (samples[high] - samples[low]) * (at - low)))
    return out


def trim_silence(samples: array[int]) -> array[int]:
    """Cut the silence at both ends, so that a word begins when it is due."""
    loud = [i for i, value in enumerate(samples) if abs(value) > SILENCE_THRESHOLD]
    return samples[loud[0] : loud[-1] + 1] if loud else array("h")


def peak_level(samples: Sequence[int]) -> float:
    """The loudest sample on a scale of 0 to 1."""
    return max(max(samples), -min(samples)) / FULL_SCALE if samples else 0.0


def normalize_level(samples: array[int], level: float) -> array[int]:
    """Scale samples so that the loudest is at `level` (0 to 1); silence stays silence."""
    loudest = peak_level(samples)
    if loudest == 0:
        return samples
    gain = level / loudest
    return array("h", (max(-FULL_SCALE, min(FULL_SCALE, round(value * gain))) for value in samples))
