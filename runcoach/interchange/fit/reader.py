"""Runs out of FIT files, also those that end too early or whose clock was set on the way."""

from __future__ import annotations

import io
import warnings
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from runcoach.interchange.recordings.recording import LeftOutError, Recording, UnreadableError
from runcoach.interchange.recordings.track import Track

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fitdecode import FitDataMessage

ACTIVITY = "activity"
DEGREES = 180 / 2**31
"""A semicircle in degrees."""


def read_fit(data: bytes) -> Iterator[Recording]:
    """The activities of a FIT file, one for each of its sessions.

    A file whose end is missing gives what its points say.

    Raises:
        LeftOutError: It is no activity but, say, a day's steps or a workout.
        UnreadableError: There is nothing of a run in it.
    """
    file = _File()
    fault = ""
    try:
        for message in _messages(data):
            file.take(message)
    except LeftOutError:
        raise
    except _faults() as error:
        fault = " ".join(str(error).split()) or type(error).__name__
    recordings = file.recordings()
    if not recordings:
        raise UnreadableError(f"it is damaged: {fault[:80]}" if fault else "it has no points")
    yield from recordings


def _faults() -> tuple[type[Exception], ...]:
    """What fitdecode raises on damaged bytes: its own errors, and those of struct and decoding."""
    import struct

    import fitdecode

    return (
        fitdecode.FitError, struct.error, ValueError, KeyError, IndexError, TypeError,
        OverflowError, AttributeError, AssertionError,
    )  # fmt: skip


def _messages(data: bytes) -> Iterator[FitDataMessage]:
    import fitdecode

    with warnings.catch_warnings():
        # A wrong checksum or an unknown size is no reason to drop a run.
        warnings.simplefilter("ignore")
        with fitdecode.FitReader(
            io.BytesIO(data),
            check_crc=fitdecode.CrcCheck.DISABLED,
            error_handling=fitdecode.ErrorHandling.IGNORE,
        ) as reader:
            for frame in reader:
                if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                    yield frame


class _File:
    """What was read of one file so far."""

    def __init__(self) -> None:
        self.track = Track()
        self.sport = ""
        self.offset: timedelta | None = None
        self.active_laps = 0
        self.rest_laps = 0
        self.sessions: list[tuple[dict[str, Any], Track]] = []

    def take(self, message: FitDataMessage) -> None:
        match message.name:
            case "record":
                self._add_point(message)
            case "file_id":
                kind = message.get_value("type", fallback=None)
                if kind is not None and kind != ACTIVITY:
                    raise LeftOutError("no activity")
            case "sport":
                self.sport = _sport(_values(message))
            case "lap":
                intensity = message.get_value("intensity", fallback=None)
                self.active_laps += intensity in ("active", "interval")
                self.rest_laps += intensity in ("rest", "recovery")
            case "session":
                self.sessions.append((_values(message), self.track))
                self.track = Track()
            case "activity":
                self.offset = _offset(_values(message))

    def _add_point(self, message: FitDataMessage) -> None:
        values = {field.name: field.value for field in message.fields}
        at = values.get("timestamp")
        latitude, longitude = values.get("position_lat"), values.get("position_long")
        altitude = values.get("enhanced_altitude", values.get("altitude"))
        position = None
        if latitude is not None and longitude is not None:
            position = (latitude * DEGREES, longitude * DEGREES)
        self.track.add(
            at.timestamp() if isinstance(at, datetime) else None,
            metres=_number(values.get("distance")),
            position=position,
            altitude=_number(altitude),
            heart_rate=_number(values.get("heart_rate")),
        )

    def recordings(self) -> list[Recording]:
        if not self.sessions and self.track.points:
            self.sessions.append(({}, self.track))
        intervals = self.active_laps >= 2 and self.rest_laps >= 2
        return [
            _recording(values, track, _sport(values) or self.sport, self.offset, intervals)
            for values, track in self.sessions
        ]


def _recording(
    values: dict[str, Any], track: Track, sport: str, offset: timedelta | None, intervals: bool
) -> Recording:
    moving = _number(values.get("total_timer_time"))
    elapsed = _number(values.get("total_elapsed_time"))
    started = values.get("start_time")
    if track.elapsed_s:
        # A total beyond belief includes the jump of a clock that was set.
        moving = moving if moving and track.believes(moving) else track.moving_s
        elapsed = elapsed if elapsed and track.believes(elapsed) else track.elapsed_s
    if track.started is not None and (track.jumped or not isinstance(started, datetime)):
        started = datetime.fromtimestamp(track.started, UTC)
    return Recording(
        sport=sport,
        started_at=started if isinstance(started, datetime) else None,
        offset=offset,
        place=track.place,
        moving_s=moving,
        elapsed_s=elapsed,
        metres=_number(values.get("total_distance")) or track.metres,
        ascent_m=_first(_number(values.get("total_ascent")), track.ascent_m or None),
        heart_rate=_first(_number(values.get("avg_heart_rate")), track.heart_rate),
        highest_heart_rate=_first(
            _number(values.get("max_heart_rate")), track.highest_heart_rate or None
        ),
        intervals=intervals,
        race=values.get("sub_sport") == "race",
    )


def _values(message: FitDataMessage) -> dict[str, Any]:
    return {field.name: field.value for field in message.fields if field.value is not None}


def _sport(values: dict[str, Any]) -> str:
    sport, sub_sport = str(values.get("sport", "")), str(values.get("sub_sport", ""))
    if sport == "generic":
        return ""
    if "treadmill" in sub_sport:
        return "treadmill"
    return f"{sub_sport} {sport}" if sport == "running" and sub_sport != "generic" else sport


def _offset(values: dict[str, Any]) -> timedelta | None:
    """Local time less UTC, to the quarter of an hour; None where the file has no local stamp."""
    stamp, local = values.get("timestamp"), values.get("local_timestamp")
    if not isinstance(stamp, datetime) or not isinstance(local, datetime):
        return None
    apart = local.replace(tzinfo=UTC) - stamp
    return timedelta(minutes=15 * round(apart / timedelta(minutes=15)))


def _number(value: object) -> float | None:
    if isinstance(value, tuple | list):
        value = value[0] if value else None
    return float(value) if isinstance(value, int | float) else None


def _first(one: float | None, other: float | None) -> float | None:
    return other if one is None else one
