"""The history of sessions: one small TinyDB file for each month, and a light index over them.

Begin with `history`, which implements the port `History`. Below it, each using the next:
`indexed_months` (months and index together), `index` (one line per session), `month_files` (which
months there are), `month_document` (the bytes of a month, checked), `tinydb_storage` (writing).
`decoding` reads session documents from elsewhere: other histories, revisions.

Measured: one file for all takes TinyDB 0.6 s per insert at ten years of history.
"""
