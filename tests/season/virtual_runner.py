"""A virtual runner: trains on the days that suit, answers as they would, is coached for weeks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from runcoach.core.coach.after_session import review_session
from runcoach.core.coach.athlete import RECENT_SESSIONS, Athlete
from runcoach.core.coach.decisions import Decision, Direction, Proposal, Reply
from runcoach.core.coach.notebook import Notebook
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.plan import Role, Side
from runcoach.core.model.profile import Profile
from runcoach.core.model.records import Effort, Pain, SessionRecord, Source
from runcoach.core.model.season import SeasonWeek
from runcoach.core.planner.propose import ProposedSession, propose_session
from runcoach.core.planner.request import SessionRequest
from runcoach.core.planner.week import plan_days
from tests.core.coach.completed_records import completed_record

MONDAY = date(2026, 1, 5)
WEEKS = 26


@dataclass
class Done:
    """One session of a virtual runner, with what the coach made of it."""

    week: int
    day: date
    season_week: SeasonWeek
    athlete: Athlete
    proposed: ProposedSession
    record: SessionRecord
    proposals: tuple[Proposal, ...]


@dataclass
class Runner:
    """How a virtual runner lives."""

    name: str
    profile: Profile
    effort: Callable[[int, int], Effort | None] = lambda week, number: Effort.RIGHT
    """By week and number of the session; None for no answer at all."""
    away: frozenset[int] = frozenset()
    """Weeks without training."""
    pain_week: int | None = None
    """In this week the knee hurts once."""
    weeks: int = WEEKS
    done: list[Done] = field(default_factory=list)


def coach_runner(runner: Runner, catalogue: Catalogue) -> list[Done]:
    """Coach a runner from `MONDAY` on; returns every session."""
    book = Notebook()
    history: list[SessionRecord] = []
    number = 0
    hurt = False
    for week in range(runner.weeks):
        if week in runner.away:
            continue
        monday = MONDAY + timedelta(weeks=week)
        start = athlete_at(runner, catalogue, monday, book, history)
        for day in [d.day for d in plan_days(start, monday)]:
            athlete = athlete_at(runner, catalogue, day, book, history)
            book = book.with_changes(athlete.changes_today)
            athlete = replace(athlete, notebook=book)
            proposed = propose_session(SessionRequest(), athlete)
            number += 1
            effort = runner.effort(week, number)
            record = completed_record(proposed.plan, athlete.at, f"s{number}", effort)
            if effort is None:
                record = _unanswered(record)
            if week == runner.pain_week and not hurt:
                record = _with_pain(record)
                hurt = any(s.pain for s in record.sets)
            book, proposals = review_session(record, athlete)
            moving = [p for p in proposals if p.change is not Direction.HOLD]
            accepted = [Decision(p, Reply.YES, record.finished_at) for p in moving]
            book = book.with_decisions(accepted)
            history.insert(0, record)
            runner.done.append(
                Done(week, day, athlete.season.week_of(day), athlete, proposed, record, proposals)
            )
    return runner.done


def athlete_at(
    runner: Runner,
    catalogue: Catalogue,
    day: date,
    book: Notebook,
    history: Sequence[SessionRecord],
) -> Athlete:
    """The runner at 18 h of a day."""
    at = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
    return Athlete(
        catalogue, at, runner.profile, book, tuple(history[:RECENT_SESSIONS]), {}, tuple(history)
    )


def _unanswered(record: SessionRecord) -> SessionRecord:
    sets = tuple(replace(s, effort=None, form_ok=None, source=Source.ASSUMED) for s in record.sets)
    return replace(record, sets=sets)


def _with_pain(record: SessionRecord) -> SessionRecord:
    sets = list(record.sets)
    for index, done in enumerate(sets):
        if done.role is Role.MAIN and ("lunge" in done.exercise or "squat" in done.exercise):
            sets[index] = replace(done, pain=Pain("knee", Side.LEFT, 2))
            break
    return replace(record, sets=tuple(sets))
