"""What counts: the sessions and sets that every figure is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Protocol, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.model.dates import local_day, parse_moment
from runcoach.core.model.records import Entry, PlannedSet, SessionRecord, SetRecord, Source, Status


class Logged(Protocol):
    """A logged session: the whole record, or its line in the light index."""

    @property
    def id(self) -> str:
        """The session's id."""

    @property
    def started_at(self) -> str:
        """ISO 8601 with its offset."""

    @property
    def status(self) -> Status:
        """How it ended."""

    @property
    def rehearsal(self) -> bool:
        """Whether it was a rehearsal at another speed."""

    @property
    def deleted(self) -> bool:
        """Whether it is in the trash."""

    @property
    def sets_done(self) -> int:
        """Sets of the main part that were done."""

    @property
    def trained(self) -> bool:
        """Whether a set of the main part was done."""

    @property
    def sets_planned(self) -> int:
        """Sets of the main part as planned."""


AnyLogged = TypeVar("AnyLogged", bound=Logged)


def is_kept(session: Logged) -> bool:
    """Whether it is a real session that was kept: no rehearsal, not discarded, not deleted."""
    return not session.rehearsal and not session.deleted and session.status is not Status.DISCARDED


def is_training(session: Logged) -> bool:
    """Whether it counts as training: kept, and at least one set of the main part was done.

    Every figure, streak, coaching rule and programme uses this one function.
    """
    return is_kept(session) and session.trained


def completed_half(session: Logged) -> bool:
    """Whether it advances its programme: training, and completed or at least half of its sets."""
    return is_training(session) and (
        session.status is Status.COMPLETED or 2 * session.sets_done >= session.sets_planned
    )


def newest_first(sessions: Iterable[AnyLogged]) -> tuple[AnyLogged, ...]:
    """The sessions sorted by start, newest first."""
    return tuple(sorted(sessions, key=lambda s: (parse_moment(s.started_at), s.id), reverse=True))


def begun_sessions(sessions: Iterable[AnyLogged], today: date) -> Iterator[AnyLogged]:
    """The sessions whose day has come, in their order: one in the future counts nowhere yet.

    A clock that was wrong, or a typing error, dates a session ahead. The lists show it, so that it
    can be corrected; every figure and every rule of the coach waits for its day.
    """
    return (session for session in sessions if local_day(session.started_at) <= today)


def training_sessions(sessions: Iterable[AnyLogged]) -> tuple[AnyLogged, ...]:
    """The sessions that count as training, newest first."""
    return newest_first(s for s in sessions if is_training(s))


class Attended(Protocol):
    """What calendar and streaks need of a session; available from the light index."""

    @property
    def id(self) -> str:
        """The session's id."""

    @property
    def day(self) -> date:
        """The day in the session's own offset."""

    @property
    def seconds(self) -> int:
        """Its length without pauses."""

    @property
    def sets_done(self) -> int:
        """Sets of the main part that were done."""


class Attendance(Struct, frozen=True):
    """One session that counts, from the light index."""

    id: str
    day: date
    seconds: int
    sets_done: int


class CountedSession(Struct, frozen=True):
    """One session that counts, with the sets that were done."""

    id: str
    title: str
    moment: datetime
    day: date
    seconds: int
    sets: tuple[SetRecord, ...]
    """The effective sets of the main part that were not skipped."""
    contacts: int
    """Landings of the whole session, including the warm-up and repeated sets."""
    planned: tuple[PlannedSet, ...] = ()

    @property
    def sets_done(self) -> int:
        """Sets of the main part that were done; each side is a set."""
        return len(self.sets)


def counted_sessions(records: Iterable[SessionRecord]) -> tuple[CountedSession, ...]:
    """The sessions that count, oldest first, in whatever order they were logged.

    Rehearsals, discarded and deleted sessions do not count, nor does a session without a set done
    in its main part: skipped is not done.
    """
    shared = _Shared({}, {}, {})
    sessions = [c for record in records if (c := _counted(record, shared)) is not None]
    return tuple(sorted(sessions, key=lambda c: (c.moment, c.id)))


def attendances(entries: Iterable[Entry]) -> tuple[Attendance, ...]:
    """The same sessions from the light index, oldest day first."""
    found = [
        Attendance(
            entry.id,
            local_day(entry.started_at),
            entry.active_s or _elapsed(entry.started_at, entry.finished_at),
            entry.sets_done,
        )
        for entry in entries
        if is_training(entry)
    ]
    return tuple(sorted(found, key=lambda a: (a.day, a.id)))


def is_confirmed(record: SetRecord) -> bool:
    """Whether the result was timed by the clock or entered by the person, not assumed."""
    return record.source is not Source.ASSUMED


def active_seconds(record: SessionRecord) -> int:
    """Length without pauses, in seconds; computed from start and end if not recorded."""
    if record.active_s > 0:
        return record.active_s
    paused = sum(pause.seconds for pause in record.pauses)
    return max(0, round(_elapsed(record.started_at, record.finished_at) - paused))


def _elapsed(started_at: str, finished_at: str) -> int:
    if not finished_at:
        return 0
    return max(0, round((parse_moment(finished_at) - parse_moment(started_at)).total_seconds()))


class _Shared(Struct, frozen=True):
    """Interned values: years of sets are held in memory, and most of their values repeat."""

    texts: dict[str, str]
    numbers: dict[float, float]
    plans: dict[object, object]

    def set(self, done: SetRecord) -> SetRecord:
        """An equal set with shared values."""
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
        """An equal plan, shared between sessions."""
        same = tuple(cast(PlannedSet, self.plans.setdefault(p, p)) for p in planned)
        return cast("tuple[PlannedSet, ...]", self.plans.setdefault(same, same))


def _counted(record: SessionRecord, shared: _Shared) -> CountedSession | None:
    if not is_training(record):
        return None
    sets = tuple(shared.set(s) for s in record.main_sets if not s.skipped)
    return CountedSession(
        id=record.id,
        title=shared.texts.setdefault(record.title, record.title),
        moment=parse_moment(record.started_at),
        day=local_day(record.started_at),
        seconds=active_seconds(record),
        sets=sets,
        contacts=record.landings_done,
        planned=shared.plan(record.planned),
    )
