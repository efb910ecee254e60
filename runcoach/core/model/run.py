"""Runs: what is kept of one run, from a file, told by hand, or expected by weekday."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from runcoach.core.model.dates import local_day

RunId = Annotated[str, Meta(min_length=1, max_length=80, description="an id")]
RunSeconds = Annotated[int, Meta(ge=1, le=1_000_000)]
"""Up to eleven days: longer than any race on foot that one file holds."""
Kilometres = Annotated[float, Meta(ge=0, le=1_000)]
Metres = Annotated[int, Meta(ge=0, le=50_000)]
BeatsPerMinute = Annotated[int, Meta(ge=20, le=260)]


class RunKind(StrEnum):
    """What a run was for the legs."""

    EASY = "easy"
    LONG = "long"
    HARD = "hard"
    RACE = "race"


class KindFrom(StrEnum):
    """Where the kind comes from: the person or the file, our judgement, or the weekday pattern."""

    TOLD = "told"
    JUDGED = "judged"
    PATTERN = "pattern"


class Run(Struct, frozen=True, kw_only=True):
    """One run. The start is ISO 8601 in the run's own local time with its offset."""

    id: RunId
    """A hash of its contents: the same run from the same file has the same id everywhere."""
    started_at: str
    seconds: RunSeconds
    """Time in motion, without pauses."""
    km: Kilometres = 0.0
    """0 where the distance is unknown."""
    ascent_m: Metres | None = None
    heart_rate: BeatsPerMinute | None = None
    """The average, in beats a minute."""
    kind: RunKind = RunKind.EASY
    kind_from: KindFrom = KindFrom.JUDGED
    source: Annotated[str, Meta(max_length=40)] = "told"
    """`fit`, `tcx`, `gpx`, a table such as `strava`, or `told` for one entered by hand."""
    note: Annotated[str, Meta(max_length=10_000)] = ""
    elapsed_s: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    """From start to end, pauses included; 0 where unknown."""
    highest_heart_rate: BeatsPerMinute | None = None
    intervals: bool = False
    """Whether its file marks intervals."""
    edited_at: str = ""
    deleted_at: str | None = None
    schema: int = 1

    @property
    def deleted(self) -> bool:
        """Whether it is in the trash."""
        return self.deleted_at is not None

    @property
    def day(self) -> date:
        """Its calendar day, in its own offset."""
        return local_day(self.started_at)

    @property
    def pace(self) -> float | None:
        """Seconds a kilometre; None where the distance is unknown."""
        return self.seconds / self.km if self.km else None


class RunCounts(Struct, frozen=True):
    """How many runs were added, and how many were there already."""

    added: int
    known: int


def format_pace(run: Run) -> str:
    """Minutes and seconds a kilometre, `5:24`; empty where the distance is unknown."""
    if run.pace is None or run.pace >= 3600:
        return ""
    minutes, seconds = divmod(round(run.pace), 60)
    return f"{minutes}:{seconds:02}"
