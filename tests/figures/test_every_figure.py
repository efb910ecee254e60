"""Invariants of every figure in the catalogue, at every moment."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest

from runcoach.core.model.exercise import Sides
from runcoach.figures.body import skeleton as lengths
from runcoach.figures.body.muscles import MUSCLE_ALIASES, MUSCLES
from runcoach.figures.body.skeleton import Arm, Leg, Skeleton
from runcoach.figures.drawing.cells import CellRole
from runcoach.figures.drawing.flesh import body_shapes as flesh
from runcoach.figures.drawing.props import solid_rectangles
from runcoach.figures.drawing.raster import Shape, Taper
from runcoach.figures.figure import Figure, draw_stills, frame_figure
from runcoach.figures.geometry import Vec, dot, length, lerp, minus, unit
from runcoach.figures.motion.interpolation import KeyPose
from runcoach.figures.motion.motion import skeleton_between
from runcoach.figures.pose.pose import Contact, Limb
from tests.built_in import built_in_catalogue
from tests.figures.catalogue_figures import frames_of, load_figures, skeletons_of

VARIANTS = sorted(
    tier.variant for exercise in built_in_catalogue().exercises.values() for tier in exercise.tiers
)
PROPS = {CellRole.MAT, CellRole.PROP, CellRole.PROP_SHADE, CellRole.LOAD, CellRole.GROUND}
EACH = pytest.mark.parametrize("variant", VARIANTS)


@pytest.fixture(scope="module", autouse=True)
def each_moment_once() -> Iterator[None]:
    """The shapes of a moment are the same at every size and on both sides: compute them once."""
    shapes = Figure.shapes
    seen: dict[tuple[int, float], list[Shape]] = {}

    def at(figure: Figure, seconds: float) -> list[Shape]:
        key = (id(figure), seconds)  # Figures live as long as the tests run, so ids are unique.
        if key not in seen:
            seen[key] = shapes(figure, seconds)
        return seen[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Figure, "shapes", at)
        yield


def bend_of(joints: Arm | Leg) -> float:
    """The bend of an elbow or knee in degrees; 0 is straight, negative hyperextended."""
    if isinstance(joints, Arm):
        upper, lower = minus(joints.elbow, joints.shoulder), minus(joints.wrist, joints.elbow)
    else:
        upper, lower = minus(joints.knee, joints.hip), minus(joints.ankle, joints.knee)
    upper, lower = unit(upper), unit(lower)
    angle = math.degrees(math.acos(max(-1.0, min(1.0, dot(upper, lower)))))
    return angle if dot(lower, joints.fold) > -1e-6 else -angle


def joints(body: Skeleton) -> dict[str, Vec]:
    named = {"hips": body.hips, "waist": body.waist, "chest": body.chest, "head": body.head}
    for side, arm, leg in (
        ("near", body.near_arm, body.near_leg),
        ("far", body.far_arm, body.far_leg),
    ):
        for part in ("shoulder", "elbow", "wrist", "fingers"):
            named[f"{side} {part}"] = getattr(arm, part)
        for part in ("hip", "knee", "ankle", "heel", "ball", "toes"):
            named[f"{side} {part}"] = getattr(leg, part)
    return named


BONES = {
    ("hips", "waist"): lengths.LOIN,
    ("waist", "chest"): lengths.RIBS,
    ("chest", "head"): lengths.NECK,
} | {
    (f"{side} {start}", f"{side} {end}"): size
    for side in ("near", "far")
    for start, end, size in (
        ("shoulder", "elbow", lengths.UPPER_ARM),
        ("elbow", "wrist", lengths.FOREARM),
        ("wrist", "fingers", lengths.HAND),
        ("hip", "knee", lengths.THIGH),
        ("knee", "ankle", lengths.SHIN),
        ("heel", "ball", lengths.FOOT),
        ("ankle", "ball", math.hypot(lengths.INSTEP, lengths.ANKLE)),
    )
}


@EACH
def test_limb_lengths_never_change(variant: str) -> None:
    for _, body in skeletons_of(variant):
        named = joints(body)
        for (start, end), size in BONES.items():
            assert length(minus(named[start], named[end])) == pytest.approx(size, abs=1e-6)
        for part, half in (("hip", lengths.HIP_HALF), ("shoulder", lengths.SHOULDER_HALF)):
            across = length(minus(named[f"near {part}"], named[f"far {part}"]))
            assert across == pytest.approx(2 * half, abs=1e-6)


def contact(limb: Limb, joint: Arm | Leg) -> Vec:
    part = {
        Contact.WRIST: "wrist",
        Contact.ELBOW: "elbow",
        Contact.BALL: "ball",
        Contact.HEEL: "heel",
    }
    place = getattr(joint, part.get(limb.contact, limb.contact.value))
    assert isinstance(place, tuple)
    return place


LIMBS = ("near_arm", "far_arm", "near_leg", "far_leg")


@EACH
def test_contacts_stay_in_place(variant: str) -> None:
    keys = load_figures()[variant].figure.motion.keys
    for key in keys:
        for name in LIMBS:
            limb = getattr(key.pose, name)
            if limb.contact is not Contact.NOTHING:
                at = contact(limb, getattr(key.skeleton, name))
                assert length(minus(at, limb.point)) < 0.01, (name, limb)
    for before, after in pairwise(keys):
        for name in LIMBS:
            limb, then = getattr(before.pose, name), getattr(after.pose, name)
            if limb.contact is Contact.NOTHING or before.yaw != after.yaw:
                continue
            if limb.contact is not then.contact or length(minus(limb.point, then.point)) > 0.004:
                continue
            places = [
                contact(limb, getattr(skeleton_between(before, after, share / 8), name))
                for share in range(9)
            ]
            for place in places:
                assert length(minus(place, places[0])) < 0.01, name


@EACH
def test_nothing_passes_through_the_floor(variant: str) -> None:
    figure = load_figures()[variant].figure
    for moment, body in skeletons_of(variant):
        for name, (_, height, _) in joints(body).items():
            assert height > -0.002, (moment, name)
        for shape in flesh(body, figure.camera, figure.patches, 1.0):
            if isinstance(shape, Taper) and shape.role not in PROPS:
                lowest = min(shape.y0 - shape.r0, shape.y1 - shape.r1)
                assert lowest > -0.025, (moment, shape)


@EACH
def test_nothing_passes_through_a_prop(variant: str) -> None:
    figure = load_figures()[variant].figure
    walls = [solid for prop in figure.props for solid in solid_rectangles(prop)]
    if not walls:
        return
    for moment, body in skeletons_of(variant):
        named = joints(body)
        for start, end in BONES:
            for part in range(5):
                x, y, _ = lerp(named[start], named[end], part / 4)
                for left, bottom, right, top in walls:
                    inside = left + 0.012 < x < right - 0.012 and bottom < y < top - 0.012
                    assert not inside, (moment, start, end, (round(x, 3), round(y, 3)))


@EACH
def test_joints_stay_within_human_range(variant: str) -> None:
    for moment, body in skeletons_of(variant):
        for leg in (body.near_leg, body.far_leg):
            assert -0.5 <= bend_of(leg) <= 155, (moment, "knee")
        for arm in (body.near_arm, body.far_arm):
            assert -0.5 <= bend_of(arm) <= 155, (moment, "elbow")
        spine = math.degrees(math.acos(min(1.0, dot(body.pelvis.up, body.ribs.up))))
        assert spine <= 40, (moment, "spine")
        assert dot(body.pelvis.near, body.ribs.near) > math.cos(math.radians(50)), moment


HIP_FLEX, HIP_SPREAD = (-45.0, 165.0), (-35.0, 75.0)
"""In degrees against the pelvis; in a crouch the lower back gives a part, counted to the hip."""
ANKLE_ANGLE = (44.0, 172.0)
"""Between sole and shin, in degrees: 90 is square, less is drawn up."""
SIDEWAYS = 60.0
"""A limb this far to the side has no flexion that could be told from rotation, in degrees."""


@EACH
def test_hips_ankles_wrists_and_neck_stay_within_human_range(variant: str) -> None:
    for moment, body in skeletons_of(variant):
        for leg, side in ((body.near_leg, 1.0), (body.far_leg, -1.0)):
            flex, spread = lengths.flex_and_spread(
                body.pelvis, side, unit(minus(leg.knee, leg.hip))
            )
            assert HIP_SPREAD[0] <= spread <= HIP_SPREAD[1], (moment, "hip", spread)
            if abs(spread) < SIDEWAYS:
                assert HIP_FLEX[0] <= flex <= HIP_FLEX[1], (moment, "hip", flex)
            ankle = between(minus(leg.knee, leg.ankle), minus(leg.ball, leg.heel))
            assert ANKLE_ANGLE[0] <= ankle <= ANKLE_ANGLE[1], (moment, "ankle", ankle)
        for arm in (body.near_arm, body.far_arm):
            assert between(minus(arm.wrist, arm.elbow), minus(arm.fingers, arm.wrist)) <= 100
        assert between(minus(body.head, body.chest), body.ribs.up) <= 50, (moment, "neck")


def between(one: Vec, two: Vec) -> float:
    return math.degrees(math.acos(max(-1.0, min(1.0, dot(unit(one), unit(two))))))


@EACH
def test_a_cycle_ends_where_it_began(variant: str) -> None:
    motion = load_figures()[variant].figure.motion
    if motion.once:
        return
    first, last = joints(motion.at(0.0)), joints(motion.at(motion.period - 1e-9))
    for name, place in first.items():
        assert length(minus(place, last[name])) < 0.002, name


@EACH
def test_no_joint_leaps(variant: str) -> None:
    """Between two frames at 40 a second, and from one tempo phase to the next."""
    motion = load_figures()[variant].figure.motion
    frames = [(step / 40, motion.at(step / 40)) for step in range(round(motion.period * 40) + 1)]
    pairs = [(at, before, after, 0.22) for (at, before), (_, after) in pairwise(frames)]
    pairs += [
        (key.at, motion.at(max(0.0, key.at - 1e-5)), motion.at(key.at + 1e-5), 0.002)
        for key in motion.keys
        if key.at
    ]
    for at, before, after, most in pairs:
        for name in ("head", "waist"):
            assert length(minus(getattr(before, name), getattr(after, name))) < most, at
        for limb in LIMBS:
            one, two = getattr(before, limb), getattr(after, limb)
            for start, end in zip(one[:-1], two[:-1], strict=True):
                assert length(minus(start, end)) < most, (at, limb)


def lowest(body: Skeleton, leg: str) -> float:
    foot: Leg = getattr(body, leg)
    return min(foot.heel[1], foot.ball[1], foot.toes[1])


@EACH
def test_both_feet_leave_the_floor_in_a_jump_and_only_there(variant: str) -> None:
    drawn = load_figures()[variant]
    airborne = any(
        min(lowest(body, "near_leg"), lowest(body, "far_leg")) > 0.03
        and all(getattr(body, arm).wrist[1] > 0.05 for arm in ("near_arm", "far_arm"))
        for _, body in skeletons_of(variant)
    )
    standing = drawn.tier.position.value == "standing" and not drawn.figure.props
    if drawn.tier.landings:
        assert airborne
    elif standing:
        assert not airborne


@EACH
@pytest.mark.parametrize("size", [(40, 18), (17, 7)])
def test_right_mirrors_left_exactly(variant: str, size: tuple[int, int]) -> None:
    figure = load_figures()[variant].figure
    left, right = frame_figure(figure, *size, "left"), frame_figure(figure, *size, "right")
    swap = str.maketrans("▘▝▖▗▌▐▛▜▙▟▞▚", "▝▘▗▖▐▌▜▛▟▙▚▞")
    for moment in (0.0, figure.period * 0.3):
        # The ground's row has words, which read the same on both sides.
        for one, two in zip(left.frame(moment)[:-1], right.frame(moment)[:-1], strict=True):
            cells = [(c, ink, behind) for text, ink, behind in one for c in text]
            others = [(c, ink, behind) for text, ink, behind in two for c in text]
            assert len(cells) == size[0]
            turned = [(c.translate(swap), ink, behind) for c, ink, behind in reversed(others)]
            assert cells == turned


def silhouettes(variant: str) -> list[set[tuple[int, int]]]:
    return [
        {
            (x, y)
            for y, row in enumerate(frame[:-1])
            for x, character in enumerate("".join(text for text, _, _ in row))
            if character != " "
        }
        for frame in frames_of(variant)
    ]


def test_no_two_variants_look_alike_unless_declared() -> None:
    # One bit a cell, for speed: there are some ten thousand pairs.
    seen = {
        variant: [sum(1 << (y * 40 + x) for x, y in cells) for cells in silhouettes(variant)]
        for variant in VARIANTS
    }
    alike = []
    for one, two in combinations(VARIANTS, 2):
        declared = [load_figures()[v].table.get("shares", {}).get("variant") for v in (one, two)]
        root = {one: declared[0] or one, two: declared[1] or two}
        if root[one] == root[two]:
            continue
        differ = max((a ^ b).bit_count() for a, b in zip(seen[one], seen[two], strict=True))
        if differ < 0.05 * 40 * 18:
            alike.append((one, two, differ))
    assert not alike, "\n".join(map(str, alike))


def test_no_two_variants_have_equal_frames() -> None:
    """Not even two that are declared to share a look."""
    seen: dict[object, str] = {}
    for variant in VARIANTS:
        assert frames_of(variant) not in seen, (variant, seen[frames_of(variant)])
        seen[frames_of(variant)] = variant


@EACH
def test_a_resting_limb_has_no_colour(variant: str) -> None:
    drawn = load_figures()[variant]
    far = {CellRole.FAR_MUSCLE}
    inks = {ink for frame in frames_of(variant) for row in frame for _, ink, _ in row}
    if drawn.tier.sides is Sides.EACH and drawn.figure.view == 0.0:
        assert not inks & far


@EACH
def test_shared_looks_name_a_variant_and_a_reason(variant: str) -> None:
    shares = load_figures()[variant].table.get("shares")
    if shares:
        assert shares["variant"] in load_figures()
        assert shares["why"]


@EACH
def test_the_ground_does_not_move_and_frames_fit(variant: str) -> None:
    for frame in frames_of(variant):
        assert len(frame) == 18
        assert all(sum(len(text) for text, _, _ in row) == 40 for row in frame)
    grounds = {frame[-1][0][1:] for frame in frames_of(variant)}
    assert grounds == {(CellRole.GROUND, CellRole.NONE)}


@EACH
def test_the_movement_fills_its_frame(variant: str) -> None:
    seen = set().union(*silhouettes(variant))
    wide = max(x for x, _ in seen) - min(x for x, _ in seen) + 1
    high = 17 - min(y for _, y in seen)
    assert wide >= 37 or high >= 16


@EACH
def test_stills_show_two_poses_within_the_width(variant: str) -> None:
    for width in (40, 41):
        frame = draw_stills(load_figures()[variant].figure, width, 12)
        assert all(sum(len(text) for text, _, _ in row) == width for row in frame)


@EACH
def test_every_muscle_of_the_variant_has_a_place_on_the_body(variant: str) -> None:
    muscles = load_figures()[variant].tier.muscles
    own = load_figures()[variant].table.get("muscles", ())
    assert {*muscles.main, *muscles.help, *own} <= MUSCLES.keys() | MUSCLE_ALIASES.keys()


@EACH
def test_working_muscles_are_seen_in_colour(variant: str) -> None:
    coloured = max(
        sum(len(text) for row in frame for text, ink, _ in row if ink is CellRole.MUSCLE)
        for frame in frames_of(variant)
    )
    assert coloured >= 4


def test_every_variant_is_drawn() -> None:
    assert sorted(load_figures()) == VARIANTS


def test_a_key_is_reached_at_its_time() -> None:
    for drawn in load_figures().values():
        keys: tuple[KeyPose, ...] = drawn.figure.motion.keys
        assert [key.at for key in keys] == sorted(key.at for key in keys)
