"""New movements are marked, once each, until they were done in two sessions."""

from __future__ import annotations

from msgspec.structs import replace

from runcoach.core.model.plan import BlockKind, Role
from runcoach.core.planner.teaching import TEACHING_S, mark_new_movements, teach_new_movements
from runcoach.core.session.recording import make_session_record
from runcoach.core.session.session import Phase
from tests.core.session.plans import Walk, hold, plan, ready, rest, start

BLOCKS = (
    ready("r1", variant="plank"),
    hold("w1", variant="plank"),
    rest("t1", variant="plank"),
    hold("w2", set=2, variant="plank"),
    ready("r2", variant="squat", seconds=25),
    hold("w3", variant="squat"),
)


def record(*variants: str):
    done = Walk(start(*(b for b in BLOCKS if b.variant in variants))).to(Phase.FINISHED).session
    return make_session_record(done, "2026-11-03T18:30:00+01:00")


def taught(blocks) -> dict[str, float]:
    return {b.id: b.seconds for b in blocks if b.teach}


def test_a_movement_is_taught_in_two_sessions() -> None:
    assert taught(mark_new_movements(BLOCKS, [])) == {"r1": TEACHING_S, "r2": 25}
    assert set(taught(mark_new_movements(BLOCKS, [record("plank")]))) == {"r1", "r2"}
    assert set(taught(mark_new_movements(BLOCKS, [record("plank")] * 2))) == {"r2"}


def test_what_this_session_has_done_is_not_new() -> None:
    assert set(taught(mark_new_movements(BLOCKS, [], {"plank"}))) == {"r2"}


def test_a_movement_is_taught_once_even_if_it_is_done_twice() -> None:
    again = (*BLOCKS, ready("r9", variant="plank"), hold("w9", variant="plank"))
    assert set(taught(mark_new_movements(again, []))) == {"r1", "r2"}


def test_a_short_gap_of_the_warm_up_becomes_getting_ready() -> None:
    gap = rest("g", seconds=5, variant="march", role=Role.WARM_UP)
    (marked,) = mark_new_movements((gap,), [])
    assert (marked.kind, marked.teach, marked.seconds) == (BlockKind.READY, True, TEACHING_S)
    rest_of_main = replace(gap, role=Role.MAIN)
    assert mark_new_movements((rest_of_main,), []) == (rest_of_main,)


def test_the_plan_is_as_much_longer_as_teaching_takes() -> None:
    before = plan(*BLOCKS)
    after = teach_new_movements(before, [], 3.0)
    assert after.estimated_s - before.estimated_s == TEACHING_S - 12
    known = [record("plank", "squat")] * 2
    assert teach_new_movements(before, known, 3.0) is before
