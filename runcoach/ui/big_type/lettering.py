"""The widget for a name or a word in capitals that can be read from the mat."""

import re
import textwrap
from collections.abc import Iterator

from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from runcoach.ui.big_type.alphabet import ROWS, Setting, draw_line, has_letters, to_plain_capitals
from runcoach.ui.big_type.quadrants import double_dots, to_blocks
from runcoach.ui.widgets.row_widget import RowWidget

__all__ = ["Lettering", "draw_letters"]


def draw_letters(
    text: str, width: int, height: int, across: str = "left", down: str = "top"
) -> tuple[str, ...]:
    """Set a text in the largest capitals that fit the space.

    Tried in this order: letters of six rows, of three, of three over several lines; for a text
    with a comma, its first part in letters and the rest in plain capitals, beside their last rows
    or below; narrow letters of three rows; plain capitals over as many rows as there are, with an
    ellipsis if even these don't suffice.

    Args:
        text: What to set.
        width: The space, in cells.
        height: The space, in rows.
        across: Where the lines are in the width, all as one block: left, center or right.
        down: Where they are in the height: top, middle or bottom.

    Returns:
        `height` rows of exactly `width` characters.
    """
    if width <= 0 or height <= 0:
        return ("",) * max(0, height)
    lines = next(lines for lines in _settings(text, width, height) if _fits(lines, width, height))
    room = width - max(map(len, lines), default=0)
    left = {"left": 0, "center": room // 2, "right": room}[across]
    spare = height - len(lines)
    above = {"top": 0, "middle": spare // 2, "bottom": spare}[down]
    return (
        *(" " * width,) * above,
        *((" " * left + words).ljust(width) for words in lines),
        *(" " * width,) * (spare - above),
    )


def line_width(text: str) -> int:
    """The width of a text in one line of regular letters of three rows, in cells."""
    words = to_plain_capitals(text)
    return (len(draw_line(words, Setting.REGULAR)[0]) + 1) // 2 if has_letters(words) else len(text)


def _fits(lines: tuple[str, ...], width: int, height: int) -> bool:
    return len(lines) <= height and all(len(words) <= width for words in lines)


def _settings(text: str, width: int, height: int) -> Iterator[tuple[str, ...]]:
    """Every way to set a text, the best first; the last one always fits."""
    words = to_plain_capitals(text)
    if height >= ROWS and words.strip() and has_letters(words):
        if height >= 2 * ROWS:
            yield to_blocks(double_dots(draw_line(words, Setting.REGULAR)))
        yield to_blocks(draw_line(words, Setting.REGULAR))
        if height > 2 * ROWS:
            for setting in Setting:
                yield _over_lines(words, width, setting)
        head, comma, tail = text.partition(", ")
        if comma:
            for setting in Setting:
                yield from _first_part(to_plain_capitals(head), tail.upper(), width, setting)
        yield to_blocks(draw_line(words, Setting.TIGHT))
    written = textwrap.wrap(
        text.upper(), width, max_lines=height, placeholder="…", break_on_hyphens=False
    )
    yield tuple(words[: width - 1] + "…" if len(words) > width else words for words in written)


def _over_lines(words: str, width: int, setting: Setting) -> tuple[str, ...]:
    """Letters over several lines, broken between words, with an empty row between lines."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and len(draw_line(longer, setting)[0]) <= 2 * width:
            lines[-1] = longer
        else:
            lines.append(word)
    rows: list[str] = []
    for each in lines:
        rows += ("",) * bool(rows) + to_blocks(draw_line(each, setting))
    return tuple(rows)


def _first_part(head: str, tail: str, width: int, setting: Setting) -> Iterator[tuple[str, ...]]:
    """The first part in letters, and the rest as text beside their last rows, or below."""
    if not head.strip():
        return
    rows = to_blocks(draw_line(head, setting))
    room = width - len(rows[0]) - _BESIDE
    if room > 0:
        beside = textwrap.wrap(tail, room, break_long_words=False)
        if len(beside) <= ROWS:
            lines = [""] * (ROWS - len(beside)) + beside
            yield tuple(
                f"{row}{' ' * _BESIDE}{words}" for row, words in zip(rows, lines, strict=True)
            )
    yield (*rows, *textwrap.wrap(tail, width))


class Lettering(RowWidget):
    """A name or a word in large capitals, in the colour of its style.

    It is aligned by `content-align`; `auto` sizes are three rows and the width of its letters.
    """

    DEFAULT_CSS = """
    Lettering { width: 1fr; height: 3; background: transparent; }
    """

    text: reactive[str] = reactive("", repaint=False)
    """The text, in ordinary characters."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None):
        super().__init__(id=id, classes=classes)
        self._drawn: tuple[str, Size, str, str] | None = None
        self._lines: tuple[str, ...] = ()
        self.set_reactive(Lettering.text, text)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The width in one line: of letters, or of plain text if the widget is too low for them."""
        rows = self.styles.height
        low = rows is not None and rows.cells is not None and rows.cells < ROWS
        return min(container.width, len(self.text) if low else line_width(self.text))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The height of one line of letters."""
        return ROWS

    def watch_text(self) -> None:
        """Paint the new text; lay out again only if a dimension is `auto`."""
        self.refresh(layout=self.styles.auto_dimensions)

    def render_line(self, y: int) -> Strip:
        """One row of the letters."""
        style = self.ground
        # Blocks are never bold: some terminals draw bold with seams or in another colour.
        written = style + Style(bold=True)
        runs = (run for line in self._current_lines()[y : y + 1] for run in re.findall(_RUNS, line))
        return self.row(
            *((run, written if set(run).isdisjoint(_BLOCKS) else style) for run in runs)
        )

    def _current_lines(self) -> tuple[str, ...]:
        across = self.styles.content_align_horizontal
        down = self.styles.content_align_vertical
        wanted = (self.text, self.content_size, across, down)
        if wanted != self._drawn:
            width, height = self.content_size
            self._lines = draw_letters(self.text, width, height, across, down)
            self._drawn = wanted
        return self._lines


_BESIDE = 2  # Cells between letters and the text beside them.
_BLOCKS = "▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
_RUNS = f"[ {_BLOCKS}]*[{_BLOCKS}][ {_BLOCKS}]*|[^{_BLOCKS}]+"
