"""The week: what each day allows, and which days are strength days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from math import ceil

from msgspec import Struct

from runcoach.core.coach.rulebook import Reason, cite_rule
from runcoach.core.history.counting import training_sessions
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.focus import Focus, is_leg_work
from runcoach.core.model.profile import MARATHON_KM, Experience, Profile
from runcoach.core.model.records import SessionRecord

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
    """One set fewer, nothing rises."""
    reasons: tuple[Reason, ...] = ()


def find_day_rules(
    profile: Profile,
    history: Iterable[SessionRecord],
    catalogue: Catalogue,
    at: datetime,
    since: str = "",
) -> DayRules:
    """Return what the runs, the race and the last sessions allow at a moment.

    `since` is the ISO date of the first day of the current weeks of training, if it is known from
    elsewhere than the history.
    """
    day = at.date()
    sessions = [s for s in training_sessions(history) if parse_moment(s.started_at) <= at]
    reasons: list[Reason] = []
    mobility = no_legs = halved = False
    to_race = profile.days_to_race(day)
    if to_race is not None:
        after = MARATHON_AFTER_DAYS if (profile.race_km or 0) >= MARATHON_KM else RACE_AFTER_DAYS
        mobility = to_race == 0
        no_legs = -after <= to_race <= RACE_BEFORE_DAYS
        halved = 0 <= to_race <= TAPER_DAYS
        if mobility:
            reasons.append(cite_rule("race-day"))
        elif no_legs:
            rule = "race-before" if to_race > 0 else "race-after"
            reasons.append(cite_rule(rule, days=abs(to_race)))
        if halved and not mobility:
            reasons.append(cite_rule("race-taper", days=to_race))
    if _hard(profile, day) and not mobility:
        mobility = True
        reasons.append(cite_rule("week-run-hard"))
    if _hard(profile, day + timedelta(days=1)) and not mobility:
        no_legs = True
        reasons.append(cite_rule("week-run-tomorrow"))
    if _easy(profile, day) and not mobility:
        reasons.append(cite_rule("week-easy-run"))
    full = not _full_since(sessions, catalogue, at - FULL_APART + SLACK)
    if not full and not mobility:
        reasons.append(cite_rule("week-48", what="core or upper body"))
    lighter = count_training_week(sessions, day, since) % LIGHTER_EVERY == 0
    if lighter:
        reasons.append(cite_rule("lighter-week"))
    legs = full and not no_legs and not mobility
    return DayRules(mobility, legs, full and not mobility, halved, lighter, tuple(reasons))


def _hard(profile: Profile, day: date) -> bool:
    """Whether the day has a long run, a hard one or a race."""
    hard = {profile.long_run_day, *profile.hard_days}
    return day.weekday() in hard or profile.days_to_race(day) == 0


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


def count_training_week(sessions: Iterable[SessionRecord], day: date, since: str = "") -> int:
    """Return the week of training that a day is in, from 1; it restarts after 14 days' pause.

    `since` is the ISO date on which these weeks began, if that was before the first of `sessions`.
    """
    first = later = day
    for session in training_sessions(sessions):
        done = parse_moment(session.started_at).date()
        if done > day:
            continue
        if (later - done).days >= RUN_ENDS_DAYS:
            break
        first = later = done
    else:
        if since and first < day:
            first = min(first, date.fromisoformat(since))
    return (day - first).days // 7 + 1


def starting_week(experience: Experience) -> tuple[int, int]:
    """Return the sessions a week, and the minutes of each, to begin with (article)."""
    return {
        Experience.BEGINNER: (1, 15),
        Experience.SOME: (2, 20),
        Experience.REGULAR: (3, 25),
    }[experience]


class StrengthDay(Struct, frozen=True):
    """A day with strength work, done or planned."""

    day: date
    focus: Focus
    minutes: int
    done: bool = False
    reasons: tuple[Reason, ...] = ()


def plan_week(
    profile: Profile,
    history: Sequence[SessionRecord],
    catalogue: Catalogue,
    start: date,
    now: datetime,
) -> tuple[StrengthDay, ...]:
    """Return the strength days of the seven days from `start`: those done and those planned.

    Missed days move on within the week and never stack: one session a day, and no more in the week
    than the profile's number.
    """
    days = [start + timedelta(days=n) for n in range(7)]
    done = {
        parse_moment(s.started_at).date(): s
        for s in training_sessions(history)
        if days[0] <= parse_moment(s.started_at).date() <= days[-1]
    }
    strength_days = [
        StrengthDay(day, _done_focus(s, catalogue), ceil(s.active_s / 60), done=True)
        for day, s in done.items()
    ]
    remaining = profile.sessions_per_week - len(done)
    ahead = [d for d in days if d >= now.date() and d not in done]
    short = profile.minutes < FULL_MINUTES
    planned: dict[date, Focus] = {}
    for wanted in (Focus.FULL_BODY, Focus.CORE):
        for day in sorted(ahead, key=lambda d: (not _easy(profile, d), d)):
            if len(planned) >= remaining or day in planned:
                continue
            rules = find_day_rules(profile, history, catalogue, _same_hour(day, now))
            apart = wanted is Focus.FULL_BODY or not short
            near = (*done, *(d for d, f in planned.items() if not short or f is Focus.FULL_BODY))
            if _room(day, wanted, rules, near if apart else ()):
                planned[day] = wanted
    for day, focus in _alternate_short(planned).items():
        rules = find_day_rules(profile, history, catalogue, _same_hour(day, now))
        free = () if _easy(profile, day) else (cite_rule("week-free"),)
        strength_days.append(
            StrengthDay(day, focus, profile.minutes, False, (*free, *rules.reasons))
        )
    return tuple(sorted(strength_days, key=lambda d: d.day))


def _room(day: date, focus: Focus, rules: DayRules, near: Sequence[date]) -> bool:
    """Whether a session of a focus fits on a day, at least two days from each of `near`."""
    if rules.mobility_only or (focus is Focus.FULL_BODY and not rules.legs):
        return False
    return all(abs((day - d).days) >= 2 for d in near)


def _done_focus(session: SessionRecord, catalogue: Catalogue) -> Focus:
    return Focus.FULL_BODY if is_full_session(session, catalogue) else Focus.CORE


def _alternate_short(planned: dict[date, Focus]) -> dict[date, Focus]:
    """With the short days alternating between core and upper body."""
    alternated = dict(planned)
    upper = False
    for day in sorted(planned):
        if planned[day] is not Focus.FULL_BODY:
            alternated[day] = Focus.UPPER_BODY if upper else Focus.CORE
            upper = not upper
    return alternated


def _easy(profile: Profile, day: date) -> bool:
    return day.weekday() in profile.run_days and not _hard(profile, day)


def _same_hour(day: date, now: datetime) -> datetime:
    return now if day == now.date() else datetime.combine(day, now.timetz())
