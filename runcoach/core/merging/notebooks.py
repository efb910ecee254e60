"""Two notebooks made one: what the coach and the person decided on either machine. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TypeVar

from msgspec.structs import replace

from runcoach.core.coach.decisions import Decision, Reply
from runcoach.core.coach.notebook import RUN_ENDS_DAYS, Notebook, Sore
from runcoach.core.merging.documents import instant
from runcoach.core.model.standing import Change

Kept = TypeVar("Kept")
Moment = tuple[datetime, str]


def united(
    ours: Notebook, theirs: Notebook, began: Mapping[str, str], days: Iterable[date]
) -> Notebook:
    """Every decision, change and word about pain of both; standing is their fold, as ever.

    Of one that both have, an answer stands over an open proposal, the later answer over the
    earlier, and an undone change stays undone. The own pace is an average and can't be added up:
    ours stands, unless there was none.

    Args:
        ours: The notebook that stands where the two can't both.
        theirs: The other.
        began: When each session of the two histories began, by its id.
        days: The days of the sessions that count, of both.
    """

    def of_session(decision: Decision) -> Moment:
        return instant(began.get(decision.proposal.session, decision.at)), decision.proposal.id

    decisions = _union(
        ours.decisions, theirs.decisions, lambda d: d.proposal.id, of_session, _answer
    )
    return replace(
        ours,
        decisions=decisions,
        changes=_union(ours.changes, theirs.changes, lambda c: c.id, _change_at, _undone),
        checks=_union(ours.checks, theirs.checks, lambda c: (c.area, c.side, c.at), _at),
        cleared=_union(ours.cleared, theirs.cleared, lambda c: (c.area, c.side, c.at), _at),
        hurt=_union(ours.hurt, theirs.hurt, lambda r: (r.session, r.area, r.side), _at),
        sore=max((s for s in (ours.sore, theirs.sore) if s), key=_sore_at, default=None),
        training_since=run_began(days) or ours.training_since or theirs.training_since,
        own_pace=theirs.own_pace if ours.own_pace == 1.0 else ours.own_pace,
    )


def run_began(days: Iterable[date]) -> str:
    """The ISO date of the first day since a pause of two weeks; empty where there are no days."""
    began: date | None = None
    before = date.min
    for day in sorted(days):
        if began is None or day - before >= timedelta(days=RUN_ENDS_DAYS):
            began = day
        before = day
    return began.isoformat() if began is not None else ""


def _union(
    ours: Iterable[Kept],
    theirs: Iterable[Kept],
    id_of: Callable[[Kept], object],
    at: Callable[[Kept], Moment],
    standing: Callable[[Kept, Kept], Kept] = lambda one, _: one,
) -> tuple[Kept, ...]:
    """Each id once, oldest first: of an exercise the newest decides."""
    found = {id_of(value): value for value in ours}
    for value in theirs:
        id = id_of(value)
        found[id] = standing(found[id], value) if id in found else value
    return tuple(sorted(found.values(), key=at))


def _answer(one: Decision, other: Decision) -> Decision:
    return max(one, other, key=lambda d: (d.reply is not Reply.OPEN, instant(d.at), repr(d)))


def _undone(one: Change, other: Change) -> Change:
    return one if one.undone or not other.undone else other


def _change_at(change: Change) -> Moment:
    return instant(change.at), change.id


def _at(said: object) -> Moment:
    return instant(getattr(said, "at", "")), repr(said)


def _sore_at(sore: Sore) -> Moment:
    return instant(sore.at), repr(sore)
