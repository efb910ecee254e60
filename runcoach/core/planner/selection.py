"""The selection of a session: exercises for the minutes, focus and day, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.rulebook import Reason, cite_rule
from runcoach.core.coach.schedule import FULL_MINUTES
from runcoach.core.coach.training_day import Soreness, TrainingDay
from runcoach.core.model.exercise import Exercise, TierName, Use
from runcoach.core.model.focus import LEG_NEEDS, WEEKLY_NEEDS, Focus, Need
from runcoach.core.model.programme import Format, SessionOutline, Slot
from runcoach.core.model.standing import Standing, Standings
from runcoach.core.planner.picks import pick_exercises
from runcoach.core.planner.request import FITS_WITHIN, LEAST_MINUTES, MOST_MINUTES, SessionRequest
from runcoach.core.planner.time_fit import Pick, fit_to_time
from runcoach.core.planner.warm_up import NONE_FITS, PULSE_S

LIMITED_MINUTES = FULL_MINUTES - 2
"""A session of this length, even 10 % over, stays below a full one."""
WARM_UP_S = 150
"""A minute of pulse, a minute of joints, five rehearsal reps of the first main lift."""
POWER_WARM_UP_S = 240

Estimate = Callable[[SessionOutline, Standings], float]
"""Seconds that an outline takes at given standings, from the first Space to the summary."""


class SelectedSession(Struct, frozen=True):
    """A session, the reasons for it, and what had to give way."""

    outline: SessionOutline
    standings: Standings
    """Today's standing on each of its exercises, with a load that the person owns."""
    reasons: tuple[Reason, ...]
    gave_way: tuple[Reason, ...] = ()


def select_session(
    request: SessionRequest, day: TrainingDay, today: date, estimate: Estimate
) -> SelectedSession:
    """Select a session for a request; the same request, day and history give the same one.

    It uses only equipment at hand and loads owned, loads no spared area, has no jumps without
    clearance, and does at least half of its leg sets on one leg. Its length, by `estimate`, is
    within 10 % of the requested minutes, or `gave_way` says why not. The request's programme and
    tier are not used.
    """
    if request.equipment is not None:
        day = day.with_equipment(request.equipment)
    focus, reasons, gave_way = _focus(request, day)
    asked = max(LEAST_MINUTES, min(MOST_MINUTES, request.minutes or day.profile.minutes))
    picks, missing = pick_exercises(focus, day, today, request.another)
    gave_way += missing
    if not picks and focus is not Focus.MOBILITY:
        gave_way.append(cite_rule("gave-focus", what=focus.label, instead=Focus.MOBILITY.value))
        focus = Focus.MOBILITY
        picks, _ = pick_exercises(focus, day, today, request.another)
    minutes = asked
    if not day.rules.full and focus is not Focus.MOBILITY and asked >= FULL_MINUTES:
        minutes = LIMITED_MINUTES
        gave_way.append(cite_rule("gave-limit", minutes=asked))
    frame = _frame(focus, minutes, day, request.format)
    if frame.warm_up == NONE_FITS:
        gave_way.append(cite_rule("gave-warm-up"))

    def length(picks: Sequence[Pick]) -> float:
        return estimate(_outline(frame, picks), _standings(picks))

    limit = minutes * 60.0
    fitted = fit_to_time(
        picks, limit, day.jump_clearance.landings if day.jump_clearance.granted else 0, length
    )
    gave_way += _left_out(picks, fitted)
    length_s = length(fitted)
    # The minutes come first: they are what the person asked for.
    if minutes == asked and length_s < asked * 60 * (1 - FITS_WITHIN):
        gave_way.insert(0, cite_rule("gave-short", minutes=round(length_s / 60)))
    elif length_s > asked * 60 * (1 + FITS_WITHIN):
        gave_way.insert(0, cite_rule("gave-long", minutes=round(length_s / 60)))
    if request.another and fitted == _first_choice(focus, day, today, limit, length):
        gave_way.append(cite_rule("gave-same"))
    reasons += [pick.reason for pick in fitted]
    title_minutes = round(length_s / 60) if minutes != asked else asked
    outline = replace(
        _outline(frame, fitted), title=f"{focus.label} {title_minutes}", minutes=title_minutes
    )
    return SelectedSession(outline, _standings(fitted), tuple(reasons), tuple(gave_way))


def _first_choice(
    focus: Focus,
    day: TrainingDay,
    today: date,
    limit: float,
    length: Callable[[Sequence[Pick]], float],
) -> tuple[Pick, ...]:
    picks, _ = pick_exercises(focus, day, today)
    return fit_to_time(
        picks, limit, day.jump_clearance.landings if day.jump_clearance.granted else 0, length
    )


def _focus(request: SessionRequest, day: TrainingDay) -> tuple[Focus, list[Reason], list[Reason]]:
    """The focus of the session, the reasons for it, and what gave way to it."""
    reasons = [*day.spared_reasons, *day.rules.reasons]
    if day.profile.careful:
        reasons.append(cite_rule("careful"))
    if day.first_sessions:
        reasons.append(cite_rule("first-sessions"))
    severe = Soreness.SEVERE in day.sore.values()
    reasons += day.soreness_reasons
    wanted = request.focus
    focus = wanted or (Focus.FULL_BODY if day.rules.legs else Focus.UPPER_BODY)
    if day.rules.mobility_only or severe:
        focus = Focus.MOBILITY
    elif focus in (Focus.LEGS, Focus.POWER) and not day.rules.legs:
        focus = Focus.UPPER_BODY
    elif focus is Focus.POWER and day.rules.halved:
        focus = Focus.LEGS
    if focus is Focus.POWER:
        reasons.append(day.jump_clearance.reason)
    gave_way = []
    if wanted is not None and wanted is not focus:
        gave_way.append(cite_rule("gave-focus", what=wanted.label, instead=focus.label.lower()))
    elif focus is wanted:
        reasons.insert(0, cite_rule("focus", what=focus.label))
    else:
        reasons.insert(0, cite_rule("focus-day", what=focus.label))
    return focus, reasons, gave_way


def _frame(focus: Focus, minutes: int, day: TrainingDay, format: Format) -> SessionOutline:
    """The session without its slots, its warm-up and cool-down loading no spared area."""
    moves = [e for e in day.catalogue.used_for(Use.WARM_UP) if _is_gentle(e, day)]
    moves.sort(key=lambda e: (e.tiers[0].dose.seconds or 0) < PULSE_S)
    stretches = [e for e in day.catalogue.used_for(Use.COOL_DOWN) if _is_gentle(e, day)]
    cool_down_s = 30 if minutes < 12 else 60 if minutes < FULL_MINUTES else 75
    return SessionOutline(
        id="composed",
        title=focus.label,
        slots=(),
        minutes=minutes,
        warm_up_s=POWER_WARM_UP_S if focus is Focus.POWER and minutes >= 15 else WARM_UP_S,
        cool_down_s=0 if focus is Focus.MOBILITY else cool_down_s,
        warm_up=tuple(e.id for e in moves) or NONE_FITS,
        cool_down=tuple(e.id for e in stretches) or NONE_FITS,
        tier=TierName.FOUNDATION,
        format=format,
    )


def _is_gentle(exercise: Exercise, day: TrainingDay) -> bool:
    """Whether it has no jump and loads no spared area."""
    jumps = exercise.power or any(t.landings for t in exercise.tiers)
    return not jumps and not day.spared & set(exercise.areas)


def _outline(frame: SessionOutline, picks: Sequence[Pick]) -> SessionOutline:
    return replace(frame, slots=tuple(_slot(p) for p in _in_order(picks, frame.format)))


def _slot(pick: Pick) -> Slot:
    candidate = pick.candidate
    return Slot(
        candidate.exercise.id,
        sets=pick.sets,
        tier=candidate.tier.tier,
        value=pick.value or candidate.value,
    )


def _in_order(picks: Sequence[Pick], format: Format) -> list[Pick]:
    """Jumps while fresh, then legs, then the rest; in pairs and circuits these two alternate."""
    order = (Need.POWER, *WEEKLY_NEEDS, Need.HIP_SIDE, Need.SHIN, Need.MOBILITY)
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
        for half in (legs, rest):
            if half:
                mixed.append(half.pop(0))
    return mixed


def _standings(picks: Sequence[Pick]) -> dict[str, Standing]:
    return {p.candidate.exercise.id: p.candidate.standing for p in picks}


def _left_out(picks: Sequence[Pick], fitted: Sequence[Pick]) -> list[Reason]:
    """Exercises on both legs left out because too few sets are on one leg."""
    kept = {p.candidate.exercise.id for p in fitted}
    if any(p.leg_sets[0] for p in fitted):
        return []
    return [
        cite_rule("gave-one-leg", name=p.candidate.tier.name)
        for p in picks
        if p.leg_sets[1] and p.candidate.exercise.id not in kept
    ]
