"""A data folder written by the version before, by the command line: lists, exports, imports."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from runcoach.cli.main import run

FIXTURE = Path(__file__).parents[1] / "fixtures" / "version-0"
EXPORTS = FIXTURE / "exports"
EXPORT = json.loads((EXPORTS / "history.json").read_bytes())


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch):
    monkeypatch.delenv("RUNCOACH_DATA_DIR", raising=False)


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FIXTURE / "data", tmp_path / "data")


@pytest.fixture
def command(capsys):
    """Runs a command that must succeed without a complaint; returns what it prints."""

    def act(data, *arguments):
        code = run(["--data-dir", str(data), *map(str, arguments)])
        out, complaint = capsys.readouterr()
        assert (code, complaint) == (0, "")
        return out

    return act


def sessions(command, data):
    return json.loads(command(data, "history", "--json"))["sessions"]


KEPT = [s for s in EXPORT["sessions"] if s["deleted_at"] is None]


def narrowed(value, like):
    """The value with the keys alone that `like` has, at every depth."""
    if isinstance(value, dict):
        return {k: narrowed(value[k], like[k]) for k in like}
    if isinstance(value, list):
        return [narrowed(v, one) for v, one in zip(value, like, strict=True)]
    return value


def test_the_history_lists_every_session(command, folder):
    out = command(folder, "history", "--json")
    listed = json.loads(out)["sessions"]
    assert listed == narrowed(KEPT, listed)
    # Byte for byte what the version before printed.
    digest = (EXPORTS / "history-listing.sha256").read_text().strip()
    assert hashlib.sha256(out.encode()).hexdigest() == digest


@pytest.mark.parametrize("format", ["json", "csv"])
def test_an_export_has_the_same_bytes(command, folder, tmp_path, format):
    command(folder, "export", format, tmp_path / "export")
    expected = (EXPORTS / f"history.{format}").read_bytes()
    assert (tmp_path / "export").read_bytes() == expected


def test_the_old_json_is_imported_as_an_equal_history(command, folder, tmp_path):
    count = len(EXPORT["sessions"])
    imported = command(tmp_path / "new", "import", EXPORTS / "history.json")
    assert imported.endswith(f"\n{count} added, 0 changed, 0 unchanged.\n")
    command(tmp_path / "new", "export", "json", tmp_path / "again.json")
    assert json.loads((tmp_path / "again.json").read_bytes()) == EXPORT
    # Over the folder that it was exported from it changes nothing.
    unchanged = command(folder, "import", EXPORTS / "history.json")
    assert unchanged == f"0 added, 0 changed, {count} unchanged.\n"


def test_the_old_csv_is_imported_as_an_equal_history(command, folder, tmp_path):
    imported = command(tmp_path / "new", "import", EXPORTS / "history.csv")
    assert imported.endswith(f"\n{len(KEPT)} added, 0 changed, 0 unchanged.\n")
    assert sessions(command, tmp_path / "new") == sessions(command, folder)
    unchanged = command(folder, "import", EXPORTS / "history.csv")
    assert unchanged == f"0 added, 0 changed, {len(KEPT)} unchanged.\n"


def test_looking_changes_no_file(command, folder, tmp_path):
    def files():
        return {
            path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and "cache" not in path.parts
        }

    before = files()
    for arguments in (
        ("history",),
        ("history", "--json"),
        ("history", "restore"),
        ("plan",),
        ("plan", "kurz"),
        ("week",),
        ("exercises",),
        ("export", "report", tmp_path / "report.html"),
    ):
        command(folder, *arguments)
    assert files() == before


def test_doctor_finds_every_file_whole(command, folder):
    out = command(folder, "doctor")
    for month, count in (("2026-08", 1), ("2026-09", 9), ("2026-10", 4), ("2026-11", 4)):
        [line] = [line for line in out.splitlines() if month in line]
        assert f"{count} session" in line
    assert "damaged" not in out


def test_a_generation_can_be_brought_back(command, folder):
    before = sessions(command, folder)
    assert "2026-11" in command(folder, "history", "restore", "2026-11", "8")
    assert [s["id"] for s in sessions(command, folder)] == [s["id"] for s in before]
    # What was there until then is a generation too.
    generations = command(folder, "history", "restore", "2026-11").splitlines()
    [number] = [line.split()[1] for line in generations if "before the last change" in line]
    command(folder, "history", "restore", "2026-11", number)
    assert sessions(command, folder) == before
