"""Replanning a session in progress: tails for `Revise` with another tier, exercise or warm-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from runcoach.core.coach.evidence import reported_pain
from runcoach.core.coach.ladder import tempo_at
from runcoach.core.coach.training_day import TrainingDay
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Exercise, Tier
from runcoach.core.model.plan import Block, BlockKind, Role, Side
from runcoach.core.model.profile import choose_owned_load
from runcoach.core.planner.candidates import Candidate
from runcoach.core.planner.substitutes import Substitution, find_substitute
from runcoach.core.session.block_layout import (
    Prescription,
    assign_ids,
    make_ready_block,
    rebuild_exercise,
)
from runcoach.core.session.events import Revise
from runcoach.core.session.session import Phase, Session

COLD_AFTER_S = 1800.0
"""After a pause longer than this a warm-up is offered first (practice)."""


def change_tier(
    session: Session,
    catalogue: Catalogue,
    by: int,
    day: TrainingDay | None = None,
    *,
    owned: bool = True,
) -> Revise | None:
    """Return the revision that makes the current or next exercise harder (+1) or easier (-1).

    None if there is no such tier, or if `day` doesn't allow the harder one: it needs jump
    clearance for jumps and, if `owned`, its equipment and a load. (`owned` is False for a person
    whose equipment is unknown.) The machine closes a set in progress as partial; the set is
    repeated at the new tier and supersedes it.
    """
    work = session.work
    exercise = catalogue.exercise(work.exercise) if work else None
    if work is None or exercise is None:
        return None
    names = [t.tier for t in exercise.tiers]
    if work.tier not in names or not 0 <= names.index(work.tier) + by < len(names):
        return None
    tier = exercise.tiers[names.index(work.tier) + by]
    if by > 0 and day is not None and not _allowed(exercise, tier, day, owned):
        return None
    load = work.load_kg
    if day is not None and tier.loaded and day.profile.available_loads_kg(tier):
        load = choose_owned_load(day.profile, tier, load)
    bout = Prescription(
        exercise,
        tier,
        work.sets,
        tier.dose.at(0),
        tier.dose.rest_s,
        load_kg=load,
        first_side=work.side if work.side in (Side.LEFT, Side.RIGHT) else Side.LEFT,
        role=work.role,
    )
    tail = list(session.plan.blocks[session.tail_start :])
    if session.in_work:
        again = replace(work, supersedes=work.id)
        tail = [replace(again, kind=BlockKind.READY), again, *tail]
    elif session.underlying_phase is Phase.COUNT_IN:
        tail = [replace(work, kind=BlockKind.READY, id=""), *tail]
    return Revise(
        _with_ids(session, _up_to_work(rebuild_exercise(tail, bout))),
        f"{exercise.name}: {'harder' if by > 0 else 'easier'}, {tier.name}",
    )


def _allowed(exercise: Exercise, tier: Tier, day: TrainingDay, owned: bool) -> bool:
    if exercise.needs_clearance(tier) and not day.allows_jumps:
        return False
    return not owned or day.profile.has_equipment_for(tier)


def remaining_blocks(session: Session) -> tuple[Block, ...]:
    """Return the blocks still to be done, without a set in progress."""
    return session.plan.blocks[session.cursor + int(session.in_work) :]


def remaining_exercises(session: Session) -> tuple[str, ...]:
    """Return the ids of the exercises still to be done, warm-up and cool-down included."""
    work = (b.exercise for b in remaining_blocks(session) if b.kind is BlockKind.WORK)
    return tuple(dict.fromkeys(work))


def spare_hurt_areas(session: Session, day: TrainingDay) -> TrainingDay:
    """Return the day with the areas that hurt in this session spared as well."""
    areas = {s.pain.area for s in session.sets if s.pain is not None and reported_pain(s)}
    return replace(day, spared=day.spared | areas)


def next_alternative(session: Session, day: TrainingDay) -> Revise | None:
    """Return the revision that replaces the current or next exercise by a similar one.

    None if none fits. Exercises already in the session are left out where there are others, so
    that repeated calls go through them all. The machine closes a set in progress as partial.
    """
    work = session.work
    exercise = day.catalogue.exercise(work.exercise) if work else None
    if work is None or exercise is None:
        return None
    day = spare_hurt_areas(session, day)
    taken = [b.exercise for b in session.plan.blocks]
    before = [p.exercise for p in session.planned]
    swap = find_substitute(exercise, day, [*taken, *before]) or find_substitute(
        exercise, day, taken
    )
    if swap is None:
        return None
    remaining = list(session.plan.blocks[session.tail_start :])
    if session.in_work:
        remaining = [replace(work, id=""), *remaining]
    if session.in_work or session.underlying_phase is Phase.COUNT_IN:
        remaining = [replace(work, kind=BlockKind.READY, id=""), *remaining]
    return replace_exercises(session, remaining, [swap])


def replace_exercises(
    session: Session,
    left: Sequence[Block],
    swaps: Iterable[Substitution],
    by_now: Session | None = None,
) -> Revise:
    """Return the revision that applies swaps to the blocks `left` of a session.

    A swap without a substitute drops the exercise's blocks. `by_now` is the current session if it
    has advanced since `left` was taken from `session`.
    """
    tail = tuple(left)
    sentences = []
    for swap in swaps:
        if swap.substitute is not None:
            tail = rebuild_exercise(tail, _bout(swap.substitute), instead_of=swap.replaced)
        tail = tuple(b for b in tail if b.exercise != swap.replaced)
        sentences.append(swap.reason.sentence)
    return Revise(_with_ids(by_now or session, _up_to_work(tail)), " ".join(sentences))


def _bout(instead: Candidate) -> Prescription:
    tier = replace(instead.tier, tempo=tempo_at(instead.tier, instead.standing))
    load = instead.standing.load_kg
    return Prescription(
        instead.exercise,
        tier,
        instead.sets,
        instead.value,
        tier.dose.rest_s,
        load_kg=load,
        role=Role.MAIN,
    )


def _up_to_work(tail: Sequence[Block]) -> Sequence[Block]:
    """Without the gap at the end, which nothing follows."""
    end = max((i for i, b in enumerate(tail, 1) if b.kind is BlockKind.WORK), default=0)
    return tail[:end]


def _with_ids(session: Session, tail: Sequence[Block]) -> tuple[Block, ...]:
    """The tail with a new id for each block that has none or whose id was already used.

    A block of the tail may have been used: pain skips the gap before what hurts, and records what
    hurts as skipped.
    """
    used = {b.id for b in session.plan.blocks[: session.tail_start]}
    used |= {s.block for s in session.sets}
    tail = [replace(b, id="") if b.id in used else b for b in tail]
    kept = {b.id for b in tail if b.id}
    taken = [b for b in session.plan.blocks if b.id not in kept]
    removed = [Block(id, BlockKind.WORK, 0.0) for id in session.used_block_ids - kept]
    fresh = iter(assign_ids([b for b in tail if not b.id], [*taken, *removed, *tail]))
    return tuple(b if b.id else next(fresh) for b in tail)


def needs_warm_up(session: Session, now: float) -> bool:
    """Whether a pause in the main part lasted so long that the plan's warm-up should come again."""
    paused = session.interruption
    work = session.work
    return (
        paused is not None
        and now - paused.paused_at > COLD_AFTER_S
        and work is not None
        and work.role is Role.MAIN
        and bool(_warm_up(session))
    )


def insert_warm_up(session: Session) -> Revise:
    """Return the revision that repeats the session's warm-up before its remaining blocks.

    The machine closes a set in progress as partial, and the set is repeated whole.
    """
    tail = list(session.plan.blocks[session.tail_start :])
    work = session.work
    if work is not None and session.in_work:
        tail = [replace(work, id="", supersedes=work.id), *tail]
    if work is not None and tail and tail[0].kind is BlockKind.WORK:
        tail = [make_ready_block(replace(tail[0], id="")), *tail]
    again = [replace(b, id="") for b in _warm_up(session)]
    return Revise(
        _with_ids(session, _up_to_work((*again, *tail))), "warmed up again after a long pause"
    )


def _warm_up(session: Session) -> list[Block]:
    return [b for b in session.plan.blocks[: session.cursor] if b.role is Role.WARM_UP]
