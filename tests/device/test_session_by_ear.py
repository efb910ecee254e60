"""Following a session by ear: exercise, side and phase, derived from what was heard alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec import Struct

from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.plan import Side
from runcoach.core.planner.compose import compose_plan
from runcoach.core.planner.prescriptions import PrescriptionContext
from runcoach.core.session.alerts import Alert, AlertKind
from runcoach.core.session.events import Pause, Press
from runcoach.core.session.machine import begin_session
from runcoach.core.session.session import Phase, Session
from runcoach.device.voice.phrases import phrase_for, speaking_time_s
from runcoach.runner.conductor import Conductor, Listener
from tests.built_in import built_in_catalogue
from tests.fakes import Ear, InlineBackground, ManualClock, MemoryHistory, MemoryJournal

ROOT = Path(__file__).parents[2]
QUICK = ("core", "full-body", "power", "the-nineteen")
"""Each kind of block is in one of these; the others are slow tests."""
PROGRAMMES = sorted(path.stem for path in (ROOT / "assets" / "programmes").glob("*.toml"))
SETTLED_S = 1.0
"""Seconds after which a phase is known: its sound is over and its line has begun."""
SPOKEN_IN = 0.85
"""The share of its estimated time that a line really needs; the estimate is generous."""
PHASES = {
    AlertKind.READY: "ready",
    AlertKind.TICK: "count-in",
    AlertKind.GO: "work",
    AlertKind.SWITCH: "switch",
    AlertKind.REST: "rest",
    AlertKind.PAUSED: "paused",
    AlertKind.SESSION_DONE: "finished",
}
SIDES = {"left": Side.LEFT, "right": Side.RIGHT, "alternating": Side.ALTERNATE}


class Known(Struct, frozen=True):
    """What a listener knows at a moment."""

    name: str = ""
    side: Side = Side.BOTH
    phase: str = ""


def learn_from(line: str, known: Known, names: Mapping[str, Side]) -> Known:
    """Add what a line says: `Side plank, left. Thirty seconds.`, `Switch. Right side.`, `Step-up.`

    `names` are the exercises of the plan, each with ALTERNATE or BOTH as its side.
    """
    switch = re.match(r"Switch\. (Left|Right) side\.", line)
    if switch:
        return Known(known.name, SIDES[switch[1].lower()], known.phase)
    named = re.match(r"(?:Rest\. [^.]+\. )?(?:Next: )?([^.]+)\. [^.]+ (?:reps?|seconds?)\b", line)
    named = named or re.fullmatch(rf"((?:{'|'.join(map(re.escape, names))})(?:, [^.]+)?)\.", line)
    if not named:
        return known
    name, _, side = named[1].rpartition(", ")
    if side in SIDES:
        return Known(name, SIDES[side], known.phase)
    return Known(named[1], names[named[1]] if line == f"{named[1]}." else Side.BOTH, known.phase)


def known_from(
    heard: Iterable[tuple[float, Alert | str]], until: float, names: Mapping[str, Side]
) -> Known:
    """What is known from everything heard up to `until`."""
    known = Known()
    for at, what in heard:
        if at > until:
            break
        if isinstance(what, str):
            known = learn_from(what, known, names)
        elif what.kind in PHASES:
            known = Known(known.name, known.side, PHASES[what.kind])
    return known


def known_state(session: Session) -> Known:
    work = session.work
    assert work is not None
    return Known(work.name, work.side, session.phase.value)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return built_in_catalogue()


@pytest.mark.parametrize(
    "programme",
    [pytest.param(id, marks=() if id in QUICK else pytest.mark.slow) for id in PROGRAMMES],
)
def test_a_session_can_be_followed_by_ear(catalogue: Catalogue, programme: str) -> None:
    chosen = catalogue.programmes[programme]
    plan = compose_plan(chosen, catalogue, PrescriptionContext())
    clock = ManualClock()
    ear = Ear(clock)
    conductor = Conductor(
        begin_session(plan, id="s", started_at="2026-11-03T18:00:00+01:00", hands_free=True),
        Listener(lambda: None, lambda alerts: None, pytest.fail),
        clock=clock,
        journal=MemoryJournal(),
        history=MemoryHistory(),
        background=InlineBackground(),
        device=ear,
        words=partial(phrase_for, catalogue=catalogue),
    )
    conductor.start()
    truth: list[tuple[float, Known]] = []
    paused = 0
    while conductor.session.phase is not Phase.FINISHED:
        clock.move(0.9)
        session = conductor.session
        if session.work is None or conductor.now() - session.phase_began_at <= SETTLED_S:
            continue
        if session.phase is Phase.WORK and clock.monotonic() > 1300 + 600 * paused:
            paused += 1
            conductor.send(Pause())
            clock.move(2.0)
            truth.append((clock.monotonic(), known_state(conductor.session)))
            clock.move(0.1)
            conductor.send(Press())
            continue
        truth.append((clock.monotonic(), known_state(session)))
    log = ear.heard
    assert len(truth) > 300
    names = {b.name: Side.BOTH for b in plan.blocks}
    names |= {b.name: b.side for b in plan.blocks if b.side is Side.ALTERNATE}
    wrong = [(at, known, known_from(log, at, names)) for at, known in truth[::7]]
    assert [found for found in wrong if found[1] != found[2]] == []
    phases = {known.phase for _, known in truth}
    assert phases >= {"ready", "count-in", "work", "rest", "paused"}
    lines = [(at, what) for at, what in log if isinstance(what, str)]
    cut = [(a, b) for a, b in pairwise(lines) if b[0] - a[0] < SPOKEN_IN * speaking_time_s(a[1])]
    assert not [c for c in cut if c[1][1] != "Paused."], "a line that runs into the next"


def test_what_was_prepared_is_what_is_spoken(catalogue: Catalogue) -> None:
    """Every line of a hands-free session was prepared ahead of time."""
    plan = compose_plan(catalogue.programmes["core"], catalogue, PrescriptionContext())
    clock = ManualClock()
    ear = Ear(clock)
    conductor = Conductor(
        begin_session(plan, id="s", started_at="2026-11-03T18:00:00+01:00", hands_free=True),
        Listener(lambda: None, lambda alerts: None, pytest.fail),
        clock=clock,
        journal=MemoryJournal(),
        history=MemoryHistory(),
        background=InlineBackground(),
        device=ear,
        words=partial(phrase_for, catalogue=catalogue),
    )
    conductor.start()
    while conductor.session.phase is not Phase.FINISHED:
        clock.move(10)
    clock.move(2)
    first = ear.lines[0]
    assert set(ear.lines) - {first} <= set(ear.prepared)
    assert {"Three.", "Two.", "One."} <= set(ear.lines)
    assert "Session done." in ear.lines
    assert any("Last set." in line for line in ear.lines)
