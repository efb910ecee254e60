"""Merging notebooks: no decision is lost, and the order does not matter."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from runcoach.core.coach.decisions import Decision, Direction, Proposal, Reply
from runcoach.core.coach.notebook import Notebook, SorenessCheck
from runcoach.core.coach.pain import PainCheck
from runcoach.core.merging.notebooks import merge_notebooks, training_began
from runcoach.core.model.plan import Side
from runcoach.core.model.season import SeasonChoices, SeasonStart
from runcoach.core.model.standing import Standing, StandingChange
from tests.core.coach.small_catalogue import F, S

BEGAN = {f"s{n}": f"2026-03-{n + 1:02}T18:00:00+01:00" for n in range(5)}
AT = "2026-03-{:02}T20:00:00+01:00"


def decision(session, reply=Reply.OPEN, day=0, step=1):
    before, after = Standing(F, step - 1), Standing(F, step)
    proposal = Proposal(session, "squat", Direction.UP, before, after, "up-two", "Up.", "practice")
    return Decision(proposal, reply, AT.format(day) if day else "")


def change(id, day, step, undone=False):
    return StandingChange(id, AT.format(day), {"plank": Standing(S, step)}, undone=undone)


decisions = st.builds(
    decision,
    st.sampled_from(sorted(BEGAN)),
    st.sampled_from([Reply.YES, Reply.NO]),
    st.integers(6, 20),
    st.just(1),
)
changes = st.builds(change, st.sampled_from("abc"), st.just(9), st.just(2), st.booleans())
notebooks = st.builds(
    lambda d, c: Notebook().with_decisions(d).with_changes(c),
    st.lists(decisions, max_size=5),
    st.lists(changes, max_size=3),
)


@given(notebooks, notebooks, notebooks)
def test_merging_is_commutative_associative_and_idempotent(one, two, three):
    def both(left, right):
        return merge_notebooks(left, right, BEGAN, ())

    assert both(one, two) == both(two, one)
    assert both(both(one, two), three) == both(one, both(two, three))
    assert both(both(one, two), two) == both(one, two)
    ids = {d.proposal.id for d in (*one.decisions, *two.decisions)}
    assert {d.proposal.id for d in both(one, two).decisions} == ids


def test_an_answer_wins_over_an_open_proposal_and_the_newest_session_decides():
    ours = Notebook(decisions=(decision("s3", Reply.NO, 9), decision("s1")))
    theirs = Notebook(decisions=(decision("s4", step=2), decision("s1", Reply.YES, 8)))
    found = merge_notebooks(ours, theirs, BEGAN, ())
    assert [(d.proposal.session, d.reply) for d in found.decisions] == [
        ("s1", Reply.YES),
        ("s3", Reply.NO),
        ("s4", Reply.OPEN),
    ]
    assert found.standings["squat"] == Standing(F, 1)
    assert [p.session for p in found.open_proposals] == ["s4"]


def test_a_change_undone_on_either_side_stays_undone():
    ours = Notebook(changes=(change("a", 5, 1), change("b", 6, 2)))
    theirs = Notebook(changes=(change("b", 6, 2, undone=True),))
    for found in (
        merge_notebooks(ours, theirs, BEGAN, ()),
        merge_notebooks(theirs, ours, BEGAN, ()),
    ):
        assert found.standings["plank"] == Standing(S, 1)


def test_reports_of_pain_and_soreness_are_kept_from_both():
    check = PainCheck("knee", Side.LEFT, AT.format(3), hurts=True)
    ours = Notebook(checks=(check,), sore=SorenessCheck(AT.format(4), "legs"), own_pace=1.1)
    theirs = Notebook(checks=(check, replace(check, area="hip")), sore=SorenessCheck(AT.format(5)))
    found = merge_notebooks(ours, theirs, BEGAN, ())
    assert {c.area for c in found.checks} == {"knee", "hip"}
    assert len(found.checks) == 2
    assert (found.sore, found.own_pace) == (theirs.sore, 1.1)


@pytest.mark.parametrize(
    ("days", "began"),
    [
        ((), ""),
        ((3,), "2026-03-03"),
        ((9, 3, 16), "2026-03-03"),
        ((1, 15, 20), "2026-03-15"),
        ((1, 14, 27), "2026-03-01"),
    ],
)
def test_training_begins_again_after_a_gap_of_two_weeks(days, began):
    assert training_began(date(2026, 3, day) for day in days) == began


def test_season_choices_are_united_and_what_was_undone_stays_undone() -> None:
    start, other = SeasonStart("a", date(2026, 3, 2)), SeasonStart("b", date(2026, 4, 6))
    undone = replace(start, undone=True)
    ours = Notebook(season=SeasonChoices((start,)))
    theirs = Notebook(season=SeasonChoices((undone, other)))
    merged = merge_notebooks(ours, theirs, {}, ())
    assert merged.season.starts == (undone, other)
    assert merge_notebooks(theirs, ours, {}, ()).season == merged.season
