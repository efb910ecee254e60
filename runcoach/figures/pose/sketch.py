"""A pose as a person writes it: only what matters, and by the words of the mat."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import fields, replace

Point = tuple[float, ...]
"""Across the picture and up; a third number is the depth (of one limb) or half the gap (of two)."""


class Misdrawn(ValueError):
    """A sketch that says too little or too much; names the key and what was expected."""

    def __init__(self, key: str, expected: str):
        super().__init__(f"{key}: {expected}")
        self.key = key
        self.expected = expected


class Sketch(Struct, frozen=True):
    """One pose, or what all poses of a figure share. Nothing said is None.

    The near limbs are the ones towards the viewer of the side view: the right ones, and those
    that work where one side does. In the front view they are at the picture's left.

    Attributes:
        hips: where they are; left out, they follow from a resting leg and its `legs` angles.
        lean, tilt, turn: how the trunk lies, in degrees: forward, to the near side, to the viewer.
        bend, side_bend, twist: the ribs over the pelvis, in degrees.
        nod, look: the head against the ribs: down, to the near side; it finds its own nod.
        arms, legs: flex, bend, spread and roll of free limbs, in degrees.
        hands: where they rest, or a place by name (see PLACES).
        elbows, feet, ankles, knees: where they rest: feet flat under the ankle named.
        heel, toe: how far a resting foot is lifted at that end, in degrees.
        forearm, shins: where these point on the floor, or how far up, in degrees.
        shins_aside: shins of resting knees turned from backwards to the near side, in degrees.
        fingers: where the fingers of a resting hand point, in degrees over forward.
        elbows_out, knees_out, feet_out: turned away from the middle, in degrees.
        point: how far free feet are stretched, in degrees.
        air: neither foot is on anything, whatever the other poses say.
        lift: how high a foot that steps here is lifted on its way.
    """

    hips: Point | None = None
    lean: float | None = None
    tilt: float | None = None
    turn: float | None = None
    bend: float | None = None
    side_bend: float | None = None
    twist: float | None = None
    nod: float | None = None
    look: float | None = None
    arms: Point | None = None
    near_arm: Point | None = None
    far_arm: Point | None = None
    hands: Point | str | None = None
    near_hand: Point | str | None = None
    far_hand: Point | str | None = None
    elbows: Point | None = None
    near_elbow: Point | None = None
    far_elbow: Point | None = None
    legs: Point | None = None
    near_leg: Point | None = None
    far_leg: Point | None = None
    feet: Point | None = None
    near_foot: Point | None = None
    far_foot: Point | None = None
    ankles: Point | None = None
    near_ankle: Point | None = None
    far_ankle: Point | None = None
    knees: Point | None = None
    near_knee: Point | None = None
    far_knee: Point | None = None
    heel: float | None = None
    near_heel: float | None = None
    far_heel: float | None = None
    toe: float | None = None
    near_toe: float | None = None
    far_toe: float | None = None
    forearm: float | None = None
    shins: float | None = None
    shins_aside: float | None = None
    fingers: float | None = None
    elbows_out: float | None = None
    knees_out: float | None = None
    near_knee_out: float | None = None
    far_knee_out: float | None = None
    feet_out: float | None = None
    point: float | None = None
    air: bool | None = None
    lift: float | None = None


PAIRS = {
    "hand": ("near_hand", "far_hand", "hands"),
    "elbow": ("near_elbow", "far_elbow", "elbows"),
    "arm": ("near_arm", "far_arm", "arms"),
    "foot": ("near_foot", "far_foot", "feet"),
    "ankle": ("near_ankle", "far_ankle", "ankles"),
    "knee": ("near_knee", "far_knee", "knees"),
    "leg": ("near_leg", "far_leg", "legs"),
    "heel": ("near_heel", "far_heel", "heel"),
    "toe": ("near_toe", "far_toe", "toe"),
}


def over(shared: Sketch, own: Sketch) -> Sketch:
    """A pose's own sketch over what all poses share, limb by limb.

    What a pose says of an arm replaces all that is shared about that arm. A leg's angles go
    together with where its foot rests, for then they say where the hips are.
    """
    said = {f.name: v for f in fields(own) if (v := getattr(own, f.name)) is not None}
    quiet = {f.name: v for f in fields(shared) if (v := getattr(shared, f.name)) is not None}
    arms, rests = ("hand", "elbow", "arm"), ("foot", "ankle", "knee")
    for group in (arms, rests, ("leg",), ("heel",), ("toe",)):
        names = [PAIRS[part] for part in group]
        for side in (0, 1):
            if any(name[side] in said or name[2] in said for name in names):
                for name in names:
                    both = quiet.pop(name[2], None)
                    if both is not None:
                        quiet.setdefault(name[1 - side], both)
                    quiet.pop(name[side], None)
    if "air" in said:
        for key in (key for part in rests for key in PAIRS[part]):
            quiet.pop(key, None)
    return replace(Sketch(), **(quiet | said))
