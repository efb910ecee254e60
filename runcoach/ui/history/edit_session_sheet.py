"""The form to correct one session: its time, length, feel, note, and whether it counts."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from msgspec.structs import replace

from runcoach.core.history.corrections import move_session
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.local_time import LocalTime, enter_moment
from runcoach.core.model.records import SessionRecord, Status
from runcoach.ui.forms.date_fields import DateField, TimeField
from runcoach.ui.forms.fields import NumberField, SelectField, TextField
from runcoach.ui.forms.form_sheet import FormSheet
from runcoach.ui.text.answer_values import NOT_GIVEN

STATUSES = tuple(Status)


class EditSessionSheet(FormSheet[SessionRecord]):
    """Result: the changed record; None if nothing was changed."""

    def __init__(self, record: SessionRecord, today: date, local: LocalTime) -> None:
        self._local = local
        self._record = record
        begun = parse_moment(record.started_at)
        feels = (NOT_GIVEN, *(str(n) for n in range(1, 11)))
        super().__init__(
            record.title,
            (
                TextField("title", "Title", record.title),
                DateField("day", "Day", begun.date(), max(today, begun.date())),
                TimeField("time", "Begun at", begun.time().replace(second=0, microsecond=0)),
                NumberField("minutes", "Length", round(record.active_s / 60), 0, 999, 1, "min"),
                SelectField("feel", "Felt, 1 to 10", feels, record.feel or 0),
                TextField("note", "Note", record.note, lines=True),
                SelectField("status", "Ended", tuple(STATUSES), STATUSES.index(record.status)),
                SelectField("rehearsal", "Rehearsal", ("no", "yes"), int(record.rehearsal)),
            ),
        )

    def message(self) -> str:
        """Say that a rehearsal does not count."""
        rehearsal = cast(SelectField, self.form.fields[-1]).at
        return "A rehearsal counts in no statistic." if rehearsal else ""

    def result(self) -> SessionRecord | None:
        """Return the record with the form's values."""
        rows = {f.id: f for f in self.form.fields}
        record = self._record
        begun = parse_moment(record.started_at)
        day, clock = cast(DateField, rows["day"]).value, cast(TimeField, rows["time"]).value
        at = datetime.combine(day or begun.date(), clock)
        if at != begun.replace(second=0, microsecond=0, tzinfo=None):
            record = move_session(record, enter_moment(at, self._local, begun))
        minutes = int(cast(NumberField, rows["minutes"]).value)
        if minutes != round(record.active_s / 60):
            record = replace(record, active_s=minutes * 60)
        record = replace(
            record,
            title=cast(TextField, rows["title"]).text.strip() or record.title,
            feel=cast(SelectField, rows["feel"]).at or None,
            note=cast(TextField, rows["note"]).text.strip(),
            status=STATUSES[cast(SelectField, rows["status"]).at],
            rehearsal=bool(cast(SelectField, rows["rehearsal"]).at),
        )
        return record if record != self._record else None
