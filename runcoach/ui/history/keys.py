"""The keys of the history."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from runcoach.ui.history.subscreen import UNDO

HISTORY_KEYS: tuple[BindingType, ...] = (
    Binding("enter,space", "open", "Open", key_display="enter", id="history.open"),
    Binding("left", "day(-1)", "Previous day", show=False),
    Binding("right", "day(1)", "Next day", show=False),
    Binding("slash", "filter", "Filter", key_display="/", id="history.filter"),
    Binding(
        "a,A", "add", "Add", key_display="a", tooltip="A session that you did without runcoach"
    ),
    Binding(
        "delete",
        "delete",
        "Delete",
        key_display="del",
        id="history.delete",
        tooltip="Move to the trash",
    ),
    UNDO,
    Binding("r,R", "again", "Again", key_display="r", id="history.again", tooltip="Do again"),
    Binding("c,C", "compare", "Sides", key_display="c", tooltip="Compare left and right"),
    Binding("p,P", "report", "Report", key_display="p", show=False, tooltip="A page for a physio"),
    Binding("t,T", "note", "Note", key_display="t", show=False, tooltip="Session's note"),
    Binding("w,W", "why", "Why", key_display="w", show=False, tooltip="Why this streak"),
    Binding("up", "links", show=False),
    Binding("down", "list", show=False),
    Binding("escape", "up", "Clear the filter, go to the top, then to Today", show=False),
)
"""In the order of the footer."""
