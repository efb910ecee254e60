"""The rows beside a trend: the exercises, the bests, both sides, the last times. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.history.counting import CountedSession
from runcoach.core.history.session_filter import exercise_ids, exercise_name
from runcoach.core.history.side_balance import ENOUGH_SESSIONS, SideComparison
from runcoach.core.history.trends import Best, Metric, Occasion, Trend, compute_trend
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dates import format_date
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Exercise, Tier
from runcoach.core.model.plan import Side
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.standing import Standing, value_at
from runcoach.core.model.weights import format_weight
from runcoach.ui.charts.line_chart import format_occasion, metric_name
from runcoach.ui.history.text import Piece, fit_text
from runcoach.ui.text import formatting

ROOMY = 50
"""Columns from which a day has its year in full."""


NO_BEST: list[Piece] = [("None yet: only sets that are timed or entered count.", "quiet")]


class TrainedExercise(Struct, frozen=True):
    """An exercise that was done, in one of its measures."""

    name: str
    ids: frozenset[str]
    times: int
    """Sessions it was done in."""
    metric: Metric | None = None
    """None for the exercise's main measure."""
    one_sided: bool = False
    """Whether it was done on the left or on the right."""


def find_trained_exercises(
    counted: Sequence[CountedSession], catalogue: Catalogue
) -> tuple[TrainedExercise, ...]:
    """Return every exercise that was done, most often first, with a row for each measure."""
    times: Counter[str] = Counter()
    units: dict[str, set[Metric]] = {}
    one_sided: set[str] = set()
    present: dict[str, str] = {}
    for session in counted:
        seen = set()
        for done in session.sets:
            id = present.get(done.exercise)
            if id is None:
                found = catalogue.exercise(done.exercise)
                id = present[done.exercise] = found.id if found else done.exercise
            seen.add(id)
            if done.side in (Side.LEFT, Side.RIGHT):
                one_sided.add(id)
            kinds = units.setdefault(id, set())
            kinds.update(m for m in Metric if m.of(done) is not None)
        times.update(seen)
    rows = []
    for id, count in sorted(times.items(), key=lambda item: (-item[1], item[0])):
        name, ids = exercise_name(catalogue, id), exercise_ids(catalogue, id)
        row = TrainedExercise(name, ids, count, one_sided=id in one_sided)
        rows.append(row)
        if len(units[id]) > 1:
            main = compute_trend(counted, ids).metric
            rows += [replace(row, metric=m) for m in Metric if m in units[id] - {main}]
    return tuple(rows)


def trained_line(row: TrainedExercise, width: int, weights: WeightUnit) -> list[Piece]:
    """Format an exercise of the list: its name and how often, or its other measure."""
    if row.metric is not None:
        return [(fit_text(f"   in {metric_name(row.metric, weights)}", width), "quiet")]
    count = str(row.times)
    return [(f" {fit_text(row.name, width - len(count) - 3)} ", ""), (f"{count} ", "quiet")]


def occasion_line(
    occasion: Occasion, width: int, weights: WeightUnit = WeightUnit.KG
) -> list[Piece]:
    """Format one occasion: its day and its sets."""
    day = format_date(occasion.day)
    day = f"{day:>11}" if width >= ROOMY else f"{day[:-4] + day[-2:]:>9}"
    sets = fit_text(format_occasion(occasion.sets, weights), max(1, width - len(day) - 4))
    return [(f" {day}  ", "quiet"), (sets, "")]


def best_lines(found: Trend, weights: WeightUnit = WeightUnit.KG) -> list[list[Piece]]:
    """Format the best of each variant with its day."""
    lines: list[list[Piece]] = [[("Best", "head")]]
    lines += [_best_line(best, weights, named=True) for best in found.bests]
    return lines if found.bests else [*lines, NO_BEST]


def ladder_lines(
    exercise: Exercise,
    standing: Standing,
    found: Trend,
    weights: WeightUnit,
    *,
    named: bool,
) -> list[list[Piece]]:
    """Format the ladder, the hardest tier first: its steps, the present one, its bests.

    Args:
        exercise: The exercise.
        standing: The person's standing on it.
        found: The exercise over time.
        weights: The unit of loads.
        named: Whether there is room for the names of the movements.
    """
    lines: list[list[Piece]] = [[("Ladder and bests", "head")]]
    for tier in reversed(exercise.tiers):
        lines.append(_rung_line(tier, standing if standing.tier is tier.tier else None))
        bests = (best for best in found.bests if best.tier is tier.tier)
        lines += [[("  ", ""), *_best_line(best, weights, named=named)] for best in bests]
    return lines if found.bests else [*lines, NO_BEST]


def _rung_line(tier: Tier, standing: Standing | None) -> list[Piece]:
    part = "strong" if standing else "quiet"
    line: list[Piece] = [(f"{'▸' if standing else ' '} {tier.tier:<10}", part)]
    at = value_at(tier.dose, standing) if standing else None
    for value in sorted({*tier.dose.steps, *([at] if at is not None else [])}):
        line.append((f" [{value}]", "good") if value == at else (f" {value}", "quiet"))
    return [*line, (" s" if tier.dose.unit is Unit.SECONDS else " reps", "quiet")]


def _best_line(best: Best, weights: WeightUnit, *, named: bool) -> list[Piece]:
    load = f" × {format_weight(best.load_kg, weights)}" if best.load_kg else ""
    return [
        (f"{formatting.format_amount(best.actual, best.unit)}{load}", "good"),
        (f"  {format_date(best.day)}", "quiet"),
        (f"  {best.name}" if named else "", ""),
    ]


def side_lines(compared: Sequence[SideComparison]) -> list[list[Piece]]:
    """Format left and right of each variant, or how many sessions are missing."""
    lines: list[list[Piece]] = [[("Left and right", "head")]]
    if not compared:
        return [*lines, [("No confirmed sets on both sides yet.", "quiet")]]
    for each in compared:
        count = formatting.format_count(len(each.by_session), "session")
        lines.append([(each.name, "strong"), (f", {each.tier}, {count}", "quiet")])
        if each.difference is None:
            missing = ENOUGH_SESSIONS - len(each.by_session)
            lines.append(
                [(f"Not enough yet: {formatting.format_count(missing, 'more session')}.", "quiet")]
            )
            continue
        unit = "s" if each.unit == "seconds" else "reps"
        lines.append([(f"LEFT {each.left:.1f}   RIGHT {each.right:.1f} {unit}", "good")])
        if each.weaker is Side.BOTH:
            lines.append([(f"Even: {each.difference:.0%} apart.", "")])
        else:
            side = formatting.format_side(each.weaker)
            lines.append([(f"{side} is {each.difference:.0%} behind; it goes first.", "alert")])
    return lines
