"""Pacing: how long things take, and the moments within them that are heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from runcoach.core.model.dose import HOLD_STROKE
from runcoach.core.model.exercise import Kind, Position
from runcoach.core.model.plan import Block, BlockKind
from runcoach.core.session.alerts import AlertKind
from runcoach.core.session.session import Phase

if TYPE_CHECKING:
    from runcoach.core.session.session import Session

READY_S = 12.0
FLOOR_READY_S = 18.0
FETCHING_READY_S = 25.0
SWITCH_S = 6.0
END_S = 15.0
"""Section 3 of the coaching rules: ready 12 s, floor 18, fetching equipment 25, switch 6, end 15.
"""

HALFWAY_FROM_S = 20.0
"""Shorter timed work has no halfway."""
CUE_FROM_S = 30.0
"""Shorter holds have no moment for a cue."""
CUE_AFTER_HALF_S = 3.0
LAST_S = 5
LAST_FROM_S = 10.0
REST_TEN_S = 10.0
REST_TEN_FROM_S = 15.0

LOWERING = frozenset({"low", "down", "bottom", "dip", "land"})
"""Poses that a stroke lowers into; a stroke into any other raises."""

_UPRIGHT = frozenset({Position.STANDING, Position.SEATED})


def setup_s(position: Position, equipment: Sequence[str] = ()) -> float:
    """Seconds to get into a position; fetching a weight takes longest."""
    if equipment:
        return FETCHING_READY_S
    return READY_S if position in _UPRIGHT else FLOOR_READY_S


def length_s(block: Block) -> float:
    """Seconds until work ends by itself: an open hold runs to twice its target."""
    return block.seconds * 2 if block.open else block.seconds


def duration_s(blocks: Sequence[Block], count_in_s: float) -> float:
    """Seconds that blocks take from first to last, when every target is met."""
    total = gap = 0.0
    for block in blocks:
        if block.kind is BlockKind.WORK:
            total += max(0.0, count_in_s - gap)
        total += block.seconds
        gap = block.seconds if block.kind in (BlockKind.REST, BlockKind.SWITCH) else 0.0
    return total


def rep_at(block: Block, worked: float) -> int:
    """The rep under way after so many seconds at the tempo, from 1 to the target."""
    if block.cycle_s <= 0:
        return 1
    return min(block.target, int(worked / block.cycle_s + 1e-9) + 1)


def reps_done(block: Block, worked: float) -> int:
    """Whole reps after so many seconds at the tempo, at most the target."""
    if block.cycle_s <= 0:
        return 0
    return min(block.target, int(worked / block.cycle_s + 1e-9))


def work_offsets(block: Block, paced: bool) -> Iterator[tuple[float, AlertKind, int]]:
    """Moments of a set that are heard, as seconds from its beginning; 0 is go."""
    yield 0.0, AlertKind.GO, 0
    if block.measure is Kind.REPS:
        if paced:
            yield from _rep_offsets(block)
        return
    total = block.seconds
    if total >= HALFWAY_FROM_S:
        yield total / 2, AlertKind.HALFWAY, round(total / 2)
    if block.measure is Kind.HOLD and total >= CUE_FROM_S:
        yield total / 2 + CUE_AFTER_HALF_S, AlertKind.CUE, 0
    if total >= LAST_FROM_S:
        for left in range(LAST_S, 0, -1):
            yield total - left, AlertKind.LAST_FIVE, left


def _rep_offsets(block: Block) -> Iterator[tuple[float, AlertKind, int]]:
    for rep in range(1, block.target + 1):
        at = (rep - 1) * block.cycle_s
        for stroke in block.tempo:
            if stroke.pose != HOLD_STROKE:
                down = stroke.pose in LOWERING
                yield at, AlertKind.REP_DOWN if down else AlertKind.REP_UP, rep
            at += stroke.seconds


def moments(session: Session) -> Iterator[tuple[float, AlertKind, int]]:
    """Alerts within the present phase, at their times on the session's clock, in order."""
    since, until = session.since, session.until
    if session.phase is Phase.COUNT_IN and until is not None:
        left = int(until - since + 1e-9)
        for value in range(left, 0, -1):
            yield max(since, until - value), AlertKind.TICK, value
    elif session.phase is Phase.WORK and session.block is not None:
        origin = since - session.carried
        for offset, kind, value in work_offsets(session.block, until is not None):
            if kind is AlertKind.GO:
                yield since, kind, value
            elif offset >= session.carried:
                yield max(since, origin + offset), kind, value
    elif session.phase is Phase.REST:
        ends = until if session.editing_until is None else session.editing_until
        whole = ends + session.counted_in_s if ends is not None else since
        if whole - since >= REST_TEN_FROM_S:
            yield whole - REST_TEN_S, AlertKind.REST_TEN, int(REST_TEN_S)
