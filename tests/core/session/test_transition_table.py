"""Every phase x event x kind of next block, and paused x every interrupted phase."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import get_args

import pytest

from runcoach.core.model.plan import Block, BlockKind
from runcoach.core.model.records import Answer, Pain
from runcoach.core.model.settings import Pace
from runcoach.core.session.events import (
    Editing,
    Elapsed,
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
    Unskip,
)
from runcoach.core.session.machine import IllegalEvent, advance, is_legal
from runcoach.core.session.session import Phase, Session
from runcoach.core.session.transition_table import TABLE, RelativeOutcome
from tests.core.session.outcomes import reached
from tests.core.session.plans import Walk, hold, ready, reps, rest, switch, walk

EVENTS: tuple[type[Event], ...] = get_args(Event)
NEXT_KINDS = (*BlockKind, None)
PAUSABLE = (Phase.READY, Phase.COUNT_IN, Phase.WORK, Phase.SWITCH, Phase.REST)
ENDED = (Phase.FINISHED, Phase.LEFT)

BEFORE = (ready("r0", "squat"), reps("w0"))
"""A set of another exercise that comes first."""
AFTER = (ready("r9", "squat"), reps("w9"))
"""A set of another exercise at the end."""


def following(kind: BlockKind | None) -> tuple[Block, ...]:
    """The next blocks: one of that kind, followed by a set if it needs one."""
    match kind:
        case None:
            return ()
        case BlockKind.WORK:
            return (hold("n"),)
        case BlockKind.READY:
            return (ready("n"), hold("last"))
        case BlockKind.SWITCH:
            return (switch("n"), hold("last"))
        case BlockKind.REST:
            return (rest("n"), hold("last"))


def situations(phase: Phase, kind: BlockKind | None) -> Iterator[Walk]:
    """Sessions in a phase, reached in different ways, before a block of that kind."""
    then = following(kind)
    match phase:
        case Phase.READY:
            yield walk(ready("here"), *then)
            yield walk(ready("here"), *then, hands_free=True)
            yield walk(*BEFORE, ready("here"), *then).to(Phase.READY, "here")
            for hands_free in (False, True):
                new = walk(ready("r"), hold("here"), *then, hands_free=hands_free)
                yield new.to(Phase.COUNT_IN).send(Pause()).press()
                new = walk(ready("r"), hold("here"), *then, hands_free=hands_free)
                yield new.to(Phase.WORK).wait(0.5).send(Pause()).press()
                new = walk(ready("r"), hold("here"), *then, hands_free=hands_free)
                yield new.to(Phase.WORK).wait(10).send(Pause()).press()
        case Phase.COUNT_IN:
            yield walk(ready("r"), hold("here"), *then).to(phase)
            yield walk(*BEFORE, ready("r"), hold("here"), *then).to(phase, "here")
            yield walk(ready("r"), hold("here"), *then, hands_free=True).to(phase)
            begun = walk(ready("r"), hold("here"), *then).to(Phase.WORK).wait(10)
            yield begun.send(Pause()).press().press()
        case Phase.WORK:
            yield walk(ready("r"), hold("here"), *then).to(phase)
            yield walk(ready("r"), hold("here"), *then).to(phase).wait(5)
            yield walk(*BEFORE, ready("r"), hold("here"), *then).to(phase, "here").wait(5)
            yield walk(ready("r"), hold("here", open=True), *then).to(phase).wait(5)
            yield walk(ready("r", "squat"), reps("here"), *then).to(phase).wait(5)
            counted = walk(ready("r", "squat"), reps("here"), *then, pace=Pace.TEMPO)
            yield counted.to(phase).wait(5)
        case Phase.SWITCH | Phase.REST:
            gap = switch("here") if phase is Phase.SWITCH else rest("here")
            yield walk(ready("r"), hold("w"), gap, *then).to(phase, "here")
            yield walk(*BEFORE, gap, *then).to(phase, "here")
            yield walk(gap, *then)
            yield walk(*BEFORE, gap, *then, *(AFTER if then else ())).to(phase, "here")
            if phase is Phase.REST:
                yield walk(*BEFORE, gap, *then).to(phase, "here").send(Editing(True))
        case Phase.FINISHED:
            yield walk(*BEFORE).to(phase)
            yield walk(ready("r"), hold("w")).to(phase)
        case Phase.LEFT:
            yield walk(*BEFORE).send(Leave(Leaving.KEEP))
        case Phase.PAUSED:
            raise AssertionError("asked for by the phase that was paused")


def paused_in(was: Phase, kind: BlockKind | None) -> Iterator[Walk]:
    """The same sessions, paused by a key or a click, by sleep, or by pain."""
    for new in situations(was, kind):
        if new.session.block is None or not new.session.block.open:
            yield new.send(Pause())
    for new in situations(was, kind):
        new.send(Slept(new.session.advanced_to))
        if new.phase is Phase.PAUSED:
            yield new


def proposals(event: type[Event], session: Session) -> Iterator[tuple[Event | None, float]]:
    """Events of that type that apply to the session, each with its time; None only advances it."""
    soon = session.advanced_to + 0.125
    pain = Pain("knee", level=4)
    every: dict[type[Event], Callable[[], list[Event]]] = {
        Press: lambda: [Press(), Press(0.5)],
        Pause: lambda: [Pause()],
        EndSet: lambda: [EndSet()],
        Skip: lambda: [Skip(), Skip(exercise=True), Skip(part=True)],
        Unskip: lambda: skipped_tails(session),
        Redo: lambda: [Redo()],
        Revise: lambda: [
            Revise((), "enough"),
            Revise((ready("new"), hold("new2")), "easier"),
            Revise((rest("new"), hold("new2")), "easier"),
        ],
        Hurt: lambda: [Hurt(pain), Hurt(pain, "plank"), Hurt(pain, "squat")],
        Answer: lambda: [Answer(s.id, actual=7) for s in session.sets],
        Editing: lambda: [Editing(True), Editing(False)],
        MoreRest: lambda: [MoreRest(10), MoreRest(-10), MoreRest(-100)],
        HandsFree: lambda: [HandsFree(True), HandsFree(False)],
        StoppedAt: lambda: [
            StoppedAt(b.id)
            for b in session.plan.blocks[: session.cursor + 1]
            if b.kind is BlockKind.WORK
        ],
        Slept: lambda: [Slept(session.advanced_to)],
        Reflect: lambda: [Reflect(7, "fine")],
        Leave: lambda: [Leave(how) for how in Leaving],
    }
    if event is Elapsed:
        if session.phase_ends_at is not None:
            yield None, session.phase_ends_at
        return
    for one in every[event]():
        yield one, soon


def skipped_tails(session: Session) -> list[Event]:
    """What could have been skipped just now: from after the last set that was done."""
    blocks, done = session.plan.blocks, {s.block for s in session.sets if not s.skipped}
    first = max((i + 1 for i, b in enumerate(blocks) if b.id in done), default=0)
    if session.in_work:
        return []
    if not blocks or blocks[-1].kind is not BlockKind.WORK:
        return []
    return [Unskip(blocks[i:]) for i in range(first, session.cursor + 1) if blocks[i:]]


def any_of(event: type[Event]) -> Event:
    """An event of that type, whether it applies or not."""
    samples: dict[type[Event], Event] = {
        Revise: Revise((), ""),
        Hurt: Hurt(Pain("knee")),
        Editing: Editing(True),
        MoreRest: MoreRest(10),
        HandsFree: HandsFree(True),
        StoppedAt: StoppedAt("w0"),
        Unskip: Unskip(()),
        Slept: Slept(0.0),
        Leave: Leave(Leaving.SAVE),
        Answer: Answer("s:w0"),
    }
    return samples.get(event) or event()  # type: ignore[call-arg]


@cache
def walks(phase: Phase, was: Phase | None, kind: BlockKind | None) -> tuple[Session, ...]:
    ways = paused_in(was, kind) if was else situations(phase, kind)
    return tuple(way.session for way in ways)


@cache
def outcomes(
    phase: Phase, event: type[Event], was: Phase | None, kind: BlockKind | None
) -> tuple[frozenset[Phase | RelativeOutcome], ...]:
    """Where each applicable event leads from each situation."""
    row = TABLE[phase, event]
    found = []
    for before in walks(phase, was, kind):
        for one, at in proposals(event, before):
            after, _ = advance(before, one, at)
            found.append(reached(row, before, after))
    return tuple(found)


STANDS = [(phase, None) for phase in Phase if phase is not Phase.PAUSED]
STANDS += [(Phase.PAUSED, was) for was in PAUSABLE]
CASES = [
    pytest.param(
        phase, event, was, kind, id=f"{phase}{f' {was}' if was else ''}-{event.__name__}-{kind}"
    )
    for phase, was in STANDS
    for event in EVENTS
    for kind in (NEXT_KINDS if phase not in ENDED else (None,))
]


@pytest.mark.parametrize(("phase", "event", "was", "kind"), CASES)
def test_an_event_has_a_declared_outcome_or_is_refused(
    phase: Phase, event: type[Event], was: Phase | None, kind: BlockKind | None
) -> None:
    sessions = walks(phase, was, kind)
    assert sessions
    assert all(s.phase is phase for s in sessions)
    assert all(s.underlying_phase is (was or phase) for s in sessions)
    if (phase, event) in TABLE:
        declared = TABLE[phase, event].outcomes
        assert all(is_legal(s, event) for s in sessions)
        for found in outcomes(phase, event, was, kind):
            assert found & declared, f"led to {sorted(found)}"
        return
    for session in sessions:
        before = repr(session)
        assert not is_legal(session, event)
        with pytest.raises(IllegalEvent, match=event.__name__) as refused:
            advance(session, any_of(event), session.advanced_to)
        assert (refused.value.phase, refused.value.event) == (phase, event)
        assert repr(session) == before


def declarations() -> Iterator[object]:
    for (phase, event), row in TABLE.items():
        for outcome in sorted(row.outcomes):
            kinds = NEXT_KINDS if outcome is RelativeOutcome.NEXT else ("any",)
            for kind in kinds:
                name = f"{phase}-{event.__name__}-{outcome}-{kind}"
                yield pytest.param(phase, event, outcome, kind, id=name)


@pytest.mark.parametrize(("phase", "event", "outcome", "kind"), list(declarations()))
def test_every_declared_outcome_occurs(
    phase: Phase, event: type[Event], outcome: Phase | RelativeOutcome, kind: BlockKind | str | None
) -> None:
    """NEXT must occur before each kind of block; a phase beside NEXT, by a way other than NEXT."""
    row = TABLE[phase, event]
    cases = [
        found
        for stand, was in STANDS
        if stand is phase
        for next_kind in (NEXT_KINDS if phase not in ENDED else (None,))
        if kind in ("any", next_kind)
        for found in outcomes(phase, event, was, next_kind)
    ]
    others = (
        row.outcomes & {RelativeOutcome.NEXT, RelativeOutcome.BACK}
        if isinstance(outcome, Phase)
        else set()
    )
    assert any(outcome in found and not found & others for found in cases)


def test_each_event_is_legal_in_some_phase() -> None:
    assert {event for _, event in TABLE} == set(EVENTS)
    assert {phase for phase, _ in TABLE} == set(Phase) - {Phase.LEFT}
