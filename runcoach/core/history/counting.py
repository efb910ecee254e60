"""What counts: the sessions and sets that every figure is made from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol, cast

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.jump_clearance import landings_done
from runcoach.core.model.dates import local_day, moment
from runcoach.core.model.records import Entry, PlannedSet, SessionRecord, SetRecord, Source, Status


class Attended(Protocol):
    """What calendar and streak ask of a session; the light index has it already."""

    @property
    def id(self) -> str:
        """The session's id."""

    @property
    def day(self) -> date:
        """The person's own day."""

    @property
    def seconds(self) -> int:
        """Its length, pauses left out."""

    @property
    def sets_done(self) -> int:
        """Sets of the main part that were done."""


class Attendance(Struct, frozen=True):
    """One session that counts, known from the light index alone."""

    id: str
    day: date
    seconds: int
    sets_done: int


class Counted(Struct, frozen=True):
    """One session that counts, with the sets that were really done."""

    id: str
    title: str
    moment: datetime
    day: date
    seconds: int
    sets: tuple[SetRecord, ...]
    """Of the main part: standing, and not skipped."""
    contacts: int
    """Landings of the whole session, warm-up and what was done again included."""
    planned: tuple[PlannedSet, ...] = ()

    @property
    def sets_done(self) -> int:
        """Sets of the main part that were done; each side is a set."""
        return len(self.sets)


def counted(records: Iterable[SessionRecord]) -> tuple[Counted, ...]:
    """The sessions that count, oldest first, whenever and in whatever order they were logged.

    Rehearsed, discarded and deleted sessions count nowhere, and neither does one whose main part
    was not begun: skipped is never done.
    """
    shared = _Shared({}, {}, {})
    found = [c for record in records if (c := _counted(record, shared)) is not None]
    return tuple(sorted(found, key=lambda c: (c.moment, c.id)))


def attended(entries: Iterable[Entry]) -> tuple[Attendance, ...]:
    """The same sessions from the light index, oldest day first."""
    found = [
        Attendance(
            entry.id,
            local_day(entry.started_at),
            entry.active_s or _elapsed(entry.started_at, entry.finished_at),
            entry.sets_done,
        )
        for entry in entries
        if entry.sets_done > 0
        and entry.status is not Status.DISCARDED
        and not entry.rehearsal
        and not entry.deleted
    ]
    return tuple(sorted(found, key=lambda a: (a.day, a.id)))


def counts(record: SessionRecord) -> bool:
    """It was meant and kept: no rehearsal, not discarded, not deleted."""
    return (
        record.status is not Status.DISCARDED and not record.rehearsal and record.deleted_at is None
    )


def confirmed(record: SetRecord) -> bool:
    """Its result was timed by the clock or given by the person, not assumed."""
    return record.source is not Source.ASSUMED


def active_seconds(record: SessionRecord) -> int:
    """Its length without pauses; worked out from its moments where it was not kept."""
    if record.active_s > 0:
        return record.active_s
    paused = sum(pause.seconds for pause in record.pauses)
    return max(0, round(_elapsed(record.started_at, record.finished_at) - paused))


def _elapsed(started_at: str, finished_at: str) -> int:
    if not finished_at:
        return 0
    return max(0, round((moment(finished_at) - moment(started_at)).total_seconds()))


class _Shared(Struct, frozen=True):
    """Values that many sets have alike, each kept once: years of them are held in memory."""

    texts: dict[str, str]
    numbers: dict[float, float]
    plans: dict[object, object]

    def set(self, done: SetRecord) -> SetRecord:
        """An equal set, made of shared values."""
        text, number = self.texts.setdefault, self.numbers.setdefault
        return replace(
            done,
            block=text(done.block, done.block),
            exercise=text(done.exercise, done.exercise),
            variant=text(done.variant, done.variant),
            name=text(done.name, done.name),
            note=text(done.note, done.note),
            load_kg=number(done.load_kg, done.load_kg),
            seconds=number(done.seconds, done.seconds),
        )

    def plan(self, planned: tuple[PlannedSet, ...]) -> tuple[PlannedSet, ...]:
        """An equal plan, kept once."""
        same = tuple(cast(PlannedSet, self.plans.setdefault(p, p)) for p in planned)
        return cast("tuple[PlannedSet, ...]", self.plans.setdefault(same, same))


def _counted(record: SessionRecord, shared: _Shared) -> Counted | None:
    if not counts(record):
        return None
    sets = tuple(shared.set(s) for s in record.main_sets if not s.skipped)
    if not sets:
        return None
    return Counted(
        id=record.id,
        title=shared.texts.setdefault(record.title, record.title),
        moment=moment(record.started_at),
        day=local_day(record.started_at),
        seconds=active_seconds(record),
        sets=sets,
        contacts=landings_done(record),
        planned=shared.plan(record.planned),
    )
