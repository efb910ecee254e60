"""A pose as written in an exercise file: only the values that matter, under everyday names."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import fields, replace

SketchPoint = tuple[float, ...]
"""Across and up, in body heights; a third number is the depth (one limb) or half the gap (two)."""


class SketchError(ValueError):
    """A sketch with a missing or a wrong value; names the key and what was expected."""

    def __init__(self, key: str, expected: str):
        super().__init__(f"{key}: {expected}")
        self.key = key
        self.expected = expected


class Sketch(Struct, frozen=True):
    """One pose, or what all poses of a figure share. None is a value left out.

    The near limbs are those towards the viewer in the side view: the right ones, and the working
    ones if one side works. In the front view they are at the left of the picture.

    Attributes:
        hips: their position; if left out, it follows from a leg in contact and its `legs` angles.
        lean, tilt, turn: the trunk, in degrees: forward, to the near side, towards the viewer.
        bend, side_bend, twist: the ribs against the pelvis, in degrees.
        nod, look: the head against the ribs, in degrees: down (computed if None), to the near side.
        arms, legs: flex, bend, spread and roll of free limbs, in degrees.
        hands: where they touch, or a named place (see `resolve.HAND_PLACES`).
        elbows, feet, ankles, knees: where they touch; feet are flat under the ankle at that point.
        heel, toe: how far a foot in contact is lifted at that end, in degrees.
        forearm, shins: the direction on the floor of forearms, how far shins point up, in degrees.
        shins_aside: how far the shins of knees in contact turn to the near side, in degrees.
        fingers: the direction of the fingers of a hand in contact, in degrees above forward.
        elbows_out, knees_out, feet_out: turned outwards, in degrees.
        point: how far free feet are pointed, in degrees.
        air: neither foot touches anything, whatever the shared values say.
        lift: how high a foot is lifted when it steps to this pose, in body heights.
    """

    hips: SketchPoint | None = None
    lean: float | None = None
    tilt: float | None = None
    turn: float | None = None
    bend: float | None = None
    side_bend: float | None = None
    twist: float | None = None
    nod: float | None = None
    look: float | None = None
    arms: SketchPoint | None = None
    near_arm: SketchPoint | None = None
    far_arm: SketchPoint | None = None
    hands: SketchPoint | str | None = None
    near_hand: SketchPoint | str | None = None
    far_hand: SketchPoint | str | None = None
    elbows: SketchPoint | None = None
    near_elbow: SketchPoint | None = None
    far_elbow: SketchPoint | None = None
    legs: SketchPoint | None = None
    near_leg: SketchPoint | None = None
    far_leg: SketchPoint | None = None
    feet: SketchPoint | None = None
    near_foot: SketchPoint | None = None
    far_foot: SketchPoint | None = None
    ankles: SketchPoint | None = None
    near_ankle: SketchPoint | None = None
    far_ankle: SketchPoint | None = None
    knees: SketchPoint | None = None
    near_knee: SketchPoint | None = None
    far_knee: SketchPoint | None = None
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


PART_KEYS = {
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


def overlay_sketch(shared: Sketch, own: Sketch) -> Sketch:
    """Lay a pose's own sketch over the shared one, limb by limb.

    Any own value of an arm replaces all shared values of that arm. A leg's angles and the contact
    of its foot are independent: together they determine where the hips are.
    """
    values = {f.name: v for f in fields(own) if (v := getattr(own, f.name)) is not None}
    inherited = {f.name: v for f in fields(shared) if (v := getattr(shared, f.name)) is not None}
    arms, rests = ("hand", "elbow", "arm"), ("foot", "ankle", "knee")
    for group in (arms, rests, ("leg",), ("heel",), ("toe",)):
        names = [PART_KEYS[part] for part in group]
        for side in (0, 1):
            if any(name[side] in values or name[2] in values for name in names):
                for name in names:
                    both = inherited.pop(name[2], None)
                    if both is not None:
                        inherited.setdefault(name[1 - side], both)
                    inherited.pop(name[side], None)
    if "air" in values:
        for key in (key for part in rests for key in PART_KEYS[part]):
            inherited.pop(key, None)
    return replace(Sketch(), **(inherited | values))
