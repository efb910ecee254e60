"""The outcomes that describe a transition, in the terms of the transition table."""

from __future__ import annotations

from runcoach.core.model.plan import BlockKind
from runcoach.core.session.session import Phase, Session
from runcoach.core.session.transition_table import RelativeOutcome, TableRow

OPENS = {
    BlockKind.READY: Phase.READY,
    BlockKind.WORK: Phase.COUNT_IN,
    BlockKind.SWITCH: Phase.SWITCH,
    BlockKind.REST: Phase.REST,
    None: Phase.FINISHED,
}


def reached(row: TableRow, before: Session, after: Session) -> frozenset[Phase | RelativeOutcome]:
    """All outcomes that describe the transition from `before` to `after`."""
    outcomes: set[Phase | RelativeOutcome] = set()
    entered = after.phase is not before.phase or (after.phase_began_at, after.block) != (
        before.phase_began_at,
        before.block,
    )
    if entered:
        outcomes.add(after.phase)
    if after.phase is before.phase and (not entered or after.phase not in row.outcomes):
        outcomes.add(RelativeOutcome.SAME)
    if before.interruption and after.phase is before.interruption.phase:
        outcomes.add(RelativeOutcome.BACK)
    following = before.plan.blocks[before.cursor + 1 : before.cursor + 2]
    kind = following[0].kind if following else None
    at_next = after.block == (following[0] if following else None)
    if entered and at_next and after.phase is OPENS[kind]:
        outcomes.add(RelativeOutcome.NEXT)
    return frozenset(outcomes)
