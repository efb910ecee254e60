"""Rows of sessions and sets as styled pieces of text. Pure."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

from runcoach.core.model.dates import MONTHS, WEEKDAYS, format_weekday_date, local_day, parse_moment
from runcoach.core.model.plan import Side
from runcoach.core.model.records import Entry, PlannedSet, SessionRecord, SetRecord, Source, Status
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.weights import format_implements
from runcoach.ui.history.record_diff import format_pain
from runcoach.ui.text import formatting

Piece = tuple[str, str]
"""A text and the name of its style; see `StyledText`."""

SOURCES = {Source.TIMED: "timed", Source.ENTERED: "entered", Source.ASSUMED: "assumed"}
SOURCE_WORDS = {
    Source.TIMED: "timed by the clock",
    Source.ENTERED: "entered by you",
    Source.ASSUMED: "assumed: nobody has confirmed it",
}
FORM = {True: "kept", False: "broke", None: ""}
AS_LOGGED = "as it was logged"
BAR = 10
"""Cells of the bar that compares done with planned."""
OVER = 3
"""Further cells, for what exceeds the plan."""
RESULT = 13
"""Columns of the result of a set."""
TITLE = 32
BESIDE_TITLE = 29
"""Columns of a session's row other than its day and its title."""
ROOMY_SETS = 96
"""Columns from which a set's row has its bar, and its remarks in full."""
WIDE = 100
"""Columns from which the chosen item of a list is displayed beside it."""
ROOMY = 70
"""Columns from which a session's row has the weekday."""


def fit_text(text: str, width: int) -> str:
    """Pad the text to that many columns, or cut it with an ellipsis."""
    text = " ".join(text.split("\n"))
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, max(0, width - 1)) + "…"[:width]


def format_start_day(text: str) -> str:
    """Format the day of a moment in a fixed width: `Tue  3 Nov 2026`."""
    day = local_day(text)
    return f"{WEEKDAYS[day.weekday()]} {day.day:>2} {MONTHS[day.month - 1]} {day.year}"


def entry_marks(entry: Entry) -> tuple[Piece, ...]:
    """Return what is special about a session, in words."""
    words: list[Piece] = []
    if entry.pain:
        words.append(("pain", "alert"))
    if entry.status is Status.PARTIAL:
        words.append(("partial", "quiet"))
    if entry.status is Status.DISCARDED:
        words.append(("thrown away", "quiet"))
    if entry.rehearsal:
        words.append(("rehearsal", "quiet"))
    if entry.notes:
        words.append(("note", "quiet"))
    return tuple(words)


def entry_line(entry: Entry, width: int) -> list[Piece]:
    """Format a session as a row: day, title, sets, time, marks, each in its own column."""
    count = f"{entry.sets_done}/{entry.sets_planned}"
    day = format_start_day(entry.started_at)
    if width < ROOMY:
        day = day.split(" ", 1)[1]
    title = max(10, min(TITLE, width - len(day) - BESIDE_TITLE))
    line: list[Piece] = [
        (f" {day}  ", ""),
        (fit_text(entry.title, title), "strong"),
        (f" {count:>5}  {formatting.format_duration(entry.active_s):>6} ", ""),
    ]
    room = width - sum(cell_len(text) for text, _ in line)
    for text, part in entry_marks(entry):
        if (room := room - len(text) - 1) >= 0:
            line += [(" ", ""), (text, part)]
    return line


def note_line(note: tuple[Entry, str], width: int) -> list[Piece]:
    """Format a note as a row: its day, its session, its words."""
    entry, text = note
    title = min(22, max(8, width // 4))
    return [
        (f" {format_start_day(entry.started_at)}  ", ""),
        (fit_text(entry.title, title), "quiet"),
        (f"  {fit_text(text, max(1, width - title - 20))}", "strong"),
    ]


# --- one session ------------------------------------------------------------------------------


def record_facts(record: SessionRecord) -> list[list[Piece]]:
    """Format when, how long, how much of the plan, how it felt, and the note."""
    started = parse_moment(record.started_at)
    done = sum(1 for s in record.main_sets if not s.skipped)
    planned = max(len(record.planned), done)
    when = f"{format_weekday_date(started.date())}, {started:%H:%M}"
    if record.finished_at:
        when += f" to {parse_moment(record.finished_at):%H:%M}"
    took = f"Took {formatting.format_duration(record.active_s)}"
    if record.estimated_s:
        took += f", planned {formatting.format_duration(record.estimated_s)}"
    if record.pauses:
        paused = sum(p.seconds for p in record.pauses)
        pauses = formatting.format_count(len(record.pauses), "pause")
        took += f", {pauses} of {formatting.format_length(paused)}"
    sets = f"{done} of {planned} sets, {record.status}"
    if record.feel is not None:
        sets += f". Felt {record.feel} of 10"
    lines: list[list[Piece]] = [
        [(record.title, "head")],
        [(when, "strong")],
        [(took, "")],
        [(sets, "")],
    ]
    if record.deleted_at is not None:
        lines[0].append(("  in the trash", "alert"))
    if record.rehearsal:
        lines[3].append((". A rehearsal: it counts in no statistic", "quiet"))
    if record.note:
        lines.append([(f"“{record.note}”", "good")])
    return lines


def result_bar(done: SetRecord) -> list[Piece]:
    """Draw done against planned: a full bar where the target was reached, longer beyond it."""
    ratio = 0.0 if done.skipped else done.actual / done.target if done.target else 1.0
    full = round(min(ratio, 1.0) * BAR)
    over = min(OVER, max(0, round((ratio - 1.0) * BAR)))
    return [
        (" " + "━" * full, "good" if full == BAR else "alert"),
        ("┄" * (BAR - full), "quiet"),
        ("━" * over + " " * (OVER - over), "head"),
    ]


def set_remarks(done: SetRecord, *, counts: bool, short: bool = False) -> str:
    """Format that a set was redone, its pain and its note; if `short`, only the first of them."""
    if short:
        return "again" if not counts else "pain" if done.pain else "note" if done.note else ""
    words = [] if counts else ["done again later"]
    if done.pain is not None:
        words.append(f"pain: {format_pain(done.pain)}")
    if done.note:
        words.append(f"“{done.note}”")
    return ", ".join(words)


def set_line(
    done: SetRecord, width: int, weights: WeightUnit, *, first: bool, counts: bool
) -> list[Piece]:
    """Format a set as a row: planned, done, effort, form, source; the rest where there is room.

    Args:
        done: The set.
        width: Columns of the row.
        weights: The unit of loads.
        first: It is the first row of its exercise, which has the name.
        counts: False where it was redone later.
    """
    name = done.name or done.exercise
    short = "" if done.skipped or done.reached_target else "alert"
    result = "skipped" if done.skipped else _result(done, weights)
    line: list[Piece] = [
        (" " + fit_text(name if first else "", name_width(width)), "strong" if first else ""),
        (f" {done.set:>2}  {formatting.format_side(done.side):<5} ", ""),
        (f" {fit_text(format_short_count(done.target, done), 7)}", "quiet"),
        (f" {fit_text(result, RESULT)}", short or "strong"),
    ]
    if width >= ROOMY_SETS:
        line += result_bar(done)
    line += [
        (f" {fit_text(done.effort or '', 6)}", ""),
        (f" {fit_text(FORM[done.form_ok], 5)}", "alert" if done.form_ok is False else ""),
    ]
    if width >= 72:
        line.append((f" {fit_text('' if done.skipped else SOURCES[done.source], 7)}", "quiet"))
    words = set_remarks(done, counts=counts, short=width < ROOMY_SETS)
    line.append((f" {words}", "alert" if done.pain else "quiet"))
    return line


def _result(done: SetRecord, weights: WeightUnit) -> str:
    """Format the result within its columns: `10 × 16 kg`, `10 × 2×8 kg`."""
    count = format_short_count(done.actual, done)
    if not done.load_kg:
        return count
    load = format_short_load(done, weights)
    text = f"{count} × {load}"
    return text if cell_len(text) <= RESULT else f"{count}×{load}"


def format_short_load(done: SetRecord, weights: WeightUnit) -> str:
    """Format a load in few columns: `16 kg`, `2×8 kg`."""
    return format_implements(done.load_kg, done.implements, weights).replace(" × ", "×")


def planned_line(planned: PlannedSet, name: str, width: int, *, first: bool) -> list[Piece]:
    """Format a set that was planned and not reached as a row."""
    unit = "s" if planned.unit == "seconds" else ""
    target = f"{planned.target} {unit}".strip()
    return [
        (" " + fit_text(name if first else "", name_width(width)), "strong" if first else ""),
        (f" {planned.set:>2}  {formatting.format_side(planned.side):<5} ", ""),
        (f" {fit_text(target, 7)}", "quiet"),
        (" not done", "quiet"),
    ]


def set_column_names(width: int) -> list[Piece]:
    """Format the names of the columns of `set_line`."""
    text = " " + " " * name_width(width) + " Set Side   Planned Done         "
    if width >= ROOMY_SETS:
        text += " " * (BAR + OVER + 1)
    text += " Effort Form "
    if width >= 72:
        text += " From   "
    return [(fit_text(text, width), "quiet")]


def name_width(width: int) -> int:
    """Return the columns of the exercise's name in a row of that width."""
    if width >= ROOMY_SETS:
        return 30
    return max(8, width - (61 if width >= 72 else 53))


def format_short_count(value: int, done: SetRecord) -> str:
    """Format a count in few columns: `10`, `35 s`."""
    return f"{value} s" if done.unit == "seconds" else str(value)


def describe_set(done: SetRecord, tier: str, weights: WeightUnit) -> str:
    """Describe a set in full sentences."""
    load = (
        f" with {format_implements(done.load_kg, done.implements, weights)}" if done.load_kg else ""
    )
    side = f", {formatting.format_side(done.side)}" if done.side in (Side.LEFT, Side.RIGHT) else ""
    sentences = [f"{done.name or done.exercise}, set {done.set}{side}, {tier}."]
    planned = formatting.format_amount(done.target, done.unit)
    if done.skipped:
        sentences.append(f"Planned {planned}; skipped.")
    else:
        took = f" in {formatting.format_duration(done.seconds)}" if done.seconds else ""
        result = formatting.format_amount(done.actual, done.unit)
        sentences.append(
            f"Planned {planned}, done {result}{load}{took}, {SOURCE_WORDS[done.source]}."
        )
    if done.effort:
        sentences.append(f"Effort {done.effort}.")
    if done.form_ok is not None:
        sentences.append(f"Form {FORM[done.form_ok]}.")
    if done.pain:
        sentences.append(f"Pain: {format_pain(done.pain)}.")
    if done.note:
        sentences.append(f"“{done.note}”")
    return " ".join(sentences)


def format_edit_time(text: str) -> str:
    """Format when a version of a record was written."""
    if not text:
        return AS_LOGGED
    at = parse_moment(text)
    return f"{format_weekday_date(at.date())}, {at:%H:%M}"
