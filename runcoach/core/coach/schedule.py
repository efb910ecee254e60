"""The week: what a day allows, which days are strength days, and where a programme stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from math import ceil

from msgspec import Struct

from runcoach.core.coach.evidence import counting, moment
from runcoach.core.coach.rulebook import Why, why
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.focus import Focus, is_leg
from runcoach.core.model.profile import MARATHON_KM, Experience, Profile
from runcoach.core.model.programme import Programme, SessionOutline
from runcoach.core.model.records import SessionRecord, Status

FULL_MINUTES = 20
FULL_APART = timedelta(hours=48)
SLACK = timedelta(hours=4)
"""An evening a little earlier than the one two days ago still counts as 48 h on."""
RACE_BEFORE_DAYS = 4
RACE_AFTER_DAYS = 3
MARATHON_AFTER_DAYS = 7
TAPER_DAYS = 14
LIGHTER_EVERY = 4
RUN_ENDS_DAYS = 14
"""A pause from which the count of weeks begins again."""


class DayRules(Struct, frozen=True):
    """What a day allows, and why."""

    mobility_only: bool = False
    legs: bool = True
    full: bool = True
    """A session of 20 min or more, or with leg work."""
    halved: bool = False
    """Half the sets, nothing new, no power: a race is near."""
    lighter: bool = False
    """One set less, no rises."""
    whys: tuple[Why, ...] = ()


def day_rules(
    profile: Profile,
    history: Iterable[SessionRecord],
    catalogue: Catalogue,
    at: datetime,
    since: str = "",
) -> DayRules:
    """What the runs, the race and the last sessions allow at a moment.

    `since` is the first day of this run of weeks, where it is known beside the history.
    """
    day = at.date()
    sessions = [s for s in counting(history) if moment(s.started_at) <= at]
    whys: list[Why] = []
    mobility = no_legs = halved = False
    to_race = profile.days_to_race(day)
    if to_race is not None:
        after = MARATHON_AFTER_DAYS if (profile.race_km or 0) >= MARATHON_KM else RACE_AFTER_DAYS
        mobility = to_race == 0
        no_legs = -after <= to_race <= RACE_BEFORE_DAYS
        halved = 0 <= to_race <= TAPER_DAYS
        if mobility:
            whys.append(why("race-day"))
        elif no_legs:
            rule = "race-before" if to_race > 0 else "race-after"
            whys.append(why(rule, days=abs(to_race)))
        if halved and not mobility:
            whys.append(why("race-taper", days=to_race))
    if _hard(profile, day) and not mobility:
        mobility = True
        whys.append(why("week-run-hard"))
    if _hard(profile, day + timedelta(days=1)) and not mobility:
        no_legs = True
        whys.append(why("week-run-tomorrow"))
    if _easy(profile, day) and not mobility:
        whys.append(why("week-easy-run"))
    full = not _full_since(sessions, catalogue, at - FULL_APART + SLACK)
    if not full and not mobility:
        whys.append(why("week-48", what="core or upper body"))
    lighter = training_week(sessions, day, since) % LIGHTER_EVERY == 0
    if lighter:
        whys.append(why("lighter-week"))
    legs = full and not no_legs and not mobility
    return DayRules(mobility, legs, full and not mobility, halved, lighter, tuple(whys))


def _hard(profile: Profile, day: date) -> bool:
    """A long run, intervals or a race."""
    hard = {profile.long_run_day, *profile.hard_days}
    return day.weekday() in hard or profile.days_to_race(day) == 0


def _full_since(sessions: Sequence[SessionRecord], catalogue: Catalogue, since: datetime) -> bool:
    return any(is_full(s, catalogue) and moment(s.started_at) > since for s in sessions)


def is_full(session: SessionRecord, catalogue: Catalogue) -> bool:
    """Twenty minutes or more, or leg work: what asks for 48 h."""
    if session.active_s >= FULL_MINUTES * 60:
        return True
    found = (catalogue.exercise(s.exercise) for s in session.main_sets if not s.skipped)
    return any(exercise is not None and is_leg(exercise) for exercise in found)


def training_week(sessions: Iterable[SessionRecord], day: date, since: str = "") -> int:
    """Which week of training a day is in, from 1; a pause of 14 days begins again.

    The run of weeks may have begun before the sessions do: on the day `since`.
    """
    first = later = day
    for session in counting(sessions):
        done = moment(session.started_at).date()
        if done > day:
            continue
        if (later - done).days >= RUN_ENDS_DAYS:
            break
        first = later = done
    else:
        if since and first < day:
            first = min(first, date.fromisoformat(since))
    return (day - first).days // 7 + 1


def usual_week(experience: Experience) -> tuple[int, int]:
    """Sessions a week and minutes each to begin with (article)."""
    return {
        Experience.BEGINNER: (1, 15),
        Experience.SOME: (2, 20),
        Experience.REGULAR: (3, 25),
    }[experience]


class StrengthDay(Struct, frozen=True):
    """A day with strength work, done or to come."""

    day: date
    focus: Focus
    minutes: int
    done: bool = False
    whys: tuple[Why, ...] = ()


def week(
    profile: Profile,
    history: Sequence[SessionRecord],
    catalogue: Catalogue,
    start: date,
    now: datetime,
) -> tuple[StrengthDay, ...]:
    """The strength days of the seven from `start`: those done, and those still to come.

    Missed days roll forward within the week and never stack: one session a day, and no more
    than the usual number.
    """
    days = [start + timedelta(days=n) for n in range(7)]
    done = {
        moment(s.started_at).date(): s
        for s in counting(history)
        if days[0] <= moment(s.started_at).date() <= days[-1]
    }
    found = [
        StrengthDay(day, _done_focus(s, catalogue), ceil(s.active_s / 60), done=True)
        for day, s in done.items()
    ]
    left = profile.sessions_per_week - len(done)
    ahead = [d for d in days if d >= now.date() and d not in done]
    short = profile.minutes < FULL_MINUTES
    planned: dict[date, Focus] = {}
    for wanted in (Focus.FULL_BODY, Focus.CORE):
        for day in sorted(ahead, key=lambda d: (not _easy(profile, d), d)):
            if len(planned) >= left or day in planned:
                continue
            rules = day_rules(profile, history, catalogue, _same_hour(day, now))
            apart = wanted is Focus.FULL_BODY or not short
            near = (*done, *(d for d, f in planned.items() if not short or f is Focus.FULL_BODY))
            if _room(day, wanted, rules, near if apart else ()):
                planned[day] = wanted
    for day, focus in _turns(planned).items():
        rules = day_rules(profile, history, catalogue, _same_hour(day, now))
        free = () if _easy(profile, day) else (why("week-free"),)
        found.append(StrengthDay(day, focus, profile.minutes, False, (*free, *rules.whys)))
    return tuple(sorted(found, key=lambda d: d.day))


def _room(day: date, focus: Focus, rules: DayRules, near: Sequence[date]) -> bool:
    """Whether a session of that focus has its place on a day, two days from those near it."""
    if rules.mobility_only or (focus is Focus.FULL_BODY and not rules.legs):
        return False
    return all(abs((day - d).days) >= 2 for d in near)


def _done_focus(session: SessionRecord, catalogue: Catalogue) -> Focus:
    return Focus.FULL_BODY if is_full(session, catalogue) else Focus.CORE


def _turns(planned: dict[date, Focus]) -> dict[date, Focus]:
    """Short days beside others take turns with core and upper body."""
    turns = dict(planned)
    upper = False
    for day in sorted(planned):
        if planned[day] is not Focus.FULL_BODY:
            turns[day] = Focus.UPPER_BODY if upper else Focus.CORE
            upper = not upper
    return turns


def _easy(profile: Profile, day: date) -> bool:
    return day.weekday() in profile.run_days and not _hard(profile, day)


def _same_hour(day: date, now: datetime) -> datetime:
    return now if day == now.date() else datetime.combine(day, now.timetz())


class Progress(Struct, frozen=True):
    """Where a programme stands: by sessions done, never by dates."""

    done: int
    of: int | None
    """None for a programme without weeks."""
    week: int
    """From 1."""
    lighter: bool
    outline: SessionOutline
    """What comes next; a missed day rolls forward."""

    @property
    def finished(self) -> bool:
        """Every session of its weeks is done."""
        return self.of is not None and self.done >= self.of


def progress(programme: Programme, history: Iterable[SessionRecord]) -> Progress:
    """Where a programme stands; sessions with at least half their sets done count."""
    done = sum(s.programme == programme.id and _counts_as_done(s) for s in counting(history))
    return progress_at(programme, done)


def progress_at(programme: Programme, done: int) -> Progress:
    """Where a programme stands after so many of its sessions."""
    per_week = programme.sessions_per_week or len(programme.sessions)
    of = None if programme.weeks is None else programme.weeks * per_week
    number = done // per_week + 1
    lighter = programme.weeks is not None and number % LIGHTER_EVERY == 0
    outline = programme.sessions[done % len(programme.sessions)]
    return Progress(done, of, number, lighter, outline)


def _counts_as_done(session: SessionRecord) -> bool:
    if session.status is Status.COMPLETED:
        return True
    done = sum(not s.skipped for s in session.main_sets)
    return done > 0 and 2 * done >= len(session.planned)
