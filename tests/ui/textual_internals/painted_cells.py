"""The cells of a whole painting as a terminal would show them, without running it through one."""

from __future__ import annotations

from functools import cache

import pyte
from pyte.screens import Char
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual._compositor import LayoutUpdate


@cache
def _blank(style: Style | None, colors: ColorSystem | None) -> Char:
    screen = pyte.Screen(1, 1)
    pyte.Stream(screen).feed((style or Style()).render(" ", color_system=colors))
    cell: Char = screen.buffer[0][0]
    return cell


@cache
def _cells(style: Style | None, text: str, colors: ColorSystem | None) -> tuple[Char, ...]:
    blank = _blank(style, colors)
    cells = []
    for character in text:
        cells.append(blank._replace(data=character))
        if cell_len(character) == 2:
            cells.append(blank._replace(data=""))
    return tuple(cells)


def painted_cells(update: LayoutUpdate, console: Console) -> list[list[Char]]:
    """The cells of each row; that after a wide character is empty."""
    colors = console._color_system
    return [
        [cell for strip in line for text, style, _ in strip for cell in _cells(style, text, colors)]
        for line in update.strips
    ]
