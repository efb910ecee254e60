"""Merging two notebooks: what the coach and the person decided on either machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TypeVar

from msgspec.structs import replace

from runcoach.core.coach.decisions import Decision, Reply
from runcoach.core.coach.notebook import Notebook, SorenessCheck
from runcoach.core.coach.schedule import RUN_ENDS_DAYS
from runcoach.core.merging.documents import merge_order_key
from runcoach.core.model.season import (
    Absence,
    HeldBlock,
    MovedSession,
    SeasonChoices,
    SeasonStart,
)
from runcoach.core.model.standing import StandingChange

Kept = TypeVar("Kept")
Choice = TypeVar("Choice", SeasonStart, HeldBlock, MovedSession, Absence)
Moment = tuple[datetime, str]


def merge_notebooks(
    ours: Notebook, theirs: Notebook, began: Mapping[str, str], days: Iterable[date]
) -> Notebook:
    """Merge two notebooks: the union of all decisions, standing changes and reports of pain.

    If both have the same one, an answer wins over an open proposal, a later answer over an earlier
    one, and an undone change stays undone. The own pace is an average and cannot be combined: ours
    wins, unless it was never measured.

    Args:
        ours: The notebook that wins where only one value can be kept.
        theirs: The other notebook.
        began: The start of each session in either history, by session id.
        days: The days of the sessions that count, of both histories.
    """

    def of_session(decision: Decision) -> Moment:
        return merge_order_key(
            began.get(decision.proposal.session, decision.at)
        ), decision.proposal.id

    decisions = _union(
        ours.decisions, theirs.decisions, lambda d: d.proposal.id, of_session, _choose_decision
    )
    return replace(
        ours,
        decisions=decisions,
        changes=_union(ours.changes, theirs.changes, lambda c: c.id, _change_at, _choose_change),
        checks=_union(ours.checks, theirs.checks, lambda c: (c.area, c.side, c.at), _at),
        cleared=_union(ours.cleared, theirs.cleared, lambda c: (c.area, c.side, c.at), _at),
        hurt=_union(ours.hurt, theirs.hurt, lambda r: (r.session, r.area, r.side), _at),
        season=_merge_season(ours.season, theirs.season),
        sore=max((s for s in (ours.sore, theirs.sore) if s), key=_sore_at, default=None),
        training_since=training_began(days) or ours.training_since or theirs.training_since,
        own_pace=theirs.own_pace if ours.own_pace == 1.0 else ours.own_pace,
    )


def training_began(days: Iterable[date]) -> str:
    """The ISO date of the first day after the last gap of two weeks; empty without any days."""
    began: date | None = None
    before = date.min
    for day in sorted(days):
        if began is None or day - before >= timedelta(days=RUN_ENDS_DAYS):
            began = day
        before = day
    return began.isoformat() if began is not None else ""


def _merge_season(ours: SeasonChoices, theirs: SeasonChoices) -> SeasonChoices:
    """Every choice once; one that was undone on either machine stays undone."""

    def merged(one: Iterable[Choice], other: Iterable[Choice]) -> tuple[Choice, ...]:
        by_id = {choice.id: choice for choice in one}
        for choice in other:
            same = by_id.get(choice.id)
            if same is None or (choice.undone, repr(choice)) > (same.undone, repr(same)):
                by_id[choice.id] = choice
        return tuple(by_id[id] for id in sorted(by_id))

    return SeasonChoices(
        merged(ours.starts, theirs.starts),
        merged(ours.held, theirs.held),
        merged(ours.moved, theirs.moved),
        merged(ours.absences, theirs.absences),
    )


def _union(
    ours: Iterable[Kept],
    theirs: Iterable[Kept],
    id_of: Callable[[Kept], object],
    at: Callable[[Kept], Moment],
    choose: Callable[[Kept, Kept], Kept] = lambda one, _: one,
) -> tuple[Kept, ...]:
    """Every id once, sorted by time: folding them lets the newest decide for each exercise."""
    by_id = {id_of(value): value for value in ours}
    for value in theirs:
        id = id_of(value)
        by_id[id] = choose(by_id[id], value) if id in by_id else value
    return tuple(sorted(by_id.values(), key=at))


def _choose_decision(one: Decision, other: Decision) -> Decision:
    return max(
        one, other, key=lambda d: (d.reply is not Reply.OPEN, merge_order_key(d.at), repr(d))
    )


def _choose_change(one: StandingChange, other: StandingChange) -> StandingChange:
    return one if one.undone or not other.undone else other


def _change_at(change: StandingChange) -> Moment:
    return merge_order_key(change.at), change.id


def _at(report: object) -> Moment:
    return merge_order_key(getattr(report, "at", "")), repr(report)


def _sore_at(sore: SorenessCheck) -> Moment:
    return merge_order_key(sore.at), repr(sore)
