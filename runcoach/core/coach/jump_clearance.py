"""Jump clearance: when jumps are allowed, and how many landings.

"Strength must be present to produce power" (article). The counts are practice; NSCA's range for
beginners is 80 to 100 landings a session.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from runcoach.core.coach.pain import LEG_AND_BACK, PainCheck, find_pain_reports
from runcoach.core.coach.rulebook import Reason, cite_rule
from runcoach.core.history.counting import training_sessions
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Sides, Tier, TierName
from runcoach.core.model.focus import LEG_LIFTS, need_of
from runcoach.core.model.profile import Profile
from runcoach.core.model.records import SessionRecord
from runcoach.core.session.block_layout import target_per_set

BASE_SESSIONS = 6
BASE_DAYS = 28
BASE_EXERCISES = 2
PAIN_FREE_DAYS = 14
LAYOFF_DAYS = 28
DAYS_APART = 7
LATER_DAYS_APART = 3
FIRST_POWER_SESSIONS = 4
"""Power sessions that are a week apart; the later ones are 72 h apart (practice)."""
RACE_DAYS = 7
FIRST_LANDINGS = 40
"""Most landings in each of the first two power sessions."""
USUAL_LANDINGS = 80
MOST_LANDINGS = 100
"""Most landings in any session, a programme's included."""


class JumpClearance(Struct, frozen=True):
    """Whether jumps are allowed today, with how many landings, and the reason."""

    granted: bool
    landings: int
    reason: Reason


def count_landings(tier: Tier, sets: int, value: int) -> int:
    """Return the planned landings of sets of `value` reps or seconds, on both sides.

    A landing on one foot counts like one on both; a timed move counts its seconds.
    """
    timed = tier.dose.unit is Unit.SECONDS
    units = tier.dose.seconds or value if timed else target_per_set(tier, value)
    sides = 2 if tier.sides is Sides.EACH else 1
    return tier.landings * units * sets * sides


def check_jump_clearance(
    history: Iterable[SessionRecord],
    catalogue: Catalogue,
    profile: Profile,
    today: date,
    checks: Sequence[PainCheck] = (),
) -> JumpClearance:
    """Return the clearance for a day, judged by the sessions since the last layoff of 28 days."""
    sessions = _since_layoff(training_sessions(history), today)
    refusal = _refusal(sessions, catalogue, profile, today, checks)
    if refusal is not None:
        return JumpClearance(False, 0, refusal)
    before = sum(s.landings_done > 0 for s in sessions)
    landings = FIRST_LANDINGS if before < 2 else USUAL_LANDINGS
    return JumpClearance(True, landings, cite_rule("power-open", contacts=landings))


def _refusal(
    sessions: Sequence[SessionRecord],
    catalogue: Catalogue,
    profile: Profile,
    today: date,
    checks: Sequence[PainCheck],
) -> Reason | None:
    """The first rule that forbids jumps today; None if none does."""
    if profile.jumps_ruled_out:
        return cite_rule("power-careful")
    to_race = profile.days_to_race(today)
    if to_race is not None and 0 <= to_race <= RACE_DAYS:
        return cite_rule("power-race")
    pains = [(r.area, parse_moment(r.at).date()) for r in find_pain_reports(sessions)]
    pains += [(c.area, parse_moment(c.at).date()) for c in checks if c.hurts]
    for area, day in pains:
        if area in LEG_AND_BACK and (today - day).days < PAIN_FREE_DAYS:
            return cite_rule("power-pain", area=area)
    base = [parse_moment(s.started_at).date() for s in sessions if is_base_session(s, catalogue)]
    if len(base) < BASE_SESSIONS:
        return cite_rule("power-base", done=len(base))
    if (base[0] - base[-1]).days < BASE_DAYS:
        return cite_rule("power-days")
    jumped = [parse_moment(s.started_at).date() for s in sessions if s.landings_done]
    apart = DAYS_APART if len(jumped) < FIRST_POWER_SESSIONS else LATER_DAYS_APART
    if jumped and (today - max(jumped)).days < apart:
        return cite_rule("power-week")
    return None


def is_base_session(session: SessionRecord, catalogue: Catalogue) -> bool:
    """Whether a session counts towards the base that jumps need.

    It does with two squat, lunge or hinge exercises at standard or above, form kept in every set.
    """
    form_kept: dict[str, bool] = {}
    for done in session.main_sets:
        exercise = catalogue.exercise(done.exercise)
        if exercise is None or need_of(exercise) not in LEG_LIFTS:
            continue
        if done.tier is TierName.FOUNDATION:
            continue
        ok = done.form_ok is True and not done.skipped
        form_kept[exercise.id] = form_kept.get(exercise.id, True) and ok
    return sum(form_kept.values()) >= BASE_EXERCISES


def _since_layoff(sessions: Sequence[SessionRecord], today: date) -> Sequence[SessionRecord]:
    """The sessions since the last layoff of 28 days, newest first."""
    recent = []
    later = today
    for session in sessions:
        day = parse_moment(session.started_at).date()
        if day > today:
            continue
        if (later - day).days >= LAYOFF_DAYS:
            break
        recent.append(session)
        later = day
    return recent
