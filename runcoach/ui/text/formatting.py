"""Numbers, times, doses and plans as text for the screens. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING

from runcoach.core.coach.dose_text import format_load
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Kind
from runcoach.core.model.plan import Block, BlockKind, Plan, Role, Side
from runcoach.core.model.records import SetRecord
from runcoach.core.model.settings import WeightUnit

if TYPE_CHECKING:
    from runcoach.core.session.session import Session

HEALTH = "Heart trouble, dizzy or injured? Ask a doctor first."
ADVICE = (
    "General training advice, not medical care. Ask a professional first if you have heart, "
    "bone, balance or other illness, a recent injury or surgery, or are pregnant or have just "
    "given birth. Stop and seek help for chest pain, fainting, unusual breathlessness, a swollen "
    "calf, numbness, or bone pain at one spot or at night."
)


def format_countdown(seconds: float) -> str:
    """Remaining seconds, rounded up: `23` under a minute, then `1:05`."""
    whole = max(0, ceil(seconds - 1e-6))
    return str(whole) if whole < 60 else f"{whole // 60}:{whole % 60:02d}"


def format_elapsed(seconds: float) -> str:
    """Elapsed seconds, rounded down: `23` under a minute, then `1:05`."""
    whole = max(0, int(seconds + 1e-6))
    return str(whole) if whole < 60 else f"{whole // 60}:{whole % 60:02d}"


def format_length(seconds: float) -> str:
    """A rounded length of time: `45 s`, `12 min`, `1 h 5 min`."""
    if seconds < 60:
        return f"{round(seconds)} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def format_duration(seconds: float) -> str:
    """An exact length of time in minutes and seconds: `15:20`."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def format_amount(value: int, unit: Unit) -> str:
    """A target or a result: `10 reps`, `35 s`."""
    if unit is Unit.SECONDS:
        return f"{value} s"
    return "1 rep" if value == 1 else f"{value} reps"


def format_side(of: Side) -> str:
    """The side in capitals, to be read from the mat; empty for both sides at once."""
    return {Side.LEFT: "LEFT", Side.RIGHT: "RIGHT"}.get(of, "")


def format_dose(block: Block, weights: WeightUnit = WeightUnit.KG) -> str:
    """The dose of one set: `35 s`, `10 reps, 8 kg`."""
    text = format_amount(block.target, block.unit)
    if block.unit is Unit.REPS and block.measure is Kind.INTERVAL:
        text = f"{round(block.seconds)} s"
    return (
        f"{text}, {format_load(block.load_kg, block.equipment, weights)}" if block.load_kg else text
    )


def format_sets(blocks: Sequence[Block], weights: WeightUnit = WeightUnit.KG) -> str:
    """Sets of one exercise: `2 × 30 s`, `2 × 10 a side`."""
    first = blocks[0]
    count = len({b.set for b in blocks})
    each = " a side" if first.side in (Side.LEFT, Side.RIGHT) else ""
    seconds = first.measure is not Kind.REPS
    value = f"{round(first.seconds)} s" if seconds else f"{first.target}"
    load = f", {format_load(first.load_kg, first.equipment, weights)}" if first.load_kg else ""
    return f"{count} × {value}{each}{load}"


def format_result(record: SetRecord) -> str:
    """The result of a set: `10 reps`, `28 of 35 s`, `skipped`."""
    if record.skipped:
        return "skipped"
    if record.actual == record.target:
        return format_amount(record.actual, record.unit)
    unit = "s" if record.unit is Unit.SECONDS else "reps"
    return f"{record.actual} of {record.target} {unit}"


def format_count(count: int, one: str, many: str = "") -> str:
    """`1 set`, `3 sets`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def format_age(then: datetime, now: datetime) -> str:
    """The time since a moment: `just now`, `22 min ago`, `3 h ago`, `2 days ago`."""
    passed = max(timedelta(0), now - then)
    minutes = int(passed.total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    if minutes < 24 * 60:
        return f"{minutes // 60} h ago"
    return f"{format_count(minutes // (24 * 60), 'day')} ago"


def count_sets(session: Session) -> tuple[int, int]:
    """How many sets of the main part were done, and how many are planned."""
    done = sum(1 for s in session.main_sets if not s.skipped)
    return done, max(len(session.planned), done)


def find_set_number(session: Session) -> tuple[int, int]:
    """The number of the current or next set of the main part, from 1, and how many there are.

    A skipped set keeps its number, and so does a repeated one.
    """
    closed = len(session.main_sets)
    planned = max(len(session.planned), closed)
    work = session.work
    if work is None:
        return closed, planned
    repeated = f"{session.id}:{work.supersedes}" if work.supersedes else ""
    counted = any(s.id == repeated for s in session.main_sets)
    return max(1, min(closed if counted else closed + 1, planned)), planned


def started_blocks(session: Session) -> list[Block]:
    """The work of the main part that was started: where the person can really have stopped."""
    reached = session.cursor + (1 if session.in_work else 0)
    return [
        b for b in session.plan.blocks[:reached] if b.kind is BlockKind.WORK and b.role is Role.MAIN
    ]


def describe_revisions(session: Session) -> list[str]:
    """The changes of the plan, a line each, without tiers that were changed and changed back."""
    planned = {p.variant for p in session.planned}
    as_planned = {b.name for b in session.plan.work if b.variant in planned}
    lines: dict[str, str] = {}
    for why in session.revisions:
        about, _, change = why.partition(": ")
        direction, _, name = change.partition(", ")
        if direction not in ("harder", "easier"):
            lines[why] = why
            continue
        lines.pop(about, None)
        if name not in as_planned:
            lines[about] = why
    return list(lines.values())


def format_time_taken(session: Session) -> str:
    """The duration of a finished session, without its pauses."""
    paused = sum(p.seconds for p in session.pauses)
    return format_duration(max(0.0, session.ended_at - paused))


def format_plan(plan: Plan, weights: WeightUnit = WeightUnit.KG) -> list[str]:
    """The plan with one line an exercise: dose and name; warm-up and cool-down as one each."""
    rows = plan_rows(plan, weights)
    wide = max((len(dose) for dose, _, _ in rows), default=0)
    return [f"{dose:<{wide}}  {name}" for dose, name, _ in rows]


def plan_rows(plan: Plan, weights: WeightUnit = WeightUnit.KG) -> list[tuple[str, str, str]]:
    """The plan as dose, name and exercise id, a row an exercise; no id for warm-up, cool-down.

    Exercises whose sets alternate follow a heading row.
    """
    groups: dict[tuple[Role, str], list[Block]] = {}
    for block in plan.blocks:
        if block.kind is BlockKind.WORK:
            key = block.exercise if block.role is Role.MAIN else ""
            groups.setdefault((block.role, key), []).append(block)
    rows: list[tuple[str, str, str]] = []
    group = ""
    for (role, exercise), blocks in groups.items():
        if role is not Role.MAIN:
            title = "Warm-up" if role is Role.WARM_UP else "Cool-down"
            rows.append((format_part_length(role, plan), title, ""))
            continue
        first = blocks[0]
        if first.group and first.group != group:
            rounds = max(b.round or 1 for b in plan.work if b.group == first.group)
            rows.append(("", f"Alternating, {format_count(rounds, 'round')}:", ""))
        group = first.group
        name = f"· {first.name}" if group else first.name
        rows.append((format_sets(blocks, weights), name, exercise))
    return rows


def format_part_length(role: Role, plan: Plan) -> str:
    """The length of the warm-up or the cool-down."""
    return format_length(sum(b.seconds for b in plan.blocks if b.role is role))
