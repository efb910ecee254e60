"""Changes to many exercises at once, undone as one: layoffs, illness, too easy, too hard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from runcoach.core.coach.capacity import left_in_unit, with_capacity
from runcoach.core.coach.demands import Part, find_demand, is_strength
from runcoach.core.coach.evidence import dose_target
from runcoach.core.coach.ladder import standing_at, starting_standing, step_down, step_up
from runcoach.core.coach.rulebook import Reason, cite_rule
from runcoach.core.history.counting import training_sessions
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dates import local_day, parse_moment
from runcoach.core.model.exercise import Exercise
from runcoach.core.model.profile import Profile
from runcoach.core.model.records import SessionRecord
from runcoach.core.model.season import Season
from runcoach.core.model.standing import Standing, StandingChange, Standings

SAME_DAYS = 14
STEP_DAYS = 28
START_DAYS = 56
"""Days since any session from which all stays, drops a step, or starts again."""
ILL_STEP_DAYS = 7
ILL_START_DAYS = 28
"""An illness costs more than a layoff of the same length (practice)."""


class Layoff(Struct, frozen=True):
    """A layoff that ends today; undoing its change is "as before"."""

    days: int
    reason: Reason
    change: StandingChange


def complete_standings(
    catalogue: Catalogue,
    standings: Standings,
    history: Sequence[SessionRecord],
    season: Season | None = None,
) -> dict[str, Standing]:
    """Return the standings, completed from the last record of each exercise without one.

    What a composed session of the season asked for shows its capacity: that, and what the block
    wanted to be left.
    """
    completed = dict(standings)
    for session in training_sessions(history):
        for done in reversed(session.main_sets):
            exercise = catalogue.exercise(done.exercise)
            if exercise is not None and exercise.id not in completed:
                tier = exercise.tier(done.tier)
                standing = standing_at(tier, dose_target(done), done.load_kg)
                if season is not None and not session.programme and is_strength(exercise):
                    block = season.block_on(local_day(session.started_at)).name
                    left = left_in_unit(find_demand(block, Part.LEG_LIFT).left, tier)
                    standing = with_capacity(standing, tier, dose_target(done) + left)
                completed[exercise.id] = standing
    return completed


def find_layoff(
    catalogue: Catalogue,
    profile: Profile,
    standings: Standings,
    history: Sequence[SessionRecord],
    changes: Sequence[StandingChange],
    at: str,
    season: Season | None = None,
) -> Layoff | None:
    """Return the layoff that ends at a moment; None if there is none, or its change was made.

    The days are counted since any session. 14 to 27: the same again. 28 to 55: one step down. 56
    and more: the tier's start. The change is stored when the session starts.
    """
    sessions = training_sessions(history)
    id = f"break:{sessions[0].id}" if sessions else ""
    if not sessions or any(change.id == id for change in changes):
        return None
    days = (parse_moment(at).date() - parse_moment(sessions[0].started_at).date()).days
    if days < SAME_DAYS:
        return None
    after = {}
    for exercise_id, before in complete_standings(catalogue, standings, history, season).items():
        exercise = catalogue.exercises.get(exercise_id)
        if exercise is not None and (eased := _eased(exercise, before, days, profile)) != before:
            after[exercise.id] = eased
    reason = _reason(days)
    return Layoff(days, reason, StandingChange(id, at, after, reason.sentence))


def _reason(days: int) -> Reason:
    if days < STEP_DAYS:
        return cite_rule("break-same", days=days)
    return cite_rule("break-step" if days < START_DAYS else "break-start", days=days)


def _eased(exercise: Exercise, before: Standing, days: int, profile: Profile) -> Standing:
    if days < STEP_DAYS:
        return before
    if days >= START_DAYS:
        return _to_start(exercise, before, profile)
    return _lower(exercise, before, profile)


def _to_start(exercise: Exercise, before: Standing, profile: Profile) -> Standing:
    """The tier's start, with a lighter load if one is owned; never a heavier dose."""
    start = starting_standing(exercise, before.tier, profile)
    load = min(start.load_kg, before.load_kg) if before.load_kg else start.load_kg
    lower = before.one_set or (before.step == 0 and before.extra < 0)
    return Standing(
        start.tier,
        0,
        load,
        before.locked,
        extra=min(0, before.extra) if lower and load == before.load_kg else 0,
        one_set=before.one_set,
    )


def _lower(exercise: Exercise, before: Standing, profile: Profile) -> Standing:
    step = step_down(exercise, before, profile)
    return before if step is None else step[1]


def ease_after_illness(
    days: int,
    catalogue: Catalogue,
    profile: Profile,
    standings: Standings,
    id: str,
    at: str,
) -> StandingChange:
    """Return the change for an illness of some days.

    Under a week: none. To four weeks: one step down. Longer: each tier's start.
    """
    after = {}
    for exercise in catalogue.exercises.values():
        before = standings.get(exercise.id)
        if before is None or days < ILL_STEP_DAYS:
            continue
        ease = _lower if days < ILL_START_DAYS else _to_start
        after[exercise.id] = ease(exercise, before, profile)
    what = "the same again"
    if days >= ILL_STEP_DAYS:
        what = "one step easier" if days < ILL_START_DAYS else "back to each tier's start"
    return StandingChange(id, at, after, cite_rule("own-ill", days=days, what=what).sentence)


def step_on_request(
    exercises: Iterable[Exercise],
    up: bool,
    profile: Profile,
    standings: Standings,
    id: str,
    at: str,
) -> StandingChange:
    """Return the change for "this is too easy" or "too hard": a step for each exercise with one."""
    after = {}
    for exercise in exercises:
        before = standings.get(
            exercise.id, starting_standing(exercise, exercise.tiers[0].tier, profile)
        )
        step = (step_up if up else step_down)(exercise, before, profile)
        if step is not None:
            after[exercise.id] = step[1]
    return StandingChange(id, at, after, cite_rule("own-easy" if up else "own-hard").sentence)
