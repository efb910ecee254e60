"""Painting at once what a key, a second or a figure has changed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from textual.screen import Screen
from textual.widget import Widget


def paint_now(screen: Screen[Any], widgets: Collection[Widget]) -> None:
    """Paint what these widgets were asked to refresh, in this very turn of the event loop.

    By Textual's own way each refresh takes four turns and then waits for the screen's next tick,
    up to 8 ms. Whatever has to be laid out anew still goes that way, whole.
    """
    due = [widget for widget in widgets if widget._repaint_required]
    if not due or screen._layout_required or any(w._layout_required for w in widgets):
        return
    for widget in due:
        widget._repaint_required = False
        if widget.display:
            screen._dirty_widgets.add(widget)
    screen._on_timer_update()
