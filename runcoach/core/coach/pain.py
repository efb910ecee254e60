"""Pain: which areas are spared, until when, and what returns one step lower.

General training advice, not medical care: never push through pain (article).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Annotated

from msgspec import Meta, Struct

from runcoach.core.coach.evidence import reported_pain
from runcoach.core.coach.ladder import step_down
from runcoach.core.coach.rulebook import Reason, cite_rule
from runcoach.core.history.counting import training_sessions
from runcoach.core.model.body import AREAS
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.plan import Side
from runcoach.core.model.profile import Profile
from runcoach.core.model.records import Pain, SessionRecord
from runcoach.core.model.standing import StandingChange, Standings

LEG_AND_BACK = frozenset(AREAS[:11])
ENDS_ABOVE = 3
"""The session ends at a level above this (practice)."""
QUIET_DAYS = 7
QUIET_SESSIONS = 2
TWICE_WITHIN_DAYS = 28


class PainReport(Struct, frozen=True):
    """Pain in one session, at one place."""

    area: str
    side: Side
    level: Annotated[int, Meta(ge=0, le=10)]
    at: str
    """When that session began."""
    session: str

    @property
    def place(self) -> tuple[str, Side]:
        """Area and side: left and right are two places."""
        return self.area, self.side


class PainCheck(Struct, frozen=True):
    """The answer to "Left knee today?" at a start."""

    area: str
    side: Side
    at: str
    hurts: bool


class MedicalClearance(Struct, frozen=True):
    """The person's statement that a professional has examined a place."""

    area: str
    side: Side
    at: str


class SparedArea(Struct, frozen=True):
    """A place that hurt: it is spared, or quiet again."""

    area: str
    side: Side
    since: str
    """When it last hurt."""
    quiet: bool
    """It has been free of pain long enough: exercises that load it return one step lower."""
    needs_examination: bool
    """It hurt twice within 28 days: spared until a professional has examined it."""

    @property
    def label(self) -> str:
        """`Left knee`."""
        side = f"{self.side.value} " if self.side in (Side.LEFT, Side.RIGHT) else ""
        return f"{side}{self.area}".capitalize()

    @property
    def question(self) -> str:
        """The question that Today asks about it."""
        return f"{self.label} today?"

    @property
    def reason(self) -> Reason:
        """The rule that applies to it now."""
        if self.needs_examination:
            return cite_rule("pain-professional", area=self.label)
        return cite_rule("pain-return" if self.quiet else "pain-aside", area=self.label)

    @property
    def change_id(self) -> str:
        """The id of the change with which its exercises return."""
        return f"pain:{self.area}:{self.side}:{self.since}"


def ends_session(pain: Pain, limping: bool = False) -> bool:
    """Whether pain ends the session: sharp, above 3, or with a limp."""
    return pain.sharp or limping or pain.level > ENDS_ABOVE


def find_pain_reports(history: Iterable[SessionRecord]) -> tuple[PainReport, ...]:
    """Return every report, one per place and session, newest first; rehearsals included."""
    reports: dict[tuple[str, str, Side], PainReport] = {}
    for session in history:
        if session.deleted_at is not None:
            continue
        for done in session.sets:
            if done.pain is None or not reported_pain(done):
                continue
            key = (session.id, done.pain.area, done.pain.side)
            level = max(done.pain.level, reports[key].level if key in reports else 0)
            reports[key] = PainReport(
                done.pain.area, done.pain.side, level, session.started_at, session.id
            )
    return tuple(sorted(reports.values(), key=lambda r: parse_moment(r.at), reverse=True))


def find_spared_areas(
    history: Sequence[SessionRecord],
    checks: Sequence[PainCheck],
    cleared: Sequence[MedicalClearance],
    today: date,
    kept: Sequence[PainReport] = (),
) -> tuple[SparedArea, ...]:
    """Return every place that ever hurt, with its state today.

    A place is quiet after two sessions and seven days without pain, once the person has answered
    that daily life is free of it. After a second report within 28 days a professional has to
    examine it first. `kept` are reports of sessions older than `history`.
    """
    by_session = {(r.session, r.place): r for r in (*kept, *find_pain_reports(history))}
    reports = sorted(by_session.values(), key=lambda r: parse_moment(r.at), reverse=True)
    places = dict.fromkeys(r.place for r in reports)
    sessions = [parse_moment(s.started_at) for s in training_sessions(history)]
    return tuple(_aside(place, reports, checks, cleared, sessions, today) for place in places)


def _aside(
    place: tuple[str, Side],
    reports: Sequence[PainReport],
    checks: Sequence[PainCheck],
    cleared: Sequence[MedicalClearance],
    sessions: Sequence[datetime],
    today: date,
) -> SparedArea:
    reported = [parse_moment(r.at) for r in reports if r.place == place]
    answers = [(parse_moment(c.at), c.hurts) for c in checks if (c.area, c.side) == place]
    last = max([*reported, *(at for at, hurts in answers if hurts)])
    examined = max((parse_moment(c.at) for c in cleared if (c.area, c.side) == place), default=None)
    twice = any(
        later - earlier <= timedelta(days=TWICE_WITHIN_DAYS)
        for later, earlier in pairwise(reported)
        if examined is None or later > examined
    )
    free = any(at > last and not hurts for at, hurts in answers)
    quiet = (
        not twice
        and free
        and (today - last.date()).days >= QUIET_DAYS
        and sum(at > last for at in sessions) >= QUIET_SESSIONS
    )
    return SparedArea(*place, last.isoformat(), quiet, twice)


def names_to_spare(areas: Iterable[SparedArea]) -> frozenset[str]:
    """Return the names of the areas that nothing may load today."""
    return frozenset(a.area for a in areas if not a.quiet)


def ease_returning_areas(
    areas: Iterable[SparedArea],
    catalogue: Catalogue,
    standings: Standings,
    profile: Profile,
    changes: Iterable[StandingChange],
    at: str,
) -> tuple[StandingChange, ...]:
    """Return a change for each area that is quiet again: one step lower for what loads it.

    An area whose change is in `changes` already, undone or not, gives none. `at` is when they are
    made: ISO 8601 with its offset.
    """
    made = {change.id for change in changes}
    current = dict(standings)
    returns = []
    for spared in areas:
        if not spared.quiet or spared.change_id in made:
            continue
        after = {}
        for exercise in catalogue.exercises.values():
            standing = current.get(exercise.id)
            if standing is None or spared.area not in exercise.areas:
                continue
            step = step_down(exercise, standing, profile)
            if step is not None:
                after[exercise.id] = step[1]
        current |= after
        returns.append(StandingChange(spared.change_id, at, after, spared.reason.sentence))
    return tuple(returns)
