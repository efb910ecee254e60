"""Add a session that was forgotten, as it was planned; its sets can be put right afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import cast

from msgspec.structs import replace

from runcoach.core.model.exercise import TierName, Use
from runcoach.core.model.plan import Plan
from runcoach.core.model.records import SessionRecord
from runcoach.core.model.settings import Settings
from runcoach.core.planner.compose import compose
from runcoach.ui.forms.fields import Clock, Day, Field, Pick, Words, of
from runcoach.ui.forms.form_sheet import FormSheet
from runcoach.ui.history.repeat_session import as_planned, one_exercise, terms_of
from runcoach.ui.services import Services
from runcoach.ui.session.set_question import EFFORTS
from runcoach.ui.text import formatting

USUAL = time(18, 0)
"""When a session is taken to have begun where nothing else is said."""
UNSAID = "not said"


class AddSessionScreen(FormSheet[SessionRecord]):
    """Result: the session, as planned; None where Esc was pressed.

    Esc leaves the form with the history as it was: what was chosen is handed to `kept`, so that
    the form opens with it the next time.
    """

    HINT = "Enter adds it as planned; its sets can be mended. Esc: not now"

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
            Pick(
                "session",
                "Session",
                titles or ("none",),
                ids.index(last) if last in ids else 0,
            ),
            Day("day", "Day", day, now.date()),
            Clock("time", "Begun at", _begun(day, now)),
            Pick("tier", "Tier", ("as written", *TierName)),
            Pick("effort", "Effort", (UNSAID, *EFFORTS), digits=True),
            Words("note", "Note", ""),
        )
        super().__init__("Add a session that you did", draft or rows)

    def told(self) -> str:
        """What it will say."""
        plan = self._plan()
        if plan is None:
            return "The catalogue has no session that can be added."
        took = formatting.length(plan.estimated_s)
        return f"{formatting.plural(len(plan.work), 'set')} as planned, {took}."

    def _plan(self) -> Plan | None:
        rows = self.form.fields
        tier = cast(Pick, of(rows, "tier")).at
        terms = terms_of(
            self._settings.rest_scale,
            self._settings.count_in_s,
            list(TierName)[tier - 1] if tier else None,
        )
        catalogue, at = self._services.catalogue, cast(Pick, of(rows, "session")).at
        if at < len(self._outlines):
            programme, outline = self._outlines[at]
            return compose(programme, catalogue, terms, outline)
        if at - len(self._outlines) < len(self._exercises):
            return one_exercise(self._exercises[at - len(self._outlines)].id, catalogue, terms)
        return None

    def result(self) -> SessionRecord | None:
        """The session as planned, on its day and at its time."""
        plan, rows = self._plan(), self.form.fields
        if plan is None or not plan.work:
            raise ValueError("There is nothing in it that can be added.")
        now = self._services.clock.wall()
        day = cast(Day, of(rows, "day")).value or now.date()
        at = datetime.combine(day, cast(Clock, of(rows, "time")).value, now.tzinfo)
        if at > now:
            raise ValueError("That moment is still to come.")
        effort = cast(Pick, of(rows, "effort")).at
        record = as_planned(
            plan, self._services.new_id(), at, EFFORTS[effort - 1] if effort else None
        )
        return replace(record, note=cast(Words, of(rows, "note")).text.strip())

    def action_leave_kept(self) -> None:
        """Not now: nothing is added, and what was chosen waits."""
        self._kept(self.form.fields)
        self.dismiss(None)


def _begun(day: date, now: datetime) -> time:
    """The usual time, or on the same day one that has been already."""
    if day < now.date() or now.time() > USUAL:
        return USUAL
    earlier = max(now - timedelta(hours=1), datetime.combine(day, time(), now.tzinfo))
    return earlier.time().replace(minute=earlier.minute // 5 * 5, second=0, microsecond=0)
