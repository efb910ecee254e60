"""The runs as a plain text table, without colour or control characters, fit for a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.core.model.dates import format_weekday_date, parse_moment
from runcoach.core.model.run import KindFrom, Run, format_pace
from runcoach.interchange.text_table import format_table, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADINGS = ("Day", "Time", "Km", "Min", "Pace", "Climb", "HR", "Kind", "Note")
RIGHT_ALIGNED = frozenset({"Km", "Min", "Pace", "Climb", "HR"})
NO_RUNS = "No runs yet. Bring them with `runcoach import PATH`, or add one: `runcoach runs add`."


def format_runs_table(runs: Iterable[Run], width: int | None = None) -> str:
    """Format listed runs, one line each, in their order; cut to `width` unless that is None.

    Returns:
        Text that ends with a newline.
    """
    rows = [_row(run) for run in runs]
    return format_table(HEADINGS, RIGHT_ALIGNED, rows, width) if rows else f"{NO_RUNS}\n"


def _row(run: Run) -> tuple[str, ...]:
    judged = "" if run.kind_from is KindFrom.TOLD else " (judged)"
    return (
        format_weekday_date(run.day),
        f"{parse_moment(run.started_at):%H:%M}",
        f"{run.km:.1f}" if run.km else "",
        str(round(run.seconds / 60)),
        format_pace(run),
        "" if run.ascent_m is None else f"{run.ascent_m} m",
        "" if run.heart_rate is None else str(run.heart_rate),
        f"{run.kind.value}{judged}",
        printable(run.note),
    )
