"""The blocks of warm-up and cool-down; they are never dropped to save time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Exercise, Kind, Sides, TierName, Use
from runcoach.core.model.focus import is_leg_work
from runcoach.core.model.plan import Block, BlockKind, Role, Side
from runcoach.core.model.programme import SessionOutline
from runcoach.core.session.block_layout import (
    Prescription,
    lay_out_set,
    make_lead_in,
    make_ready_block,
    make_work_block,
)
from runcoach.core.session.timing import LAST_FIVE_FROM_S, READY_S

PULSE_S = 60
JOINTS_S = 60
REHEARSAL_REPS = 5
"""A minute of pulse, a minute of joints, five rehearsal reps of the first main lift (practice)."""
REHEARSAL_HOLD_S = 10
MOVE_S = 30
"""About the length of each joint move and stretch."""
GAP_S = 5.0
NONE_FITS = ("none",)
"""A warm-up or cool-down without moves; an empty tuple leaves the choice to `_moves`."""


def choose_warm_up(
    moves: Sequence[Exercise], main: Sequence[Exercise], number: int
) -> list[Exercise]:
    """Return the moves in order: the pulse, then what the session's first exercises use.

    Hips come first before leg work. `number` counts sessions, so that the moves change.
    """
    pulse = [m for m in moves if m.pulse] or list(moves[:1])
    used = {area for exercise in main for area in exercise.areas}
    legs = any(is_leg_work(e) for e in main)
    others = [m for m in moves if m not in pulse]
    turn = number % max(1, len(others))
    others = [*others[turn:], *others[:turn]]
    joints = sorted(others, key=lambda m: (legs and "hip" not in m.areas, not used & set(m.areas)))
    if legs and len(joints) > 1:
        # One for the hips, then the joints that the hips' move leaves out.
        rest = sorted(joints[1:], key=lambda m: -len(used & set(m.areas) - set(joints[0].areas)))
        joints = [joints[0], *rest]
    first = pulse[number % len(pulse)] if pulse else None
    return ([first] if first is not None else []) + joints


def build_warm_up(
    outline: SessionOutline, catalogue: Catalogue, main: Sequence[Prescription]
) -> Iterator[Block]:
    """Yield the blocks of a pulse move, joint moves, and a rehearsal of the first main lift.

    `main` are the bouts of the main part; jumps are not rehearsed.
    """
    moves = _moves(outline.warm_up, catalogue, Use.WARM_UP)
    first = next((b for b in main if not b.exercise.power), None)
    rehearsal = [_rehearsal(first)] if first is not None else []
    if first is not None and first.ramp_kg:
        rehearsal.append(replace(_rehearsal(first), load_kg=first.ramp_kg))
    blocks: list[Block] = []
    if moves:
        joints_s = max(JOINTS_S, round(outline.warm_up_s - PULSE_S - _overhead_s(rehearsal)))
        blocks += _timed(moves[0], PULSE_S, Role.WARM_UP)
        joints = moves[1 : 1 + max(1, joints_s // MOVE_S)]
        for move in joints:
            sides = 2 if move.tier(TierName.STANDARD).sides is Sides.EACH else 1
            blocks += _timed(move, round(joints_s / len(joints) / sides), Role.WARM_UP)
    yield from _with_short_gaps([*blocks, *rehearsal])


def build_cool_down(outline: SessionOutline, catalogue: Catalogue) -> Iterator[Block]:
    """Yield the blocks of stretches, both sides of each, that fill about the outline's seconds."""
    moves = _moves(outline.cool_down, catalogue, Use.COOL_DOWN)
    blocks: list[Block] = []
    spent_s = 0.0
    for move in moves:
        sides = 2 if move.tiers[0].sides is Sides.EACH else 1
        each_s = min(MOVE_S, max(LAST_FIVE_FROM_S, (outline.cool_down_s - spent_s) / sides))
        if spent_s + each_s * sides > outline.cool_down_s + GAP_S:
            continue
        blocks += _timed(move, round(each_s), Role.COOL_DOWN)
        spent_s += (each_s + GAP_S) * sides
    yield from _with_short_gaps(blocks)


def _overhead_s(rehearsal: Sequence[Block]) -> float:
    """Seconds of a warm-up besides pulse and joints: getting ready, gaps and the rehearsal."""
    return READY_S + 3 * GAP_S + sum(block.seconds for block in rehearsal)


def _moves(ids: Sequence[str], catalogue: Catalogue, use: Use) -> list[Exercise]:
    """The exercises with these ids, else all that the catalogue has for the use, without jumps."""
    if ids:
        return [e for id in ids if (e := catalogue.exercise(id)) is not None]
    return [e for e in catalogue.used_for(use) if not e.power]


def _timed(move: Exercise, seconds: int, role: Role) -> list[Block]:
    tier = move.tier(TierName.STANDARD)
    if tier.dose.unit is Unit.SECONDS:
        dose = replace(tier.dose, seconds=seconds)
        bout = Prescription(move, replace(tier, dose=dose), 1, seconds, 0.0, role=role)
    else:
        bout = Prescription(move, tier, 1, tier.dose.at(0), 0.0, role=role)
    return list(lay_out_set(bout, 1))


def _rehearsal(bout: Prescription) -> Block:
    """A light, short set of a lift, without its load."""
    value = REHEARSAL_HOLD_S if bout.tier.kind is Kind.HOLD else REHEARSAL_REPS
    # Five reps in total even where the sides alternate.
    tier = replace(bout.tier, sides=Sides.BOTH)
    if tier.kind is Kind.INTERVAL:
        tier = replace(tier, dose=replace(tier.dose, seconds=REHEARSAL_HOLD_S))
    light = replace(bout, tier=tier, value=value, sets=1, load_kg=0.0, role=Role.WARM_UP)
    side = Side.BOTH if bout.tier.sides is Sides.BOTH else Side.ALTERNATE
    return replace(make_work_block(light, 1, side), open=False)


def _with_short_gaps(blocks: Sequence[Block]) -> Iterator[Block]:
    """One move after the other with a short gap; only the first one waits for Space."""
    for number, block in enumerate(blocks):
        if block.kind is not BlockKind.WORK:
            continue
        if number == 0:
            yield make_ready_block(block)
        elif blocks[number - 1].kind is BlockKind.SWITCH:
            yield blocks[number - 1]
        else:
            yield make_lead_in(block, BlockKind.REST, GAP_S)
        yield block
