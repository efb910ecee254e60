"""Talk: lines said at their moment, by a voice that renders or by one that speaks itself."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

from runcoach.device.audio.mixer import Mixer
from runcoach.device.audio.schedule import REMEMBERED_S, Part
from runcoach.device.timer_thread import Timetable
from runcoach.device.voice.engines import Speaker, Voice, VoiceError
from runcoach.device.voice.line_cache import FAULTS_ALLOWED, Lines

SAME_S = 0.4
"""The same words within this time are the same line."""


class Talk:
    """Says lines through the mixer; where the voice can't render, lets it speak by itself."""

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
        """Bind a voice to a mixer.

        Args:
            voice: renders its lines, or speaks them itself.
            cache: folder for rendered lines.
            mixer: plays what is rendered.
            give_up: called once, with what is wrong, when the voice has failed for good.
            clock: monotonic seconds.
            wall: seconds of the wall clock.
            quiet: muted now; the mixer knows by itself, a voice that speaks itself does not.
        """
        self._quiet = quiet
        self._speaker = Speaker(voice)
        self._mixer = mixer
        self._give_up = give_up
        self._clock = clock
        self._lines = Lines(self._speaker, cache, give_up) if voice.renders else None
        self._timetable = Timetable(self._speak, clock, wall)
        self._said: dict[str, list[float]] = {}
        self._replaced = 0
        self._faults = 0

    @property
    def name(self) -> str:
        """The voice's name: `espeak-ng`, `say`."""
        return self._speaker.voice.name

    def prepare(self, texts: Sequence[str]) -> None:
        """Render ahead of time, where the voice can."""
        if self._lines is not None:
            self._lines.prepare(texts)

    def say(self, text: str, due: float) -> None:
        """Speak at that monotonic time; too late to be rendered in time, and it is not said."""
        due = self._first_due(text, due)
        key = ("say", text, due)
        if self._lines is None:
            self._timetable.add(Part(key, text, due, spoken=True))
            return
        replaced = self._replaced

        def ready(samples: array[int]) -> None:
            if replaced == self._replaced:
                self._mixer.add(Part(key, text, due, samples, spoken=True))

        self._lines.ask(text, ready)

    def replace(self) -> None:
        """Drop the lines still to come: those not rendered yet, and those not for the mixer."""
        self._replaced += 1
        self._timetable.schedule(())

    def silence(self) -> None:
        """Say nothing of what was asked for; the mixer breaks off what is being said."""
        self._replaced += 1
        self._said.clear()
        self._timetable.silence()

    def close(self) -> None:
        """End the threads and the voice's program."""
        if self._lines is not None:
            self._lines.close()
        self._speaker.close()
        self._timetable.close()

    def _first_due(self, text: str, due: float) -> float:
        """The time a line was first asked for, where this is the same line again."""
        recent = [d for d in self._said.get(text, ()) if d > self._clock() - REMEMBERED_S]
        self._said[text] = recent
        for known in recent:
            if abs(known - due) < SAME_S:
                return known
        recent.append(due)
        return due

    def _speak(self, part: Part) -> None:
        if self._faults >= FAULTS_ALLOWED or self._quiet():
            return
        try:
            self._speaker.speak(part.name)
            self._faults = 0
        except VoiceError as error:
            self._faults += 1
            if self._faults >= FAULTS_ALLOWED:
                self._give_up(str(error))
