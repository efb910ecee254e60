"""Words for what a tempo asks for and a picture can't show: slow phases and pauses."""

from __future__ import annotations

from collections.abc import Sequence

from runcoach.figures.body.skeleton import Skeleton
from runcoach.figures.motion.motion import HOLD, Motion

SLOW_S = 3.0
"""A movement that takes this long is meant to be slow, in seconds."""
LEVEL = 0.015
"""A smaller change of height is neither up nor down, in body heights."""


def describe_tempo(
    phases: Sequence[tuple[str, float]], motion: Motion
) -> tuple[tuple[float, str], ...]:
    """Return, for each phase of a rep, the second at which it ends and its note, or ""."""
    notes = []
    now = 0.0
    for name, seconds in phases:
        then = now + seconds
        if name == HOLD:
            notes.append((then, f"pause {seconds:g} s" if seconds >= 1.0 else ""))
        else:
            rise = _height(motion.at(then - 1e-6)) - _height(motion.at(now))
            way = "up" if rise > LEVEL else "down" if rise < -LEVEL else ""
            notes.append((then, f"{seconds:g} s {way}" if seconds >= SLOW_S and way else ""))
        now = then
    return tuple(notes)


def _height(body: Skeleton) -> float:
    hands = body.near_arm.fingers[1] + body.far_arm.fingers[1]
    return (2.0 * body.hips[1] + 2.0 * body.chest[1] + hands) / 6.0
