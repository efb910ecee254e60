"""The coach's notebook: changes of standing, decisions, and what was said about pain."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.decisions import Decision, Proposal, Reply, open_proposals
from runcoach.core.coach.evidence import moment
from runcoach.core.coach.pain import (
    AREAS,
    LEG_AND_BACK,
    Cleared,
    PainCheck,
    PainReport,
    pain_reports,
)
from runcoach.core.model.records import SessionRecord, Status
from runcoach.core.model.standing import Change, Standing, fold

RUN_ENDS_DAYS = 14
"""A pause from which the count of weeks begins again."""
PACE_MOVES = 0.3
"""How far one session moves what is known of a person's own pace."""
PACE_BETWEEN = (0.75, 1.5)
KEPT_MOVES = 10
"""Changes of one exercise that are kept: enough for a look back and a few undos."""

BACK = frozenset({"lower back", "upper back", "neck"})
LEGS = LEG_AND_BACK - BACK


class Sore(Struct, frozen=True):
    """The answer to "Still sore?" at a start; it holds for that day."""

    at: str
    where: str = ""
    """`legs`, `upper body`, `all over`; empty for not at all."""
    severe: bool = False

    @property
    def areas(self) -> frozenset[str]:
        """The areas it means."""
        every = frozenset(AREAS)
        return {"legs": LEGS, "upper body": every - LEGS, "all over": every}.get(
            self.where, frozenset()
        )


class Notebook(Struct, frozen=True):
    """What is kept in coach.json. Standing is the fold of its changes."""

    changes: tuple[Change, ...] = ()
    """The person's own, breaks and returns; those of accepted proposals are in `decisions`."""
    decisions: tuple[Decision, ...] = ()
    """Every proposal of a session, holds too; the newest of an exercise wins."""
    checks: tuple[PainCheck, ...] = ()
    cleared: tuple[Cleared, ...] = ()
    hurt: tuple[PainReport, ...] = ()
    """Pain that sessions reported: it outlasts the part of the history that a start reads."""
    sore: Sore | None = None
    """The last answer about soreness."""
    training_since: str = ""
    """ISO date of the first day of this run of weeks."""
    own_pace: float = 1.0
    """How long this person takes, as a part of what a plan says."""

    @property
    def all_changes(self) -> tuple[Change, ...]:
        """Every change of standing, the accepted proposals' among them."""
        accepted = (d.change for d in self.decisions)
        return (*self.changes, *(c for c in accepted if c is not None))

    @property
    def standings(self) -> dict[str, Standing]:
        """Where the person stands on each exercise that has ever moved."""
        return fold(self.all_changes)

    @property
    def open(self) -> tuple[Proposal, ...]:
        """The proposals that wait for an answer."""
        return open_proposals(self.decisions, self.standings)

    def with_decisions(self, decisions: Iterable[Decision]) -> Self:
        """With these, each in the place of the one of its id."""
        by_id = {d.proposal.id: d for d in self.decisions}
        by_id |= {d.proposal.id: d for d in decisions}
        return replace(self, decisions=tuple(by_id.values()))

    def with_changes(self, changes: Iterable[Change]) -> Self:
        """With these, each in the place of the one of its id."""
        by_id = {c.id: c for c in self.changes} | {c.id: c for c in changes}
        return replace(self, changes=tuple(by_id.values()))

    def last_own(self) -> Change | None:
        """The newest change that can be undone."""
        standing = [c for c in self.all_changes if not c.undone and c.after]
        return max(standing, key=lambda c: (moment(c.at), c.id), default=None)

    def without(self, change: Change) -> Self:
        """With a change undone; an accepted proposal is open again."""
        decided = [d for d in self.decisions if d.proposal.id == change.id]
        if decided:
            return self.with_decisions(replace(d, reply=Reply.OPEN, at="") for d in decided)
        return self.with_changes([replace(change, undone=True)])


def after_session(notebook: Notebook, record: SessionRecord, last: date | None) -> Notebook:
    """What a session leaves beside its proposals: its pain, its pace, the run of weeks.

    `last` is the day of the session before it, None for the first.
    """
    if record.status is Status.DISCARDED or record.deleted_at is not None:
        return notebook
    known = {(r.session, r.place) for r in notebook.hurt}
    fresh = [r for r in pain_reports([record]) if (r.session, r.place) not in known]
    notebook = replace(notebook, hurt=(*notebook.hurt, *fresh))
    if record.rehearsal or all(s.skipped for s in record.sets):
        return notebook
    day = moment(record.started_at).date()
    since = notebook.training_since
    if not since or last is None or (day - last).days >= RUN_ENDS_DAYS:
        goes_on = not since and last is not None and (day - last).days < RUN_ENDS_DAYS
        since = (last if goes_on and last is not None else day).isoformat()
    return replace(notebook, training_since=since, own_pace=_pace(notebook.own_pace, record))


def _pace(known: float, record: SessionRecord) -> float:
    """The pace with one session more; only what was done as planned says something of it."""
    whole = record.status is Status.COMPLETED and not any(s.skipped for s in record.sets)
    if not whole or not record.estimated_s or not record.active_s:
        return known
    low, high = PACE_BETWEEN
    ratio = max(low, min(high, record.active_s / record.estimated_s))
    moved: float = known * ratio**PACE_MOVES
    return round(max(low, min(high, moved)), 3)


def forgettable(notebook: Notebook) -> tuple[str, ...]:
    """Ids of decisions that nothing rests on any more.

    Kept of each exercise: the newest, the newest no of each direction, the last ten that moved it.
    """
    newest: set[tuple[str, str]] = set()
    moved: Counter[str] = Counter()
    out = []
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
            out.append(proposal.id)
    return tuple(out)
