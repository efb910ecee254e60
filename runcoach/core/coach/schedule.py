"""The week: what each day allows, and which days are strength days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from runcoach.core.coach.rulebook import Reason, cite_rule
from runcoach.core.coach.run_days import find_run_day
from runcoach.core.history.counting import training_sessions
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.focus import is_leg_work
from runcoach.core.model.profile import MARATHON_KM, Experience, Profile
from runcoach.core.model.records import SessionRecord
from runcoach.core.model.run import Run
from runcoach.core.model.season import BlockName, SeasonWeek

FULL_MINUTES = 20
FULL_APART = timedelta(hours=48)
SLACK = timedelta(hours=4)
"""An evening a little earlier than the one two days ago still counts as 48 h later."""
RACE_BEFORE_DAYS = 4
RACE_AFTER_DAYS = 3
MARATHON_AFTER_DAYS = 7
TAPER_DAYS = 14
"""Days before a race with nothing new (practice)."""
LIGHTER_EVERY = 4
RUN_ENDS_DAYS = 14
"""After a pause of this many days the count of weeks begins again."""
FIRST_SESSIONS = 2
"""These sessions are foundation or lower standard, and nothing rises before they are done."""


class DayRules(Struct, frozen=True):
    """What a day allows, with the reasons."""

    mobility_only: bool = False
    legs: bool = True
    full: bool = True
    """Allows a session of 20 min or more, or with leg work."""
    halved: bool = False
    """Half the sets, nothing new, no jumps: a race is near."""
    lighter: bool = False
    """About half the sets, nothing rises."""
    reasons: tuple[Reason, ...] = ()
    heavy: bool = True
    """Allows heavy legs and jumps."""
    half_legs: bool = False
    """Half the leg sets: they come after a hard run."""
    minutes: int | None = None
    """Most minutes; None for no limit."""
    week: SeasonWeek | None = None
    """Its week of the season."""


def find_day_rules(
    profile: Profile,
    history: Iterable[SessionRecord],
    catalogue: Catalogue,
    at: datetime,
    week: SeasonWeek | None = None,
    runs: Sequence[Run] = (),
) -> DayRules:
    """Return what the runs, the race, the season and the last sessions allow at a moment."""
    day = at.date()
    sessions = [s for s in training_sessions(history) if parse_moment(s.started_at) <= at]
    reasons: list[Reason] = []
    run = find_run_day(profile, runs, day)
    mobility, no_legs, heavy = run.mobility_only, not run.legs, run.heavy
    to_race = profile.days_to_race(day)
    if to_race is not None:
        after = MARATHON_AFTER_DAYS if (profile.race_km or 0) >= MARATHON_KM else RACE_AFTER_DAYS
        if to_race and -after <= to_race <= RACE_BEFORE_DAYS:
            no_legs = True
            rule = "race-before" if to_race > 0 else "race-after"
            reasons.append(cite_rule(rule, days=abs(to_race)))
    if run.reason is not None:
        reasons.append(run.reason)
    halved = week is not None and week.block.name is BlockName.TAPER
    if halved and not mobility:
        reasons.append(cite_rule("season-taper"))
    full = not _full_since(sessions, catalogue, at - FULL_APART + SLACK)
    if not full and not mobility:
        reasons.append(cite_rule("week-48", what="core or upper body"))
    lighter = week is not None and week.lighter
    if lighter:
        reasons.append(cite_rule("season-lighter"))
    return DayRules(
        mobility,
        full and not no_legs and not mobility,
        full and not mobility,
        halved,
        lighter,
        tuple(reasons),
        heavy=heavy,
        half_legs=run.half,
        minutes=run.minutes,
        week=week,
    )


def _full_since(sessions: Sequence[SessionRecord], catalogue: Catalogue, since: datetime) -> bool:
    return any(
        is_full_session(s, catalogue) and parse_moment(s.started_at) > since for s in sessions
    )


def is_full_session(session: SessionRecord, catalogue: Catalogue) -> bool:
    """Whether a session needs 48 h after it: it took 20 min or more, or had leg work."""
    if session.active_s >= FULL_MINUTES * 60:
        return True
    exercises = (catalogue.exercise(s.exercise) for s in session.main_sets if not s.skipped)
    return any(exercise is not None and is_leg_work(exercise) for exercise in exercises)


def starting_week(experience: Experience) -> tuple[int, int]:
    """Return the sessions a week, and the minutes of each, to begin with (article)."""
    return {
        Experience.BEGINNER: (1, 15),
        Experience.SOME: (2, 20),
        Experience.REGULAR: (3, 25),
    }[experience]
