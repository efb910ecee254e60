"""Painting changed widgets in the same turn of the event loop."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from textual.screen import Screen
from textual.widget import Widget


def paint_now(screen: Screen[Any], widgets: Collection[Widget]) -> None:
    """Paint the pending refreshes of these widgets in this turn of the event loop.

    With Textual alone each refresh takes four turns and then waits for the screen's next tick, up
    to 8 ms. If any of them needs a new layout, all are left to Textual.
    """
    due = [widget for widget in widgets if widget._repaint_required]
    if not due or screen._layout_required or any(w._layout_required for w in widgets):
        return
    for widget in due:
        widget._repaint_required = False
        if widget.display:
            screen._dirty_widgets.add(widget)
    screen._on_timer_update()
