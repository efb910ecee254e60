"""Every rule of progression, with its edges."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from runcoach.core.coach.decisions import Decision, Direction, Reply, find_open_proposals
from runcoach.core.coach.exercise_case import CoachingContext
from runcoach.core.coach.progression import make_proposals
from runcoach.core.coach.rulebook import RULES
from runcoach.core.model.dose import Unit
from runcoach.core.model.plan import Side
from runcoach.core.model.profile import Load, Profile
from runcoach.core.model.records import Effort, Source, Status
from runcoach.core.model.standing import Standing, StandingChange
from tests.core.coach.small_catalogue import (
    BRIDGE,
    CATALOGUE,
    C,
    F,
    S,
    at,
    done,
    session,
    twice,
)

EASY, RIGHT, HARD, FAILED = Effort
OWNED = Profile(loads=(Load(8, 2), Load(16, 1)), equipment=("dumbbell",))
WARM = session(-20, done("bridge", F, 10), id="first")
WARMER = session(-18, done("bridge", F, 10), id="second")


def squat(day, actual=6, effort=RIGHT, target=6, tier=F, **rest):
    return session(day, *twice("squat", tier, target, actual, effort, **rest))


def proposed(*sessions, coaching=None, exercise="squat"):
    """The proposal after the last of these sessions, with two more done before them."""
    coaching = coaching or CoachingContext(CATALOGUE, OWNED)
    found = make_proposals(sessions[-1], [WARM, WARMER, *sessions], coaching)
    return next(p for p in found if p.exercise == exercise)


CASES = {
    "one good record holds": ([squat(0)], "hold-evidence"),
    "two good records rise": ([squat(0), squat(3)], "up-two"),
    "easy counts as good": ([squat(0, effort=EASY), squat(3)], "up-two"),
    "hard does not": ([squat(0), squat(3, effort=HARD)], "hold-hard"),
    "nor in the first": ([squat(0, effort=HARD), squat(3)], "hold-evidence"),
    "one rep short does not": ([squat(0), squat(3, actual=5)], "hold-hard"),
    "28 days apart still count": ([squat(0), squat(28)], "up-two"),
    "29 days apart do not": ([squat(0), squat(29)], "hold-evidence"),
    "2 reps beyond is not far": ([squat(0, 8, EASY)], "hold-evidence"),
    "3 reps beyond, easy, rises at once": ([squat(0, 9, EASY)], "up-at-once"),
    "3 reps beyond, right, does not": ([squat(0, 9, RIGHT)], "hold-evidence"),
    "an assumed set holds": ([squat(0), squat(3, source=Source.ASSUMED)], "hold-assumed"),
    "an unanswered one too": ([squat(0), squat(3, effort=None)], "hold-assumed"),
    "an assumed one before gives nothing": (
        [squat(0, source=Source.ASSUMED), squat(3)],
        "hold-evidence",
    ),
    "broken form holds": ([squat(0), squat(3, form=False)], "hold-form"),
    "broken form before holds": ([squat(0, form=False), squat(3, 9, EASY)], "hold-form"),
    "broken form twice goes down": ([squat(0, form=False), squat(3, form=False)], "down-form"),
    "pain holds": ([squat(0), squat(3, pain="knee")], "hold-pain"),
    "pain before holds": ([squat(0, pain="knee"), squat(3, 9, EASY)], "hold-pain"),
    "short twice goes down": ([squat(0, 7, target=8), squat(3, 7, target=8)], "down-two"),
    "short once holds": ([squat(0, target=8, actual=8), squat(3, 7, target=8)], "hold-hard"),
    "all failed goes down at once": ([squat(0, 3, FAILED, target=8)], "down-failed"),
    "one failed set of two holds": (
        [session(0, done("squat", F, 8, 8), done("squat", F, 8, 5, FAILED, number=2))],
        "hold-hard",
    ),
    "a skipped set is unfinished": (
        [
            squat(0),
            session(
                3,
                done("squat", F, 6),
                done("squat", F, 6, 0, None, number=2, skipped=True, source=Source.ASSUMED),
            ),
        ],
        "hold-unfinished",
    ),
    "a set planned and not done too": (
        [squat(0), session(3, done("squat", F, 6), planned=squat(3).planned)],
        "hold-unfinished",
    ),
    "another dose in between does not matter": (
        [squat(0), squat(2, 7, target=7), squat(3)],
        "up-two",
    ),
    "another load is another record": (
        [
            session(0, *twice("row", F, 8, load=8)),
            session(3, *twice("row", F, 8, load=16)),
        ],
        "hold-evidence",
    ),
    "a rehearsal never counts": (
        [replace(squat(0), rehearsal=True), squat(3)],
        "hold-evidence",
    ),
    "nor a deleted one": ([replace(squat(0), deleted_at=at(1)), squat(3)], "hold-evidence"),
    "nor one thrown away": (
        [replace(squat(0), status=Status.DISCARDED), squat(3)],
        "hold-evidence",
    ),
}


@pytest.mark.parametrize(("sessions", "rule"), CASES.values(), ids=CASES)
def test_rule(sessions, rule):
    exercise = sessions[-1].sets[0].exercise
    found = proposed(*sessions, exercise=exercise)
    assert found.rule == rule
    assert found.source == RULES[rule].source
    assert found.evidence
    assert (found.change is Direction.HOLD) == (found.before == found.after)


def test_evidence_names_sets_and_days():
    found = proposed(squat(0), squat(3))
    assert [(e.set, e.day) for e in found.evidence] == [
        ("s3-0", "2026-03-05"),
        ("s3-1", "2026-03-05"),
        ("s0-0", "2026-03-02"),
        ("s0-1", "2026-03-02"),
    ]


def test_the_sentence_names_the_new_dose_and_the_reason():
    assert proposed(squat(0), squat(3)).sentence == "Up to 7 reps: met twice, form kept."


def test_the_lower_side_decides():
    sides = [
        done("side-plank", F, 15, 15, side=Side.RIGHT),
        done("side-plank", F, 15, 12, side=Side.LEFT),
    ]
    level = [replace(s, actual=15) for s in sides]
    assert proposed(session(0, *level), session(3, *level), exercise="side-plank").rule == "up-two"
    uneven = proposed(session(0, *level), session(3, *sides), exercise="side-plank")
    assert uneven.change is Direction.HOLD


@pytest.mark.parametrize(("beyond", "rule"), [(14, "hold-evidence"), (15, "up-at-once")])
def test_a_hold_is_exceeded_by_15_seconds(beyond, rule):
    held = twice("side-plank", F, 15, 15 + beyond, EASY, unit=Unit.SECONDS, source=Source.TIMED)
    assert proposed(session(0, *held), exercise="side-plank").rule == rule


def test_an_uneven_ease_does_not_rise_at_once():
    sets = (done("squat", F, 6, 12, EASY), done("squat", F, 6, 8, EASY, number=2))
    assert proposed(session(0, *sets)).rule == "hold-evidence"


@pytest.mark.parametrize(("before", "rule"), [(0, "hold-first-two"), (1, "up-at-once")])
def test_nothing_rises_after_the_first_session(before, rule):
    earlier = [WARM][:before]
    beaten = squat(0, 12, EASY)
    (found,) = make_proposals(beaten, [*earlier, beaten], CoachingContext(CATALOGUE, OWNED))
    assert found.rule == rule


def test_a_lighter_week_raises_nothing():
    coaching = CoachingContext(CATALOGUE, OWNED, lighter=True)
    assert proposed(squat(0), squat(3), coaching=coaching).rule == "hold-lighter"


@pytest.mark.parametrize(
    ("race", "rule"),
    [
        ("2026-03-04", "up-two"),
        ("2026-03-05", "hold-race"),
        ("2026-03-19", "hold-race"),
        ("2026-03-20", "up-two"),
    ],
)
def test_nothing_new_in_the_last_14_days_before_a_race(race, rule):
    coaching = CoachingContext(CATALOGUE, replace(OWNED, race_date=race))
    assert proposed(squat(0), squat(3), coaching=coaching).rule == rule


@pytest.mark.parametrize(("opened", "rule"), [(False, "hold-power"), (True, "up-two")])
def test_jumps_wait_for_their_clearance(opened, rule):
    sessions = [session(d, *twice("jump", F, 8)) for d in (0, 3)]
    coaching = CoachingContext(CATALOGUE, OWNED, jumps_cleared=opened)
    assert proposed(*sessions, exercise="jump", coaching=coaching).rule == rule


def test_pain_elsewhere_in_the_session_holds_what_loads_that_area():
    sore = done("lunge", F, 6, pain="knee")
    sessions = [squat(0), session(3, *twice("squat", F, 6), *twice("press-up", F, 6), sore)]
    found = {p.exercise: p.rule for p in make_proposals(sessions[1], [WARM, *sessions], COACH)}
    assert found["squat"] == "hold-pain"
    assert found["press-up"] == "hold-evidence"


COACH = CoachingContext(CATALOGUE, OWNED)


def test_a_locked_exercise_gets_no_proposal():
    locked = StandingChange("own", at(-1), {"squat": Standing(F, locked=True)})
    both = [squat(0), squat(3)]
    assert make_proposals(both[1], [WARM, *both], replace(COACH, changes=[locked])) == ()


def test_a_rehearsal_gets_no_proposal():
    assert make_proposals(replace(squat(0), rehearsal=True), [], COACH) == ()


def test_records_before_the_last_change_are_no_evidence():
    change = StandingChange("own", at(2), {"squat": Standing(F)})
    coaching = replace(COACH, changes=[change])
    assert proposed(squat(0), squat(3), coaching=coaching).rule == "hold-evidence"
    undone = replace(COACH, changes=[replace(change, undone=True)])
    assert proposed(squat(0), squat(3), coaching=undone).rule == "up-two"


def test_a_session_at_another_dose_holds_the_standing():
    coaching = replace(COACH, changes=[StandingChange("own", at(-1), {"squat": Standing(S)})])
    found = proposed(squat(0, 3, FAILED), squat(3, 3, FAILED), coaching=coaching)
    assert (found.rule, found.after.tier) == ("hold-elsewhere", S)


# Turns


TOP = {"squat": 10, "lunge": 10, "press-up": 10, "bridge": 10, "side-plank": 30, "row": 8,
       "jump": 8}  # fmt: skip
"""The top of foundation, from which a rise changes the tier."""


def at_target(count):
    names = [*TOP][:count]
    sets = [s for n in names for s in twice(n, F, TOP[n])]
    return session(0, *sets), session(3, *sets)


def rising(count):
    names = ["squat", "lunge", "press-up", "bridge", "side-plank", "row", "jump"][:count]
    doses = {"squat": 6, "lunge": 6, "press-up": 6, "bridge": 10, "side-plank": 15, "row": 8,
             "jump": 8}  # fmt: skip
    sets = [s for n in names for s in twice(n, F, doses[n])]
    return session(0, *sets), session(3, *sets)


@pytest.mark.parametrize(("count", "rise"), [(1, 1), (2, 1), (3, 1), (5, 1), (6, 2), (7, 2)])
def test_at_most_a_third_changes_its_tier_at_once(count, rise):
    first, second = at_target(count)
    found = make_proposals(second, [WARM, first, second], replace(COACH, jumps_cleared=True))
    assert sum(p.change is Direction.UP for p in found) == rise
    assert sum(p.rule == "hold-turn" for p in found) == count - rise


def test_reps_within_a_tier_are_not_rationed():
    first, second = rising(3)
    found = make_proposals(second, [WARM, first, second], COACH)
    assert [p.change for p in found] == [Direction.UP] * 3


def test_the_exercise_that_waited_longest_rises_first():
    first, second = at_target(3)
    longer = session(-10, *twice("press-up", F, 10, effort=HARD))
    found = make_proposals(second, [WARM, longer, first, second], COACH)
    assert [p.exercise for p in found if p.change is Direction.UP] == ["press-up"]


def test_an_open_change_of_tier_of_another_session_counts():
    (open_one,) = make_proposals(at_target(1)[1], [WARM, *at_target(1)], COACH)
    other = [session(d, *twice("bridge", F, 10)) for d in (1, 4)]
    coaching = replace(COACH, decisions=[Decision(open_one)])
    found = make_proposals(other[1], [WARM, *at_target(1), *other], coaching)
    assert [p.rule for p in found] == ["hold-turn"]


# Decisions


def test_an_unanswered_proposal_stays_open_until_its_exercise_moves():
    found = proposed(squat(0), squat(3))
    decisions = [Decision(found)]
    assert find_open_proposals(decisions, {}) == (found,)
    assert find_open_proposals(decisions, {"squat": found.before}) == (found,)
    assert find_open_proposals(decisions, {"squat": found.after}) == ()
    answered = [Decision(found, Reply.NO, at(3.1))]
    assert find_open_proposals(answered, {}) == ()


def test_a_declined_proposal_is_not_repeated_for_three_sessions():
    days = [0, 3, 6, 9, 12, 15]
    sessions = [squat(d) for d in days]
    no = Decision(proposed(*sessions[:2]), Reply.NO, at(3.1))
    coaching = replace(COACH, decisions=[no])
    other = [session(d + 1, *twice("bridge", F, 10)) for d in days]
    rules = [
        proposed(*sorted(sessions[:n] + other[: n - 1], key=lambda s: s.started_at),
                 coaching=coaching).rule
        for n in (3, 4, 5, 6)
    ]  # fmt: skip
    assert rules == ["hold-declined", "hold-declined", "hold-declined", "up-two"]


def test_yes_and_another_choice_change_the_standing():
    found = proposed(squat(0), squat(3))
    yes = Decision(found, Reply.YES, at(3.1)).change
    assert yes is not None
    assert (yes.id, yes.after) == ("s3:squat", {"squat": found.after})
    mine = Standing(F, 3)
    chosen = Decision(found, Reply.CHANGED, at(3.1), mine).change
    assert chosen is not None
    assert chosen.after == {"squat": mine}
    assert Decision(found).change is None
    assert Decision(found, Reply.NO, at(3.1)).change is None


def test_every_sentence_fits_a_narrow_screen():
    for found in make_proposals(rising(7)[1], [WARM, *rising(7)], COACH):
        assert len(found.sentence) <= 60
    assert BRIDGE.tier(C).loaded


@pytest.mark.parametrize("reply", [Reply.YES, Reply.NO, Reply.CHANGED])
def test_an_answer_lets_no_other_rise_in_its_place(reply):
    ids = ["squat", "press-up", "bridge", "lunge"]
    days = [session(d, *(s for e in ids for s in twice(e, F, TOP[e]))) for d in (0, 3)]
    coaching = CoachingContext(CATALOGUE, OWNED)
    found = make_proposals(days[-1], [WARM, WARMER, *days], coaching)
    (first,) = [p for p in found if p.change is Direction.UP]
    answer = Decision(first, reply, at(3.1), first.after)
    change = answer.change
    coaching = replace(
        coaching, decisions=(answer,), changes=(change,) if change is not None else ()
    )
    again = make_proposals(days[-1], [WARM, WARMER, *days], coaching)
    assert not [p for p in again if p.change is Direction.UP]


def test_a_proposal_for_a_removed_exercise_does_not_count():
    (rise,) = make_proposals(squat(3), [WARM, WARMER, squat(0)], COACH)
    gone = Decision(replace(rise, exercise="squatt", session="old"))
    coaching = CoachingContext(CATALOGUE, OWNED, decisions=(gone,))
    assert proposed(squat(0), squat(3), coaching=coaching).change is Direction.UP
