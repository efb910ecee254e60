"""The exporter of the history's own formats: JSON, CSV and the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runcoach.interchange.new_file import write_new

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from runcoach.core.model.catalogue import Catalogue
    from runcoach.core.model.records import SessionRecord

FORMATS = ("json", "csv", "report")


class FileExporter:
    """Writes what `records` gives at that moment; implements the port `Exporter`."""

    def __init__(
        self,
        records: Callable[[], Sequence[SessionRecord]],
        revisions: Callable[[], Mapping[str, Sequence[SessionRecord]]],
        catalogue: Callable[[], Catalogue],
        now: Callable[[], datetime],
    ) -> None:
        """Keep the doors; nothing is read before an export asks.

        Args:
            records: Every record, the trash included.
            revisions: Earlier forms by session id.
            catalogue: For the names and patterns in the report.
            now: Local time, for the report's date.
        """
        self._records = records
        self._revisions = revisions
        self._catalogue = catalogue
        self._now = now

    def export(self, format: str, path: Path, options: Mapping[str, object]) -> None:
        """Write one format; the report's options are the fields of `ReportOptions`.

        Raises:
            FileExistsError: there is a file already; it is left as it was.
            OSError: it can't be written.
            ValueError: there is no such format.
        """
        write_new(path, self._text(format, dict(options)))

    def _text(self, format: str, options: dict[str, Any]) -> str:
        if format == "json":
            from runcoach.interchange.json.history import export_document, written

            return written(export_document(self._records(), self._revisions()))
        if format == "csv":
            from runcoach.interchange.csv.writer import rows

            return rows(self._records())
        if format == "report":
            from runcoach.interchange.report.report import ReportOptions, report

            day = self._now().date()
            return report(self._records(), self._catalogue(), day, ReportOptions(**options))
        raise ValueError(f"no format {format!r}; there are {', '.join(FORMATS)}")
