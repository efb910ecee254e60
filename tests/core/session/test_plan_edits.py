"""Edits of the remaining plan: partial and skipped sets, redo, revise, pain."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Block, BlockKind, Role, Side
from runcoach.core.model.records import Pain, Status
from runcoach.core.session.alerts import AlertKind
from runcoach.core.session.cursor import UnfitEvent
from runcoach.core.session.events import EndSet, Event, Hurt, Pause, Redo, Revise, Skip, StoppedAt
from runcoach.core.session.machine import advance
from runcoach.core.session.recording import completion_status, make_session_record
from runcoach.core.session.session import Phase
from tests.core.session.plans import (
    SIDES,
    TWO_EXERCISES,
    TWO_SETS,
    hold,
    ids,
    interval,
    ready,
    reps,
    rest,
    results,
    switch,
    walk,
)

PAIN = Pain("knee", Side.LEFT, level=4)

WITH_WARM_UP = (
    ready("r0", "march", role=Role.WARM_UP),
    interval("m", "march", role=Role.WARM_UP),
    rest("x0", "swing", 5, role=Role.WARM_UP),
    interval("s", "swing", role=Role.WARM_UP),
    *TWO_SETS,
)

CIRCUIT = tuple(
    replace(block, group="g", round=turn)
    for turn in (1, 2)
    for block in (
        ready(f"ra{turn}", "squat"),
        reps(f"a{turn}", set=turn),
        ready(f"rb{turn}", "plank"),
        hold(f"b{turn}", set=turn),
    )
)


def easier(block: Block, id: str, **more: object) -> Block:
    return replace(block, id=id, tier=TierName.FOUNDATION, target=10, seconds=10, **more)


# --- partial and skipped --------------------------------------------------------------------------


def test_a_skipped_set_is_recorded_as_not_done_and_its_gap_is_skipped() -> None:
    new = walk(*SIDES, rest("x"), hold("y")).send(Skip())
    assert results(new.session) == [("left", 0, True)]
    assert (new.phase, new.here) == (Phase.READY, "right")


def test_only_zero_work_is_skipped() -> None:
    new = walk(*TWO_SETS).to(Phase.WORK).wait(9).send(Skip())
    assert results(new.session) == [("w1", 9, False)]
    assert (new.phase, new.here) == (Phase.REST, "rest")


@pytest.mark.parametrize("event", [EndSet(), Skip()])
def test_a_paused_set_can_be_ended_with_what_was_done(event: Event) -> None:
    new = walk(*TWO_SETS).to(Phase.WORK).wait(9).press().wait(500).send(event)
    assert results(new.session) == [("w1", 9, False)]
    assert (new.phase, new.here) == (Phase.REST, "rest")


def test_a_set_that_waits_to_resume_can_be_ended_with_what_was_done() -> None:
    new = walk(*TWO_SETS).to(Phase.WORK).wait(9).press().press().send(Skip())
    assert results(new.session) == [("w1", 9, False)]
    assert new.phase is Phase.REST


def test_ending_a_set_during_a_paused_rest_changes_nothing() -> None:
    new = walk(*TWO_SETS).to(Phase.REST).send(Pause())
    before = new.session
    assert new.send(EndSet()).session == before


def test_skipping_an_exercise_skips_all_its_sets() -> None:
    new = walk(*TWO_EXERCISES).to(Phase.COUNT_IN, "a1").send(Skip(exercise=True))
    assert results(new.session) == [("a1", 0, True), ("a2", 0, True)]
    assert (new.phase, new.here) == (Phase.READY, "r2")


def test_skipping_an_exercise_within_a_set_keeps_what_was_done() -> None:
    new = walk(*TWO_EXERCISES).to(Phase.WORK, "b1").wait(9).send(Skip(exercise=True))
    assert results(new.session)[2:] == [("b1", 9, False), ("b2", 0, True)]
    assert new.phase is Phase.FINISHED


def test_skipping_an_exercise_of_a_circuit_takes_it_out_of_each_round() -> None:
    new = walk(*CIRCUIT).to(Phase.READY, "rb1").send(Skip(exercise=True))
    assert new.here == "ra2"
    assert new.to(Phase.FINISHED).session.main_sets[-1].block == "a2"


def test_a_warm_up_that_has_not_begun_is_skipped_as_a_whole() -> None:
    new = walk(*WITH_WARM_UP).send(Skip())
    assert results(new.session) == [("m", 0, True), ("s", 0, True)]
    assert (new.phase, new.here) == (Phase.READY, "r1")


def test_a_warm_up_that_has_begun_loses_only_its_next_set() -> None:
    new = walk(*WITH_WARM_UP).to(Phase.REST, "x0").send(Skip())
    assert results(new.session) == [("m", 10, False), ("s", 0, True)]
    assert new.here == "r1"


def test_a_warm_up_of_several_parts_that_has_begun_loses_one() -> None:
    parts = (
        ready("r0", "march", role=Role.WARM_UP),
        interval("m", "march", role=Role.WARM_UP),
        ready("r9", "swing", role=Role.WARM_UP),
        interval("s", "swing", role=Role.WARM_UP),
        ready("r8", "reach", role=Role.WARM_UP),
        interval("t", "reach", role=Role.WARM_UP),
        *TWO_SETS,
    )
    new = walk(*parts).to(Phase.READY, "r9").send(Skip())
    assert new.here == "r8"


def test_a_skipped_set_is_never_done() -> None:
    new = walk(*TWO_SETS).send(Skip()).to(Phase.FINISHED)
    assert completion_status(new.session) is Status.PARTIAL
    assert not new.session.sets[0].reached_target


def test_a_session_with_a_partial_set_is_completed() -> None:
    new = walk(*TWO_SETS).to(Phase.WORK).wait(9).send(EndSet()).to(Phase.FINISHED)
    assert completion_status(new.session) is Status.COMPLETED


def test_the_exercise_after_a_skipped_one_is_announced() -> None:
    new = walk(*TWO_EXERCISES).send(Skip(exercise=True))
    assert (new.alerts[-1].kind, new.alerts[-1].block) == (AlertKind.READY, "r2")


# --- redo -----------------------------------------------------------------------------------------


def test_redo_in_rest_inserts_a_copy_and_keeps_the_remaining_blocks() -> None:
    new = walk(*TWO_SETS).to(Phase.REST).send(Redo())
    tail = new.session.plan.blocks[new.session.cursor :]
    assert [b.kind for b in tail] == [
        BlockKind.READY,
        BlockKind.WORK,
        BlockKind.REST,
        BlockKind.WORK,
    ]
    copy = tail[1]
    assert replace(copy, id="w1", supersedes="") == new.session.plan.blocks[1]
    assert copy.supersedes == "w1"
    assert (new.phase, tail[0].seconds) == (Phase.READY, copy.setup_s)


def test_the_first_set_counts_until_the_redo_is_done() -> None:
    new = walk(*TWO_SETS).to(Phase.WORK).wait(9).send(EndSet()).send(Redo())
    assert [s.block for s in new.session.effective_sets] == ["w1"]
    new.to(Phase.WORK)
    assert [s.block for s in new.session.effective_sets] == ["w1"]
    new.to(Phase.REST)
    assert results(new.session) == [("w1", 9, False), ("w1.2", 30, False)]
    assert [s.block for s in new.session.effective_sets] == ["w1.2"]


def test_a_skipped_redo_leaves_the_first_set_effective() -> None:
    new = walk(*TWO_SETS).to(Phase.REST).send(Redo()).send(Skip())
    assert [s.block for s in new.session.effective_sets] == ["w1"]
    assert completion_status(new.to(Phase.FINISHED).session) is Status.COMPLETED


def test_a_redo_of_a_skipped_redo_replaces_the_first_set() -> None:
    new = walk(*TWO_SETS, ready("r3"), hold("w3")).to(Phase.REST).send(Redo()).send(Skip())
    new.send(Redo()).to(Phase.WORK).to(Phase.REST)
    done = [s.block for s in new.session.effective_sets]
    assert len(done) == 1
    assert new.session.effective_sets[0].supersedes == "s:w1.2"


def test_a_redo_makes_a_skipped_set_done() -> None:
    new = walk(*TWO_SETS).to(Phase.READY).send(Skip()).send(Redo()).to(Phase.FINISHED)
    assert completion_status(new.session) is Status.COMPLETED
    record = make_session_record(new.session, "")
    assert [(s.block, s.actual) for s in record.effective_sets] == [("w1.2", 30), ("w2", 30)]


def test_redo_within_a_set_records_it_as_partial_and_comes_next() -> None:
    new = walk(*TWO_SETS).to(Phase.WORK).wait(9).send(Redo())
    assert results(new.session) == [("w1", 9, False)]
    assert ids(new.session.plan.blocks) == ["r1", "w1", "w1r.2", "w1.2", "rest", "w2"]
    assert (new.phase, new.here) == (Phase.READY, "w1r.2")


def test_redo_at_the_very_start_of_a_set_restarts_it() -> None:
    new = walk(*TWO_SETS).to(Phase.WORK).wait(0.5).send(Redo())
    assert (new.phase, new.here, new.session.sets) == (Phase.READY, "w1", ())
    assert results(new.to(Phase.REST).session) == [("w1", 30, False)]


@pytest.mark.parametrize("stand", [(Phase.SWITCH, "sw"), (Phase.COUNT_IN, "right")])
def test_redo_before_the_other_side_repeats_the_first_side(stand: tuple[Phase, str]) -> None:
    new = walk(*SIDES).to(*stand).send(Redo()).to(Phase.FINISHED)
    assert [s.side.value for s in new.session.sets] == ["left", "left", "right"]
    assert [s.block for s in new.session.effective_sets] == ["left.2", "right"]


def test_before_the_first_set_there_is_nothing_to_redo() -> None:
    new = walk(*TWO_SETS)
    assert new.send(Redo()).session.plan == walk(*TWO_SETS).session.plan


def test_redo_in_ready_announces_the_set_again() -> None:
    new = walk(*TWO_EXERCISES).to(Phase.READY, "r2")
    new.alerts.clear()
    new.send(Redo())
    assert [a.kind for a in new.alerts] == [AlertKind.READY]
    assert new.session.work is not None
    assert new.session.work.supersedes == "a2"


def test_a_second_copy_never_reuses_the_id_of_a_dropped_one() -> None:
    new = walk(*TWO_EXERCISES).to(Phase.REST, "rest1").send(Redo()).send(Skip(exercise=True))
    new.send(Redo()).to(Phase.FINISHED)
    recorded = [s.id for s in new.session.sets]
    assert len(set(recorded)) == len(recorded)


# --- revise ---------------------------------------------------------------------------------------


def test_a_change_of_tier_within_a_set_records_it_as_partial() -> None:
    new = walk(*TWO_SETS).to(Phase.WORK).wait(9)
    again = easier(hold("w1"), "e1", supersedes="w1")
    new.send(Revise((ready("e0"), again, easier(hold("w2", set=2), "e2")), "easier"))
    assert results(new.session) == [("w1", 9, False)]
    assert (new.phase, new.here) == (Phase.READY, "e0")
    assert ids(new.session.plan.blocks) == ["r1", "w1", "e0", "e1", "e2"]
    assert new.session.revisions == ("easier",)
    new.to(Phase.FINISHED)
    assert [s.block for s in new.session.effective_sets] == ["e1", "e2"]
    assert completion_status(new.session) is Status.COMPLETED


@pytest.mark.parametrize(
    ("side", "status"), [(Side.LEFT, Status.PARTIAL), (Side.BOTH, Status.COMPLETED)]
)
def test_a_planned_side_is_done_at_another_tier_by_that_side_or_both(
    side: Side, status: Status
) -> None:
    new = walk(*SIDES).to(Phase.SWITCH)
    new.send(Revise((easier(hold("w"), "e", side=side),), "easier")).to(Phase.FINISHED)
    assert completion_status(new.session) is status


@pytest.mark.parametrize("phase", [Phase.REST, Phase.SWITCH])
def test_revise_in_a_gap_does_not_change_the_gap(phase: Phase) -> None:
    gap = rest("gap") if phase is Phase.REST else switch("gap")
    new = walk(ready("r1"), hold("w1"), gap, hold("w2")).to(phase).wait(1)
    before = new.session
    new.send(Revise((easier(hold("w"), "e2"),), "easier"))
    assert (new.phase, new.session.phase_ends_at) == (phase, before.phase_ends_at)
    assert ids(new.session.plan.blocks) == ["r1", "w1", "gap", "e2"]
    assert new.to(Phase.WORK).here == "e2"


def test_revise_in_ready_replaces_the_current_block() -> None:
    new = walk(*TWO_SETS).send(Revise((ready("n0", "lunge"), hold("n1", "lunge")), "other"))
    assert (new.here, ids(new.session.plan.blocks)) == ("n0", ["n0", "n1"])
    assert new.alerts[-1].kind is AlertKind.READY


def test_revise_while_paused_stays_paused() -> None:
    new = walk(*TWO_SETS).to(Phase.WORK).wait(9).press()
    at = new.session.advanced_to
    new.wait(60).send(Revise((hold("n1"),), "other"))
    assert (new.phase, new.here) == (Phase.PAUSED, "n1")
    assert new.session.interruption is not None
    assert new.session.interruption.paused_at == at
    assert results(new.session) == [("w1", 9, False)]


def test_an_empty_tail_finishes_the_session() -> None:
    assert walk(*TWO_SETS).send(Revise((), "enough")).phase is Phase.FINISHED
    new = walk(*TWO_SETS).to(Phase.REST).send(Revise((), "enough"))
    assert new.to(Phase.FINISHED).session.sets[0].actual == 30


@pytest.mark.parametrize(
    "tail",
    [
        (hold("n"), hold("n")),
        (hold("w1"),),
        (hold("a2"),),
        (hold("n"), rest("x")),
        (replace(hold("n"), seconds=-1),),
        (replace(hold("n"), target=-1),),
    ],
    ids=[
        "twice",
        "a block that is past",
        "a set left out",
        "a rest at the end",
        "length",
        "target",
    ],
)
def test_an_invalid_tail_is_refused(tail: tuple[Block, ...]) -> None:
    new = walk(ready("r1", "squat"), reps("w1"), rest("x1", "squat"), reps("a2"), *TWO_SETS[2:])
    new.to(Phase.REST).send(Skip(exercise=True))
    before = new.session
    with pytest.raises(UnfitEvent):
        advance(before, Revise(tail, ""), before.advanced_to)


def test_past_blocks_never_change() -> None:
    new = walk(*TWO_EXERCISES).to(Phase.WORK, "a2").wait(5)
    past = new.session.plan.blocks[: new.session.cursor + 1]
    for event in (Revise((ready("n0"), hold("n1")), ""), Redo(), Skip(), Hurt(PAIN)):
        after, _ = advance(new.session, event, new.session.advanced_to)
        assert after.plan.blocks[: len(past)] == past


# --- pain -----------------------------------------------------------------------------------------


def test_pain_ends_the_set_and_drops_the_rest_of_that_exercise() -> None:
    new = walk(*TWO_EXERCISES).to(Phase.WORK, "a1").wait(9).send(Hurt(PAIN))
    assert ids(new.session.plan.blocks) == ["r1", "a1", "r2", "b1", "rest2", "b2"]
    assert results(new.session) == [("a1", 2, False)]
    assert new.session.sets[0].pain == PAIN
    assert (new.phase, new.here) == (Phase.PAUSED, "r2")
    assert new.press().phase is Phase.READY


def test_pain_in_the_last_exercise_finishes_the_session() -> None:
    assert walk(*TWO_SETS).to(Phase.WORK).wait(9).send(Hurt(PAIN)).phase is Phase.FINISHED


def test_pain_in_a_circuit_drops_the_exercise_from_every_round() -> None:
    new = walk(*CIRCUIT).to(Phase.WORK, "a1").wait(9).send(Hurt(PAIN))
    assert ids(new.session.plan.blocks) == ["ra1", "a1", "rb1", "b1", "rb2", "b2"]


def test_pain_in_a_rest_belongs_to_the_exercise_just_done() -> None:
    blocks = (ready("r"), hold("w"), rest("x", "squat"), reps("a"), ready("r2"), hold("w2"))
    new = walk(*blocks).to(Phase.REST).send(Hurt(PAIN))
    assert ids(new.session.plan.blocks) == ["r", "w", "x", "a"]
    assert new.session.sets[0].pain == PAIN


def test_pain_belongs_to_the_last_set_of_its_exercise_in_any_phase() -> None:
    new = walk(*CIRCUIT).to(Phase.READY, "ra2").send(Hurt(PAIN, "squat"))
    assert [(s.block, s.pain) for s in new.session.sets] == [("a1", PAIN), ("b1", None)]


def test_pain_before_the_first_set_is_recorded_with_a_skipped_set() -> None:
    new = walk(*TWO_EXERCISES).to(Phase.READY, "r2").send(Hurt(PAIN))
    assert results(new.session)[-1] == ("b1", 0, True)
    assert new.session.sets[-1].pain == PAIN
    assert new.phase is Phase.FINISHED


def test_a_substitute_is_inserted_by_a_later_revise() -> None:
    new = walk(*TWO_EXERCISES).to(Phase.WORK, "a1").wait(9).send(Hurt(PAIN))
    tail = new.session.plan.blocks[new.session.tail_start :]
    new.send(Revise((ready("n0", "bridge"), reps("n1", "bridge"), *tail), "bridge stands in"))
    assert (new.phase, new.here) == (Phase.PAUSED, "n0")
    assert new.session.revisions == ("pain: squat left out", "bridge stands in")


def test_reopening_leaves_no_ready_block_without_work() -> None:
    new = walk(*TWO_SETS, ready("r2", "squat"), reps("a"), ready("r3", "lunge"), reps("b", "lunge"))
    new.to(Phase.COUNT_IN, "a").press().send(Skip(exercise=True)).send(Pause())
    new.send(StoppedAt("w2")).send(Hurt(PAIN, "lunge"))
    assert new.session.plan.blocks[-1].id == "w2"
