"""The ladder of one exercise in words: its tiers and steps, its last times, its proposal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.style import Style
from rich.text import Text

from runcoach.core.coach.decisions import Direction, Proposal
from runcoach.core.coach.dose_text import at_words, load_words
from runcoach.core.coach.evidence import ExerciseRecord
from runcoach.core.model.dates import short_day
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Exercise, Sides, Tier, TierName
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.standing import Standing, value_at

TREND = 10
USUAL = 40
"""Columns where nobody has measured yet."""
UNIT_ROOM = 5
BARS = "▁▂▃▄▅▆▇█"
WAYS = {Direction.UP: "▲", Direction.DOWN: "▼", Direction.HOLD: "="}


def ladder(
    exercise: Exercise,
    standing: Standing,
    here: Style,
    quiet: Style,
    weights: WeightUnit = WeightUnit.KG,
) -> Text:
    """Each tier, the hardest at the top, with its steps; where the person stands is marked."""
    text = Text(no_wrap=True, overflow="ellipsis")
    for tier in reversed(exercise.tiers):
        stands = tier.tier is standing.tier
        text.append("▸ " if stands else "  ", here if stands else quiet)
        text.append(f"{tier.tier:<11}", here if stands else quiet)
        text.append(f"{tier.name}\n", "bold" if stands else quiet)
        text.append(" " * 13)
        at = standing if stands else None
        _steps(text, tier, at, here, quiet)
        if at is not None and at.load_kg and tier.loaded:
            text.append(f", {load_words(at.load_kg, tier.equipment, weights)}", here)
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


def trend(records: Sequence[ExerciseRecord], quiet: Style, room: int = USUAL) -> Text:
    """The last ten times, oldest first, as many as the columns have room for.

    Bars and figures say what the lower side did.
    """
    text = Text()
    last = [r for r in records if any(not s.skipped for s in r.sets)][:TREND]
    if not last:
        return Text("Not done yet.", quiet)
    done = [min(s.actual for s in r.sets if not s.skipped) for r in reversed(last)]
    wide = max(len(str(value)) for value in done)
    fit = max(1, (room - UNIT_ROOM) // (wide + 1))
    shown, done = list(reversed(last))[-fit:], done[-fit:]
    most = max(*done, 1)
    text.append(f"The last {len(done)} time{'s' if len(done) > 1 else ''}\n", quiet)
    for value in done:
        text.append(f"{BARS[round(value / most * 7)] * wide} ")
    text.append("\n")
    for value in done:
        text.append(f"{value:>{wide}} ")
    unit = "s" if shown[-1].sets[0].unit is Unit.SECONDS else "reps"
    text.append(f"{unit}\n", quiet)
    for record in shown:
        text.append(f"{_letter(record.tier):>{wide}} ", quiet)
    text.append("tier", quiet)
    return text


def _letter(tier: TierName) -> str:
    return tier.value[0].upper()


def proposal_text(proposal: Proposal, accent: Style, quiet: Style) -> Text:
    """`▲ Up to 35 s: met twice, form kept.`, then what it rests on."""
    text = Text()
    text.append(f"{WAYS[proposal.change]} {proposal.sentence}\n", accent)
    text.append(evidence_words(proposal), quiet)
    return text


def evidence_words(proposal: Proposal) -> str:
    """Where a rule is from, and the days it rests on."""
    found = dict.fromkeys(seen.day for seen in proposal.evidence)
    days = [short_day(date.fromisoformat(day)) for day in found]
    sets = len(proposal.evidence)
    seen = f"Seen in {sets} set{'' if sets == 1 else 's'}, {', '.join(days)}. " if sets else ""
    return f"{seen}Source: {proposal.source}."


def standing_words(exercise: Exercise, standing: Standing, unit: WeightUnit = WeightUnit.KG) -> str:
    """`standard, 35 s`."""
    return f"{standing.tier}, {at_words(exercise, standing, unit)}"
