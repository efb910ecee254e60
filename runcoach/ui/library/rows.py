"""The rows of the library: tiers with their doses, cues, benefit, and what was done. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from runcoach.core.coach.dose_text import equipment_words
from runcoach.core.history.trends import Trend
from runcoach.core.model.dates import long_day
from runcoach.core.model.dose import Dose
from runcoach.core.model.exercise import Exercise, Kind, Sides, Tier, Use
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.weights import weight_words
from runcoach.core.planner.exercise_filter import NOTHING, ExerciseFilter
from runcoach.ui.charts.line_chart import told_sets
from runcoach.ui.history.text import Piece, fit
from runcoach.ui.history.trend_rows import best_lines, occasion_line
from runcoach.ui.text import formatting

Lines = list[list[Piece]]

SOURCES = {"article": "the article with the nineteen", "practice": "common coaching practice"}
TIER_COLUMNS = 13
DOSE_COLUMNS = 18
NAME_COLUMNS = 34
LEAST_NAME = 12
"""In fewer columns a variant's name tells nothing."""
NINETEEN = 19


def exercise_row(exercise: Exercise, width: int) -> list[Piece]:
    """One exercise in the list; what belongs to warm-up and cool-down is quieter."""
    return [(fit(f" {exercise.name}", width - 1), "" if exercise.use is Use.MAIN else "quiet")]


def heading(exercise: Exercise) -> Lines:
    """Its name, and what it is."""
    told = [str(exercise.pattern)]
    if exercise.use is not Use.MAIN:
        told.append(str(exercise.use))
    if exercise.list_number is not None:
        told.append(f"{exercise.list_number} of {NINETEEN}")
    return [[(exercise.name, "head"), (f"   {', '.join(told)}", "quiet")]]


def ladder(exercise: Exercise, chosen: Tier, width: int) -> Lines:
    """A line a tier: its name, what is done there, and its dose. The chosen one is marked."""
    room = min(NAME_COLUMNS, width - TIER_COLUMNS - DOSE_COLUMNS - 2)
    lines: Lines = []
    for tier in exercise.tiers:
        here = tier is chosen
        part = "strong" if here else "quiet"
        lines.append(
            [
                ("▸ " if here else "  ", "head"),
                (f"{tier.tier:<{TIER_COLUMNS - 2}}", part),
                (f"{fit(tier.name, room)}  " if room >= LEAST_NAME else "", part),
                (dose(tier), "strong" if here else "quiet"),
            ]
        )
    return lines


def dose(tier: Tier) -> str:
    """`2 × 30-45 s a side`."""
    how = tier.dose
    each = "" if tier.sides is Sides.BOTH else " a side"
    if tier.kind is Kind.INTERVAL:
        return f"{how.sets} × {how.seconds or how.start} s{each}"
    unit = " s" if tier.kind is Kind.HOLD else ""
    return f"{how.sets} × {_span(how)}{unit}{each}"


def _span(how: Dose) -> str:
    return str(how.start) if how.start == how.target else f"{how.start}-{how.target}"


def cues(tier: Tier, width: int) -> Lines:
    """The cues in the order of doing, then what goes wrong."""
    lines: Lines = []
    for cue in tier.cues.all:
        wrong = cue in tier.cues.faults
        mark: Piece = ("✗ ", "alert") if wrong else ("· ", "quiet")
        for number, part in enumerate(wrap(cue, max(8, width - 2), break_on_hyphens=False)):
            lines.append([("  ", "") if number else mark, (part, "quiet" if wrong else "")])
    return lines


def about(exercise: Exercise, tier: Tier) -> Lines:
    """What it gives a runner and who says so, its muscles, what it needs, and its pace."""
    source = SOURCES.get(exercise.benefit_source, exercise.benefit_source)
    lines: Lines = [[(f"{exercise.benefit}. ", "strong"), (f"({source})", "quiet")]]
    muscles: list[Piece] = [("Works ", "quiet"), (", ".join(tier.muscles.main), "")]
    if tier.muscles.help:
        muscles += [("; with ", "quiet"), (", ".join(tier.muscles.help), "")]
    lines.append(muscles)
    needs = equipment_words(tier.equipment) or "nothing"
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


def done(found: Trend | None, times: int, tier: Tier, weights: WeightUnit = WeightUnit.KG) -> Lines:
    """How often, the last time, the tier's best; None while the history is being read."""
    if found is None:
        return [[("Reading the history...", "quiet")]]
    if not found.last:
        return [[("Not done yet.", "quiet")]]
    last = found.last[0]
    how_often = "once" if times == 1 else f"{times} times"
    lines: Lines = [
        [
            (f"Done {how_often}", "good"),
            (f", last {long_day(last.day)}: {told_sets(last.sets, weights)}", ""),
        ]
    ]
    best = next((b for b in found.bests if b.variant == tier.variant), None)
    if best is not None:
        load = f" × {weight_words(best.load_kg, weights)}" if best.load_kg else ""
        lines.append(
            [
                (f"Best {formatting.amount(best.actual, best.unit)}{load}", "good"),
                (f", {best.name}, {long_day(best.day)}", "quiet"),
            ]
        )
    return lines


def done_in_full(
    found: Trend | None, times: int, tier: Tier, width: int, weights: WeightUnit = WeightUnit.KG
) -> Lines:
    """The same with every best and the last ten times."""
    if found is None or not found.last:
        return done(found, times, tier, weights)
    last: Lines = [occasion_line(occasion, width, weights) for occasion in found.last]
    blank: Lines = [[("", "")]]
    heads: Lines = [[("The last times", "head")]]
    lately = done(found, times, tier, weights)[:1]
    return [*lately, *blank, *best_lines(found, weights), *blank, *heads, *last]


def filter_words(wanted: ExerciseFilter, found: Sequence[Exercise], all_of: int) -> str:
    """What the list shows, in a line."""
    told = [str(wanted.pattern)] if wanted.pattern else []
    if wanted.muscle is not None:
        told.append(wanted.muscle)
    if wanted.equipment is not None:
        told.append("nothing needed" if wanted.equipment == NOTHING else wanted.equipment)
    if wanted.words:
        told.append(f"“{wanted.words}”")
    return f"{len(found)} of {all_of}: {', '.join(told)}" if told else ""
