"""The lifts of a training block: stable within it, changed between blocks; accessories rotate.

Strength, Power and Taper share their lifts; Recover and Maintain keep those of the block before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from runcoach.core.coach.demands import Demand
from runcoach.core.coach.training_day import TrainingDay
from runcoach.core.history.counting import training_sessions
from runcoach.core.model.dates import local_day
from runcoach.core.model.exercise import Kind
from runcoach.core.model.focus import Need, need_of
from runcoach.core.model.season import BlockName, Season
from runcoach.core.planner.candidates import Candidate

EXPOSURES = 3
"""An accessory exercise changes after this many sessions (article: "shake up your routine")."""
LONGEST_WEEKS = 9
CHANGE_AFTER = timedelta(weeks=4)
"""A block of more weeks than `LONGEST_WEEKS` changes its lifts this often."""
INTRODUCED_WITHIN = timedelta(days=14)
"""Strength's lifts come in as accessories in the last two weeks of Build."""

_FAMILY = {
    BlockName.LEARN: BlockName.LEARN,
    BlockName.BUILD: BlockName.BUILD,
    BlockName.STRENGTH: BlockName.STRENGTH,
    BlockName.POWER: BlockName.STRENGTH,
    BlockName.TAPER: BlockName.STRENGTH,
}


class Use(Struct, frozen=True):
    """One exercise in one composed session."""

    day: date
    exercise: str
    lift: bool
    """The first exercise for its need in that session."""


Uses = Mapping[Need, Sequence[Use]]
"""The uses for each need, newest first."""


class LiftPeriod(Struct, frozen=True):
    """The blocks that share their lifts, and those before."""

    start: date
    before: date
    """The first day of the blocks before."""
    number: int
    """How many changes of lifts came before it in this season."""
    following: date | None = None
    """The first day of the blocks after, where they change the lifts."""


def list_uses(day: TrainingDay) -> Uses:
    """Return what composed sessions used for each need; named sessions don't count."""
    uses: dict[Need, list[Use]] = {}
    for session in training_sessions(day.history):
        if session.programme:
            continue
        seen: set[Need] = set()
        done = local_day(session.started_at)
        for id in dict.fromkeys(s.exercise for s in session.main_sets if not s.skipped):
            exercise = day.catalogue.exercise(id)
            if exercise is not None:
                need = need_of(exercise)
                uses.setdefault(need, []).append(Use(done, exercise.id, need not in seen))
                seen.add(need)
    return uses


def find_lift_period(season: Season, today: date) -> LiftPeriod:
    """Return the period of a day."""
    starts: list[date] = []
    family: BlockName | None = None
    following: date | None = None
    for block in season.blocks:
        own = _FAMILY.get(block.name, family)
        if block.start > today:
            if own is not family:
                following = block.start
                break
            continue
        if own is not family:
            starts.append(block.start)
        # A block that is repeated or held for long changes its lifts as well.
        long = block.weeks > LONGEST_WEEKS
        while long and starts[-1] + CHANGE_AFTER <= min(today, block.end):
            starts.append(starts[-1] + CHANGE_AFTER)
        family = own
    if not starts:
        return LiftPeriod(date.min, date.min, 0, following)
    before = starts[-2] if len(starts) > 1 else date.min
    return LiftPeriod(starts[-1], before, len(starts) - 1, following)


def order_lifts(
    free: Sequence[Candidate],
    uses: Sequence[Use],
    period: LiftPeriod,
    demand: Demand,
    one_leg: bool,
) -> list[Candidate]:
    """Return the candidates for a lift, the one to do first.

    The block's own lift stays. Else what was brought in as an accessory, what was no lift in the
    blocks before, what was never or longest ago used.

    Args:
        free: the candidates.
        uses: the uses for their need, newest first.
        period: the blocks that share their lifts.
        demand: what the block asks; heavy work wants a load, and reps rather than a hold.
        one_leg: whether the lift must be on one leg, where there is one.
    """
    own = next((u.exercise for u in uses if u.lift and u.day >= period.start), None)
    before = {u.exercise for u in uses if u.lift and period.before <= u.day < period.start}
    introduced = {
        u.exercise
        for u in uses
        if not u.lift and timedelta(0) < period.start - u.day <= INTRODUCED_WITHIN
    }
    last = _last_used(uses)
    return sorted(
        free,
        key=lambda c: (
            c.exercise.id != own,
            one_leg and not c.one_leg,
            demand.heavy and c.tier.kind is Kind.HOLD,
            c.exercise.id in before,
            c.exercise.id not in introduced,
            demand.heavy and not c.standing.load_kg,
            last.get(c.exercise.id, date.min),
        ),
    )


def order_accessories(
    free: Sequence[Candidate], uses: Sequence[Use], lifts: frozenset[str]
) -> list[Candidate]:
    """Return the candidates for an accessory: the last one up to three times, then the longest ago.

    `lifts` are the block's main lifts, which are no accessories.
    """
    accessories = [u.exercise for u in uses if not u.lift]
    current = accessories[0] if accessories else None
    times = 0
    for id in accessories:
        if id != current:
            break
        times += 1
    last = _last_used(uses)
    stays = current if times < EXPOSURES else None
    return sorted(
        (c for c in free if c.exercise.id not in lifts),
        key=lambda c: (
            c.exercise.id != stays,
            c.exercise.id == current,
            last.get(c.exercise.id, date.min),
        ),
    )


def _last_used(uses: Sequence[Use]) -> Mapping[str, date]:
    return {use.exercise: use.day for use in reversed(uses)}
