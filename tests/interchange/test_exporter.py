from datetime import UTC, date, datetime

import pytest

from runcoach.interchange.exporter import FileExporter
from runcoach.interchange.importer import read_import
from tests.core.history.random_history import CATALOGUE, a_session

RECORDS = [a_session("a", note="private words"), a_session("b")]


@pytest.fixture
def exporter():
    return FileExporter(
        records=lambda: RECORDS,
        revisions=lambda: {"a": RECORDS[:1]},
        catalogue=lambda: CATALOGUE,
        now=lambda: datetime(2026, 11, 20, tzinfo=UTC),
    )


@pytest.mark.parametrize("format", ["json", "csv"])
def test_an_export_can_be_imported(exporter, tmp_path, format):
    exporter.export(format, tmp_path / "out", {})
    assert set(read_import(tmp_path / "out").records) == set(RECORDS)


def test_a_report_takes_its_options(exporter, tmp_path):
    options = {"since": date(2026, 1, 1), "exercise": "squat", "notes": False}
    exporter.export("report", tmp_path / "out.md", options)
    page = (tmp_path / "out.md").read_text(encoding="utf-8")
    assert page.startswith("# Squat, ")
    assert "private" not in page


@pytest.mark.parametrize("format", ["json", "csv", "report"])
def test_no_file_is_overwritten(exporter, tmp_path, format):
    path = tmp_path / "precious"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        exporter.export(format, path, {})
    assert path.read_text(encoding="utf-8") == "mine"


def test_an_unknown_format_writes_nothing(exporter, tmp_path):
    with pytest.raises(ValueError, match="json, csv, ics, report"):
        exporter.export("xls", tmp_path / "out", {})
    assert list(tmp_path.iterdir()) == []
