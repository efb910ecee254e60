"""Mixes scheduled sounds into blocks of samples. Knows neither device nor clock."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from threading import Lock

from msgspec import Struct

from runcoach.device.audio.pcm import FULL_SCALE, SAMPLE_RATE, peak_level
from runcoach.device.audio.schedule import ScheduledSound, SoundSchedule

FADE_SAMPLES = SAMPLE_RATE // 50
"""Length in samples of the fade that ends a sound early: 20 ms, inaudible yet without a click."""
ONSETS_KEPT = 4096


class Onset(Struct, frozen=True):
    """An entry of the log: what began to sound, when, and how loud it gets."""

    key: Hashable
    name: str
    due: float
    heard: float
    """Estimated monotonic time at which its first sample leaves the loudspeaker."""
    peak: float
    """The loudest sample at the current volume, 0 to 1; 0 when muted."""


@dataclass(slots=True)
class _Sounding:
    part: ScheduledSound
    onset: Onset
    samples: array[int]
    at: int
    """Samples already played; if negative, the silent samples to come first."""


class Mixer:
    """Mixes due sounds into blocks of samples. Every method may be called from any thread."""

    def __init__(self, gain: float = 1.0) -> None:
        self._lock = Lock()
        self._gain = gain
        self._schedule = SoundSchedule()
        self._sounding: list[_Sounding] = []
        self._onsets: deque[Onset] = deque(maxlen=ONSETS_KEPT)

    def set_gain(self, gain: float) -> None:
        """Set the gain of everything from now on, 0 to 1."""
        with self._lock:
            self._gain = gain

    def schedule(self, parts: Iterable[ScheduledSound], now: float) -> None:
        """Replace the pending sounds; see `SoundSchedule.replace`."""
        with self._lock:
            self._schedule.replace(parts, now)

    def add(self, part: ScheduledSound) -> None:
        """Add one sound to the pending ones."""
        with self._lock:
            self._schedule.add(part)

    def silence(self, now: float) -> None:
        """Drop the pending sounds and cut off speech; a short sound that has begun plays on.

        A sound that was mixed ahead of time and would be heard only after `now` counts as pending:
        it is faded out and removed from the log.
        """
        with self._lock:
            self._schedule.clear()
            for sounding in self._sounding:
                early = sounding.onset.heard > now
                if early:
                    self._onsets.remove(sounding.onset)
                    self._schedule.forget(sounding.part)
                if early or sounding.part.spoken:
                    _fade(sounding)

    def render(self, start: float, frames: int, *, wall: float) -> array[int]:
        """Return the next block of `frames` samples.

        Blocks need not be contiguous: the clock leads, so a device whose rate is slightly off never
        drifts from the session. After a gap on either clock everything scheduled before it is
        dropped.

        Args:
            start: when the first sample is heard, in monotonic seconds.
            frames: number of samples.
            wall: wall-clock seconds.
        """
        with self._lock:
            if self._schedule.detect_sleep(start, wall):
                self._sounding.clear()
            for part in self._schedule.take_due(start, start + frames / SAMPLE_RATE):
                self._begin(part, start)
            return self._mix(frames)

    def _begin(self, part: ScheduledSound, start: float) -> None:
        if part.spoken:
            for other in self._sounding:
                if other.part.spoken:
                    _fade(other)
        offset = max(0, round((part.due - start) * SAMPLE_RATE))
        heard = start + offset / SAMPLE_RATE
        onset = Onset(part.key, part.name, part.due, heard, peak_level(part.samples) * self._gain)
        self._onsets.append(onset)
        self._sounding.append(_Sounding(part, onset, part.samples, -offset))

    def _mix(self, frames: int) -> array[int]:
        block = array("h", bytes(2 * frames))
        gain = self._gain
        for sounding in self._sounding:
            first = max(0, -sounding.at)
            chunk = sounding.samples[max(0, sounding.at) : max(0, sounding.at + frames)]
            sounding.at += frames
            for i, value in enumerate(chunk, first):
                mixed = block[i] + int(value * gain)
                block[i] = (
                    mixed
                    if -FULL_SCALE <= mixed <= FULL_SCALE
                    else FULL_SCALE
                    if mixed > 0
                    else -FULL_SCALE
                )
        self._sounding = [s for s in self._sounding if s.at < len(s.samples)]
        return block

    @property
    def onsets(self) -> tuple[Onset, ...]:
        """The log of everything that has sounded, oldest first."""
        with self._lock:
            return tuple(self._onsets)

    @property
    def pending(self) -> tuple[ScheduledSound, ...]:
        """The pending sounds, soonest first."""
        with self._lock:
            return self._schedule.pending


def _fade(sounding: _Sounding) -> None:
    """Fade out the rest of a sound; one that has not begun is dropped."""
    rest = (
        sounding.samples[sounding.at : sounding.at + FADE_SAMPLES]
        if sounding.at > 0
        else array("h")
    )
    sounding.samples = array("h", (round(v * (1 - i / FADE_SAMPLES)) for i, v in enumerate(rest)))
    sounding.at = 0
