"""Plain rows: what a widget draws that has no text of its own to be styled."""

from __future__ import annotations

from collections.abc import Callable

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


def plain_rows(widget: Widget, row: Callable[[int], Strip], crop: Region) -> list[Strip]:
    """The rows that are asked for, handed over as they are.

    Textual would look at every style of the widget for each row of each picture; here a strip that
    was shown before comes with all that is known of it. With a border or padding it has to look.
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
