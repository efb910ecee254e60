"""How long training blocks are, with a race ahead and without one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from runcoach.core.model.dates import WEEK
from runcoach.core.model.season import BlockName

LEARN_WEEKS = 4
BUILD_WEEKS = 4
STRENGTH_WEEKS = 4
MOST_STRENGTH_WEEKS = 6
POWER_WEEKS = 4
"""Common coaching practice; studies do not show one scheme to be best (ACSM 2026)."""

Lengths = list[tuple[BlockName, int]]
_WHOLE = BUILD_WEEKS + STRENGTH_WEEKS + POWER_WEEKS


def endless_cycle(*, new: bool) -> Iterator[tuple[BlockName, int]]:
    """Build, Strength, Power, over and over; Strength is shorter for someone new to strength."""
    strength = STRENGTH_WEEKS if new else MOST_STRENGTH_WEEKS
    while True:
        yield BlockName.BUILD, BUILD_WEEKS
        yield BlockName.STRENGTH, strength
        yield BlockName.POWER, POWER_WEEKS


def calendar_blocks(first: date, taper_from: date, *, new: bool) -> dict[date, BlockName]:
    """The block of each week from the end of Learn to Taper, counted back from the race.

    Args:
        first: the Monday after Learn.
        taper_from: the Monday that Taper begins on.
        new: new to strength; Power and Strength give way first.
    """
    weeks = (taper_from - first) // WEEK
    names = [
        name
        for name, length in (_new_to_strength(weeks) if new else _counted_back(weeks))
        for _ in range(length)
    ]
    return {first + number * WEEK: name for number, name in enumerate(names)}


def _counted_back(weeks: int) -> Lengths:
    """Build gives way first, then Power, Strength last; what is left over goes before them."""
    spare = weeks - _WHOLE
    if spare >= 0:
        strength = min(MOST_STRENGTH_WEEKS, STRENGTH_WEEKS + spare)
        before = weeks - BUILD_WEEKS - strength - POWER_WEEKS
        lengths = [*_whole_cycles(before)]
        own = [
            (BlockName.BUILD, BUILD_WEEKS),
            (BlockName.STRENGTH, strength),
            (BlockName.POWER, POWER_WEEKS),
        ]
        return [*lengths, *own]
    strength = min(STRENGTH_WEEKS, weeks)
    power = min(POWER_WEEKS, weeks - strength)
    build = weeks - strength - power
    return _there(
        (BlockName.BUILD, build), (BlockName.STRENGTH, strength), (BlockName.POWER, power)
    )


def _whole_cycles(weeks: int) -> Lengths:
    """The weeks before the last cycle, from its front; less than a block lengthens Build."""
    lengths: Lengths = []
    while weeks >= _WHOLE:
        strength = min(MOST_STRENGTH_WEEKS, weeks - BUILD_WEEKS - POWER_WEEKS)
        cycle = ((BlockName.BUILD, BUILD_WEEKS), (BlockName.STRENGTH, strength))
        lengths += [*cycle, (BlockName.POWER, POWER_WEEKS)]
        weeks -= BUILD_WEEKS + strength + POWER_WEEKS
    if weeks >= BUILD_WEEKS + STRENGTH_WEEKS:
        strength = min(MOST_STRENGTH_WEEKS, weeks - BUILD_WEEKS)
        build = weeks - strength
        return [*lengths, (BlockName.BUILD, build), (BlockName.STRENGTH, strength)]
    return [*lengths, *_there((BlockName.BUILD, weeks))]


def _new_to_strength(weeks: int) -> Lengths:
    """Power gives way first, then Strength; Learn takes what is left over."""
    if weeks >= _WHOLE + LEARN_WEEKS:
        return _counted_back(weeks)
    power = POWER_WEEKS if weeks >= _WHOLE else 0
    strength = STRENGTH_WEEKS if weeks >= BUILD_WEEKS + STRENGTH_WEEKS else 0
    build = BUILD_WEEKS if weeks >= BUILD_WEEKS else 0
    learn = weeks - power - strength - build
    if strength:
        more = min(learn, MOST_STRENGTH_WEEKS - STRENGTH_WEEKS)
        strength, learn = strength + more, learn - more
    return _there(
        (BlockName.LEARN, learn),
        (BlockName.BUILD, build),
        (BlockName.STRENGTH, strength),
        (BlockName.POWER, power),
    )


def _there(*lengths: tuple[BlockName, int]) -> Lengths:
    return [(name, weeks) for name, weeks in lengths if weeks > 0]
