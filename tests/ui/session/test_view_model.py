"""What the session screen says, for every phase and kind of work."""

from __future__ import annotations

from datetime import datetime

import pytest
from msgspec.structs import replace

from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Block, Role, Side
from runcoach.core.model.settings import Pace
from runcoach.core.session.events import (
    EndSet,
    HandsFree,
    Pause,
    Redo,
    Skip,
)
from runcoach.core.session.session import Phase, Session
from runcoach.ui.big_type.fills import Fill
from runcoach.ui.session.view_model import SessionView, next_change_s, remaining_s, view_session
from runcoach.ui.text import formatting
from tests.core.session.plans import Walk, hold, interval, ready, reps, rest, switch, walk
from tests.fakes import BEGIN
from tests.ui.session.driving import PLANK, SIDE_PLANK, SQUAT, catalogue, made

LEFT, RIGHT = {"side": Side.LEFT, **SIDE_PLANK}, {"side": Side.RIGHT, **SIDE_PLANK}
BURPEE = {"variant": "burpee", "name": "Burpee", "tier": TierName.STANDARD}

HOLDS = (ready("r1", **PLANK), hold("w1", **PLANK), rest("t1", **PLANK), hold("w2", set=2, **PLANK))
SIDES = (
    ready("r1", "side-plank", **LEFT),
    hold("w1", "side-plank", 35, **LEFT),
    switch("w", "side-plank", 8, **RIGHT),
    hold("w2", "side-plank", 35, **RIGHT),
)
REPS = (
    ready("r1", "squat", **SQUAT),
    reps("w1", "squat", **SQUAT),
    rest("t1", "squat", **SQUAT),
    reps("w2", "squat", set=2, **SQUAT),
)
INTERVAL = (ready("r1", "burpee", **BURPEE), interval("w1", **BURPEE))
OPEN = (ready("r1", **PLANK), hold("w1", open=True, **PLANK))


def seen(session: Session, after: float = 0.0, wall: datetime = BEGIN) -> SessionView:
    return view_session(session, session.advanced_to + after, catalogue(), wall)


def at(blocks: tuple[Block, ...], phase: Phase, block: str = "w1", **more: object) -> Walk:
    driven = walk(*blocks, **more)
    return driven.to(phase, block if phase in (Phase.WORK, Phase.COUNT_IN) else None)


def paused(blocks: tuple[Block, ...], phase: Phase, after: float, **more: object) -> Walk:
    return at(blocks, phase, **more).wait(after).send(Pause())


MOMENTS = [
    # what, session, after s, word, side, clock, fill, beside, space
    ("ready", at(REPS, Phase.READY), 4, "GET READY", "", "10", Fill.OUTLINED,
     "10 reps. Space: go", "go"),
    ("ready hold", at(HOLDS, Phase.READY), 0, "GET READY", "", "30", Fill.OUTLINED,
     "30 s. Space: go", "go"),
    ("ready, side", at(SIDES, Phase.READY), 0, "GET READY", "LEFT", "35", Fill.OUTLINED,
     "35 s. Space: go", "go"),
    ("ready, hands-free", at(HOLDS, Phase.READY, hands_free=True), 2, "GET READY", "", "10",
     Fill.OUTLINED, "next: 30 s", "go"),
    ("count-in", at(HOLDS, Phase.COUNT_IN), 0.5, "READY", "", "3", Fill.SOLID, "30 s", "pause"),
    ("hold", at(HOLDS, Phase.WORK), 7, "HOLD", "", "23", Fill.SOLID, "of 30 s", "pause"),
    ("hold, side", at(SIDES, Phase.WORK), 30.2, "HOLD", "LEFT", "5", Fill.SOLID, "of 35 s",
     "pause"),
    ("long hold", at((ready("r"), hold("w1", seconds=90)), Phase.WORK), 7, "HOLD", "", "1:23",
     Fill.SOLID, "of 1:30", "pause"),
    ("open hold", at(OPEN, Phase.WORK), 34.9, "MAX HOLD", "", "34", Fill.SOLID, "target 30 s",
     "set done"),
    ("interval", at(INTERVAL, Phase.WORK), 4, "GO", "", "26", Fill.SOLID,
     "of 30 s, aim for 10 reps", "pause"),
    ("self-paced", at(REPS, Phase.WORK), 9, "GO", "", "10", Fill.SOLID,
     "reps at your pace. Space: done", "set done"),
    ("paced", at(REPS, Phase.WORK, pace=Pace.TEMPO), 9, "GO", "", "3", Fill.SOLID, "of 10 reps",
     "pause"),
    ("switch", at(SIDES, Phase.SWITCH), 0, "SWITCH", "RIGHT", "8", Fill.OUTLINED, "next: 35 s",
     "go"),
    ("rest", at(HOLDS, Phase.REST), 22, "REST", "", "23", Fill.OUTLINED, "next: 30 s", "go"),
    ("paused in hold", paused(HOLDS, Phase.WORK, 7), 40, "PAUSED", "", "23", Fill.STRIPED,
     "of 30 s", "go on"),
    ("paused in rest", paused(HOLDS, Phase.REST, 22), 40, "PAUSED", "", "23", Fill.STRIPED,
     "next: 30 s", "go on"),
    ("paused in switch", paused(SIDES, Phase.SWITCH, 2), 9, "PAUSED", "RIGHT", "6", Fill.STRIPED,
     "next: 35 s", "go on"),
    ("paused in ready", paused(HOLDS, Phase.READY, 2), 9, "PAUSED", "", "30", Fill.STRIPED,
     "30 s", "go on"),
    ("paused in count-in", paused(HOLDS, Phase.COUNT_IN, 1), 9, "PAUSED", "", "2", Fill.STRIPED,
     "30 s", "go on"),
    ("paused in paced reps", paused(REPS, Phase.WORK, 9, pace=Pace.TEMPO), 9, "PAUSED", "", "3",
     Fill.STRIPED, "of 10 reps", "go on"),
    ("paused in own pace", paused(REPS, Phase.WORK, 9, hands_free=False), 9, "PAUSED", "", "10",
     Fill.STRIPED, "reps at your pace. Space: done", "go on"),
    ("finished", at(HOLDS, Phase.FINISHED), 0, "DONE", "", "", Fill.SOLID, "", "close"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("driven", "after", "word", "side", "clock", "fill", "beside", "space"),
    [m[1:] for m in MOMENTS],
    ids=[m[0] for m in MOMENTS],
)
def test_each_moment(
    driven: Walk,
    after: float,
    word: str,
    side: str,
    clock: str,
    fill: Fill,
    beside: str,
    space: str,
) -> None:
    shown = seen(driven.session, after)
    assert (shown.word, shown.side, shown.clock, shown.fill) == (word, side, clock, fill)
    assert (shown.beside, shown.space) == (beside, space)


@pytest.mark.parametrize(
    ("driven", "after", "line"),
    [
        (at(HOLDS, Phase.READY), 0, "GET READY. Plank, 30 s. Space: go"),
        (at(SIDES, Phase.READY), 0, "GET READY. Side plank, LEFT, 35 s. Space: go"),
        (at(HOLDS, Phase.READY, hands_free=True), 0, "GET READY. Plank, 30 s"),
        (at(HOLDS, Phase.COUNT_IN), 0, "READY. Plank, 30 s"),
        (at(HOLDS, Phase.WORK), 5, "HOLD. Plank, 30 s"),
        (at(REPS, Phase.WORK), 5, "GO. Squat, 10 reps"),
        (at(SIDES, Phase.SWITCH), 0, "SWITCH. RIGHT side, 35 s. Starts in 8"),
        (at(SIDES, Phase.SWITCH), 3, "SWITCH. RIGHT side, 35 s. Starts in 5"),
        (at(HOLDS, Phase.REST), 0, "REST. Next: Plank, 30 s"),
        (
            paused(HOLDS, Phase.WORK, 7),
            0,
            "PAUSED. Space: go on   Down: I stopped back there",
        ),
        (paused(HOLDS, Phase.READY, 7), 0, "PAUSED. Space: go on"),
        (at(HOLDS, Phase.FINISHED), 0, "DONE. 2 of 2 sets in 1:53."),
    ],
)
def test_the_words_of_each_moment(driven: Walk, after: float, line: str) -> None:
    assert seen(driven.session, after).line == line
    assert len(line) <= 60


@pytest.mark.parametrize(
    ("driven", "then"),
    [
        (at(SIDES, Phase.READY), "then SWITCH to RIGHT"),
        (at(SIDES, Phase.WORK), "then SWITCH to RIGHT"),
        (at(SIDES, Phase.SWITCH), "then done"),
        (at(HOLDS, Phase.WORK), "then rest 45 s, set 2"),
        (at(HOLDS, Phase.REST), "then done"),
        (at((*SIDES, rest("t", **LEFT), *SIDES[1:]), Phase.SWITCH), "then rest 45 s, set 1, LEFT"),
        (at((*HOLDS, *REPS), Phase.WORK, "w2"), "then Squat"),
        (at((*HOLDS, *SIDES), Phase.WORK, "w2"), "then Side plank, LEFT"),
        (at((hold("w", 'plank', 10, role=Role.WARM_UP, **PLANK), *HOLDS), Phase.WORK, "w"),
         "then Plank"),
        (at((*HOLDS[:2], rest("t", seconds=15, **PLANK), *HOLDS[3:]), Phase.WORK),
         "then rest 15 s, set 2"),
        (at(HOLDS, Phase.FINISHED), ""),
    ],
)  # fmt: skip
def test_what_comes_then(driven: Walk, then: str) -> None:
    assert seen(driven.session).then == then


@pytest.mark.parametrize(
    ("session", "line"),
    [
        (walk(*HOLDS).session, "set 1 of 2"),
        (at(HOLDS, Phase.REST).session, "set 2 of 2"),
        (walk(*HOLDS).send(Skip()).session, "set 2 of 2"),
        (at(HOLDS, Phase.REST).send(Redo()).session, "set 1 of 2"),
        (at(HOLDS, Phase.WORK).wait(9).send(Redo()).session, "set 1 of 2"),
        (at(HOLDS, Phase.WORK).wait(9).send(EndSet()).session, "set 2 of 2"),
        (at(HOLDS, Phase.FINISHED).session, "set 2 of 2"),
        (walk(replace(ready("r"), role=Role.WARM_UP), hold("w", role=Role.WARM_UP)).session,
         "warm-up"),
        (walk(replace(ready("r"), role=Role.COOL_DOWN), hold("w", role=Role.COOL_DOWN)).session,
         "cool-down"),
    ],
)  # fmt: skip
def test_the_number_of_the_set(session: Session, line: str) -> None:
    assert seen(session).set_line == line


class TestHowMuchIsLeft:
    def test_the_whole_plan_at_the_start(self) -> None:
        # ready 12, count-in 3, hold 30, rest 45 (its count-in within), hold 30, end 15
        assert remaining_s(walk(*HOLDS).session, 0) == 135

    def test_it_falls_by_a_second_each_second_of_what_runs(self) -> None:
        for phase in (Phase.COUNT_IN, Phase.WORK, Phase.REST):
            driven = at(HOLDS, phase)
            now = driven.session.advanced_to
            assert remaining_s(driven.session, now) - remaining_s(driven.session, now + 2) == 2

    def test_it_is_the_same_on_both_sides_of_a_change(self) -> None:
        for phase in (Phase.WORK, Phase.REST):
            driven = at(HOLDS, phase)
            until = driven.session.phase_ends_at or 0.0
            before = remaining_s(driven.session, until)
            assert remaining_s(driven.send(None, until).session, until) == pytest.approx(before)

    def test_a_pause_moves_the_end(self) -> None:
        session = paused(HOLDS, Phase.WORK, 7).session
        early, late = seen(session), seen(session, 600, BEGIN.replace(minute=36))
        assert early.left_line.split(",")[0] == late.left_line.split(",")[0]
        assert (early.left_line[-5:], late.left_line[-5:]) == ("18:28", "18:38")

    def test_nothing_is_left_at_the_end(self) -> None:
        assert remaining_s(at(HOLDS, Phase.FINISHED).session, 200) == 0


class TestTheClock:
    def test_under_a_minute_it_says_seconds_alone(self) -> None:
        driven = at((ready("r"), hold("w1", seconds=61)), Phase.WORK)
        assert [seen(driven.session, s).clock for s in (0, 0.5, 1, 1.5, 2)] == [
            "1:01", "1:01", "1:00", "1:00", "59",
        ]  # fmt: skip

    @pytest.mark.parametrize("phase", [Phase.COUNT_IN, Phase.WORK, Phase.REST])
    def test_it_changes_when_it_says_it_does(self, phase: Phase) -> None:
        driven = at(HOLDS, phase).wait(0.3)
        session, now = driven.session, driven.session.advanced_to
        delay = next_change_s(session, now)
        assert delay is not None
        assert 0 < delay <= 1
        before = view_session(session, now + delay - 0.01, catalogue(), BEGIN).clock
        after = view_session(session, now + delay + 0.01, catalogue(), BEGIN).clock
        assert int(before) - int(after) == 1

    def test_nothing_changes_while_it_is_paused(self) -> None:
        assert next_change_s(paused(HOLDS, Phase.WORK, 7).session, 100) is None

    def test_the_bar_fills_from_none_to_all(self) -> None:
        driven = at(HOLDS, Phase.WORK)
        assert [round(seen(driven.session, s).fraction, 2) for s in (0, 15, 29.99)] == [0, 0.5, 1]


def test_own_pace_turned_hands_free_counts_the_reps() -> None:
    driven = at(REPS, Phase.WORK).wait(5).send(HandsFree(True))
    assert (seen(driven.session).clock, seen(driven.session).beside) == ("2", "of 10 reps")


def test_what_to_fetch_is_said_with_what_does_instead() -> None:
    tier = catalogue().tier("dumbbell-row", TierName.STANDARD)
    assert tier is not None
    work = reps("w", "dumbbell-row", variant=tier.variant, name=tier.name, equipment=tier.equipment)
    shown = seen(walk(ready("r", "dumbbell-row", equipment=tier.equipment), work).session)
    assert tier.stand_in.startswith("A ")
    assert tier.equipment == ("dumbbell", "chair")
    assert shown.equipment == f"Fetch: dumbbell, chair (or a {tier.stand_in[2:]})"


def test_an_exercise_that_the_catalogue_has_lost_is_still_shown() -> None:
    gone = {"variant": "gone", "name": "Gone", "tier": TierName.STANDARD}
    shown = seen(walk(ready("r", "gone", **gone), hold("w", "gone", **gone)).session)
    assert (shown.name, shown.clock) == ("Gone", "30")


def test_the_title_and_the_tier() -> None:
    shown = seen(walk(*HOLDS).session)
    assert (shown.title, shown.tier) == (made().title, "standard")


def test_both_hands_are_told_as_two_of_it() -> None:
    work = reps("w", "gone", **{**SQUAT, "equipment": ("step", "dumbbell", "dumbbell")})
    shown = seen(walk(ready("r", "gone", **SQUAT), work).session)
    assert shown.equipment == "Fetch: step, two dumbbells"


def test_sets_by_turns_tell_their_round() -> None:
    blocks = [replace(b, group="g1", round=1 + ("2" in b.id)) for b in HOLDS]
    driven = walk(*blocks)
    assert seen(driven.session).set_line == "round 1 of 2, set 1 of 2"


def test_the_hour_it_is_over_knows_the_speed() -> None:
    session = walk(*HOLDS).session
    slow, fast = (
        view_session(session, 0, catalogue(), BEGIN, speed=speed).left_line for speed in (1.0, 60.0)
    )
    assert slow != fast
    assert fast.endswith(f"over at {BEGIN:%H:%M}")


def test_a_change_that_was_taken_back_is_not_told() -> None:
    session = walk(*REPS).session
    name = session.plan.work[0].name
    there = replace(session, revisions=("Squat: harder, Goblet squat",))
    back = replace(there, revisions=(*there.revisions, f"Squat: easier, {name}"))
    assert (len(formatting.describe_revisions(there)), formatting.describe_revisions(back)) == (
        1,
        [],
    )
