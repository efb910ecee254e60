"""Edit one session: when it was, how long it took, how it felt, and whether it counts."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from msgspec.structs import replace

from runcoach.core.history.corrections import moved
from runcoach.core.model.dates import moment
from runcoach.core.model.records import SessionRecord, Status
from runcoach.ui.forms.fields import Clock, Day, Number, Pick, Words
from runcoach.ui.forms.form_sheet import FormSheet

STATUSES = tuple(Status)
UNSAID = "not said"


class EditSessionScreen(FormSheet[SessionRecord]):
    """Result: the record as it is now; None where nothing was changed."""

    def __init__(self, record: SessionRecord, today: date) -> None:
        self._record = record
        begun = moment(record.started_at)
        feels = (UNSAID, *(str(n) for n in range(1, 11)))
        super().__init__(
            record.title,
            (
                Words("title", "Title", record.title),
                Day("day", "Day", begun.date(), max(today, begun.date())),
                Clock("time", "Begun at", begun.time().replace(second=0, microsecond=0)),
                Number("minutes", "Length", round(record.active_s / 60), 0, 999, 1, "min"),
                Pick("feel", "Felt, 1 to 10", feels, record.feel or 0),
                Words("note", "Note", record.note),
                Pick("status", "Ended", tuple(STATUSES), STATUSES.index(record.status)),
                Pick("rehearsal", "Rehearsal", ("no", "yes"), int(record.rehearsal)),
            ),
        )

    def told(self) -> str:
        """What does not count, and why."""
        rehearsal = cast(Pick, self.form.fields[-1]).at
        return "A rehearsal counts in no statistic." if rehearsal else ""

    def result(self) -> SessionRecord | None:
        """The record with the form's values in it."""
        rows = {f.id: f for f in self.form.fields}
        record = self._record
        begun = moment(record.started_at)
        day, clock = cast(Day, rows["day"]).value, cast(Clock, rows["time"]).value
        at = datetime.combine(day or begun.date(), clock, begun.tzinfo)
        if at != begun.replace(second=0, microsecond=0):
            record = moved(record, at)
        minutes = int(cast(Number, rows["minutes"]).value)
        if minutes != round(record.active_s / 60):
            record = replace(record, active_s=minutes * 60)
        record = replace(
            record,
            title=cast(Words, rows["title"]).text.strip() or record.title,
            feel=cast(Pick, rows["feel"]).at or None,
            note=cast(Words, rows["note"]).text.strip(),
            status=STATUSES[cast(Pick, rows["status"]).at],
            rehearsal=bool(cast(Pick, rows["rehearsal"]).at),
        )
        return record if record != self._record else None
