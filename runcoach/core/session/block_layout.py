"""Blocks built from tiers: getting ready, sets with sides and rests, and changes of tier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Exercise, Kind, Sides, Tier
from runcoach.core.model.plan import Block, BlockKind, Role, Side
from runcoach.core.session.timing import SWITCH_S, setup_seconds


class Prescription(Struct, frozen=True):
    """One exercise as prescribed for a session: its tier, value, sets, rest and load."""

    exercise: Exercise
    tier: Tier
    sets: int
    value: int
    """Reps, or seconds of a hold; per side where sides alternate."""
    rest_s: float
    load_kg: float = 0.0
    first_side: Side = Side.LEFT
    open: bool = False
    role: Role = Role.MAIN
    pair: int = 0
    """Bouts of the same number above 0 alternate, set by set."""
    ramp_kg: float | None = None
    """The load of one lighter set before a heavy one, 0 for none; None for no such set."""

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


def target_per_set(tier: Tier, value: int) -> int:
    """The target of one set: the reps of both sides where sides alternate, else the value."""
    alternates = tier.sides is Sides.ALTERNATE and tier.dose.unit is Unit.REPS
    return value * 2 if alternates else value


def seconds_per_set(tier: Tier, value: int) -> float:
    """Length of one set in seconds: the hold, the interval, or all reps at the tempo."""
    if tier.kind is Kind.INTERVAL:
        return float(tier.dose.seconds or value)
    if tier.kind is Kind.HOLD:
        return float(value)
    return target_per_set(tier, value) * tier.cycle_s


def make_work_block(bout: Prescription, set_number: int, side: Side) -> Block:
    """The work block of one set on one side, without an id."""
    tier = bout.tier
    timed = tier.dose.unit is Unit.SECONDS
    seconds = seconds_per_set(tier, bout.value)
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
        target=round(seconds) if timed else target_per_set(tier, bout.value),
        load_kg=bout.load_kg if tier.loaded else 0.0,
        tempo=tier.tempo,
        position=tier.position,
        setup_s=setup_seconds(tier.position),
        equipment=tier.equipment,
        landings=tier.landings,
        open=bout.open,
    )


def make_lead_in(work: Block, kind: BlockKind, seconds: float) -> Block:
    """The ready, switch or rest block that leads to a set, and carries its fields."""
    return replace(work, kind=kind, seconds=seconds)


def make_ready_block(work: Block, at_hand: Sequence[str] = ()) -> Block:
    """Getting ready for a set; equipment that is not yet at hand takes longest."""
    to_fetch = [e for e in work.equipment if e not in at_hand]
    return make_lead_in(work, BlockKind.READY, setup_seconds(work.position, to_fetch))


def lay_out_set(bout: Prescription, set_number: int) -> Iterator[Block]:
    """The blocks of one set, side after side."""
    for number, side in enumerate(bout.sides):
        work = make_work_block(bout, set_number, side)
        if number:
            yield make_lead_in(work, BlockKind.SWITCH, SWITCH_S)
        yield work


def lay_out_straight(bout: Prescription, at_hand: Sequence[str] = ()) -> Iterator[Block]:
    """Getting ready, then every set of one exercise with rests between them."""
    for number in range(1, bout.sets + 1):
        blocks = list(lay_out_set(bout, number))
        if number == 1:
            yield make_ready_block(blocks[0], at_hand)
        else:
            yield make_lead_in(blocks[0], BlockKind.REST, bout.rest_s)
        yield from blocks


def lay_out_rounds(
    bouts: Sequence[Prescription], group: str, at_hand: Sequence[str] = ()
) -> Iterator[Block]:
    """A pair or a circuit: one set of each exercise per round, with a rest between rounds."""
    rest = max(b.rest_s for b in bouts)
    fetched = list(at_hand)
    for number in range(1, max(b.sets for b in bouts) + 1):
        opens_round = True
        for bout in bouts:
            if number > bout.sets:
                continue
            blocks = [replace(b, group=group, round=number) for b in lay_out_set(bout, number)]
            if number > 1 and opens_round:
                yield make_lead_in(blocks[0], BlockKind.REST, rest)
            else:
                yield make_ready_block(blocks[0], fetched)
            opens_round = False
            fetched += bout.tier.equipment
            yield from blocks


def lay_out_turns(
    bouts: Sequence[Prescription], group: str, at_hand: Sequence[str] = ()
) -> Iterator[Block]:
    """Two or three exercises that alternate: each rests while the others work.

    The time until the same exercise comes again is its own rest, or the others' sets with getting
    ready where these take longer. What has more sets goes on alone at the end.
    """
    fetched = list(at_hand)
    since = {bout.exercise.id: 0.0 for bout in bouts}
    for number in range(1, max(bout.sets for bout in bouts) + 1):
        for bout in bouts:
            if number > bout.sets:
                continue
            blocks = [replace(b, group=group, round=number) for b in lay_out_set(bout, number)]
            ready = make_ready_block(blocks[0], fetched)
            if number > 1:
                pause = max(ready.seconds, bout.rest_s - since[bout.exercise.id])
                ready = make_lead_in(blocks[0], BlockKind.REST, pause)
            yield ready
            fetched += bout.tier.equipment
            yield from blocks
            spent = ready.seconds + sum(b.seconds for b in blocks)
            since = {id: seconds + spent for id, seconds in since.items()}
            since[bout.exercise.id] = 0.0


def assign_ids(blocks: Sequence[Block], taken: Sequence[Block] = ()) -> tuple[Block, ...]:
    """The blocks with ids assigned that no block in `taken` has."""
    used = {b.id for b in taken}
    fresh = (f"b{n}" for n in range(1, len(used) + len(blocks) + 2) if f"b{n}" not in used)
    return tuple(replace(b, id=next(fresh)) for b in blocks)


def rebuild_exercise(
    tail: Sequence[Block], bout: Prescription, instead_of: str = ""
) -> tuple[Block, ...]:
    """The blocks with one exercise at another tier, or replaced by another exercise.

    A set keeps its number, and its side where the new tier has sides; changed blocks lose their id.

    Args:
        tail: The blocks to change.
        bout: The exercise at its new tier.
        instead_of: Id of the exercise to replace; empty for `bout`'s own.
    """
    changing = instead_of or bout.exercise.id
    out: list[Block] = []
    done_sets: set[int] = set()
    for block in tail:
        if block.exercise != changing or block.role is not bout.role:
            out.append(block)
        elif block.kind is BlockKind.WORK:
            out.extend(_retiered_set(block, bout, done_sets))
        elif block.kind is not BlockKind.SWITCH or bout.tier.sides is Sides.EACH:
            side = _side_at(bout, block.side)
            new = replace(
                make_work_block(bout, block.set, side), sets=block.sets, group=block.group
            )
            keeps_length = block.kind is not BlockKind.READY
            seconds = block.seconds if keeps_length else make_ready_block(new).seconds
            out.append(replace(make_lead_in(new, block.kind, seconds), round=block.round))
    return tuple(out)


def _side_at(bout: Prescription, old_side: Side) -> Side:
    if bout.tier.sides is not Sides.EACH:
        return bout.sides[0]
    return old_side if old_side in (Side.LEFT, Side.RIGHT) else bout.first_side


def _retiered_set(block: Block, bout: Prescription, done_sets: set[int]) -> Iterator[Block]:
    """The work blocks of one set; nothing for the second side of a set that now has none."""
    sided = block.side in (Side.LEFT, Side.RIGHT)
    each = bout.tier.sides is Sides.EACH
    if sided and not each and block.set in done_sets:
        return
    done_sets.add(block.set)
    sides = (block.side,) if sided and each else bout.sides
    for number, side in enumerate(sides):
        work = replace(
            make_work_block(bout, block.set, side),
            sets=block.sets,
            group=block.group,
            round=block.round,
            supersedes=block.supersedes,
        )
        if number:
            yield make_lead_in(work, BlockKind.SWITCH, SWITCH_S)
        yield work
