"""The layout of sets, block by block, and what a change of tier or exercise makes of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Exercise, Sides, Tier, TierName
from runcoach.core.model.plan import Block, BlockKind, Role, Side
from runcoach.core.session.block_layout import (
    Prescription,
    assign_ids,
    lay_out_rounds,
    lay_out_straight,
    rebuild_exercise,
)
from runcoach.core.session.timing import setup_seconds
from tests.built_in import built_in_catalogue

CATALOGUE = built_in_catalogue()
ROW = CATALOGUE.exercises["dumbbell-row"]
PLANK = CATALOGUE.exercises["plank"]
REST_S, SWITCH_S, FETCH_S, FLOOR_S = 45.0, 6.0, 25.0, 18.0


def tier_of(exercise: Exercise, sides: Sides) -> Tier:
    return replace(exercise.tier(TierName.STANDARD), sides=sides)


def prescribed(
    sides: Sides, *, sets: int = 2, exercise: Exercise = ROW, **more: object
) -> Prescription:
    prescription = Prescription(exercise, tier_of(exercise, sides), sets, 8, REST_S)
    return replace(prescription, **more)


def laid_out(sides: Sides, *, sets: int = 2, **more: object) -> tuple[Block, ...]:
    return assign_ids(list(lay_out_straight(prescribed(sides, sets=sets, **more))))


def shape(blocks: object) -> str:
    """`READY l1 l1 switch r1 r1`: each block's kind, side and set; of works the side and set."""
    words = {BlockKind.WORK: "", BlockKind.READY: "ready:", BlockKind.REST: "rest:"}
    return " ".join(
        f"{words.get(b.kind, 'switch:')}{b.side.value[0]}{b.set}"
        for b in blocks  # type: ignore[attr-defined]
    )


STRAIGHT = {
    Sides.EACH: "ready:l1 l1 switch:r1 r1 rest:l2 l2 switch:r2 r2",
    Sides.BOTH: "ready:b1 b1 rest:b2 b2",
    Sides.ALTERNATE: "ready:a1 a1 rest:a2 a2",
}


@pytest.mark.parametrize("sides", Sides)
def test_straight_sets_get_ready_once_and_rest_between(sides: Sides) -> None:
    blocks = laid_out(sides)
    assert shape(blocks) == STRAIGHT[sides]
    lengths = {b.kind: b.seconds for b in blocks if b.kind is not BlockKind.WORK}
    assert lengths.pop(BlockKind.SWITCH, SWITCH_S) == SWITCH_S
    assert lengths == {BlockKind.READY: FETCH_S, BlockKind.REST: REST_S}
    assert {b.sets for b in blocks} == {2}


@pytest.mark.parametrize(
    ("id", "value", "target", "seconds"),
    [
        ("dumbbell-row", 8, 8, None),
        ("walking-lunge", 8, 16, None),  # reps of both sides
        ("plank", 35, 35, 35.0),
        ("burpee", 8, 8, 30.0),  # by the clock
    ],
)
def test_a_set_has_the_fields_of_its_tier(
    id: str, value: int, target: int, seconds: float | None
) -> None:
    exercise = CATALOGUE.exercises[id]
    tier = exercise.tier(TierName.STANDARD)
    bout = Prescription(exercise, tier, 1, value, REST_S, load_kg=7.5, open=True)
    work = next(b for b in lay_out_straight(bout) if b.kind is BlockKind.WORK)
    assert (work.target, work.unit, work.measure) == (target, tier.dose.unit, tier.kind)
    assert work.seconds == (target * work.cycle_s if seconds is None else seconds)
    assert (work.tempo, work.position, work.equipment) == (
        tier.tempo,
        tier.position,
        tier.equipment,
    )
    assert work.setup_s == setup_seconds(tier.position)
    assert work.load_kg == (7.5 if tier.loaded else 0.0)
    assert work.open


def test_equipment_at_hand_takes_no_fetching() -> None:
    (ready, *_) = lay_out_straight(prescribed(Sides.BOTH), ["dumbbell", "chair"])
    assert ready.seconds < FETCH_S


def test_every_gap_carries_the_fields_of_the_set_that_follows() -> None:
    blocks = laid_out(Sides.EACH)
    for gap, work in pairwise(blocks):
        if gap.kind is not BlockKind.WORK:
            assert replace(gap, id=work.id, kind=work.kind, seconds=work.seconds) == work


def test_rounds_rest_between_each_other_as_long_as_the_longest_and_share_a_group() -> None:
    rows = prescribed(Sides.EACH, sets=3)
    planks = prescribed(Sides.BOTH, exercise=PLANK, rest_s=60.0)
    blocks = list(lay_out_rounds([rows, planks], "pair"))
    assert shape(blocks) == (
        "ready:l1 l1 switch:r1 r1 ready:b1 b1 "
        "rest:l2 l2 switch:r2 r2 ready:b2 b2 "
        "rest:l3 l3 switch:r3 r3"
    )
    assert [b.round for b in blocks] == [b.set for b in blocks]
    assert {b.group for b in blocks} == {"pair"}
    assert {b.seconds for b in blocks if b.kind is BlockKind.REST} == {60.0}
    gaps = [(b.exercise, b.seconds) for b in blocks if b.kind is BlockKind.READY]
    assert gaps == [(ROW.id, FETCH_S), (PLANK.id, FLOOR_S), (PLANK.id, FLOOR_S)]


def test_ids_count_from_one_past_those_that_are_taken() -> None:
    blocks = list(lay_out_straight(prescribed(Sides.BOTH)))
    assert [b.id for b in assign_ids(blocks)] == ["b1", "b2", "b3", "b4"]
    taken = [replace(blocks[0], id=id) for id in ("b1", "b3", "other")]
    assert [b.id for b in assign_ids(blocks, taken)] == ["b2", "b4", "b5", "b6"]


# --- another tier ----------------------------------------------------------------------------


@pytest.mark.parametrize("before", Sides)
@pytest.mark.parametrize("after", Sides)
def test_another_tier_has_its_own_sides_in_the_same_sets(before: Sides, after: Sides) -> None:
    blocks = rebuild_exercise(laid_out(before), prescribed(after))
    assert shape(blocks) == STRAIGHT[after]
    assert all(b.id == "" for b in blocks), "a changed block is another block"


SECOND_SIDE = laid_out(Sides.EACH)[2:]
"""The left side of the first set is done: the switch comes, then the right side."""


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (Sides.EACH, "switch:r1 r1 rest:l2 l2 switch:r2 r2"),
        (Sides.BOTH, "b1 rest:b2 b2"),
        (Sides.ALTERNATE, "a1 rest:a2 a2"),
    ],
)
def test_within_a_set_the_side_that_is_left_stays(after: Sides, expected: str) -> None:
    assert shape(SECOND_SIDE) == "switch:r1 r1 rest:l2 l2 switch:r2 r2"
    assert shape(rebuild_exercise(SECOND_SIDE, prescribed(after))) == expected


@pytest.mark.parametrize("first", [Side.LEFT, Side.RIGHT])
@pytest.mark.parametrize("before", [Sides.BOTH, Sides.ALTERNATE])
def test_sides_that_are_new_begin_with_the_first_side(first: Side, before: Sides) -> None:
    blocks = rebuild_exercise(laid_out(before), prescribed(Sides.EACH, first_side=first))
    one, other = first.value[0], first.other.value[0]
    assert shape(blocks) == (
        f"ready:{one}1 {one}1 switch:{other}1 {other}1 rest:{one}2 {one}2 switch:{other}2 {other}2"
    )


@pytest.mark.parametrize("first", [Side.LEFT, Side.RIGHT])
def test_sides_that_were_there_keep_their_order_whatever_the_first_side(first: Side) -> None:
    tail = laid_out(Sides.EACH, first_side=first)
    blocks = rebuild_exercise(tail, prescribed(Sides.EACH, first_side=first.other))
    assert shape(blocks) == shape(tail)


def test_sets_keep_their_place_and_gaps_their_length() -> None:
    tail = [
        replace(b, seconds=99.0 if b.kind is not BlockKind.WORK else b.seconds, sets=5, group="g")
        for b in laid_out(Sides.EACH)
    ]
    tail = [replace(b, round=b.set, supersedes=f"old-{b.side}" if b.set == 1 else "") for b in tail]
    blocks = rebuild_exercise(tail, prescribed(Sides.EACH, sets=2))
    assert [(b.kind, b.side, b.set, b.sets, b.group, b.round) for b in blocks] == [
        (b.kind, b.side, b.set, b.sets, b.group, b.round) for b in tail
    ]
    lengths = {b.kind: b.seconds for b in blocks if b.kind is not BlockKind.WORK}
    # Getting ready is for the new tier; a rest is as long as it was planned.
    assert lengths == {
        BlockKind.READY: FETCH_S,
        BlockKind.SWITCH: 99.0,
        BlockKind.REST: 99.0,
    }
    works = [b for b in blocks if b.kind is BlockKind.WORK]
    assert [b.supersedes for b in works] == ["old-left", "old-right", "", ""]


def test_new_sides_of_one_set_share_its_group_and_round() -> None:
    tail = [replace(b, sets=5, group="g", round=3) for b in laid_out(Sides.BOTH)]
    blocks = rebuild_exercise(tail, prescribed(Sides.EACH))
    assert {(b.sets, b.group, b.round) for b in blocks} == {(5, "g", 3)}
    assert {b.seconds for b in blocks if b.kind is BlockKind.SWITCH} == {SWITCH_S}


def test_a_set_and_its_redo_both_stay() -> None:
    (_, work, *_) = laid_out(Sides.BOTH)
    tail = [work, replace(work, id="again", supersedes=work.id)]
    blocks = rebuild_exercise(tail, prescribed(Sides.BOTH))
    assert [(b.set, b.supersedes) for b in blocks] == [(1, ""), (1, work.id)]


def test_the_work_is_the_new_tiers() -> None:
    tail = laid_out(Sides.BOTH)
    bout = prescribed(Sides.BOTH, value=11, load_kg=12.5)
    bout = replace(bout, tier=replace(bout.tier, tier=TierName.CHALLENGE, variant="v", name="V"))
    for block in rebuild_exercise(tail, bout):
        assert (block.tier, block.variant, block.name) == (TierName.CHALLENGE, "v", "V")
        assert (block.target, block.unit, block.load_kg) == (11, Unit.REPS, 12.5)


def test_other_exercises_and_other_parts_of_the_session_stay() -> None:
    warm_up = [replace(b, role=Role.WARM_UP) for b in laid_out(Sides.BOTH, sets=1)]
    planks = laid_out(Sides.BOTH, exercise=PLANK)
    rows = laid_out(Sides.BOTH)
    blocks = rebuild_exercise([*warm_up, *planks, *rows], prescribed(Sides.EACH))
    assert list(blocks[:6]) == [*warm_up, *planks]
    assert shape(blocks[6:]) == STRAIGHT[Sides.EACH]


def test_another_exercise_takes_the_sets_of_the_one_it_replaces() -> None:
    planks = laid_out(Sides.BOTH, exercise=PLANK)
    rows = laid_out(Sides.BOTH)
    blocks = rebuild_exercise([*planks, *rows], prescribed(Sides.EACH), instead_of=PLANK.id)
    assert shape(blocks[:-4]) == STRAIGHT[Sides.EACH]
    assert {b.exercise for b in blocks} == {ROW.id}
    assert blocks[-4:] == rows
