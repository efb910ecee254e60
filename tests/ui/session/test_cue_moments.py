"""A cue with a moment has the focus then, and at no other time."""

from __future__ import annotations

import pytest

from runcoach.core.model.exercise import Cue, Cues, Moment
from runcoach.ui.session.cue_tracker import working_focus

CIRCLES = Cues(
    setup=(Cue("Stand tall"),),
    movement=(Cue("Wide circles"), Cue("Change direction", Moment.HALF)),
    breathing=(Cue("Breathe easily"),),
)
PLANK = Cues(
    setup=(Cue("Elbows down"),),
    movement=(Cue("High first"), Cue("Now forearms", 20), Cue("Hold on", Moment.LAST_FIVE)),
)


@pytest.mark.parametrize(
    ("cues", "worked_s", "length_s", "text"),
    [
        (CIRCLES, 0.0, 30, "Wide circles"),
        (CIRCLES, 6.0, 30, "Breathe easily"),
        (CIRCLES, 14.9, 30, "Wide circles"),
        (CIRCLES, 15.0, 30, "Change direction"),
        (CIRCLES, 20.9, 30, "Change direction"),
        (CIRCLES, 24.0, 30, "Wide circles"),
        (PLANK, 19.9, 45, "High first"),
        (PLANK, 20.0, 45, "Now forearms"),
        (PLANK, 30.0, 45, "High first"),
        (PLANK, 40.0, 45, "Hold on"),
        (Cues(setup=(Cue("Sit"),)), 3.0, 10, "Sit"),
    ],
)
def test_the_focus_of_a_moment(cues: Cues, worked_s: float, length_s: float, text: str) -> None:
    assert cues.checklist[working_focus(cues, worked_s, length_s)] == text
