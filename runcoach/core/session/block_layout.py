"""Blocks laid out from tiers: ready, the sets with their sides and rests, and other tiers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Exercise, Kind, Sides, Tier
from runcoach.core.model.plan import Block, BlockKind, Role, Side
from runcoach.core.session.timing import SWITCH_S, setup_s


class Bout(Struct, frozen=True):
    """What one exercise of a session is done with: its tier, its value and how often."""

    exercise: Exercise
    tier: Tier
    sets: int
    value: int
    """Reps, or seconds of a hold; of one side, wherever sides take turns."""
    rest_s: float
    load_kg: float = 0.0
    first_side: Side = Side.LEFT
    open: bool = False
    role: Role = Role.MAIN

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides of one set, in the order they are done."""
        match self.tier.sides:
            case Sides.EACH:
                return (self.first_side, self.first_side.other)
            case Sides.ALTERNATE:
                return (Side.ALTERNATE,)
            case Sides.BOTH:
                return (Side.BOTH,)


def bout_value(tier: Tier, value: int) -> int:
    """What one bout asks for: both sides' reps where the sides alternate, else the value."""
    alternates = tier.sides is Sides.ALTERNATE and tier.dose.unit is Unit.REPS
    return value * 2 if alternates else value


def work_seconds(tier: Tier, value: int) -> float:
    """How long a bout of that value lasts: the hold, the interval, or the tempo's whole length."""
    if tier.kind is Kind.INTERVAL:
        return float(tier.dose.seconds or value)
    if tier.kind is Kind.HOLD:
        return float(value)
    return bout_value(tier, value) * tier.cycle_s


def work_block(bout: Bout, set_number: int, side: Side) -> Block:
    """One set on one side, without an id."""
    tier = bout.tier
    timed = tier.dose.unit is Unit.SECONDS
    seconds = work_seconds(tier, bout.value)
    return Block(
        id="",
        kind=BlockKind.WORK,
        seconds=seconds,
        role=bout.role,
        exercise=bout.exercise.id,
        tier=tier.tier,
        variant=tier.variant,
        name=tier.name,
        measure=tier.kind,
        set=set_number,
        sets=bout.sets,
        side=side,
        unit=tier.dose.unit,
        target=round(seconds) if timed else bout_value(tier, bout.value),
        load_kg=bout.load_kg if tier.loaded else 0.0,
        tempo=tier.tempo,
        position=tier.position,
        setup_s=setup_s(tier.position),
        equipment=tier.equipment,
        landings=tier.landings,
        open=bout.open,
    )


def before(work: Block, kind: BlockKind, seconds: float) -> Block:
    """The gap that leads to a set; it names that set."""
    return replace(work, kind=kind, seconds=seconds)


def ready_block(work: Block, at_hand: Sequence[str] = ()) -> Block:
    """Getting ready for a set: fetching takes longest, unless it is at hand already."""
    fetched = [e for e in work.equipment if e not in at_hand]
    return before(work, BlockKind.READY, setup_s(work.position, fetched))


def one_set(bout: Bout, set_number: int) -> Iterator[Block]:
    """One set, side after side."""
    for number, side in enumerate(bout.sides):
        work = work_block(bout, set_number, side)
        if number:
            yield before(work, BlockKind.SWITCH, SWITCH_S)
        yield work


def straight(bout: Bout, at_hand: Sequence[str] = ()) -> Iterator[Block]:
    """Ready, then every set of one exercise with its rests between."""
    for number in range(1, bout.sets + 1):
        blocks = list(one_set(bout, number))
        if number == 1:
            yield ready_block(blocks[0], at_hand)
        else:
            yield before(blocks[0], BlockKind.REST, bout.rest_s)
        yield from blocks


def by_turns(bouts: Sequence[Bout], group: str, at_hand: Sequence[str] = ()) -> Iterator[Block]:
    """A pair or a circuit: one set of each, round after round, with a rest between rounds."""
    rest = max(b.rest_s for b in bouts)
    fetched = list(at_hand)
    for number in range(1, max(b.sets for b in bouts) + 1):
        opens_round = True
        for bout in bouts:
            if number > bout.sets:
                continue
            blocks = [replace(b, group=group, round=number) for b in one_set(bout, number)]
            if number > 1 and opens_round:
                yield before(blocks[0], BlockKind.REST, rest)
            else:
                yield ready_block(blocks[0], fetched)
            opens_round = False
            fetched += bout.tier.equipment
            yield from blocks


def numbered(blocks: Sequence[Block], taken: Sequence[Block] = ()) -> tuple[Block, ...]:
    """The blocks with ids that no block of the plan has."""
    used = {b.id for b in taken}
    fresh = (f"b{n}" for n in range(1, len(used) + len(blocks) + 2) if f"b{n}" not in used)
    return tuple(replace(b, id=next(fresh)) for b in blocks)


def retiered(tail: Sequence[Block], bout: Bout, instead_of: str = "") -> tuple[Block, ...]:
    """The blocks with one exercise at another tier, or with another exercise `instead_of` it.

    A set keeps its number and what it can of its side; changed blocks lose their id.
    """
    changing = instead_of or bout.exercise.id
    out: list[Block] = []
    given: set[int] = set()
    for block in tail:
        if block.exercise != changing or block.role is not bout.role:
            out.append(block)
        elif block.kind is BlockKind.WORK:
            out.extend(_retiered_set(block, bout, given))
        elif block.kind is not BlockKind.SWITCH or bout.tier.sides is Sides.EACH:
            side = _side_at(bout, block.side)
            new = replace(work_block(bout, block.set, side), sets=block.sets, group=block.group)
            keeps = block.kind is not BlockKind.READY
            seconds = block.seconds if keeps else ready_block(new).seconds
            out.append(replace(before(new, block.kind, seconds), round=block.round))
    return tuple(out)


def _side_at(bout: Bout, was: Side) -> Side:
    if bout.tier.sides is not Sides.EACH:
        return bout.sides[0]
    return was if was in (Side.LEFT, Side.RIGHT) else bout.first_side


def _retiered_set(block: Block, bout: Bout, given: set[int]) -> Iterator[Block]:
    sided = block.side in (Side.LEFT, Side.RIGHT)
    each = bout.tier.sides is Sides.EACH
    if sided and not each and block.set in given:
        return
    given.add(block.set)
    sides = (block.side,) if sided and each else bout.sides
    for number, side in enumerate(sides):
        work = replace(
            work_block(bout, block.set, side),
            sets=block.sets,
            group=block.group,
            round=block.round,
            supersedes=block.supersedes,
        )
        if number:
            yield before(work, BlockKind.SWITCH, SWITCH_S)
        yield work
