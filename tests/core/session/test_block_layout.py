"""Blocks built from tiers: alternating sides, landings, and the length of warm-ups."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from runcoach.core.coach.evidence import find_exercise_records
from runcoach.core.coach.jump_clearance import count_landings
from runcoach.core.model.exercise import TierName
from runcoach.core.model.focus import need_of
from runcoach.core.model.plan import BlockKind, Role, Side
from runcoach.core.model.programme import Slot
from runcoach.core.planner.compose import compose_plan
from runcoach.core.planner.prescriptions import PrescriptionContext
from runcoach.core.session.block_layout import Prescription, lay_out_rounds, lay_out_straight
from tests.built_in import built_in_catalogue
from tests.core.coach.small_catalogue import S, done, session

CATALOGUE = built_in_catalogue()


def works(id, tier=TierName.STANDARD, sets=2):
    exercise = CATALOGUE.exercises[id]
    rung = exercise.tier(tier)
    blocks = lay_out_straight(Prescription(exercise, rung, sets, rung.dose.at(0), 45.0))
    return [b for b in blocks if b.kind is BlockKind.WORK]


@pytest.mark.parametrize(
    ("id", "tier", "bouts", "target"),
    [
        ("walking-lunge", TierName.STANDARD, 2, 16),
        ("walking-lunge", TierName.FOUNDATION, 4, 5),
        ("speed-skater", TierName.STANDARD, 2, 20),
        ("leg-raise", TierName.CHALLENGE, 2, 14),
        ("reverse-lunge", TierName.STANDARD, 4, 10),
        ("burpee", TierName.STANDARD, 2, 8),
    ],
)
def test_alternating_sides_are_one_set_of_both(id, tier, bouts, target):
    found = works(id, tier)
    assert [b.target for b in found] == [target] * bouts
    for block in found:
        if block.tempo:
            assert block.seconds == pytest.approx(target * block.cycle_s)


def test_a_plan_counts_its_landings_as_the_jump_clearance_does():
    tier = CATALOGUE.exercises["speed-skater"].tier(TierName.STANDARD)
    assert count_landings(tier, 2, tier.dose.at(0)) == 40
    assert sum(b.landings * b.target for b in works("speed-skater")) == 40


def test_alternating_reps_are_evaluated_per_side():
    record = done("walking-lunge", S, 16, side=Side.ALTERNATE)
    (found,) = find_exercise_records(CATALOGUE.exercises["walking-lunge"], [session(-1, record)])
    assert found.target == 8


def test_five_rehearsal_reps_whatever_the_sides():
    programme = CATALOGUE.programmes["legs"]
    for id in ("walking-lunge", "reverse-lunge", "squat"):
        outline = replace(programme.sessions[0], slots=(Slot(id),))
        plan = compose_plan(programme, CATALOGUE, PrescriptionContext(), outline)
        rehearsed = [b for b in plan.blocks if b.role is Role.WARM_UP and b.exercise == id]
        assert [b.target for b in rehearsed if b.kind is BlockKind.WORK] == [5]


def test_a_warm_up_takes_its_nominal_time():
    for programme in CATALOGUE.programmes.values():
        for outline in programme.sessions:
            plan = compose_plan(programme, CATALOGUE, PrescriptionContext(), outline)
            took = sum(b.seconds for b in plan.blocks if b.role is Role.WARM_UP)
            assert took == pytest.approx(outline.warm_up_s, rel=0.2), outline.id


def test_a_circuit_is_laid_out_in_rounds_and_fetches_equipment_once():
    bouts = [
        Prescription(e, e.tier(S), sets, e.tier(S).dose.at(0), 45.0)
        for id, sets in (("dumbbell-row", 2), ("plank", 2), ("squat", 1))
        if (e := CATALOGUE.exercises[id])
    ]
    blocks = list(lay_out_rounds(bouts, "g1"))
    works = [(b.exercise, b.set, b.round) for b in blocks if b.kind is BlockKind.WORK]
    assert list(dict.fromkeys(works)) == [
        ("dumbbell-row", 1, 1), ("plank", 1, 1), ("squat", 1, 1),
        ("dumbbell-row", 2, 2), ("plank", 2, 2),
    ]  # fmt: skip
    gaps = [b for b in blocks if b.kind in (BlockKind.READY, BlockKind.REST)]
    assert [b.kind for b in gaps].count(BlockKind.REST) == 1
    assert gaps[0].seconds == 25


def test_shins_and_outer_hips_are_needs_of_their_own():
    needs = {id: need_of(CATALOGUE.exercises[id]).value for id in (
        "calf-raise", "calf-raise-bent-knee", "shin-raise", "side-plank", "clamshell",
        "band-lateral-walk",
    )}  # fmt: skip
    assert list(needs.values()) == [
        "calves", "deep calf", "shins", "trunk sideways", "outer hips", "outer hips",
    ]  # fmt: skip
