"""The coach's notebook: changes of standing, decisions, and reports of pain and soreness."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.decisions import Decision, Proposal, Reply, find_open_proposals
from runcoach.core.coach.pain import (
    LEG_AND_BACK,
    MedicalClearance,
    PainCheck,
    PainReport,
    find_pain_reports,
)
from runcoach.core.coach.schedule import RUN_ENDS_DAYS
from runcoach.core.history.counting import is_training
from runcoach.core.model.body import AREAS
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.records import SessionRecord, Status
from runcoach.core.model.season import SeasonChoices
from runcoach.core.model.standing import Standing, StandingChange, fold_changes

PACE_MOVES = 0.3
"""Exponent with which one session's pace changes the person's own pace."""
PACE_BETWEEN = (0.75, 1.5)
KEPT_MOVES = 10
"""Changes of one exercise that are kept, for the list of changes and for undo."""

BACK = frozenset({"lower back", "upper back", "neck"})
LEGS = LEG_AND_BACK - BACK


class SorenessCheck(Struct, frozen=True):
    """The answer to "Still sore?" at a start; it holds for that day."""

    at: str
    where: str = ""
    """`legs`, `upper body`, `all over`; empty for not at all."""
    severe: bool = False

    @property
    def areas(self) -> frozenset[str]:
        """The areas that are sore."""
        every = frozenset(AREAS)
        return {"legs": LEGS, "upper body": every - LEGS, "all over": every}.get(
            self.where, frozenset()
        )


class Notebook(Struct, frozen=True):
    """The contents of coach.json. Standings are the fold of its changes."""

    changes: tuple[StandingChange, ...] = ()
    """The person's own, layoffs and returns; those of accepted proposals are in `decisions`."""
    decisions: tuple[Decision, ...] = ()
    """Every proposal of a session, including holds; the newest of an exercise wins."""
    checks: tuple[PainCheck, ...] = ()
    cleared: tuple[MedicalClearance, ...] = ()
    hurt: tuple[PainReport, ...] = ()
    """Pain reported in sessions, kept here because a start reads only part of the history."""
    sore: SorenessCheck | None = None
    """The last answer about soreness."""
    training_since: str = ""
    """ISO date of the first day of the current weeks of training."""
    season: SeasonChoices = SeasonChoices()
    """What the person decided about the season."""
    own_pace: float = 1.0
    """How long this person takes, as a ratio of the planned time."""

    @property
    def all_changes(self) -> tuple[StandingChange, ...]:
        """Every change of standing, including those of accepted proposals."""
        accepted = (d.change for d in self.decisions)
        return (*self.changes, *(c for c in accepted if c is not None))

    @property
    def standings(self) -> dict[str, Standing]:
        """The standing on each exercise whose standing ever changed."""
        return fold_changes(self.all_changes)

    @property
    def open_proposals(self) -> tuple[Proposal, ...]:
        """The proposals that wait for an answer."""
        return find_open_proposals(self.decisions, self.standings)

    def with_decisions(self, decisions: Iterable[Decision]) -> Self:
        """Return a copy with decisions added, each replacing the one with its id."""
        by_id = {d.proposal.id: d for d in self.decisions}
        by_id |= {d.proposal.id: d for d in decisions}
        return replace(self, decisions=tuple(by_id.values()))

    def with_changes(self, changes: Iterable[StandingChange]) -> Self:
        """Return a copy with changes added, each replacing the one with its id."""
        by_id = {c.id: c for c in self.changes} | {c.id: c for c in changes}
        return replace(self, changes=tuple(by_id.values()))

    def last_change(self) -> StandingChange | None:
        """Return the newest change that can be undone, or None."""
        undoable = [c for c in self.all_changes if not c.undone and c.after]
        return max(undoable, key=lambda c: (parse_moment(c.at), c.id), default=None)

    def with_undone(self, change: StandingChange) -> Self:
        """Return a copy with a change undone; an accepted proposal becomes open again."""
        decided = [d for d in self.decisions if d.proposal.id == change.id]
        if decided:
            return self.with_decisions(replace(d, reply=Reply.OPEN, at="") for d in decided)
        return self.with_changes([replace(change, undone=True)])


def record_session(notebook: Notebook, record: SessionRecord, last: date | None) -> Notebook:
    """Return the notebook with a session's pain reports, pace and week of training recorded.

    `last` is the day of the session before it, None for the first.
    """
    if record.status is Status.DISCARDED or record.deleted_at is not None:
        return notebook
    known = {(r.session, r.place) for r in notebook.hurt}
    fresh = [r for r in find_pain_reports([record]) if (r.session, r.place) not in known]
    notebook = replace(notebook, hurt=(*notebook.hurt, *fresh))
    if not is_training(record):
        return notebook
    day = parse_moment(record.started_at).date()
    since = notebook.training_since
    if not since or last is None or (day - last).days >= RUN_ENDS_DAYS:
        goes_on = not since and last is not None and (day - last).days < RUN_ENDS_DAYS
        since = (last if goes_on and last is not None else day).isoformat()
    return replace(notebook, training_since=since, own_pace=_pace(notebook.own_pace, record))


def _pace(known: float, record: SessionRecord) -> float:
    """The pace updated by a session; only one that was done as planned changes it."""
    whole = record.status is Status.COMPLETED and not any(s.skipped for s in record.sets)
    if not whole or not record.estimated_s or not record.active_s:
        return known
    low, high = PACE_BETWEEN
    ratio = max(low, min(high, record.active_s / record.estimated_s))
    updated: float = known * ratio**PACE_MOVES
    return round(max(low, min(high, updated)), 3)


def find_forgettable(notebook: Notebook) -> tuple[str, ...]:
    """Return the ids of decisions that nothing depends on any more.

    Kept for each exercise: the newest, the newest no of each direction, the last ten that changed
    its standing.
    """
    newest: set[tuple[str, str]] = set()
    moved: Counter[str] = Counter()
    ids = []
    for decision in reversed(notebook.decisions):
        proposal = decision.proposal
        keys = [(proposal.exercise, "newest")]
        if decision.reply is Reply.NO:
            keys.append((proposal.exercise, f"no-{proposal.change}"))
        fresh = [key for key in keys if key not in newest]
        newest.update(fresh)
        moves = decision.change is not None
        moved[proposal.exercise] += moves
        if not fresh and not (moves and moved[proposal.exercise] <= KEPT_MOVES):
            ids.append(proposal.id)
    return tuple(ids)
