"""The power gate: when jumps may come, and how many landings.

"Strength must be present to produce power" (article). The counts are practice; NSCA's range for
beginners is 80 to 100 landings a session.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from runcoach.core.coach.evidence import counting, moment
from runcoach.core.coach.pain import LEG_AND_BACK, PainCheck, pain_reports
from runcoach.core.coach.rulebook import Why, why
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Sides, Tier, TierName
from runcoach.core.model.focus import STRENGTH_OF_LEGS, need_of
from runcoach.core.model.profile import Profile
from runcoach.core.model.records import SessionRecord
from runcoach.core.session.block_layout import bout_value

BASE_SESSIONS = 6
BASE_DAYS = 28
BASE_EXERCISES = 2
PAIN_FREE_DAYS = 14
BREAK_DAYS = 28
DAYS_APART = 7
RACE_DAYS = 14
FIRST_LANDINGS = 40
"""In each of the first two power sessions."""
LANDINGS = 80
MOST_LANDINGS = 100
"""Over this no session may go, however it was put together."""


class Gate(Struct, frozen=True):
    """Whether jumps may come today, how many landings, and the one sentence that says so."""

    open: bool
    landings: int
    why: Why


def landings_of(tier: Tier, sets: int, value: int) -> int:
    """The landings that sets of this value plan for, on one foot or both, both sides.

    A timed move counts its seconds.
    """
    timed = tier.dose.unit is Unit.SECONDS
    counted = tier.dose.seconds or value if timed else bout_value(tier, value)
    sides = 2 if tier.sides is Sides.EACH else 1
    return tier.landings * counted * sets * sides


def landings_done(session: SessionRecord) -> int:
    """The landings of a session as done; sets that were redone landed as well."""
    return sum(s.landings * s.actual for s in session.sets if not s.skipped)


def power_gate(
    history: Iterable[SessionRecord],
    catalogue: Catalogue,
    profile: Profile,
    today: date,
    checks: Sequence[PainCheck] = (),
) -> Gate:
    """Whether the gate is open on a day."""
    sessions = _since_break(counting(history), today)
    closed = _closed(sessions, catalogue, profile, today, checks)
    if closed is not None:
        return Gate(False, 0, closed)
    before = sum(landings_done(s) > 0 for s in sessions)
    landings = FIRST_LANDINGS if before < 2 else LANDINGS
    return Gate(True, landings, why("power-open", contacts=landings))


def _closed(
    sessions: Sequence[SessionRecord],
    catalogue: Catalogue,
    profile: Profile,
    today: date,
    checks: Sequence[PainCheck],
) -> Why | None:
    if profile.careful:
        return why("power-careful")
    to_race = profile.days_to_race(today)
    if to_race is not None and 0 <= to_race <= RACE_DAYS:
        return why("power-race")
    felt = [(r.area, moment(r.at).date()) for r in pain_reports(sessions)]
    felt += [(c.area, moment(c.at).date()) for c in checks if c.hurts]
    for area, day in felt:
        if area in LEG_AND_BACK and (today - day).days < PAIN_FREE_DAYS:
            return why("power-pain", area=area)
    base = [moment(s.started_at).date() for s in sessions if is_base(s, catalogue)]
    if len(base) < BASE_SESSIONS:
        return why("power-base", done=len(base))
    if (base[0] - base[-1]).days < BASE_DAYS:
        return why("power-days")
    jumped = [moment(s.started_at).date() for s in sessions if landings_done(s)]
    if jumped and (today - max(jumped)).days < DAYS_APART:
        return why("power-week")
    return None


def is_base(session: SessionRecord, catalogue: Catalogue) -> bool:
    """Two leg exercises at standard or above, and the form of every set kept."""
    kept: dict[str, bool] = {}
    for done in session.main_sets:
        exercise = catalogue.exercise(done.exercise)
        if exercise is None or need_of(exercise) not in STRENGTH_OF_LEGS:
            continue
        if done.tier is TierName.FOUNDATION:
            continue
        well = done.form_ok is True and not done.skipped
        kept[exercise.id] = kept.get(exercise.id, True) and well
    return sum(kept.values()) >= BASE_EXERCISES


def _since_break(sessions: Sequence[SessionRecord], today: date) -> Sequence[SessionRecord]:
    """The sessions since the last break of 28 days, newest first."""
    kept = []
    later = today
    for session in sessions:
        day = moment(session.started_at).date()
        if day > today:
            continue
        if (later - day).days >= BREAK_DAYS:
            break
        kept.append(session)
        later = day
    return kept
