"""The last times of an exercise, as text."""

from __future__ import annotations

import pytest
from rich.style import Style

from runcoach.core.coach.evidence import find_exercise_records
from runcoach.ui.tiers import ladder_text
from tests.ui.tiers.coached_app import CATALOGUE, app_of, live


@pytest.mark.parametrize(("sessions", "heading"), [(1, "The last time"), (3, "The last 3 times")])
def test_the_heading_of_the_last_times_agrees_with_their_number(sessions, heading):
    app, clock = app_of()
    live(app, clock, sessions)
    records = find_exercise_records(
        CATALOGUE.exercises["squat"], app.services.history.recent(sessions)
    )
    assert ladder_text.render_last_times(records, Style()).plain.splitlines()[0] == heading
