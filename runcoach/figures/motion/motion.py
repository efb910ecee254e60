"""From key poses and a tempo to the body at any moment.

A cycle is one rep, or as many as it takes to be back where it began: two where the sides
alternate, more where the body travels and turns. Each stroke of the tempo moves to the pose
that it names.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from runcoach.figures.body.skeleton import Skeleton
from runcoach.figures.motion.interpolation import STEP, Ease, Key, mixed, settled
from runcoach.figures.pose.inverse_kinematics import solve
from runcoach.figures.pose.pose import Pose
from runcoach.figures.pose.sketch import Misdrawn
from runcoach.figures.pose.transforms import mirrored, shifted, turned

HOLD = "hold"
"""A stroke of this name stays in the pose that is reached."""
TURNING = 0.4
"""The share of a stroke in which the body turns about at the end of its way."""
CHANGE_S = 2.5
"""How long a hold takes to change its pose, in seconds."""


class Motion(Struct, frozen=True):
    """What the body does over one cycle; keys[0] is at 0 and equals the last."""

    keys: tuple[Key, ...]
    times: tuple[float, ...]
    reps: int = 1
    once: bool = False

    @property
    def period(self) -> float:
        """Seconds in a cycle; 0 for a still pose."""
        return self.times[-1]

    def at(self, seconds: float) -> Skeleton:
        """The body at a moment, counted from the start of the first rep."""
        if self.period <= 0.0:
            return self.keys[0].skeleton
        moment = min(seconds, self.period) if self.once else seconds % self.period
        number = min(bisect_right(self.times, moment), len(self.keys) - 1)
        before, after = self.keys[number - 1], self.keys[number]
        share = (moment - before.at) / (after.at - before.at) if after.at > before.at else 1.0
        return moved(before, after, share)


def ease_between(before: Key, after: Key) -> Ease:
    """Rest to rest eases at both ends; a pose passed through is passed at speed."""
    if before.through and after.through:
        return Ease.EVEN
    if after.through:
        return Ease.IN
    return Ease.OUT if before.through else Ease.BOTH


def moved(before: Key, after: Key, share: float) -> Skeleton:
    """The body at a share of the time between two keys."""
    if before.pose == after.pose:
        body = before.skeleton
    else:
        flying = before.air or after.air
        rise = ease_between(before, after).at(share)
        body = solve(mixed(before, after, share if flying else rise, rise))
    yaw = before.yaw + (after.yaw - before.yaw) * Ease.BOTH.at(share)
    if yaw == 0.0 and after.axis == after.place:
        return body
    return turned(body, yaw, after.axis, after.place)


class Station(Struct, frozen=True):
    """A named pose of a figure and how the body comes to it."""

    pose: Pose
    air: bool = False
    lift: float = STEP


class Course(Struct, frozen=True):
    """How the strokes follow each other.

    Attributes:
        strokes: pose names and seconds of one rep.
        via: for a pose, the poses passed on the way to it, each with its share of the stroke.
        alternate: each second rep is mirrored.
        travel: how far a rep brings the body, in body heights.
        turn_after: the body turns about after so many reps.
        view: where it is seen from, in degrees.
        once: the strokes are not repeated; the last pose stays.
    """

    strokes: tuple[tuple[str, float], ...]
    via: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = ()
    alternate: bool = False
    travel: float = 0.0
    turn_after: int = 0
    view: float = 0.0
    once: bool = False


def motion(course: Course, stations: Mapping[str, Station]) -> Motion:
    """The keys of a whole cycle.

    Raises:
        Misdrawn: a stroke names a pose that there is none of.
    """
    via = dict(course.via)
    named = [name for name, _ in course.strokes if name != HOLD]
    for name in [*named, *(step for steps in via.values() for step, _ in steps)]:
        if name not in stations:
            raise Misdrawn(f"pose.{name}", "missing, though the tempo or a way names it")
    if not named:
        raise Misdrawn("pose", "expected a stroke that names a pose")
    if course.once:
        return _once(course, stations)
    return _once(course, stations) if course.once else _cycle(course, stations)


def _once(course: Course, stations: Mapping[str, Station]) -> Motion:
    keys: list[Key] = []
    now = 0.0
    for name, seconds in course.strokes:
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


def _cycle(course: Course, stations: Mapping[str, Station]) -> Motion:
    reps = 2 * course.turn_after if course.turn_after else 2 if course.alternate else 1
    names = [name for name, _ in course.strokes]
    last = max(number for number, name in enumerate(names) if name != HOLD)
    keys = [_key(course, stations, names[last], reps - 1, 0)]
    now, yaw, axis, place = 0.0, 0.0, 0.0, 0.0
    for rep in range(reps):
        for number, (name, seconds) in enumerate(course.strokes):
            if name == HOLD:
                now += seconds
                keys.append(replace(keys[-1], at=now, through=False))
                continue
            turns = course.turn_after and number == last and not (rep + 1) % course.turn_after
            way = seconds * (1.0 - TURNING) if turns else seconds
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
                here = keys[-1].skeleton.hips[0]
                place = place + (here - axis) * (1.0 if yaw == 0.0 else -1.0)
                axis, yaw = here, yaw + 180.0
                keys.append(replace(keys[-1], at=now, yaw=yaw, axis=axis, place=place))
    return Motion(tuple(keys), tuple(key.at for key in keys), reps)


def _key(course: Course, stations: Mapping[str, Station], name: str, rep: int, shifts: int) -> Key:
    station = stations[name]
    pose = station.pose
    if course.alternate and rep % 2:
        pose = mirrored(pose, course.view)
    pose, body = settled(shifted(pose, course.travel * shifts))
    return Key(0.0, pose, body, air=station.air, lift=station.lift)
