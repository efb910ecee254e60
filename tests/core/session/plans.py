"""Example blocks and plans, and a driver that runs a session along them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from runcoach.core.model.dose import TempoPhase, Unit
from runcoach.core.model.exercise import Kind, Position
from runcoach.core.model.plan import Block, BlockKind, Plan, Side
from runcoach.core.session.alerts import Alert
from runcoach.core.session.events import Event, Press
from runcoach.core.session.machine import advance, begin_session
from runcoach.core.session.session import Phase, Session

TEMPO = (TempoPhase("low", 2), TempoPhase("raised", 1), TempoPhase("hold", 1))
"""A rep of 4 s: lowered for 2, raised for 1, held for 1."""
CYCLE_S = 4.0


def ready(id: str, exercise: str = "plank", seconds: float = 12, **more: Any) -> Block:
    return Block(id, BlockKind.READY, seconds, exercise=exercise, **more)


def switch(id: str, exercise: str = "plank", seconds: float = 6, **more: Any) -> Block:
    return Block(id, BlockKind.SWITCH, seconds, exercise=exercise, **more)


def rest(id: str, exercise: str = "plank", seconds: float = 45, **more: Any) -> Block:
    return Block(id, BlockKind.REST, seconds, exercise=exercise, **more)


def hold(id: str, exercise: str = "plank", seconds: float = 30, **more: Any) -> Block:
    more = {"position": Position.PRONE, "setup_s": 18.0} | more
    return Block(
        id,
        BlockKind.WORK,
        seconds,
        exercise=exercise,
        measure=Kind.HOLD,
        unit=Unit.SECONDS,
        target=int(seconds),
        **more,
    )


def reps(id: str, exercise: str = "squat", target: int = 10, **more: Any) -> Block:
    more = {"tempo": TEMPO} | more
    block = Block(id, BlockKind.WORK, 0, exercise=exercise, target=target, **more)
    return replace(block, seconds=target * block.cycle_s)


def interval(
    id: str, exercise: str = "burpee", seconds: float = 30, target: int = 10, **more: Any
) -> Block:
    return Block(
        id,
        BlockKind.WORK,
        seconds,
        exercise=exercise,
        measure=Kind.INTERVAL,
        target=target,
        **more,
    )


def plan(*blocks: Block) -> Plan:
    return Plan("Made up", blocks, estimated_s=600)


def start(*blocks: Block, **more: Any) -> Session:
    return begin_session(plan(*blocks), id="s", started_at="2026-11-03T18:00:00+01:00", **more)


SIDES = (
    ready("r1"),
    hold("left", side=Side.LEFT),
    switch("sw", side=Side.RIGHT),
    hold("right", side=Side.RIGHT),
)
"""One set of a hold, side after side."""

TWO_SETS = (ready("r1"), hold("w1"), rest("rest"), hold("w2", set=2))

TWO_EXERCISES = (
    ready("r1", "squat"),
    reps("a1"),
    rest("rest1", "squat"),
    reps("a2", set=2),
    ready("r2", "plank", 18),
    hold("b1"),
    rest("rest2", "plank"),
    hold("b2", set=2),
)


class Walk:
    """A session being run, with all its alerts so far."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.alerts: list[Alert] = []

    @property
    def phase(self) -> Phase:
        return self.session.phase

    @property
    def here(self) -> str:
        block = self.session.block
        return block.id if block else ""

    def send(self, event: Event | None, now: float | None = None) -> Walk:
        """Send an event, now or at a given time."""
        at = self.session.advanced_to if now is None else now
        self.session, alerts = advance(self.session, event, at)
        self.alerts += alerts
        return self

    def press(self, now: float | None = None) -> Walk:
        return self.send(Press(), now)

    def wait(self, seconds: float) -> Walk:
        return self.send(None, self.session.advanced_to + seconds)

    def to(self, phase: Phase, block: str | None = None) -> Walk:
        """Run to a phase and block: deadlines pass, and a wait for the key ends after 5 s."""
        for _ in range(500):
            if self.phase is phase and block in (None, self.here):
                return self
            if self.session.phase_ends_at is None:
                self.press(self.session.advanced_to + 5)
            else:
                self.send(None, self.session.phase_ends_at)
        raise AssertionError(f"never {phase} on {block}")

    def heard(self, *kinds: Any) -> list[tuple[str, float, int]]:
        """Alerts so far as (kind, at, value), of these kinds or of all."""
        return [(a.kind.value, a.at, a.value) for a in self.alerts if not kinds or a.kind in kinds]


def walk(*blocks: Block, **more: Any) -> Walk:
    return Walk(start(*blocks, **more))


def results(session: Session) -> list[tuple[str, int, bool]]:
    """What was recorded, as (block, actual, skipped)."""
    return [(s.block, s.actual, s.skipped) for s in session.sets]


def ids(blocks: Iterable[Block]) -> list[str]:
    return [b.id for b in blocks]
