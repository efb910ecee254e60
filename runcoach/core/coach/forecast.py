"""The outlook: a progression played forward as if all goes well."""

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
    open_proposals,
)
from runcoach.core.coach.evidence import dose_target, moment
from runcoach.core.coach.ladder import placed
from runcoach.core.coach.progression import Coaching, propose
from runcoach.core.model.plan import Role
from runcoach.core.model.records import Effort, SessionRecord, SetRecord, Source
from runcoach.core.model.standing import Standing, fold, sets_at, value_at
from runcoach.core.session.block_layout import Bout, bout_value

SESSIONS = 4


class Ahead(Struct, frozen=True):
    """One coming session: where each exercise will stand in it."""

    number: int
    """From 1, the next one."""
    standings: Mapping[str, Standing]
    risen: tuple[str, ...] = ()
    """The exercises that stand higher than in the session before."""


def outlook(
    last: SessionRecord,
    history: Sequence[SessionRecord],
    coaching: Coaching,
    sessions: int = SESSIONS,
) -> tuple[Ahead, ...]:
    """The next sessions with the exercises of the last one, every set met and felt right.

    Each is judged by the rules themselves and every proposal is taken, the open ones first.
    """
    done = [s for s in history if s.id != last.id] + [last]
    waiting = open_proposals(coaching.decisions, fold(coaching.changes))
    apart = timedelta(days=7 / max(1, coaching.profile.sessions_per_week))
    before = _standings(last, coaching)
    coaching = _taken(coaching, waiting, last.finished_at)
    found: list[Ahead] = []
    for number in range(1, sessions + 1):
        now = _standings(last, coaching)
        risen = tuple(e for e in now if now[e] != before[e])
        found.append(Ahead(number, now, risen))
        last = _done_well(last, now, coaching, apart, number)
        done.append(last)
        coaching = _taken(coaching, propose(last, done, coaching), last.finished_at)
        before = now
    return tuple(found)


def _taken(coaching: Coaching, proposals: Sequence[Proposal], at: str) -> Coaching:
    """What the coach knows once every one of these has its yes."""
    yes = [Decision(p, Reply.YES, at) for p in proposals if p.change is not Direction.HOLD]
    changes = [change for d in yes if (change := d.change) is not None]
    return replace(
        coaching,
        changes=(*coaching.changes, *changes),
        decisions=(*coaching.decisions, *yes),
    )


def _standings(session: SessionRecord, coaching: Coaching) -> dict[str, Standing]:
    known = fold(coaching.changes)
    found: dict[str, Standing] = {}
    for done in session.main_sets:
        exercise = coaching.catalogue.exercise(done.exercise)
        if exercise is not None:
            there = placed(exercise.tier(done.tier), dose_target(done), done.load_kg)
            found.setdefault(exercise.id, known.get(exercise.id, there))
    return found


def _done_well(
    session: SessionRecord,
    standings: Mapping[str, Standing],
    coaching: Coaching,
    apart: timedelta,
    number: int,
) -> SessionRecord:
    """The session again some days later, at these standings, every set met and felt right."""
    sets = []
    for id, standing in standings.items():
        exercise = coaching.catalogue.exercises[id]
        tier = exercise.tier(standing.tier)
        sides = Bout(exercise, tier, 1, 0, 0.0).sides
        value = bout_value(tier, value_at(tier.dose, standing))
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
        started_at=(moment(session.started_at) + apart).isoformat(),
        finished_at=(moment(session.finished_at) + apart).isoformat(),
        rehearsal=False,
        sets=tuple(sets),
        planned=(),
    )
