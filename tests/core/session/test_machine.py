"""What a session does from its first ready to the summary, sentence by sentence."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from runcoach.core.model.dose import TempoPhase
from runcoach.core.model.records import Answer, Effort, Source
from runcoach.core.model.settings import Pace
from runcoach.core.session.alerts import AlertKind
from runcoach.core.session.cursor import UnfitEvent
from runcoach.core.session.events import (
    Editing,
    EndSet,
    HandsFree,
    Leave,
    Leaving,
    MoreRest,
    Press,
    Reflect,
    Skip,
)
from runcoach.core.session.machine import advance, upcoming_alerts
from runcoach.core.session.session import Phase
from tests.core.session.plans import (
    CYCLE_S,
    SIDES,
    TWO_EXERCISES,
    TWO_SETS,
    Walk,
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

# --- ready and the count-in -------------------------------------------------------------------


def test_by_hand_ready_waits_for_the_key() -> None:
    new = walk(*TWO_SETS).wait(3600)
    assert (new.phase, new.session.phase_ends_at) == (Phase.READY, None)
    assert new.press().phase is Phase.COUNT_IN


@pytest.mark.parametrize("seconds", [12, 18, 25])
def test_hands_free_ready_lasts_for_the_setup_time(seconds: float) -> None:
    new = walk(ready("r", seconds=seconds), hold("w"), hands_free=True)
    assert new.send(None, seconds - 0.01).phase is Phase.READY
    assert new.send(None, seconds).phase is Phase.COUNT_IN


def test_the_count_in_ticks_three_two_one_go() -> None:
    new = walk(ready("r"), hold("w", seconds=8)).press(5).wait(3)
    assert new.heard() == [("tick", 5, 3), ("tick", 6, 2), ("tick", 7, 1), ("go", 8, 0)]
    assert new.phase is Phase.WORK


@pytest.mark.parametrize("pressed", [0.1, 0.8, 1.3, 1.8, 2.1, 15.9, 31.8, 63.6])
def test_no_alert_comes_before_its_time(pressed: float) -> None:
    tempo = (TempoPhase("low", 1.1), TempoPhase("up", 2.2))
    new = walk(ready("r"), reps("w", tempo=tempo), pace=Pace.TEMPO)
    new.send(Press(), pressed)
    assert all(at >= pressed for _, at, _ in new.heard())
    new.to(Phase.WORK).wait(10).press().wait(1).press().to(Phase.WORK)
    again = new.session.phase_began_at
    at_once = [(kind, at) for kind, at, _ in new.heard()[-2:]]
    assert at_once == [("go", again), ("rep_down", again)]


def test_a_longer_count_in_counts_from_its_own_length() -> None:
    new = walk(ready("r"), hold("w", seconds=8), count_in_s=5).press(5).wait(5)
    assert [value for _, _, value in new.heard(AlertKind.TICK)] == [5, 4, 3, 2, 1]
    assert new.heard()[-1] == ("go", 10, 0)


def test_ready_announces_the_next_exercise() -> None:
    new = walk(*TWO_EXERCISES).to(Phase.READY, "r2")
    last = new.alerts[-1]
    assert (last.kind, last.block) == (AlertKind.READY, "r2")


# --- the kinds of work ------------------------------------------------------------------------


def test_a_hold_ends_at_its_target() -> None:
    new = walk(*TWO_SETS).to(Phase.WORK)
    assert new.wait(29.875).phase is Phase.WORK
    assert new.wait(0.125).phase is Phase.REST
    assert results(new.session) == [("w1", 30, False)]
    assert new.session.sets[0].source is Source.TIMED


def test_a_hold_has_alerts_at_half_at_the_cue_and_in_its_last_five_seconds() -> None:
    new = walk(ready("r"), hold("w", seconds=30)).press(0).send(None, 33)
    assert new.heard()[3:] == [
        ("go", 3, 0),
        ("halfway", 18, 15),
        ("cue", 21, 0),
        *(("last_five", 33 - left, left) for left in (5, 4, 3, 2, 1)),
        ("session_done", 33, 0),
    ]


def test_a_max_test_runs_on_past_its_target_to_twice_its_length() -> None:
    new = walk(ready("r"), hold("w", open=True)).to(Phase.WORK)
    assert new.wait(59.875).phase is Phase.WORK
    assert new.wait(0.125).phase is Phase.FINISHED
    assert results(new.session) == [("w", 60, False)]


@pytest.mark.parametrize("seconds", [12.7, 41.3])
def test_a_max_test_ends_on_the_key(seconds: float) -> None:
    new = walk(ready("r"), hold("w", open=True), rest("x"), hold("y")).to(Phase.WORK)
    new.wait(seconds).press()
    assert new.phase is Phase.REST
    assert results(new.session) == [("w", int(seconds), False)]
    assert new.session.sets[0].source is Source.TIMED


def test_an_interval_counts_down_and_its_reps_are_entered_after() -> None:
    new = walk(ready("r"), interval("w", target=9), rest("x"), hold("y")).to(Phase.WORK)
    assert new.wait(29.875).phase is Phase.WORK
    assert new.wait(0.125).phase is Phase.REST
    assert results(new.session) == [("w", 9, False)]
    assert new.session.sets[0].source is Source.ASSUMED
    new.send(Answer("s:w", actual=11))
    assert (new.session.sets[0].actual, new.session.sets[0].source) == (11, Source.ENTERED)


@pytest.mark.parametrize("more", [{"hands_free": True}, {"pace": Pace.TEMPO}])
def test_paced_reps_end_with_the_last_cycle(more: dict[str, object]) -> None:
    new = walk(ready("r"), reps("w", target=5), rest("x"), hold("y"), **more).to(Phase.WORK)
    assert new.wait(5 * CYCLE_S - 0.125).phase is Phase.WORK
    assert new.wait(0.125).phase is Phase.REST
    assert results(new.session) == [("w", 5, False)]
    assert new.session.sets[0].source is Source.ASSUMED


def test_each_tempo_phase_of_a_paced_rep_has_an_alert_at_its_offset() -> None:
    new = walk(ready("r"), reps("w", target=2), hands_free=True).send(None, 23)
    assert new.heard(AlertKind.REP_DOWN, AlertKind.REP_UP) == [
        ("rep_down", 15, 1),
        ("rep_up", 17, 1),
        ("rep_down", 19, 2),
        ("rep_up", 21, 2),
    ]


def test_self_paced_reps_wait_for_the_key_and_are_not_counted_aloud() -> None:
    new = walk(ready("r"), reps("w"), rest("x"), hold("y")).to(Phase.WORK)
    assert new.session.self_paced
    assert new.wait(600).phase is Phase.WORK
    assert new.heard(AlertKind.REP_DOWN, AlertKind.REP_UP) == []
    assert new.press().phase is Phase.REST
    assert results(new.session) == [("w", 10, False)]
    assert new.session.sets[0].seconds == 600


# --- switch and rest --------------------------------------------------------------------------


def test_the_switch_gap_gives_each_side_its_full_time() -> None:
    new = walk(*SIDES).press(0).to(Phase.FINISHED)
    assert [(s.side.value, s.actual, s.seconds) for s in new.session.sets] == [
        ("left", 30, 30),
        ("right", 30, 30),
    ]
    assert new.heard(AlertKind.GO, AlertKind.SWITCH) == [
        ("go", 3, 0),
        ("switch", 33, 0),
        ("go", 39, 0),
    ]


def test_rest_ends_by_itself_and_includes_its_count_in() -> None:
    new = walk(*TWO_SETS).press(0).send(None, 33)
    assert (new.phase, new.session.remaining_s(33)) == (Phase.REST, 42)
    assert new.send(None, 75).phase is Phase.COUNT_IN
    assert new.send(None, 78).phase is Phase.WORK
    assert new.heard(AlertKind.REST, AlertKind.REST_TEN) == [("rest", 33, 45), ("rest_ten", 68, 10)]


@pytest.mark.parametrize(("seconds", "heard"), [(14, 0), (15, 1)])
def test_a_short_rest_has_no_ten_second_alert(seconds: float, heard: int) -> None:
    new = walk(ready("r"), hold("w"), rest("x", seconds=seconds), hold("y")).to(Phase.FINISHED)
    assert len(new.heard(AlertKind.REST_TEN)) == heard


def test_the_ten_second_alert_also_comes_before_a_ready_block() -> None:
    new = walk(ready("r"), hold("w"), rest("x", seconds=30), ready("r2"), hold("v"))
    new.press(0).to(Phase.READY, "r2")
    assert new.heard(AlertKind.REST_TEN) == [("rest_ten", 53, 10)]
    assert new.session.phase_began_at == 63


def test_a_gap_shorter_than_the_count_in_is_the_count_in() -> None:
    new = walk(ready("r"), hold("w"), rest("x", seconds=2), hold("v")).press(0).send(None, 33)
    assert new.phase is Phase.COUNT_IN
    new.send(None, 40)
    assert (new.phase, new.session.phase_began_at) == (Phase.WORK, 36)


def test_rest_can_be_lengthened_and_shortened() -> None:
    new = walk(*TWO_SETS).press(0).send(None, 40).send(MoreRest(10)).send(MoreRest(-20))
    assert new.session.remaining_s(40) == 25
    new.send(MoreRest(-100)).wait(0)
    assert (new.phase, new.session.phase_began_at) == (Phase.COUNT_IN, 40)


def test_an_alert_due_now_is_still_upcoming() -> None:
    new = walk(*TWO_SETS).press(0).send(None, 40).send(MoreRest(-100))
    ahead = upcoming_alerts(new.session, 40.001, 10)
    assert [(a.kind, a.at) for a in ahead][:2] == [(AlertKind.TICK, 40), (AlertKind.TICK, 41)]


@pytest.mark.parametrize(("edited_at", "held_at"), [(40.0, 70.0), (74.0, 74.0)])
def test_rest_is_held_at_five_seconds_while_an_answer_is_edited(
    edited_at: float, held_at: float
) -> None:
    new = walk(*TWO_SETS).press(0).send(None, edited_at).send(Editing(True))
    assert new.session.remaining_s(held_at) == 5
    new.send(None, 500)
    assert (new.phase, new.session.remaining_s(500)) == (Phase.REST, 5)
    new.send(Editing(False))
    assert new.send(None, 504.9).phase is Phase.REST
    assert new.send(None, 505).phase is Phase.COUNT_IN


def test_editing_that_ends_early_costs_no_rest() -> None:
    new = walk(*TWO_SETS).press(0).send(None, 40).send(Editing(True)).wait(10).send(Editing(False))
    assert new.session.remaining_s(50) == 25
    assert new.send(Editing(False)).session.remaining_s(50) == 25


def test_the_ten_second_alert_comes_while_an_answer_is_edited() -> None:
    new = walk(*TWO_SETS).press(0).send(None, 60).send(Editing(True)).send(None, 100)
    assert new.heard(AlertKind.REST_TEN) == [("rest_ten", 68, 10)]


def test_more_rest_counts_while_an_answer_is_edited() -> None:
    new = walk(*TWO_SETS).press(0).send(None, 40).send(Editing(True)).send(MoreRest(10))
    assert new.session.remaining_s(40) == 45
    assert new.send(Editing(True)).send(Editing(False)).session.phase_ends_at == 85


# --- the key ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phase", "then"),
    [
        (Phase.READY, Phase.COUNT_IN),
        (Phase.COUNT_IN, Phase.PAUSED),
        (Phase.WORK, Phase.PAUSED),
        (Phase.SWITCH, Phase.COUNT_IN),
        (Phase.REST, Phase.COUNT_IN),
        (Phase.FINISHED, Phase.LEFT),
    ],
)
def test_the_key_starts_what_waits_and_pauses_what_runs(phase: Phase, then: Phase) -> None:
    blocks = (*SIDES, rest("x"), hold("y"))
    assert walk(*blocks).to(phase).wait(1).press().phase is then


@pytest.mark.parametrize(
    ("block", "then"),
    [
        (interval("w"), Phase.PAUSED),
        (hold("w"), Phase.PAUSED),
        (reps("w"), Phase.FINISHED),
        (hold("w", open=True), Phase.FINISHED),
    ],
)
def test_the_key_pauses_timed_work_and_ends_self_paced_work(block: object, then: Phase) -> None:
    assert walk(ready("r"), block).to(Phase.WORK).wait(2).press().phase is then


def test_the_key_pauses_paced_reps() -> None:
    new = walk(ready("r"), reps("w"), hands_free=True).to(Phase.WORK).wait(2).press()
    assert new.phase is Phase.PAUSED


GUARDED = [Phase.COUNT_IN, Phase.WORK, Phase.SWITCH, Phase.REST, Phase.READY, Phase.FINISHED]


@pytest.mark.parametrize("phase", GUARDED)
def test_a_key_just_after_an_automatic_change_is_ignored(phase: Phase) -> None:
    blocks = (*SIDES, rest("x"), hold("y", open=True), ready("r2"), hold("z"))
    new = walk(*blocks, hands_free=True)
    new.to(phase, "r2" if phase is Phase.READY else None)
    changed = new.session.phase_began_at
    assert new.send(Press(0.5), changed + 0.49).phase is phase
    assert new.send(Press(0.5), changed + 0.5).phase is not phase


def test_a_key_after_a_change_by_key_counts_at_once() -> None:
    new = walk(*TWO_SETS).send(Press(0.5), 5)
    assert new.send(Press(0.5), 5.1).phase is Phase.PAUSED


# --- by hand and hands-free ---------------------------------------------------------------------


def test_hands_free_in_ready_runs_and_turned_off_it_waits() -> None:
    new = walk(*TWO_SETS).wait(100).send(HandsFree(True))
    assert new.session.phase_ends_at == 112
    assert new.wait(5).send(HandsFree(False)).session.phase_ends_at is None
    assert new.wait(500).phase is Phase.READY


def test_hands_free_on_a_ready_work_block_gives_its_setup_time() -> None:
    new = walk(*TWO_SETS, ready("r2"), reps("w3")).to(Phase.READY).send(Skip())
    assert (new.here, new.session.phase_ends_at) == ("w2", None)
    assert new.wait(10).send(HandsFree(True)).session.phase_ends_at == 28


def test_ready_after_a_pause_runs_whether_hands_free_or_not() -> None:
    new = walk(*TWO_SETS).to(Phase.WORK).wait(10).press().press()
    until = new.session.phase_ends_at
    assert new.send(HandsFree(True)).session.phase_ends_at == until
    assert new.send(HandsFree(False)).session.phase_ends_at == until


@pytest.mark.parametrize("on", [True, False])
def test_hands_free_in_the_count_in_decides_the_pace(on: bool) -> None:
    new = walk(ready("r"), reps("w"), hands_free=not on).to(Phase.COUNT_IN).send(HandsFree(on))
    new.to(Phase.WORK)
    assert new.session.self_paced is not on
    assert new.session.phase_ends_at == (new.session.phase_began_at + 10 * CYCLE_S if on else None)


def test_hands_free_in_a_self_paced_set_applies_the_tempo_from_its_beginning() -> None:
    new = walk(ready("r"), reps("w", target=5)).to(Phase.WORK)
    begun = new.session.phase_began_at
    new.wait(9).send(HandsFree(True))
    assert new.session.phase_ends_at == begun + 5 * CYCLE_S
    assert new.wait(4).heard(AlertKind.REP_DOWN, AlertKind.REP_UP) == [
        ("rep_up", begun + 10, 3),
        ("rep_down", begun + 12, 4),
    ]


def test_hands_free_late_in_a_self_paced_set_leaves_one_rep() -> None:
    new = walk(ready("r"), reps("w", target=5)).to(Phase.WORK).wait(100).send(HandsFree(True))
    assert new.session.remaining_s(new.session.advanced_to) == CYCLE_S


def test_paced_reps_in_progress_stay_paced() -> None:
    new = walk(ready("r"), reps("w", target=5), hands_free=True).to(Phase.WORK).wait(9)
    until = new.session.phase_ends_at
    assert new.send(HandsFree(False)).session.phase_ends_at == until
    assert not new.session.self_paced


def test_hands_free_during_paced_reps_does_not_change_them() -> None:
    new = walk(ready("r"), reps("w", target=5), pace=Pace.TEMPO).to(Phase.WORK).wait(18)
    assert new.send(HandsFree(True)).session.remaining_s(new.session.advanced_to) == 2


@pytest.mark.parametrize("phase", [Phase.SWITCH, Phase.REST])
def test_hands_free_in_a_gap_applies_from_the_next_ready(phase: Phase) -> None:
    new = walk(*SIDES, rest("x"), ready("r2"), hold("y")).to(phase)
    until = new.session.phase_ends_at
    assert new.send(HandsFree(True)).session.phase_ends_at == until
    assert new.to(Phase.READY, "r2").session.phase_ends_at is not None


def test_hands_free_while_paused_applies_from_resuming() -> None:
    new = walk(ready("r"), reps("w"), pace=Pace.OWN).to(Phase.COUNT_IN).press()
    new.send(HandsFree(True)).press().to(Phase.WORK)
    assert not new.session.self_paced
    ready_again = walk(*TWO_SETS, hands_free=True).wait(3).press()
    assert ready_again.phase is Phase.COUNT_IN


def test_a_whole_session_runs_with_hands_off() -> None:
    new = walk(*TWO_EXERCISES, hands_free=True).send(None, 10_000)
    assert new.phase is Phase.FINISHED
    assert results(new.session) == [
        ("a1", 10, False),
        ("a2", 10, False),
        ("b1", 30, False),
        ("b2", 30, False),
    ]
    assert new.session.ended_at == 12 + 3 + 40 + 45 + 40 + 18 + 3 + 30 + 45 + 30


# --- late calls, answers, the end ---------------------------------------------------------------


def test_one_late_call_gives_the_alerts_of_many() -> None:
    late = walk(*TWO_EXERCISES, hands_free=True).send(None, 400)
    ticked = walk(*TWO_EXERCISES, hands_free=True)
    for tenth in range(4001):
        ticked.send(None, tenth / 10)
    assert late.session == ticked.session
    assert late.alerts == ticked.alerts
    assert len(late.alerts) > 50


def test_time_never_runs_backwards() -> None:
    new = walk(*TWO_SETS).press(50).send(None, 20)
    assert new.session.advanced_to == 50
    assert new.press(10).session.interruption.paused_at == 50


@pytest.mark.parametrize(
    "phase", [Phase.READY, Phase.COUNT_IN, Phase.WORK, Phase.REST, Phase.PAUSED, Phase.FINISHED]
)
def test_a_late_answer_belongs_to_its_own_set_and_changes_no_phase(
    phase: Phase,
) -> None:
    new = walk(*TWO_EXERCISES).to(Phase.WORK, "a2")
    if phase is Phase.PAUSED:
        new.to(Phase.WORK, "b1").press()
    elif phase is Phase.REST:
        new.to(Phase.REST, "rest2")
    else:
        new.to(phase, {Phase.READY: "r2", Phase.COUNT_IN: "b1"}.get(phase))
    before = new.session
    new.send(Answer("s:a1", actual=8, effort=Effort.HARD))
    first, *others = new.session.sets
    assert (first.actual, first.effort, first.source) == (8, Effort.HARD, Source.ENTERED)
    assert others == list(before.sets[1:])
    assert replace(new.session, sets=before.sets) == before


def test_an_answer_to_an_unknown_set_is_refused() -> None:
    with pytest.raises(UnfitEvent, match="nowhere"):
        walk(*TWO_SETS).to(Phase.REST).send(Answer("nowhere", actual=3))


def test_the_summary_accepts_a_feel_and_a_note() -> None:
    new = walk(*TWO_SETS).to(Phase.FINISHED).send(Reflect(7)).send(Reflect(note="rain"))
    assert (new.session.feel, new.session.note) == (7, "rain")
    assert new.send(Reflect(99)).session.feel == 10
    assert new.send(Reflect(-3)).session.feel == 1
    assert new.send(Reflect(0)).session.feel is None


def test_closing_the_summary_does_not_change_the_record() -> None:
    new = walk(*TWO_SETS).to(Phase.FINISHED)
    ended, sets = new.session.ended_at, new.session.sets
    new.wait(300).press()
    assert (new.session.leaving, new.session.ended_at, new.session.sets) == (
        Leaving.CLOSE,
        ended,
        sets,
    )


@pytest.mark.parametrize(
    ("how", "saved"),
    [(Leaving.SAVE, [("w1", 12, False)]), (Leaving.KEEP, []), (Leaving.DISCARD, [])],
)
@pytest.mark.parametrize("paused", [False, True])
def test_leaving_saves_the_set_in_progress_as_partial(
    how: Leaving, saved: list[object], paused: bool
) -> None:
    new = walk(*TWO_SETS).to(Phase.WORK).wait(12.4)
    if paused:
        new.press().wait(60)
    new.send(Leave(how))
    assert (new.phase, new.session.leaving) == (Phase.LEFT, how)
    assert results(new.session) == saved


def test_the_last_set_of_an_exercise_has_its_own_alert() -> None:
    circuit = (
        ready("r1", "squat"),
        reps("a1"),
        ready("r2", "squat"),
        reps("a2"),
        ready("r3", "plank"),
        hold("b1"),
    )
    new = walk(*circuit).to(Phase.FINISHED)
    kinds = (AlertKind.SET_DONE, AlertKind.EXERCISE_DONE, AlertKind.SESSION_DONE)
    told = [a.kind for a in new.alerts if a.kind in kinds]
    assert told == list(kinds)


def test_a_circuit_runs_its_rounds() -> None:
    stations = [
        block
        for turn in (1, 2)
        for block in (
            ready(f"ra{turn}", "squat", group="g", round=turn),
            reps(f"a{turn}", group="g", round=turn),
            ready(f"rb{turn}", "plank", group="g", round=turn),
            hold(f"b{turn}", group="g", round=turn),
        )
    ]
    new = walk(*stations).to(Phase.FINISHED)
    assert [s.block for s in new.session.sets] == ["a1", "b1", "a2", "b2"]


def test_a_set_of_nearly_zero_work_is_skipped_and_so_is_its_rest() -> None:
    new = walk(*TWO_SETS).to(Phase.WORK).wait(0.4).send(Skip())
    assert results(new.session) == [("w1", 0, True)]
    assert (new.phase, new.here) == (Phase.READY, "w2")


@pytest.mark.parametrize(
    ("block", "seconds", "actual"),
    [
        (hold("w"), 12.9, 12),
        (reps("w"), 3 * CYCLE_S + 1, 3),
        (interval("w", target=10), 15.5, 5),
        (hold("w", open=True), 40, 40),
    ],
)
def test_ending_a_set_early_is_partial_and_not_skipped(
    block: object, seconds: float, actual: int
) -> None:
    new = walk(ready("r"), block, rest("x"), hold("y"), hands_free=True).to(Phase.WORK)
    new.wait(seconds).send(EndSet())
    assert results(new.session) == [("w", actual, False)]
    assert new.phase is Phase.REST


def test_looking_ahead_does_not_change_a_session() -> None:
    new = walk(*TWO_SETS).press(0)
    before = new.session
    ahead = upcoming_alerts(before, 2, 40)
    assert new.session is before
    assert list(ahead) == list(advance(before, None, 42)[1])


def test_an_empty_plan_is_finished() -> None:
    assert walk().phase is Phase.FINISHED
    assert ids(Walk(walk(switch("x"), hold("w")).session).session.plan.blocks) == ["x", "w"]
