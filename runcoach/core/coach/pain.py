"""Sparing: what pain sets aside, until when, and what comes back one step lower.

General training advice, not medical care: never push through pain (article).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from msgspec import Struct

from runcoach.core.coach.evidence import counting, hurts, moment
from runcoach.core.coach.ladder import step_down
from runcoach.core.coach.rulebook import Why, why
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.plan import Side
from runcoach.core.model.profile import Profile
from runcoach.core.model.records import Pain, SessionRecord
from runcoach.core.model.standing import Change, Standings

AREAS = (
    "foot", "ankle", "calf", "shin", "knee", "quad", "hamstring", "groin", "hip",
    "lower back", "upper back", "neck", "shoulder", "elbow", "wrist",
)  # fmt: skip
"""The areas that the pain question offers, and that exercises say they load."""
LEG_AND_BACK = frozenset(AREAS[:11])
ENDS_ABOVE = 3
"""A level above which the session ends (practice)."""
QUIET_DAYS = 7
QUIET_SESSIONS = 2
TWICE_WITHIN_DAYS = 28


class PainReport(Struct, frozen=True):
    """Pain in one session, at its place."""

    area: str
    side: Side
    level: int
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


class Cleared(Struct, frozen=True):
    """The person says that a professional has looked at it."""

    area: str
    side: Side
    at: str


class Aside(Struct, frozen=True):
    """An area that is spared, or that has just become quiet."""

    area: str
    side: Side
    since: str
    """When it last hurt."""
    quiet: bool
    """It is free of pain for long enough: what loads it returns one step lower."""
    professional: bool
    """It hurt twice within 28 days: aside until a professional has looked at it."""

    @property
    def words(self) -> str:
        """`Left knee`."""
        side = f"{self.side.value} " if self.side in (Side.LEFT, Side.RIGHT) else ""
        return f"{side}{self.area}".capitalize()

    @property
    def question(self) -> str:
        """What the next Today asks."""
        return f"{self.words} today?"

    @property
    def why(self) -> Why:
        """The rule that applies to it now."""
        if self.professional:
            return why("pain-professional", area=self.words)
        return why("pain-return" if self.quiet else "pain-aside", area=self.words)

    @property
    def change_id(self) -> str:
        """The id of the one change with which it returns."""
        return f"pain:{self.area}:{self.side}:{self.since}"


def ends_session(pain: Pain, limping: bool = False) -> bool:
    """Whether the session ends there, with the offer to save: sharp, above 3, or limping."""
    return pain.sharp or limping or pain.level > ENDS_ABOVE


def pain_reports(history: Iterable[SessionRecord]) -> tuple[PainReport, ...]:
    """Every report, one for a place and session, newest first; rehearsals hurt as well."""
    found: dict[tuple[str, str, Side], PainReport] = {}
    for session in history:
        if session.deleted_at is not None:
            continue
        for done in session.sets:
            if done.pain is None or not hurts(done):
                continue
            key = (session.id, done.pain.area, done.pain.side)
            level = max(done.pain.level, found[key].level if key in found else 0)
            found[key] = PainReport(
                done.pain.area, done.pain.side, level, session.started_at, session.id
            )
    return tuple(sorted(found.values(), key=lambda r: moment(r.at), reverse=True))


def asides(
    history: Sequence[SessionRecord],
    checks: Sequence[PainCheck],
    cleared: Sequence[Cleared],
    today: date,
    kept: Sequence[PainReport] = (),
) -> tuple[Aside, ...]:
    """Every place that ever hurt and where it stands today; the quiet ones say so.

    `kept` are reports of sessions that `history` no longer goes back to.

    Quiet means two sessions and seven days without pain, and the person's word that daily life
    is free of it. A second report within 28 days needs a professional's look first.
    """
    by_session = {(r.session, r.place): r for r in (*kept, *pain_reports(history))}
    reports = sorted(by_session.values(), key=lambda r: moment(r.at), reverse=True)
    places = dict.fromkeys(r.place for r in reports)
    sessions = [moment(s.started_at) for s in counting(history)]
    return tuple(_aside(place, reports, checks, cleared, sessions, today) for place in places)


def _aside(
    place: tuple[str, Side],
    reports: Sequence[PainReport],
    checks: Sequence[PainCheck],
    cleared: Sequence[Cleared],
    sessions: Sequence[datetime],
    today: date,
) -> Aside:
    felt = [moment(r.at) for r in reports if r.place == place]
    answers = [(moment(c.at), c.hurts) for c in checks if (c.area, c.side) == place]
    last = max([*felt, *(at for at, hurts in answers if hurts)])
    looked_at = max((moment(c.at) for c in cleared if (c.area, c.side) == place), default=None)
    twice = any(
        later - earlier <= timedelta(days=TWICE_WITHIN_DAYS)
        for later, earlier in pairwise(felt)
        if looked_at is None or later > looked_at
    )
    free = any(at > last and not hurts for at, hurts in answers)
    quiet = (
        not twice
        and free
        and (today - last.date()).days >= QUIET_DAYS
        and sum(at > last for at in sessions) >= QUIET_SESSIONS
    )
    return Aside(*place, last.isoformat(), quiet, twice)


def spared_areas(found: Iterable[Aside]) -> frozenset[str]:
    """The areas that nothing may load today."""
    return frozenset(a.area for a in found if not a.quiet)


def return_changes(
    found: Iterable[Aside],
    catalogue: Catalogue,
    standings: Standings,
    profile: Profile,
    changes: Iterable[Change],
    at: str,
) -> tuple[Change, ...]:
    """The one change for each area that is quiet again: what loads it, one step lower.

    An area whose change was made already, undone or not, gives none.
    """
    made = {change.id for change in changes}
    current = dict(standings)
    fresh = []
    for aside in found:
        if not aside.quiet or aside.change_id in made:
            continue
        after = {}
        for exercise in catalogue.exercises.values():
            standing = current.get(exercise.id)
            if standing is None or aside.area not in exercise.areas:
                continue
            step = step_down(exercise, standing, profile)
            if step is not None:
                after[exercise.id] = step[1]
        current |= after
        fresh.append(Change(aside.change_id, at, after, aside.why.sentence))
    return tuple(fresh)
