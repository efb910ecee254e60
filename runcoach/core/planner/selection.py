"""Choosing: the exercises of a session for the minutes, the focus and the day, each with a why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.rulebook import Why, why
from runcoach.core.coach.schedule import FULL_MINUTES
from runcoach.core.coach.training_day import Day, Soreness
from runcoach.core.model.exercise import Exercise, TierName, Use
from runcoach.core.model.focus import LEG_NEEDS, WEEKLY, Focus, Need
from runcoach.core.model.programme import Format, SessionOutline, Slot
from runcoach.core.model.standing import Standing, Standings
from runcoach.core.planner.picks import picked
from runcoach.core.planner.request import LEAST_MINUTES, MOST_MINUTES, Wish
from runcoach.core.planner.time_fit import WITHIN, Pick, fit
from runcoach.core.planner.warm_up import NONE_FITS

LIMITED_MINUTES = FULL_MINUTES - 2
"""What fits into so many, and a little more, is no full session yet."""
PULSE_S = 60
WARM_UP_S = 150
"""A minute of pulse, one of joints, five rehearsal reps of the first main lift."""
POWER_WARM_UP_S = 240

Estimate = Callable[[SessionOutline, Standings], float]
"""The seconds that a session takes from the first Space to the summary."""


class Choice(Struct, frozen=True):
    """A session chosen, why it is this, and what gave way."""

    outline: SessionOutline
    standings: Standings
    """The standing each exercise is done at today, with a load that the person owns."""
    whys: tuple[Why, ...]
    gave_way: tuple[Why, ...] = ()


def choose(wish: Wish, day: Day, today: date, estimate: Estimate) -> Choice:
    """The session for a wish on a day: the same for the same day and history.

    Only equipment at hand and loads owned, nothing that loads an area set aside, no jump before
    the gate, at least half of the leg sets on one leg; within 10 % of the time, or it says why.
    """
    if wish.equipment is not None:
        day = day.with_equipment(wish.equipment)
    focus, whys, gave = _focus(wish, day)
    asked = max(LEAST_MINUTES, min(MOST_MINUTES, wish.minutes or day.profile.minutes))
    picks, missing = picked(focus, day, today, wish.another)
    gave += missing
    if not picks and focus is not Focus.MOBILITY:
        gave.append(why("gave-focus", what=focus.shown, instead=Focus.MOBILITY.value))
        focus = Focus.MOBILITY
        picks, _ = picked(focus, day, today, wish.another)
    minutes = asked
    if not day.rules.full and focus is not Focus.MOBILITY and asked >= FULL_MINUTES:
        minutes = LIMITED_MINUTES
        gave.append(why("gave-limit", minutes=asked))
    frame = _frame(focus, minutes, day, wish.format)
    if frame.warm_up == NONE_FITS:
        gave.append(why("gave-warm-up"))

    def length(of: Sequence[Pick]) -> float:
        return estimate(_outline(frame, of), _standings(of))

    limit = minutes * 60.0
    fitted = fit(picks, limit, day.gate.landings if day.gate.open else 0, length)
    gave += _left_out(picks, fitted)
    took = length(fitted)
    # What the time gave way to is said first: it is what was asked for.
    if minutes == asked and took < asked * 60 * (1 - WITHIN):
        gave.insert(0, why("gave-short", minutes=round(took / 60)))
    elif took > asked * 60 * (1 + WITHIN):
        gave.insert(0, why("gave-long", minutes=round(took / 60)))
    if wish.another and fitted == _first_choice(focus, day, today, limit, length):
        gave.append(why("gave-same"))
    whys += [pick.why for pick in fitted]
    shown = round(took / 60) if minutes != asked else asked
    outline = replace(_outline(frame, fitted), title=f"{focus.shown} {shown}", minutes=shown)
    return Choice(outline, _standings(fitted), tuple(whys), tuple(gave))


def _first_choice(
    focus: Focus,
    day: Day,
    today: date,
    limit: float,
    length: Callable[[Sequence[Pick]], float],
) -> tuple[Pick, ...]:
    picks, _ = picked(focus, day, today)
    return fit(picks, limit, day.gate.landings if day.gate.open else 0, length)


def _focus(wish: Wish, day: Day) -> tuple[Focus, list[Why], list[Why]]:
    """The focus of the session, why, and what it gave way to."""
    whys = [*day.sparing, *day.rules.whys]
    if day.profile.careful:
        whys.append(why("careful"))
    if day.first_sessions:
        whys.append(why("first-sessions"))
    severe = Soreness.SEVERE in day.sore.values()
    whys += day.soreness
    wanted = wish.focus
    focus = wanted or (Focus.FULL_BODY if day.rules.legs else Focus.UPPER_BODY)
    if day.rules.mobility_only or severe:
        focus = Focus.MOBILITY
    elif focus in (Focus.LEGS, Focus.POWER) and not day.rules.legs:
        focus = Focus.UPPER_BODY
    elif focus is Focus.POWER and day.rules.halved:
        focus = Focus.LEGS
    if focus is Focus.POWER:
        whys.append(day.gate.why)
    gave = []
    if wanted is not None and wanted is not focus:
        gave.append(why("gave-focus", what=wanted.shown, instead=focus.shown.lower()))
    elif focus is wanted:
        whys.insert(0, why("focus", what=focus.shown))
    else:
        whys.insert(0, why("focus-day", what=focus.shown))
    return focus, whys, gave


def _frame(focus: Focus, minutes: int, day: Day, format: Format) -> SessionOutline:
    """The session without its slots: the warm-up and cool-down that spare what hurts."""
    moves = [e for e in day.catalogue.used_for(Use.WARM_UP) if _gentle(e, day)]
    moves.sort(key=lambda e: (e.tiers[0].dose.seconds or 0) < PULSE_S)
    ends = [e for e in day.catalogue.used_for(Use.COOL_DOWN) if _gentle(e, day)]
    cool_down_s = 30 if minutes < 12 else 60 if minutes < FULL_MINUTES else 75
    return SessionOutline(
        id="composed",
        title=focus.shown,
        slots=(),
        minutes=minutes,
        warm_up_s=POWER_WARM_UP_S if focus is Focus.POWER and minutes >= 15 else WARM_UP_S,
        cool_down_s=0 if focus is Focus.MOBILITY else cool_down_s,
        warm_up=tuple(e.id for e in moves) or NONE_FITS,
        cool_down=tuple(e.id for e in ends) or NONE_FITS,
        tier=TierName.FOUNDATION,
        format=format,
    )


def _gentle(exercise: Exercise, day: Day) -> bool:
    """No jump, and nothing that loads what is spared."""
    jumps = exercise.power or any(t.landings for t in exercise.tiers)
    return not jumps and not day.spared & set(exercise.areas)


def _outline(frame: SessionOutline, picks: Sequence[Pick]) -> SessionOutline:
    return replace(frame, slots=tuple(_slot(p) for p in _in_order(picks, frame.format)))


def _slot(pick: Pick) -> Slot:
    chosen = pick.candidate
    return Slot(
        chosen.exercise.id,
        sets=pick.sets,
        tier=chosen.tier.tier,
        value=pick.value or chosen.value,
    )


def _in_order(picks: Sequence[Pick], format: Format) -> list[Pick]:
    """Jumps while fresh, then legs and the rest; in pairs and circuits these two by turns."""
    order = (Need.POWER, *WEEKLY, Need.HIP_SIDE, Need.SHIN, Need.MOBILITY)
    by_need = sorted(
        picks,
        key=lambda p: order.index(p.candidate.need),
    )
    if format is Format.STRAIGHT:
        return by_need
    legs = [p for p in by_need if p.candidate.need in LEG_NEEDS]
    rest = [p for p in by_need if p.candidate.need not in LEG_NEEDS]
    mixed: list[Pick] = []
    while legs or rest:
        for side in (legs, rest):
            if side:
                mixed.append(side.pop(0))
    return mixed


def _standings(picks: Sequence[Pick]) -> dict[str, Standing]:
    return {p.candidate.exercise.id: p.candidate.standing for p in picks}


def _left_out(picks: Sequence[Pick], fitted: Sequence[Pick]) -> list[Why]:
    """Leg exercises on both legs that had too little on one leg beside them."""
    kept = {p.candidate.exercise.id for p in fitted}
    if any(p.leg_sets[0] for p in fitted):
        return []
    return [
        why("gave-one-leg", name=p.candidate.tier.name)
        for p in picks
        if p.leg_sets[1] and p.candidate.exercise.id not in kept
    ]
