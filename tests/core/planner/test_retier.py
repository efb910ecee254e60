"""A change of tier within a session: the remaining sets have the sides of the new tier."""

from __future__ import annotations

import pytest

from runcoach.core.model.exercise import Sides, TierName
from runcoach.core.model.plan import BlockKind, Role, Side
from runcoach.core.planner.compose import compose_plan
from runcoach.core.planner.prescriptions import PrescriptionContext
from runcoach.core.planner.replan import change_tier
from runcoach.core.session.machine import begin_session
from runcoach.core.session.session import Phase
from tests.built_in import built_in_catalogue
from tests.core.session.plans import Walk

CATALOGUE = built_in_catalogue()
SIDES = {
    Sides.EACH: {Side.LEFT, Side.RIGHT},
    Sides.BOTH: {Side.BOTH},
    Sides.ALTERNATE: {Side.ALTERNATE},
}


def started(programme: str) -> Walk:
    found = CATALOGUE.programme(programme)
    assert found is not None
    plan = compose_plan(found, CATALOGUE, PrescriptionContext())
    return Walk(begin_session(plan, id="s", started_at="2026-11-03T18:00:00+01:00"))


def change(driven: Walk, by: int) -> bool:
    revision = change_tier(driven.session, CATALOGUE, by)
    if revision is not None:
        driven.send(revision)
    return revision is not None


CASES = [
    ("core", "leg-raise"),
    ("core", "side-plank"),
    ("upper-body", "dumbbell-row"),
    ("power", "reverse-lunge"),
]


@pytest.mark.parametrize(("programme", "exercise"), CASES)
@pytest.mark.parametrize(
    "phase", [Phase.READY, Phase.COUNT_IN, Phase.WORK, Phase.SWITCH, Phase.REST]
)
def test_each_set_is_done_once_on_each_side_of_its_tier(
    programme: str, exercise: str, phase: Phase
) -> None:
    driven = started(programme)
    for _ in range(400):
        work = driven.session.work
        here = work is not None and work.exercise == exercise and work.role is Role.MAIN
        if driven.phase is phase and here:
            break
        if driven.phase is Phase.FINISHED:
            pytest.skip(f"no {phase} in {exercise}")
        driven.press(
            driven.session.advanced_to + 3
        ) if driven.session.phase_ends_at is None else driven.send(
            None, driven.session.phase_ends_at
        )
    driven.wait(2)
    for by in (1, -1, -1, 1, 1, -1):
        if not change(driven, by):
            continue
        work = driven.session.work
        assert work is not None
        tier = CATALOGUE.tier(exercise, work.tier)
        assert tier is not None
        coming = [
            (b.set, b.side)
            for b in driven.session.plan.blocks[driven.session.tail_start :]
            if b.kind is BlockKind.WORK and b.exercise == exercise and b.tier is work.tier
        ]
        assert coming
        assert len(set(coming)) == len(coming), "a side of a set comes twice"
        assert {side for _, side in coming} <= SIDES[tier.sides]
    ended = driven.to(Phase.FINISHED).session
    assert {s.set for s in ended.main_sets if s.exercise == exercise} == {1, 2}
    assert all(s.tier in TierName for s in ended.sets)
