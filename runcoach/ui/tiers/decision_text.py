"""The coach's decisions as text: those of a session, and the last one of an exercise. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from runcoach.core.coach.decisions import Decision, Direction, Reply
from runcoach.core.coach.notebook import Notebook
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.standing import Standing, StandingChange

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
    """Format a session's decisions: each step with its reason and answer, then what was held.

    Empty without decisions.
    """
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


def find_changes(notebook: Notebook, exercise: str) -> list[StandingChange]:
    """Return the changes of an exercise that were not undone, newest first."""
    changes = [c for c in notebook.all_changes if exercise in c.after and not c.undone]
    return sorted(changes, key=lambda c: parse_moment(c.at), reverse=True)


def find_last_decision(notebook: Notebook, exercise: str, standing: Standing) -> Decision | None:
    """Return the last decision about an exercise if its standing has not changed since."""
    decided = [d for d in notebook.decisions if d.proposal.exercise == exercise]
    if not decided:
        return None
    proposal = decided[-1].proposal
    same_lock = replace(standing, locked=proposal.before.locked)
    return decided[-1] if same_lock in (proposal.before, proposal.after) else None
