"""The season: which training block each week belongs to, derived and never stored.

Start, race, days, profile and history in; blocks out. What was done never changes it backwards: a
week without training does not count towards a block that is measured in weeks of training, so a
missed week moves the season on. Before a race the calendar decides, and a missed week is lost.

The lengths are COACHING's section 1, common coaching practice; studies do not show one scheme to
be best (ACSM 2026).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from types import MappingProxyType

from msgspec import Struct

from runcoach.core.coach.block_lengths import LEARN_WEEKS, calendar_blocks, endless_cycle
from runcoach.core.coach.jump_clearance import LAYOFF_DAYS
from runcoach.core.model.dates import WEEK, week_start
from runcoach.core.model.profile import MARATHON_KM, Experience, Profile
from runcoach.core.model.season import (
    BlockName,
    BlockReason,
    Race,
    Season,
    SeasonChoices,
    TrainingBlock,
)

LEARN_WEEKS_NEW = 6
"""For someone new to strength."""
LEARN_WEEKS_BACK = 2
"""After a layoff of `LAYOFF_DAYS`."""
HALF_MARATHON_KM = 21.0
TEN_KM = 10.5
"""A race up to this length asks for the shortest recovery; courses are measured generously."""
LIGHTER_AFTER = 3
"""Ordinary weeks of training in a row within a block; the next one is lighter."""
NEAR_RACES = timedelta(weeks=8)
"""Races closer together than this are joined by Maintain."""

UNLIGHTENED = frozenset({BlockName.TAPER, BlockName.RECOVER})
"""Blocks that are light as a whole."""
NEEDS_AT_MOST = MappingProxyType(
    {"given-birth": (BlockName.LEARN,), "pregnant": (BlockName.LEARN, BlockName.BUILD)}
)
"""The only blocks there are for a need; the strictest first."""


class SeasonFacts(Struct, frozen=True):
    """What a season is derived from."""

    profile: Profile
    days: tuple[date, ...]
    """Days with a session that counts, oldest first."""
    choices: SeasonChoices
    today: date
    needs: frozenset[str] = frozenset()
    last_race: Race | None = None
    """A race before the one in the profile, where it is known."""


class _Start(Struct, frozen=True):
    """Where a season begins, and why its first block is Learn."""

    day: date
    learn_weeks: int
    reason: BlockReason


def derive_season(facts: SeasonFacts, weeks_ahead: int = 26) -> Season:
    """The season of a person on a day.

    Args:
        facts: what is known; `facts.days` may hold days after `facts.today`, which are ignored.
        weeks_ahead: how many weeks after this one it reaches, at least to the end of the recovery
            after a race ahead.
    """
    race = _race(facts.profile)
    start = _start(facts)
    trained = {week_start(day) for day in facts.days if start.day <= day <= facts.today}
    horizon = week_start(facts.today) + weeks_ahead * WEEK
    if race is not None and race.day >= facts.today:
        horizon = max(horizon, week_start(race.day) + (recover_weeks(race.km) + 1) * WEEK)
    labels = _labels(facts, start, race, trained, horizon)
    blocks = _joined(labels, race)
    lighter = _lighter_weeks(labels, trained, facts)
    return Season(blocks, lighter, race)


def taper_weeks(km: float) -> int:
    """Weeks of Taper before a race of that length."""
    return 2 if km >= HALF_MARATHON_KM else 1


def recover_weeks(km: float) -> int:
    """Weeks of Recover after a race of that length."""
    if km >= MARATHON_KM:
        return 3
    return 1 if km <= TEN_KM else 2


def _race(profile: Profile) -> Race | None:
    return Race(profile.race, profile.race_km or TEN_KM) if profile.race is not None else None


def _start(facts: SeasonFacts) -> _Start:
    """The latest of: a start over, the return from a layoff, the first session, today."""
    new = facts.profile.experience is Experience.BEGINNER
    usual = LEARN_WEEKS_NEW if new else LEARN_WEEKS
    days = [day for day in facts.days if day <= facts.today]
    first = days[0] if days else facts.today
    start = _Start(first, usual, BlockReason.NEW)
    for before, after in pairwise([*days, facts.today]):
        if (after - before).days >= LAYOFF_DAYS:
            start = _Start(after, LEARN_WEEKS_BACK, BlockReason.LAYOFF)
    overs = [s.day for s in facts.choices.starts if not s.undone and s.day <= facts.today]
    if overs and max(overs) >= start.day:
        start = _Start(max(overs), usual, BlockReason.NEW)
    return start


Label = tuple[date, BlockName, BlockReason]
"""A Monday, the block of its week, and why."""


def _labels(
    facts: SeasonFacts, start: _Start, race: Race | None, trained: Collection[date], horizon: date
) -> list[Label]:
    """The block of each week from the season's start to the horizon."""
    this_week = week_start(facts.today)
    new = facts.profile.experience is Experience.BEGINNER
    ahead: Iterator[tuple[BlockName, int]] | None = None
    """Blocks still to come with their weeks of training; made when Learn is over."""
    by_calendar: dict[date, BlockName] = {}
    learned = 0
    left = 0
    current = BlockName.LEARN
    labels: list[Label] = []
    week = week_start(start.day)
    while week <= horizon:
        counts = week >= this_week or week in trained
        taper_from = _taper_start(race) if race is not None else None
        held = facts.choices.held_on(max(week, start.day))
        if race is not None and (after := _after_race(race, week, facts)) is not None:
            labels.append((week, after, BlockReason.AFTER_RACE))
            ahead, left = None, 0
            learned = max(learned, start.learn_weeks)  # A race is no beginning.
        elif taper_from is not None and race is not None and taper_from <= week <= race.day:
            labels.append((week, BlockName.TAPER, BlockReason.RACE))
        elif held is not None:
            labels.append((week, held.block, BlockReason.HELD))
        elif learned < start.learn_weeks:
            labels.append((week, BlockName.LEARN, start.reason))
            learned += counts
        elif taper_from is not None and week < taper_from:
            if week not in by_calendar:
                by_calendar = calendar_blocks(week, taper_from, new=new)
            labels.append((week, by_calendar[week], BlockReason.RACE))
        else:
            if ahead is None:
                ahead = endless_cycle(new=new)
            if left <= 0:
                current, left = next(ahead)
            labels.append((week, current, BlockReason.FOLLOWS))
            left -= counts
        week += WEEK
    return _within_needs(labels, facts.needs)


def _taper_start(race: Race) -> date:
    """The Monday of the first week of Taper; the race is in its last week."""
    return week_start(race.day) - (taper_weeks(race.km) - 1) * WEEK


def _after_race(race: Race, week: date, facts: SeasonFacts) -> BlockName | None:
    """Recover after a race, this one or the one before; Maintain between near races."""
    if week_start(race.day) < week <= week_start(race.day) + recover_weeks(race.km) * WEEK:
        return BlockName.RECOVER
    last = facts.last_race
    if last is None or last.day >= race.day:
        return None
    if week_start(last.day) < week <= week_start(last.day) + recover_weeks(last.km) * WEEK:
        return BlockName.RECOVER
    near = race.day - last.day < NEAR_RACES
    return BlockName.MAINTAIN if near and last.day < week < _taper_start(race) else None


def _within_needs(labels: Sequence[Label], needs: Collection[str]) -> list[Label]:
    """The labels with the blocks that a need rules out replaced by its hardest one."""
    for need, allowed in NEEDS_AT_MOST.items():
        if need in needs:
            always = {*allowed, BlockName.TAPER, BlockName.RECOVER}
            return [
                label if label[1] in always else (label[0], allowed[-1], BlockReason.NEEDS)
                for label in labels
            ]
    return list(labels)


def _joined(labels: Sequence[Label], race: Race | None) -> tuple[TrainingBlock, ...]:
    """Weeks of the same block in a row as one; Taper ends with the race."""
    blocks: list[TrainingBlock] = []
    run: list[Label] = []
    for label in [*labels, None]:
        if run and (label is None or label[1] is not run[0][1]):
            start, end = run[0][0], run[-1][0] + WEEK - timedelta(days=1)
            if blocks and blocks[-1].name is BlockName.TAPER:
                start = blocks[-1].end + timedelta(days=1)
            if race is not None and run[0][1] is BlockName.TAPER:
                end = race.day
            blocks.append(TrainingBlock(run[0][1], start, end, run[0][2]))
            run = []
        if label is not None:
            run.append(label)
    return tuple(blocks)


def _lighter_weeks(
    labels: Sequence[Label], trained: Collection[date], facts: SeasonFacts
) -> frozenset[date]:
    """After three ordinary weeks of training in a row within a block comes a lighter one.

    None directly before Taper, none with one session a week; a missed week is rest already.
    """
    if facts.profile.sessions_per_week < 2:
        return frozenset()
    this_week = week_start(facts.today)
    lighter = set()
    ordinary = 0
    block: BlockName | None = None
    following = [*labels[1:], None]
    for (week, name, _), after in zip(labels, following, strict=True):
        if name is not block:
            block, ordinary = name, 0
        if name in UNLIGHTENED:
            continue
        before_taper = after is not None and after[1] is BlockName.TAPER
        if ordinary >= LIGHTER_AFTER and not before_taper:
            lighter.add(week)
            ordinary = 0
        elif week < this_week and week not in trained:
            ordinary = 0
        else:
            ordinary += 1
    return frozenset(lighter)
