"""What the history displays without sessions: what will be here, and how it comes. Pure."""

from __future__ import annotations

from runcoach.ui.history.text import Piece

COMING = (
    ("The calendar", "fills the days above, and marks weeks that met your target"),
    ("The list", "opens each session, set by set; every value can be corrected"),
    ("Totals", "adds up weeks, months and muscles, and counts your streak"),
    ("Over time", "draws one exercise, with its ladder, bests and both sides"),
    ("Notes", "searches what you wrote"),
    ("Trash", "keeps what you delete; nothing is lost"),
)
EMPTY: tuple[tuple[Piece, ...], ...] = (
    (
        ("  No sessions yet. ", "head"),
        ("a", "head"),
        (" adds a session that you did without runcoach.", ""),
    ),
    (),
    *(((f"  {name:<14}", "strong"), (text, "quiet")) for name, text in COMING),
)
NO_MATCH: tuple[tuple[Piece, ...], ...] = (
    (),
    (("  No session fits this filter.", "head"),),
    (("  / changes it, Esc clears it.", ""),),
)
