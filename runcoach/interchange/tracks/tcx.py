"""Runs out of TCX files: one for each activity."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from runcoach.interchange.recordings.recording import Recording, UnreadableError
from runcoach.interchange.recordings.track import Track
from runcoach.interchange.tracks.gpx import parse_time
from runcoach.interchange.tracks.xml_events import parse_number, read_elements

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_tcx(data: bytes) -> Iterator[Recording]:
    """The activities of a TCX file.

    Raises:
        UnreadableError: There is no activity with a time in it.
    """
    reader = _Reader()
    whole = read_elements(data, reader.start, reader.end)
    if not whole:
        reader.finish_activity()
    if not reader.recordings:
        raise UnreadableError("it has no points" if whole else "it is damaged or ends too early")
    yield from reader.recordings


class _Reader:
    def __init__(self) -> None:
        self.recordings: list[Recording] = []
        self._clear("")

    def _clear(self, sport: str) -> None:
        self._sport = sport
        self._track = Track()
        self._started: datetime | None = None
        self._lap_s = self._lap_m = 0.0
        self._active_laps = self._rest_laps = 0
        self._note = ""
        self._clear_point()

    def _clear_point(self) -> None:
        self._at: datetime | None = None
        self._latitude: float | None = None
        self._longitude: float | None = None
        self._metres: float | None = None
        self._altitude: float | None = None
        self._beats: float | None = None

    def start(self, names: list[str], attributes: dict[str, str]) -> None:
        match names[-1]:
            case "Activity":
                self._clear(attributes.get("Sport", ""))
            case "Trackpoint":
                self._clear_point()
            case "Lap" if self._started is None:
                self._started = parse_time(attributes.get("StartTime", ""))

    def end(self, names: list[str], text: str) -> None:
        above = names[-2] if len(names) > 1 else ""
        if "Trackpoint" in names:
            self._end_in_point(names[-1], above, text)
            return
        match names[-1], above:
            case "Id", "Activity":
                self._started = parse_time(text) or self._started
            case "TotalTimeSeconds", "Lap":
                self._lap_s += parse_number(text) or 0.0
            case "DistanceMeters", "Lap":
                self._lap_m += parse_number(text) or 0.0
            case "Intensity", "Lap":
                self._active_laps += text == "Active"
                self._rest_laps += text == "Resting"
            case "Notes", "Activity":
                self._note = text
            case "Activity", _:
                self.finish_activity()

    def _end_in_point(self, name: str, above: str, text: str) -> None:
        match name, above:
            case "Time", "Trackpoint":
                self._at = parse_time(text)
            case "LatitudeDegrees", _:
                self._latitude = parse_number(text)
            case "LongitudeDegrees", _:
                self._longitude = parse_number(text)
            case "AltitudeMeters", _:
                self._altitude = parse_number(text)
            case "DistanceMeters", _:
                self._metres = parse_number(text)
            case "Value", "HeartRateBpm":
                self._beats = parse_number(text)
            case "Trackpoint", _:
                placed = self._latitude is not None and self._longitude is not None
                self._track.add(
                    self._at.timestamp() if self._at else None,
                    metres=self._metres,
                    position=(self._latitude or 0.0, self._longitude or 0.0) if placed else None,
                    altitude=self._altitude,
                    heart_rate=self._beats,
                )

    def finish_activity(self) -> None:
        """Make a recording of the activity so far, if it has a time."""
        track, started = self._track, self._started
        if track.started is not None and (started is None or track.jumped):
            started = datetime.fromtimestamp(track.started, UTC)
        if started is not None:
            self.recordings.append(
                Recording(
                    sport=self._sport,
                    started_at=started,
                    offset=started.utcoffset() or None,
                    place=track.place,
                    moving_s=self._lap_s
                    if self._lap_s and track.believes(self._lap_s)
                    else track.moving_s,
                    elapsed_s=track.elapsed_s,
                    metres=self._lap_m or track.metres,
                    ascent_m=track.ascent_m or None,
                    heart_rate=track.heart_rate,
                    highest_heart_rate=track.highest_heart_rate or None,
                    intervals=self._active_laps >= 2 and self._rest_laps >= 2,
                    note=self._note,
                )
            )
        self._clear("")
