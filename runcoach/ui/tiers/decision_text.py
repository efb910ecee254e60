"""What the coach decided, of a session for its record and of an exercise for its ladder. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from runcoach.core.coach.decisions import Decision, Direction, Reply
from runcoach.core.coach.evidence import moment
from runcoach.core.coach.notebook import Notebook
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.standing import Change, Standing

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


def moved(notebook: Notebook, exercise: str) -> list[Change]:
    """What moved an exercise and was not taken back, the newest first."""
    found = [c for c in notebook.all_changes if exercise in c.after and not c.undone]
    return sorted(found, key=lambda c: moment(c.at), reverse=True)


def said_last(notebook: Notebook, exercise: str, standing: Standing) -> Decision | None:
    """The last decision about an exercise, while it still stands where that was said."""
    decided = [d for d in notebook.decisions if d.proposal.exercise == exercise]
    if not decided:
        return None
    said = decided[-1].proposal
    stands = replace(standing, locked=said.before.locked)
    return decided[-1] if stands in (said.before, said.after) else None
