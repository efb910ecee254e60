"""Strategies for random well-formed plans and random events, and how to apply them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.model.dose import TempoPhase
from runcoach.core.model.plan import Block, BlockKind, Role, Side
from runcoach.core.model.records import Answer, Effort, Pain
from runcoach.core.model.settings import Pace
from runcoach.core.session.events import (
    Editing,
    EndSet,
    Event,
    HandsFree,
    Hurt,
    Leave,
    Leaving,
    MoreRest,
    Pause,
    Press,
    Redo,
    Reflect,
    Revise,
    Skip,
    Slept,
    StoppedAt,
)
from runcoach.core.session.machine import advance, is_legal
from runcoach.core.session.session import Phase, Session
from tests.core.session.plans import hold, interval, ready, reps, rest, start, switch

EXERCISES = ("squat", "plank", "lunge", "press-up")
TEMPOS = (
    (TempoPhase("low", 2), TempoPhase("raised", 2)),
    (TempoPhase("raised", 1), TempoPhase("hold", 1), TempoPhase("low", 2)),
    (TempoPhase("low", 1.1), TempoPhase("hold", 0.3), TempoPhase("raised", 0.7)),
)


@st.composite
def bouts(draw: st.DrawFn) -> Callable[[int, Side], Block]:
    """A factory for the sets of one exercise, by number and side, without ids."""
    exercise = draw(st.sampled_from(EXERCISES))
    setup = draw(st.sampled_from((12.0, 18.0, 25.0)))
    kind = draw(st.sampled_from(("hold", "reps", "interval", "open")))
    seconds = draw(st.integers(8, 45))
    target = draw(st.integers(1, 8))
    tempo = draw(st.sampled_from(TEMPOS))

    def work(number: int, side: Side) -> Block:
        match kind:
            case "reps":
                block = reps("", exercise, target, tempo=tempo)
            case "interval":
                block = interval("", exercise, seconds, target)
            case _:
                block = hold("", exercise, seconds, open=kind == "open")
        return replace(block, set=number, side=side, setup_s=setup)

    return work


@st.composite
def block_lists(draw: st.DrawFn) -> tuple[Block, ...]:
    """A warm-up, then exercises one after the other or alternating, with ids."""
    laid: list[Block] = []
    if draw(st.booleans()):
        laid += [
            ready("", "march", 12, role=Role.WARM_UP),
            interval("", "march", 20, 10, role=Role.WARM_UP),
            rest("", "swing", 6, role=Role.WARM_UP),
            interval("", "swing", 20, 10, role=Role.WARM_UP),
        ]
    for number in range(draw(st.integers(1, 2))):
        stations = draw(st.lists(bouts(), min_size=1, max_size=2))
        rounds = draw(st.integers(1, 3))
        gap = draw(st.sampled_from((6.0, 20.0, 60.0)))
        sided = draw(st.booleans())
        group = f"g{number}" if len(stations) > 1 else ""
        for at in range(1, rounds + 1):
            for place, work in enumerate(stations):
                sides = (Side.LEFT, Side.RIGHT) if sided else (Side.BOTH,)
                one = work(at, sides[0])
                if at == 1 or place:
                    laid.append(ready("", one.exercise, one.setup_s))
                else:
                    laid.append(rest("", one.exercise, gap))
                laid.append(replace(one, group=group, round=at))
                if sided:
                    laid.append(switch("", one.exercise, side=Side.RIGHT))
                    laid.append(replace(work(at, Side.RIGHT), group=group, round=at))
    return tuple(replace(b, id=f"b{n}") for n, b in enumerate(laid))


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """A session that has just entered one of its first phases."""
    session = start(
        *draw(block_lists()),
        hands_free=draw(st.booleans()),
        pace=draw(st.sampled_from(Pace)),
        count_in_s=draw(st.sampled_from((3.0, 5.0))),
    )
    for _ in range(draw(st.integers(0, 9))):
        waits = session.phase_ends_at is None
        event = Press() if waits and session.phase is not Phase.FINISHED else None
        session, _ = advance(
            session, event, session.advanced_to + 5 if waits else session.phase_ends_at or 0
        )
    return session


KINDS: tuple[type[Event] | None, ...] = (
    *(None, Press, Press, Press, Pause, Pause, EndSet, Skip, Redo, Revise, Hurt, Answer),
    *(Editing, MoreRest, MoreRest, HandsFree, StoppedAt, Slept, Reflect),
)


class Act(Struct, frozen=True):
    """An event after some seconds; `pick` chooses among what the session offers."""

    after: float
    kind: type[Event] | None
    pick: int
    on: bool

    def event(self, session: Session, now: float) -> Event | None:
        """The event with arguments that suit the session; None if there is nothing to apply it to.

        If it is not legal in the phase, one that is.
        """
        kind = self.kind
        if kind is None:
            return None
        if not is_legal(session, kind):
            accepted = [k for k in KINDS if k not in (None, Slept) and is_legal(session, k)]
            if not accepted:
                return None
            kind = accepted[self.pick % len(accepted)]
        match kind.__name__:
            case "Press":
                return Press(0.5 if self.on else 0.0)
            case "Skip":
                return Skip(self.on)
            case "Revise":
                return Revise(self._tail(session), "other")
            case "Hurt":
                return Hurt(Pain("knee", level=3), EXERCISES[self.pick % 4] if self.on else "")
            case "Answer":
                if not session.sets:
                    return None
                one = session.sets[self.pick % len(session.sets)]
                return Answer(one.id, self.pick if self.on else None, effort=Effort.RIGHT)
            case "Editing":
                return Editing(self.on)
            case "MoreRest":
                return MoreRest(10 if self.on else -10)
            case "HandsFree":
                return HandsFree(self.on)
            case "StoppedAt":
                begun = session.plan.blocks[: session.cursor + 1]
                work = [b.id for b in begun if b.kind is BlockKind.WORK]
                return StoppedAt(work[self.pick % len(work)]) if work else None
            case "Slept":
                return Slept(now - self.pick)
            case "Reflect":
                return Reflect(self.pick % 10)
            case "Leave":
                return Leave(tuple(Leaving)[self.pick % 4])
            case _:
                return kind()  # type: ignore[call-arg]

    def _tail(self, session: Session) -> tuple[Block, ...]:
        """The tail behind a new set, or without its first blocks."""
        tail = session.plan.blocks[session.tail_start :]
        if not self.on:
            return tail[self.pick % 4 :]
        number = next(n for n in count() if not {f"m{n}", f"n{n}"} & session.used_block_ids)
        return (ready(f"m{number}"), hold(f"n{number}", seconds=20), *tail)


GAPS = st.one_of(
    st.floats(0.01, 4), st.floats(4, 90), st.sampled_from((0.5, 3.0, 12.0, 18.0, 21.0))
)
ACTS = st.lists(
    st.builds(Act, GAPS, st.sampled_from(KINDS), st.integers(0, 30), st.booleans()),
    min_size=10,
    max_size=40,
)
