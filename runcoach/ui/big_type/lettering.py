"""The lettering: a name or a word in capitals that are read from the mat."""

import re
import textwrap
from collections.abc import Iterator

from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from runcoach.ui.big_type.alphabet import ROWS, Setting, has_letters, line, plain
from runcoach.ui.big_type.quadrants import blocks, doubled
from runcoach.ui.widgets.row_widget import RowWidget

__all__ = ["Lettering", "letter"]


def letter(
    text: str, width: int, height: int, across: str = "left", down: str = "top"
) -> tuple[str, ...]:
    """Set a text in the largest capitals that fit, and never wider than asked.

    Tried in turn: letters of six rows, of three, of three over several lines; for a text with
    a comma its first part in letters and the rest in plain capitals, beside their foot or
    underneath; narrow letters of three rows; plain capitals, over as many rows as
    there are, with an ellipsis where even these don't suffice.

    Args:
        text: What to set.
        width: The space, in cells.
        height: The space, in rows.
        across: Where the lines stand in the width, all as one block: left, center or right.
        down: Where they stand in the height: top, middle or bottom.

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


def natural_width(text: str) -> int:
    """The width of a text in one line of regular letters of three rows, in cells."""
    words = plain(text)
    return (len(line(words, Setting.REGULAR)[0]) + 1) // 2 if has_letters(words) else len(text)


def _fits(lines: tuple[str, ...], width: int, height: int) -> bool:
    return len(lines) <= height and all(len(words) <= width for words in lines)


def _settings(text: str, width: int, height: int) -> Iterator[tuple[str, ...]]:
    """Every way to set a text, the best first and one that always fits last."""
    words = plain(text)
    if height >= ROWS and words.strip() and has_letters(words):
        if height >= 2 * ROWS:
            yield blocks(doubled(line(words, Setting.REGULAR)))
        yield blocks(line(words, Setting.REGULAR))
        if height > 2 * ROWS:
            for setting in Setting:
                yield _over_lines(words, width, setting)
        head, comma, tail = text.partition(", ")
        if comma:
            for setting in Setting:
                yield from _first_part(plain(head), tail.upper(), width, setting)
        yield blocks(line(words, Setting.TIGHT))
    written = textwrap.wrap(
        text.upper(), width, max_lines=height, placeholder="…", break_on_hyphens=False
    )
    yield tuple(words[: width - 1] + "…" if len(words) > width else words for words in written)


def _over_lines(words: str, width: int, setting: Setting) -> tuple[str, ...]:
    """Letters over several lines, broken between words, with an empty row between lines."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and len(line(longer, setting)[0]) <= 2 * width:
            lines[-1] = longer
        else:
            lines.append(word)
    rows: list[str] = []
    for each in lines:
        rows += ("",) * bool(rows) + blocks(line(each, setting))
    return tuple(rows)


def _first_part(head: str, tail: str, width: int, setting: Setting) -> Iterator[tuple[str, ...]]:
    """The first part in letters, and the rest as text beside their foot or underneath."""
    if not head.strip():
        return
    rows = blocks(line(head, setting))
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

    It stands where `content-align` says, and asks for three rows and the width of its letters
    where these are `auto`.
    """

    DEFAULT_CSS = """
    Lettering { width: 1fr; height: 3; background: transparent; }
    """

    text: reactive[str] = reactive("", repaint=False)
    """What is shown, as a reader would say it."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None):
        super().__init__(id=id, classes=classes)
        self._drawn: tuple[str, Size, str, str] | None = None
        self._lines: tuple[str, ...] = ()
        self.set_reactive(Lettering.text, text)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The width of the text in one line: of letters, or as written where they are too high."""
        rows = self.styles.height
        low = rows is not None and rows.cells is not None and rows.cells < ROWS
        return min(container.width, len(self.text) if low else natural_width(self.text))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The height of one line of letters."""
        return ROWS

    def watch_text(self) -> None:
        """Paint the new text; lay out again only where the style asks for the text's width."""
        self.refresh(layout=self.styles.auto_dimensions)

    def render_line(self, y: int) -> Strip:
        """Give one row of the letters."""
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
            self._lines = letter(self.text, width, height, across, down)
            self._drawn = wanted
        return self._lines


_BESIDE = 2  # The cells between letters and the text beside them.
_BLOCKS = "▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
_RUNS = f"[ {_BLOCKS}]*[{_BLOCKS}][ {_BLOCKS}]*|[^{_BLOCKS}]+"
