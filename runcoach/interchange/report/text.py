"""Formatting of values and tables for the report, in Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from runcoach.core.model.dates import format_date
from runcoach.core.model.dose import Unit
from runcoach.core.model.plan import Side
from runcoach.core.model.text_gate import neutralise_line
from runcoach.core.model.weights import format_weight

if TYPE_CHECKING:
    from runcoach.core.history.trends import Best
    from runcoach.core.model.records import SetRecord
    from runcoach.core.model.settings import WeightUnit

MAX_ROWS = 12
"""In each table and list, so that the report stays one page; the rest is counted."""
MAX_NOTE_CHARACTERS = 160
"""In one note."""


def render_table(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Render a Markdown table under a heading; omitted rows are counted. Empty without rows."""
    if not rows:
        return ""
    lines = [headings, ["---"] * len(headings), *rows[:MAX_ROWS]]
    markdown = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return "\n".join([f"## {title}", "", markdown, *omitted_lines(rows)])


def omitted_lines(rows: Sequence[object]) -> list[str]:
    """Return the lines that say how many rows are omitted, if any."""
    omitted = len(rows) - MAX_ROWS
    return ["", f"and {omitted} more."] if omitted > 0 else []


def describe_sets(sets: Sequence[SetRecord], weights: WeightUnit) -> str:
    """Describe sets: `L 8 reps, R 10 reps with 8 kg`. A load common to all appears once, last."""
    loads = {done.load_kg for done in sets}
    shared = _with(loads.pop(), weights) if len(loads) == 1 else ""
    parts = []
    for done in sets:
        side = {Side.LEFT: "L ", Side.RIGHT: "R "}.get(done.side, "")
        mark = "" if done.source.value != "assumed" else "?"
        load = "" if shared else _with(done.load_kg, weights)
        parts.append(f"{side}{format_amount(done.actual, done.unit, mark)}{load}")
    return f"{', '.join(parts)}{shared}"


def describe_best(best: Best, weights: WeightUnit) -> str:
    """Describe a best set: `11 reps with 25 lb (3 Nov 2026)`."""
    load = _with(best.load_kg, weights)
    return f"{format_amount(best.actual, best.unit)}{load} ({format_date(best.day)})"


def _with(load_kg: float, weights: WeightUnit) -> str:
    return f" with {format_weight(load_kg, weights)}" if load_kg else ""


def format_amount(actual: int, unit: Unit, mark: str = "") -> str:
    """Format what was done: `10 reps`, `35 s`; `mark` follows the number, `?` if unconfirmed."""
    return f"{actual}{mark} s" if unit is Unit.SECONDS else format_count(actual, "rep", mark)


def format_count(count: int, thing: str, mark: str = "") -> str:
    """Format a count with its noun in the plural where needed: `1 set`, `2 sets`."""
    return f"{count}{mark} {thing}{'' if count == 1 else 's'}"


def unit_name(unit: Unit) -> str:
    """The name of a unit: `s` or `reps`."""
    return "s" if unit is Unit.SECONDS else "reps"


def escape_markdown(text: str) -> str:
    """Escape a text for Markdown, on one line, cut to MAX_NOTE_CHARACTERS."""
    words = " ".join(neutralise_line(text).split())
    if len(words) > MAX_NOTE_CHARACTERS:
        words = f"{words[: MAX_NOTE_CHARACTERS - 1]}…"
    return re.sub(r"([\\`*_|<>\[\]#&])", r"\\\1", words)
