"""The schema of an exercise file: the keys of its tables, and their types and bounds."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta

from runcoach.core.model.body import BodyNeed
from runcoach.core.model.exercise import Kind, Pattern, Position, Sides, Use

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, Meta(pattern=ID_PATTERN)]
Text = Annotated[str, Meta(min_length=1)]
# The upper bounds only catch typing errors that would hang the app.
Above0 = Annotated[int, Meta(gt=0, le=3600)]
From0 = Annotated[int, Meta(ge=0, le=3600)]
Seconds = Annotated[float, Meta(gt=0, le=3600)]


class FileName(msgspec.Struct, forbid_unknown_fields=True, rename={"id": "file name"}):
    """A file's name without its suffix, which is the id of its content."""

    id: Id


class DoseTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`dose`: start and target in reps or seconds; an interval has `seconds`."""

    start: Above0 | None = None
    target: Above0 | None = None
    by: Above0 | None = None
    seconds: Above0 | None = None


class CueTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A cue with its moment: `{ text = "Change direction", at = "half" }`."""

    text: Text
    at: Annotated[int, Meta(gt=0, le=3600)] | Literal["half", "last-five"]


Cue: TypeAlias = Text | CueTable


class CuesTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`cues`, by when they help."""

    setup: tuple[Cue, ...] = ()
    movement: tuple[Cue, ...] = ()
    faults: tuple[Cue, ...] = ()
    breathing: tuple[Cue, ...] = ()


class MusclesTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`muscles`: those that do the work, and those that assist."""

    main: tuple[Text, ...]
    help: tuple[Text, ...] = ()


class TierTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One tier, merged over the top of its file."""

    name: Text
    kind: Kind
    dose: DoseTable
    variant: Id | None = None
    sides: Sides = Sides.BOTH
    sets: Above0 = 2
    rest_s: From0 = 45
    tempo: tuple[tuple[Text, Seconds], ...] = ()
    position: Position = Position.STANDING
    equipment: tuple[Text, ...] = ()
    stand_in: str = ""
    cues: CuesTable = CuesTable()
    muscles: MusclesTable = MusclesTable(main=())
    areas: tuple[Text, ...] = ()
    not_for: tuple[BodyNeed, ...] = ()
    side_means: str = ""
    garmin: tuple[Text, Text] | None = None
    landings: From0 = 0
    loaded: bool = False
    figure: dict[str, Any] = {}  # checked by `figure_table`


class ExerciseHeadTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The keys of the exercise as a whole, not of its tiers."""

    pattern: Pattern
    use: Use = Use.MAIN
    benefit: str = ""
    benefit_source: str = "practice"
    list_number: Annotated[int, Meta(ge=1, le=19)] | None = None
    formerly: tuple[Id, ...] = ()
    one_sided: bool = False
    power: bool = False
    pulse: bool = False
    leads_to: tuple[Text, ...] = ()
