"""The case of one exercise after a session: its standing, its evidence, and past answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.block_ladder import demand_for
from runcoach.core.coach.capacity import left_in_unit, with_capacity
from runcoach.core.coach.decisions import Decision, Direction, last_declined_at
from runcoach.core.coach.demands import Demand, find_demand, find_parts, is_strength
from runcoach.core.coach.evidence import WINDOW_DAYS, ExerciseRecord, find_exercise_records
from runcoach.core.coach.ladder import standing_at
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.exercise import Exercise, Tier
from runcoach.core.model.profile import Profile
from runcoach.core.model.records import SessionRecord
from runcoach.core.model.season import BlockName
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.standing import Standing, StandingChange, fold_changes, value_at

REST_AFTER_NO = 3
"""Sessions of an exercise for which a declined proposal is not repeated."""


class CoachingContext(Struct, frozen=True):
    """What the coach knows besides the history."""

    catalogue: Catalogue
    profile: Profile
    changes: Sequence[StandingChange] = ()
    """Every change of standing: the accepted proposals' and the person's own."""
    decisions: Sequence[Decision] = ()
    lighter: bool = False
    """Whether this is a lighter week."""
    jumps_cleared: bool = False
    """Whether jumps are cleared."""
    block: BlockName | None = None
    """The training block of the day; None to judge by each tier's own dose."""
    resting: bool = False
    """Nothing rises: Taper, Recover, or two sessions in a row that felt like 8 and more."""
    ready: bool = False
    """Two sessions in a row felt like 4 and less, with all work done."""
    unit: WeightUnit = WeightUnit.KG


class ExerciseCase(Struct, frozen=True):
    """One exercise of a session, with the evidence for it."""

    exercise: Exercise
    session: SessionRecord
    before: Standing
    latest: ExerciseRecord
    same: tuple[ExerciseRecord, ...]
    """Records at the latest tier, target and load, newest first.

    Only those since the last change of standing, and at most 28 days before the latest.
    """
    last_two: tuple[ExerciseRecord, ...]
    """The last two records at any dose."""
    sessions_since_no: dict[Direction, int]
    since: str
    """When the exercise reached its current standing."""
    at_standing: bool
    """Whether the latest record was done at the standing."""
    demand: Demand | None = None
    """What the block asks of it; None to judge by the tier's own dose."""


def build_case(
    exercise: Exercise,
    session: SessionRecord,
    sessions: Sequence[SessionRecord],
    coaching: CoachingContext,
) -> ExerciseCase | None:
    """Return the case of an exercise in a session; None if the person has locked it.

    `sessions` are that session and all before it that count, newest first.
    """
    records = find_exercise_records(exercise, sessions)
    latest = records[0]
    rung = exercise.tier(latest.tier)
    before = fold_changes(coaching.changes).get(exercise.id)
    if before is None:
        before = standing_at(rung, latest.target, latest.load_kg)
    if before.locked:
        return None
    demand = _find_demand(exercise, session, before, coaching)
    if demand is not None and rung.tier is before.tier:
        before = _at_load_done(before, rung, latest, demand)
    at_standing = demand is not None and rung.tier is before.tier
    at_standing = at_standing or (rung.tier, latest.target) == (
        before.tier,
        value_at(rung.dose, before),
    )
    if at_standing:
        # Continue from the load that was really used.
        before = replace(before, load_kg=latest.load_kg)
    changed_at = max(
        (c.at for c in coaching.changes if exercise.id in c.after and not c.undone),
        key=parse_moment,
        default=None,
    )
    oldest = parse_moment(latest.started_at) - timedelta(days=WINDOW_DAYS)
    dose = (latest.tier, latest.target, latest.load_kg)
    same = tuple(
        r
        for r in records
        if (r.tier, r.target, r.load_kg) == dose
        and parse_moment(r.started_at) >= oldest
        and (changed_at is None or parse_moment(r.started_at) > parse_moment(changed_at))
    )
    return ExerciseCase(
        exercise,
        session,
        before,
        latest,
        same,
        tuple(islice(records, 2)),
        {d: _sessions_since_no(exercise, d, records, coaching) for d in Direction},
        changed_at or same[-1].started_at,
        at_standing and bool(same),
        demand,
    )


def _find_demand(
    exercise: Exercise, session: SessionRecord, standing: Standing, coaching: CoachingContext
) -> Demand | None:
    """What the block asked of an exercise; None in named sessions, and for jumps."""
    if coaching.block is None or session.programme or not is_strength(exercise):
        return None
    parts = find_parts((s.exercise for s in session.main_sets), coaching.catalogue)
    demand = find_demand(coaching.block, parts[exercise.id], coaching.profile.body_needs)
    return demand_for(demand, exercise, standing, coaching.profile)


def _at_load_done(before: Standing, tier: Tier, latest: ExerciseRecord, demand: Demand) -> Standing:
    """The standing at the load that was really used, with the capacity that its dose asked for."""
    asked = latest.target + left_in_unit(demand.left, tier)
    if latest.load_kg != before.load_kg:
        return replace(with_capacity(before, tier, asked), load_kg=latest.load_kg)
    return before if before.capacity else with_capacity(before, tier, asked)


def _sessions_since_no(
    exercise: Exercise,
    direction: Direction,
    records: Sequence[ExerciseRecord],
    coaching: CoachingContext,
) -> int:
    """Sessions of an exercise since a proposal in a direction was declined; many if never."""
    at = last_declined_at(coaching.decisions, exercise.id, direction)
    if at is None:
        return REST_AFTER_NO + 1
    return len({r.session for r in records if parse_moment(r.started_at) > parse_moment(at)})
