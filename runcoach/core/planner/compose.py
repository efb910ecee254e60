"""Composing: an outline becomes a plan that fits the time, the standing and what is at hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from runcoach.core.coach.jump_clearance import landings_of
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Exercise, Use
from runcoach.core.model.plan import Block, Plan
from runcoach.core.model.programme import Format, Programme, SessionOutline
from runcoach.core.planner.prescriptions import Terms, bouts_of
from runcoach.core.planner.warm_up import NONE_FITS, cool_down, warm_up
from runcoach.core.session.block_layout import Bout, by_turns, numbered, straight
from runcoach.core.session.timing import END_S, duration_s

__all__ = ["Terms", "compose", "estimate_s", "length_s"]

MOST_SETS = 4
FITS_WITHIN = 0.1
"""An estimate within 10 % of the asked time fits."""


def compose(
    programme: Programme, catalogue: Catalogue, terms: Terms, outline: SessionOutline | None = None
) -> Plan:
    """The plan of a programme's session, fitted to the asked minutes where there are any."""
    outline = _gentle(outline or programme.sessions[0], catalogue, terms.spared)
    bouts, why = bouts_of(outline, catalogue, terms)
    if terms.minutes is not None:
        bouts, fitted = _fit(bouts, outline, catalogue, terms)
        why += fitted
    blocks = numbered(tuple(_blocks(bouts, outline, catalogue)))
    return Plan(
        title=outline.title,
        blocks=blocks,
        estimated_s=round(estimate_s(blocks, terms.count_in_s) * terms.own_pace),
        why=tuple(why),
        programme=programme.id,
        outline=outline.id,
    )


def length_s(
    outline: SessionOutline, catalogue: Catalogue, terms: Terms, cooling: Sequence[Block]
) -> int:
    """The seconds that a session as written would take, its cool-down laid before."""
    bouts, _ = bouts_of(outline, catalogue, terms)
    blocks = (*_until_cool_down(bouts, outline, catalogue), *cooling)
    return round(estimate_s(blocks, terms.count_in_s) * terms.own_pace)


def _gentle(
    outline: SessionOutline, catalogue: Catalogue, spared: frozenset[str]
) -> SessionOutline:
    """The session with a warm-up and a cool-down that load nothing that is spared."""
    if not spared:
        return outline

    def kept(ids: tuple[str, ...], use: Use) -> tuple[str, ...]:
        moves: Sequence[Exercise | None] = [catalogue.exercise(id) for id in ids]
        moves = moves or catalogue.used_for(use)
        gentle = tuple(m.id for m in moves if m and not m.power and not spared & set(m.areas))
        return gentle or NONE_FITS

    return replace(
        outline,
        warm_up=kept(outline.warm_up, Use.WARM_UP),
        cool_down=kept(outline.cool_down, Use.COOL_DOWN),
    )


def estimate_s(blocks: Sequence[Block], count_in_s: float) -> int:
    """Seconds from the first Space to the summary, targets met and nothing paused."""
    return round(duration_s(blocks, count_in_s) + END_S)


def _blocks(
    bouts: Sequence[Bout], outline: SessionOutline, catalogue: Catalogue
) -> Iterator[Block]:
    yield from _until_cool_down(bouts, outline, catalogue)
    yield from cool_down(outline, catalogue)


def _until_cool_down(
    bouts: Sequence[Bout], outline: SessionOutline, catalogue: Catalogue
) -> Iterator[Block]:
    yield from warm_up(outline, catalogue, bouts)
    at_hand: tuple[str, ...] = ()
    for number, group in enumerate(_groups(bouts, outline.format), 1):
        if len(group) == 1:
            yield from straight(group[0], at_hand)
        else:
            yield from by_turns(group, f"g{number}", at_hand)
        at_hand = tuple(e for bout in group for e in bout.tier.equipment)


def _groups(bouts: Sequence[Bout], format: Format) -> list[Sequence[Bout]]:
    match format:
        case Format.STRAIGHT:
            return [(b,) for b in bouts]
        case Format.PAIRS:
            return [bouts[i : i + 2] for i in range(0, len(bouts), 2)]
        case Format.CIRCUIT:
            return [bouts] if bouts else []


# --- fitting the minutes -----------------------------------------------------------------


def _fit(
    bouts: list[Bout], outline: SessionOutline, catalogue: Catalogue, terms: Terms
) -> tuple[list[Bout], list[str]]:
    """Sets dropped from the end, or added from the start; never the warm-up."""
    asked = (terms.minutes or outline.minutes) * 60

    def length(of: list[Bout]) -> int:
        blocks = tuple(_blocks(of, outline, catalogue))
        return round(estimate_s(blocks, terms.count_in_s) * terms.own_pace)

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
        fewest = min((b.sets for b in bouts if _more(b, bouts, terms)), default=MOST_SETS)
        if fewest >= MOST_SETS:
            break
        first = next(i for i, b in enumerate(bouts) if b.sets == fewest and _more(b, bouts, terms))
        bouts = [replace(b, sets=b.sets + 1) if i == first else b for i, b in enumerate(bouts)]
        added += 1
    why = []
    if dropped:
        why.append(f"{_sets(dropped)} left out to fit {terms.minutes} min.")
    if added:
        why.append(f"{_sets(added)} more to fill {terms.minutes} min.")
    if abs(length(bouts) - asked) > asked * FITS_WITHIN:
        short = length(bouts) < asked
        reason = "no more sets fit today" if short else "warm-up and one set need their time"
        why.append(f"{terms.minutes} min can't be met; {reason}.")
    return bouts, why


def _more(bout: Bout, bouts: Sequence[Bout], terms: Terms) -> bool:
    """Whether one set more of it may be done."""
    if terms.lighter or terms.halved or terms.sore & set(bout.exercise.areas):
        return False
    if terms.landings is None or not bout.tier.landings:
        return True
    landings = sum(landings_of(b.tier, b.sets, b.value) for b in bouts)
    return landings + landings_of(bout.tier, 1, bout.value) <= terms.landings


def _sets(count: int) -> str:
    return "1 set" if count == 1 else f"{count} sets"
