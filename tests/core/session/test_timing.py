"""Durations, and the alerts within a set."""

from __future__ import annotations

import pytest

from runcoach.core.model.dose import TempoPhase
from runcoach.core.model.exercise import Position
from runcoach.core.model.plan import Block
from runcoach.core.session.alerts import AlertKind
from runcoach.core.session.timing import (
    alert_offsets,
    count_reps,
    rep_number,
    setup_seconds,
    total_length_s,
    work_length_s,
)
from tests.core.session.plans import (
    SIDES,
    TWO_EXERCISES,
    TWO_SETS,
    hold,
    interval,
    ready,
    reps,
    rest,
    switch,
)

UPRIGHT = {Position.STANDING, Position.SEATED}


@pytest.mark.parametrize("position", list(Position))
def test_setup_takes_longer_on_the_floor_and_longest_with_a_weight(
    position: Position,
) -> None:
    assert setup_seconds(position) == (12 if position in UPRIGHT else 18)
    assert setup_seconds(position, ["dumbbell"]) == 25


@pytest.mark.parametrize(
    ("block", "seconds"),
    [(hold("w"), 30), (hold("w", open=True), 60), (reps("w", target=7), 28), (interval("w"), 30)],
)
def test_length_of_work_until_it_ends_by_itself(block: Block, seconds: float) -> None:
    assert work_length_s(block) == seconds


@pytest.mark.parametrize(
    ("blocks", "seconds"),
    [
        ((), 0),
        ((ready("r"), hold("w")), 12 + 3 + 30),
        (TWO_SETS, 12 + 3 + 30 + 45 + 30),
        (SIDES, 12 + 3 + 30 + 6 + 30),
        (TWO_EXERCISES, 12 + 3 + 40 + 45 + 40 + 18 + 3 + 30 + 45 + 30),
        ((hold("v"), hold("w")), 3 + 30 + 3 + 30),
        ((hold("v"), rest("x", seconds=2), hold("w")), 3 + 30 + 3 + 30),
        ((hold("v"), switch("x"), ready("r"), hold("w")), 3 + 30 + 6 + 12 + 3 + 30),
    ],
)
def test_a_plan_lasts_as_long_as_its_blocks_and_the_count_ins_outside_gaps(
    blocks: tuple[Block, ...], seconds: float
) -> None:
    assert total_length_s(blocks, 3) == seconds


@pytest.mark.parametrize(
    ("worked", "under_way", "done"),
    [(0, 1, 0), (3.9, 1, 0), (4, 2, 1), (7.9999999999, 3, 2), (19.9, 5, 4), (20, 5, 5), (99, 5, 5)],
)
def test_reps_are_counted_at_the_tempo(worked: float, under_way: int, done: int) -> None:
    block = reps("w", target=5)
    assert (rep_number(block, worked), count_reps(block, worked)) == (under_way, done)


def test_without_a_tempo_no_rep_is_counted() -> None:
    block = reps("w", tempo=())
    assert (rep_number(block, 50), count_reps(block, 50)) == (1, 0)


GO = (0, AlertKind.GO, 0)


def last_five(total: float) -> list[tuple[float, AlertKind, int]]:
    return [(total - left, AlertKind.LAST_FIVE, left) for left in (5, 4, 3, 2, 1)]


@pytest.mark.parametrize(
    ("block", "heard"),
    [
        (hold("w", seconds=9), [GO]),
        (hold("w", seconds=10), [GO, *last_five(10)]),
        (hold("w", seconds=20), [GO, (10, AlertKind.HALFWAY, 10), *last_five(20)]),
        (
            hold("w", seconds=30),
            [GO, (15, AlertKind.HALFWAY, 15), (18, AlertKind.CUE, 0), *last_five(30)],
        ),
        (interval("w", seconds=30), [GO, (15, AlertKind.HALFWAY, 15), *last_five(30)]),
    ],
    ids=["9 s", "10 s", "20 s", "30 s", "interval"],
)
def test_timed_work_has_alerts_at_its_offsets(
    block: Block, heard: list[tuple[float, AlertKind, int]]
) -> None:
    assert list(alert_offsets(block, paced=False)) == heard


def test_a_rep_has_alerts_for_lowering_and_raising_but_none_for_a_hold() -> None:
    tempo = (TempoPhase("raised", 1), TempoPhase("hold", 2), TempoPhase("low", 2))
    offsets = list(alert_offsets(reps("w", target=2, tempo=tempo), paced=True))
    assert offsets == [
        GO,
        (0, AlertKind.REP_UP, 1),
        (3, AlertKind.REP_DOWN, 1),
        (5, AlertKind.REP_UP, 2),
        (8, AlertKind.REP_DOWN, 2),
    ]
    assert list(alert_offsets(reps("w"), paced=False)) == [GO]
