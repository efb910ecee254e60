"""Capacity, and the dose that follows from it in a block."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from runcoach.core.coach.block_ladder import demand_for, fall_in_block, rise_in_block
from runcoach.core.coach.capacity import at_other_load, capacity_of, dose_in_block, with_capacity
from runcoach.core.coach.demands import BLOCK_DEMANDS, Part, find_demand
from runcoach.core.coach.ladder import Move
from runcoach.core.model.body import BodyNeed
from runcoach.core.model.profile import Load, Profile
from runcoach.core.model.season import BlockName
from runcoach.core.model.standing import Standing
from tests.core.coach.small_catalogue import CATALOGUE, C, F, S

OWNED = Profile(loads=tuple(Load(kg, 2) for kg in (8, 10, 12, 14, 16)))
SQUAT = CATALOGUE.exercises["squat"]
BUILD = find_demand(BlockName.BUILD, Part.LEG_LIFT)
STRENGTH = find_demand(BlockName.STRENGTH, Part.LEG_LIFT)


def test_an_old_step_is_read_as_what_it_asks_for_and_two_left() -> None:
    tier = SQUAT.tier(F)
    assert capacity_of(Standing(F, 0), tier) == tier.dose.start + 2
    assert capacity_of(Standing(F, 0, capacity=14), tier) == 14


@pytest.mark.parametrize(("capacity", "value"), [(6, 4), (9, 7), (12, 10), (14, 12), (20, 12)])
def test_build_asks_for_capacity_less_two_up_to_twelve(capacity: int, value: int) -> None:
    standing = Standing(S, capacity=capacity)
    assert dose_in_block(standing, SQUAT.tier(S), BUILD, OWNED).value == value


def test_what_was_never_measured_begins_within_the_range() -> None:
    assert dose_in_block(Standing(F), SQUAT.tier(F), BUILD, OWNED).value == BUILD.low


def test_from_build_to_strength_the_load_rises_by_what_is_owned() -> None:
    loaded = SQUAT.tier(C)
    assert loaded.loaded
    standing = with_capacity(Standing(C, load_kg=10), loaded, 14)
    dose = dose_in_block(standing, loaded, STRENGTH, OWNED)
    assert dose.load_kg == 12
    assert STRENGTH.low <= dose.value <= STRENGTH.high


def test_epley() -> None:
    assert at_other_load(10, 10, 10) == 10
    assert at_other_load(10, 12, 16) == 0
    assert at_other_load(12, 16, 12) > 12


def test_reps_rise_to_the_top_then_the_load_then_the_reps_begin_low() -> None:
    tier = SQUAT.tier(C)
    at = with_capacity(Standing(C, load_kg=10), tier, 13)
    move, after = rise_in_block(SQUAT, at, BUILD, OWNED, None) or (None, at)
    assert (move, after.capacity) == (Move.VALUE, 15)
    move, after = rise_in_block(SQUAT, after, BUILD, OWNED, None) or (None, at)
    assert (move, after.load_kg) == (Move.LOAD, 12)
    assert after.capacity < 15


def test_a_load_more_than_half_heavier_comes_after_slower_lowering() -> None:
    two = replace(OWNED, loads=(Load(8, 2), Load(16, 2)))
    at = with_capacity(Standing(C, load_kg=8), SQUAT.tier(C), 20)
    move, after = rise_in_block(SQUAT, at, BUILD, two, None) or (None, at)
    assert (move, after.slow) == (Move.SLOW, True)


def test_where_nothing_comes_after_the_range_goes_on() -> None:
    bare = Profile()
    at = Standing(S, capacity=14)
    assert demand_for(BUILD, SQUAT, at, bare).high == 20
    assert demand_for(BUILD, SQUAT, at, OWNED).high == BUILD.high


def test_a_fall_takes_reps_then_the_load() -> None:
    tier = SQUAT.tier(C)
    at = with_capacity(Standing(C, load_kg=12), tier, 12)
    move, after = fall_in_block(SQUAT, at, BUILD, OWNED) or (None, at)
    assert (move, after.capacity) == (Move.VALUE, 11)
    low = with_capacity(Standing(C, load_kg=12), tier, 8)
    move, after = fall_in_block(SQUAT, low, BUILD, OWNED) or (None, at)
    assert (move, after.load_kg) == (Move.LOAD, 10)


@pytest.mark.parametrize("block", BlockName)
@pytest.mark.parametrize("need", [BodyNeed.PREGNANT, BodyNeed.FRAGILE_BONES])
def test_needs_keep_eight_to_twelve_and_three_left(block: BlockName, need: BodyNeed) -> None:
    for part in Part:
        demand = find_demand(block, part, {need})
        assert demand.low >= 8
        assert demand.left >= 3
        assert not demand.heavy


def test_only_knee_and_hinge_have_the_long_rest() -> None:
    for demands in BLOCK_DEMANDS.values():
        for part, demand in demands.items():
            assert part is Part.LEG_LIFT or not demand.heavy
