"""What no history may do to a standing."""

from __future__ import annotations

from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from runcoach.core.coach.decisions import Decision, Direction, Reply
from runcoach.core.coach.exercise_case import CoachingContext
from runcoach.core.coach.ladder import step_down, step_up
from runcoach.core.coach.progression import make_proposals
from runcoach.core.model.plan import Side
from runcoach.core.model.profile import Load, Profile
from runcoach.core.model.records import Effort, Pain, Source
from runcoach.core.model.standing import Standing, StandingChange, fold_changes, value_at
from tests.core.coach.small_catalogue import CATALOGUE, F, at, done, session

PROFILES = [
    Profile(),
    Profile(loads=(Load(8, 2), Load(16)), equipment=("dumbbell",)),
    Profile(loads=(Load(10), Load(11), Load(12))),
]
EFFORTS = [*Effort, None]
RANK = {Direction.DOWN: 0, Direction.HOLD: 1, Direction.UP: 2}


@st.composite
def lived(draw):
    """A history in which each session was done at the standings of its day, results at random.

    Gives the sessions, what the coach knew after the last one, and every step it proposed.
    """
    profile = draw(st.sampled_from(PROFILES))
    coaching = CoachingContext(CATALOGUE, profile, jumps_cleared=draw(st.booleans()))
    sessions, made, day = [], [], 0
    for number in range(draw(st.integers(1, 6))):
        day += draw(st.integers(1, 20))
        names = draw(
            st.lists(st.sampled_from(sorted(CATALOGUE.exercises)), min_size=1, unique=True)
        )
        standings = fold_changes(coaching.changes)
        mood = draw(st.sampled_from(["well", "well", "badly"]))
        sets = [
            done_set
            for name in names
            for done_set in draw(results(name, standings.get(name, Standing(F)), mood))
        ]
        sessions.append(session(day, *sets, id=f"s{number}"))
        before = coaching
        proposals = make_proposals(sessions[-1], sessions, coaching)
        made.append((before, sessions[-1], proposals))
        replies = [
            Decision(p, draw(st.sampled_from([Reply.YES, Reply.YES, Reply.NO, Reply.OPEN])),
                     at(day + 0.1))
            for p in proposals
        ]  # fmt: skip
        changes = [c for d in replies if d.proposal.before != d.proposal.after and (c := d.change)]
        coaching = replace(
            coaching,
            changes=(*coaching.changes, *changes),
            decisions=(*coaching.decisions, *replies),
        )
    return sessions, made


@st.composite
def results(draw, name, standing, mood):
    tier = CATALOGUE.exercises[name].tier(standing.tier)
    target = value_at(tier.dose, standing)
    sets = []
    for number in (1, 2):
        if mood == "well":
            actual = target + draw(st.sampled_from([0, 0, 2, 3, 15]))
            effort = draw(st.sampled_from([Effort.EASY, Effort.RIGHT]))
            rest = {"form": True, "source": Source.ENTERED, "pain": None}
        else:
            actual = max(0, target + draw(st.integers(-4, 3)))
            effort = draw(st.sampled_from(EFFORTS))
            rest = {
                "form": draw(st.booleans()),
                "source": draw(st.sampled_from(Source)),
                "pain": draw(st.sampled_from([None, None, None, "knee", "neck"])),
            }
        made = done(name, standing.tier, target, actual, effort, number=number,
                    load=standing.load_kg, unit=tier.dose.unit, **rest)  # fmt: skip
        sets.append(made)
    return sets


@given(lived())
@settings(max_examples=120, deadline=None)
def test_no_history_makes_it_rise_too_fast(life):
    sessions, made = life
    sets = {s.id: s for r in sessions for s in r.sets}
    for coaching, last, proposals in made:
        for p in proposals:
            assert_one_step(p, coaching.profile)
            if p.change is Direction.UP:
                assert_has_evidence(p, last, [sets[e.set] for e in p.evidence])
        exercises = len({s.exercise for s in last.sets})
        rises = [p for p in proposals if p.after.tier is not p.before.tier]
        assert sum(p.change is Direction.UP for p in rises) <= max(1, exercises // 3)


def assert_one_step(p, profile):
    exercise = CATALOGUE.exercises[p.exercise]
    if p.change is Direction.HOLD:
        assert p.after == p.before
    else:
        step = (step_up if p.change is Direction.UP else step_down)(exercise, p.before, profile)
        assert step is not None
        assert p.after == step[1]


def assert_has_evidence(p, last, evidence):
    """Nothing rises on assumed values, or after broken form or pain."""
    assert {s.id for s in last.sets if s.exercise == p.exercise} <= {s.id for s in evidence}
    for s in evidence:
        assert s.source is not Source.ASSUMED
        assert s.form_ok
        assert s.pain is None
        assert s.reached_target
        assert s.effort in (Effort.EASY, Effort.RIGHT)
    areas = CATALOGUE.exercises[p.exercise].areas
    assert not any(s.pain and s.pain.area in areas for s in last.sets)


@st.composite
def ways(draw):
    """The directions of a drawn history's proposals; no `map`, whose failure reports are long."""
    _, made = draw(lived())
    return {p.change for _, _, proposals in made for p in proposals}


def test_the_histories_drawn_do_rise_and_fall():
    """Otherwise the properties above would hold trivially."""
    few = settings(max_examples=500, deadline=None, database=None, phases=[Phase.generate])
    for way in (Direction.UP, Direction.DOWN):
        assert find(ways(), lambda found, way=way: way in found, settings=few)


@st.composite
def worse(draw, record):
    """The same set with a worse result."""
    way = draw(st.sampled_from(["fewer", "effort", "form", "pain", "nothing"]))
    if way == "fewer":
        return replace(record, actual=max(0, record.actual - draw(st.integers(1, 6))))
    if way == "effort":
        if record.effort is None:
            return record
        later = list(Effort)[list(Effort).index(record.effort) :]
        return replace(record, effort=draw(st.sampled_from(later)))
    if way == "form":
        return replace(record, form_ok=False)
    if way == "pain":
        return replace(record, pain=Pain("knee", Side.LEFT, 5))
    if record.source is Source.ASSUMED:
        return record
    return replace(record, actual=0, skipped=True, source=Source.ENTERED)


@given(st.data())
@settings(max_examples=120, deadline=None)
def test_a_worse_result_never_gives_a_harder_dose(data):
    sessions, made = data.draw(lived())
    coaching, _, proposals = made[-1]
    victim = data.draw(st.sampled_from([s for r in sessions for s in r.sets]))
    bad = data.draw(worse(victim))
    changed = [
        replace(r, sets=tuple(bad if s.id == victim.id else s for s in r.sets)) for r in sessions
    ]
    after = {p.exercise: p for p in make_proposals(changed[-1], changed, coaching)}
    for p in proposals:
        if p.exercise == victim.exercise:
            assert RANK[after[p.exercise].change] <= RANK[p.change]


@given(lived(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_a_history_does_not_matter(life, random):
    sessions, made = life
    coaching, last, proposals = made[-1]
    shuffled = list(sessions)
    random.shuffle(shuffled)
    assert make_proposals(last, shuffled, coaching) == proposals
    changes = list(coaching.changes)
    random.shuffle(changes)
    assert fold_changes(changes) == fold_changes(coaching.changes)


def test_fold_takes_the_newest_change_that_was_not_undone():
    easy, ill = Standing(F, 1), Standing(F)
    first = StandingChange("a", at(0), {"squat": easy, "row": easy})
    all_of_them = StandingChange("b", at(1), {"squat": ill, "row": ill})
    assert fold_changes([all_of_them, first]) == {"squat": ill, "row": ill}
    assert fold_changes([first, replace(all_of_them, undone=True)]) == {"squat": easy, "row": easy}
