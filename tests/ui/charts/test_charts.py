"""The charts, read back from their cells: values, axes, marks, keys and contrast."""

import itertools
import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App

from runcoach.core.history.counting import counted_sessions
from runcoach.core.history.totals import DayTotal, totals_by_day
from runcoach.core.history.trends import compute_trend
from runcoach.core.model.dates import MONTHS, week_start
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Side
from runcoach.core.model.records import Source
from runcoach.core.model.run import Run, RunKind
from runcoach.ui.charts.cells import Canvas, Cell, rows_to_text
from runcoach.ui.charts.heat_map import HeatMap
from runcoach.ui.charts.heat_map_cells import (
    DETAIL_ROW,
    FIRST_DAY_ROW,
    GUTTER,
    LEGEND_ROW,
    LEVELS,
    MET,
    MET_ROW,
    MONTH_ROW,
    Calendar,
    calendar_grid,
    draw_heat_map,
)
from runcoach.ui.charts.line_chart import LineChart, trend_chart
from runcoach.ui.charts.line_chart_cells import Chart, ChartMark, ChartPoint, draw_line_chart
from runcoach.ui.charts.line_chart_scale import DayScale, value_scale
from tests.core.history.random_history import a_session, a_set

TODAY = date(2026, 11, 5)  # a Thursday


def day_total(day, minutes, sets=8):
    return DayTotal(day, minutes * 60, sets, ("a",))


# The heat map


def levels_read_back(lines, width, today):
    """Each drawn day and its level, found by walking back from today's column."""
    pitch = 1 if width < GUTTER + 106 else 2 if width < GUTTER + 159 else 3
    weeks = min(53, (width - GUTTER) // pitch)
    start = week_start(today) - timedelta(weeks=weeks - 1)
    found = {}
    for row, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")):
        line = lines[FIRST_DAY_ROW + row]
        assert line.startswith(name)
        for week in range(weeks):
            shape = line[GUTTER + week * pitch]
            if shape != " ":
                found[start + timedelta(days=7 * week + row)] = LEVELS.index(shape)
    return found


@given(
    st.dictionaries(st.integers(0, 380), st.integers(0, 90), max_size=60),
    st.sampled_from((40, 60, 80, 120, 200)),
    st.integers(0, 400),
)
def test_the_heat_map_shows_every_day_at_its_level_and_none_after_today(minutes, width, shift):
    today = TODAY - timedelta(days=shift)
    days = {
        day: day_total(day, amount)
        for ago, amount in minutes.items()
        for day in [today - timedelta(days=ago)]
    }
    lines = rows_to_text(draw_heat_map(Calendar(today, days), width))
    found = levels_read_back(lines, width, today)
    first = min(found)
    assert first.weekday() == 0
    assert max(found) == today
    assert len(found) == (today - first).days + 1
    for day, shown in found.items():
        amount = days[day].minutes if day in days else None
        expected = (
            0
            if amount is None
            else 1
            if amount < 10
            else 2
            if amount < 20
            else 3
            if amount < 30
            else 4
        )
        assert shown == expected


@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("today", [TODAY, date(2026, 1, 1), date(2024, 2, 29), date(2026, 6, 30)])
def test_months_stand_in_order_over_their_first_day(width, today):
    lines = rows_to_text(draw_heat_map(Calendar(today, {}), width))
    grid = calendar_grid(width, today)
    assert grid.weeks == 53
    names = [(m.start(), m[0]) for m in re.finditer(r"[A-Z][a-z]{2}", lines[MONTH_ROW])]
    months = [MONTHS.index(name) for _, name in names]
    assert all((a + 1) % 12 == b for a, b in itertools.pairwise(months))
    assert len(months) >= 12
    for x, name in names[1:]:
        start = grid.day(x, FIRST_DAY_ROW)
        week = [start + timedelta(days=n) for n in range(7)]
        assert any(day.day == 1 and MONTHS[day.month - 1] == name for day in week)


def test_weeks_that_met_the_target_are_marked_under_their_own_column():
    met = {week_start(TODAY) - timedelta(weeks=n) for n in (0, 3, 52, 60)}
    lines = rows_to_text(draw_heat_map(Calendar(TODAY, {}, frozenset(met)), 120))
    grid = calendar_grid(120, TODAY)
    marked = {grid.day(m.start(), FIRST_DAY_ROW) for m in re.finditer(MET, lines[MET_ROW])}
    assert marked == {week for week in met if week >= grid.first}


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_legend_names_every_shape_and_fits(width):
    legend = rows_to_text(draw_heat_map(Calendar(TODAY, {}), width))[LEGEND_ROW]
    assert [c for c in legend if c in LEVELS + MET] == [*LEVELS, MET]
    assert "min" in legend
    assert legend.rstrip().endswith("met")


@pytest.mark.parametrize(("width", "shape"), [(80, "◆"), (120, "[▄]"), (200, "[▄▄]")])
def test_the_selected_day_is_told_by_shape_and_in_numbers(width, shape):
    total = DayTotal(TODAY, 15 * 60, 14, ("a", "b"))
    calendar = Calendar(TODAY, {TODAY: total}, frozenset({week_start(TODAY)}))
    lines = rows_to_text(draw_heat_map(calendar, width, TODAY))
    grid = calendar_grid(width, TODAY)
    x, y = grid.place(TODAY)
    assert shape in lines[y][x - 1 :]
    assert lines[-1].strip() == f"Today, Thu 5 Nov 2026: 2 sessions, 15 min, 14 sets. Week {MET}"
    rest = TODAY - timedelta(days=10)
    assert rows_to_text(draw_heat_map(calendar, width, rest))[-1].strip() == "Mon 26 Oct 2026: rest"


def test_where_a_day_is_drawn_is_where_it_is_clicked():
    for width in (30, 80, 120, 200):
        grid = calendar_grid(width, TODAY)
        days = [grid.first + timedelta(days=n) for n in range((TODAY - grid.first).days + 1)]
        assert all(grid.day(*grid.place(day)) == day for day in days)
        assert grid.place(TODAY + timedelta(days=1)) is None
        assert grid.day(GUTTER - 1, FIRST_DAY_ROW) is None


def test_the_calendar_shows_what_the_figures_say():
    records = [a_session("a", "2026-11-03T23:50:00-08:00"), a_session("b", rehearsal=True)]
    lines = rows_to_text(
        draw_heat_map(
            Calendar(TODAY, totals_by_day(counted_sessions(records))), 80, date(2026, 11, 3)
        )
    )
    assert lines[-1].strip() == "Tue 3 Nov 2026: 1 session, 20 min, 1 set"


# The line chart


def axis_read_back(lines):
    """Row to value, from two labels of the left axis; and where the plot begins."""
    labelled = [(y, m) for y, line in enumerate(lines) if (m := re.match(r" *([\d.]+) ┤", line))]
    assert len(labelled) >= 2
    (y0, m0), (y1, m1) = labelled[0], labelled[-1]
    step = (float(m0[1]) - float(m1[1])) / (y1 - y0)
    for y, m in labelled:
        assert float(m[1]) == pytest.approx(float(m0[1]) - (y - y0) * step)
    return (lambda y: float(m0[1]) - (y - y0) * step), step, m0.end()


def shapes_read_back(lines, shapes):
    value_at, _, left = axis_read_back(lines)
    bottom = next(y for y, line in enumerate(lines) if "└" in line)
    return [
        (x - left, value_at(y), lines[y][x])
        for x in range(left, len(lines[0]))
        for y in range(2, bottom)
        if lines[y][x] in shapes
    ]


points = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 120)), min_size=1, max_size=30).map(
    sorted
)


@given(points, st.sampled_from(((80, 18), (120, 34), (40, 12), (60, 9), (200, 50))))
def test_every_value_is_where_the_axes_say(values, size):
    width, height = size
    first = TODAY - timedelta(days=230)
    chart = Chart(
        "Squat",
        tuple(
            ChartPoint(f"{n}", first + timedelta(days=ago), value)
            for n, (ago, value) in enumerate(values)
        ),
        TODAY,
    )
    lines = rows_to_text(draw_line_chart(chart, width, height))
    assert len(lines) == height
    assert {len(line) for line in lines} == {width}
    _, step, left = axis_read_back(lines)
    found = shapes_read_back(lines, "●•")
    days = [point.day for point in chart.points]
    span = (TODAY - days[0]).days
    for point in chart.points:
        x = round((point.day - days[0]).days / span * (width - left - 1))
        assert any(fx == x and abs(v - point.value) <= step / 2 for fx, v, _ in found)
    cells = {(round((p.day - days[0]).days / span * (width - left - 1))) for p in chart.points}
    # No value is drawn on a day on which nothing was done.
    assert {x for x, _, _ in found} == cells


@given(
    st.lists(st.sampled_from((4.0, 7.5, 10.0, 12.5, 15.0, 22.5)), min_size=1),
    st.integers(12, 40),
)
def test_a_scale_has_a_row_for_every_value(values, rows):
    scale = value_scale(values, rows)
    for value in values:
        assert 0 <= scale.row_of(value) <= rows - 1
    assert scale.bottom >= 0
    assert len(scale.labels) >= 2
    assert all(float(text) == scale.value_of(row) for row, text in scale.labels)


@given(st.integers(1, 60), st.integers(0, 12), st.integers(14, 40))
def test_whole_numbers_close_together_stand_exactly_on_their_rows(low, spread, rows):
    scale = value_scale([low, low + spread], rows)
    assert all(scale.row_of(v).is_integer() for v in range(low, low + spread + 1))


@settings(max_examples=60)
@given(st.dates(date(2016, 1, 1), TODAY), st.sampled_from((30, 70, 110, 190)))
def test_the_dates_of_the_axis_stand_where_their_days_are(first, columns):
    scale = DayScale(first, TODAY, columns)
    ticks = scale.ticks
    for column, text in ticks:
        if len(text) == 4 and text.isdigit():
            expected = date(int(text), 1, 1)
        elif text[0].isdigit():
            day, month = text.split()
            expected = next(
                found
                for year in (first.year, first.year + 1)
                if first <= (found := date(year, MONTHS.index(month) + 1, int(day))) <= TODAY
            )
        else:
            month, year = text.split()
            expected = date(2000 + int(year), MONTHS.index(month) + 1, 1)
        assert scale.column_of(expected) == column
    for (a, text), (b, _) in itertools.pairwise(ticks):
        assert a + len(text) + 2 <= b


def test_a_long_history_has_dates_on_its_axis_at_any_width():
    for days in (1, 8, 40, 200, 700, 3650, 36500):
        for columns in (35, 70, 110, 190):
            assert DayScale(TODAY - timedelta(days=days), TODAY, columns).ticks


def sets_on(day, *sets):
    return a_session(f"d{day}", f"2026-10-{day:02}T18:00:00+01:00", sets=sets)


RECORDS = [
    sets_on(1, a_set("1", actual=8), a_set("2", actual=7)),
    sets_on(8, a_set("3", actual=12), a_set("4", actual=10)),
    sets_on(15, a_set("5", actual=14, source=Source.ASSUMED)),
    sets_on(22, a_set("6", tier=TierName.CHALLENGE, variant="goblet", actual=9)),
    sets_on(29, a_set("7", tier=TierName.CHALLENGE, variant="goblet", actual=9)),
]
CHART = trend_chart(compute_trend(counted_sessions(RECORDS), {"squat"}), "Squat", TODAY)


@pytest.mark.parametrize("size", [(80, 18), (120, 30)])
def test_bests_other_sets_and_assumed_ones_differ_by_shape(size):
    lines = rows_to_text(draw_line_chart(CHART, *size))
    found = {(value, shape) for _, value, shape in shapes_read_back(lines, "◆●•○")}
    assert found == {(8, "●"), (7, "•"), (12, "◆"), (10, "•"), (14, "○"), (9, "◆"), (9, "●")}
    assert lines[0].startswith("Squat, reps")
    legend = lines[-2]
    assert all(shape in legend for shape in "◆●•○")


def test_a_change_of_tier_is_marked_on_its_day_and_no_line_crosses_it():
    rows = draw_line_chart(CHART, 80, 18)
    lines = rows_to_text(rows)
    x = lines[1].index("▾")
    assert lines[1][x:].strip() == "▾challenge"
    assert sum(line[x] == "┊" for line in lines) >= 8
    [first] = [fx for fx, v, _ in shapes_read_back(lines, "◆") if v == 9]
    _, _, left = axis_read_back(lines)
    assert first + left == x
    braille = [at for row in rows for at, c in enumerate(row) if c.part == "line"]
    twelve = next(fx for fx, v, _ in shapes_read_back(lines, "◆") if v == 12) + left
    assert braille
    assert not any(twelve < at < x for at in braille)


def test_today_is_marked_at_its_place():
    lines = rows_to_text(draw_line_chart(CHART, 80, 18))
    axis = next(line for line in lines if "└" in line)
    assert axis[79] == "▲"
    assert lines[lines.index(axis) + 1].endswith("today")


def test_marks_close_to_each_other_keep_their_labels_apart():
    marks = tuple(
        ChartMark(f"{n}", TODAY - timedelta(days=2 * n), "challenge") for n in range(6, -1, -1)
    )
    points = tuple(ChartPoint(m.session, m.day, 10) for m in marks)
    line = rows_to_text(draw_line_chart(Chart("x", points, TODAY, marks), 60, 14))[1]
    assert line.replace("▾", " ").split() in ([["challenge"] * n for n in range(1, 7)])
    assert line.rstrip().endswith("challenge▾")


def test_sides_are_two_lines_told_by_their_letters():
    records = [
        sets_on(
            day,
            a_set(f"{day}l", side=Side.LEFT, unit=Unit.SECONDS, actual=20),
            a_set(f"{day}r", side=Side.RIGHT, unit=Unit.SECONDS, actual=right),
        )
        for day, right in ((1, 30), (15, 28), (29, 20))
    ]
    chart = trend_chart(
        compute_trend(counted_sessions(records), {"squat"}), "Squat", TODAY, sides=True
    )
    lines = rows_to_text(draw_line_chart(chart, 80, 20))
    found = [(value, shape) for _, value, shape in shapes_read_back(lines, "LRB")]
    assert sorted(found) == [(20, "B"), (20, "L"), (20, "L"), (28, "R"), (30, "R")]
    assert chart.details["d1"] == "Thu 1 Oct 2026: L 20, R 30 s, standard"


@pytest.mark.parametrize("size", [(80, 18), (23, 18), (80, 8), (1, 1), (0, 0)])
def test_nothing_to_draw_and_no_room_say_so(size):
    for chart in (CHART, Chart("Squat", (), TODAY)):
        rows = draw_line_chart(chart, *size)
        assert [len(row) for row in rows] == [size[0]] * size[1]
    assert "Not done yet." in rows_to_text(draw_line_chart(Chart("Squat", (), TODAY), 80, 18))[1]


def test_what_lies_outside_of_the_canvas_is_cut_off():
    canvas = Canvas(4, 1)
    canvas.put(-1, 0, "abc", "p")
    canvas.put(3, 0, "xyz")
    canvas.put(0, 5, "no")
    assert rows_to_text(canvas.rows) == ["bc x"]
    assert canvas.rows[0][0] == Cell("b", "p")


# The widgets


class Charts(App[None]):
    """Both charts over each other, and what they told."""

    def __init__(self, calendar):
        super().__init__()
        self.calendar = calendar
        self.told = []

    def compose(self):
        yield HeatMap(self.calendar)
        yield LineChart(CHART)

    def on_heat_map_day_selected(self, message):
        self.told.append(("day", message.day))

    def on_heat_map_day_opened(self, message):
        self.told.append(("open", message.day))

    def on_line_chart_session_selected(self, message):
        self.told.append(("session", message.session))

    def on_line_chart_session_opened(self, message):
        self.told.append(("open", message.session))


DAYS = {TODAY - timedelta(days=n): day_total(TODAY, 5 + n) for n in range(0, 300, 3)}


def drawn(widget):
    return [widget.render_line(y).text for y in range(widget.size.height)]


@pytest.mark.parametrize("size", [(80, 32), (120, 40)])
async def test_keys_walk_the_calendar_and_the_trend(size):
    app = Charts(Calendar(TODAY, DAYS))
    async with app.run_test(size=size) as pilot:
        heat_map, line_chart = app.query_one(HeatMap), app.query_one(LineChart)
        heat_map.focus()
        await pilot.press("left", "up", "right", "down", "right", "left", "enter")
        assert [day for told, day in app.told if told == "day"] == [
            TODAY - timedelta(days=n) for n in (1, 8, 7, 0, 1)
        ]
        assert app.told[-1] == ("open", TODAY - timedelta(days=1))
        assert drawn(heat_map)[-1].strip() == "Wed 4 Nov 2026: rest"
        app.told.clear()
        line_chart.focus()
        await pilot.press("left", "left", "right", "right", "right", "enter")
        ids = [id for told, id in app.told if told == "session"]
        assert ids == ["d22", "d15", "d22", "d29"]
        assert app.told[-1] == ("open", "d29")
        assert drawn(line_chart)[-1].strip() == "Thu 29 Oct 2026: 9 reps, challenge"


async def test_the_selection_stays_within_the_year():
    app = Charts(Calendar(TODAY, DAYS))
    async with app.run_test(size=(80, 32)) as pilot:
        heat_map = app.query_one(HeatMap)
        heat_map.selected = TODAY - timedelta(days=4000)
        assert heat_map.selected == calendar_grid(80, TODAY).first
        heat_map.focus()
        await pilot.press("up", "left")
        assert heat_map.selected == calendar_grid(80, TODAY).first


async def test_a_click_selects_the_day_under_it():
    app = Charts(Calendar(TODAY, DAYS))
    async with app.run_test(size=(80, 32)) as pilot:
        day = date(2026, 8, 12)
        await pilot.click(HeatMap, offset=calendar_grid(80, TODAY).place(day))
        assert app.query_one(HeatMap).selected == day


async def test_new_values_are_drawn_and_keep_the_selection():
    app = Charts(Calendar(TODAY, {}))
    async with app.run_test(size=(80, 32)) as pilot:
        heat_map, line_chart = app.query_one(HeatMap), app.query_one(LineChart)
        heat_map.selected = TODAY - timedelta(days=3)
        heat_map.calendar = Calendar(TODAY, DAYS)
        line_chart.selected = "d8"
        line_chart.chart = trend_chart(
            compute_trend(counted_sessions(RECORDS[:2]), {"squat"}), "Squat", TODAY
        )
        await pilot.pause()
        assert heat_map.selected == TODAY - timedelta(days=3)
        assert "8 min" in drawn(heat_map)[-1]
        assert line_chart.selected == "d8"
        assert "challenge" not in "".join(drawn(line_chart))
        line_chart.chart = Chart("Squat", (), TODAY)
        assert line_chart.selected is None


def contrast(one, other):
    """The ratio of two colours' luminances, as WCAG 2 defines it."""

    def luminance(triplet):
        parts = [c / 255 for c in triplet]
        red, green, blue = (
            p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
async def test_every_mark_stands_out_from_its_ground(theme):
    app = Charts(Calendar(TODAY, DAYS))
    async with app.run_test(size=(120, 40)) as pilot:
        app.theme = theme
        await pilot.pause()
        for widget, prefix in (
            (app.query_one(HeatMap), "heat-map"),
            (app.query_one(LineChart), "line-chart"),
        ):
            for name in sorted(widget.COMPONENT_CLASSES - {"line-chart--grid"}):
                assert name.startswith(prefix)
                style = widget.get_component_rich_style(name)
                assert contrast(style.bgcolor.triplet, style.color.triplet) >= 3, name


def test_a_run_has_a_shape_of_its_own_and_its_numbers():
    run = Run(
        id="r", started_at=f"{TODAY}T07:00:00+01:00", seconds=3600, km=12.0, ascent_m=85,
        heart_rate=150, kind=RunKind.LONG, source="fit",
    )  # fmt: skip
    calendar = Calendar(TODAY, {}, runs={TODAY: (run,)})
    for width in (75, 170):
        lines = rows_to_text(draw_heat_map(calendar, width, TODAY))
        assert "○ run" in lines[LEGEND_ROW]
        assert "run of 12.0 km, 60 min, 5:00/km, long (judged)" in lines[DETAIL_ROW]
    yesterday = TODAY - timedelta(days=1)
    lines = rows_to_text(draw_heat_map(Calendar(TODAY, {}, runs={yesterday: (run,)}), 170, TODAY))
    assert "○" in lines[FIRST_DAY_ROW + yesterday.weekday()]
    assert "○" not in "".join(rows_to_text(draw_heat_map(Calendar(TODAY, {}), 170, TODAY)))
