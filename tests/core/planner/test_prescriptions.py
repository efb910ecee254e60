"""Prescriptions within the landings allowed, for sore areas, and in a lighter week."""

from __future__ import annotations

import pytest

from runcoach.core.model.plan import Role
from runcoach.core.planner.compose import compose_plan
from runcoach.core.planner.prescriptions import PrescriptionContext
from tests.built_in import built_in_catalogue

CATALOGUE = built_in_catalogue()


def landings(plan):
    return sum(b.landings * b.target for b in plan.work)


@pytest.mark.parametrize(
    ("limit", "done"), [(None, 44), (80, 44), (40, 36), (20, 20), (8, 8), (4, 4), (0, 0)]
)
def test_landings_are_cut_by_reps_then_by_sets_then_by_jumps(limit, done):
    plan = compose_plan(
        CATALOGUE.programmes["power"], CATALOGUE, PrescriptionContext(max_landings=limit)
    )
    assert landings(plan) == done


@pytest.mark.parametrize("minutes", [15, 25, 30, 45])
def test_a_longer_session_adds_no_landings_over_the_limit(minutes):
    context = PrescriptionContext(max_landings=40, minutes=minutes)
    plan = compose_plan(CATALOGUE.programmes["power"], CATALOGUE, context)
    assert landings(plan) <= 40


@pytest.mark.parametrize("context", [{"sore": frozenset({"knee"})}, {"lighter": True}])
def test_an_eased_session_is_not_filled_up_again(context):
    usual = compose_plan(CATALOGUE.programmes["legs"], CATALOGUE, PrescriptionContext())
    plan = compose_plan(
        CATALOGUE.programmes["legs"], CATALOGUE, PrescriptionContext(minutes=45, **context)
    )
    assert {b.sets for b in plan.work if "knee" in CATALOGUE.exercises[b.exercise].areas} == {1}
    assert len(plan.work) < len(usual.work) or context.keys() == {"sore"}
    assert any("45 min can't be met" in line for line in plan.why)


def test_without_clearance_a_jump_is_its_foundation_with_a_reason():
    plan = compose_plan(
        CATALOGUE.programmes["power"], CATALOGUE, PrescriptionContext(jumps_cleared=False)
    )
    assert landings(plan) == 0
    assert "Jump squat: foundation tier first, strength comes before jumps." in plan.why


def test_a_warm_up_spares_what_hurts():
    plan = compose_plan(
        CATALOGUE.programmes["upper-body"],
        CATALOGUE,
        PrescriptionContext(spared=frozenset({"shoulder"})),
    )
    moves = [b.exercise for b in plan.blocks if b.role is Role.WARM_UP]
    assert moves
    for block in plan.blocks:
        assert "shoulder" not in CATALOGUE.exercises[block.exercise].areas
