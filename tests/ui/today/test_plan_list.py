"""The plan's list shows every exercise, or says how many more there are."""

import pytest

from runcoach.ui.today.plan_list import PlanList

ROWS = [
    ("3 min", "Warm-up", ""),
    ("2 × 8 a side, 2 × 8 kg", "Step-up with weights", "Running power"),
    ("1 × 15", "Glute bridge", ""),
    ("2 × 12 a side", "Calf raise, bent knee", "The soleus, under every step"),
    ("2 min", "Cool-down", ""),
]


def listed(rows=ROWS) -> PlanList:
    plan = PlanList()
    plan.show(rows)
    return plan


def test_a_long_name_goes_on_under_itself() -> None:
    lines = listed().lines(38)
    assert [(line.dose.strip(), line.words, line.quiet) for line in lines[:4]] == [
        ("3 min", "Warm-up", False),
        ("2 × 8 a side, 2 × 8 kg", "Step-up with", False),
        ("", "weights", False),
        ("", "Running power", True),
    ]
    assert len({len(line.dose) for line in lines}) == 1


@pytest.mark.parametrize("width", [30, 38, 60])
@pytest.mark.parametrize("height", range(1, 16))
def test_what_does_not_fit_is_counted(width: int, height: int) -> None:
    plan = listed()
    whole, shown = plan.lines(width), plan.fitting(width, height)
    if len(whole) <= height:
        assert shown == whole
        return
    assert len(shown) <= height
    kept = shown[:-1]
    assert kept == whole[: len(kept)]
    hidden = len(ROWS) - len({line.row for line in kept})
    if not hidden:
        assert shown == whole[:height]
        return
    assert (shown[-1].words, shown[-1].quiet) == (f"and {hidden} more", True)
    if len({line.row for line in kept}) > 1:
        last = [line.words for line in kept if line.row == kept[-1].row and not line.quiet]
        assert " ".join(last) == ROWS[kept[-1].row][1], "no name is torn"


def test_the_wheel_goes_to_the_end_and_no_further() -> None:
    plan = listed()
    whole = plan.lines(38)
    for _ in range(30):
        plan._scroll(1)
    assert plan.fitting(38, 4) == whole[-4:]
    for _ in range(30):
        plan._scroll(-1)
    assert plan.fitting(38, 4)[:3] == whole[:3]
    plan._scroll(5)
    plan.show(ROWS[:2])
    assert plan.fitting(38, 4)[0].words == "Warm-up", "another plan is shown from its beginning"
