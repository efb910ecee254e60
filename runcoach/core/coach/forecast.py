"""A forecast of the next sessions if every set is met and every proposal accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.decisions import (
    Decision,
    Direction,
    Proposal,
    Reply,
    find_open_proposals,
)
from runcoach.core.coach.evidence import dose_target
from runcoach.core.coach.exercise_case import CoachingContext
from runcoach.core.coach.ladder import standing_at
from runcoach.core.coach.progression import make_proposals
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.plan import Role
from runcoach.core.model.records import Effort, SessionRecord, SetRecord, Source
from runcoach.core.model.standing import Standing, fold_changes, sets_at, value_at
from runcoach.core.session.block_layout import Prescription, target_per_set

SESSIONS_AHEAD = 4


class FutureSession(Struct, frozen=True):
    """One coming session, with the standing on each of its exercises."""

    number: int
    """1 is the next session."""
    standings: Mapping[str, Standing]
    risen: tuple[str, ...] = ()
    """Ids of the exercises whose standing differs from the session before."""


def forecast_sessions(
    last: SessionRecord,
    history: Sequence[SessionRecord],
    coaching: CoachingContext,
    sessions: int = SESSIONS_AHEAD,
) -> tuple[FutureSession, ...]:
    """Return the next sessions with the last one's exercises, every set met with right effort.

    The progression rules judge each one and every proposal is accepted, open ones first. Sessions
    are spread evenly over the week, by the profile's sessions a week.
    """
    done = [s for s in history if s.id != last.id] + [last]
    waiting = find_open_proposals(coaching.decisions, fold_changes(coaching.changes))
    apart = timedelta(days=7 / max(1, coaching.profile.sessions_per_week))
    before = _standings(last, coaching)
    coaching = _accept_all(coaching, waiting, last.finished_at)
    ahead: list[FutureSession] = []
    for number in range(1, sessions + 1):
        standings = _standings(last, coaching)
        risen = tuple(e for e in standings if standings[e] != before[e])
        ahead.append(FutureSession(number, standings, risen))
        last = _next_session(last, standings, coaching, apart, number)
        done.append(last)
        coaching = _accept_all(coaching, make_proposals(last, done, coaching), last.finished_at)
        before = standings
    return tuple(ahead)


def _accept_all(
    coaching: CoachingContext, proposals: Sequence[Proposal], at: str
) -> CoachingContext:
    """What the coach knows once each of these is accepted."""
    accepted = [Decision(p, Reply.YES, at) for p in proposals if p.change is not Direction.HOLD]
    changes = [change for d in accepted if (change := d.change) is not None]
    return replace(
        coaching,
        changes=(*coaching.changes, *changes),
        decisions=(*coaching.decisions, *accepted),
    )


def _standings(session: SessionRecord, coaching: CoachingContext) -> dict[str, Standing]:
    """The standing on each exercise of a session: the person's own, else the one it was done at."""
    own = fold_changes(coaching.changes)
    standings: dict[str, Standing] = {}
    for done in session.main_sets:
        exercise = coaching.catalogue.exercise(done.exercise)
        if exercise is not None:
            done_at = standing_at(exercise.tier(done.tier), dose_target(done), done.load_kg)
            standings.setdefault(exercise.id, own.get(exercise.id, done_at))
    return standings


def _next_session(
    session: SessionRecord,
    standings: Mapping[str, Standing],
    coaching: CoachingContext,
    apart: timedelta,
    number: int,
) -> SessionRecord:
    """The session repeated `apart` later, at these standings, every set met with right effort."""
    sets = []
    for id, standing in standings.items():
        exercise = coaching.catalogue.exercises[id]
        tier = exercise.tier(standing.tier)
        sides = Prescription(exercise, tier, 1, 0, 0.0).sides
        value = target_per_set(tier, value_at(tier.dose, standing))
        sets += [
            SetRecord(
                id=f"ahead-{number}-{id}-{set_number}-{side}",
                block="",
                exercise=id,
                tier=tier.tier,
                variant=tier.variant,
                role=Role.MAIN,
                set=set_number,
                side=side,
                unit=tier.dose.unit,
                target=value,
                actual=value,
                load_kg=standing.load_kg,
                effort=Effort.RIGHT,
                form_ok=True,
                source=Source.ENTERED,
            )
            for set_number in range(1, sets_at(tier.dose, standing) + 1)
            for side in sides
        ]
    return replace(
        session,
        id=f"ahead-{number}",
        started_at=(parse_moment(session.started_at) + apart).isoformat(),
        finished_at=(parse_moment(session.finished_at) + apart).isoformat(),
        rehearsal=False,
        sets=tuple(sets),
        planned=(),
    )
