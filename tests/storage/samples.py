"""Sample records, a clock that is set by hand, and data folders for tests."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

from msgspec.structs import replace

from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Role, Side
from runcoach.core.model.records import (
    Effort,
    Pain,
    PauseRecord,
    PlannedSet,
    SessionRecord,
    SetRecord,
    Source,
    Status,
)
from runcoach.storage.data_folder import DataFolder, open_data_folder

PRAGUE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 24, 18, 2, tzinfo=PRAGUE)


class Wall:
    """A wall clock that is set by hand and advances by a second at each call."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def a_set(id: str, **changes: object) -> SetRecord:
    record = SetRecord(
        id=id,
        block="b1",
        exercise="side-plank",
        tier=TierName.STANDARD,
        variant="side-plank",
        role=Role.MAIN,
        set=1,
        side=Side.LEFT,
        unit=Unit.SECONDS,
        target=30,
        actual=30,
        name="Side plank",
        load_kg=2.25,
        effort=Effort.RIGHT,
        form_ok=True,
        source=Source.TIMED,
        seconds=30.1,
    )
    return replace(record, **changes)


def a_record(id: str = "one", at: datetime = NOW, **changes: object) -> SessionRecord:
    record = SessionRecord(
        id=id,
        started_at=at.isoformat(),
        finished_at=(at + timedelta(minutes=15)).isoformat(),
        status=Status.COMPLETED,
        title="Core 15",
        note="felt strong",
        pauses=(PauseRecord(30.0, 4.5),),
        sets=(
            a_set(f"{id}:a"),
            a_set(f"{id}:b", side=Side.RIGHT, pain=Pain("knee", Side.RIGHT, 2)),
        ),
        planned=(
            PlannedSet(
                "b1", "side-plank", TierName.STANDARD, "side-plank", 1, Side.LEFT, Unit.SECONDS, 30
            ),
        ),
        active_s=900,
    )
    return replace(record, **changes)


def open_test_folder(folder: Path, wall: Wall | None = None, **options: object) -> DataFolder:
    return open_data_folder(folder, wall=wall or Wall(), **options)


def month_file(folder: Path, month: str = "2026-11") -> Path:
    return folder / "history" / f"{month}.json"
