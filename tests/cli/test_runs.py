"""Runs in and out by the command line."""

import json
import signal
from datetime import timedelta

import pytest

from runcoach.cli.interrupts import hold_interrupts
from runcoach.cli.main import run
from runcoach.cli.wiring import local_now
from tests.interchange.fit_bytes import CYCLING, START, a_fit_run
from tests.interchange.track_text import STRAVA, a_gpx, a_tcx
from tests.storage.samples import NOW, a_record, open_test_folder

KEYS = {
    "id", "started_at", "seconds", "km", "ascent_m", "heart_rate", "kind", "kind_from", "source",
    "note",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch):
    monkeypatch.delenv("RUNCOACH_DATA_DIR", raising=False)


@pytest.fixture
def run_command(tmp_path, capsys):
    def run_with(*arguments, data=tmp_path / "data"):
        try:
            code = run(["--data-dir", str(data), *map(str, arguments)])
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        return code, out, err

    return run_with


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    for name, data in {
        "a.fit": a_fit_run(),
        "b.gpx": a_gpx(),
        "c.tcx": a_tcx(START - timedelta(days=2)),
        "ride.fit": a_fit_run(sport=CYCLING),
        "strava.csv": STRAVA.encode(),
        "other.json": b'{"weight": 70}',
        "broken.gpx": b"<gpx>",
    }.items():
        (folder / name).write_bytes(data)
    return folder


def runs(run_command, *arguments, **folder):
    return json.loads(run_command("runs", "--json", *arguments, **folder)[1])


def test_a_folder_comes_in_once(run_command, files):
    code, out, err = run_command("import", files)
    assert out.splitlines() == [
        "Runs: 3 added, 2 known already.",
        "Left out: 1 cycling, 1 ride.",
        "1 file held nothing to import.",
    ]
    assert (code, err) == (3, "runcoach: files/broken.gpx: it is damaged or ends too early\n")
    document = runs(run_command)
    assert document["schema"] == 1
    assert [set(each) for each in document["runs"]] == [KEYS] * 3
    assert "Runs: 0 added, 5 known already." in run_command("import", files / "a.fit", files)[1]
    assert runs(run_command) == document


def test_a_dry_run_changes_nothing(run_command, files, tmp_path):
    code, out, _ = run_command("import", files, "--dry-run")
    assert code == 3
    assert "Runs: 3 would be added, 2 are known already." in out
    assert not (tmp_path / "data").exists()


def test_sessions_and_runs_in_one_import(run_command, files, tmp_path):
    history = open_test_folder(tmp_path / "mine").history
    history.save(a_record())
    history.close()
    export = files / "mine.json"
    run_command("export", "json", export, data=tmp_path / "mine")
    _, out, _ = run_command("import", export, files / "a.fit")
    assert out.startswith("Added: ")
    assert out.endswith("\n1 added, 0 changed, 0 unchanged.\nRuns: 1 added, 0 known already.\n")


def test_a_backup_is_told_from_other_archives_and_brings_the_runs_back(run_command, tmp_path):
    mine, zip = tmp_path / "mine", tmp_path / "backup.zip"
    run_command("runs", "add", "2026-11-03", "--km", "10", "--minutes", "50", data=mine)
    (mine / "exercise-names.toml").write_text("# mine")
    assert run_command("export", "backup", zip, data=mine)[0] == 0
    new = tmp_path / "new"
    assert run_command("import", "--dry-run", zip, data=new)[0] == 0
    assert not new.exists()
    assert run_command("import", zip, data=new)[0] == 0
    assert runs(run_command, data=new) == runs(run_command, data=mine)
    assert (new / "exercise-names.toml").read_text() == "# mine"
    other = tmp_path / "other"
    run_command("runs", "add", "2026-11-04", "--km", "5", "--minutes", "25", data=other)
    assert "Runs: 1 added" in run_command("import", zip, data=other)[1]
    assert len(runs(run_command, data=other)["runs"]) == 2


def test_a_merge_says_which_runs_it_could_not_read(run_command, tmp_path):
    mine, other = tmp_path / "mine", tmp_path / "other"
    run_command("runs", "add", "2026-11-03", "--km", "10", "--minutes", "50", data=other)
    (other / "history").mkdir()
    month = other / "runs/2026-11.json"
    month.write_bytes(month.read_bytes().replace(b'"km":10', b'"km":-10'))
    code, _, err = run_command("merge", other, data=mine)
    assert code == 3
    assert "the runs of 2026-11: run " in err
    assert "is left out" in err


def test_a_copy_of_a_month_of_runs_is_merged(run_command, tmp_path):
    mine, other = tmp_path / "mine", tmp_path / "other"
    for folder, day in ((mine, "2026-11-03"), (other, "2026-11-04")):
        run_command("runs", "add", day, "--km", "10", "--minutes", "50", data=folder)
    copy = mine / "runs/2026-11.sync-conflict-20261129-101010-ABCDEF.json"
    (other / "runs/2026-11.json").replace(copy)
    assert f'runcoach merge "{copy}"' in run_command("doctor", data=mine)[1]
    code, out, _ = run_command("merge", copy, data=mine)
    assert code == 0
    assert out.startswith("Runs: 1 added, 0 known already.")
    assert len(runs(run_command, data=mine)["runs"]) == 2


def test_a_file_that_is_nothing_is_one_line(run_command, tmp_path):
    for name, data in (("photo", b"\xff\xd8\xff"), ("empty", b""), ("route", a_gpx(times=False))):
        (tmp_path / name).write_bytes(data)
        code, out, err = run_command("import", tmp_path / name)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert name in err
    (tmp_path / "photos").mkdir()
    assert run_command("import", tmp_path / "photos")[0] == 1


def test_a_run_entered_by_hand(run_command):
    code, out, _ = run_command("runs", "add", "2026-11-03", "--km", "10.5", "--minutes", "55")
    assert (code, out) == (0, "Added: 10.5 km in 55 min.\n")
    again = run_command("runs", "add", "2026-11-03", "--km", "10.5", "--minutes", "55")
    assert again[:1] == (0,)
    assert "Known already" in again[1]
    run_command("runs", "add", "2026-11-05T07:10", "--km", "8", "--minutes", "40", "--kind", "hard")
    newest, oldest = runs(run_command)["runs"]
    assert (newest["km"], newest["kind"], newest["kind_from"]) == (8, "hard", "told")
    assert newest["started_at"][:16] == "2026-11-05T07:10"
    assert (oldest["seconds"], oldest["kind_from"], oldest["source"]) == (3300, "judged", "told")
    assert len(runs(run_command, "--since", "2026-11-04")["runs"]) == 1
    assert len(runs(run_command, "--until", "2026-11-04")["runs"]) == 1
    table = run_command("runs")[1].splitlines()
    assert table[0].split() == ["Day", "Time", "Km", "Min", "Pace", "Climb", "HR", "Kind", "Note"]
    assert "5:00" in table[1]
    assert "hard" in table[1]


def test_an_entered_run_and_its_file_are_one(run_command, files):
    run_command("runs", "add", "2026-11-02", "--km", "12.1", "--minutes", "61", "--kind", "long")
    run_command("import", files / "a.fit")
    (one,) = runs(run_command)["runs"]
    assert (one["source"], one["kind"], one["kind_from"]) == ("fit", "long", "told")


@pytest.mark.parametrize(
    "arguments",
    [
        ("add",),
        ("add", "2026-11-03"),
        ("add", "2026-11-03", "--km", "10"),
        ("add", "2026-11-03", "--km", "-1", "--minutes", "5"),
        ("add", "2026-11-03", "--km", "nan", "--minutes", "5"),
        ("add", "2026-11-03", "--km", "10", "--minutes", "0"),
        ("add", "0001-01-01", "--km", "10", "--minutes", "50"),
        ("add", "9998-01-01", "--km", "10", "--minutes", "50"),
        ("add", "2026-11-03", "--km", "10", "--minutes", "50", "--kind", "slow"),
        ("add", "2026-11-03", "--km", "10", "--minutes", "50", "--json"),
        ("--km", "10"),
        ("--since", "soon"),
    ],
)
def test_misuse_is_one_line(run_command, tmp_path, arguments):
    code, out, err = run_command("runs", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert not (tmp_path / "data").exists()


def test_runs_come_along_when_folders_are_merged(run_command, files, tmp_path):
    other = tmp_path / "other"
    run_command("import", files / "a.fit", data=other)
    history = open_test_folder(other).history
    history.save(a_record())
    history.close()
    assert "Runs: 1 added, 0 known already." in run_command("merge", other)[1]
    assert "Runs: 0 added, 1 known already." in run_command("merge", other)[1]
    assert len(runs(run_command)["runs"]) == 1


def test_a_session_that_went_to_another_app_and_back_is_not_two(run_command, tmp_path):
    history = open_test_folder(tmp_path / "data").history
    # Strong writes no offset: here it comes back in this machine's zone.
    history.save(a_record(at=NOW.astimezone(local_now().tzinfo)))
    history.close()
    for app in ("strong", "hevy"):
        path = tmp_path / f"{app}.csv"
        assert run_command("export", app, path)[0] == 0
        assert run_command("import", path)[1] == "0 added, 0 changed, 0 unchanged.\n"


@pytest.mark.parametrize("format", ["json", "csv", "ics", "report", "strong", "hevy"])
def test_a_dash_is_standard_output(tmp_path, format, capfdbinary):
    history = open_test_folder(tmp_path / "data").history
    history.save(a_record(note="ü"))
    history.close()
    path = tmp_path / "file"
    base = ["--data-dir", str(tmp_path / "data"), "export", format]
    assert run([*base, str(path)]) == 0
    capfdbinary.readouterr()
    assert run([*base, "-"]) == 0
    out = capfdbinary.readouterr().out
    assert out.splitlines()[:3] == path.read_bytes().splitlines()[:3]
    assert b"\xc3\xbc" in out or format == "report"


def test_fit_files_go_to_a_folder(run_command, tmp_path):
    history = open_test_folder(tmp_path / "data").history
    history.save(a_record())
    history.close()
    folder = tmp_path / "fit"
    assert run_command("export", "fit", folder)[1] == f"1 written to {folder}.\n"
    assert run_command("export", "fit", folder)[1] == f"0 written to {folder}, 1 there already.\n"
    assert run_command("export", "fit", folder / "2026-11-24-1802-core-15.fit")[0] == 1
    assert run_command("export", "fit", "-")[0] == 2
    assert run_command("export", "json", "x", "--alarm", "10")[0] == 2


def test_the_doctor_looks_at_the_runs(run_command, files, tmp_path):
    run_command("import", files / "a.fit")
    assert "2026-11: 1 run, 1 generation" in run_command("doctor")[1]
    (tmp_path / "data" / "runs" / "2026-11.json").write_bytes(b"{")
    assert "2026-11 is damaged; 1 generation" in run_command("doctor")[1]


def test_an_interrupt_waits_until_the_files_are_written():
    done = []

    def write():
        with hold_interrupts():
            signal.raise_signal(signal.SIGINT)
            done.append(True)

    with pytest.raises(KeyboardInterrupt):
        write()
    assert done == [True]
