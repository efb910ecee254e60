"""Wording: numbers, times and names as they stand on the screens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING

from runcoach.core.coach.dose_text import load_words
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


def clock(seconds: float) -> str:
    """Seconds that are left, as a clock reads: `23` under a minute, then `1:05`."""
    whole = max(0, ceil(seconds - 1e-6))
    return str(whole) if whole < 60 else f"{whole // 60}:{whole % 60:02d}"


def stopwatch(seconds: float) -> str:
    """Seconds that have passed, as a clock reads."""
    whole = max(0, int(seconds + 1e-6))
    return str(whole) if whole < 60 else f"{whole // 60}:{whole % 60:02d}"


def length(seconds: float) -> str:
    """A length of time: `45 s`, `12 min`, `1 h 5 min`."""
    if seconds < 60:
        return f"{round(seconds)} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def duration(seconds: float) -> str:
    """Exactly how long it took: `15:20`."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def amount(value: int, unit: Unit) -> str:
    """A target or a result: `10 reps`, `35 s`."""
    if unit is Unit.SECONDS:
        return f"{value} s"
    return "1 rep" if value == 1 else f"{value} reps"


def side(of: Side) -> str:
    """The side in capitals, as it must be read from the mat; empty for both at once."""
    return {Side.LEFT: "LEFT", Side.RIGHT: "RIGHT"}.get(of, "")


def dose(block: Block, weights: WeightUnit = WeightUnit.KG) -> str:
    """What one set asks: `35 s`, `10 reps`, `30 s`, with its load."""
    text = amount(block.target, block.unit)
    if block.unit is Unit.REPS and block.measure is Kind.INTERVAL:
        text = f"{round(block.seconds)} s"
    return (
        f"{text}, {load_words(block.load_kg, block.equipment, weights)}" if block.load_kg else text
    )


def sets_of(blocks: Sequence[Block], weights: WeightUnit = WeightUnit.KG) -> str:
    """Sets of one exercise: `2 × 30 s`, `2 × 10 a side`."""
    first = blocks[0]
    count = len({b.set for b in blocks})
    each = " a side" if first.side in (Side.LEFT, Side.RIGHT) else ""
    seconds = first.measure is not Kind.REPS
    value = f"{round(first.seconds)} s" if seconds else f"{first.target}"
    load = f", {load_words(first.load_kg, first.equipment, weights)}" if first.load_kg else ""
    return f"{count} × {value}{each}{load}"


def result(record: SetRecord) -> str:
    """What was done in a set: `10 reps`, `28 of 35 s`, `skipped`."""
    if record.skipped:
        return "skipped"
    if record.actual == record.target:
        return amount(record.actual, record.unit)
    unit = "s" if record.unit is Unit.SECONDS else "reps"
    return f"{record.actual} of {record.target} {unit}"


def plural(count: int, one: str, many: str = "") -> str:
    """`1 set`, `3 sets`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def age(then: datetime, now: datetime) -> str:
    """How long ago: `22 min ago`, `3 h ago`, `2 days ago`."""
    passed = max(timedelta(0), now - then)
    minutes = int(passed.total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    if minutes < 24 * 60:
        return f"{minutes // 60} h ago"
    return f"{plural(minutes // (24 * 60), 'day')} ago"


def sets_done(session: Session) -> tuple[int, int]:
    """Sets of the main part that were really done, and those planned."""
    done = sum(1 for s in session.main_sets if not s.skipped)
    return done, max(len(session.planned), done)


def set_number(session: Session) -> tuple[int, int]:
    """Which set of the main part is under way or comes next, from 1, and how many there are.

    One that is left out still has its number; one that is done again keeps it.
    """
    closed = len(session.main_sets)
    planned = max(len(session.planned), closed)
    work = session.work
    if work is None:
        return closed, planned
    again = f"{session.id}:{work.supersedes}" if work.supersedes else ""
    here = any(s.id == again for s in session.main_sets)
    return max(1, min(closed if here else closed + 1, planned)), planned


def begun(session: Session) -> list[Block]:
    """The main part's work that was begun, in order: where the person can really have stopped."""
    reached = session.cursor + (1 if session.in_work else 0)
    return [
        b for b in session.plan.blocks[:reached] if b.kind is BlockKind.WORK and b.role is Role.MAIN
    ]


def revisions_told(session: Session) -> list[str]:
    """What was changed on the way; a tier that was taken back is no change."""
    planned = {p.variant for p in session.planned}
    as_planned = {b.name for b in session.plan.work if b.variant in planned}
    told: dict[str, str] = {}
    for why in session.revisions:
        about, _, how = why.partition(": ")
        way, _, name = how.partition(", ")
        if way not in ("harder", "easier"):
            told[why] = why
            continue
        told.pop(about, None)
        if name not in as_planned:
            told[about] = why
    return list(told.values())


def took(session: Session) -> str:
    """How long a session that is over took, its pauses left out."""
    paused = sum(p.seconds for p in session.pauses)
    return duration(max(0.0, session.ended - paused))


def plan_lines(plan: Plan, weights: WeightUnit = WeightUnit.KG) -> list[str]:
    """The plan as one line an exercise: name, sets, dose; warm-up and cool-down as one each."""
    told = plan_rows(plan, weights)
    wide = max((len(dose) for dose, _, _ in told), default=0)
    return [f"{dose:<{wide}}  {name}" for dose, name, _ in told]


def plan_rows(plan: Plan, weights: WeightUnit = WeightUnit.KG) -> list[tuple[str, str, str]]:
    """The plan as dose, name and exercise id, a row an exercise; no id for warm-up, cool-down.

    Exercises whose sets take turns stand under a row that says so.
    """
    groups: dict[tuple[Role, str], list[Block]] = {}
    for block in plan.blocks:
        if block.kind is BlockKind.WORK:
            key = block.exercise if block.role is Role.MAIN else ""
            groups.setdefault((block.role, key), []).append(block)
    rows: list[tuple[str, str, str]] = []
    turns = ""
    for (role, exercise), blocks in groups.items():
        if role is not Role.MAIN:
            named = "Warm-up" if role is Role.WARM_UP else "Cool-down"
            rows.append((part_length(role, plan), named, ""))
            continue
        first = blocks[0]
        if first.group and first.group != turns:
            rounds = max(b.round or 1 for b in plan.work if b.group == first.group)
            rows.append(("", f"By turns, {plural(rounds, 'round')}:", ""))
        turns = first.group
        name = f"· {first.name}" if turns else first.name
        rows.append((sets_of(blocks, weights), name, exercise))
    return rows


def part_length(role: Role, plan: Plan) -> str:
    """How long a warm-up or a cool-down is."""
    return length(sum(b.seconds for b in plan.blocks if b.role is role))
