"""The rows of the library: tiers with doses, cues, benefit, and the person's results. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from runcoach.core.coach.dose_text import format_equipment
from runcoach.core.history.trends import Trend
from runcoach.core.model.dates import format_weekday_date
from runcoach.core.model.dose import Dose
from runcoach.core.model.exercise import Exercise, Kind, Sides, Tier, Use
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.weights import format_weight
from runcoach.core.planner.exercise_filter import NO_EQUIPMENT, ExerciseFilter
from runcoach.ui.charts.line_chart import format_occasion
from runcoach.ui.history.text import Piece, fit_text
from runcoach.ui.history.trend_rows import best_lines, occasion_line
from runcoach.ui.text import formatting

Lines = list[list[Piece]]

SOURCES = {"article": "the article with the nineteen", "practice": "common coaching practice"}
TIER_COLUMNS = 13
DOSE_COLUMNS = 18
NAME_COLUMNS = 34
LEAST_NAME = 12
"""In fewer columns a variant's name is left out."""
NINETEEN = 19


def exercise_row(exercise: Exercise, width: int) -> list[Piece]:
    """Format an exercise of the list, quieter if it is for warm-up or cool-down."""
    return [(fit_text(f" {exercise.name}", width - 1), "" if exercise.use is Use.MAIN else "quiet")]


def heading_lines(exercise: Exercise) -> Lines:
    """Format the name, the pattern, the use and the number in the list of nineteen."""
    facts = [str(exercise.pattern)]
    if exercise.use is not Use.MAIN:
        facts.append(str(exercise.use))
    if exercise.list_number is not None:
        facts.append(f"{exercise.list_number} of {NINETEEN}")
    return [[(exercise.name, "head"), (f"   {', '.join(facts)}", "quiet")]]


def ladder_lines(exercise: Exercise, chosen: Tier, width: int) -> Lines:
    """Format a line for each tier: its name, its movement and its dose; the chosen one marked."""
    room = min(NAME_COLUMNS, width - TIER_COLUMNS - DOSE_COLUMNS - 2)
    lines: Lines = []
    for tier in exercise.tiers:
        here = tier is chosen
        part = "strong" if here else "quiet"
        lines.append(
            [
                ("▸ " if here else "  ", "head"),
                (f"{tier.tier:<{TIER_COLUMNS - 2}}", part),
                (f"{fit_text(tier.name, room)}  " if room >= LEAST_NAME else "", part),
                (format_dose_range(tier), "strong" if here else "quiet"),
            ]
        )
    return lines


def format_dose_range(tier: Tier) -> str:
    """Format a tier's dose from start to target: `2 × 30-45 s a side`."""
    how = tier.dose
    each = "" if tier.sides is Sides.BOTH else " a side"
    if tier.kind is Kind.INTERVAL:
        return f"{how.sets} × {how.seconds or how.start} s{each}"
    unit = " s" if tier.kind is Kind.HOLD else ""
    return f"{how.sets} × {_span(how)}{unit}{each}"


def _span(how: Dose) -> str:
    return str(how.start) if how.start == how.target else f"{how.start}-{how.target}"


def cue_lines(tier: Tier, width: int) -> Lines:
    """Format the cues in the order of execution, then the common faults."""
    lines: Lines = []
    for cue in tier.cues.all:
        wrong = cue in tier.cues.warnings
        mark: Piece = ("✗ ", "alert") if wrong else ("· ", "quiet")
        for number, part in enumerate(wrap(cue, max(8, width - 2), break_on_hyphens=False)):
            lines.append([("  ", "") if number else mark, (part, "quiet" if wrong else "")])
    return lines


def about_lines(exercise: Exercise, tier: Tier) -> Lines:
    """Format the benefit and its source, the muscles, the equipment, the pace."""
    source = SOURCES.get(exercise.benefit_source, exercise.benefit_source)
    lines: Lines = [[(f"{exercise.benefit}. ", "strong"), (f"({source})", "quiet")]]
    muscles: list[Piece] = [("Works ", "quiet"), (", ".join(tier.muscles.main), "")]
    if tier.muscles.help:
        muscles += [("; with ", "quiet"), (", ".join(tier.muscles.help), "")]
    lines.append(muscles)
    needs = format_equipment(tier.equipment) or "nothing"
    instead = tier.stand_in[:1].lower() + tier.stand_in[1:]
    pace = f"; {tier.cycle_s:g} s a rep" if tier.kind is Kind.REPS and tier.cycle_s else ""
    lines.append(
        [
            ("Needs ", "quiet"),
            (f"{needs} (or {instead})" if instead and tier.equipment else needs, ""),
            (f"{pace}; rest {tier.dose.rest_s} s", "quiet"),
        ]
    )
    return lines


def done_lines(
    found: Trend | None, times: int, tier: Tier, weights: WeightUnit = WeightUnit.KG
) -> Lines:
    """Format how often, the last time and the tier's best.

    `found` is None while the history is being read.
    """
    if found is None:
        return [[("Reading the history...", "quiet")]]
    if not found.last:
        return [[("Not done yet.", "quiet")]]
    last = found.last[0]
    how_often = "once" if times == 1 else f"{times} times"
    lines: Lines = [
        [
            (f"Done {how_often}", "good"),
            (f", last {format_weekday_date(last.day)}: {format_occasion(last.sets, weights)}", ""),
        ]
    ]
    best = next((b for b in found.bests if b.variant == tier.variant), None)
    if best is not None:
        load = f" × {format_weight(best.load_kg, weights)}" if best.load_kg else ""
        lines.append(
            [
                (f"Best {formatting.format_amount(best.actual, best.unit)}{load}", "good"),
                (f", {best.name}, {format_weekday_date(best.day)}", "quiet"),
            ]
        )
    return lines


def full_done_lines(
    found: Trend | None, times: int, tier: Tier, width: int, weights: WeightUnit = WeightUnit.KG
) -> Lines:
    """Format how often, every best and the last ten times."""
    if found is None or not found.last:
        return done_lines(found, times, tier, weights)
    last: Lines = [occasion_line(occasion, width, weights) for occasion in found.last]
    blank: Lines = [[("", "")]]
    heads: Lines = [[("The last times", "head")]]
    count = done_lines(found, times, tier, weights)[:1]
    return [*count, *blank, *best_lines(found, weights), *blank, *heads, *last]


def describe_filter(wanted: ExerciseFilter, found: Sequence[Exercise], all_of: int) -> str:
    """Format a filter and the count of its matches; empty for the empty filter."""
    words = [str(wanted.pattern)] if wanted.pattern else []
    if wanted.muscle is not None:
        words.append(wanted.muscle)
    if wanted.equipment is not None:
        words.append("nothing needed" if wanted.equipment == NO_EQUIPMENT else wanted.equipment)
    if wanted.words:
        words.append(f"“{wanted.words}”")
    return f"{len(found)} of {all_of}: {', '.join(words)}" if words else ""
