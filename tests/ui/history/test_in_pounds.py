"""Loads of the history in the person's unit; what is kept stays kilograms to the gram."""

import pytest
from msgspec.structs import replace

from runcoach.core.history.counting import counted_sessions
from runcoach.core.history.trends import Metric, compute_trend
from runcoach.core.model.plan import Side
from runcoach.core.model.records import Effort, Source
from runcoach.core.model.settings import Settings, WeightUnit
from runcoach.ui.charts.line_chart import format_occasion, trend_chart
from runcoach.ui.history.record_diff import describe_changes
from tests.core.history.random_history import a_session, a_set
from tests.ui.history.browsing import looking

POUNDS = Settings(read_left=True, weight_unit=WeightUnit.LB)
LEFT = a_set("s1", side=Side.LEFT, source=Source.ENTERED, load_kg=11.34)
RIGHT = a_set("s2", side=Side.RIGHT, actual=8, source=Source.ENTERED, load_kg=11.34)
RECORD = a_session("a", "2026-10-20T18:00:00+01:00", sets=(LEFT, RIGHT))
LOAD = ("enter", "down", "down", "down")
FIRST = LEFT.actual
DAY = counted_sessions([RECORD])[0].day


async def test_every_screen_of_a_session_says_pounds_and_an_edit_keeps_kilograms():
    async with looking((RECORD,), "enter", settings=POUNDS) as look:
        assert f"{FIRST} × 25 lb" in look.text("#sets")
        assert "with 25 lb" in look.text("#message")
        await look.press(*LOAD)
        assert "‹ 25 lb ›" in look.text("#sheet")
        await look.press("right", "left", "up", "up", "4", "enter")
        edited = look.history.records_by_id["a"].sets[0]
        assert edited == replace(LEFT, effort=Effort.FAILED)
        assert look.screen.focused.id == "sets"
        await look.press(*LOAD, "2", "7", "comma", "5", "enter")
        edited = look.history.records_by_id["a"].sets[0]
        assert edited.load_kg == 12.47
        await look.press("up", *("right",) * 4, "enter")
        assert "load 25 lb to 27.5 lb" in look.text("#forms")
        assert "×27.5" in look.text("#form-shown")


def test_what_changed_is_told_in_pounds():
    after = replace(RECORD, sets=(replace(LEFT, load_kg=16.0), RIGHT))
    assert describe_changes(RECORD, after, WeightUnit.LB)[0].endswith("load 25 lb to 35.5 lb")
    assert describe_changes(RECORD, after)[0].endswith("load 11.34 kg to 16 kg")


def test_a_chart_of_loads_has_pounds_on_its_axis():
    chart = trend_chart(
        compute_trend(counted_sessions([RECORD]), {"squat"}, Metric.LOAD),
        "Squat",
        DAY,
        weights=WeightUnit.LB,
    )
    assert chart.title == "Squat, lb"
    assert {point.value for point in chart.points} == {25.0}
    assert chart.details["a"].endswith(f"L {FIRST}, R 8 × 25 lb, standard")


@pytest.mark.parametrize(
    ("loads", "told"),
    [
        ((0.0, 0.0), f"L {FIRST}, R 8 reps, standard"),
        ((16.0, 16.0), f"L {FIRST}, R 8 × 16 kg, standard"),
        ((16.0, 12.0), f"L {FIRST} × 16 kg, R 8 × 12 kg, standard"),
        ((16.0, 0.0), f"L {FIRST} × 16 kg, R 8, standard"),
    ],
)
def test_a_load_that_all_sets_share_is_told_once(loads, told):
    sets = [replace(s, load_kg=kg) for s, kg in zip((LEFT, RIGHT), loads, strict=True)]
    assert format_occasion(sets) == told
