"""The body: areas that can hurt, and needs that rule exercises out."""

from enum import StrEnum

AREAS = (
    "foot", "ankle", "calf", "shin", "knee", "quad", "hamstring", "groin", "hip",
    "lower back", "upper back", "neck", "shoulder", "elbow", "wrist",
)  # fmt: skip
"""The areas that the pain question offers and that exercise files list as loaded."""


class BodyNeed(StrEnum):
    """A state of the body in which some exercises are left out: `not_for` in exercise files."""

    PREGNANT = "pregnant"
    GIVEN_BIRTH = "given-birth"
    FRAGILE_BONES = "fragile-bones"
    UNSTEADY = "unsteady"
    BONE_STRESS = "bone-stress"
    """A bone stress injury before, or missed periods, until a professional has looked."""
