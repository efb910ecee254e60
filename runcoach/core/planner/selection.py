"""The selection of a session: exercises for the minutes, focus and day, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.demands import HEAVY_REST_S
from runcoach.core.coach.rulebook import Reason, cite_rule
from runcoach.core.coach.schedule import FULL_MINUTES
from runcoach.core.coach.training_day import Soreness, TrainingDay
from runcoach.core.model.exercise import Exercise, TierName, Use
from runcoach.core.model.focus import LEG_LIFTS, LEG_NEEDS, WEEKLY_NEEDS, Focus, Need
from runcoach.core.model.programme import Format, SessionOutline, Slot
from runcoach.core.model.season import BlockName
from runcoach.core.model.standing import Standing, Standings
from runcoach.core.planner.block_picks import describe_week, jump_limit, pick_for_block
from runcoach.core.planner.budget import find_budget
from runcoach.core.planner.picks import explain_missing, pick_exercises, pick_jumps
from runcoach.core.planner.request import FITS_WITHIN, LEAST_MINUTES, MOST_MINUTES, SessionRequest
from runcoach.core.planner.time_fit import Limits, Pick, fit_to_time
from runcoach.core.planner.warm_up import NONE_FITS, choose_warm_up

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
    picks, missing = _pick_all(focus, day, today, asked, request.another)
    gave_way += missing
    if not picks and focus is not Focus.MOBILITY:
        gave_way.append(cite_rule("gave-focus", what=focus.label, instead=Focus.MOBILITY.value))
        focus = Focus.MOBILITY
        picks, _ = pick_exercises(focus, day, today, request.another)
    minutes = asked
    if not day.rules.full and focus is not Focus.MOBILITY and asked >= FULL_MINUTES:
        minutes = LIMITED_MINUTES
        gave_way.append(cite_rule("gave-limit", minutes=asked))
    most = day.rules.minutes
    if most is not None and most < minutes and focus is not Focus.MOBILITY:
        minutes = most
        gave_way.append(cite_rule("gave-hard-day", minutes=asked))
    budget = find_budget(day, today, minutes) if focus is not Focus.MOBILITY else None
    if budget is not None:
        minutes = max(LEAST_MINUTES, min(minutes, budget.minutes))
        gave_way.append(cite_rule("gave-budget", minutes=asked))
    frame = _frame(focus, minutes, day, request.format, picks)
    if frame.warm_up == NONE_FITS:
        gave_way.append(cite_rule("gave-warm-up"))

    def length(picks: Sequence[Pick]) -> float:
        return estimate(_outline(frame, picks), _standings(picks))

    limit = minutes * 60.0
    limits = Limits(jump_limit(day), budget.sets if budget else None, budget is None)
    fitted = fit_to_time(picks, limit, limits, length)
    gave_way += _left_out(picks, fitted)
    length_s = length(fitted)
    # The minutes come first: they are what the person asked for.
    if budget is None and minutes == asked and length_s < asked * 60 * (1 - FITS_WITHIN):
        gave_way.insert(0, cite_rule("gave-short", minutes=round(length_s / 60)))
    elif length_s > asked * 60 * (1 + FITS_WITHIN):
        gave_way.insert(0, cite_rule("gave-long", minutes=round(length_s / 60)))
    if request.another:
        first, _ = _pick_all(focus, day, today, asked, 0)
        if fitted == fit_to_time(first, limit, limits, length):
            gave_way.append(cite_rule("gave-same"))
    reasons += [pick.reason for pick in fitted]
    title_minutes = round(length_s / 60) if minutes != asked else asked
    outline = replace(
        _outline(frame, fitted), title=f"{focus.label} {title_minutes}", minutes=title_minutes
    )
    return SelectedSession(outline, _standings(fitted), tuple(reasons), tuple(gave_way))


def _pick_all(
    focus: Focus, day: TrainingDay, today: date, minutes: int, another: int
) -> tuple[tuple[Pick, ...], tuple[Reason, ...]]:
    """The picks of a focus: by the block in a season, else by each tier's own doses."""
    week = day.rules.week
    if week is None or day.season is None or focus in (Focus.MOBILITY, Focus.POWER):
        return pick_exercises(focus, day, today, another)
    picks, missing = pick_for_block(focus, day, week, today, minutes, another)
    jumps: tuple[Pick, ...] = ()
    if focus in (Focus.FULL_BODY, Focus.LEGS) and picks:
        jumps = pick_jumps(day, jump_limit(day), minutes)
    return (*picks[:1], *jumps, *picks[1:]), tuple(explain_missing(n, day) for n in missing)


def _focus(request: SessionRequest, day: TrainingDay) -> tuple[Focus, list[Reason], list[Reason]]:
    """The focus of the session, the reasons for it, and what gave way to it."""
    week = [describe_week(day.rules.week)] if day.rules.week is not None else []
    reasons = [*week, *day.spared_reasons, *day.rules.reasons]
    if day.profile.body_needs:
        reasons.append(cite_rule("careful"))
    if day.first_sessions:
        reasons.append(cite_rule("first-sessions"))
    severe = Soreness.SEVERE in day.sore.values()
    reasons += day.soreness_reasons
    wanted = request.focus
    focus = wanted or (Focus.FULL_BODY if day.rules.legs else Focus.UPPER_BODY)
    if day.rules.mobility_only or severe or _recovers(day):
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


def _recovers(day: TrainingDay) -> bool:
    """Whether this is the first week after the race: mobility."""
    week = day.rules.week
    return week is not None and week.block.name is BlockName.RECOVER and week.number == 1


def _frame(
    focus: Focus, minutes: int, day: TrainingDay, format: Format, picks: Sequence[Pick]
) -> SessionOutline:
    """The session without its slots, its warm-up and cool-down loading no spared area."""
    gentle = [e for e in day.catalogue.used_for(Use.WARM_UP) if _is_gentle(e, day)]
    moves = choose_warm_up(gentle, [p.candidate.exercise for p in picks[:4]], day.sessions_done)
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
    """Whether it has no jump, loads no spared area, and suits the needs of this body."""
    jumps = exercise.power or any(t.landings for t in exercise.tiers)
    ruled_out = day.profile.body_needs.intersection(exercise.tier(TierName.STANDARD).not_for)
    return not jumps and not ruled_out and not day.spared & set(exercise.areas)


def _outline(frame: SessionOutline, picks: Sequence[Pick]) -> SessionOutline:
    if frame.format is Format.STRAIGHT and any(p.rest_s for p in picks):
        return replace(frame, slots=tuple(_paired_slots(_in_order(picks, frame.format))))
    return replace(frame, slots=tuple(_slot(p) for p in _in_order(picks, frame.format)))


def _paired_slots(picks: Sequence[Pick]) -> Iterator[Slot]:
    """Each exercise with the next that shares no muscles with it; a heavy one with two of them.

    Jumps stay alone.
    """
    waiting = list(picks)
    number = 0
    while waiting:
        group = [waiting.pop(0)]
        rest_s = group[0].rest_s
        most = 0 if rest_s is None else 3 if rest_s >= HEAVY_REST_S else 2
        while len(group) < most:
            other = next((p for p in waiting if all(_shares_nothing(g, p) for g in group)), None)
            if other is None:
                break
            waiting.remove(other)
            group.append(other)
        number += len(group) > 1
        yield from (replace(_slot(p), pair=number if len(group) > 1 else 0) for p in group)


def _shares_nothing(one: Pick, other: Pick) -> bool:
    """Whether two sets can alternate: no common prime mover, and not two leg lifts."""
    a, b = one.candidate, other.candidate
    lifts = a.need in LEG_LIFTS and b.need in LEG_LIFTS
    common = set(a.tier.muscles.main) & set(b.tier.muscles.main)
    return other.rest_s is not None and not lifts and not common


def _slot(pick: Pick) -> Slot:
    candidate = pick.candidate
    return Slot(
        candidate.exercise.id,
        sets=pick.sets,
        tier=candidate.tier.tier,
        value=pick.value or candidate.value,
        rest_s=pick.rest_s,
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
