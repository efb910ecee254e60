from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.containers import Horizontal

from runcoach.ui.big_type.alphabet import Setting, draw_line, has_letters, to_plain_capitals
from runcoach.ui.big_type.lettering import Lettering, draw_letters, line_width
from runcoach.ui.big_type.quadrants import double_dots, to_blocks

CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DRAWN = CAPITALS + "0123456789,.-/:'?!+&"
BLOCKS = set("▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")
TO_READ_AT_78 = (
    "Squat",
    "Press-up",
    "Side plank",
    "Single-leg deadlift",
    "Get ready",
    "Left",
    "Right",
    "Switch",
    "Rest",
)


def is_lettered(row: str) -> bool:
    return bool(set(row) & BLOCKS)


def dots_apart(one: str, other: str, setting: Setting) -> int:
    """Dots that differ where the two fit each other best, both widened to the same width."""
    first, second = draw_line(one, setting), draw_line(other, setting)
    width = max(len(first[0]), len(second[0]))
    best = []
    for shift in range(abs(len(first[0]) - len(second[0])) + 1):
        padded = []
        for rows in (first, second):
            spare = width - len(rows[0])
            left = min(shift, spare)
            padded.append([(False,) * left + row + (False,) * (spare - left) for row in rows])
        best.append(
            sum(a != b for x, y in zip(*padded, strict=True) for a, b in zip(x, y, strict=True))
        )
    return min(best)


@pytest.mark.parametrize("setting", Setting)
def test_every_letter_is_six_dots_high_and_even(setting: Setting) -> None:
    for character in DRAWN + " ":
        rows = draw_line(character, setting)
        assert len(rows) == 6
        assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize("setting", Setting)
def test_no_two_characters_are_alike(setting: Setting) -> None:
    for one, other in combinations(DRAWN, 2):
        assert dots_apart(one, other, setting) >= 2, (one, other)
    for one, other in combinations(CAPITALS, 2):
        assert dots_apart(one, other, setting) >= 3, (one, other)


@pytest.mark.parametrize("pair", ["OD", "RA", "B8", "MN", "MW", "NH", "CG", "EF", "UV", "PR"])
def test_letters_easily_taken_for_each_other_are_well_apart(pair: str) -> None:
    assert dots_apart(*pair, Setting.REGULAR) >= 4  # type: ignore[call-arg]


@pytest.mark.parametrize("text", TO_READ_AT_78)
def test_names_are_lettered_whole_in_three_rows_at_78(text: str) -> None:
    rows = draw_letters(text, 78, 3)
    assert tuple(row.rstrip() for row in rows) == tuple(
        row.rstrip() for row in to_blocks(draw_line(text.upper(), Setting.REGULAR))
    )


def test_the_first_part_is_lettered_and_the_rest_stands_beside_its_foot() -> None:
    rows = draw_letters("Side plank, knees down", 78, 3)
    head = draw_letters("Side plank", 78, 3)
    assert rows[:2] == head[:2]
    assert rows[2].rstrip() == head[2].rstrip() + "  KNEES DOWN"


def test_the_rest_wraps_beside_or_goes_underneath() -> None:
    width = line_width("Side plank")
    beside = draw_letters("Side plank, knees down", width + 8, 3)
    assert [row[width:].strip() for row in beside] == ["", "KNEES", "DOWN"]
    underneath = draw_letters("Side plank, knees down", width, 4)
    assert underneath[3].rstrip() == "KNEES DOWN"
    assert underneath[:3] == draw_letters("Side plank", width, 3)


@pytest.mark.parametrize(
    ("text", "width", "height", "lettered"),
    [
        ("Squat", 78, 6, 6),
        ("Squat", 25, 6, 3),
        ("Single-leg deadlift", 60, 3, 3),
        ("Single-leg deadlift", 40, 3, 0),
        ("Squat", 78, 2, 0),
        ("Hips high: one line, head to heels", 78, 7, 7),
        ("Häng an der Stange", 78, 3, 3),
        ("深蹲", 78, 3, 0),
    ],
)
def test_letters_are_as_large_as_fits(text: str, width: int, height: int, lettered: int) -> None:
    rows = draw_letters(text, width, height)
    last = max((y + 1 for y, row in enumerate(rows) if is_lettered(row)), default=0)
    assert last == lettered


def test_accents_fall_back_to_the_base_letter() -> None:
    assert to_plain_capitals("Épaulé-jeté Łódź") == "EPAULE-JETE LODZ"
    assert has_letters(to_plain_capitals("Straße"))
    assert draw_letters("Genou levé", 60, 3) == draw_letters("Genou leve", 60, 3)


def test_what_cannot_be_lettered_is_written_in_capitals() -> None:
    assert draw_letters("Squat", 12, 2) == ("SQUAT       ", " " * 12)
    assert draw_letters("Single-leg deadlift", 12, 2) == ("SINGLE-LEG  ", "DEADLIFT    ")
    assert draw_letters("Single-leg deadlift", 12, 1) == ("SINGLE-LEG… ",)
    assert draw_letters("Deadlift", 4, 1)[0].strip()


def test_lines_stand_where_they_are_asked_to() -> None:
    assert draw_letters("Go", 6, 1, "center") == ("  GO  ",)
    assert draw_letters("Go", 6, 1, "right") == ("    GO",)
    assert draw_letters("Go", 6, 2, "left", "bottom") == ("      ", "GO    ")


@given(
    text=st.one_of(st.text(DRAWN + DRAWN.lower() + "  ,é", max_size=40), st.text(max_size=12)),
    width=st.integers(0, 90),
    height=st.integers(0, 9),
)
def test_rows_are_as_many_and_as_wide_as_asked(text: str, width: int, height: int) -> None:
    rows = draw_letters(text, width, height)
    assert [len(row) for row in rows] == [width] * height


@given(st.text(DRAWN, min_size=1, max_size=6))
def test_doubling_keeps_the_letters(text: str) -> None:
    small = draw_line(text, Setting.REGULAR)
    large = double_dots(small)
    assert (len(large), len(large[0])) == (2 * len(small), 2 * len(small[0]))
    for y, row in enumerate(small):
        for x, on in enumerate(row):
            quarters = [large[2 * y + dy][2 * x + dx] for dy in (0, 1) for dx in (0, 1)]
            assert quarters.count(on) >= 2


class LetteringApp(App[None]):
    CSS = """
    Horizontal { height: 3; }
    #name { width: auto; margin-right: 4; }
    #side { content-align: right top; color: #ff0000; }
    """

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Lettering("Side plank", id="name")
            yield Lettering("Left", id="side")


async def test_names_take_their_width_and_sides_the_rest() -> None:
    app = LetteringApp()
    async with app.run_test(size=(78, 10)) as pilot:
        name, side = app.query_one("#name", Lettering), app.query_one("#side", Lettering)
        assert name.size.width == line_width("Side plank")
        assert side.render_line(0).text == draw_letters("Left", side.size.width, 3, "right")[0]
        name.text = "Squat"
        await pilot.pause()
        assert name.size.width == line_width("Squat")
        assert name.render_line(1).text == draw_letters("Squat", name.size.width, 3)[1]


async def test_written_words_are_bold_and_blocks_are_not() -> None:
    app = LetteringApp()
    async with app.run_test(size=(78, 10)) as pilot:
        name = app.query_one("#name", Lettering)
        name.text = "Side plank, knees down"
        name.styles.width = 60
        await pilot.pause()
        runs = [(s.text.strip(), s.style) for s in name.render_line(2) if s.text.strip()]
        bold = {text: bool(style and style.bold) for text, style in runs}
        assert bold["KNEES DOWN"]
        assert not any(is_bold for text, is_bold in bold.items() if is_lettered(text))


async def test_the_same_text_is_not_painted_again() -> None:
    app = LetteringApp()
    async with app.run_test(size=(78, 10)) as pilot:
        name = app.query_one("#name", Lettering)
        await pilot.pause()
        assert not name._repaint_required
        name.text = "Side plank"
        assert not name._repaint_required
        name.text = "Squat"
        assert name._repaint_required
