"""The app itself starts with an empty cache over files that are anything."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.catalogue.test_bad_files import STAIR_SIT
from tests.storage.journal.test_snapshot import BROKEN, stored
from tests.storage.samples import a_record, month_file, open_test_folder
from tests.terminal.pty import environment, run_command, runcoach

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs FIFOs and a terminal")

DEEP = b"x = " + b"[" * 5000 + b"]" * 5000


def make_corpus(data: Path) -> None:
    """Something wrong in every place that a start reads, and three good sessions."""
    history = open_test_folder(data).history
    for number in range(3):
        history.save(a_record(f"s{number}"))
    history.close()
    for kind in ("exercises", "programmes"):
        folder = data / kind
        folder.mkdir()
        (folder / "typo.toml").write_bytes(STAIR_SIT.replace(b'"hold"', b'"hol"'))
        (folder / "digits.toml").write_bytes(STAIR_SIT.replace(b"= 2", b"= " + b"9" * 5000))
        (folder / "deep.toml").write_bytes(DEEP)
        (folder / "bytes.toml").write_bytes(b"\xff\xfe")
        (folder / os.fsdecode(b"name\xff.toml")).write_bytes(STAIR_SIT)
        os.mkfifo(folder / "fifo.toml")
        (folder / "folder.toml").mkdir()
        (folder / "nowhere.toml").symlink_to("gone")
    figure = b'[figure.pose.down]\nhips = "low"\n[cues]'
    (data / "exercises/figure.toml").write_bytes(STAIR_SIT.replace(b"[cues]", figure))
    month_file(data, "2026-10").write_bytes(b'{"sessions"')
    os.mkfifo(month_file(data, "2026-09"))
    month_file(data, "2026-08").symlink_to("/gone/2026-08.json")
    month_file(data, "2026-07").write_bytes(DEEP)
    (data / "history/2026-11 (conflicted copy).json").write_bytes(b"{}")
    (data / "settings.json").write_text('{"schema": 1, "read_left": true, "volume": "loud"}')
    (data / "profile.json").write_text('{"schema": 1, "minutes": [], "equipment": 3}')
    (data / "coach.json").mkdir()
    (data / "notices.json").write_bytes(b"\xff")
    (data / "active.json").write_text(json.dumps(stored(**BROKEN["a cursor behind the plan"])))


def settle(app):
    """Read until the app draws nothing more."""
    length = -1
    while length != len(app.raw):
        length = len(app.raw)
        app.read(0.3)
    return app


def test_the_app_starts_over_a_corpus_of_bad_files_and_names_each(tmp_path):
    make_corpus(tmp_path)
    assert not (tmp_path / "cache").exists()
    named = ""
    with runcoach(tmp_path, columns=120, rows=40) as app:
        app.until("I have read this")
        for _ in range(20):
            named += settle(app).text
            if "I have read this" not in app.text:
                break
            before = app.text
            app.press("\x1b").until(lambda before=before: app.text != before, "the next notices")
        app.press("3").until("Stair sit").press("1").until("Space begins")
        app.press("q")
        assert app.code() == 0, app.last_lines
    for name in (
        "typo.toml: kind", "digits.toml", "deep.toml", "bytes.toml", "fifo.toml", "folder.toml",
        "nowhere.toml", "2026-10 was damaged", "2026-09 was damaged", "2026-08 can't be read",
        "2026-07 was damaged", "conflicted copy", "settings.json: volume", "coach.json was damaged",
        "unfinished session was damaged",
    ):  # fmt: skip
        assert re.sub(r"\s+", " ", name) in re.sub(r"\s+", " ", named), name
    with runcoach(tmp_path) as app:
        app.until("Space begins").press("q")
        assert app.code() == 0
    code, out, err = run_command(tmp_path, "history", "--json")
    assert {s["id"] for s in json.loads(out)["sessions"]} == {"s0", "s1", "s2"}, err
    code, out, _ = run_command(tmp_path, "doctor", "--deep")
    assert code == 1
    for name in ("typo.toml: kind", "fifo.toml", "2026-08 can't be read", "conflicted copy",
                 "profile.json: minutes"):  # fmt: skip
        assert name in out


def test_after_a_start_that_died_the_next_one_leaves_out_own_files_and_says_so(tmp_path):
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises/stair-sit.toml").write_bytes(STAIR_SIT)
    marker = tmp_path / "cache/starting"
    with runcoach(tmp_path, columns=120, rows=40) as app:
        app.until("Space begins").press("q")
        assert app.code() == 0
    assert not marker.exists()
    marker.write_text("99999999")  # A process that is not there any more.
    with runcoach(tmp_path, columns=120, rows=40) as app:
        app.until("The last start died").until("runcoach doctor")
        app.until(lambda: not marker.exists(), "the mark removed")
        app.press("q")
        assert app.code() == 0
    with runcoach(tmp_path, columns=120, rows=40) as app:
        app.until("Space begins")
        assert "The last start died" not in app.text
        app.press("q")
        assert app.code() == 0


@pytest.mark.parametrize("umask", ["000", "777"])
def test_everything_personal_is_for_the_owner_alone_whatever_the_umask(tmp_path, umask):
    record = tmp_path / "in.json"
    history = open_test_folder(tmp_path / "other").history
    history.save(a_record())
    history.close()
    data, export = tmp_path / "data", tmp_path / "out"
    export.mkdir()
    assert run_command(tmp_path / "other", "export", "json", str(record))[0] == 0
    before = os.umask(int(umask, 8))
    try:
        assert run_command(data, "import", str(record))[0] == 0
        for format in ("json", "csv", "report", "backup"):
            assert run_command(data, "export", format, str(export / format))[0] == 0
    finally:
        os.umask(before)
    for path in (data, *data.rglob("*"), *export.iterdir()):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.parametrize("redirection", [">&-", "2>&-", ">&- 2>&-", "| head -1", ">/dev/full"])
@pytest.mark.parametrize("command", ["history", "exercises --json", "doctor"])
def test_closed_streams_and_full_ones_are_one_sentence(tmp_path, command, redirection):
    history = open_test_folder(tmp_path).history
    history.save(a_record())
    history.close()
    line = f"{sys.executable} -m runcoach --data-dir {tmp_path} {command} {redirection}"
    outcome = subprocess.run(
        ["sh", "-c", line], capture_output=True, text=True, check=False, env=environment()
    )
    assert "defect" not in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert outcome.stderr.count("\n") == ("full" in redirection)
    assert not (tmp_path / "runcoach.log").exists()
