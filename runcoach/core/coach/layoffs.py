"""Breaks and the person's own words: changes for many exercises at once, undone as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from runcoach.core.coach.evidence import counting, dose_target, moment
from runcoach.core.coach.ladder import placed, start_of, step_down, step_up
from runcoach.core.coach.rulebook import Why, why
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Exercise, Pattern
from runcoach.core.model.profile import Profile
from runcoach.core.model.records import SessionRecord
from runcoach.core.model.standing import Change, Standing, Standings

SAME_DAYS = 14
STEP_DAYS = 28
START_DAYS = 56
"""Days since a pattern was trained from which it is the same again, one step down, the start."""
ILL_STEP_DAYS = 7
ILL_START_DAYS = 28
"""An illness costs more than a break of that length (practice)."""


class Break(Struct, frozen=True):
    """A break, said once; undoing its change is "as before"."""

    days: int
    why: Why
    change: Change


def standings_today(
    catalogue: Catalogue, standings: Standings, history: Sequence[SessionRecord]
) -> dict[str, Standing]:
    """The standings, and for exercises without one, where their last record was done."""
    found = dict(standings)
    for session in counting(history):
        for done in reversed(session.main_sets):
            exercise = catalogue.exercise(done.exercise)
            if exercise is not None and exercise.id not in found:
                tier = exercise.tier(done.tier)
                found[exercise.id] = placed(tier, dose_target(done), done.load_kg)
    return found


def last_trained(catalogue: Catalogue, history: Iterable[SessionRecord]) -> dict[Pattern, date]:
    """The last day on which each pattern was trained."""
    days: dict[Pattern, date] = {}
    for session in counting(history):
        for done in session.main_sets:
            exercise = catalogue.exercise(done.exercise)
            if exercise is not None and not done.skipped:
                days.setdefault(exercise.pattern, moment(session.started_at).date())
    return days


def after_break(
    catalogue: Catalogue,
    profile: Profile,
    standings: Standings,
    history: Sequence[SessionRecord],
    changes: Sequence[Change],
    at: str,
) -> Break | None:
    """What the days off cost, counted for each pattern; None where they cost nothing.

    14 to 27 days: the same again. 28 to 55: one step down. 56 and more: the tier's start. Its
    change is kept when the session starts, and an exercise is eased once for each break.
    """
    sessions = counting(history)
    id = f"break:{sessions[0].id}" if sessions else ""
    if not sessions or any(change.id == id for change in changes):
        return None
    today = moment(at).date()
    trained = last_trained(catalogue, history)
    days = (today - moment(sessions[0].started_at).date()).days
    after = {}
    for exercise_id, before in standings_today(catalogue, standings, history).items():
        exercise = catalogue.exercises.get(exercise_id)
        since = trained.get(exercise.pattern) if exercise else None
        if exercise is None or since is None or _was_eased(exercise.id, since, changes):
            continue
        eased = _eased(exercise, before, (today - since).days, profile)
        if eased != before:
            after[exercise.id] = eased
            days = max(days, (today - since).days)
    if not after and days < SAME_DAYS:
        return None
    said = _said(days)
    return Break(days, said, Change(id, at, after, said.sentence))


def _was_eased(exercise: str, since: date, changes: Iterable[Change]) -> bool:
    return any(
        c.id.startswith("break:") and exercise in c.after and moment(c.at).date() > since
        for c in changes
    )


def _said(days: int) -> Why:
    if days < STEP_DAYS:
        return why("break-same", days=days)
    return why("break-step" if days < START_DAYS else "break-start", days=days)


def _eased(exercise: Exercise, before: Standing, days: int, profile: Profile) -> Standing:
    if days < STEP_DAYS:
        return before
    if days >= START_DAYS:
        return _to_start(exercise, before, profile)
    return _lower(exercise, before, profile)


def _to_start(exercise: Exercise, before: Standing, profile: Profile) -> Standing:
    """The tier's start; with a lighter load where there is one, never a heavier dose."""
    start = start_of(exercise, before.tier, profile)
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


def was_ill(
    days: int,
    catalogue: Catalogue,
    profile: Profile,
    standings: Standings,
    id: str,
    at: str,
) -> Change:
    """One change for all: under a week nothing, to four weeks one step down, then the start."""
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
    return Change(id, at, after, why("own-ill", days=days, what=what).sentence)


def own_step(
    exercises: Iterable[Exercise],
    up: bool,
    profile: Profile,
    standings: Standings,
    id: str,
    at: str,
) -> Change:
    """What "this is too easy" or "too hard" changes: one step wherever there is one left."""
    after = {}
    for exercise in exercises:
        before = standings.get(exercise.id, start_of(exercise, exercise.tiers[0].tier, profile))
        step = (step_up if up else step_down)(exercise, before, profile)
        if step is not None:
            after[exercise.id] = step[1]
    return Change(id, at, after, why("own-easy" if up else "own-hard").sentence)
