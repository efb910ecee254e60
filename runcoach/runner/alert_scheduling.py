"""Scheduling of a session's alerts and spoken lines on the device, ahead of their time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from runcoach.core.model.settings import Settings
from runcoach.core.ports import Background, Device, Readiness
from runcoach.core.session.alerts import LINE_DELAY_S, Alert, AlertKind
from runcoach.core.session.events import HandsFree
from runcoach.core.session.machine import advance, is_legal, upcoming_alerts
from runcoach.core.session.session import Phase, Session

AWAKE_IDLE_S = 300.0
"""If the session waits or is paused for longer, the laptop may sleep. Real seconds."""
PREPARE_AHEAD_S = 120.0
"""How far ahead lines are rendered, in session seconds."""
COUNTED_ALOUD = frozenset(
    {AlertKind.TICK, AlertKind.LAST_FIVE, AlertKind.REP_UP, AlertKind.REP_DOWN}
)
"""Kinds that are counted aloud: their lines begin with the alert."""
SPOKEN_UP_TO_SPEED = 2.0
"""A faster rehearsal leaves no time for lines."""
TOO_FAST = "Too fast for the voice: this rehearsal has sounds only."

LineForAlert = Callable[[Alert, Session, bool], str | None]
"""The line for an alert, or None; the flag is true while the figure is not visible."""


class AlertScheduler:
    """The device of one session, opened and closed in the background since that takes seconds."""

    def __init__(
        self,
        device: Device | None,
        aside: Background,
        words: LineForAlert,
        on_message: Callable[[str], None],
        *,
        speed: float = 1.0,
    ) -> None:
        self.readiness: Readiness | None = None
        """What of the device is available; None until it has been opened."""
        self.figure_unseen = False
        """Whether the figure is not on the screen."""
        self._device = device
        self._aside = aside
        self._words = words
        self._on_message = on_message
        self._spoken = speed <= SPOKEN_UP_TO_SPEED
        self._prepared: set[str] = set()
        self._lines: list[tuple[Alert, float, float, str]] = []
        self._closed = False

    def open(self, ready: Callable[[], None]) -> None:
        """Open the device, report what is missing, then call `ready`."""
        device = self._device
        if device is None:
            return

        def opened(readiness: Readiness) -> None:
            if not self._closed:
                self.readiness = readiness
                line = readiness.line
                if line is None and readiness.voice is not None and not self._spoken:
                    line = TOO_FAST
                if line is not None:
                    self._on_message(line)
                ready()

        self._aside.run(lambda: device.open(self._on_message), opened)

    def schedule(self, session: Session, alerts: Sequence[tuple[Alert, float]], now: float) -> None:
        """Replace everything scheduled by these alerts and their lines.

        A line that is waiting for the end of its alert's sound is kept while its block is current.

        Args:
            session: The session that the alerts belong to.
            alerts: The alerts just caused and those ahead, each with its due monotonic time.
            now: Monotonic seconds.
        """
        if self._device is None or self.readiness is None or self._closed:
            return
        self._device.schedule(alerts)
        if self.readiness.voice is None or not self._spoken:
            return
        current = session.block.id if session.block is not None else None
        lines = [
            (alert, begun, due, text)
            for alert, begun, due, text in self._lines
            if begun <= now < due and current in (None, alert.block)
        ]
        for alert, due in alerts:
            text = self._words(alert, session, self.figure_unseen)
            if text is not None:
                delay = 0.0 if alert.kind in COUNTED_ALOUD else LINE_DELAY_S
                lines.append((alert, due, due + delay, text))
        self._lines = lines
        for _, _, due, text in lines:
            self._device.say(text, due)

    def prepare(self, session: Session, now: float) -> None:
        """Render the lines of the next two minutes, assuming no wait for a key."""
        if self._device is None or self.readiness is None or not self._spoken:
            return
        if self.readiness.voice is None or self._closed:
            return
        if is_legal(session, HandsFree):
            session, _ = advance(session, HandsFree(True), now)
        ahead = upcoming_alerts(session, now, PREPARE_AHEAD_S)
        texts = [self._words(alert, session, self.figure_unseen) for alert in ahead]
        new = [t for t in dict.fromkeys(texts) if t is not None and t not in self._prepared]
        self._prepared.update(new)
        if new:
            self._device.prepare(new)

    def silence(self) -> None:
        """Drop everything scheduled, alerts and lines."""
        self._lines = []
        if self._device is not None and self.readiness is not None:
            self._device.silence()

    def keep_awake(self, session: Session, idle_s: float) -> None:
        """Keep the laptop awake while a session runs, unless it has been idle for long.

        Args:
            session: The current session.
            idle_s: Real seconds since the phase began, if it waits for the person; else 0.
        """
        if self._device is not None and self.readiness is not None and not self._closed:
            ended = session.phase in (Phase.FINISHED, Phase.LEFT)
            self._device.keep_awake(not ended and idle_s <= AWAKE_IDLE_S)

    def apply_settings(self, settings: Settings) -> None:
        """Apply volume and mute at once."""
        if self._device is not None and self.readiness is not None:
            self._device.set_volume(settings.volume)
            self._device.mute(not settings.sound)

    def close(self) -> None:
        """Silence the device at once, and close it in the background."""
        device = self._device
        if device is None or self._closed:
            return
        self._closed = True
        if self.readiness is not None:
            device.silence()
            device.keep_awake(False)
        self._aside.run(device.close)
