"""Whether a session from outside is one that the machine could have made.

A snapshot that was damaged or edited by hand may have the right types and still be impossible: a
cursor behind the last block, a pause of nothing. The machine relies on none of that happening.
"""

from __future__ import annotations

from runcoach.core.model.dates import parse_moment
from runcoach.core.model.plan import BlockKind
from runcoach.core.model.validation import InvalidValueError
from runcoach.core.session.session import Phase, Session

MOST_REPS = 10_000
"""Reps of one block; more would give more alerts than a second can hold."""

_KINDS = {
    Phase.READY: (BlockKind.READY, BlockKind.WORK),
    Phase.COUNT_IN: (BlockKind.WORK,),
    Phase.WORK: (BlockKind.WORK,),
    Phase.SWITCH: (BlockKind.SWITCH,),
    Phase.REST: (BlockKind.REST,),
}
"""The kinds of block that a phase can be in."""


def check_session(session: Session) -> None:
    """Check a session whose values have the right types.

    Raises:
        InvalidValueError: the first thing that can't be.
    """
    try:
        parse_moment(session.started_at)
    except ValueError as error:
        raise InvalidValueError("started_at", str(error)) from None
    _check_blocks(session)
    _expect(len({s.id for s in session.sets}) == len(session.sets), "sets", "expected distinct ids")
    paused = session.phase is Phase.PAUSED
    _expect(paused == (session.interruption is not None), "at", "expected a pause to interrupt")
    if session.phase is Phase.LEFT:
        _expect(session.leaving is not None, "left", "expected how it was left")
        return
    if session.phase is Phase.FINISHED:
        return
    _expect(session.block is not None, "cursor", "expected a block of the plan")
    assert session.block is not None
    kinds = _KINDS.get(session.underlying_phase, ())
    _expect(session.block.kind in kinds, "phase", f"expected one of a {session.block.kind} block")


def _check_blocks(session: Session) -> None:
    blocks = session.plan.blocks
    _expect(0 <= session.cursor <= len(blocks), "cursor", "expected a block of the plan")
    _expect(len({b.id for b in blocks}) == len(blocks), "plan.blocks", "expected distinct ids")
    for block in blocks:
        _expect(
            block.seconds <= MOST_REPS * block.cycle_s or not block.tempo,
            "plan.blocks",
            f"expected {MOST_REPS} reps at most",
        )


def _expect(holds: bool, where: str, expected: str) -> None:
    if not holds:
        raise InvalidValueError(where, expected)
