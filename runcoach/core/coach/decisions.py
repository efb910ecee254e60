"""Proposals of the coach and the person's decisions about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from runcoach.core.coach.evidence import CitedSet
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.standing import Standing, StandingChange, Standings


class Direction(StrEnum):
    """The direction of a proposal."""

    UP = "up"
    HOLD = "hold"
    DOWN = "down"


class Proposal(Struct, frozen=True):
    """The coach's suggestion for one exercise after a session."""

    session: str
    """Id of the session after which it was made."""
    exercise: str
    change: Direction
    before: Standing
    after: Standing
    rule: str
    """Id in `RULES`."""
    sentence: str
    source: str
    evidence: tuple[CitedSet, ...] = ()

    @property
    def id(self) -> str:
        """Its id in coach.json: `session:exercise`."""
        return f"{self.session}:{self.exercise}"


class Reply(StrEnum):
    """The person's answer to a proposal."""

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
    """The standing that the person chose instead, if the reply is `changed`."""

    @property
    def change(self) -> StandingChange | None:
        """The change of standing that it makes; None if it makes none."""
        if self.reply not in (Reply.YES, Reply.CHANGED):
            return None
        after = self.chosen if self.chosen is not None else self.proposal.after
        exercise = self.proposal.exercise
        return StandingChange(self.proposal.id, self.at, {exercise: after}, self.proposal.sentence)


def find_open_proposals(
    decisions: Iterable[Decision], standings: Standings
) -> tuple[Proposal, ...]:
    """Return the proposals that wait for an answer, in the order they were stored.

    Only the newest proposal of an exercise counts. It lapses if the exercise's standing has changed
    since, locks included. Proposals to hold need no answer.
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
    """Return the same answer, given at a moment, to each of the proposals."""
    return tuple(Decision(proposal, reply, at) for proposal in proposals)


def last_declined_at(
    decisions: Iterable[Decision], exercise: str, direction: Direction
) -> str | None:
    """Return when a proposal for an exercise in a direction was last declined; None if never."""
    return max(
        (
            d.at
            for d in decisions
            if d.reply is Reply.NO
            and d.proposal.exercise == exercise
            and d.proposal.change is direction
        ),
        key=parse_moment,
        default=None,
    )
