"""One page of Markdown for a physio or a trainer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.coach.evidence import hurts
from runcoach.core.history.breakdowns import form_broke, one_legged
from runcoach.core.history.counting import Counted, counted, counts
from runcoach.core.history.session_filter import ids_of, name_of
from runcoach.core.history.side_balance import ENOUGH_SESSIONS, SideComparison, compare_sides
from runcoach.core.history.totals import total
from runcoach.core.history.trends import trend
from runcoach.core.model.dates import local_day, short_day
from runcoach.core.model.plan import Side
from runcoach.core.model.settings import WeightUnit
from runcoach.interchange.report.text import (
    MOST_ROWS,
    best_in_words,
    many,
    more,
    sets_in_words,
    table,
    text_of,
    unit_word,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from runcoach.core.model.catalogue import Catalogue
    from runcoach.core.model.records import Pain, SessionRecord


class ReportOptions(Struct, frozen=True):
    """What the page is about."""

    since: date | None = None
    """The first local day, included; None for all."""
    exercise: str = ""
    """Id of the only exercise to show; empty for every one."""
    notes: bool = True
    weights: WeightUnit = WeightUnit.KG
    """What loads are told in."""


def report(
    records: Iterable[SessionRecord],
    catalogue: Catalogue,
    today: date,
    options: ReportOptions | None = None,
) -> str:
    """The page: totals, exercises, left and right, pain, and the person's notes."""
    wanted = options or ReportOptions()
    only = ids_of(catalogue, wanted.exercise) if wanted.exercise else frozenset()
    kept = [
        record
        for record in sorted(records, key=lambda r: (local_day(r.started_at), r.started_at, r.id))
        if counts(record)
        and (wanted.since is None or local_day(record.started_at) >= wanted.since)
        and (not only or any(s.exercise in only for s in record.sets))
    ]
    sessions = _of(only, counted(kept))
    exercises = _exercises(sessions, catalogue)
    parts = [
        _head(sessions, catalogue, today, wanted, exercises),
        _exercise_table(sessions, catalogue, exercises, wanted.weights),
        _side_table(sessions, exercises),
        _pain_table(kept, only),
        _notes(kept, only) if wanted.notes else "",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _of(only: Collection[str], sessions: Sequence[Counted]) -> tuple[Counted, ...]:
    """The sessions with the sets of those exercises alone."""
    if not only:
        return tuple(sessions)
    narrowed = (
        replace(session, sets=tuple(s for s in session.sets if s.exercise in only))
        for session in sessions
    )
    return tuple(session for session in narrowed if session.sets)


def _exercises(sessions: Sequence[Counted], catalogue: Catalogue) -> dict[str, frozenset[str]]:
    """The ids under each exercise's name, those done most often first."""
    times: dict[str, int] = {}
    ids: dict[str, frozenset[str]] = {}
    for session in sessions:
        named = {}
        for id in dict.fromkeys(s.exercise for s in session.sets):
            named[name_of(catalogue, id)] = ids_of(catalogue, id)
        for name, same in named.items():
            times[name] = times.get(name, 0) + 1
            ids[name] = ids.get(name, frozenset()) | same
    return {name: ids[name] for name in sorted(ids, key=lambda name: (-times[name], name))}


def _head(
    sessions: Sequence[Counted],
    catalogue: Catalogue,
    today: date,
    wanted: ReportOptions,
    exercises: Collection[str],
) -> str:
    title = next(iter(exercises), "") if wanted.exercise and exercises else ""
    title = (
        title or (wanted.exercise and name_of(catalogue, wanted.exercise)) or "Strength training"
    )
    if not sessions:
        since = f" since {short_day(wanted.since)}" if wanted.since else ""
        return f"# {text_of(title)}\n\nNo sessions{since}, on {short_day(today)}."
    first, last = sessions[0].day, sessions[-1].day
    whole = total(sessions, first, last)
    facts = [many(whole.count, "session"), many(whole.sets, "set")]
    if not wanted.exercise:
        facts.insert(1, many(whole.minutes, "minute"))
        if whole.contacts:
            facts.append(many(whole.contacts, "landing"))
        legs = one_legged(sessions, catalogue)
        if legs.ratio is not None:
            facts.append(f"{legs.ratio:.0%} of leg sets on one leg")
    return (
        f"# {text_of(title)}, {short_day(first)} to {short_day(last)}\n\n"
        f"{', '.join(facts)}. From a training log, on {short_day(today)}. "
        "A value marked ? was not confirmed."
    )


def _exercise_table(
    sessions: Sequence[Counted],
    catalogue: Catalogue,
    exercises: dict[str, frozenset[str]],
    weights: WeightUnit,
) -> str:
    broke: dict[str, str] = {}
    for form in form_broke(sessions, catalogue):
        broke[name_of(catalogue, form.exercise)] = f"{form.broke} of {form.asked}"
    rows = []
    for name, ids in exercises.items():
        found = trend(sessions, ids, times=1)
        latest = found.last[0]
        rows.append(
            (
                text_of(name),
                str(sum(any(s.exercise in ids for s in c.sets) for c in sessions)),
                latest.sets[-1].tier.value,
                f"{sets_in_words(latest.sets, weights)} ({short_day(latest.day)})",
                best_in_words(found.bests[0], weights) if found.bests else "",
                broke.get(name, ""),
            )
        )
    headings = ("Exercise", "Sessions", "Tier", "Latest", "Best at its tier", "Form broke")
    return table("Exercises", headings, rows)


def _side_table(sessions: Sequence[Counted], exercises: dict[str, frozenset[str]]) -> str:
    rows = [
        (
            text_of(name),
            text_of(each.name),
            str(len(each.by_session)),
            f"{each.left:.1f} {unit_word(each.unit)}",
            f"{each.right:.1f} {unit_word(each.unit)}",
            _difference(each),
        )
        for name, ids in exercises.items()
        for each in compare_sides(sessions, ids)[:1]
    ]
    headings = ("Exercise", "Variant", "Sessions", "Left", "Right", "Difference")
    return table("Left and right", headings, rows)


def _difference(sides: SideComparison) -> str:
    if sides.difference is None:
        return f"not enough yet ({len(sides.by_session)} of {ENOUGH_SESSIONS} sessions)"
    if sides.weaker is Side.BOTH:
        return f"{sides.difference:.0%}"
    return f"**{sides.weaker} {sides.difference:.0%} behind**"


def _pain_table(records: Sequence[SessionRecord], only: Collection[str]) -> str:
    rows = [
        (
            short_day(local_day(record.started_at)),
            text_of(done.name or done.variant or done.exercise),
            _where(done.pain),
            f"{done.pain.level}{', sharp' if done.pain.sharp else ''}",
        )
        for record in reversed(records)
        for done in record.sets
        if done.pain is not None and hurts(done) and (not only or done.exercise in only)
    ]
    if not rows:
        return "## Pain\n\nNone was noted."
    return table("Pain", ("Day", "Exercise", "Where", "0 to 10"), rows)


def _where(pain: Pain) -> str:
    area = pain.area.strip() or "not said"
    return text_of(area if pain.side is Side.BOTH else f"{area}, {pain.side}")


def _notes(records: Sequence[SessionRecord], only: Collection[str]) -> str:
    lines = []
    for record in reversed(records):
        notes = [] if only else [record.note]
        notes += [
            f"{s.name or s.exercise}: {s.note}"
            for s in record.sets
            if s.note.strip() and (not only or s.exercise in only)
        ]
        day = short_day(local_day(record.started_at))
        lines += [f"- {day}: {text_of(note)}" for note in notes if note.strip()]
    if not lines:
        return ""
    return "## Notes\n\n" + "\n".join([*lines[:MOST_ROWS], *more(lines)])
