"""Sounding: a session's alerts and their words, handed to the laptop ahead of their time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from runcoach.core.model.settings import Settings
from runcoach.core.ports import Background, Device, Readiness
from runcoach.core.session.alerts import Alert, AlertKind
from runcoach.core.session.events import HandsFree
from runcoach.core.session.machine import advance, legal, upcoming
from runcoach.core.session.session import Phase, Session

AWAKE_IDLE_S = 300.0
"""Paused, or waiting for a key, for longer, and the laptop may sleep. Real seconds."""
PREPARED_S = 120.0
"""Lines are rendered so far ahead, in seconds of the session."""
LINE_AFTER_S = 0.5
"""A line begins when its alert's own sound is over."""
AT_ONCE = frozenset({AlertKind.TICK, AlertKind.LAST_FIVE, AlertKind.REP_UP, AlertKind.REP_DOWN})
"""Counted aloud: these lines begin with their alert."""
SPOKEN_UP_TO_SPEED = 2.0
"""A faster rehearsal has no time for lines."""
TOO_FAST = "Too fast for words: sounds alone in this rehearsal."

Words = Callable[[Alert, Session, bool], str | None]
"""What is said at an alert, or None; true where nobody can see the figure."""


class Sounding:
    """One session's device: opened and closed aside, since either may take seconds."""

    def __init__(
        self,
        device: Device | None,
        aside: Background,
        words: Words,
        told: Callable[[str], None],
        *,
        speed: float = 1.0,
    ) -> None:
        self.readiness: Readiness | None = None
        """What answers; None until that is known."""
        self.figure_unseen = False
        """The screen shows no figure at present."""
        self._device = device
        self._aside = aside
        self._words = words
        self._told = told
        self._spoken = speed <= SPOKEN_UP_TO_SPEED
        self._prepared: set[str] = set()
        self._lines: list[tuple[Alert, float, float, str]] = []
        self._closed = False

    def open(self, ready: Callable[[], None]) -> None:
        """Find out what answers, say what is missing, then call `ready`."""
        device = self._device
        if device is None:
            return
        found: list[Readiness] = []

        def opened(_error: OSError | None) -> None:
            if found and not self._closed:
                self.readiness = found[0]
                line = found[0].line
                if line is None and found[0].voice is not None and not self._spoken:
                    line = TOO_FAST
                if line is not None:
                    self._told(line)
                ready()

        self._aside.run(lambda: found.append(device.open(self._told)), opened)

    def hand_over(
        self, session: Session, alerts: Sequence[tuple[Alert, float]], now: float
    ) -> None:
        """Replace all that is to come by alerts with their due times, and by their lines.

        A line that waits for the end of its alert's sound stays, while its block does.

        Args:
            session: the session they belong to.
            alerts: those just caused, and those to come.
            now: monotonic seconds, as the due times are.
        """
        if self._device is None or self.readiness is None or self._closed:
            return
        self._device.schedule(alerts)
        if self.readiness.voice is None or not self._spoken:
            return
        here = session.block.id if session.block is not None else None
        lines = [
            (alert, begun, due, text)
            for alert, begun, due, text in self._lines
            if begun <= now < due and here in (None, alert.block)
        ]
        for alert, due in alerts:
            text = self._words(alert, session, self.figure_unseen)
            if text is not None:
                after = 0.0 if alert.kind in AT_ONCE else LINE_AFTER_S
                lines.append((alert, due, due + after, text))
        self._lines = lines
        for _, _, due, text in lines:
            self._device.say(text, due)

    def prepare(self, session: Session, now: float) -> None:
        """Have the lines of the next two minutes rendered, as if no key were waited for."""
        if self._device is None or self.readiness is None or not self._spoken:
            return
        if self.readiness.voice is None or self._closed:
            return
        if legal(session, HandsFree):
            session, _ = advance(session, HandsFree(True), now)
        ahead = upcoming(session, now, PREPARED_S)
        said = [self._words(alert, session, self.figure_unseen) for alert in ahead]
        new = [t for t in dict.fromkeys(said) if t is not None and t not in self._prepared]
        self._prepared.update(new)
        if new:
            self._device.prepare(new)

    def silence(self) -> None:
        """Nothing that was handed over is true any more."""
        self._lines = []
        if self._device is not None and self.readiness is not None:
            self._device.silence()

    def keep_awake(self, session: Session, idle_s: float) -> None:
        """Hold the laptop awake while a session runs, not while it stands for long.

        Args:
            session: the session as it stands.
            idle_s: real seconds since it last moved on, where nothing happens by itself; else 0.
        """
        if self._device is not None and self.readiness is not None and not self._closed:
            over = session.phase in (Phase.FINISHED, Phase.LEFT)
            self._device.keep_awake(not over and idle_s <= AWAKE_IDLE_S)

    def change(self, settings: Settings) -> None:
        """Volume and mute act at once."""
        if self._device is not None and self.readiness is not None:
            self._device.set_volume(settings.volume)
            self._device.mute(not settings.sound)

    def close(self) -> None:
        """Be quiet at once, and let go of the laptop when there is time."""
        device = self._device
        if device is None or self._closed:
            return
        self._closed = True
        if self.readiness is not None:
            device.silence()
            device.keep_awake(False)
        self._aside.run(device.close, lambda _error: None)
