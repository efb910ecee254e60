"""One exercise's ladder as text: its tiers and steps, its last times, its proposal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.style import Style
from rich.text import Text

from runcoach.core.coach.decisions import Direction, Proposal
from runcoach.core.coach.dose_text import format_dose, format_load
from runcoach.core.coach.evidence import ExerciseRecord
from runcoach.core.model.dates import format_date
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Exercise, Sides, Tier, TierName
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.standing import Standing, value_at

LAST_TIMES = 10
DEFAULT_COLUMNS = 40
"""Columns before the first layout."""
UNIT_COLUMNS = 5
BARS = "▁▂▃▄▅▆▇█"
DIRECTION_MARKS = {Direction.UP: "▲", Direction.DOWN: "▼", Direction.HOLD: "="}


def render_ladder(
    exercise: Exercise,
    standing: Standing,
    here: Style,
    quiet: Style,
    weights: WeightUnit = WeightUnit.KG,
) -> Text:
    """Render each tier, the hardest first, with its steps; the present standing is marked."""
    text = Text(no_wrap=True, overflow="ellipsis")
    for tier in reversed(exercise.tiers):
        present = tier.tier is standing.tier
        text.append("▸ " if present else "  ", here if present else quiet)
        text.append(f"{tier.tier:<11}", here if present else quiet)
        text.append(f"{tier.name}\n", "bold" if present else quiet)
        text.append(" " * 13)
        at = standing if present else None
        _steps(text, tier, at, here, quiet)
        if at is not None and at.load_kg and tier.loaded:
            text.append(f", {format_load(at.load_kg, tier.equipment, weights)}", here)
        if at is not None and at.slow:
            text.append(", lowered slowly", here)
        text.append("\n")
    text.rstrip()
    return text


def _steps(text: Text, tier: Tier, standing: Standing | None, here: Style, quiet: Style) -> None:
    dose = tier.dose
    text.append(f"{1 if standing and standing.one_set else dose.sets} × ", quiet)
    at = value_at(dose, standing) if standing else None
    steps = sorted({*dose.steps, *([at] if at is not None else [])})
    for number, value in enumerate(steps):
        text.append(" " if number else "")
        text.append(f"[{value}]" if value == at else f"{value}", here if value == at else quiet)
    unit = "s" if dose.unit is Unit.SECONDS else "reps"
    side = " a side" if tier.sides is not Sides.BOTH else ""
    text.append(f" {unit}{side}", quiet)


def render_last_times(
    records: Sequence[ExerciseRecord], quiet: Style, room: int = DEFAULT_COLUMNS
) -> Text:
    """Render the last ten times, oldest first, as many as the columns have room for.

    Bars and numbers are of the weaker side.
    """
    text = Text()
    last = [r for r in records if any(not s.skipped for s in r.sets)][:LAST_TIMES]
    if not last:
        return Text("Not done yet.", quiet)
    done = [min(s.actual for s in r.sets if not s.skipped) for r in reversed(last)]
    wide = max(len(str(value)) for value in done)
    count = max(1, (room - UNIT_COLUMNS) // (wide + 1))
    displayed, done = list(reversed(last))[-count:], done[-count:]
    most = max(*done, 1)
    text.append(f"The last {len(done)} times\n" if len(done) > 1 else "The last time\n", quiet)
    for value in done:
        text.append(f"{BARS[round(value / most * 7)] * wide} ")
    text.append("\n")
    for value in done:
        text.append(f"{value:>{wide}} ")
    unit = "s" if displayed[-1].sets[0].unit is Unit.SECONDS else "reps"
    text.append(f"{unit}\n", quiet)
    for record in displayed:
        text.append(f"{_letter(record.tier):>{wide}} ", quiet)
    text.append("tier", quiet)
    return text


def _letter(tier: TierName) -> str:
    return tier.value[0].upper()


def render_proposal(proposal: Proposal, accent: Style, quiet: Style) -> Text:
    """Render a proposal, `▲ Up to 35 s: met twice, form kept.`, and its evidence."""
    text = Text()
    text.append(f"{DIRECTION_MARKS[proposal.change]} {proposal.sentence}\n", accent)
    text.append(describe_evidence(proposal), quiet)
    return text


def describe_evidence(proposal: Proposal) -> str:
    """Format the sets and days that a proposal cites, and the source of its rule."""
    unique = dict.fromkeys(cited.day for cited in proposal.evidence)
    days = [format_date(date.fromisoformat(day)) for day in unique]
    sets = len(proposal.evidence)
    cited = f"Seen in {sets} set{'' if sets == 1 else 's'}, {', '.join(days)}. " if sets else ""
    return f"{cited}Source: {proposal.source}."


def format_standing(
    exercise: Exercise, standing: Standing, unit: WeightUnit = WeightUnit.KG
) -> str:
    """Format a standing: `standard, 35 s`."""
    return f"{standing.tier}, {format_dose(exercise, standing, unit)}"
