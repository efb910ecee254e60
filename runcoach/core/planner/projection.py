"""The sessions ahead if all goes as planned: done, effort right, every proposal accepted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.after_session import review_session
from runcoach.core.coach.athlete import RECENT_SESSIONS, Athlete
from runcoach.core.coach.decisions import Direction, Reply, answer_all
from runcoach.core.model.dates import WEEK, week_start
from runcoach.core.model.dose import Unit
from runcoach.core.model.plan import BlockKind, Plan, Role
from runcoach.core.model.records import Effort, SessionRecord, SetRecord, Source, Status
from runcoach.core.model.season import SeasonWeek
from runcoach.core.planner.propose import ProposedSession, choose_programme, propose_session
from runcoach.core.planner.request import SessionRequest
from runcoach.core.planner.week import plan_days, planned_moment
from runcoach.core.session.recording import planned_sets


class ProjectedSession(Struct, frozen=True):
    """A session ahead."""

    day: date
    session: ProposedSession


class ProjectedWeek(Struct, frozen=True):
    """A week with its sessions ahead."""

    week: SeasonWeek
    sessions: tuple[ProjectedSession, ...]


def project_weeks(
    athlete: Athlete, weeks: int, last_programme: str = ""
) -> Iterator[ProjectedWeek]:
    """Yield this week and those after it, each session following from those before it.

    Today's session is the one that Today shows; `last_programme` is what was chosen last.
    """
    today = athlete.at.date()
    first = week_start(athlete.at.date())
    season = athlete.season
    number = 0
    for monday in (first + n * WEEK for n in range(weeks)):
        sessions = []
        begun = replace(athlete, at=max(athlete.at, planned_moment(monday, athlete)))
        for planned in plan_days(begun, monday):
            athlete = replace(athlete, at=planned_moment(planned.day, athlete))
            now = planned.day == today
            programme = choose_programme(athlete, last_programme) if now else None
            proposed = propose_session(SessionRequest(programme=programme), athlete)
            sessions.append(ProjectedSession(planned.day, proposed))
            number += 1
            athlete = _after(athlete, proposed.plan, f"ahead-{number}")
        yield ProjectedWeek(season.week_of(monday), tuple(sessions))


def _after(athlete: Athlete, plan: Plan, id: str) -> Athlete:
    """The athlete after the session, its proposals accepted."""
    book = athlete.notebook.with_changes(athlete.changes_today)
    athlete = replace(athlete, notebook=book)
    record = complete_plan(plan, athlete, id)
    book, proposals = review_session(record, athlete)
    moving = [p for p in proposals if p.change is not Direction.HOLD]
    return replace(
        athlete,
        notebook=book.with_decisions(answer_all(moving, Reply.YES, record.finished_at)),
        history=(record, *athlete.history)[:RECENT_SESSIONS],
        entries=(record, *(athlete.entries or athlete.history)),
    )


def complete_plan(plan: Plan, athlete: Athlete, id: str) -> SessionRecord:
    """Return the record of a plan done whole, every set met with right effort."""
    sets = tuple(
        SetRecord(
            f"{id}:{b.id}",
            b.id,
            b.exercise,
            b.tier,
            b.variant,
            b.role,
            b.set,
            b.side,
            b.unit,
            b.target,
            b.target,
            name=b.name,
            load_kg=b.load_kg,
            effort=Effort.RIGHT if b.role is Role.MAIN else None,
            form_ok=True if b.role is Role.MAIN else None,
            source=Source.TIMED if b.unit is Unit.SECONDS else Source.ENTERED,
            seconds=b.seconds,
            landings=b.landings,
        )
        for b in plan.blocks
        if b.kind is BlockKind.WORK
    )
    ended = athlete.at + timedelta(seconds=plan.estimated_s)
    return SessionRecord(
        id,
        athlete.now,
        ended.isoformat(timespec="seconds"),
        Status.COMPLETED,
        plan.title,
        programme=plan.programme,
        outline=plan.outline,
        sets=sets,
        planned=planned_sets(plan),
        estimated_s=plan.estimated_s,
        active_s=plan.estimated_s,
    )
