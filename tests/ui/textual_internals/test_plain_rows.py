"""Rows that a widget draws itself look as Textual's own would."""

from __future__ import annotations

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from runcoach.ui.forms.choices import ChoiceList, ChoiceRow
from runcoach.ui.textual_internals.plain_rows import render_plain_rows
from runcoach.ui.today.plan_list import PlanList
from runcoach.ui.widgets.key_bar import KeyBar
from runcoach.ui.widgets.row_widget import RowWidget
from tests.ui.session.driving import driving

ROWS = (
    ChoiceRow("session", "Session", ("First session 15", "No equipment 15"), 1),
    ChoiceRow("minutes", "Length", ("15 min", "30 min"), 0, "How long it may take."),
)


class Plain(RowWidget):
    """Rows, drawn both ways."""

    def render_line(self, y: int) -> Strip:
        return self.row(("a" * y, Style(color="red")), ("b" * y, Style(color="blue")))


class Alone(App[None]):
    """One widget and nothing else."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget

    def compose(self) -> ComposeResult:
        yield self.widget


@pytest.mark.parametrize("padding", [0, 1, 3])
@pytest.mark.parametrize("crop", [Region(0, 0, 20, 9), Region(4, 1, 7, 3), Region(0, 8, 20, 1)])
async def test_with_and_without_padding_a_part_or_all_of_them(padding: int, crop: Region) -> None:
    app = Alone(Plain())
    app.widget.styles.padding = padding
    async with app.run_test(size=(20, 9)):
        theirs = app.widget.render_lines(crop)
        ours = render_plain_rows(app.widget, app.widget.render_line, crop)
        assert [line.text for line in ours] == [line.text for line in theirs]
        assert [cells(line) for line in ours] == [cells(line) for line in theirs]


def cells(strip: Strip) -> list[tuple[str, object, object]]:
    return [
        (character, style.color, style.bgcolor)
        for text, style, _ in strip
        if style is not None
        for character in text
        if character != " "
    ]


@pytest.mark.parametrize("width", range(8, 60))
async def test_a_choice_that_has_no_room_ends_in_an_ellipsis_and_never_goes_on(width: int) -> None:
    app = Alone(ChoiceList(ROWS))
    async with app.run_test(size=(width, 4)):
        lines = [app.widget.render_line(y).text for y in range(4)]
        assert {len(line) for line in lines} == {width}
        # A label gives way as far as to eight cells; then the value.
        for line, value in zip(lines, ("No equipment 15", "15 min"), strict=False):
            assert value in line or line.endswith("…")
        assert lines[2:] == [" " * width] * 2


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 12)])
async def test_the_keys_are_painted_as_they_are_told(size: tuple[int, int]) -> None:
    async with driving(size=size) as d:
        keys = d.app.screen.query_one(KeyBar).text()
        assert d.lines()[-1] == keys.ljust(size[0])
        assert "Start" in keys


async def test_the_first_picture_of_today_has_every_style() -> None:
    async with driving(size=(80, 24)) as d:
        before = d.app.screen._compositor.render_strips()
        d.app.refresh_css(animate=False)
        await d.pilot.pause()
        assert d.app.screen._compositor.render_strips() == before
        assert d.app.screen.query_one(PlanList).styles.padding.top == 1
