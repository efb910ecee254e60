from functools import lru_cache
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.geometry import Region

from runcoach.ui.big_type.clock import Digits, Fill, draw_digits
from runcoach.ui.big_type.numerals import (
    LEAST_ROWS,
    SIGNS,
    draw_character,
    least_cells,
    natural_cells,
)

NUMERALS = "0123456789"
INK = {block: dots for dots, block in enumerate(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")}
remembering = lru_cache(maxsize=None)(draw_character)


def dots_apart(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    pairs = zip("".join(one), "".join(other), strict=True)
    return sum((INK[a] ^ INK[b]).bit_count() for a, b in pairs)


def ink_columns(rows: tuple[str, ...]) -> tuple[int, int]:
    columns = [x for row in rows for x, block in enumerate(row) if block != " "]
    return min(columns), max(columns)


@pytest.mark.parametrize("fill", Fill)
@pytest.mark.parametrize(("rows", "apart"), [(LEAST_ROWS, 2), (4, 3), (6, 6), (8, 12), (14, 45)])
def test_no_two_numerals_are_alike(rows: int, apart: int, fill: Fill) -> None:
    for cells in (least_cells(rows), natural_cells(rows)):
        drawn = {c: draw_character(c, cells, rows, fill) for c in NUMERALS}
        for one, other in combinations(NUMERALS, 2):
            assert dots_apart(drawn[one], drawn[other]) >= apart, (one, other)


@pytest.mark.parametrize("rows", [4, 5, 8, 9, 14, 20])
@pytest.mark.parametrize("character", NUMERALS)
def test_fills_differ_by_a_seventh_of_the_ink(character: str, rows: int) -> None:
    drawn = [draw_character(character, natural_cells(rows), rows, fill) for fill in Fill]
    ink = dots_apart(drawn[0], tuple(" " * len(row) for row in drawn[0]))
    for one, other in combinations(drawn, 2):
        assert dots_apart(one, other) >= ink / 7


@pytest.mark.parametrize("rows", [8, 9, 14, 20, 30])
def test_a_zero_is_round_and_open(rows: int) -> None:
    drawn = draw_character("0", natural_cells(rows), rows, Fill.SOLID)
    left, right = ink_columns(drawn)
    assert drawn[0][left] == drawn[0][right] == drawn[-1][left] == drawn[-1][right] == " "
    assert drawn[rows // 2][(left + right) // 2] == " "
    assert drawn[0][(left + right) // 2] == "█"


@pytest.mark.parametrize("rows", [8, 9, 14, 20, 30])
def test_an_outline_leaves_the_inside_empty_and_the_outside_as_it_is(rows: int) -> None:
    cells = natural_cells(rows)
    for character in NUMERALS:
        drawn = draw_character(character, cells, rows, Fill.OUTLINED)
        inside = sum(row.strip().count(" ") for row in drawn)
        solid = draw_character(character, cells, rows, Fill.SOLID)
        assert inside > sum(row.strip().count(" ") for row in solid), character


@given(
    text=st.text(NUMERALS + SIGNS + "a", max_size=8),
    width=st.integers(0, 90),
    height=st.integers(0, 20),
    fill=st.sampled_from(Fill),
)
def test_rows_are_as_many_and_as_wide_as_asked(
    text: str, width: int, height: int, fill: Fill
) -> None:
    rows = draw_digits(text, width, height, fill, remembering)
    assert [len(row) for row in rows] == [width] * height


@pytest.mark.parametrize("height", [3, 8, 11])
@pytest.mark.parametrize("width", [14, 24, 40, 80])
def test_a_clock_stands_still(width: int, height: int) -> None:
    def place(text: str) -> tuple[str, ...]:
        return draw_digits(text, width, height, Fill.SOLID, remembering)

    eights = place("0:08")
    ends = {ink_columns(place(text)) for text in ("0:08", "0:28", "0:48", "0:98")}
    assert len(ends) == 1
    for text in ("0:18", "0:78"):
        differing = [
            x
            for row, other in zip(eights, place(text), strict=True)
            for x in range(width)
            if row[x] != other[x]
        ]
        assert max(differing) - min(differing) < width / 3, "only one digit's place changes"


def test_a_lone_digit_is_as_high_as_two() -> None:
    def inked(text: str) -> int:
        return sum(bool(row.strip()) for row in draw_digits(text, 20, 14, Fill.SOLID))

    assert inked("8") == inked("88")


def test_more_room_is_filled_as_far_as_proportions_allow() -> None:
    def extent(width: int, height: int) -> tuple[int, int]:
        rows = draw_digits("00", width, height, Fill.SOLID)
        first, last = ink_columns(rows)
        return last - first + 1, sum(bool(row.strip()) for row in rows)

    assert extent(80, 9)[1] == 9
    assert extent(200, 9) == extent(80, 9)
    assert extent(40, 30)[1] < 30
    assert extent(40, 30)[0] > 34


@pytest.mark.parametrize(
    ("text", "width", "height", "expected"),
    [
        ("0:23", 8, 2, ("  0:23  ", "        ")),
        ("0:23", 6, 3, ("      ", " 0:23 ", "      ")),
        ("stop", 6, 1, (" stop ",)),
        ("0:23", 3, 1, ("0:…",)),
        ("", 3, 1, ("   ",)),
    ],
)
def test_without_room_the_text_is_written(
    text: str, width: int, height: int, expected: tuple[str, ...]
) -> None:
    assert draw_digits(text, width, height, Fill.SOLID) == expected


class Watched(Digits):
    """Digits that note what they ask to be painted."""

    def __init__(self) -> None:
        self.asked: list[tuple[Region, ...]] = []
        super().__init__("10", Fill.SOLID)

    def refresh(self, *regions: Region, **how: bool) -> "Watched":
        self.asked.append(regions)
        super().refresh(*regions, **how)
        return self


class DigitsApp(App[None]):
    CSS = "Watched { width: 40; height: 9; color: #00ff00; }"

    def compose(self) -> ComposeResult:
        yield Watched()


async def test_only_what_changes_is_painted() -> None:
    app = DigitsApp()
    async with app.run_test(size=(60, 20)) as pilot:
        digits = app.query_one(Watched)
        await pilot.pause()

        digits.asked.clear()
        digits.show("10", Fill.SOLID)
        assert digits.asked == []

        digits.show("18", Fill.SOLID)
        [[region]] = digits.asked
        assert region.x >= 20
        assert region.right <= 40
        await pilot.pause()
        shown = tuple(digits.render_line(y).text for y in range(9))
        assert shown == draw_digits("18", 40, 9, Fill.SOLID)
        on_screen = [strip.text[:40] for strip in app.screen._compositor.render_strips()[:9]]
        assert tuple(on_screen) == shown


async def test_colour_and_text_are_those_of_the_widget() -> None:
    app = DigitsApp()
    async with app.run_test(size=(60, 20)) as pilot:
        digits = app.query_one(Watched)
        await pilot.pause()
        digits.show("0:23", Fill.OUTLINED)
        assert (digits.text, digits.fill) == ("0:23", Fill.OUTLINED)
        [segment] = digits.render_line(4)
        assert segment.style is not None
        assert segment.style.color is not None
        assert segment.style.color.get_truecolor() == (0, 255, 0)


async def test_a_new_size_draws_anew() -> None:
    app = DigitsApp()
    async with app.run_test(size=(60, 30)) as pilot:
        digits = app.query_one(Watched)
        digits.styles.height = 16
        await pilot.pause()
        shown = tuple(digits.render_line(y).text for y in range(16))
        assert shown == draw_digits("10", 40, 16, Fill.SOLID)
