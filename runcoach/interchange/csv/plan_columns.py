"""The plan in a table: beside each set what was planned of it, on its session what is left over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import asdict, fields

from runcoach.core.model.records import PlannedSet
from runcoach.interchange.import_result import BadFileError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runcoach.core.model.records import SessionRecord, SetRecord

PLACE, TARGET, LOAD = PLAN_COLUMNS = ("planned_at", "planned_target", "planned_load_kg")
"""Of a set that was planned as it was done, but for count and load: its place in the plan, from 1,
and what was planned."""
NOT_REACHED = "not_reached"
"""The session's planned sets of which no row tells: a JSON list of place and values each."""

SAME = ("block", "exercise", "tier", "variant", "set", "side", "unit")
"""What a set has in common with the one that was planned."""
VALUES = tuple(field.name for field in fields(PlannedSet))


def planned_cells(record: SessionRecord) -> tuple[dict[str, tuple[int, int, float]], str]:
    """The three cells of each set that was planned, by its id, and what was not reached."""
    done: dict[tuple[object, ...], SetRecord] = {}
    for one in reversed(record.sets):
        done[_key(one)] = one
    cells: dict[str, tuple[int, int, float]] = {}
    left = []
    for place, planned in enumerate(record.planned, 1):
        found = done.get(_key(planned))
        if found is None or found.id in cells:
            left.append([place, *(asdict(planned)[name] for name in VALUES)])
        else:
            cells[found.id] = (place, planned.target, planned.load_kg)
    return cells, msgspec.json.encode(left).decode() if left else ""


def planned_of(
    rows: Sequence[tuple[int, dict[str, str]]], not_reached: str, name: str
) -> list[dict[str, Any]]:
    """The plan of a session as plain values, in its order.

    Args:
        rows: Its rows by column, each with its line.
        not_reached: The cell of its first row.
        name: How to call the file in a fault.

    Raises:
        BadFileError: a cell holds something else.
    """
    found: list[tuple[int, dict[str, Any]]] = []
    for line, row in rows:
        if not row.get(PLACE):
            continue
        where = f"line {line}, {PLACE}"
        try:
            place = int(row[PLACE])
        except ValueError:
            raise BadFileError(
                name, where, f"expected a whole number, not {row[PLACE]!r}"
            ) from None
        of_set = {key: row[key].removeprefix("'") for key in SAME if row[key]}
        found.append((place, of_set | {"target": row[TARGET], "load_kg": row[LOAD] or "0"}))
    if not_reached:
        try:
            left = msgspec.json.decode(not_reached, type=list[tuple[Any, ...]])
            found += [(int(p), dict(zip(VALUES, each, strict=True))) for p, *each in left]
        except (msgspec.MsgspecError, ValueError, TypeError):
            expected = "expected what runcoach wrote there, or nothing"
            raise BadFileError(name, f"line {rows[0][0]}, {NOT_REACHED}", expected) from None
    return [values for _, values in sorted(found, key=lambda each: each[0])]


def _key(one: SetRecord | PlannedSet) -> tuple[object, ...]:
    return tuple(getattr(one, name) for name in SAME)
