"""Settings of this device; the profile holds what concerns the person."""

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct


class Theme(StrEnum):
    """Colour themes, all safe for red-green colour blindness."""

    DARK = "dark"
    LIGHT = "light"
    CONTRAST = "contrast"


class WeightUnit(StrEnum):
    """Unit in which weights are displayed; they are stored in kilograms."""

    KG = "kg"
    LB = "lb"


class Pace(StrEnum):
    """Whether reps follow the person's own pace or the tempo, when not hands-free."""

    OWN = "own"
    TEMPO = "tempo"


class Settings(Struct, frozen=True):
    """The settings file. Unknown keys of the file survive an edit."""

    hands_free: bool = False
    pace: Pace = Pace.OWN
    count_in_s: Annotated[int, Meta(ge=0, le=60)] = 3
    rest_scale: Annotated[float, Meta(ge=0.1, le=10)] = 1.0
    sound: bool = True
    voice: bool = True
    volume: Annotated[int, Meta(ge=0, le=100)] = 80
    theme: Theme = Theme.DARK
    reduced_motion: bool = False
    weight_unit: WeightUnit = WeightUnit.KG
    distance_view: bool = False
    coach: Literal["ask", "quiet"] = "ask"
    """`ask` or `quiet`: whether proposals are displayed after a session."""
    heard: bool | None = None
    """Answer to "Heard it?"; None before the question was asked."""
    read_left: bool | None = None
    """Answer to "Can you read LEFT?"; None before the question was asked."""
    last_programme: str = ""
    """Id of the programme started last, offered first next time."""
    last_minutes: Annotated[int, Meta(ge=1, le=180)] | None = None
