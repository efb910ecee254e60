from collections import Counter

from hypothesis import given

from runcoach.core.history.breakdowns import (
    compare_with_plan,
    count_by_muscle,
    count_form_breaks,
    one_legged_share,
)
from runcoach.core.history.counting import counted_sessions
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Side
from runcoach.core.model.records import PlannedSet
from tests.core.history.random_history import CATALOGUE, a_session, a_set, histories

MUSCLES = {
    "squat": ("quads", "glutes"),
    "lunge": ("quads",),
    "old-lunge": ("quads",),
    "calf-raise": ("calves",),
    "plank": ("abs",),
    "gone": ("",),
}


@given(histories)
def test_muscles_equal_a_plain_recomputation(records):
    sessions = counted_sessions(records)
    expected: Counter[str] = Counter()
    for session in sessions:
        for done in session.sets:
            expected.update(MUSCLES[done.exercise])
    totals = count_by_muscle(sessions, CATALOGUE)
    assert {m.muscle: m.sets for m in totals} == dict(expected)
    assert [m.sets for m in totals] == sorted(expected.values(), reverse=True)
    for muscle in totals:
        assert set(muscle.sessions) == {
            c.id for c in sessions if any(muscle.muscle in MUSCLES[s.exercise] for s in c.sets)
        }


@given(histories)
def test_the_share_of_one_legged_work_equals_a_plain_recomputation(records):
    sessions = counted_sessions(records)
    part = whole = 0
    for session in sessions:
        for id in ("squat", "lunge", "old-lunge", "calf-raise"):
            sides = [s.side for s in session.sets if s.exercise == id]
            pairs = max(sides.count("left"), sides.count("right")) + sides.count("alternate")
            whole += pairs + sides.count("both")
            part += pairs + (sides.count("both") if "lunge" in id else 0)
    share = one_legged_share(sessions, CATALOGUE)
    assert (share.part, share.whole) == (part, whole)
    assert (share.ratio is None) is (whole == 0)


def test_left_and_right_are_one_set():
    sets = [a_set("1", "squat", set=1), a_set("2", "squat", set=2)]
    sets += [
        a_set(f"{side}{n}", "calf-raise", set=n, side=side)
        for n in (1, 2)
        for side in (Side.LEFT, Side.RIGHT)
    ]
    share = one_legged_share(counted_sessions([a_session(sets=sets)]), CATALOGUE)
    assert (share.part, share.whole, share.ratio, share.sessions) == (2, 4, 0.5, ("a",))


def planned(exercise="squat", **values):
    given = {"tier": TierName.STANDARD, "side": Side.BOTH, "set": 1, "target": 10} | values
    return PlannedSet(block="b", exercise=exercise, variant=exercise, unit=Unit.REPS, **given)


def test_done_against_planned():
    record = a_session(
        sets=[
            a_set("1", "squat", set=1, actual=10),
            a_set("2", "squat", set=2, actual=6),
            a_set("3", "plank", set=1, actual=30),  # instead of the lunges
            a_set("4", "calf-raise", set=1, tier=TierName.FOUNDATION, actual=20),
        ],
        planned=(
            planned(set=1),
            planned(set=2),
            planned("lunge"),
            planned("calf-raise"),
        ),
    )
    without_plan = a_session("b")
    found = compare_with_plan(counted_sessions([record, without_plan]))
    assert (found.planned, found.done, found.met, found.extra) == (4, 3, 1, 1)
    assert found.sessions == ("a",)


@given(histories)
def test_done_and_extra_are_all_the_sets_of_sessions_with_a_plan(records):
    sessions = counted_sessions(records)
    found = compare_with_plan(sessions)
    with_plan = [c for c in sessions if c.planned]
    assert found.done + found.extra == sum(len(c.sets) for c in with_plan)
    done = Counter()
    for session in with_plan:
        places = Counter((s.exercise, s.set, s.side) for s in session.sets)
        wanted = Counter((p.exercise, p.set, p.side) for p in session.planned)
        done.update((places & wanted).values())
    assert found.done == sum(value * times for value, times in done.items())
    assert found.met <= found.done <= found.planned == sum(len(c.planned) for c in with_plan)


@given(histories)
def test_broken_form_equals_a_plain_recomputation(records):
    sessions = counted_sessions(records)
    asked = [
        ("lunge" if s.exercise == "old-lunge" else s.exercise, s.form_ok, c.id)
        for c in sessions
        for s in c.sets
        if s.form_ok is not None
    ]
    found = count_form_breaks(sessions, CATALOGUE)
    assert {f.exercise: f.broke for f in found} == dict(
        Counter(exercise for exercise, ok, _ in asked if not ok)
    )
    for form in found:
        assert form.asked == sum(exercise == form.exercise for exercise, _, _ in asked)
        assert set(form.sessions) == {
            id for exercise, ok, id in asked if exercise == form.exercise and not ok
        }
    assert [f.broke for f in found] == sorted((f.broke for f in found), reverse=True)
