"""Composing: an outline becomes a plan that fits the time, the standing and what is at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from runcoach.core.blocks import Bout, by_turns, numbered, retiered, straight
from runcoach.core.catalogue import Catalogue
from runcoach.core.events import Revise
from runcoach.core.exercise import Exercise, Tier, TierName
from runcoach.core.pacing import END_S, duration_s
from runcoach.core.plan import Block, BlockKind, Plan, Side
from runcoach.core.preparation import cool_down, warm_up
from runcoach.core.programme import Format, Programme, SessionOutline, Slot
from runcoach.core.session import Phase, Session
from runcoach.core.standing import Standing, Standings

MOST_SETS = 4
FITS_WITHIN = 0.1
"""An estimate within 10 % of the asked time fits."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a session has to fit: the person, the day and the room."""

    standings: Standings = field(default_factory=dict)
    tier: TierName | None = None
    """One tier for everything, instead of the person's own."""
    minutes: int | None = None
    equipment: tuple[str, ...] | None = None
    """What is at hand; None where it does not matter."""
    count_in_s: float = 3.0
    rest_scale: float = 1.0
    first_sides: Mapping[str, Side] = field(default_factory=dict)
    """The side that begins, by exercise; left where nothing is said."""
    power: bool = True
    """The power gate is open."""


def compose(
    programme: Programme, catalogue: Catalogue, terms: Terms, outline: SessionOutline | None = None
) -> Plan:
    """The plan of a programme's session, fitted to the asked minutes where there are any."""
    outline = outline or programme.sessions[0]
    bouts, why = _bouts(outline, catalogue, terms)
    if terms.minutes is not None:
        bouts, fitted = _fit(bouts, outline, catalogue, terms)
        why += fitted
    blocks = numbered(tuple(_blocks(bouts, outline, catalogue)))
    return Plan(
        title=outline.title,
        blocks=blocks,
        estimated_s=estimate_s(blocks, terms.count_in_s),
        why=tuple(why),
        programme=programme.id,
        outline=outline.id,
    )


def estimate_s(blocks: Sequence[Block], count_in_s: float) -> int:
    """Seconds from the first Space to the summary, targets met and nothing paused."""
    return round(duration_s(blocks, count_in_s) + END_S)


def _blocks(
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
    yield from cool_down(outline, catalogue)


def _groups(bouts: Sequence[Bout], format: Format) -> list[Sequence[Bout]]:
    match format:
        case Format.STRAIGHT:
            return [(b,) for b in bouts]
        case Format.PAIRS:
            return [bouts[i : i + 2] for i in range(0, len(bouts), 2)]
        case Format.CIRCUIT:
            return [bouts] if bouts else []


# --- which exercise, at which tier -------------------------------------------------------


def _bouts(
    outline: SessionOutline, catalogue: Catalogue, terms: Terms
) -> tuple[list[Bout], list[str]]:
    bouts: list[Bout] = []
    why: list[str] = []
    for slot in outline.slots:
        bout, reason = _bout(slot, outline, catalogue, terms)
        if bout is not None:
            bouts.append(bout)
        if reason:
            why.append(reason)
    return bouts, why


def _bout(
    slot: Slot, outline: SessionOutline, catalogue: Catalogue, terms: Terms
) -> tuple[Bout | None, str]:
    wanted = catalogue.exercise(slot.exercise)
    first_reason = "" if wanted else f"{slot.exercise} is not in the catalogue: left out."
    for id in (slot.exercise, *slot.alternatives):
        exercise = catalogue.exercise(id)
        if exercise is None:
            continue
        standing = terms.standings.get(exercise.id)
        name = terms.tier or slot.tier or (standing.tier if standing else outline.tier)
        tier, reason = _tier_at_hand(exercise, name, terms)
        if tier is not None:
            stood_in = "" if exercise is wanted else f"{exercise.name} stands in. "
            return _with_dose(exercise, tier, slot, standing, terms), (
                f"{first_reason}{' ' if first_reason and stood_in else ''}{stood_in}".strip()
                or reason
            )
        first_reason = first_reason or reason
    return None, first_reason


def _tier_at_hand(exercise: Exercise, name: TierName, terms: Terms) -> tuple[Tier | None, str]:
    """The tier of that name, or the nearest below it that needs only what is there."""
    order = list(TierName)
    wanted = exercise.tier(name)
    for tier in reversed([t for t in exercise.tiers if order.index(t.tier) <= order.index(name)]):
        if tier.landings and exercise.power and not terms.power:
            continue
        if terms.equipment is None or set(tier.equipment) <= set(terms.equipment):
            lower = tier is not wanted
            return tier, f"{exercise.name}: {tier.tier} tier, for what is at hand." if lower else ""
    if exercise.power and not terms.power:
        return None, f"{exercise.name} waits: strength comes before jumps."
    missing = ", ".join(wanted.equipment) or "equipment"
    return None, f"{exercise.name} left out: it needs {missing}."


def _with_dose(
    exercise: Exercise, tier: Tier, slot: Slot, standing: Standing | None, terms: Terms
) -> Bout:
    at_home = standing is not None and standing.tier is tier.tier
    step = standing.step if standing and at_home else 0
    rest = slot.rest_s if slot.rest_s is not None else tier.dose.rest_s
    return Bout(
        exercise=exercise,
        tier=tier,
        sets=slot.sets or tier.dose.sets,
        value=slot.value or tier.dose.at(step),
        rest_s=round(rest * terms.rest_scale),
        load_kg=standing.load_kg if standing else 0.0,
        first_side=terms.first_sides.get(exercise.id, Side.LEFT),
    )


# --- fitting the minutes -----------------------------------------------------------------


def _fit(
    bouts: list[Bout], outline: SessionOutline, catalogue: Catalogue, terms: Terms
) -> tuple[list[Bout], list[str]]:
    """Sets dropped from the end, or added from the start; never the warm-up."""
    asked = (terms.minutes or outline.minutes) * 60

    def length(of: list[Bout]) -> int:
        return estimate_s(tuple(_blocks(of, outline, catalogue)), terms.count_in_s)

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
        fewest = min((b.sets for b in bouts), default=MOST_SETS)
        if fewest >= MOST_SETS:
            break
        first = next(i for i, b in enumerate(bouts) if b.sets == fewest)
        bouts = [replace(b, sets=b.sets + 1) if i == first else b for i, b in enumerate(bouts)]
        added += 1
    why = []
    if dropped:
        why.append(f"{_sets(dropped)} left out to fit {terms.minutes} min.")
    if added:
        why.append(f"{_sets(added)} more to fill {terms.minutes} min.")
    if abs(length(bouts) - asked) > asked * FITS_WITHIN:
        why.append(f"{terms.minutes} min can't be met; warm-up and one set need their time.")
    return bouts, why


def _sets(count: int) -> str:
    return "1 set" if count == 1 else f"{count} sets"


# --- changing the tier in a session --------------------------------------------------------


def retier(session: Session, catalogue: Catalogue, by: int) -> Revise | None:
    """The exercise under way or next, one tier harder (+1) or easier (-1).

    None where there is no such tier. A set that was begun is closed as partial by the machine
    and comes again at the new tier, in whose favour it then stands back.
    """
    work = session.work
    exercise = catalogue.exercise(work.exercise) if work else None
    if work is None or exercise is None:
        return None
    names = [t.tier for t in exercise.tiers]
    if work.tier not in names or not 0 <= names.index(work.tier) + by < len(names):
        return None
    tier = exercise.tiers[names.index(work.tier) + by]
    rest = max((b.seconds for b in session.plan.blocks if _rest_of(b, work)), default=0.0)
    bout = Bout(
        exercise,
        tier,
        work.sets,
        tier.dose.at(0),
        rest,
        load_kg=work.load_kg,
        first_side=work.side if work.side in (Side.LEFT, Side.RIGHT) else Side.LEFT,
        role=work.role,
    )
    tail = list(session.plan.blocks[session.tail_start :])
    if session.in_work:
        again = replace(work, supersedes=work.id)
        tail = [replace(again, kind=BlockKind.READY), again, *tail]
    elif session.acting_phase is Phase.COUNT_IN:
        tail = [replace(work, kind=BlockKind.READY, id=""), *tail]
    changed = retiered(tail, bout)
    kept = {b.id for b in changed if b.id}
    taken = tuple(b for b in session.plan.blocks if b.id not in kept) + changed
    fresh = iter(numbered([b for b in changed if not b.id], taken))
    return Revise(
        tuple(b if b.id else next(fresh) for b in changed),
        f"{exercise.name}: {'harder' if by > 0 else 'easier'}, {tier.name}",
    )


def _rest_of(block: Block, work: Block) -> bool:
    return block.kind is BlockKind.REST and block.exercise == work.exercise
