"""The exporter of the history: JSON, CSV, the report, a calendar, and the tables of other apps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runcoach.interchange.new_file import write_new_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from runcoach.core.model.catalogue import Catalogue
    from runcoach.core.model.records import SessionRecord
    from runcoach.interchange.apps.exercise_names import ExerciseNames

FORMATS = ("json", "csv", "ics", "report", "strong", "hevy")


class FileExporter:
    """Writes the records as they are when an export runs; implements the port `Exporter`."""

    def __init__(
        self,
        records: Callable[[], Sequence[SessionRecord]],
        revisions: Callable[[], Mapping[str, Sequence[SessionRecord]]],
        catalogue: Callable[[], Catalogue],
        now: Callable[[], datetime],
        gaps: Callable[[], Sequence[str]] = tuple,
        names: Callable[[], ExerciseNames] | None = None,
    ) -> None:
        """Store the sources; nothing is read before an export needs it.

        Args:
            records: Every record, the trash included.
            revisions: Earlier versions by session id.
            catalogue: For the names and patterns in the report.
            now: Local time, for the date on the report and in the calendar.
            gaps: What of the history could not be read.
            names: What other apps call our exercises; without them they have our own names.
        """
        self._records = records
        self._revisions = revisions
        self._catalogue = catalogue
        self._now = now
        self._gaps = gaps
        self._names = names

    def export(self, format: str, path: Path, options: Mapping[str, object]) -> None:
        """Write the history to a new file.

        Args:
            format: One of FORMATS.
            path: The file to create.
            options: For the report the fields of `ReportOptions`, for the calendar those of
                `CalendarOptions`.

        Raises:
            FileExistsError: the file exists; it is not changed.
            OSError: the file can't be written.
            ValueError: the format is unknown.
        """
        write_new_file(path, self.render(format, options))

    def render(self, format: str, options: Mapping[str, Any]) -> str:
        """The text of an export.

        Raises:
            ValueError: the format is unknown.
        """
        if format == "json":
            from runcoach.interchange.json.history import build_export_document, format_json

            records, revisions = self._records(), self._revisions()
            complete = not self._gaps()
            return format_json(build_export_document(records, revisions, complete=complete))
        if format == "csv":
            from runcoach.interchange.csv.writer import to_csv

            return to_csv(self._records())
        if format == "report":
            from runcoach.interchange.report.report import ReportOptions, build_report

            day = self._now().date()
            return build_report(self._records(), self._catalogue(), day, ReportOptions(**options))
        if format == "ics":
            from runcoach.interchange.calendar.calendar import CalendarOptions, build_calendar

            return build_calendar(self._records(), self._now(), CalendarOptions(**options))
        if format in ("strong", "hevy"):
            return self._render_table(format)
        raise ValueError(f"no format {format!r}; there are {', '.join(FORMATS)}")

    def _render_table(self, format: str) -> str:
        from runcoach.interchange.apps.exercise_names import ExerciseNames
        from runcoach.interchange.apps.hevy import to_hevy
        from runcoach.interchange.apps.strong import to_strong

        names = self._names() if self._names else ExerciseNames()
        write = to_strong if format == "strong" else to_hevy
        return write(self._records(), names)


def write_session(record: SessionRecord, folder: Path) -> Path:
    """Write one session to a new file that `import` reads. Returns its path.

    Raises:
        OSError: it can't be written, or is there already.
    """
    from runcoach.interchange.json.history import build_export_document, format_json

    path = folder / f"runcoach-session-{record.started_at[:10]}-{record.id[:8]}.json"
    write_new_file(path, format_json(build_export_document([record])))
    return path
