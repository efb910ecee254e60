"""Writing the history as CSV: one row a set, UTF-8 with a byte order mark for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import msgspec

from runcoach.core.model.text_gate import neutralise
from runcoach.interchange.csv.plan_columns import NOT_REACHED, PLAN_COLUMNS, encode_plan
from runcoach.interchange.json.history import sort_newest_first

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runcoach.core.model.records import SessionRecord

SESSION_COLUMNS = {
    "session": "id",
    "started_at": "started_at",
    "finished_at": "finished_at",
    "status": "status",
    "title": "title",
    "programme": "programme",
    "outline": "outline",
    "rehearsal": "rehearsal",
    "session_note": "note",
    "feel": "feel",
    "active_s": "active_s",
    "estimated_s": "estimated_s",
    "pauses": "pauses",
}
"""Columns that every row of a session repeats, and the fields of `SessionRecord` they hold."""
SET_COLUMNS = {
    "set_id": "id",
    **{
        name: name
        for name in (
            "block", "exercise", "tier", "variant", "name", "role", "set", "side", "unit", "target",
            "actual", "load_kg", "effort", "form_ok", "skipped", "source", "note", "supersedes",
            "seconds", "landings", "implements",
        )
    },
}  # fmt: skip
PAIN_COLUMNS = {f"pain_{name}": name for name in ("area", "side", "level", "sharp")}
COLUMNS = (*SESSION_COLUMNS, NOT_REACHED, *SET_COLUMNS, *PLAN_COLUMNS, *PAIN_COLUMNS)
"""A pause is written as `at+seconds`, several separated by spaces."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
"""A spreadsheet would evaluate a text that begins so; a leading apostrophe prevents that."""


def to_csv(records: Iterable[SessionRecord]) -> str:
    """Write the recorded sets as CSV, newest session first.

    Leaves out the trash, earlier versions, and sessions without sets, which have no row. The JSON
    export has all of them.
    """
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for record in sort_newest_first(records):
        values: dict[str, Any] = msgspec.to_builtins(record)
        values["pauses"] = " ".join(f"{p['at']}+{p['seconds']}" for p in values["pauses"])
        plan, not_reached = encode_plan(record)
        of_session = [_cell(values[field]) for field in SESSION_COLUMNS.values()]
        for done in values["sets"]:
            pain = done["pain"] or {}
            writer.writerow(
                [*of_session, _cell(not_reached)]
                + [_cell(done[field]) for field in SET_COLUMNS.values()]
                + [_cell(cell) for cell in plan.get(done["id"], ("",) * len(PLAN_COLUMNS))]
                + [_cell(pain.get(field)) for field in PAIN_COLUMNS.values()]
            )
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        value = neutralise(value)
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    return str(value)
