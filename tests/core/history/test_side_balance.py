import pytest
from hypothesis import given
from hypothesis import strategies as st

from runcoach.core.history.counting import counted_sessions
from runcoach.core.history.side_balance import compare_sides
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Side
from runcoach.core.model.records import Source
from tests.core.history.random_history import a_session, a_set


def session(day, left, right, **values):
    def side(which, actual):
        return a_set(f"{day}{which}", "side-plank", side=which, actual=actual, **values)

    started = f"2026-{1 + day // 28:02}-{1 + day % 28:02}T18:00:00+01:00"
    return a_session(f"d{day}", started, sets=[side(Side.LEFT, left), side(Side.RIGHT, right)])


def compare(records):
    return compare_sides(counted_sessions(records), {"side-plank"})


@pytest.mark.parametrize(
    ("left", "right", "weaker"),
    [
        (20, 30, Side.LEFT),
        (30, 20, Side.RIGHT),
        (17, 20, Side.BOTH),  # exactly 15 % is not over it
        (16, 20, Side.LEFT),
        (20, 20, Side.BOTH),
    ],
)
def test_a_difference_of_over_15_percent_is_reported(left, right, weaker):
    [found] = compare(session(d, left, right) for d in range(4))
    assert found.weaker is weaker
    assert found.difference == pytest.approx(abs(left - right) / max(left, right))
    assert (found.left, found.right) == (left, right)
    assert found.sessions == ("d0", "d1", "d2", "d3")


def test_three_sessions_are_not_enough_yet():
    [found] = compare(session(d, 10, 30) for d in range(3))
    assert (found.enough, found.difference, found.weaker) == (False, None, Side.BOTH)


@pytest.mark.parametrize(
    "other",
    [
        {"source": Source.ASSUMED},
        {"tier": TierName.CHALLENGE},
        {"variant": "side-plank-knees"},
    ],
)
def test_only_confirmed_sessions_of_the_same_tier_and_variant_count_together(other):
    records = [session(d, 10, 30) for d in range(3)] + [session(9, 10, 30, **other)]
    assert not any(found.enough for found in compare(records))


def test_sets_without_a_counterpart_at_the_same_load_are_left_out():
    alone = a_session(
        "alone", sets=[a_set("x", "side-plank", side=Side.LEFT), a_set("y", "side-plank")]
    )
    uneven = a_session(
        "uneven",
        sets=[
            a_set("x", "side-plank", side=Side.LEFT, load_kg=5.0),
            a_set("y", "side-plank", side=Side.RIGHT, load_kg=10.0),
        ],
    )
    assert compare([alone, uneven]) == ()


def test_the_most_recent_tier_comes_first():
    records = [session(d, 10, 10) for d in range(2)]
    records += [session(5, 8, 8, tier=TierName.CHALLENGE)]
    assert [f.tier for f in compare(records)] == [TierName.CHALLENGE, TierName.STANDARD]


def test_an_old_difference_is_not_reported():
    records = [session(d, 10, 30) for d in range(20)] + [session(40 + d, 30, 30) for d in range(10)]
    [found] = compare(records)
    assert found.difference == 0


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), max_size=14))
def test_means_equal_a_plain_recomputation(pairs):
    found = compare(session(d, left, right) for d, (left, right) in enumerate(pairs))
    newest = pairs[-10:]
    assert len(found) == bool(pairs)
    for comparison in found:
        assert comparison.left == pytest.approx(sum(p[0] for p in newest) / len(newest))
        assert comparison.right == pytest.approx(sum(p[1] for p in newest) / len(newest))
        assert comparison.enough is (len(newest) >= 4)
