"""What slots become: within the landings allowed, what is sore, and a lighter week."""

from __future__ import annotations

from pathlib import Path

import pytest

from runcoach.catalogue.loader import read_catalogue
from runcoach.core.model.plan import Role
from runcoach.core.planner.compose import Terms, compose

CATALOGUE = read_catalogue(Path(__file__).parents[3] / "assets", None)


def landings(plan):
    return sum(b.landings * b.target for b in plan.work)


@pytest.mark.parametrize(
    ("limit", "done"), [(None, 44), (80, 44), (40, 36), (20, 20), (8, 8), (4, 4), (0, 0)]
)
def test_landings_are_cut_by_reps_then_by_sets_then_by_jumps(limit, done):
    plan = compose(CATALOGUE.programmes["power"], CATALOGUE, Terms(landings=limit))
    assert landings(plan) == done


@pytest.mark.parametrize("minutes", [15, 25, 30, 45])
def test_a_longer_session_adds_no_landings_over_the_limit(minutes):
    terms = Terms(landings=40, minutes=minutes)
    plan = compose(CATALOGUE.programmes["power"], CATALOGUE, terms)
    assert landings(plan) <= 40


@pytest.mark.parametrize("terms", [{"sore": frozenset({"knee"})}, {"lighter": True}])
def test_what_is_eased_is_not_filled_up_again(terms):
    usual = compose(CATALOGUE.programmes["legs"], CATALOGUE, Terms())
    plan = compose(CATALOGUE.programmes["legs"], CATALOGUE, Terms(minutes=45, **terms))
    assert {b.sets for b in plan.work if "knee" in CATALOGUE.exercises[b.exercise].areas} == {1}
    assert len(plan.work) < len(usual.work) or terms.keys() == {"sore"}
    assert any("45 min can't be met" in line for line in plan.why)


def test_with_the_gate_closed_a_jump_is_its_foundation_and_says_so():
    plan = compose(CATALOGUE.programmes["power"], CATALOGUE, Terms(power=False))
    assert landings(plan) == 0
    assert "Jump squat: its foundation first, strength comes before jumps." in plan.why


def test_a_warm_up_spares_what_hurts():
    plan = compose(
        CATALOGUE.programmes["upper-body"], CATALOGUE, Terms(spared=frozenset({"shoulder"}))
    )
    moves = [b.exercise for b in plan.blocks if b.role is Role.WARM_UP]
    assert moves
    for block in plan.blocks:
        assert "shoulder" not in CATALOGUE.exercises[block.exercise].areas
