"""A run made of a recording, within bounds; or the sentence that says why there is none."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from runcoach.core.model.run import KindFrom, Run, RunKind
from runcoach.core.model.validation import InvalidValueError, validate
from runcoach.interchange.recordings.local_time import localize, machine_offset
from runcoach.interchange.recordings.recording import LeftOutError, Recording, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

RUNNING = ("run", "trail", "treadmill", "jog", "parkrun")
"""What the names of running sports contain, in whatever spelling."""
NOT_RUNNING = ("swim", "rid", "cycl", "bik", "walk", "hik", "ski", "row", "mountaineer")
SLOWEST, FASTEST = 1.2, 6.5
"""Metres a second that are believed to be a run where the file names no sport."""
IMPOSSIBLE = 12.0
"""Metres a second that nobody runs."""
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LONGEST_S = 1_000_000


def hash_contents(data: bytes) -> str:
    """The id of a run: the same for the same bytes, whatever the file is called."""
    return f"run-{hashlib.sha256(data).hexdigest()[:24]}"


def build_run(
    recording: Recording,
    *,
    id: str,
    source: str,
    now: datetime,
    zone: Callable[[datetime], timedelta] = machine_offset,
) -> Run:
    """Make a run of a recording.

    Args:
        recording: What the file says.
        id: The hash of its contents.
        source: Where it comes from, as `Run.source`.
        now: The local time; a start after it is a clock that was never set.
        zone: This machine's offset from UTC at a moment.

    Raises:
        LeftOutError: It is no run; the exception names what it is.
        UnreadableError: It lacks what a run needs.
    """
    check_sport(recording.sport)
    if recording.started_at is None:
        raise UnreadableError("it has no time of its start")
    moving, elapsed = _durations(recording)
    metres = _metres(recording.metres, moving)
    if not recording.sport.strip():
        _check_speed(metres, moving)
    try:
        started = localize(recording.started_at, recording.offset, recording.place, zone)
    except (OverflowError, ValueError):
        raise UnreadableError("the time of its start is none") from None
    if not EARLIEST <= started <= now + timedelta(days=1):
        raise UnreadableError(f"its clock was wrong: it starts on {started:%Y-%m-%d}")
    run = Run(
        id=id,
        started_at=started.isoformat(),
        seconds=max(1, round(moving)),
        km=round(metres / 1000, 3),
        ascent_m=_within(recording.ascent_m, 0, 20_000),
        heart_rate=_within(recording.heart_rate, 30, 240),
        kind=RunKind.RACE if recording.race else RunKind.EASY,
        kind_from=KindFrom.TOLD if recording.race else KindFrom.JUDGED,
        source=source,
        note=" ".join(recording.note.split())[:500],
        elapsed_s=max(round(moving), round(elapsed)),
        highest_heart_rate=_within(recording.highest_heart_rate, 30, 240),
        intervals=recording.intervals,
    )
    try:
        return validate(run)
    except InvalidValueError as error:
        raise UnreadableError(str(error)) from None


def check_sport(sport: str) -> None:
    """Raise LeftOutError for a sport that has a name and is no running."""
    name = sport.strip().lower().replace(" ", "_").replace("-", "_")
    if not name:
        return
    running = any(part in name for part in RUNNING)
    if not running or any(name.startswith(part) for part in NOT_RUNNING):
        raise LeftOutError(name.replace("_", " "))


def _durations(recording: Recording) -> tuple[float, float]:
    """Moving and elapsed seconds, each believed only where it can be."""
    moving, elapsed = recording.moving_s or 0.0, recording.elapsed_s or 0.0
    moving = moving if 0 < moving <= LONGEST_S else 0.0
    elapsed = elapsed if 0 < elapsed <= LONGEST_S else 0.0
    if not (moving or elapsed):
        raise UnreadableError("it has no duration that can be believed")
    return moving or elapsed, elapsed or moving


def _metres(metres: float | None, moving: float) -> float:
    """The distance in metres; a thousandth where kilometres were meant to be metres."""
    if metres is None or not metres > 0:
        return 0.0
    if metres / moving <= IMPOSSIBLE:
        return metres
    if SLOWEST <= metres / 1000 / moving <= IMPOSSIBLE:
        return metres / 1000
    raise UnreadableError(f"{metres / 1000:.0f} km in {moving / 60:.0f} min is no run")


def _check_speed(metres: float, moving: float) -> None:
    if metres and not SLOWEST <= metres / moving <= FASTEST:
        raise LeftOutError("no named sport, and not the speed of a run")


def _within(value: float | None, low: int, high: int) -> int | None:
    """A whole number, or None for one that no body and no hill has."""
    return round(value) if value is not None and low <= value <= high else None
