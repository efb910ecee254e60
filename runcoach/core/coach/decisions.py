"""Decisions: what the coach proposed, what the person answered, and what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from runcoach.core.coach.evidence import Seen, moment
from runcoach.core.model.standing import Change, Standing, Standings


class Direction(StrEnum):
    """Which way a proposal goes."""

    UP = "up"
    HOLD = "hold"
    DOWN = "down"


class Proposal(Struct, frozen=True):
    """The coach's suggestion for one exercise after a session."""

    session: str
    """Id of the session that it was made after."""
    exercise: str
    change: Direction
    before: Standing
    after: Standing
    rule: str
    """Id in `RULES`."""
    sentence: str
    source: str
    evidence: tuple[Seen, ...] = ()

    @property
    def id(self) -> str:
        """Its id in coach.json: `session:exercise`."""
        return f"{self.session}:{self.exercise}"


class Reply(StrEnum):
    """What the person said to a proposal."""

    OPEN = "open"
    YES = "yes"
    NO = "no"
    CHANGED = "changed"


class Decision(Struct, frozen=True):
    """A proposal and its answer, as kept in coach.json under the proposal's id."""

    proposal: Proposal
    reply: Reply = Reply.OPEN
    at: str = ""
    """When it was answered: ISO 8601 with its offset; empty while it is open."""
    chosen: Standing | None = None
    """What the person chose instead, where the reply is `changed`."""

    @property
    def change(self) -> Change | None:
        """The change of standing it amounts to; None where there is none."""
        if self.reply not in (Reply.YES, Reply.CHANGED):
            return None
        after = self.chosen if self.chosen is not None else self.proposal.after
        exercise = self.proposal.exercise
        return Change(self.proposal.id, self.at, {exercise: after}, self.proposal.sentence)


def open_proposals(decisions: Iterable[Decision], standings: Standings) -> tuple[Proposal, ...]:
    """The proposals that wait for an answer, oldest session first as they were stored.

    The newest one of an exercise decides: once it is done again it is looked at afresh. One
    whose exercise has moved since, or was locked, is moot.
    """
    newest: dict[str, Decision] = {}
    for decision in decisions:
        newest.pop(decision.proposal.exercise, None)
        newest[decision.proposal.exercise] = decision
    return tuple(
        d.proposal
        for d in newest.values()
        if d.reply is Reply.OPEN
        and d.proposal.change is not Direction.HOLD
        and standings.get(d.proposal.exercise, d.proposal.before) == d.proposal.before
    )


def answer_all(proposals: Sequence[Proposal], reply: Reply, at: str) -> tuple[Decision, ...]:
    """The same answer to each: yes to all, or to all of them not yet."""
    return tuple(Decision(proposal, reply, at) for proposal in proposals)


def declined_at(decisions: Iterable[Decision], exercise: str, way: Direction) -> str | None:
    """When a proposal of that kind was last declined for an exercise; None if never."""
    return max(
        (
            d.at
            for d in decisions
            if d.reply is Reply.NO and d.proposal.exercise == exercise and d.proposal.change is way
        ),
        key=moment,
        default=None,
    )
