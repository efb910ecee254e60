from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runcoach.core.history.counting import Attendance
from runcoach.core.history.streaks import compute_streak, weeks_met

TODAY = date(2026, 11, 4)  # a Wednesday


def on(*days):
    return [Attendance(f"{at}", day, 900, 8) for at, day in enumerate(days)]


def weeks_ago(count, weekday=0):
    return date(2026, 11, 2) - timedelta(weeks=count) + timedelta(days=weekday)


@pytest.mark.parametrize(
    ("days", "weeks", "longest"),
    [
        ([], 0, 0),
        ([weeks_ago(0), weeks_ago(0, 2)], 1, 1),
        ([weeks_ago(0)], 0, 0),
        # The current week is not over, and does not break the streak.
        ([weeks_ago(0), weeks_ago(1), weeks_ago(1, 6)], 1, 1),
        ([weeks_ago(1), weeks_ago(1), weeks_ago(2), weeks_ago(2, 6)], 2, 2),
        # A missed week does.
        ([weeks_ago(2), weeks_ago(2, 1), weeks_ago(3), weeks_ago(3, 6)], 0, 2),
        # Two on one day are two sessions.
        ([weeks_ago(0, 1)] * 2 + [weeks_ago(1)] * 3, 2, 2),
    ],
)
def test_a_streak_counts_weeks_that_met_the_target(days, weeks, longest):
    found = compute_streak(on(*days), 2, TODAY)
    assert (found.weeks, found.longest) == (weeks, longest)


def test_a_streak_lists_its_sessions():
    found = compute_streak(on(weeks_ago(5), weeks_ago(1), weeks_ago(0)), 1, TODAY)
    assert (found.weeks, found.sessions) == (2, ("1", "2"))


def test_a_target_of_zero_is_refused():
    with pytest.raises(ValueError, match="one session or more"):
        weeks_met([], 0)


days = st.dates(date(2026, 8, 1), date(2026, 11, 8))


@given(st.lists(days, max_size=40), st.integers(1, 3), days)
def test_weeks_and_streaks_equal_a_plain_recomputation(trained, target, today):
    sessions = on(*sorted(trained))
    weeks = [day.isocalendar()[:2] for day in trained]
    expected = {week for week in weeks if weeks.count(week) >= target}
    assert {monday.isocalendar()[:2] for monday in weeks_met(sessions, target)} == expected
    assert all(monday.weekday() == 0 for monday in weeks_met(sessions, target))

    row = "".join(
        "x" if (date(2026, 7, 27) + timedelta(weeks=n)).isocalendar()[:2] in expected else "."
        for n in range(16)
    )
    upto = (today - date(2026, 7, 27)).days // 7 + 1
    past = row[:upto] if row[upto - 1] == "x" else row[: upto - 1]
    found = compute_streak(sessions, target, today)
    assert found.weeks == len(past) - len(past.rstrip("x"))
    assert found.longest == max(map(len, row.split(".")))
