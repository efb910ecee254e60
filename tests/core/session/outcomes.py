"""What may be said of where an event has led: the words of the machine's table."""

from __future__ import annotations

from runcoach.core.model.plan import BlockKind
from runcoach.core.session.session import Phase, Session
from runcoach.core.session.transition_table import Row, Toward

OPENS = {
    BlockKind.READY: Phase.READY,
    BlockKind.WORK: Phase.COUNT_IN,
    BlockKind.SWITCH: Phase.SWITCH,
    BlockKind.REST: Phase.REST,
    None: Phase.FINISHED,
}


def reached(row: Row, before: Session, after: Session) -> frozenset[Phase | Toward]:
    """All that may be said of where an event has led."""
    said: set[Phase | Toward] = set()
    anew = after.phase is not before.phase or (after.since, after.block) != (
        before.since,
        before.block,
    )
    if anew:
        said.add(after.phase)
    if after.phase is before.phase and (not anew or after.phase not in row.outcomes):
        said.add(Toward.SAME)
    if before.interruption and after.phase is before.interruption.phase:
        said.add(Toward.BACK)
    follows = before.plan.blocks[before.cursor + 1 : before.cursor + 2]
    kind = follows[0].kind if follows else None
    on_it = after.block == (follows[0] if follows else None)
    if anew and on_it and after.phase is OPENS[kind]:
        said.add(Toward.NEXT)
    return frozenset(said)
