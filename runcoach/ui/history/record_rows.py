"""The rows of one record: its sets in order, and those planned and not reached. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len

from runcoach.core.history.session_filter import exercise_name
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.plan import Role, Side
from runcoach.core.model.records import PlannedSet, SessionRecord, SetRecord
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.weights import to_unit
from runcoach.ui.history.text import (
    Piece,
    fit_text,
    format_short_count,
    format_short_load,
    planned_line,
    record_facts,
    set_column_names,
    set_line,
)

NOT_REACHED = "Planned, not reached"
NAME = 20
"""Columns of an exercise's name in an outline."""
PARTS = {Role.WARM_UP: "Warm-up", Role.COOL_DOWN: "Cool-down"}


class RecordRow(Struct, frozen=True):
    """One row: a set that was done, one that was planned and not reached, or a heading."""

    head: str = ""
    done: SetRecord | None = None
    planned: PlannedSet | None = None
    name: str = ""
    first: bool = True
    """The first row of its exercise, which has the name."""
    counts: bool = True
    """False for a set that was redone later."""


COLUMN_NAMES = RecordRow(head="columns")


def make_record_rows(record: SessionRecord, catalogue: Catalogue) -> tuple[RecordRow, ...]:
    """Return the rows: the main part, what was not reached, the warm-up, the cool-down."""
    counted = {s.id for s in record.effective_sets}
    rows = [COLUMN_NAMES]
    before = ""
    for done in record.sets:
        if done.role is Role.MAIN:
            key = done.variant or done.exercise
            first = key != before
            rows.append(RecordRow(done=done, first=first, counts=done.id in counted))
            before = key
    missing = unreached_sets(record)
    if missing:
        rows.append(RecordRow(head=NOT_REACHED))
    before = ""
    for planned in missing:
        rows.append(
            RecordRow(
                planned=planned,
                name=planned_name(planned, catalogue),
                first=planned.exercise != before,
            )
        )
        before = planned.exercise
    for role, head in PARTS.items():
        sets = [s for s in record.sets if s.role is role]
        if sets:
            rows.append(RecordRow(head=head))
            rows += [RecordRow(done=s, counts=s.id in counted) for s in sets]
    return tuple(rows)


def heading_indices(rows: Sequence[RecordRow]) -> frozenset[int]:
    """Return the indices of the headings, which can't be chosen."""
    return frozenset(at for at, row in enumerate(rows) if row.head)


def unreached_sets(record: SessionRecord) -> tuple[PlannedSet, ...]:
    """Return the planned sets without a record, not even a skipped one."""
    blocks = {s.block for s in record.sets}
    places = {(s.exercise, s.set, s.side) for s in record.sets if s.role is Role.MAIN}
    return tuple(
        p
        for p in record.planned
        if p.block not in blocks and (p.exercise, p.set, p.side) not in places
    )


def planned_name(planned: PlannedSet, catalogue: Catalogue) -> str:
    """Return the name of the movement that was planned."""
    tier = catalogue.tier(planned.exercise, planned.tier)
    return tier.name if tier else exercise_name(catalogue, planned.exercise)


def row_line(row: RecordRow, width: int, weights: WeightUnit) -> Sequence[Piece]:
    """Format a row."""
    if row is COLUMN_NAMES:
        return set_column_names(width)
    if row.done is not None:
        return set_line(row.done, width, weights, first=row.first, counts=row.counts)
    if row.planned is not None:
        return planned_line(row.planned, row.name, width, first=row.first)
    return [(f" {row.head}", "quiet")]


def outline_record(record: SessionRecord, weights: WeightUnit) -> list[list[Piece]]:
    """Format the record in short: its facts, then a row for each set, left and right together."""
    lines = [*record_facts(record), []]
    main = record.main_sets
    groups: dict[tuple[str, str, int], list[SetRecord]] = {}
    for done in main:
        groups.setdefault((done.exercise, done.variant, done.set), []).append(done)
    width = max((cell_len(_short(s, of, weights)) for of in groups.values() for s in of), default=0)
    before = ""
    for sets in groups.values():
        name = sets[0].name or sets[0].exercise
        lines.append(_outline_line(sets, name if name != before else "", weights, width))
        before = name
    missing = unreached_sets(record)
    if missing:
        lines.append([(f"{len(missing)} planned and not reached", "quiet")])
    return lines


def _short(done: SetRecord, sets: Sequence[SetRecord], weights: WeightUnit) -> str:
    """Format one set of a line: `L 8/10 s`; with its load where the sets differ in it."""
    side = {Side.LEFT: "L ", Side.RIGHT: "R "}.get(done.side, "")
    if done.skipped:
        return f"{side}skipped"
    planned = f"{done.actual}/" if done.actual != done.target else ""
    text = f"{side}{planned}{format_short_count(done.target if planned else done.actual, done)}"
    mixed = done.load_kg and len({s.load_kg for s in sets}) > 1
    return f"{text}×{to_unit(done.load_kg, weights):g}" if mixed else text


def _outline_line(
    sets: Sequence[SetRecord], name: str, weights: WeightUnit, width: int
) -> list[Piece]:
    line: list[Piece] = [(fit_text(name, NAME), "strong"), (f" {sets[0].set} ", "quiet")]
    for done in sets:
        text = fit_text(_short(done, sets, weights), width)
        line.append((f" {text}", "" if done.reached_target else "alert"))
    if sets[0].load_kg and len({s.load_kg for s in sets}) == 1:
        line.append((f" × {format_short_load(sets[0], weights)}", ""))
    last = sets[-1]
    if last.effort:
        line.append((f" {last.effort}", "quiet"))
    if any(s.form_ok is False for s in sets):
        line.append((" broke", "alert"))
    if any(s.pain for s in sets):
        line.append((" pain", "alert"))
    return line
