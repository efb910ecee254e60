"""The coloured patches on the limbs for each name of a muscle."""

from __future__ import annotations

from typing import NamedTuple


class MusclePatch(NamedTuple):
    """A tapered patch of colour along a bone.

    Attributes:
        bone: thigh, shin, upper arm, forearm, loin (hips to waist) or ribs (waist to shoulders).
        start: where along the bone it begins, as a fraction of its length.
        start_r: its half width at the start, in body heights.
        end: where it ends, as a fraction.
        end_r: its half width at the end.
        front: its offset to the front of the bone (negative: behind).
        out: its offset away from the middle of the body.
    """

    bone: str
    start: float
    start_r: float
    end: float
    end_r: float
    front: float = 0.0
    out: float = 0.0


MUSCLES: dict[str, tuple[MusclePatch, ...]] = {
    "quads": (MusclePatch("thigh", 0.1, 0.042, 0.94, 0.03, front=0.018),),
    "hamstrings": (MusclePatch("thigh", 0.2, 0.036, 0.9, 0.026, front=-0.02),),
    "glutes": (MusclePatch("thigh", -0.12, 0.046, 0.16, 0.044, front=-0.026),),
    "hip flexors": (MusclePatch("thigh", -0.14, 0.03, 0.3, 0.03, front=0.03),),
    "adductors": (MusclePatch("thigh", 0.08, 0.03, 0.75, 0.022, out=-0.026),),
    "abductors": (MusclePatch("thigh", -0.1, 0.036, 0.25, 0.03, out=0.026),),
    "calves": (MusclePatch("shin", 0.06, 0.028, 0.62, 0.022, front=-0.016),),
    "soleus": (MusclePatch("shin", 0.3, 0.028, 0.85, 0.018, front=-0.014),),
    "tibialis": (MusclePatch("shin", 0.08, 0.022, 0.85, 0.016, front=0.018),),
    "core": (
        MusclePatch("loin", 0.1, 0.036, 1.0, 0.036, front=0.026),
        MusclePatch("ribs", 0.0, 0.036, 0.4, 0.034, front=0.028),
    ),
    "obliques": (
        MusclePatch("loin", 0.25, 0.036, 1.0, 0.036, out=0.034),
        MusclePatch("ribs", 0.0, 0.036, 0.5, 0.036, out=0.036),
    ),
    "lower back": (
        MusclePatch("loin", 0.1, 0.032, 1.0, 0.032, front=-0.034),
        MusclePatch("ribs", 0.0, 0.032, 0.35, 0.032, front=-0.034),
    ),
    "upper back": (MusclePatch("ribs", 0.45, 0.032, 0.98, 0.034, front=-0.03),),
    "lats": (MusclePatch("ribs", 0.1, 0.03, 0.75, 0.036, front=-0.022, out=0.03),),
    "chest": (MusclePatch("ribs", 0.6, 0.034, 0.86, 0.034, front=0.03, out=0.026),),
    "shoulders": (MusclePatch("upper arm", -0.05, 0.04, 0.36, 0.032),),
    "triceps": (MusclePatch("upper arm", 0.3, 0.026, 0.95, 0.022, front=-0.01),),
    "biceps": (MusclePatch("upper arm", 0.3, 0.024, 0.9, 0.02, front=0.01),),
    "forearms": (MusclePatch("forearm", 0.0, 0.027, 0.9, 0.02),),
    "ankles": (MusclePatch("shin", 0.8, 0.026, 1.0, 0.024),),
    "mid back": (MusclePatch("ribs", 0.0, 0.032, 0.6, 0.034, front=-0.036),),
    "feet": (MusclePatch("shin", 0.9, 0.024, 1.08, 0.026),),
    "neck": (MusclePatch("ribs", 1.0, 0.034, 1.25, 0.03),),
}
MUSCLE_ALIASES: dict[str, tuple[str, ...]] = {
    "back": ("upper back", "lower back"),
    "hips": ("glutes", "hip flexors"),
    "legs": ("quads", "hamstrings", "calves"),
    "arms": ("triceps", "biceps"),
    "traps": ("upper back",),
    "trapezius": ("upper back",),
    "rhomboids": ("upper back",),
    "erector spinae": ("lower back",),
    "deltoids": ("shoulders",),
    "pectorals": ("chest",),
    "abs": ("core",),
    "shins": ("tibialis",),
}


def muscle_patches(names: tuple[str, ...]) -> tuple[MusclePatch, ...]:
    """Return the patches for the names of muscles; a name without a place on the body has none."""
    return tuple(
        patch
        for name in names
        for single in MUSCLE_ALIASES.get(name, (name,))
        for patch in MUSCLES.get(single, ())
    )
