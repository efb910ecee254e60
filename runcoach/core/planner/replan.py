"""Revising: the tail of a session under way with another tier, or with another exercise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from runcoach.core.coach.evidence import hurts
from runcoach.core.coach.ladder import tempo_at
from runcoach.core.coach.training_day import Day
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Exercise, Tier
from runcoach.core.model.plan import Block, BlockKind, Role, Side
from runcoach.core.model.profile import owned_load
from runcoach.core.planner.candidates import Candidate
from runcoach.core.planner.substitutes import Swap, instead_of
from runcoach.core.session.block_layout import Bout, numbered, ready_block, retiered
from runcoach.core.session.events import Revise
from runcoach.core.session.session import Phase, Session

COLD_AFTER_S = 1800.0
"""After a longer pause a warm-up is offered first (practice)."""


def retier(
    session: Session,
    catalogue: Catalogue,
    by: int,
    day: Day | None = None,
    *,
    owned: bool = True,
) -> Revise | None:
    """The exercise under way or next, one tier harder (+1) or easier (-1).

    None where there is no such tier, or where `day` has not what it needs: an open power gate,
    and equipment and a load unless what is `owned` was never said. A set that was begun is closed
    as partial by the machine and comes again at the new tier, in whose favour it stands back.
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
    if day is not None and tier.loaded and day.profile.totals(tier):
        load = owned_load(day.profile, tier, load)
    bout = Bout(
        exercise,
        tier,
        work.sets,
        tier.dose.at(0),
        _rest_s(session, work.exercise),
        load_kg=load,
        first_side=work.side if work.side in (Side.LEFT, Side.RIGHT) else Side.LEFT,
        role=work.role,
    )
    tail = list(session.plan.blocks[session.tail_start :])
    if session.in_work:
        again = replace(work, supersedes=work.id)
        tail = [replace(again, kind=BlockKind.READY), again, *tail]
    elif session.acting_phase is Phase.COUNT_IN:
        tail = [replace(work, kind=BlockKind.READY, id=""), *tail]
    return Revise(
        _with_ids(session, _up_to_work(retiered(tail, bout))),
        f"{exercise.name}: {'harder' if by > 0 else 'easier'}, {tier.name}",
    )


def _allowed(exercise: Exercise, tier: Tier, day: Day, owned: bool) -> bool:
    if tier.landings and exercise.power and not (day.gate.open and not day.profile.careful):
        return False
    return not owned or day.profile.has(tier)


def left_of(session: Session) -> tuple[Block, ...]:
    """The blocks still to be done, without the set under way."""
    return session.plan.blocks[session.cursor + int(session.in_work) :]


def exercises_left(session: Session) -> tuple[str, ...]:
    """Ids of the exercises that are still to be done, warm-up and cool-down included."""
    work = (b.exercise for b in left_of(session) if b.kind is BlockKind.WORK)
    return tuple(dict.fromkeys(work))


def spared_in(session: Session, day: Day) -> Day:
    """The day with the places that hurt in this session spared as well."""
    hurt = {s.pain.area for s in session.sets if s.pain is not None and hurts(s)}
    return replace(day, spared=day.spared | hurt)


def another(session: Session, day: Day) -> Revise | None:
    """The exercise under way or next replaced by another of its kind; None where none fits.

    What the session has already is left out, so that asking again brings the next one. A set
    that was begun is closed as partial by the machine.
    """
    work = session.work
    exercise = day.catalogue.exercise(work.exercise) if work else None
    if work is None or exercise is None:
        return None
    day = spared_in(session, day)
    taken = [b.exercise for b in session.plan.blocks]
    before = [p.exercise for p in session.planned]
    swap = instead_of(exercise, day, [*taken, *before]) or instead_of(exercise, day, taken)
    if swap is None:
        return None
    left = list(session.plan.blocks[session.tail_start :])
    if session.in_work or session.acting_phase is Phase.COUNT_IN:
        left = [replace(work, kind=BlockKind.READY, id=""), replace(work, id=""), *left]
        if not session.in_work:
            del left[1]
    return swapped(session, left, [swap])


def swapped(
    session: Session, left: Sequence[Block], swaps: Iterable[Swap], by_now: Session | None = None
) -> Revise:
    """What was `left` of the session with some exercises swapped, and those without one dropped.

    Of a warm-up or a cool-down what goes is dropped: nothing of it is worth a swap. `by_now` is
    the session as it stands, where it has moved on since.
    """
    tail = tuple(left)
    said = []
    for swap in swaps:
        if swap.instead is not None:
            rest = _rest_s(session, swap.out)
            tail = retiered(tail, _bout(swap.instead, rest), instead_of=swap.out)
        tail = tuple(b for b in tail if b.exercise != swap.out)
        said.append(swap.why.sentence)
    return Revise(_with_ids(by_now or session, _up_to_work(tail)), " ".join(said))


def _bout(instead: Candidate, rest_s: float) -> Bout:
    tier = replace(instead.tier, tempo=tempo_at(instead.tier, instead.standing))
    load = instead.standing.load_kg
    return Bout(
        instead.exercise,
        tier,
        instead.sets,
        instead.value,
        rest_s or tier.dose.rest_s,
        load_kg=load,
        role=Role.MAIN,
    )


def _up_to_work(tail: Sequence[Block]) -> Sequence[Block]:
    """Without a gap at the end that leads to nothing."""
    end = max((i for i, b in enumerate(tail, 1) if b.kind is BlockKind.WORK), default=0)
    return tail[:end]


def _with_ids(session: Session, tail: Sequence[Block]) -> tuple[Block, ...]:
    """The tail with new ids where it has none, or where its own lies behind the session already.

    Pain passes over the gap that led to what hurts, and files what hurts as skipped.
    """
    behind = {b.id for b in session.plan.blocks[: session.tail_start]}
    behind |= {s.block for s in session.sets}
    tail = [replace(b, id="") if b.id in behind else b for b in tail]
    kept = {b.id for b in tail if b.id}
    taken = [b for b in session.plan.blocks if b.id not in kept]
    gone = [Block(id, BlockKind.WORK, 0.0) for id in session.taken_ids - kept]
    fresh = iter(numbered([b for b in tail if not b.id], [*taken, *gone, *tail]))
    return tuple(b if b.id else next(fresh) for b in tail)


def is_cold(session: Session, now: float) -> bool:
    """Paused for so long that a warm-up comes before anything else, where one was planned."""
    paused = session.interruption
    work = session.work
    return (
        paused is not None
        and now - paused.at > COLD_AFTER_S
        and work is not None
        and work.role is Role.MAIN
        and bool(_warm_up(session))
    )


def warmed_again(session: Session) -> Revise:
    """The session's own warm-up once more, before what is left of it.

    A set under way is closed as partial by the machine, and comes again whole.
    """
    tail = list(session.plan.blocks[session.tail_start :])
    work = session.work
    if work is not None and session.in_work:
        tail = [replace(work, id="", supersedes=work.id), *tail]
    if work is not None and tail and tail[0].kind is BlockKind.WORK:
        tail = [ready_block(replace(tail[0], id="")), *tail]
    again = [replace(b, id="") for b in _warm_up(session)]
    return Revise(
        _with_ids(session, _up_to_work((*again, *tail))), "warmed up again after a long break"
    )


def _warm_up(session: Session) -> list[Block]:
    return [b for b in session.plan.blocks[: session.cursor] if b.role is Role.WARM_UP]


def _rest_s(session: Session, exercise: str) -> float:
    rests = (b for b in session.plan.blocks if b.kind is BlockKind.REST)
    return max((b.seconds for b in rests if b.exercise == exercise), default=0.0)
