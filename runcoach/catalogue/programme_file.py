"""Programme files: TOML to a `Programme`, or the first mistake in the file.

A file with `slots` at its top is one session. One with `[[sessions]]` is a series of sessions;
the session keys at its top apply to all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta

from runcoach.catalogue.exercise_file import BUILT_IN
from runcoach.catalogue.problems import Mistake, convert_table, did_you_mean, join_keys
from runcoach.catalogue.schema import Above0, FileName, From0, Id, Text
from runcoach.catalogue.toml_tables import Table, deep_merge, has_key, read_toml
from runcoach.core.model.exercise import Exercise, TierName, Use
from runcoach.core.model.programme import Format, Programme, SessionOutline, Slot

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class SlotTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One of `slots`; what it leaves out comes from the exercise's dose."""

    exercise: Text
    sets: Above0 | None = None
    tier: TierName | None = None
    value: Above0 | None = None
    rest_s: From0 | None = None
    pair: From0 = 0
    alternatives: tuple[Text, ...] = ()


class SessionTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One of `[[sessions]]`, merged over the top of its file."""

    minutes: Above0
    slots: Annotated[tuple[SlotTable, ...], Meta(min_length=1)]
    id: Id | None = None
    title: Text | None = None
    warm_up_s: From0 = 150
    cool_down_s: From0 = 60
    warm_up: tuple[Text, ...] = ()
    cool_down: tuple[Text, ...] = ()
    tier: TierName = TierName.STANDARD
    format: Format = Format.STRAIGHT


class ProgrammeHeadTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The keys of the programme as a whole."""

    title: Text
    summary: str = ""
    weeks: Above0 | None = None
    sessions_per_week: Above0 | None = None
    focus: str = ""
    order: int = 100


_HEAD = frozenset(ProgrammeHeadTable.__struct_fields__)


def read_programme(
    path: Path, exercises: Mapping[str, Exercise], source: str = BUILT_IN
) -> Programme:
    """Read the programme of one file; its id is the file's name.

    Raises:
        Mistake: the first thing in the file that is not as expected.
    """
    return parse_programme(path.stem, read_toml(path), exercises, source)


def parse_programme(
    id: str, raw: Table, exercises: Mapping[str, Exercise], source: str = BUILT_IN
) -> Programme:
    """The programme that a file's table describes, its slots checked against the exercises.

    Raises:
        Mistake: the first thing in it that is not as expected.
    """
    convert_table({"file name": id}, FileName)
    top = deep_merge({}, raw)
    head = convert_table({k: v for k, v in top.items() if k in _HEAD}, ProgrammeHeadTable)
    outlines = _outlines(id, head.title, top, exercises)
    return Programme(
        id=id,
        title=head.title,
        summary=head.summary,
        sessions=outlines,
        weeks=head.weeks,
        sessions_per_week=head.sessions_per_week,
        focus=head.focus,
        order=head.order,
        source=source,
    )


def _outlines(
    id: str, title: str, top: Table, exercises: Mapping[str, Exercise]
) -> tuple[SessionOutline, ...]:
    shared = {k: v for k, v in top.items() if k not in _HEAD and k != "sessions"}
    if "sessions" not in top:
        return (_outline(id, title, shared, exercises),)
    own = top["sessions"]
    if not isinstance(own, list) or not own or not all(isinstance(item, dict) for item in own):
        raise Mistake("sessions", "expected tables, each under [[sessions]]")
    outlines: list[SessionOutline] = []
    for index, table in enumerate(own):
        place = f"sessions[{index}]"
        number = str(index + 1)
        try:
            outline = _outline(f"{id}-{number}", title, deep_merge(shared, table), exercises)
        except Mistake as mistake:
            if has_key(shared, mistake.key) and not has_key(table, mistake.key):
                raise
            raise Mistake(join_keys(place, mistake.key), mistake.expected) from None
        if any(outline.id == other.id for other in outlines):
            raise Mistake(f"{place}.id", f"expected another id: {outline.id} is taken")
        outlines.append(outline)
    return tuple(outlines)


def _outline(
    id: str, title: str, table: Table, exercises: Mapping[str, Exercise]
) -> SessionOutline:
    session = convert_table(table, SessionTable, also_known=(*_HEAD, "sessions"))
    slots = []
    for index, slot in enumerate(session.slots):
        _known(f"slots[{index}].exercise", (slot.exercise,), exercises)
        _known(f"slots[{index}].alternatives", slot.alternatives, exercises)
        slots.append(Slot(**msgspec.structs.asdict(slot)))
    _known("warm_up", session.warm_up, exercises, Use.WARM_UP)
    _known("cool_down", session.cool_down, exercises, Use.COOL_DOWN)
    return SessionOutline(
        id=session.id or id,
        title=session.title or title,
        slots=tuple(slots),
        minutes=session.minutes,
        warm_up_s=session.warm_up_s,
        cool_down_s=session.cool_down_s,
        warm_up=session.warm_up,
        cool_down=session.cool_down,
        tier=session.tier,
        format=session.format,
    )


def _known(
    key: str, ids: tuple[str, ...], exercises: Mapping[str, Exercise], use: Use | None = None
) -> None:
    former = {id for exercise in exercises.values() for id in exercise.formerly}
    for id in ids:
        if id not in exercises and id not in former:
            raise Mistake(key, f"{id} is not an exercise{did_you_mean(id, exercises)}")
        if use is not None and id in exercises and exercises[id].use is not use:
            known = [other.id for other in exercises.values() if other.use is use]
            raise Mistake(key, f"{id} is not a {use.value}; expected some of {', '.join(known)}")
