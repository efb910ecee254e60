"""The words and tables of the report, in Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from runcoach.core.model.dates import short_day
from runcoach.core.model.dose import Unit
from runcoach.core.model.plan import Side
from runcoach.core.model.weights import weight_words

if TYPE_CHECKING:
    from runcoach.core.history.trends import Best
    from runcoach.core.model.records import SetRecord
    from runcoach.core.model.settings import WeightUnit

MOST_ROWS = 12
"""Of each table and list, so that all of it stays one page; what is left out is counted."""
MOST_CHARACTERS = 160
"""Of one note."""


def table(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table under its title; what is left out is counted. Empty without rows."""
    if not rows:
        return ""
    lines = [headings, ["---"] * len(headings), *rows[:MOST_ROWS]]
    drawn = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return "\n".join([f"## {title}", "", drawn, *more(rows)])


def more(rows: Sequence[object]) -> list[str]:
    """How many rows or lines are left out."""
    left = len(rows) - MOST_ROWS
    return ["", f"and {left} more."] if left > 0 else []


def sets_in_words(sets: Sequence[SetRecord], weights: WeightUnit) -> str:
    """A load that all of them share is told once, at the end."""
    loads = {done.load_kg for done in sets}
    shared = _with(loads.pop(), weights) if len(loads) == 1 else ""
    shown = []
    for done in sets:
        side = {Side.LEFT: "L ", Side.RIGHT: "R "}.get(done.side, "")
        sure = "" if done.source.value != "assumed" else "?"
        load = "" if shared else _with(done.load_kg, weights)
        shown.append(f"{side}{amount(done.actual, done.unit, sure)}{load}")
    return f"{', '.join(shown)}{shared}"


def best_in_words(best: Best, weights: WeightUnit) -> str:
    """`11 reps with 25 lb (3 Nov 2026)`."""
    load = _with(best.load_kg, weights)
    return f"{amount(best.actual, best.unit)}{load} ({short_day(best.day)})"


def _with(load_kg: float, weights: WeightUnit) -> str:
    return f" with {weight_words(load_kg, weights)}" if load_kg else ""


def amount(actual: int, unit: Unit, sure: str = "") -> str:
    """`10 reps`, `35 s`; what was not confirmed with a question mark."""
    return f"{actual}{sure} s" if unit is Unit.SECONDS else many(actual, "rep", sure)


def many(count: int, thing: str, sure: str = "") -> str:
    """A count of things: `1 set`, `2 sets`."""
    return f"{count}{sure} {thing}{'' if count == 1 else 's'}"


def unit_word(unit: Unit) -> str:
    """`s` or `reps`."""
    return "s" if unit is Unit.SECONDS else "reps"


def text_of(text: str) -> str:
    """As words on one line, whatever Markdown would make of them."""
    words = " ".join(text.split())
    if len(words) > MOST_CHARACTERS:
        words = f"{words[: MOST_CHARACTERS - 1]}…"
    return re.sub(r"([\\`*_|<>\[\]#&])", r"\\\1", words)
