"""The history as a plain text table, without colour or control characters, fit for a pipe."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from runcoach.core.coach.evidence import reported_pain
from runcoach.core.history.counting import active_seconds
from runcoach.core.model.dates import format_weekday_date, local_day, parse_moment
from runcoach.core.model.records import SessionRecord, Status
from runcoach.core.model.text_gate import neutralise_line
from runcoach.interchange.json.history import sort_newest_first

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

HEADINGS = ("Day", "Time", "Session", "Sets", "Min", "Feel", "Note")
RIGHT_ALIGNED = frozenset({"Sets", "Min", "Feel"})
NO_SESSIONS = "No sessions yet."


def format_history_table(
    records: Iterable[SessionRecord], since: date | None = None, width: int | None = None
) -> str:
    """Format the history, one line a session, newest first, without the trash.

    Args:
        records: In any order.
        since: The first local day to include; None for all.
        width: Columns of the terminal, to which lines are cut; None for a pipe.

    Returns:
        Text that ends with a newline.
    """
    kept = sort_newest_first(records, since)
    if not kept:
        return f"{NO_SESSIONS if since is None else f'No sessions since {since}.'}\n"
    return format_table(HEADINGS, RIGHT_ALIGNED, [_row(record) for record in kept], width)


def format_table(
    headings: Sequence[str],
    right_aligned: Collection[str],
    rows: Sequence[Sequence[str]],
    width: int | None = None,
) -> str:
    """Format rows of text in columns, each line cut to `width` unless that is None."""
    lines = [headings, *rows]
    widths = [max(display_width(line[column]) for line in lines) for column in range(len(headings))]
    right = [heading in right_aligned for heading in headings]
    return "".join(f"{_fitted(_line(line, widths, right), width)}\n" for line in lines)


def display_width(text: str) -> int:
    """The number of terminal columns that a text takes up."""
    return sum(_cells_of(character) for character in text)


def _row(record: SessionRecord) -> Sequence[str]:
    done = [s for s in record.main_sets if not s.skipped]
    planned = len(record.planned) or len(record.main_sets)
    flags = [
        text
        for text, holds in (
            ("rehearsal", record.rehearsal),
            (record.status.value, record.status is not Status.COMPLETED),
            ("pain", any(reported_pain(s) for s in record.sets)),
        )
        if holds
    ]
    notes = [record.note, *(s.note for s in record.sets)]
    return (
        format_weekday_date(local_day(record.started_at)),
        f"{parse_moment(record.started_at):%H:%M}",
        printable(record.title),
        f"{len(done)} of {planned}",
        str(round(active_seconds(record) / 60)),
        "" if record.feel is None else str(record.feel),
        "; ".join([*flags, *(note for each in notes if (note := printable(each)))]),
    )


def _line(texts: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = []
    for aligned_right, text, width in zip(right, texts, widths, strict=True):
        gap = " " * (width - display_width(text))
        padded.append(gap + text if aligned_right else text + gap)
    return "  ".join(padded).rstrip()


def _fitted(line: str, width: int | None) -> str:
    if width is None or display_width(line) <= width:
        return line
    while display_width(line) > max(0, width - 1):
        line = line[:-1]
    return f"{line}…" if width > 0 else ""


def printable(text: str) -> str:
    """Join a text into one line without characters that a terminal would interpret."""
    return " ".join(neutralise_line(text).split())


def _cells_of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
