"""What a tempo asks for, in words."""

from __future__ import annotations

import pytest

from runcoach.figures.motion.motion import HOLD, MotionScript, NamedPose, build_motion
from runcoach.figures.motion.tempo_notes import describe_tempo
from runcoach.figures.pose.resolve import resolve_pose
from runcoach.figures.pose.sketch import Sketch

POSES = {
    "high": NamedPose(resolve_pose(Sketch(feet=(0, 0), legs=(0, 0)), 0.0)),
    "low": NamedPose(resolve_pose(Sketch(feet=(0, 0), hips=(-0.2, 0.28), lean=40), 0.0)),
    "turned": NamedPose(resolve_pose(Sketch(feet=(0, 0), legs=(0, 0), twist=20), 0.0)),
}


@pytest.mark.parametrize(
    ("phases", "notes"),
    [
        ((("low", 3.0), ("high", 2.0)), [(3.0, "3 s down"), (5.0, "")]),
        (
            (("low", 2.0), (HOLD, 1.0), ("high", 4.0)),
            [(2.0, ""), (3.0, "pause 1 s"), (7.0, "4 s up")],
        ),
        ((("low", 2.0), (HOLD, 0.5), ("high", 1.5)), [(2.0, ""), (2.5, ""), (4.0, "")]),
        ((("turned", 4.0), ("high", 4.0)), [(4.0, ""), (8.0, "")]),
    ],
)
def test_slow_phases_and_pauses_are_noted(
    phases: tuple[tuple[str, float], ...], notes: list[tuple[float, str]]
) -> None:
    motion = build_motion(MotionScript(phases), POSES)
    assert list(describe_tempo(phases, motion)) == notes
