"""Settings of this device, each with the sentence that explains it."""

from enum import StrEnum

from msgspec import Struct


class Theme(StrEnum):
    """All safe for red-green colour blindness."""

    DARK = "dark"
    LIGHT = "light"
    CONTRAST = "contrast"


class WeightUnit(StrEnum):
    """Weights are kept in kilograms; this is how they are shown."""

    KG = "kg"
    LB = "lb"


class Pace(StrEnum):
    """Who paces the reps when a session runs by hand."""

    OWN = "own"
    TEMPO = "tempo"


class Settings(Struct, frozen=True):
    """How this device behaves. Unknown keys of the file survive an edit."""

    hands_free: bool = False
    pace: Pace = Pace.OWN
    count_in_s: int = 3
    rest_scale: float = 1.0
    sound: bool = True
    voice: bool = True
    volume: int = 80
    theme: Theme = Theme.DARK
    reduced_motion: bool = False
    weight_unit: WeightUnit = WeightUnit.KG
    distance_view: bool = False
    coach: str = "ask"
    """`ask` or `quiet`: whether proposals are shown after a session."""
    heard: bool | None = None
    """The answer to "Heard it?"; None before it was asked."""
    read_left: bool | None = None
    """The answer to "Can you read LEFT?"; None before it was asked."""
    last_programme: str = ""
    """The programme started last, offered first next time."""
    last_minutes: int | None = None
