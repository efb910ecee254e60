"""Composing a plan from an outline: blocks that fit the minutes, the standings, the equipment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, groupby

from msgspec.structs import replace

from runcoach.core.coach.jump_clearance import count_landings
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Exercise, TierName, Use
from runcoach.core.model.plan import Block, Plan
from runcoach.core.model.programme import Format, Programme, SessionOutline
from runcoach.core.planner.prescriptions import MOST_SETS, PrescriptionContext, prescribe_bouts
from runcoach.core.planner.request import FITS_WITHIN
from runcoach.core.planner.warm_up import NONE_FITS, build_cool_down, build_warm_up
from runcoach.core.session.block_layout import (
    Prescription,
    assign_ids,
    lay_out_rounds,
    lay_out_straight,
    lay_out_turns,
)
from runcoach.core.session.timing import END_S, total_length_s


def compose_plan(
    programme: Programme,
    catalogue: Catalogue,
    context: PrescriptionContext,
    outline: SessionOutline | None = None,
) -> Plan:
    """Return the plan of a programme's session, fitted to the requested minutes if there are any.

    `outline` is one of the programme's sessions, the first if None.
    """
    outline = _gentle(outline or programme.sessions[0], catalogue, context)
    bouts, sentences = prescribe_bouts(outline, catalogue, context)
    if context.minutes is not None:
        bouts, fitted = _fit(bouts, outline, catalogue, context)
        sentences += fitted
    blocks = assign_ids(tuple(_blocks(bouts, outline, catalogue)))
    return Plan(
        title=outline.title,
        blocks=blocks,
        estimated_s=round(estimate_blocks_s(blocks, context.count_in_s) * context.own_pace),
        why=tuple(sentences),
        programme=programme.id,
        outline=outline.id,
    )


def estimate_outline_s(
    outline: SessionOutline,
    catalogue: Catalogue,
    context: PrescriptionContext,
    cooling: Sequence[Block],
) -> int:
    """Return the seconds that an outline takes as written, given the blocks of its cool-down."""
    bouts, _ = prescribe_bouts(outline, catalogue, context)
    blocks = (*_until_cool_down(bouts, outline, catalogue), *cooling)
    return round(estimate_blocks_s(blocks, context.count_in_s) * context.own_pace)


def _gentle(
    outline: SessionOutline, catalogue: Catalogue, context: PrescriptionContext
) -> SessionOutline:
    """The session with a warm-up and a cool-down that load no spared area and suit the body."""
    spared, needs = context.spared, context.needs
    if not spared and not needs:
        return outline

    def suits(move: Exercise) -> bool:
        ruled_out = needs.intersection(move.tier(TierName.STANDARD).not_for)
        return not move.power and not ruled_out and not spared & set(move.areas)

    def gentle_ids(ids: tuple[str, ...], use: Use) -> tuple[str, ...]:
        moves: Sequence[Exercise | None] = [catalogue.exercise(id) for id in ids]
        moves = moves or catalogue.used_for(use)
        gentle = tuple(m.id for m in moves if m and suits(m))
        return gentle or NONE_FITS

    return replace(
        outline,
        warm_up=gentle_ids(outline.warm_up, Use.WARM_UP),
        cool_down=gentle_ids(outline.cool_down, Use.COOL_DOWN),
    )


def estimate_blocks_s(blocks: Sequence[Block], count_in_s: float) -> int:
    """Return the seconds from the first Space to the summary, with targets met and no pauses."""
    return round(total_length_s(blocks, count_in_s) + END_S)


def _blocks(
    bouts: Sequence[Prescription], outline: SessionOutline, catalogue: Catalogue
) -> Iterator[Block]:
    yield from _until_cool_down(bouts, outline, catalogue)
    yield from build_cool_down(outline, catalogue)


def _until_cool_down(
    bouts: Sequence[Prescription], outline: SessionOutline, catalogue: Catalogue
) -> Iterator[Block]:
    yield from build_warm_up(outline, catalogue, bouts)
    fetched: tuple[str, ...] = ()
    for number, group in enumerate(_groups(bouts, outline.format), 1):
        if len(group) > 1 and group[0].pair:
            yield from lay_out_turns(group, f"g{number}", fetched)
        elif len(group) == 1:
            yield from lay_out_straight(group[0], fetched)
        else:
            yield from lay_out_rounds(group, f"g{number}", fetched)
        fetched = tuple(e for bout in group for e in bout.tier.equipment)


def _groups(bouts: Sequence[Prescription], format: Format) -> list[Sequence[Prescription]]:
    if any(b.pair for b in bouts):
        alone = count(-1, -1)
        return [tuple(g) for _, g in groupby(bouts, key=lambda b: b.pair or next(alone))]
    match format:
        case Format.STRAIGHT:
            return [(b,) for b in bouts]
        case Format.PAIRS:
            return [bouts[i : i + 2] for i in range(0, len(bouts), 2)]
        case Format.CIRCUIT:
            return [bouts] if bouts else []


# --- fitting the minutes -----------------------------------------------------------------


def _fit(
    bouts: list[Prescription],
    outline: SessionOutline,
    catalogue: Catalogue,
    context: PrescriptionContext,
) -> tuple[list[Prescription], list[str]]:
    """Drop sets from the end, or add them from the start; the warm-up always stays."""
    asked = (context.minutes or outline.minutes) * 60

    def length(bouts: list[Prescription]) -> int:
        blocks = tuple(_blocks(bouts, outline, catalogue))
        return round(estimate_blocks_s(blocks, context.count_in_s) * context.own_pace)

    dropped = 0
    while length(bouts) > asked * (1 + FITS_WITHIN) and sum(b.sets for b in bouts) > 1:
        last = max((i for i, b in enumerate(bouts) if b.sets > 1), default=len(bouts) - 1)
        if bouts[last].sets > 1:
            bouts = [replace(b, sets=b.sets - 1) if i == last else b for i, b in enumerate(bouts)]
        else:
            bouts = bouts[:-1]
        dropped += 1
    added = 0
    while length(bouts) < asked * (1 - FITS_WITHIN):
        growable = [i for i, b in enumerate(bouts) if _may_grow(b, bouts, context)]
        fewest = min((bouts[i].sets for i in growable), default=MOST_SETS)
        if fewest >= MOST_SETS:
            break
        first = next(i for i in growable if bouts[i].sets == fewest)
        bouts = [replace(b, sets=b.sets + 1) if i == first else b for i, b in enumerate(bouts)]
        added += 1
    sentences = []
    if dropped:
        sentences.append(f"{_sets(dropped)} left out to fit {context.minutes} min.")
    if added:
        sentences.append(f"{_sets(added)} added to fill {context.minutes} min.")
    if abs(length(bouts) - asked) > asked * FITS_WITHIN:
        short = length(bouts) < asked
        reason = "no more sets fit today" if short else "warm-up and one set take longer"
        sentences.append(f"{context.minutes} min can't be met; {reason}.")
    return bouts, sentences


def _may_grow(
    bout: Prescription, bouts: Sequence[Prescription], context: PrescriptionContext
) -> bool:
    """Whether one more set of a bout may be done."""
    if context.lighter or context.halved or context.sore & set(bout.exercise.areas):
        return False
    if context.max_landings is None or not bout.tier.landings:
        return True
    landings = sum(count_landings(b.tier, b.sets, b.value) for b in bouts)
    return landings + count_landings(bout.tier, 1, bout.value) <= context.max_landings


def _sets(count: int) -> str:
    return "1 set" if count == 1 else f"{count} sets"
