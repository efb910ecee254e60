"""The rows of one record: its sets in order, and what was planned and never reached. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from runcoach.core.catalogue import Catalogue
from runcoach.core.plan import Role, Side
from runcoach.core.records import PlannedSet, SessionRecord, SetRecord
from runcoach.core.settings import WeightUnit
from runcoach.core.weights import shown, weight_words
from runcoach.ui.history_wording import (
    Piece,
    amount,
    facts,
    fit,
    planned_line,
    set_heads,
    set_line,
)

NOT_REACHED = "Planned, not reached"
PARTS = {Role.WARM_UP: "Warm-up", Role.COOL_DOWN: "Cool-down"}


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One row: a bout that was done, one that was planned and not reached, or a heading."""

    head: str = ""
    done: SetRecord | None = None
    planned: PlannedSet | None = None
    name: str = ""
    first: bool = True
    """The first row of its exercise: the name is told."""
    stands: bool = True


COLUMNS = RecordRow(head="columns")


def rows_of(record: SessionRecord, catalogue: Catalogue) -> tuple[RecordRow, ...]:
    """Main part, what was not reached, warm-up, cool-down."""
    standing = {s.id for s in record.counted}
    rows = [COLUMNS]
    before = ""
    for done in record.sets:
        if done.role is Role.MAIN:
            key = done.variant or done.exercise
            first = key != before
            rows.append(RecordRow(done=done, first=first, stands=done.id in standing))
            before = key
    missing = not_reached(record)
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
            rows += [RecordRow(done=s, stands=s.id in standing) for s in sets]
    return tuple(rows)


def heads_of(rows: Sequence[RecordRow]) -> frozenset[int]:
    """The rows that can't be chosen."""
    return frozenset(at for at, row in enumerate(rows) if row.head)


def not_reached(record: SessionRecord) -> tuple[PlannedSet, ...]:
    """Planned sets of which there is no record, not even a skipped one."""
    blocks = {s.block for s in record.sets}
    places = {(s.exercise, s.set, s.side) for s in record.sets if s.role is Role.MAIN}
    return tuple(
        p
        for p in record.planned
        if p.block not in blocks and (p.exercise, p.set, p.side) not in places
    )


def planned_name(planned: PlannedSet, catalogue: Catalogue) -> str:
    """The name of the movement that was planned."""
    tier = catalogue.tier(planned.exercise, planned.tier)
    return tier.name if tier else planned.exercise


def row_line(row: RecordRow, width: int, weights: WeightUnit) -> Sequence[Piece]:
    """A row as it is drawn."""
    if row is COLUMNS:
        return set_heads(width)
    if row.done is not None:
        return set_line(row.done, width, weights, first=row.first, stands=row.stands)
    if row.planned is not None:
        return planned_line(row.planned, row.name, width, first=row.first)
    return [(f" {row.head}", "quiet")]


def outline(record: SessionRecord, weights: WeightUnit) -> list[list[Piece]]:
    """The record in short: its facts, then a row for each set with left and right side by side."""
    lines = [*facts(record), []]
    main = record.main_sets
    before = ""
    for key in dict.fromkeys((s.exercise, s.variant, s.set) for s in main):
        sets = [s for s in main if (s.exercise, s.variant, s.set) == key]
        name = sets[0].name or sets[0].exercise
        lines.append(_outline_line(sets, name if name != before else "", weights))
        before = name
    missing = not_reached(record)
    if missing:
        lines.append([(f"{len(missing)} planned and not reached", "quiet")])
    return lines


def _outline_line(sets: Sequence[SetRecord], name: str, weights: WeightUnit) -> list[Piece]:
    line: list[Piece] = [(fit(name, 20), "strong"), (f" {sets[0].set} ", "quiet")]
    loads = {s.load_kg for s in sets}
    for done in sets:
        side = {Side.LEFT: "L ", Side.RIGHT: "R "}.get(done.side, "")
        load = f"×{shown(done.load_kg, weights):g}" if len(loads) > 1 and done.load_kg else ""
        told = "skipped" if done.skipped else f"{amount(done.actual, done)}{load}"
        if not done.skipped and done.actual != done.target:
            told = f"{done.actual}/{amount(done.target, done)}{load}"
        line.append((f" {fit(side + told, 9)}", "" if done.met else "alert"))
    if len(loads) == 1 and sets[0].load_kg:
        line.append((f" × {weight_words(sets[0].load_kg, weights)}", ""))
    last = sets[-1]
    if last.effort:
        line.append((f" {last.effort}", "quiet"))
    if any(s.form_ok is False for s in sets):
        line.append((" broke", "alert"))
    if any(s.pain for s in sets):
        line.append((" pain", "alert"))
    return line
