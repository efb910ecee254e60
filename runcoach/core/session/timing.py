"""Every duration of a session, and the times of the alerts within a phase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from runcoach.core.model.dose import HOLD_POSE
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
"""Practice. Ready 12 s, floor 18, fetching equipment 25, switch 6, end 15."""

HALFWAY_FROM_S = 20.0
"""Shorter timed work has no halfway alert."""
CUE_FROM_S = 30.0
"""Shorter holds have no cue alert."""
CUE_AFTER_HALF_S = 3.0
LAST_FIVE_S = 5
LAST_FIVE_FROM_S = 10.0
REST_TEN_S = 10.0
REST_TEN_FROM_S = 15.0

LOWERING_POSES = frozenset({"low", "down", "bottom", "dip", "land"})
"""Poses that end a lowering phase; a phase that ends in any other pose is a raising one."""

_UPRIGHT = frozenset({Position.STANDING, Position.SEATED})


def setup_seconds(position: Position, equipment: Sequence[str] = ()) -> float:
    """Seconds to get into a position; fetching equipment takes longest."""
    if equipment:
        return FETCHING_READY_S
    return READY_S if position in _UPRIGHT else FLOOR_READY_S


def work_length_s(block: Block) -> float:
    """Seconds until work ends by itself: an open hold ends at twice its target."""
    return block.seconds * 2 if block.open else block.seconds


def total_length_s(blocks: Sequence[Block], count_in_s: float) -> float:
    """Total length of the blocks in seconds, if every target is met exactly."""
    total = gap = 0.0
    for block in blocks:
        if block.kind is BlockKind.WORK:
            total += max(0.0, count_in_s - gap)
        total += block.seconds
        gap = block.seconds if block.kind in (BlockKind.REST, BlockKind.SWITCH) else 0.0
    return total


def rep_number(block: Block, worked: float) -> int:
    """The number of the rep in progress after `worked` seconds at the tempo, 1 to the target."""
    if block.cycle_s <= 0:
        return 1
    return min(block.target, int(worked / block.cycle_s + 1e-9) + 1)


def count_reps(block: Block, worked: float) -> int:
    """Completed reps after `worked` seconds at the tempo, at most the target."""
    if block.cycle_s <= 0:
        return 0
    return min(block.target, int(worked / block.cycle_s + 1e-9))


def alert_offsets(block: Block, paced: bool) -> Iterator[tuple[float, AlertKind, int]]:
    """The alerts of a set as (seconds from its beginning, kind, value); GO is at 0."""
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
    if total >= LAST_FIVE_FROM_S:
        for remaining in range(LAST_FIVE_S, 0, -1):
            yield total - remaining, AlertKind.LAST_FIVE, remaining


def _rep_offsets(block: Block) -> Iterator[tuple[float, AlertKind, int]]:
    for rep in range(1, block.target + 1):
        at = (rep - 1) * block.cycle_s
        for stroke in block.tempo:
            if stroke.pose != HOLD_POSE:
                lowers = stroke.pose in LOWERING_POSES
                yield at, AlertKind.REP_DOWN if lowers else AlertKind.REP_UP, rep
            at += stroke.seconds


def alert_times(session: Session) -> Iterator[tuple[float, AlertKind, int]]:
    """The alerts of the current phase as (time on the session's clock, kind, value), in order."""
    since, until = session.phase_began_at, session.phase_ends_at
    if session.phase is Phase.COUNT_IN and until is not None:
        whole_seconds = int(until - since + 1e-9)
        for value in range(whole_seconds, 0, -1):
            yield max(since, until - value), AlertKind.TICK, value
    elif session.phase is Phase.WORK and session.block is not None:
        origin = since - session.carried_work_s
        for offset, kind, value in alert_offsets(session.block, until is not None):
            if kind is AlertKind.GO:
                yield since, kind, value
            elif offset >= session.carried_work_s:
                yield max(since, origin + offset), kind, value
    elif session.phase is Phase.REST:
        end = until if session.held_rest_ends_at is None else session.held_rest_ends_at
        gap_end = end + session.gap_count_in_s if end is not None else since
        if gap_end - since >= REST_TEN_FROM_S:
            yield gap_end - REST_TEN_S, AlertKind.REST_TEN, int(REST_TEN_S)
