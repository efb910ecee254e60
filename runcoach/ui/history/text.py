"""Wording of the history: rows of sessions and sets, as pieces with their parts. Pure."""

from __future__ import annotations

from datetime import datetime

from rich.cells import cell_len, set_cell_size

from runcoach.core.model.dates import MONTHS, WEEKDAYS, local_day, long_day, moment
from runcoach.core.model.plan import Side
from runcoach.core.model.records import Entry, PlannedSet, SessionRecord, SetRecord, Source, Status
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.weights import load_told
from runcoach.ui.history.record_diff import pain_words
from runcoach.ui.text import formatting

Piece = tuple[str, str]

SOURCES = {Source.TIMED: "timed", Source.ENTERED: "entered", Source.ASSUMED: "assumed"}
SOURCE_TOLD = {
    Source.TIMED: "timed by the clock",
    Source.ENTERED: "entered by you",
    Source.ASSUMED: "assumed: nobody has confirmed it",
}
FORM = {True: "kept", False: "broke", None: ""}
AS_LOGGED = "as it was logged"
BAR = 10
"""Cells of the bar that sets done against planned."""
OVER = 3
"""Cells beyond, for what was done over the plan."""
RESULT = 13
"""Columns of what was done."""
TITLE = 32
BESIDE_TITLE = 29
"""Columns of a session's row beside its day and its title."""
ROOMY_SETS = 96
"""From so many columns on, a set's row has its bar, and its remarks in full."""
ROOMY = 70
"""From so many columns on, a session's row tells the weekday."""


def fit(text: str, width: int) -> str:
    """The text in exactly that many columns; an ellipsis says that there is more."""
    text = " ".join(text.split("\n"))
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, max(0, width - 1)) + "…"[:width]


def begun(text: str) -> str:
    """`Tue  3 Nov 2026`, always as wide."""
    day = local_day(text)
    return f"{WEEKDAYS[day.weekday()]} {day.day:>2} {MONTHS[day.month - 1]} {day.year}"


def marks(entry: Entry) -> tuple[Piece, ...]:
    """What is special about a session, in words."""
    found: list[Piece] = []
    if entry.pain:
        found.append(("pain", "alert"))
    if entry.status is Status.PARTIAL:
        found.append(("partial", "quiet"))
    if entry.status is Status.DISCARDED:
        found.append(("thrown away", "quiet"))
    if entry.rehearsal:
        found.append(("rehearsal", "quiet"))
    if entry.notes:
        found.append(("note", "quiet"))
    return tuple(found)


def entry_line(entry: Entry, width: int) -> list[Piece]:
    """One session in a row: day, title, sets, time, marks, each in its own column."""
    count = f"{entry.sets_done}/{entry.sets_planned}"
    day = begun(entry.started_at)
    if width < ROOMY:
        day = day.split(" ", 1)[1]
    title = max(10, min(TITLE, width - len(day) - BESIDE_TITLE))
    line: list[Piece] = [
        (f" {day}  ", ""),
        (fit(entry.title, title), "strong"),
        (f" {count:>5}  {formatting.duration(entry.active_s):>6} ", ""),
    ]
    room = width - sum(cell_len(text) for text, _ in line)
    for text, part in marks(entry):
        if (room := room - len(text) - 1) >= 0:
            line += [(" ", ""), (text, part)]
    return line


def note_line(note: tuple[Entry, str], width: int) -> list[Piece]:
    """One note in a row: its day, its session, its words."""
    entry, text = note
    title = min(22, max(8, width // 4))
    return [
        (f" {begun(entry.started_at)}  ", ""),
        (fit(entry.title, title), "quiet"),
        (f"  {fit(text, max(1, width - title - 20))}", "strong"),
    ]


# --- one session ------------------------------------------------------------------------------


def facts(record: SessionRecord) -> list[list[Piece]]:
    """When, how long, how much of what was planned, how it felt, and the note."""
    started = moment(record.started_at)
    done = sum(1 for s in record.main_sets if not s.skipped)
    planned = max(len(record.planned), done)
    when = f"{long_day(started.date())}, {started:%H:%M}"
    if record.finished_at:
        when += f" to {moment(record.finished_at):%H:%M}"
    took = f"Took {formatting.duration(record.active_s)}"
    if record.estimated_s:
        took += f", planned {formatting.duration(record.estimated_s)}"
    if record.pauses:
        paused = sum(p.seconds for p in record.pauses)
        took += f", {formatting.plural(len(record.pauses), 'pause')} of {formatting.length(paused)}"
    counted = f"{done} of {planned} sets, {record.status}"
    if record.feel is not None:
        counted += f". Felt {record.feel} of 10"
    lines: list[list[Piece]] = [
        [(record.title, "head")],
        [(when, "strong")],
        [(took, "")],
        [(counted, "")],
    ]
    if record.deleted_at is not None:
        lines[0].append(("  in the trash", "alert"))
    if record.rehearsal:
        lines[3].append((". A rehearsal: it counts in no statistic", "quiet"))
    if record.note:
        lines.append([(f"“{record.note}”", "good")])
    return lines


def bar(done: SetRecord) -> list[Piece]:
    """Done against planned: as long as the plan where it was met, and beyond it what was more."""
    ratio = 0.0 if done.skipped else done.actual / done.target if done.target else 1.0
    full = round(min(ratio, 1.0) * BAR)
    over = min(OVER, max(0, round((ratio - 1.0) * BAR)))
    return [
        (" " + "━" * full, "good" if full == BAR else "alert"),
        ("┄" * (BAR - full), "quiet"),
        ("━" * over + " " * (OVER - over), "head"),
    ]


def remarks(done: SetRecord, *, stands: bool, short: bool = False) -> str:
    """Pain, what was done again, and the note; in short, only the first of them."""
    if short:
        return "again" if not stands else "pain" if done.pain else "note" if done.note else ""
    told = [] if stands else ["done again later"]
    if done.pain is not None:
        told.append(f"pain: {pain_words(done.pain)}")
    if done.note:
        told.append(f"“{done.note}”")
    return ", ".join(told)


def set_line(
    done: SetRecord, width: int, weights: WeightUnit, *, first: bool, stands: bool
) -> list[Piece]:
    """One bout in a row: planned, done, effort, form, source; the rest where there is room."""
    name = done.name or done.exercise
    short = "" if done.skipped or done.met else "alert"
    result = "skipped" if done.skipped else _result(done, weights)
    line: list[Piece] = [
        (" " + fit(name if first else "", name_width(width)), "strong" if first else ""),
        (f" {done.set:>2}  {formatting.side(done.side):<5} ", ""),
        (f" {fit(amount(done.target, done), 7)}", "quiet"),
        (f" {fit(result, RESULT)}", short or "strong"),
    ]
    if width >= ROOMY_SETS:
        line += bar(done)
    line += [
        (f" {fit(done.effort or '', 6)}", ""),
        (f" {fit(FORM[done.form_ok], 5)}", "alert" if done.form_ok is False else ""),
    ]
    if width >= 72:
        line.append((f" {fit('' if done.skipped else SOURCES[done.source], 7)}", "quiet"))
    told = remarks(done, stands=stands, short=width < ROOMY_SETS)
    line.append((f" {told}", "alert" if done.pain else "quiet"))
    return line


def _result(done: SetRecord, weights: WeightUnit) -> str:
    """What was done, within its columns: `10 × 16 kg`, `10 × 2×8 kg`."""
    told = amount(done.actual, done)
    if not done.load_kg:
        return told
    load = load_short(done, weights)
    whole = f"{told} × {load}"
    return whole if cell_len(whole) <= RESULT else f"{told}×{load}"


def load_short(done: SetRecord, weights: WeightUnit) -> str:
    """A load in few columns: `16 kg`, `2×8 kg`."""
    return load_told(done.load_kg, done.implements, weights).replace(" × ", "×")


def planned_line(planned: PlannedSet, name: str, width: int, *, first: bool) -> list[Piece]:
    """A set that was planned and never reached."""
    unit = "s" if planned.unit == "seconds" else ""
    target = f"{planned.target} {unit}".strip()
    return [
        (" " + fit(name if first else "", name_width(width)), "strong" if first else ""),
        (f" {planned.set:>2}  {formatting.side(planned.side):<5} ", ""),
        (f" {fit(target, 7)}", "quiet"),
        (" not done", "quiet"),
    ]


def set_heads(width: int) -> list[Piece]:
    """The names of the columns."""
    told = " " + " " * name_width(width) + " Set Side   Planned Done         "
    if width >= ROOMY_SETS:
        told += " " * (BAR + OVER + 1)
    told += " Effort Form "
    if width >= 72:
        told += " From   "
    return [(fit(told, width), "quiet")]


def name_width(width: int) -> int:
    """How many columns the exercise's name gets."""
    if width >= ROOMY_SETS:
        return 30
    return max(8, width - (61 if width >= 72 else 53))


def amount(value: int, done: SetRecord) -> str:
    """A count in few columns: `10`, `35 s`."""
    return f"{value} s" if done.unit == "seconds" else str(value)


def set_told(done: SetRecord, tier: str, weights: WeightUnit) -> str:
    """One bout in full sentences."""
    load = f" with {load_told(done.load_kg, done.implements, weights)}" if done.load_kg else ""
    side = f", {formatting.side(done.side)}" if done.side in (Side.LEFT, Side.RIGHT) else ""
    told = [f"{done.name or done.exercise}, set {done.set}{side}, {tier}."]
    planned = formatting.amount(done.target, done.unit)
    if done.skipped:
        told.append(f"Planned {planned}; skipped.")
    else:
        took = f" in {formatting.duration(done.seconds)}" if done.seconds else ""
        result = formatting.amount(done.actual, done.unit)
        told.append(f"Planned {planned}, done {result}{load}{took}, {SOURCE_TOLD[done.source]}.")
    if done.effort:
        told.append(f"Effort {done.effort}.")
    if done.form_ok is not None:
        told.append(f"Form {FORM[done.form_ok]}.")
    if done.pain:
        told.append(f"Pain: {pain_words(done.pain)}.")
    if done.note:
        told.append(f"“{done.note}”")
    return " ".join(told)


def edited(text: str) -> str:
    """When a form of a record was written."""
    if not text:
        return AS_LOGGED
    at = datetime.fromisoformat(text)
    return f"{long_day(at.date())}, {at:%H:%M}"
