"""The form to add a session that was done without the app."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import cast

from msgspec.structs import replace

from runcoach.core.model.exercise import TierName, Use
from runcoach.core.model.local_time import enter_moment
from runcoach.core.model.plan import Plan
from runcoach.core.model.records import SessionRecord
from runcoach.core.model.settings import Settings
from runcoach.core.planner.compose import compose_plan
from runcoach.ui.forms.date_fields import DateField, TimeField
from runcoach.ui.forms.fields import Field, SelectField, TextField, find_field
from runcoach.ui.forms.form_sheet import FormSheet
from runcoach.ui.history.repeat_session import make_context, plan_one_exercise, record_as_planned
from runcoach.ui.services import Services
from runcoach.ui.session.set_question import EFFORTS
from runcoach.ui.text import formatting
from runcoach.ui.text.answer_values import NOT_GIVEN

USUAL_TIME = time(18, 0)
"""The default start time."""


class AddSessionSheet(FormSheet[SessionRecord]):
    """Result: the session as planned, to be corrected set by set; None after Esc.

    After Esc `kept` receives the form's fields, with which it opens the next time.
    """

    HINT = "Enter adds it as planned; then correct its sets. Esc: not now"

    def __init__(
        self,
        services: Services,
        settings: Settings,
        day: date,
        kept: Callable[[tuple[Field, ...]], None],
        draft: tuple[Field, ...] = (),
    ) -> None:
        self._services = services
        self._settings = settings
        self._kept = kept
        catalogue = services.catalogue
        self._programmes = sorted(catalogue.programmes.values(), key=lambda p: (p.order, p.title))
        self._outlines = [(p, o) for p in self._programmes for o in p.sessions]
        self._exercises = [e for e in catalogue.exercises.values() if e.use is Use.MAIN]
        titles = (*(o.title for _, o in self._outlines), *(e.name for e in self._exercises))
        ids = [p.id for p, _ in self._outlines]
        last = settings.last_programme
        now = services.clock.wall()
        rows: tuple[Field, ...] = (
            SelectField(
                "session",
                "Session",
                titles or ("none",),
                ids.index(last) if last in ids else 0,
            ),
            DateField("day", "Day", day, now.date()),
            TimeField("time", "Begun at", _begun(day, now)),
            SelectField("tier", "Tier", ("as written", *TierName)),
            SelectField("effort", "Effort", (NOT_GIVEN, *EFFORTS), digits=True),
            TextField("note", "Note", "", lines=True),
        )
        super().__init__("Add a session that you did", draft or rows)

    def message(self) -> str:
        """Count the sets and the time of the session."""
        plan = self._plan()
        if plan is None:
            return "The catalogue has no session that can be added."
        took = formatting.format_length(plan.estimated_s)
        return f"{formatting.format_count(len(plan.work), 'set')} as planned, {took}."

    def _plan(self) -> Plan | None:
        rows = self.form.fields
        tier = cast(SelectField, find_field(rows, "tier")).at
        terms = make_context(
            self._settings.rest_scale,
            self._settings.count_in_s,
            list(TierName)[tier - 1] if tier else None,
        )
        catalogue, at = self._services.catalogue, cast(SelectField, find_field(rows, "session")).at
        if at < len(self._outlines):
            programme, outline = self._outlines[at]
            return compose_plan(programme, catalogue, terms, outline)
        if at - len(self._outlines) < len(self._exercises):
            return plan_one_exercise(self._exercises[at - len(self._outlines)].id, catalogue, terms)
        return None

    def result(self) -> SessionRecord | None:
        """Return the session as planned, on its day and at its time."""
        plan, rows = self._plan(), self.form.fields
        if plan is None or not plan.work:
            raise ValueError("It has no sets that can be added.")
        now = self._services.clock.wall()
        day = cast(DateField, find_field(rows, "day")).value or now.date()
        clock = cast(TimeField, find_field(rows, "time")).value
        at = enter_moment(datetime.combine(day, clock), self._services.local_time)
        if at > now:
            raise ValueError("That is in the future.")
        effort = cast(SelectField, find_field(rows, "effort")).at
        record = record_as_planned(
            plan, self._services.new_id(), at, EFFORTS[effort - 1] if effort else None
        )
        return replace(record, note=cast(TextField, find_field(rows, "note")).text.strip())

    def action_leave_kept(self) -> None:
        """Close without adding, and hand over the fields."""
        self._kept(self.form.fields)
        self.dismiss(None)


def _begun(day: date, now: datetime) -> time:
    """Return the usual time, or an hour ago where that is still to come."""
    if day < now.date() or now.time() > USUAL_TIME:
        return USUAL_TIME
    earlier = max(now - timedelta(hours=1), datetime.combine(day, time(), now.tzinfo))
    return earlier.time().replace(minute=earlier.minute // 5 * 5, second=0, microsecond=0)
