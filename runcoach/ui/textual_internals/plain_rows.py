"""Rows of a widget that are already styled, passed on without Textual's own styling."""

from __future__ import annotations

from collections.abc import Callable

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


def render_plain_rows(widget: Widget, row: Callable[[int], Strip], crop: Region) -> list[Strip]:
    """The rows of `crop`, for a widget's `render_lines`; `row` renders one of them.

    Textual would look up every style of the widget for each row of each frame; here a strip that
    the widget has cached keeps its own caches. A widget with a border or padding is left to
    Textual.
    """
    if widget.outer_size != widget.content_size:
        return Widget.render_lines(widget, crop)
    background, filters = widget.background_colors[1], widget.get_line_filters()
    strips = []
    for y in crop.line_range:
        strip = row(y)
        for each in filters:
            strip = strip.apply_filter(each, background)
        strips.append(strip)
    if crop.column_span != (0, widget.size.width):
        return [strip.crop(*crop.column_span) for strip in strips]
    return strips
