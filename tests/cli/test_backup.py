"""A backup brings everything back, and an export says what it lacks."""

import json
import zipfile

import pytest

from runcoach.cli.main import run
from tests.storage.samples import NOW, a_record, month_file, open_test_folder


@pytest.fixture
def command(capsys):
    """Runs a command on a folder: its exit code, standard output and standard error."""

    def run_with(data, *arguments):
        code = run(["--data-dir", str(data), *map(str, arguments)])
        return code, *capsys.readouterr()

    return run_with


@pytest.fixture
def lived_in(tmp_path):
    """A folder with sessions, an edit, the trash, a profile, decisions and own files."""
    data = tmp_path / "lived-in"
    store = open_test_folder(data)
    store.history.save(a_record("one"))
    store.history.save(a_record("two", NOW.replace(month=9)))
    store.history.edit(a_record("one", note="edited"), NOW)
    store.history.delete("two", NOW)
    store.documents.write("profile", {"minutes": 25, "mine": "kept"})
    store.documents.write("coach", {"own_pace": 1.2})
    store.documents.write("settings", {"volume": 30})
    store.history.close()
    for kind in ("exercises", "programmes"):
        (data / kind).mkdir()
        (data / kind / "mine.toml").write_text("# anything")
    return data


def contents(folder):
    kinds = ("history/*.json", "*.json", "*/*.toml")
    return {p.relative_to(folder): p.read_bytes() for kind in kinds for p in folder.glob(kind)}


def test_a_folder_lost_and_brought_back_is_equal(command, lived_in, tmp_path):
    zip = tmp_path / "backup.zip"
    code, out, err = command(lived_in, "export", "backup", zip)
    assert (code, err) == (0, "")
    assert "7 files" in out
    code, out, err = command(tmp_path / "new", "import", zip)
    assert (code, err) == (0, "")
    assert contents(tmp_path / "new") == contents(lived_in)
    assert len(contents(lived_in)) == 7
    with zipfile.ZipFile(zip) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["complete"] is True
    assert len(manifest["files"]) == 7


def test_into_a_folder_that_is_lived_in_it_is_merged(command, lived_in, tmp_path):
    zip, other = tmp_path / "backup.zip", tmp_path / "other"
    command(lived_in, "export", "backup", zip)
    history = open_test_folder(other).history
    history.save(a_record("three"))
    history.close()
    assert command(other, "import", zip)[0] == 0
    history = open_test_folder(other).history
    assert {r.id for r in history.records()} == {"one", "two", "three"}
    assert [r.note for r in history.revisions("one")] == ["felt strong"]
    assert (other / "exercises/mine.toml").exists()
    before = contents(other)
    assert command(other, "import", zip)[0] == 0
    assert contents(other) == before


@pytest.mark.parametrize("at", [0.1, 0.5, 0.9])
def test_a_flipped_byte_is_refused_and_nothing_is_written(command, lived_in, tmp_path, at):
    zip = tmp_path / "backup.zip"
    command(lived_in, "export", "backup", zip)
    data = bytearray(zip.read_bytes())
    data[int(len(data) * at)] ^= 0x55
    zip.write_bytes(bytes(data))
    code, out, err = command(tmp_path / "new", "import", zip)
    assert code in (1, 0)
    if code:
        assert out == ""
        assert err.count("\n") == 1
        assert not (tmp_path / "new").exists()
    else:  # A byte that no file is made of, such as a date in the zip's list.
        assert contents(tmp_path / "new") == contents(lived_in)


@pytest.mark.parametrize("name", ["../evil.json", "/etc/passwd", "history/../../x.json", "x.py"])
def test_a_path_that_leads_elsewhere_is_refused(command, tmp_path, name):
    zip = tmp_path / "backup.zip"
    listed = [
        {
            "path": name,
            "bytes": 0,
            "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        }
    ]
    manifest = {"schema": 1, "app": "x", "made_at": "", "complete": True, "files": listed}
    with zipfile.ZipFile(zip, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        archive.writestr(name, b"")
    code, _, err = command(tmp_path / "new", "import", zip)
    assert code == 1
    assert "no file of a data folder" in err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("format", ["json", "csv", "report", "backup"])
def test_an_export_of_a_damaged_month_says_that_it_lacks_something(command, lived_in, format):
    data = month_file(lived_in).read_bytes()
    month_file(lived_in).write_bytes(data[: len(data) // 2])
    for copy in lived_in.glob("history/generations/*/*"):
        copy.unlink()
    out = lived_in.parent / "out"
    code, text, err = command(lived_in, "export", format, out)
    assert code == 3
    assert "2026-11 is damaged" in err
    assert "Written to" in text
    if format == "json":
        assert json.loads(out.read_bytes())["complete"] is False
    assert not list(out.parent.glob(".*"))


def test_an_export_never_replaces_a_file_or_a_link(command, lived_in, tmp_path):
    (tmp_path / "there").write_text("mine")
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("there", "link"):
        for format in ("json", "backup"):
            code, _, err = command(lived_in, "export", format, tmp_path / name)
            assert (code, "already exists" in err) == (1, True)
    assert (tmp_path / "there").read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()


def test_a_copy_of_a_syncing_program_is_merged_from_where_it_is(command, lived_in, tmp_path):
    history = open_test_folder(tmp_path / "other").history
    history.save(a_record("elsewhere"))
    history.close()
    copy = lived_in / "history/2026-11.sync-conflict-20261129-101010-ABCDEF.json"
    month_file(tmp_path / "other").replace(copy)
    assert f'runcoach merge "{copy}"' in command(lived_in, "doctor")[1]
    code, out, _ = command(lived_in, "merge", copy)
    assert code == 0
    assert "1 added" in out
    assert {r.id for r in open_test_folder(lived_in).history.records()} >= {"one", "elsewhere"}


def test_doctor_deep_reports_a_changed_checksum_and_nothing_else_minds(command, lived_in):
    assert "broken  deep" not in command(lived_in, "doctor", "--deep")[1]
    month = month_file(lived_in)
    month.write_bytes(month.read_bytes().replace(b"edited", b"mended"))
    assert "checksum" not in command(lived_in, "doctor")[1]
    assert "its checksum differs" in command(lived_in, "doctor", "--deep")[1]
    history = open_test_folder(lived_in).history
    assert history.load("one").note == "mended"
    assert history.notices() == ()


def test_a_merge_from_a_folder_with_a_session_left_out_exits_with_3(command, lived_in, tmp_path):
    month = month_file(lived_in)
    month.write_bytes(month.read_bytes().replace(b'"actual":30', b'"actual":-30', 1))
    code, _, err = command(tmp_path / "new", "merge", lived_in)
    assert code == 3
    assert "is left out" in err
