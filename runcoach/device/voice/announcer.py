"""Speaks lines at their due times, rendered or through a voice that speaks directly."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

from runcoach.device.audio.mixer import Mixer
from runcoach.device.audio.schedule import REMEMBERED_S, ScheduledSound
from runcoach.device.timer_thread import TimerThread
from runcoach.device.voice.engines import Voice, VoiceError, VoiceRunner
from runcoach.device.voice.line_cache import MAX_FAULTS, LineCache

SAME_S = 0.4
"""The same words due within this time are the same line."""


class Announcer:
    """Speaks lines through the mixer, or with a timer if the voice can't render."""

    def __init__(
        self,
        voice: Voice,
        cache: Path,
        mixer: Mixer,
        give_up: Callable[[str], None],
        clock: Callable[[], float],
        wall: Callable[[], float],
        quiet: Callable[[], bool] = lambda: False,
    ) -> None:
        """Connect a voice to a mixer.

        Args:
            voice: renders its lines, or speaks them directly.
            cache: folder for rendered lines.
            mixer: plays the rendered lines.
            give_up: called once, with the reason, when the voice has failed for good.
            clock: monotonic seconds.
            wall: wall-clock seconds.
            quiet: whether sound is muted; only for a voice that bypasses the mixer.
        """
        self._quiet = quiet
        self._speaker = VoiceRunner(voice)
        self._mixer = mixer
        self._give_up = give_up
        self._clock = clock
        self._lines = LineCache(self._speaker, cache, give_up) if voice.renders else None
        self._timetable = TimerThread(self._speak, clock, wall)
        self._requested: dict[str, list[float]] = {}
        self._generation = 0
        self._faults = 0

    @property
    def name(self) -> str:
        """The voice's name: `espeak-ng`, `say`."""
        return self._speaker.voice.name

    def prepare(self, texts: Sequence[str]) -> None:
        """Render lines ahead of time, if the voice can render."""
        if self._lines is not None:
            self._lines.prepare(texts)

    def say(self, text: str, due: float) -> None:
        """Speak a line at monotonic time `due`; if rendering takes too long it is dropped."""
        due = self._first_due(text, due)
        key = ("say", text, due)
        if self._lines is None:
            self._timetable.add(ScheduledSound(key, text, due, spoken=True))
            return
        generation = self._generation

        def ready(samples: array[int]) -> None:
            if generation == self._generation:
                self._mixer.add(ScheduledSound(key, text, due, samples, spoken=True))

        self._lines.request(text, ready)

    def replace(self) -> None:
        """Drop the pending lines that are not in the mixer."""
        self._generation += 1
        self._timetable.schedule(())

    def silence(self) -> None:
        """Drop all pending lines; the mixer cuts off the one being spoken."""
        self._generation += 1
        self._requested.clear()
        self._timetable.silence()

    def close(self) -> None:
        """End the threads and the voice's program."""
        if self._lines is not None:
            self._lines.close()
        self._speaker.close()
        self._timetable.close()

    def _first_due(self, text: str, due: float) -> float:
        """When the line was first due, if this is a repeated request for it."""
        recent = [d for d in self._requested.get(text, ()) if d > self._clock() - REMEMBERED_S]
        self._requested[text] = recent
        for earlier in recent:
            if abs(earlier - due) < SAME_S:
                return earlier
        recent.append(due)
        return due

    def _speak(self, part: ScheduledSound) -> None:
        if self._faults >= MAX_FAULTS or self._quiet():
            return
        try:
            self._speaker.speak(part.name)
            self._faults = 0
        except VoiceError as error:
            self._faults += 1
            if self._faults >= MAX_FAULTS:
                self._give_up(str(error))
