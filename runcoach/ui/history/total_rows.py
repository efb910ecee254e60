"""The rows of the totals: each figure with its text and the sessions it was computed from. Pure.

Only sessions that count are in them: no rehearsals, nothing deleted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from runcoach.core.history.breakdowns import (
    compare_with_plan,
    count_by_muscle,
    count_form_breaks,
    one_legged_share,
)
from runcoach.core.history.counting import CountedSession
from runcoach.core.history.session_filter import exercise_name
from runcoach.core.history.streaks import compute_streak, weeks_met
from runcoach.core.history.totals import Total, compute_total, totals_by_month, totals_by_week
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dates import MONTHS, WEEK, format_date, week_start
from runcoach.ui.charts.heat_map_cells import MET
from runcoach.ui.history.text import Piece, fit_text
from runcoach.ui.text import formatting

WEEKS_SHOWN = 8
MONTHS_SHOWN = 12
MOST_FORM = 5
LABEL = 20
BAR = 8


class Span(Struct, frozen=True):
    """How far back the figures reach."""

    name: str
    """Its name on the screen."""
    days: int | None
    """None for everything."""


SPANS = (
    Span("4 weeks", 28),
    Span("12 weeks", 84),
    Span("12 months", 365),
    Span("everything", None),
)


class TotalRow(Struct, frozen=True):
    """One figure, or a heading."""

    label: str
    text: str = ""
    """The figure in words."""
    sessions: tuple[str, ...] = ()
    """Ids of the sessions it was computed from."""
    bar: float | None = None
    """The length of its bar, 0 to 1; None without a bar."""
    head: bool = False
    good: bool = False
    """Whether a target was reached."""


def make_total_rows(
    counted: Sequence[CountedSession], catalogue: Catalogue, target: int, today: date, span: Span
) -> tuple[TotalRow, ...]:
    """Return every figure, this week and the streak first."""
    if not counted:
        return ()
    first = counted[0].day if span.days is None else today - timedelta(days=span.days - 1)
    within = [c for c in counted if c.day >= first]
    return (
        *_now(counted, target, today),
        TotalRow(f"In {span.name}", head=True),
        _total("Together", compute_total(within, first, today)),
        *_shares(within, catalogue),
        *_form(within, catalogue),
        *_muscles(within, catalogue),
        *_weeks(counted, target, today),
        *_months(counted, today),
    )


def heading_indices(rows: Sequence[TotalRow]) -> frozenset[int]:
    """Return the indices of the headings, which can't be chosen."""
    return frozenset(at for at, row in enumerate(rows) if row.head)


def total_line(row: TotalRow, width: int) -> list[Piece]:
    """Format a figure as a row: its name, its bar, its numbers."""
    if row.head:
        return [(f" {row.label}", "head")]
    line: list[Piece] = [(f" {fit_text(row.label, LABEL)} ", "")]
    if row.bar is not None and width >= 56:
        wide = BAR if width < 84 else 2 * BAR
        full = round(max(0.0, min(row.bar, 1.0)) * wide)
        line.append(("█" * full + "·" * (wide - full) + "  ", "good" if row.good else "quiet"))
    room = max(1, width - sum(len(text) for text, _ in line) - 1)
    line.append((fit_text(row.text, room), "strong"))
    return line


def _now(counted: Sequence[CountedSession], target: int, today: date) -> list[TotalRow]:
    run = compute_streak(counted, target, today)
    week = compute_total(counted, week_start(today), today)
    text = f"{formatting.format_count(run.weeks, 'week')} with {target} sessions or more"
    return [
        TotalRow("Now", head=True),
        _total("This week", week, part=min(1.0, week.count / target), good=week.count >= target),
        TotalRow("Streak", f"{text}; the longest {run.longest}", run.sessions),
    ]


def _total(label: str, of: Total, part: float | None = None, good: bool = False) -> TotalRow:
    text = (
        f"{formatting.format_count(of.count, 'session')}, {formatting.format_length(of.seconds)}, "
        f"{formatting.format_count(of.sets, 'set')}"
    )
    if of.contacts:
        text += f", {formatting.format_count(of.contacts, 'contact')}"
    return TotalRow(label, text if of.count else "rest", of.sessions, part, good=good)


def _shares(within: Sequence[CountedSession], catalogue: Catalogue) -> list[TotalRow]:
    rows = []
    plan, legs = compare_with_plan(within), one_legged_share(within, catalogue)
    if plan.planned:
        done, met = plan.done / plan.planned, plan.met / plan.planned
        extra = f", {plan.extra} more" if plan.extra else ""
        text = f"{done:.0%} of {formatting.format_count(plan.planned, 'set')}{extra}"
        rows.append(TotalRow("Done of the plan", text, plan.sessions, done))
        rows.append(TotalRow("Reached the dose", f"{met:.0%} of them", plan.sessions, met))
    if legs.ratio is not None:
        text = f"{legs.ratio:.0%} of {formatting.format_count(legs.whole, 'leg set')}"
        rows.append(
            TotalRow("One leg at a time", text, legs.sessions, legs.ratio, good=legs.ratio >= 0.5)
        )
    return rows


def _form(within: Sequence[CountedSession], catalogue: Catalogue) -> list[TotalRow]:
    found = count_form_breaks(within, catalogue)[:MOST_FORM]
    if not found:
        return []
    rows = [TotalRow("Where form broke most", head=True)]
    for each in found:
        text = f"{each.broke} of {formatting.format_count(each.asked, 'set')}"
        name = exercise_name(catalogue, each.exercise)
        rows.append(TotalRow(name, text, each.sessions, each.broke / each.asked))
    return rows


def _muscles(within: Sequence[CountedSession], catalogue: Catalogue) -> list[TotalRow]:
    found = count_by_muscle(within, catalogue)
    if not found:
        return []
    most = found[0].sets
    return [
        TotalRow("By muscle group", head=True),
        *(
            TotalRow(
                each.muscle.replace("-", " ") or "not in the catalogue",
                formatting.format_count(each.sets, "set"),
                each.sessions,
                each.sets / most,
            )
            for each in found
        ),
    ]


def _weeks(counted: Sequence[CountedSession], target: int, today: date) -> list[TotalRow]:
    recent = [c for c in counted if c.day >= week_start(today) - WEEKS_SHOWN * WEEK]
    weeks = totals_by_week(recent, today)[-WEEKS_SHOWN:]
    met = weeks_met(recent, target)
    most = max((w.seconds for w in weeks), default=0)
    return [
        TotalRow("By week", head=True),
        *(
            _total(
                f"{format_date(w.first)}{f' {MET}' if w.first in met else ''}",
                w,
                w.seconds / most if most else 0.0,
                good=w.first in met,
            )
            for w in reversed(weeks)
        ),
    ]


def _months(counted: Sequence[CountedSession], today: date) -> list[TotalRow]:
    months = totals_by_month(counted, today)[-MONTHS_SHOWN:]
    most = max((m.seconds for m in months), default=0)
    return [
        TotalRow("By month", head=True),
        *(
            _total(
                f"{MONTHS[m.first.month - 1]} {m.first.year}",
                m,
                m.seconds / most if most else 0.0,
            )
            for m in reversed(months)
        ),
    ]
