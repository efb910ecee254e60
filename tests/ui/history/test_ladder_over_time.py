"""The ladder beside an exercise over time: where the person stands, and each tier's best."""

from datetime import date

from runcoach.core.history.counting import counted_sessions
from runcoach.core.history.trends import compute_trend
from runcoach.core.model.exercise import TierName
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.standing import Standing
from runcoach.ui.history.trend_rows import ladder_lines
from tests.core.history.random_history import a_session, a_set
from tests.ui.history.browsing import catalogue

SQUAT = catalogue().exercises["squat"]
DAY = date(2026, 10, 20)


def told(sets, named=False):
    record = a_session("a", f"{DAY}T18:00:00+01:00", sets=sets)
    found = compute_trend(counted_sessions([record]), {"squat"})
    standing = Standing(TierName.FOUNDATION, 1)
    lines = ladder_lines(SQUAT, standing, found, WeightUnit.LB, named=named)
    return ["".join(text for text, _ in line) for line in lines]


def test_hardest_first_with_the_step_one_stands_on_and_the_best_of_each():
    goblet = a_set("1", tier=TierName.CHALLENGE, variant="goblet-squat", actual=9, load_kg=11.34)
    assert told([goblet, a_set("2", actual=15)]) == [
        "Ladder and bests",
        "  challenge  10 reps",
        "  9 reps × 25 lb  20 Oct 2026",
        "  standard   15 reps",
        "  15 reps  20 Oct 2026",
        "▸ foundation 6 [7] 8 9 10 reps",
    ]
    assert told([goblet], named=True)[2].endswith("20 Oct 2026  goblet-squat")


def test_without_a_best_it_says_why():
    assert told([])[-1] == "None yet: only sets that are timed or entered count."
