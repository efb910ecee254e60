"""The history: its calendar and list, one session, trends, totals, notes, the trash, corrections.

Begin with `screen` and `board`, and with `history_service`, through which every screen reads and
changes the history, off the event loop and with one undo. The other screens are based on
`subscreen` and opened by a message with one of the `destinations`; forms are sheets (`*_sheet`).
`text`, `record_rows`, `trend_rows`, `total_rows` and `calendar_data` format what they display, as
pure functions.

What counts as training, and every figure, is computed in `core.history`, not here.
"""
