"""The report for a physio, written from within the app."""

import sys

import pytest

from tests.storage.samples import a_record, open_test_folder
from tests.terminal.pty import environment, runcoach

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")


def test_p_writes_a_report_beside_the_history_and_never_over_another(tmp_path):
    history = open_test_folder(tmp_path).history
    history.save(a_record(note="sore knee"))
    history.close()
    with runcoach(tmp_path, columns=120, rows=40, env=environment()) as app:
        app.until("2 History").press("2").until("Report")
        reports = tmp_path / "reports"
        for count in (1, 2):
            app.press("p").until(
                lambda count=count: len(list(reports.glob("*.md"))) == count, "the report"
            )
        app.press("\x11")
        assert app.code() == 0
    first, second = sorted(path.read_text(encoding="utf-8") for path in reports.iterdir())
    assert first == second
    assert "1 session," in first
    assert "sore knee" in first
