"""The differences between two versions of a record, in words. Pure."""

from __future__ import annotations

from msgspec.structs import fields

from runcoach.core.model.dates import format_weekday_date, parse_moment
from runcoach.core.model.records import Pain, SessionRecord, SetRecord
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.weights import format_weight
from runcoach.ui.text import formatting

SESSION_FIELDS = {
    "title": "Title",
    "status": "Status",
    "rehearsal": "Rehearsal",
    "note": "Note",
    "feel": "Felt",
    "active_s": "Length",
    "started_at": "Begun",
}
SET_FIELDS = {
    "exercise": "exercise",
    "tier": "tier",
    "set": "set",
    "side": "side",
    "target": "planned",
    "actual": "done",
    "load_kg": "load",
    "effort": "effort",
    "form_ok": "form",
    "pain": "pain",
    "skipped": "skipped",
    "source": "from",
    "note": "note",
}


def describe_changes(
    before: SessionRecord, after: SessionRecord, weights: WeightUnit = WeightUnit.KG
) -> tuple[str, ...]:
    """Describe each changed value in a line: `Plank, set 2: done 28 to 30`."""
    lines = [
        f"{label}: {_value(name, getattr(before, name))} to {_value(name, getattr(after, name))}"
        for name, label in SESSION_FIELDS.items()
        if getattr(before, name) != getattr(after, name)
    ]
    if (before.deleted_at is None) != (after.deleted_at is None):
        lines.append("Moved to the trash" if after.deleted_at else "Out of the trash")
    was, now = ({s.id: s for s in record.sets} for record in (before, after))
    for id, done in now.items():
        if id not in was:
            lines.append(f"{format_set_name(done)}: added, {formatting.format_result(done)}")
        elif was[id] != done:
            lines += _of_set(was[id], done, weights)
    lines += [f"{format_set_name(done)}: removed" for id, done in was.items() if id not in now]
    return tuple(lines)


def format_set_name(done: SetRecord) -> str:
    """Format a set's name, number and side: `Side plank, set 2 LEFT`."""
    side = formatting.format_side(done.side)
    return f"{done.name or done.exercise}, set {done.set}{f' {side}' if side else ''}"


def format_pain(pain: Pain) -> str:
    """Format where it hurt and how much: `left knee 3 of 10, sharp`."""
    side = f"{pain.side} " if pain.side in ("left", "right") else ""
    return f"{side}{pain.area} {pain.level} of 10{', sharp' if pain.sharp else ''}"


def _of_set(was: SetRecord, now: SetRecord, weights: WeightUnit) -> list[str]:
    changed = [f.name for f in fields(SetRecord) if getattr(was, f.name) != getattr(now, f.name)]
    words = [
        f"{SET_FIELDS[name]} {_value(name, getattr(was, name), weights)} to "
        f"{_value(name, getattr(now, name), weights)}"
        for name in changed
        if name in SET_FIELDS
    ]
    return [f"{format_set_name(now)}: {', '.join(words)}"] if words else []


def _value(name: str, value: object, weights: WeightUnit = WeightUnit.KG) -> str:
    if isinstance(value, Pain):
        return format_pain(value)
    if name == "form_ok":
        return {True: "kept", False: "broke"}.get(bool(value), "") if value is not None else "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value == "":
        return "none"
    if name == "active_s":
        return formatting.format_duration(float(str(value)))
    if name == "started_at":
        begun = parse_moment(str(value))
        return f"{format_weekday_date(begun.date())} {begun:%H:%M}"
    if name == "load_kg":
        return format_weight(float(str(value)), weights)
    return str(value)
