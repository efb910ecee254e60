"""From named poses and a tempo to the skeleton at any moment.

A cycle is one rep, or as many reps as it takes to return to the start: two if the sides
alternate, more if the body travels and turns. Each phase of the tempo moves to the pose it names.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from runcoach.figures.body.skeleton import Skeleton
from runcoach.figures.motion.interpolation import (
    STEP_LIFT,
    Ease,
    KeyPose,
    interpolate_pose,
    settle_pose,
)
from runcoach.figures.pose.inverse_kinematics import solve_pose
from runcoach.figures.pose.pose import Pose
from runcoach.figures.pose.sketch import SketchError
from runcoach.figures.pose.transforms import mirror_pose, shift_pose, turn_skeleton

HOLD = "hold"
"""A tempo phase of this name stays in the current pose."""
TURN_FRACTION = 0.4
"""The fraction of a tempo phase in which a travelling body turns round at the end."""
CHANGE_S = 2.5
"""How long a change of pose takes within a hold, in seconds."""


class Motion(Struct, frozen=True):
    """The key poses of one cycle.

    Attributes:
        keys: in order; the first is at 0 s and, in a cycle, equal to the last.
        times: the time of each key pose, in seconds.
        reps: reps in a cycle.
        once: it is not repeated; the last pose stays.
    """

    keys: tuple[KeyPose, ...]
    times: tuple[float, ...]
    reps: int = 1
    once: bool = False

    @property
    def period(self) -> float:
        """Seconds in a cycle; 0 for a still pose."""
        return self.times[-1]

    def at(self, seconds: float) -> Skeleton:
        """The skeleton at a moment, in seconds from the start of the first rep."""
        if self.period <= 0.0:
            return self.keys[0].skeleton
        moment = min(seconds, self.period) if self.once else seconds % self.period
        number = min(bisect_right(self.times, moment), len(self.keys) - 1)
        before, after = self.keys[number - 1], self.keys[number]
        share = (moment - before.at) / (after.at - before.at) if after.at > before.at else 1.0
        return skeleton_between(before, after, share)


def ease_between(before: KeyPose, after: KeyPose) -> Ease:
    """Ease at both ends between poses with a stop; a pose passed through is passed at speed."""
    if before.through and after.through:
        return Ease.EVEN
    if after.through:
        return Ease.IN
    return Ease.OUT if before.through else Ease.BOTH


def skeleton_between(before: KeyPose, after: KeyPose, share: float) -> Skeleton:
    """The skeleton at a fraction of the time between two key poses."""
    if before.pose == after.pose:
        body = before.skeleton
    else:
        flying = before.air or after.air
        rise = ease_between(before, after).at(share)
        body = solve_pose(interpolate_pose(before, after, share if flying else rise, rise))
    yaw = before.yaw + (after.yaw - before.yaw) * Ease.BOTH.at(share)
    if yaw == 0.0 and after.axis == after.place:
        return body
    return turn_skeleton(body, yaw, after.axis, after.place)


class NamedPose(Struct, frozen=True):
    """A named pose of a figure, and how the body moves to it (see `KeyPose`)."""

    pose: Pose
    air: bool = False
    lift: float = STEP_LIFT


class MotionScript(Struct, frozen=True):
    """The order of the poses in a rep, and what repeats.

    Attributes:
        phases: the phases of one rep: the name of a pose and seconds.
        via: for a pose, the poses passed on the way, each with its fraction of the phase.
        alternate: every second rep is mirrored.
        travel: how far a rep moves the body, in body heights.
        turn_after: the body turns round after so many reps; 0 for never.
        view: the viewing direction in degrees: 0 from the side, 90 from the front.
        once: the phases are not repeated; the last pose stays.
    """

    phases: tuple[tuple[str, float], ...]
    via: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = ()
    alternate: bool = False
    travel: float = 0.0
    turn_after: int = 0
    view: float = 0.0
    once: bool = False


def build_motion(course: MotionScript, stations: Mapping[str, NamedPose]) -> Motion:
    """Build the key poses of a whole cycle.

    Raises:
        SketchError: a phase of the tempo names a pose that does not exist.
    """
    via = dict(course.via)
    named = [name for name, _ in course.phases if name != HOLD]
    for name in [*named, *(step for steps in via.values() for step, _ in steps)]:
        if name not in stations:
            raise SketchError(f"pose.{name}", "missing, although the tempo or a `via` names it")
    if not named:
        raise SketchError("pose", "expected a tempo phase that names a pose")
    return _once(course, stations) if course.once else _cycle(course, stations)


def _once(course: MotionScript, stations: Mapping[str, NamedPose]) -> Motion:
    keys: list[KeyPose] = []
    now = 0.0
    for name, seconds in course.phases:
        if not keys:
            keys.append(_key(course, stations, name, 0, 0))
        elif name != HOLD:
            steps = (*dict(course.via).get(name, ()), (name, 1.0))
            for step, share in steps:
                key = _key(course, stations, step, 0, 0)
                through = step != name and not key.air
                keys.append(replace(key, at=now + CHANGE_S * share, through=through))
        now += seconds
        keys.append(replace(keys[-1], at=max(now, keys[-1].at)))
    return Motion(tuple(keys), tuple(key.at for key in keys), once=True)


def _cycle(course: MotionScript, stations: Mapping[str, NamedPose]) -> Motion:
    reps = 2 * course.turn_after if course.turn_after else 2 if course.alternate else 1
    names = [name for name, _ in course.phases]
    last = max(number for number, name in enumerate(names) if name != HOLD)
    keys = [_key(course, stations, names[last], reps - 1, 0)]
    now, yaw, axis, place = 0.0, 0.0, 0.0, 0.0
    for rep in range(reps):
        for number, (name, seconds) in enumerate(course.phases):
            if name == HOLD:
                now += seconds
                keys.append(replace(keys[-1], at=now, through=False))
                continue
            turns = course.turn_after and number == last and not (rep + 1) % course.turn_after
            way = seconds * (1.0 - TURN_FRACTION) if turns else seconds
            for step, share in (*dict(course.via).get(name, ()), (name, 1.0)):
                key = _key(course, stations, step, rep, rep + (number >= last))
                keys.append(
                    replace(
                        key,
                        at=now + way * share,
                        through=step != name and not key.air,
                        yaw=yaw,
                        axis=axis,
                        place=place,
                    )
                )
            now += seconds
            if turns:
                hips = keys[-1].skeleton.hips[0]
                place = place + (hips - axis) * (1.0 if yaw == 0.0 else -1.0)
                axis, yaw = hips, yaw + 180.0
                keys.append(replace(keys[-1], at=now, yaw=yaw, axis=axis, place=place))
    return Motion(tuple(keys), tuple(key.at for key in keys), reps)


def _key(
    course: MotionScript, stations: Mapping[str, NamedPose], name: str, rep: int, shifts: int
) -> KeyPose:
    station = stations[name]
    pose = station.pose
    if course.alternate and rep % 2:
        pose = mirror_pose(pose, course.view)
    pose, body = settle_pose(shift_pose(pose, course.travel * shifts))
    return KeyPose(0.0, pose, body, air=station.air, lift=station.lift)
