"""The mixer: sounds with their due times in, samples out. Knows neither device nor clock."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from threading import Lock

from msgspec import Struct

from runcoach.device.audio.pcm import FULL, RATE, peak
from runcoach.device.audio.schedule import Agenda, Part

FADE = RATE // 50
"""Samples of the fade that ends a sound early: 20 ms, too short to hear, too long to click."""
ONSETS_KEPT = 4096


class Onset(Struct, frozen=True):
    """One line of the log: what began to sound, when, and how loud it gets."""

    key: Hashable
    name: str
    due: float
    heard: float
    """Monotonic seconds at which its first sample leaves the loudspeaker, by our estimate."""
    peak: float
    """The loudest sample at the volume of that moment, 0 to 1; 0 when muted."""


@dataclass(slots=True)
class _Sounding:
    part: Part
    onset: Onset
    samples: array[int]
    at: int
    """How many samples have been played; below zero, how many blanks come first."""


class Mixer:
    """Mixes what is due into blocks of samples. Every method may be called from any thread."""

    def __init__(self, gain: float = 1.0) -> None:
        self._lock = Lock()
        self._gain = gain
        self._agenda = Agenda()
        self._sounding: list[_Sounding] = []
        self._onsets: deque[Onset] = deque(maxlen=ONSETS_KEPT)

    def set_gain(self, gain: float) -> None:
        """How loud everything is from now on, 0 to 1."""
        with self._lock:
            self._gain = gain

    def schedule(self, parts: Iterable[Part], now: float) -> None:
        """Replace what is still to come; see `Agenda.replace`."""
        with self._lock:
            self._agenda.replace(parts, now)

    def add(self, part: Part) -> None:
        """Put one more beside what waits."""
        with self._lock:
            self._agenda.add(part)

    def silence(self, now: float) -> None:
        """Drop what waits, and break off a line of speech; a short sound rings out.

        A sound that was handed to the device ahead of its time, and would be heard only after
        `now`, counts as waiting: it is faded and struck from the log.
        """
        with self._lock:
            self._agenda.clear()
            for sounding in self._sounding:
                early = sounding.onset.heard > now
                if early:
                    self._onsets.remove(sounding.onset)
                    self._agenda.forget(sounding.part)
                if early or sounding.part.spoken:
                    _fade(sounding)

    def render(self, start: float, frames: int, *, wall: float) -> array[int]:
        """The next block: `frames` samples, of which the first is heard at `start`.

        Blocks need not follow each other exactly; the clock leads, so that a device whose rate
        is a little off never drifts from the session. After a gap on either clock (monotonic
        `start`, `wall` in seconds) everything from before is dropped.
        """
        with self._lock:
            if self._agenda.slept(start, wall):
                self._sounding.clear()
            for part in self._agenda.take(start, start + frames / RATE):
                self._begin(part, start)
            return self._mix(frames)

    def _begin(self, part: Part, start: float) -> None:
        if part.spoken:
            for other in self._sounding:
                if other.part.spoken:
                    _fade(other)
        offset = max(0, round((part.due - start) * RATE))
        heard = start + offset / RATE
        onset = Onset(part.key, part.name, part.due, heard, peak(part.samples) * self._gain)
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
                block[i] = mixed if -FULL <= mixed <= FULL else FULL if mixed > 0 else -FULL
        self._sounding = [s for s in self._sounding if s.at < len(s.samples)]
        return block

    @property
    def onsets(self) -> tuple[Onset, ...]:
        """The log, oldest first."""
        with self._lock:
            return tuple(self._onsets)

    @property
    def waiting(self) -> tuple[Part, ...]:
        """What is still to come, soonest first."""
        with self._lock:
            return self._agenda.waiting


def _fade(sounding: _Sounding) -> None:
    """Let what is left of a sound die away; one that has not been heard at all just goes."""
    rest = sounding.samples[sounding.at : sounding.at + FADE] if sounding.at > 0 else array("h")
    sounding.samples = array("h", (round(v * (1 - i / FADE)) for i, v in enumerate(rest)))
    sounding.at = 0
