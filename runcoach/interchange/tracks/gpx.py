"""Runs out of GPX files: one for each track."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from runcoach.interchange.recordings.recording import Recording, UnreadableError
from runcoach.interchange.recordings.track import Track
from runcoach.interchange.tracks.xml_events import parse_number, read_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBERED_SPORTS = {"9": "running", "1": "cycling", "4": "hiking", "10": "walking", "16": "swimming"}
"""Older exports of Strava write these numbers as the type of a track."""


def read_gpx(data: bytes) -> Iterator[Recording]:
    """The tracks of a GPX file.

    Raises:
        UnreadableError: There is no track with times in it.
    """
    reader = _Reader()
    whole = read_elements(data, reader.start, reader.end)
    if not whole:
        reader.finish_track()
    if not reader.recordings:
        raise UnreadableError(reader.complaint(whole))
    yield from reader.recordings


class _Reader:
    def __init__(self) -> None:
        self.recordings: list[Recording] = []
        self._points = 0
        self._clear()

    def _clear(self) -> None:
        self._track = Track()
        self._sport = ""
        self._name = ""
        self._offset: timedelta | None = None
        self._clear_point(None)

    def _clear_point(self, position: tuple[float, float] | None) -> None:
        self._position = position
        self._at: float | None = None
        self._altitude: float | None = None
        self._beats: float | None = None

    def start(self, names: list[str], attributes: dict[str, str]) -> None:
        if names[-1] == "trkpt":
            latitude = parse_number(attributes.get("lat", ""))
            longitude = parse_number(attributes.get("lon", ""))
            placed = latitude is not None and longitude is not None
            on_earth = placed and abs(latitude or 0) <= 90 and abs(longitude or 0) <= 180
            self._clear_point((latitude or 0.0, longitude or 0.0) if on_earth else None)

    def end(self, names: list[str], text: str) -> None:
        match names[-1]:
            case "time" if "trkpt" in names:
                moment = parse_time(text)
                if moment is not None:
                    self._at = moment.timestamp()
                    self._offset = self._offset or moment.utcoffset() or None
            case "ele":
                self._altitude = parse_number(text)
            case "hr":
                self._beats = parse_number(text)
            case "trkpt":
                self._points += 1
                self._track.add(
                    self._at,
                    position=self._position,
                    altitude=self._altitude,
                    heart_rate=self._beats,
                )
            case "type" if names[-2:-1] == ["trk"]:
                self._sport = NUMBERED_SPORTS.get(text, text)
            case "name" if names[-2:-1] == ["trk"]:
                self._name = text
            case "trk":
                self.finish_track()

    def finish_track(self) -> None:
        """Make a recording of the track so far, if it has times."""
        track = self._track
        if track.started is not None:
            self.recordings.append(
                Recording(
                    sport=self._sport,
                    started_at=datetime.fromtimestamp(track.started, UTC),
                    offset=self._offset,
                    place=track.place,
                    moving_s=track.moving_s,
                    elapsed_s=track.elapsed_s,
                    metres=track.metres,
                    ascent_m=track.ascent_m or None,
                    heart_rate=track.heart_rate,
                    highest_heart_rate=track.highest_heart_rate or None,
                    note=self._name,
                )
            )
        self._clear()

    def complaint(self, whole: bool) -> str:
        """Why there is no recording."""
        if self._points:
            return "its points have no times: it is a route, not a run"
        return "it has no points" if whole else "it is damaged or ends too early"


def parse_time(text: str) -> datetime | None:
    """A moment with an offset; one without is UTC, as both formats say. None if it is none."""
    try:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        moment.timestamp()
    except (ValueError, OverflowError):
        return None
    return moment if 1980 <= moment.year <= 2200 else None
