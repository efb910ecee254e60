"""Records of sets and sessions."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Role, Side
from runcoach.core.model.records import (
    Answer,
    Effort,
    Pain,
    PlannedSet,
    SessionRecord,
    SetRecord,
    Source,
    Status,
    apply_answer,
    clear_effort,
    effective_sets,
    superseded_ids,
)
from runcoach.core.session.events import EndSet, Leave, Leaving, Skip
from runcoach.core.session.recording import completion_status, make_session_record
from runcoach.core.session.session import Phase
from tests.core.session.plans import TWO_SETS, hold, interval, ready, reps, walk


def done(id: str, actual: int = 10, **more: object) -> SetRecord:
    record = SetRecord(
        id=id,
        block=id,
        exercise="squat",
        tier=TierName.STANDARD,
        variant="squat",
        role=Role.MAIN,
        set=1,
        side=Side.BOTH,
        unit=Unit.REPS,
        target=10,
        actual=actual,
        skipped=actual == 0,
    )
    return replace(record, **more)


@pytest.mark.parametrize(
    ("sets", "stand"),
    [
        ([], []),
        ([done("a"), done("b")], ["a", "b"]),
        ([done("a"), done("b", supersedes="a")], ["b"]),
        ([done("a"), done("b", 0, supersedes="a")], ["a"]),
        ([done("a", 0), done("b", supersedes="a")], ["b"]),
        ([done("a"), done("b", supersedes="a"), done("c", supersedes="b")], ["c"]),
        ([done("a"), done("b", supersedes="a"), done("c", 0, supersedes="b")], ["b"]),
        ([done("a"), done("b", 0, supersedes="a"), done("c", supersedes="b")], ["c"]),
        ([done("a"), done("b", supersedes="gone")], ["a", "b"]),
    ],
)
def test_a_repeated_set_is_superseded_once_it_was_done(
    sets: list[SetRecord], stand: list[str]
) -> None:
    assert [s.id for s in effective_sets(tuple(sets))] == stand
    assert superseded_ids(tuple(sets)).isdisjoint(stand)


def test_sets_that_supersede_each_other_in_a_cycle_terminate() -> None:
    ring = (done("a", supersedes="b"), done("b", supersedes="a"))
    assert superseded_ids(ring) == {"a", "b"}


ASSUMED = done("a")
TIMED = done("a", 30, target=30, unit=Unit.SECONDS, source=Source.TIMED)


@pytest.mark.parametrize(
    ("record", "answer", "expected"),
    [
        (ASSUMED, Answer("a"), {}),
        (ASSUMED, Answer("a", actual=8), {"actual": 8, "source": Source.ENTERED}),
        (ASSUMED, Answer("a", actual=10), {"source": Source.ENTERED}),
        (
            ASSUMED,
            Answer("a", effort=Effort.HARD),
            {"effort": Effort.HARD, "form_ok": True, "source": Source.ENTERED},
        ),
        (
            ASSUMED,
            Answer("a", effort=Effort.HARD, form_ok=False),
            {"effort": Effort.HARD, "form_ok": False, "source": Source.ENTERED},
        ),
        (
            replace(ASSUMED, form_ok=False),
            Answer("a", effort=Effort.EASY),
            {"effort": Effort.EASY, "source": Source.ENTERED},
        ),
        (ASSUMED, Answer("a", load_kg=12.5), {"load_kg": 12.5}),
        (ASSUMED, Answer("a", note="stiff"), {"note": "stiff"}),
        (ASSUMED, Answer("a", pain=Pain("knee")), {"pain": Pain("knee")}),
        (
            ASSUMED,
            Answer("a", actual=0),
            {"actual": 0, "skipped": True, "source": Source.ENTERED},
        ),
        (
            ASSUMED,
            Answer("a", actual=-4),
            {"actual": 0, "skipped": True, "source": Source.ENTERED},
        ),
        (
            done("a", 0),
            Answer("a", actual=3),
            {"actual": 3, "skipped": False, "source": Source.ENTERED},
        ),
        (TIMED, Answer("a", effort=Effort.RIGHT), {"effort": Effort.RIGHT, "form_ok": True}),
        (TIMED, Answer("a", actual=30), {}),
        (TIMED, Answer("a", actual=25), {"actual": 25, "source": Source.ENTERED}),
    ],
)
def test_an_answer_is_an_entered_result(
    record: SetRecord, answer: Answer, expected: dict[str, object]
) -> None:
    assert apply_answer(record, answer) == replace(record, **expected)


@pytest.mark.parametrize(
    ("actual", "skipped", "met"), [(10, False, True), (12, False, True), (9, False, False)]
)
def test_the_target_is_reached_by_what_was_done(actual: int, skipped: bool, met: bool) -> None:
    assert done("a", actual, skipped=skipped).reached_target is met


def test_a_skipped_set_reaches_no_target_not_even_zero() -> None:
    assert not done("a", 0, target=0).reached_target


@pytest.mark.parametrize(
    ("block", "source"),
    [
        (hold("w"), Source.TIMED),
        (interval("w"), Source.ASSUMED),
        (reps("w"), Source.ASSUMED),
    ],
)
@pytest.mark.parametrize("early", [False, True])
def test_seconds_are_timed_and_reps_are_assumed_until_confirmed(
    block: object, source: Source, early: bool
) -> None:
    new = walk(ready("r"), block, hands_free=True).to(Phase.WORK).wait(12)
    if early:
        new.send(EndSet())
    assert new.to(Phase.FINISHED).session.sets[0].source is source


def test_the_record_holds_the_plan_and_what_was_done() -> None:
    new = walk(*TWO_SETS, rehearsal=True).to(Phase.WORK).wait(9).send(EndSet())
    new.wait(5).send(Leave(Leaving.SAVE))
    record = make_session_record(new.session, "2026-11-03T18:20:00+01:00")
    assert (record.id, record.started_at) == ("s", "2026-11-03T18:00:00+01:00")
    assert record.finished_at == record.edited_at == "2026-11-03T18:20:00+01:00"
    assert (record.title, record.estimated_s, record.rehearsal) == ("Made up", 600, True)
    assert record.planned == (
        PlannedSet("w1", "plank", TierName.STANDARD, "", 1, Side.BOTH, Unit.SECONDS, 30),
        PlannedSet("w2", "plank", TierName.STANDARD, "", 2, Side.BOTH, Unit.SECONDS, 30),
    )
    assert [(s.id, s.block, s.actual, s.target) for s in record.sets] == [("s:w1", "w1", 9, 30)]
    assert record.status is Status.PARTIAL
    assert record.active_s == 5 + 3 + 9 + 5
    assert make_session_record(new.session, "", status=Status.DISCARDED).status is Status.DISCARDED


def test_a_session_without_main_sets_is_never_completed() -> None:
    warm_up = (ready("r", role=Role.WARM_UP), interval("w", role=Role.WARM_UP))
    new = walk(*warm_up).to(Phase.FINISHED)
    assert completion_status(new.session) is Status.PARTIAL


def test_a_set_is_not_done_by_another_of_the_same_exercise_and_tier() -> None:
    twice = (*TWO_SETS, ready("r2", "squat"), reps("a"), ready("r3"), hold("again"))
    new = walk(*twice).send(Skip()).to(Phase.FINISHED)
    assert completion_status(new.session) is Status.PARTIAL


def test_warm_up_and_skipped_sets_need_no_answer() -> None:
    record = SessionRecord(
        id="s",
        started_at="",
        finished_at="",
        status=Status.PARTIAL,
        title="",
        sets=(
            done("warm", role=Role.WARM_UP),
            done("a", effort=Effort.EASY),
            done("b"),
            done("c", 0),
            done("d", supersedes="b"),
        ),
    )
    assert [s.id for s in record.main_sets] == ["a", "c", "d"]
    assert [s.id for s in record.unanswered_sets] == ["d"]


@pytest.mark.parametrize("source", list(Source))
@pytest.mark.parametrize("actual", [10, 8])
@pytest.mark.parametrize("form_ok", [None, False])
def test_an_undone_answer_keeps_reported_pain(
    source: Source, actual: int, form_ok: bool | None
) -> None:
    before = done("a", actual, source=source, form_ok=form_ok, pain=Pain("knee", level=2))
    said = apply_answer(before, Answer("a", effort=Effort.EASY))
    again = apply_answer(said, Answer("a", previous=clear_effort(said)))
    counted = source is Source.ASSUMED and actual != 10
    typed = source is Source.ENTERED and actual == 10
    expected = {counted: Source.ENTERED, typed: Source.ASSUMED}.get(True, source)
    assert again == replace(before, source=expected)
    assert not again.has_answer
