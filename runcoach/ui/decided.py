"""What the coach decided from one session, as lines for its record. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from runcoach.core.catalogue import Catalogue
from runcoach.core.progression_decisions import Decision, Direction, Reply

Piece = tuple[str, str]

REPLIES = {
    Reply.OPEN: "not answered yet",
    Reply.YES: "you said yes",
    Reply.NO: "you said no",
    Reply.CHANGED: "you chose otherwise",
}
ARROWS = {Direction.UP: "↑", Direction.DOWN: "↓"}


def decision_lines(
    decisions: Iterable[Decision], session: str, catalogue: Catalogue
) -> list[list[Piece]]:
    """Each step up or down with its reason and its answer, then what was held; empty for none."""
    lines: list[list[Piece]] = []
    held = []
    for decision in decisions:
        proposal = decision.proposal
        if proposal.session != session:
            continue
        exercise = catalogue.exercise(proposal.exercise)
        name = exercise.name if exercise else proposal.exercise
        if proposal.change is Direction.HOLD:
            held.append(name)
            continue
        lines.append(
            [
                (f"{ARROWS[proposal.change]} {name}: ", "strong"),
                (proposal.sentence, ""),
                (f" ({REPLIES[decision.reply]})", "quiet"),
            ]
        )
    if held:
        lines.append([("= As before: ", "strong"), (", ".join(held), "")])
    return [[("The coach", "head")], *lines] if lines else []
