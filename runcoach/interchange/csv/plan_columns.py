"""The columns of the plan: the planned values beside each set, the sets not reached beside them."""

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
"""For a set that matches a planned one in all but count and load: its place in the plan, from 1,
and the planned values."""
NOT_REACHED = "not_reached"
"""The planned sets of a session that have no row: a JSON list of place and values for each."""

MATCHING_FIELDS = ("block", "exercise", "tier", "variant", "set", "side", "unit")
"""The fields that a set shares with the planned set it matches."""
PLANNED_SET_FIELDS = tuple(field.name for field in fields(PlannedSet))


def encode_plan(record: SessionRecord) -> tuple[dict[str, tuple[int, int, float]], str]:
    """Return the PLAN_COLUMNS of each planned set, by its id, and the NOT_REACHED cell."""
    done: dict[tuple[object, ...], SetRecord] = {}
    for set_record in reversed(record.sets):
        done[_key(set_record)] = set_record
    cells: dict[str, tuple[int, int, float]] = {}
    missed = []
    for place, planned in enumerate(record.planned, 1):
        match = done.get(_key(planned))
        if match is None or match.id in cells:
            missed.append([place, *(asdict(planned)[name] for name in PLANNED_SET_FIELDS)])
        else:
            cells[match.id] = (place, planned.target, planned.load_kg)
    return cells, msgspec.json.encode(missed).decode() if missed else ""


def decode_plan(
    rows: Sequence[tuple[int, dict[str, str]]], not_reached: str, name: str
) -> list[dict[str, Any]]:
    """Return the planned sets of a session as plain values, in the order of the plan.

    Args:
        rows: The rows of the session, each with its line number and its cells by column.
        not_reached: The NOT_REACHED cell of its first row.
        name: The file's name for errors.

    Raises:
        BadFileError: a cell holds something else.
    """
    plan: list[tuple[int, dict[str, Any]]] = []
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
        fields_of_set = {key: row[key].removeprefix("'") for key in MATCHING_FIELDS if row[key]}
        plan.append((place, fields_of_set | {"target": row[TARGET], "load_kg": row[LOAD] or "0"}))
    if not_reached:
        try:
            missed = msgspec.json.decode(not_reached, type=list[tuple[Any, ...]])
            plan += [
                (int(p), dict(zip(PLANNED_SET_FIELDS, values, strict=True)))
                for p, *values in missed
            ]
        except (msgspec.MsgspecError, ValueError, TypeError):
            expected = "expected the value runcoach wrote, or nothing"
            raise BadFileError(name, f"line {rows[0][0]}, {NOT_REACHED}", expected) from None
    return [values for _, values in sorted(plan, key=lambda entry: entry[0])]


def _key(planned: SetRecord | PlannedSet) -> tuple[object, ...]:
    return tuple(getattr(planned, name) for name in MATCHING_FIELDS)
