"""Pausing, resuming, and sleep."""

from __future__ import annotations

import pytest

from runcoach.core.model.dose import TempoPhase
from runcoach.core.model.plan import Side
from runcoach.core.model.records import Pain, PauseRecord
from runcoach.core.session.alerts import AlertKind
from runcoach.core.session.cursor import UnfitEvent
from runcoach.core.session.events import (
    Editing,
    EndSet,
    HandsFree,
    Hurt,
    Leave,
    Leaving,
    Pause,
    Redo,
    Skip,
    Slept,
    StoppedAt,
)
from runcoach.core.session.recording import make_session_record
from runcoach.core.session.session import Phase
from tests.core.session.plans import (
    CYCLE_S,
    SIDES,
    TWO_SETS,
    Walk,
    hold,
    interval,
    ready,
    reps,
    rest,
    results,
    switch,
    walk,
)


def paused_hold(worked: float, away: float, **more: object) -> Walk:
    """A hold of 30 s, paused after some seconds of work and resumed after some seconds away."""
    new = walk(ready("r"), hold("w", **more), rest("x"), hold("y")).to(Phase.WORK)
    new.wait(worked).send(Pause()).wait(away)
    return new.press()


# --- resuming -----------------------------------------------------------------------------------


@pytest.mark.parametrize("setup", [12.0, 18.0, 25.0])
@pytest.mark.parametrize("phase", [Phase.COUNT_IN, Phase.WORK])
@pytest.mark.parametrize("hands_free", [False, True])
def test_resuming_gives_setup_time_and_then_a_count_in(
    setup: float, phase: Phase, hands_free: bool
) -> None:
    new = walk(ready("r"), hold("w", setup_s=setup), hands_free=hands_free).to(phase).wait(1)
    new.press().wait(9)
    at = new.press().session.advanced_to
    assert (new.phase, new.session.remaining_s(at)) == (Phase.READY, setup)
    new.alerts.clear()
    new.send(None, at + setup + 3)
    assert new.heard(AlertKind.TICK, AlertKind.GO) == [
        ("tick", at + setup, 3),
        ("tick", at + setup + 1, 2),
        ("tick", at + setup + 2, 1),
        ("go", at + setup + 3, 0),
    ]


def test_the_key_ends_the_setup_early() -> None:
    assert paused_hold(10, 5).wait(2).press().phase is Phase.COUNT_IN


@pytest.mark.parametrize(
    ("away", "left"), [(5.0, 20.0), (20.0, 20.0), (20.125, 30.0), (3600.0, 30.0)]
)
def test_a_hold_interrupted_for_more_than_twenty_seconds_restarts(away: float, left: float) -> None:
    new = paused_hold(10, away).to(Phase.WORK)
    assert new.session.remaining_s(new.session.advanced_to) == left
    assert results(new.to(Phase.REST).session) == [("w", 30, False)]


def test_the_longest_attempt_of_a_broken_hold_counts() -> None:
    assert results(paused_hold(25, 60).to(Phase.WORK).wait(4).send(EndSet()).session) == [
        ("w", 25, False)
    ]
    assert results(paused_hold(4, 60).to(Phase.WORK).wait(25).send(EndSet()).session) == [
        ("w", 25, False)
    ]


def test_the_longest_of_three_attempts_counts() -> None:
    new = paused_hold(25, 60).to(Phase.WORK).wait(4).send(Pause()).wait(60).press()
    assert results(new.to(Phase.WORK).wait(2).send(EndSet()).session) == [("w", 25, False)]


@pytest.mark.parametrize("event", [Skip(), Redo(), Leave(Leaving.SAVE), Hurt(Pain("knee"))])
def test_a_broken_hold_is_not_lost_during_the_next_setup(event: object) -> None:
    new = paused_hold(25, 60)
    assert new.phase is Phase.READY
    new.send(event)
    assert results(new.session) == [("w", 25, False)]


def test_a_resumed_hold_gives_its_remaining_alerts() -> None:
    new = paused_hold(20, 5)
    new.alerts.clear()
    at = new.to(Phase.WORK).session.phase_began_at
    new.to(Phase.REST)
    assert new.heard(AlertKind.GO, AlertKind.HALFWAY, AlertKind.LAST_FIVE) == [
        ("go", at, 0),
        *(("last_five", at + 10 - left, left) for left in (5, 4, 3, 2, 1)),
    ]


def test_a_max_test_is_one_hold_and_never_the_sum_of_two() -> None:
    new = walk(ready("r"), hold("w", open=True), rest("x"), hold("y")).to(Phase.WORK).wait(20)
    new.send(Slept(new.session.advanced_to)).wait(5).press().to(Phase.WORK)
    assert new.session.carried_work_s == 0
    assert results(new.wait(8).press().session) == [("w", 20, False)]


def test_a_click_ends_a_max_test_and_pauses() -> None:
    new = walk(ready("r"), hold("w", open=True), rest("x"), hold("y")).to(Phase.WORK).wait(41)
    new.send(Pause())
    assert results(new.session) == [("w", 41, False)]
    assert (new.phase, new.here, new.session.underlying_phase) == (Phase.PAUSED, "x", Phase.REST)


def test_an_interval_resumes_where_it_was_paused() -> None:
    new = walk(ready("r"), interval("w"), rest("x"), hold("y")).to(Phase.WORK).wait(10)
    new.press().wait(600).press().to(Phase.WORK)
    assert new.session.remaining_s(new.session.advanced_to) == 20


def test_paced_reps_resume_with_the_rep_that_was_cut_off() -> None:
    new = walk(ready("r"), reps("w", target=5), hands_free=True).to(Phase.WORK)
    new.wait(2 * CYCLE_S + 3).press().wait(60).press().to(Phase.WORK)
    assert new.session.remaining_s(new.session.advanced_to) == 3 * CYCLE_S
    assert (new.alerts[-1].kind, new.alerts[-1].value) == (AlertKind.REP_DOWN, 3)


def test_a_tempo_with_fractions_of_seconds_loses_no_rep_over_a_pause() -> None:
    tempo = (TempoPhase("low", 1.1), TempoPhase("up", 1))
    new = walk(ready("r"), reps("w", target=9, tempo=tempo), hands_free=True).to(Phase.WORK)
    for rep in range(1, 9):
        new.wait(1).press().wait(1).press().to(Phase.WORK)
        assert (new.alerts[-1].kind, new.alerts[-1].value) == (AlertKind.REP_DOWN, rep)
        new.wait(2.1)


def test_self_paced_reps_lose_no_time_over_a_pause() -> None:
    new = walk(ready("r"), reps("w", target=5)).to(Phase.WORK).wait(33)
    new.send(Pause()).wait(60).press().to(Phase.WORK).wait(10).press()
    assert new.session.sets[0].seconds == 43


def test_self_paced_reps_resumed_at_the_tempo_have_one_rep_to_go() -> None:
    new = walk(ready("r"), reps("w", target=5)).to(Phase.WORK).wait(33).send(Pause())
    new.send(HandsFree(True)).press().to(Phase.WORK)
    assert new.session.remaining_s(new.session.advanced_to) == CYCLE_S


@pytest.mark.parametrize(("rested", "left"), [(10, 32), (35, 18)])
def test_a_paused_rest_resumes_with_its_remaining_time_or_the_setup_time(
    rested: float, left: float
) -> None:
    new = walk(*TWO_SETS).to(Phase.REST).wait(rested).send(Pause()).wait(600).press()
    assert (new.phase, new.session.remaining_s(new.session.advanced_to)) == (Phase.REST, left)
    assert new.heard(AlertKind.REST)[-1][2] == left + 3


def test_a_rest_paused_while_an_answer_was_edited_keeps_five_seconds() -> None:
    blocks = (ready("r"), hold("w"), rest("x"), hold("y", setup_s=0))
    new = walk(*blocks).to(Phase.REST).send(Editing(True)).wait(100).send(Pause())
    assert new.session.remaining_s(new.session.advanced_to) == 5
    new.wait(10).press()
    assert new.session.remaining_s(new.session.advanced_to) == 5
    assert new.wait(5).phase is Phase.COUNT_IN


def test_a_paused_switch_gives_setup_time() -> None:
    new = walk(*SIDES).to(Phase.SWITCH).wait(1).send(Pause()).wait(60).press()
    assert (new.phase, new.session.remaining_s(new.session.advanced_to)) == (Phase.SWITCH, 18)


@pytest.mark.parametrize(("hands_free", "until"), [(False, None), (True, 17.0)])
def test_a_paused_ready_resumes_as_ready(hands_free: bool, until: float | None) -> None:
    new = walk(*TWO_SETS, hands_free=hands_free).wait(2).send(Pause()).wait(3).press()
    assert (new.phase, new.session.phase_ends_at) == (Phase.READY, until)


@pytest.mark.parametrize(("hands_free", "left"), [(False, None), (True, 18.0)])
def test_a_pause_before_a_set_entered_by_skipping_resumes_as_ready(
    hands_free: bool, left: float | None
) -> None:
    new = walk(*TWO_SETS, hands_free=hands_free).send(Skip()).wait(2).send(Pause()).wait(3).press()
    assert (new.phase, new.here) == (Phase.READY, "w2")
    assert new.session.remaining_s(new.session.advanced_to) == left


def test_paused_twice_it_resumes_with_all_work_done() -> None:
    new = paused_hold(10, 5).to(Phase.WORK).wait(10).press().wait(5).press()
    new.wait(1).press().press().wait(4).press().to(Phase.WORK)
    assert new.session.remaining_s(new.session.advanced_to) == 10


# --- recorded pauses ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "end", [None, EndSet(), Skip(), Skip(exercise=True), Redo(), Leave(Leaving.SAVE)]
)
def test_a_pause_is_recorded_whatever_ends_it(end: object) -> None:
    new = walk(*TWO_SETS).press(0).send(None, 13).send(Pause()).wait(60)
    if end is None:
        new.press()
    else:
        new.send(end)
    assert new.phase is not Phase.PAUSED
    assert new.session.pauses == (PauseRecord(13, 60),)


@pytest.mark.parametrize("within", [Hurt(Pain("knee"), "squat"), StoppedAt("w1")])
def test_an_event_during_a_pause_does_not_split_it(within: object) -> None:
    new = walk(*TWO_SETS).press(0).send(None, 13).send(Pause()).wait(60)
    new.send(within).wait(40)
    assert (new.phase, new.session.pauses) == (Phase.PAUSED, ())
    assert new.press().session.pauses == (PauseRecord(13, 100),)


def test_active_time_excludes_pauses() -> None:
    new = walk(*TWO_SETS).press(0).send(None, 13).send(Pause()).wait(600).press()
    new.to(Phase.FINISHED)
    record = make_session_record(new.session, "2026-11-03T18:30:00+01:00")
    assert record.active_s == round(new.session.ended_at - 600)
    assert record.pauses == (PauseRecord(13, 600),)


# --- sleep ----------------------------------------------------------------------------------------


def test_sleep_pauses_at_the_last_moment_awake_before_any_deadline_runs() -> None:
    new = walk(*TWO_SETS).press(0).send(None, 13).send(Slept(13), 5000)
    assert (new.phase, new.session.advanced_to) == (Phase.PAUSED, 5000)
    assert new.session.interruption is not None
    assert (new.session.interruption.paused_at, new.session.carried_work_s) == (13, 10)
    assert new.session.sets == ()
    assert new.heard()[-1] == ("paused", 13, 0)
    assert new.press().session.pauses == (PauseRecord(13, 4987),)


def test_deadlines_before_the_last_moment_awake_are_run() -> None:
    new = walk(*TWO_SETS).press(0).send(Slept(35), 5000)
    assert results(new.session) == [("w1", 30, False)]
    assert (new.phase, new.session.underlying_phase) == (Phase.PAUSED, Phase.REST)


@pytest.mark.parametrize(
    ("phase", "hands_free", "then"),
    [
        (Phase.READY, False, Phase.READY),
        (Phase.READY, True, Phase.PAUSED),
        (Phase.COUNT_IN, False, Phase.PAUSED),
        (Phase.WORK, False, Phase.PAUSED),
        (Phase.SWITCH, False, Phase.PAUSED),
        (Phase.REST, False, Phase.PAUSED),
        (Phase.FINISHED, False, Phase.FINISHED),
    ],
)
def test_a_phase_that_waits_for_the_person_still_waits_after_sleep(
    phase: Phase, hands_free: bool, then: Phase
) -> None:
    new = walk(*SIDES, rest("x"), hold("y"), hands_free=hands_free).to(phase)
    new.send(Slept(new.session.advanced_to), new.session.advanced_to + 9000)
    assert new.phase is then


def test_a_self_paced_set_and_a_held_rest_are_paused_by_sleep() -> None:
    new = walk(ready("r"), reps("w")).to(Phase.WORK).wait(5)
    assert new.send(Slept(new.session.advanced_to), 9000).phase is Phase.PAUSED
    new = walk(*TWO_SETS).to(Phase.REST).send(Editing(True)).wait(60)
    assert new.send(Slept(new.session.advanced_to), 9000).phase is Phase.PAUSED


def test_sleep_while_paused_keeps_the_pause() -> None:
    new = walk(*TWO_SETS).press(0).send(None, 13).send(Pause()).send(Slept(20), 500)
    assert new.session.interruption is not None
    assert (new.session.interruption.paused_at, new.session.advanced_to) == (13, 500)


# --- "I stopped back there" -----------------------------------------------------------------------


def test_stopped_at_drops_the_sets_from_that_block_on_and_reopens_the_plan_there() -> None:
    blocks = (*SIDES, rest("x", side=Side.LEFT), hold("left2"), switch("s2"), hold("right2"))
    new = walk(*blocks).to(Phase.WORK, "left2").wait(5).press()
    plan = new.session.plan
    new.send(StoppedAt("right"))
    assert results(new.session) == [("left", 30, False)]
    assert (new.phase, new.here, new.session.plan) == (Phase.PAUSED, "right", plan)
    new.press().to(Phase.FINISHED)
    assert [s.block for s in new.session.sets] == ["left", "right", "left2", "right2"]


def test_stopped_at_needs_a_set_that_has_begun() -> None:
    new = walk(*TWO_SETS).to(Phase.WORK).wait(5).press()
    for block in ("w2", "r1", "nowhere"):
        with pytest.raises(UnfitEvent, match=block):
            new.send(StoppedAt(block))


def test_stopped_at_the_current_set_resets_its_work() -> None:
    new = walk(*TWO_SETS).to(Phase.WORK).wait(25).press().send(StoppedAt("w1"))
    assert (new.session.carried_work_s, new.session.sets) == (0, ())
    assert results(new.press().to(Phase.REST).session) == [("w1", 30, False)]
