"""Builds the report, one page of Markdown for a physiotherapist or trainer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.evidence import reported_pain
from runcoach.core.history.breakdowns import count_form_breaks, one_legged_share
from runcoach.core.history.counting import (
    CountedSession,
    begun_sessions,
    counted_sessions,
    is_kept,
)
from runcoach.core.history.session_filter import exercise_ids, exercise_name
from runcoach.core.history.side_balance import ENOUGH_SESSIONS, SideComparison, compare_sides
from runcoach.core.history.totals import compute_total
from runcoach.core.history.trends import compute_trend
from runcoach.core.model.dates import format_date, local_day
from runcoach.core.model.plan import Side
from runcoach.core.model.settings import WeightUnit
from runcoach.interchange.report.text import (
    MAX_ROWS,
    describe_best,
    describe_sets,
    escape_markdown,
    format_count,
    omitted_lines,
    render_table,
    unit_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from runcoach.core.model.catalogue import Catalogue
    from runcoach.core.model.records import Pain, SessionRecord


class ReportOptions(Struct, frozen=True):
    """What goes on the page."""

    since: date | None = None
    """The first local day to include; None for all."""
    exercise: str = ""
    """Id of the only exercise to show; empty for all."""
    notes: bool = True
    weights: WeightUnit = WeightUnit.KG
    """The unit for loads."""


def build_report(
    records: Iterable[SessionRecord],
    catalogue: Catalogue,
    today: date,
    options: ReportOptions | None = None,
) -> str:
    """Build the page: totals, exercises, left and right, pain, and the person's notes.

    Args:
        records: In any order; those in the trash, discarded or rehearsed are ignored.
        catalogue: For names and patterns.
        today: The date on the page.
        options: Everything, with notes and in kilograms, if None.
    """
    wanted = options or ReportOptions()
    only = exercise_ids(catalogue, wanted.exercise) if wanted.exercise else frozenset()
    kept = [
        record
        for record in sorted(
            begun_sessions(records, today),
            key=lambda r: (local_day(r.started_at), r.started_at, r.id),
        )
        if is_kept(record)
        and (wanted.since is None or local_day(record.started_at) >= wanted.since)
        and (not only or any(s.exercise in only for s in record.sets))
    ]
    sessions = _narrow_to(only, counted_sessions(kept))
    exercises = _exercises(sessions, catalogue)
    parts = [
        _head(sessions, catalogue, today, wanted, exercises),
        _exercise_table(sessions, catalogue, exercises, wanted.weights),
        _side_table(sessions, exercises),
        _pain_table(kept, only),
        _notes(kept, only) if wanted.notes else "",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _narrow_to(
    only: Collection[str], sessions: Sequence[CountedSession]
) -> tuple[CountedSession, ...]:
    """Keep only the sets of these exercises; all if there are none."""
    if not only:
        return tuple(sessions)
    narrowed = (
        replace(session, sets=tuple(s for s in session.sets if s.exercise in only))
        for session in sessions
    )
    return tuple(session for session in narrowed if session.sets)


def _exercises(
    sessions: Sequence[CountedSession], catalogue: Catalogue
) -> dict[str, frozenset[str]]:
    """Map each exercise's name to its ids, the one done most often first."""
    times: dict[str, int] = {}
    ids: dict[str, frozenset[str]] = {}
    for session in sessions:
        named = {}
        for id in dict.fromkeys(s.exercise for s in session.sets):
            named[exercise_name(catalogue, id)] = exercise_ids(catalogue, id)
        for name, same in named.items():
            times[name] = times.get(name, 0) + 1
            ids[name] = ids.get(name, frozenset()) | same
    return {name: ids[name] for name in sorted(ids, key=lambda name: (-times[name], name))}


def _head(
    sessions: Sequence[CountedSession],
    catalogue: Catalogue,
    today: date,
    wanted: ReportOptions,
    exercises: Collection[str],
) -> str:
    title = next(iter(exercises), "") if wanted.exercise and exercises else ""
    title = (
        title
        or (wanted.exercise and exercise_name(catalogue, wanted.exercise))
        or "Strength training"
    )
    if not sessions:
        since = f" since {format_date(wanted.since)}" if wanted.since else ""
        return f"# {escape_markdown(title)}\n\nNo sessions{since}, on {format_date(today)}."
    first, last = sessions[0].day, sessions[-1].day
    whole = compute_total(sessions, first, last)
    facts = [format_count(whole.count, "session"), format_count(whole.sets, "set")]
    if not wanted.exercise:
        facts.insert(1, format_count(whole.minutes, "minute"))
        if whole.contacts:
            facts.append(format_count(whole.contacts, "landing"))
        legs = one_legged_share(sessions, catalogue)
        if legs.ratio is not None:
            facts.append(f"{legs.ratio:.0%} of leg sets on one leg")
    return (
        f"# {escape_markdown(title)}, {format_date(first)} to {format_date(last)}\n\n"
        f"{', '.join(facts)}. From a training log, on {format_date(today)}. "
        "A value marked ? was not confirmed."
    )


def _exercise_table(
    sessions: Sequence[CountedSession],
    catalogue: Catalogue,
    exercises: dict[str, frozenset[str]],
    weights: WeightUnit,
) -> str:
    broke: dict[str, str] = {}
    for form in count_form_breaks(sessions, catalogue):
        broke[exercise_name(catalogue, form.exercise)] = f"{form.broke} of {form.asked}"
    rows = []
    for name, ids in exercises.items():
        history = compute_trend(sessions, ids, times=1)
        latest = history.last[0]
        rows.append(
            (
                escape_markdown(name),
                str(sum(any(s.exercise in ids for s in c.sets) for c in sessions)),
                latest.sets[-1].tier.value,
                f"{describe_sets(latest.sets, weights)} ({format_date(latest.day)})",
                describe_best(history.bests[0], weights) if history.bests else "",
                broke.get(name, ""),
            )
        )
    headings = ("Exercise", "Sessions", "Tier", "Latest", "Best at its tier", "Form broke")
    return render_table("Exercises", headings, rows)


def _side_table(sessions: Sequence[CountedSession], exercises: dict[str, frozenset[str]]) -> str:
    rows = [
        (
            escape_markdown(name),
            escape_markdown(each.name),
            str(len(each.by_session)),
            f"{each.left:.1f} {unit_name(each.unit)}",
            f"{each.right:.1f} {unit_name(each.unit)}",
            _difference(each),
        )
        for name, ids in exercises.items()
        for each in compare_sides(sessions, ids)[:1]
    ]
    headings = ("Exercise", "Variant", "Sessions", "Left", "Right", "Difference")
    return render_table("Left and right", headings, rows)


def _difference(sides: SideComparison) -> str:
    if sides.difference is None:
        return f"not enough yet ({len(sides.by_session)} of {ENOUGH_SESSIONS} sessions)"
    if sides.weaker is Side.BOTH:
        return f"{sides.difference:.0%}"
    return f"**{sides.weaker} {sides.difference:.0%} behind**"


def _pain_table(records: Sequence[SessionRecord], only: Collection[str]) -> str:
    rows = [
        (
            format_date(local_day(record.started_at)),
            escape_markdown(done.name or done.variant or done.exercise),
            _where(done.pain),
            f"{done.pain.level}{', sharp' if done.pain.sharp else ''}",
        )
        for record in reversed(records)
        for done in record.sets
        if done.pain is not None and reported_pain(done) and (not only or done.exercise in only)
    ]
    if not rows:
        return "## Pain\n\nNone reported."
    return render_table("Pain", ("Day", "Exercise", "Where", "0 to 10"), rows)


def _where(pain: Pain) -> str:
    area = pain.area.strip() or "not given"
    return escape_markdown(area if pain.side is Side.BOTH else f"{area}, {pain.side}")


def _notes(records: Sequence[SessionRecord], only: Collection[str]) -> str:
    lines = []
    for record in reversed(records):
        notes = [] if only else [record.note]
        notes += [
            f"{s.name or s.exercise}: {s.note}"
            for s in record.sets
            if s.note.strip() and (not only or s.exercise in only)
        ]
        day = format_date(local_day(record.started_at))
        lines += [f"- {day}: {escape_markdown(note)}" for note in notes if note.strip()]
    if not lines:
        return ""
    return "## Notes\n\n" + "\n".join([*lines[:MAX_ROWS], *omitted_lines(lines)])
