"""The rows of the totals: each figure with its words and the sessions that it was made from. Pure.

Whatever stands here comes from sessions that count: no rehearsals, nothing deleted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from runcoach.core.history.breakdowns import against_plan, by_muscle, form_broke, one_legged
from runcoach.core.history.counting import Counted
from runcoach.core.history.session_filter import name_of
from runcoach.core.history.streaks import streak, weeks_met
from runcoach.core.history.totals import Total, by_month, by_week, total
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dates import MONTHS, WEEK, monday, short_day
from runcoach.ui.history.text import Piece, fit
from runcoach.ui.text import formatting

WEEKS_SHOWN = 8
MONTHS_SHOWN = 12
MOST_FORM = 5
LABEL = 20
BAR = 8
MET = "✓"


class Span(Struct, frozen=True):
    """How far back the figures reach; None for everything."""

    told: str
    days: int | None


SPANS = (
    Span("4 weeks", 28),
    Span("12 weeks", 84),
    Span("12 months", 365),
    Span("all there is", None),
)


class Figure(Struct, frozen=True):
    """One figure, or the heading of some."""

    label: str
    told: str = ""
    sessions: tuple[str, ...] = ()
    """Ids: why this number."""
    part: float | None = None
    """How long its bar is, 0 to 1."""
    head: bool = False
    good: bool = False


def figures(
    counted: Sequence[Counted], catalogue: Catalogue, target: int, today: date, span: Span
) -> tuple[Figure, ...]:
    """Every figure, the streak and this week first."""
    if not counted:
        return ()
    first = counted[0].day if span.days is None else today - timedelta(days=span.days - 1)
    within = [c for c in counted if c.day >= first]
    return (
        *_now(counted, target, today),
        Figure(f"In {span.told}", head=True),
        _total("Together", total(within, first, today)),
        *_shares(within, catalogue),
        *_form(within, catalogue),
        *_muscles(within, catalogue),
        *_weeks(counted, target, today),
        *_months(counted, today),
    )


def heads_of(rows: Sequence[Figure]) -> frozenset[int]:
    """The headings: they can't be chosen."""
    return frozenset(at for at, row in enumerate(rows) if row.head)


def figure_line(row: Figure, width: int) -> list[Piece]:
    """A figure in a row: its name, its bar, its numbers."""
    if row.head:
        return [(f" {row.label}", "head")]
    line: list[Piece] = [(f" {fit(row.label, LABEL)} ", "")]
    if row.part is not None and width >= 56:
        wide = BAR if width < 84 else 2 * BAR
        full = round(max(0.0, min(row.part, 1.0)) * wide)
        line.append(("█" * full + "·" * (wide - full) + "  ", "good" if row.good else "quiet"))
    room = max(1, width - sum(len(text) for text, _ in line) - 1)
    line.append((fit(row.told, room), "strong"))
    return line


def _now(counted: Sequence[Counted], target: int, today: date) -> list[Figure]:
    run = streak(counted, target, today)
    week = total(counted, monday(today), today)
    told = f"{formatting.plural(run.weeks, 'week')} with {target} sessions or more"
    return [
        Figure("Now", head=True),
        _total("This week", week, part=min(1.0, week.count / target), good=week.count >= target),
        Figure("Streak", f"{told}; the longest {run.longest}", run.sessions),
    ]


def _total(label: str, of: Total, part: float | None = None, good: bool = False) -> Figure:
    told = (
        f"{formatting.plural(of.count, 'session')}, {formatting.length(of.seconds)}, "
        f"{formatting.plural(of.sets, 'set')}"
    )
    if of.contacts:
        told += f", {formatting.plural(of.contacts, 'contact')}"
    return Figure(label, told if of.count else "rest", of.sessions, part, good=good)


def _shares(within: Sequence[Counted], catalogue: Catalogue) -> list[Figure]:
    rows = []
    plan, legs = against_plan(within), one_legged(within, catalogue)
    if plan.planned:
        done, met = plan.done / plan.planned, plan.met / plan.planned
        extra = f", {plan.extra} more" if plan.extra else ""
        told = f"{done:.0%} of {formatting.plural(plan.planned, 'set')}{extra}"
        rows.append(Figure("Done of the plan", told, plan.sessions, done))
        rows.append(Figure("Reached the dose", f"{met:.0%} of them", plan.sessions, met))
    if legs.ratio is not None:
        told = f"{legs.ratio:.0%} of {formatting.plural(legs.whole, 'leg set')}"
        rows.append(
            Figure("One leg at a time", told, legs.sessions, legs.ratio, good=legs.ratio >= 0.5)
        )
    return rows


def _form(within: Sequence[Counted], catalogue: Catalogue) -> list[Figure]:
    found = form_broke(within, catalogue)[:MOST_FORM]
    if not found:
        return []
    rows = [Figure("Where form broke most", head=True)]
    for each in found:
        told = f"{each.broke} of {formatting.plural(each.asked, 'set')}"
        name = name_of(catalogue, each.exercise)
        rows.append(Figure(name, told, each.sessions, each.broke / each.asked))
    return rows


def _muscles(within: Sequence[Counted], catalogue: Catalogue) -> list[Figure]:
    found = by_muscle(within, catalogue)
    if not found:
        return []
    most = found[0].sets
    return [
        Figure("By muscle group", head=True),
        *(
            Figure(
                each.muscle.replace("-", " ") or "not in the catalogue",
                formatting.plural(each.sets, "set"),
                each.sessions,
                each.sets / most,
            )
            for each in found
        ),
    ]


def _weeks(counted: Sequence[Counted], target: int, today: date) -> list[Figure]:
    recent = [c for c in counted if c.day >= monday(today) - WEEKS_SHOWN * WEEK]
    weeks = by_week(recent, today)[-WEEKS_SHOWN:]
    met = weeks_met(recent, target)
    most = max((w.seconds for w in weeks), default=0)
    return [
        Figure("By week", head=True),
        *(
            _total(
                f"{short_day(w.first)}{f' {MET}' if w.first in met else ''}",
                w,
                w.seconds / most if most else 0.0,
                good=w.first in met,
            )
            for w in reversed(weeks)
        ),
    ]


def _months(counted: Sequence[Counted], today: date) -> list[Figure]:
    months = by_month(counted, today)[-MONTHS_SHOWN:]
    most = max((m.seconds for m in months), default=0)
    return [
        Figure("By month", head=True),
        *(
            _total(
                f"{MONTHS[m.first.month - 1]} {m.first.year}",
                m,
                m.seconds / most if most else 0.0,
            )
            for m in reversed(months)
        ),
    ]
