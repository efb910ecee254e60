"""Warm-up and cool-down: always laid, never dropped to save time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Exercise, Kind, Sides, TierName, Use
from runcoach.core.model.plan import Block, BlockKind, Role, Side
from runcoach.core.model.programme import SessionOutline
from runcoach.core.session.block_layout import Bout, before, one_set, ready_block, work_block
from runcoach.core.session.timing import LAST_FROM_S, READY_S

PULSE_S = 60
JOINTS_S = 60
REHEARSAL_REPS = 5
"""A minute of pulse, a minute of joints, five rehearsal reps of the first main lift (practice)."""
REHEARSAL_HOLD_S = 10
MOVE_S = 30
"""A joint or a stretch gets about so long."""
GAP_S = 5.0
NONE_FITS = ("none",)
"""A warm-up or cool-down of no moves; an empty tuple would leave the choice to the composer."""


def warm_up(outline: SessionOutline, catalogue: Catalogue, main: Sequence[Bout]) -> Iterator[Block]:
    """Pulse, joints and a rehearsal of the first main lift; no jumps."""
    moves = _chosen(outline.warm_up, catalogue, Use.WARM_UP)
    first = next((b for b in main if not b.exercise.power), None)
    rehearsal = [_rehearsed(first)] if first is not None else []
    blocks: list[Block] = []
    if moves:
        joints_s = max(JOINTS_S, round(outline.warm_up_s - PULSE_S - _spent_s(rehearsal)))
        blocks += _timed(moves[0], PULSE_S, Role.WARM_UP)
        joints = moves[1 : 1 + max(1, joints_s // MOVE_S)]
        for move in joints:
            two = 2 if move.tier(TierName.STANDARD).sides is Sides.EACH else 1
            blocks += _timed(move, round(joints_s / len(joints) / two), Role.WARM_UP)
    yield from _flowing([*blocks, *rehearsal])


def cool_down(outline: SessionOutline, catalogue: Catalogue) -> Iterator[Block]:
    """Stretches for about as long as the session says; both sides of each."""
    moves = _chosen(outline.cool_down, catalogue, Use.COOL_DOWN)
    blocks: list[Block] = []
    spent = 0.0
    for move in moves:
        two = 2 if move.tiers[0].sides is Sides.EACH else 1
        each = min(MOVE_S, max(LAST_FROM_S, (outline.cool_down_s - spent) / two))
        if spent + each * two > outline.cool_down_s + GAP_S:
            continue
        blocks += _timed(move, round(each), Role.COOL_DOWN)
        spent += (each + GAP_S) * two
    yield from _flowing(blocks)


def _spent_s(rehearsal: Sequence[Block]) -> float:
    """What a warm-up takes beside pulse and joints: getting ready, gaps and the rehearsal."""
    return READY_S + 3 * GAP_S + sum(block.seconds for block in rehearsal)


def _chosen(ids: Sequence[str], catalogue: Catalogue, use: Use) -> list[Exercise]:
    if ids:
        return [e for id in ids if (e := catalogue.exercise(id)) is not None]
    return [e for e in catalogue.used_for(use) if not e.power]


def _timed(move: Exercise, seconds: int, role: Role) -> list[Block]:
    tier = move.tier(TierName.STANDARD)
    if tier.dose.unit is Unit.SECONDS:
        dose = replace(tier.dose, seconds=seconds)
        bout = Bout(move, replace(tier, dose=dose), 1, seconds, 0.0, role=role)
    else:
        bout = Bout(move, tier, 1, tier.dose.at(0), 0.0, role=role)
    return list(one_set(bout, 1))


def _rehearsed(bout: Bout) -> Block:
    """Light and short: the first lift as it will be done, without its load."""
    value = REHEARSAL_HOLD_S if bout.tier.kind is Kind.HOLD else REHEARSAL_REPS
    # Five in all, also where the sides alternate.
    tier = replace(bout.tier, sides=Sides.BOTH)
    if tier.kind is Kind.INTERVAL:
        tier = replace(tier, dose=replace(tier.dose, seconds=REHEARSAL_HOLD_S))
    light = replace(bout, tier=tier, value=value, sets=1, load_kg=0.0, role=Role.WARM_UP)
    side = Side.BOTH if bout.tier.sides is Sides.BOTH else Side.ALTERNATE
    return replace(work_block(light, 1, side), open=False)


def _flowing(blocks: Sequence[Block]) -> Iterator[Block]:
    """One move after the other with a short gap; only the first waits to begin."""
    for number, block in enumerate(blocks):
        if block.kind is not BlockKind.WORK:
            continue
        if number == 0:
            yield ready_block(block)
        elif blocks[number - 1].kind is BlockKind.SWITCH:
            yield blocks[number - 1]
        else:
            yield before(block, BlockKind.REST, GAP_S)
        yield block
