"""What is different between two forms of a record, in words. Pure."""

from __future__ import annotations

from msgspec.structs import fields

from runcoach.core.model.dates import long_day, moment
from runcoach.core.model.records import Pain, SessionRecord, SetRecord
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.weights import weight_words
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


def differences(
    before: SessionRecord, after: SessionRecord, weights: WeightUnit = WeightUnit.KG
) -> tuple[str, ...]:
    """Each value that changed, on a line: `Plank, set 2: done 28 to 30`."""
    told = [
        f"{label}: {_value(name, getattr(before, name))} to {_value(name, getattr(after, name))}"
        for name, label in SESSION_FIELDS.items()
        if getattr(before, name) != getattr(after, name)
    ]
    if (before.deleted_at is None) != (after.deleted_at is None):
        told.append("Moved to the trash" if after.deleted_at else "Out of the trash")
    was, now = ({s.id: s for s in record.sets} for record in (before, after))
    for id, done in now.items():
        if id not in was:
            told.append(f"{named(done)}: added, {formatting.result(done)}")
        elif was[id] != done:
            told += _of_set(was[id], done, weights)
    told += [f"{named(done)}: taken out" for id, done in was.items() if id not in now]
    return tuple(told)


def named(done: SetRecord) -> str:
    """The set by its name, number and side: `Side plank, set 2 LEFT`."""
    side = formatting.side(done.side)
    return f"{done.name or done.exercise}, set {done.set}{f' {side}' if side else ''}"


def pain_words(pain: Pain) -> str:
    """Where it hurt and how much: `left knee 3 of 10, sharp`."""
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
    return [f"{named(now)}: {', '.join(words)}"] if words else []


def _value(name: str, value: object, weights: WeightUnit = WeightUnit.KG) -> str:
    if isinstance(value, Pain):
        return pain_words(value)
    if name == "form_ok":
        return {True: "kept", False: "broke"}.get(bool(value), "") if value is not None else "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value == "":
        return "none"
    if name == "active_s":
        return formatting.duration(float(str(value)))
    if name == "started_at":
        begun = moment(str(value))
        return f"{long_day(begun.date())} {begun:%H:%M}"
    if name == "load_kg":
        return weight_words(float(str(value)), weights)
    return str(value)
