"""Which part of which limb a muscle's name colours."""

from __future__ import annotations

from typing import NamedTuple


class Patch(NamedTuple):
    """A tapered patch along a bone.

    Attributes:
        bone: thigh, shin, upper arm, forearm, loin (hips to waist) or ribs (waist to shoulders).
        start: where along the bone it begins, as a share of it.
        start_r: its half width there, in body heights.
        end: where it ends.
        end_r: its half width there.
        front: how far it lies before the bone (behind: negative).
        out: how far it lies away from the body's middle.
        main: a main muscle, not one that helps.
    """

    bone: str
    start: float
    start_r: float
    end: float
    end_r: float
    front: float = 0.0
    out: float = 0.0
    main: bool = True


MUSCLES: dict[str, tuple[Patch, ...]] = {
    "quads": (Patch("thigh", 0.1, 0.042, 0.94, 0.03, front=0.018),),
    "hamstrings": (Patch("thigh", 0.2, 0.036, 0.9, 0.026, front=-0.02),),
    "glutes": (Patch("thigh", -0.12, 0.046, 0.16, 0.044, front=-0.026),),
    "hip flexors": (Patch("thigh", -0.14, 0.03, 0.3, 0.03, front=0.03),),
    "adductors": (Patch("thigh", 0.08, 0.03, 0.75, 0.022, out=-0.026),),
    "abductors": (Patch("thigh", -0.1, 0.036, 0.25, 0.03, out=0.026),),
    "calves": (Patch("shin", 0.06, 0.028, 0.62, 0.022, front=-0.016),),
    "soleus": (Patch("shin", 0.3, 0.028, 0.85, 0.018, front=-0.014),),
    "tibialis": (Patch("shin", 0.08, 0.022, 0.85, 0.016, front=0.018),),
    "core": (
        Patch("loin", 0.1, 0.036, 1.0, 0.036, front=0.026),
        Patch("ribs", 0.0, 0.036, 0.4, 0.034, front=0.028),
    ),
    "obliques": (
        Patch("loin", 0.25, 0.036, 1.0, 0.036, out=0.034),
        Patch("ribs", 0.0, 0.036, 0.5, 0.036, out=0.036),
    ),
    "lower back": (
        Patch("loin", 0.1, 0.032, 1.0, 0.032, front=-0.034),
        Patch("ribs", 0.0, 0.032, 0.35, 0.032, front=-0.034),
    ),
    "upper back": (Patch("ribs", 0.45, 0.032, 0.98, 0.034, front=-0.03),),
    "lats": (Patch("ribs", 0.1, 0.03, 0.75, 0.036, front=-0.022, out=0.03),),
    "chest": (Patch("ribs", 0.6, 0.034, 0.86, 0.034, front=0.03, out=0.026),),
    "shoulders": (Patch("upper arm", -0.05, 0.04, 0.36, 0.032),),
    "triceps": (Patch("upper arm", 0.3, 0.026, 0.95, 0.022, front=-0.01),),
    "biceps": (Patch("upper arm", 0.3, 0.024, 0.9, 0.02, front=0.01),),
    "forearms": (Patch("forearm", 0.0, 0.027, 0.9, 0.02),),
    "ankles": (Patch("shin", 0.8, 0.026, 1.0, 0.024),),
    "mid back": (Patch("ribs", 0.0, 0.032, 0.6, 0.034, front=-0.036),),
    "feet": (Patch("shin", 0.9, 0.024, 1.08, 0.026),),
    "neck": (Patch("ribs", 1.0, 0.034, 1.25, 0.03),),
}
ALSO_CALLED: dict[str, tuple[str, ...]] = {
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


def patches(main: tuple[str, ...], helping: tuple[str, ...]) -> tuple[Patch, ...]:
    """The patches for the muscles of an exercise, the main ones over those that help."""
    found: list[Patch] = []
    for names, is_main in ((helping, False), (main, True)):
        for name in names:
            for single in ALSO_CALLED.get(name, (name,)):
                found.extend(p._replace(main=is_main) for p in MUSCLES.get(single, ()))
    return tuple(found)
