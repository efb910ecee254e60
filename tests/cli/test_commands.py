"""The command line, without a terminal: what it prints, and what it exits with."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from runcoach.cli.main import run
from runcoach.cli.wiring import known, open_rooms
from runcoach.paths import find_paths
from tests.storage.samples import NOW, a_record, a_store, month_file

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch):
    monkeypatch.delenv("RUNCOACH_DATA_DIR", raising=False)


@pytest.fixture
def told(tmp_path, capsys):
    """Runs a command; what it exits with, says, and complains of."""

    def act(*arguments, data=tmp_path):
        try:
            code = run(["--data-dir", str(data), *arguments])
        except SystemExit as end:
            code = end.code
        out, complaint = capsys.readouterr()
        return code, out, complaint

    return act


@pytest.fixture
def three(tmp_path):
    """A history of three sessions, in two months, one of them edited."""
    history = a_store(tmp_path).history
    for number, days in enumerate((0, 1, 40)):
        history.save(a_record(f"s{number}", NOW - timedelta(days=days), note=f"note {number}"))
    history.edit(a_record("s0", NOW, note="edited"), NOW + timedelta(hours=1))
    history.close()
    return tmp_path


def sessions(told, data):
    _, out, _ = told("history", "--json", data=data)
    return json.loads(out)["sessions"]


MISUSES = [
    ("nonsense",),
    ("--nonsense",),
    ("start", "--nonsense"),
    ("start", "--minutes", "7"),
    ("start", "--minutes", "ten"),
    ("start", "--minutes", "²0"),
    ("start", "--tier", "hero"),
    ("start", "--speed", "0"),
    ("start", "--speed", "nan"),
    ("start", "core", "legs"),
    ("plan", "no such session"),
    ("plan", "core", "--focus", "legs"),
    ("start", "--focus", "arms"),
    ("week", "--from", "soon"),
    ("plan", "--min", "15"),
    ("history", "--since", "yesterday"),
    ("history", "forget"),
    ("history", "restore", "--json"),
    ("export",),
    ("export", "docx", "x"),
    ("export", "json", "x", "--since", "2026-11-01"),
    ("export", "csv", "x", "--no-notes"),
    ("export", "report", "x", "--exercise", "swimming"),
    ("import",),
    ("merge",),
    ("--print-completion", "dos"),
]


@pytest.mark.parametrize("arguments", MISUSES, ids=" ".join)
def test_misuse_is_one_line_and_exits_with_2(told, tmp_path, arguments):
    code, out, complaint = told(*arguments)
    assert (code, out) == (2, "")
    assert complaint.startswith("runcoach: ")
    assert complaint.count("\n") == 1
    assert not (tmp_path / "history").exists()


def test_a_failure_is_one_line_and_exits_with_1(told, tmp_path):
    (tmp_path / "text").write_text("no history")
    (tmp_path / "cut.json").write_text('{"schema": 1, "sessions": [')
    for arguments in (
        ("import", str(tmp_path / "nowhere.json")),
        ("import", str(tmp_path)),
        ("import", str(tmp_path / "text")),
        ("import", str(tmp_path / "cut.json")),
        ("merge", str(tmp_path / "nowhere")),
        ("merge", str(tmp_path / "cut.json")),
        ("export", "json", str(tmp_path / "no" / "folder.json")),
        ("history", "restore", "2026-11"),
    ):
        code, out, complaint = told(*arguments)
        assert (code, out) == (1, ""), arguments
        assert complaint.startswith("runcoach: ")
        assert complaint.count("\n") == 1, complaint


def test_a_defect_is_one_line_and_the_log(told, tmp_path, monkeypatch):
    def boom(*_):
        raise ValueError("a defect\nin two lines")

    monkeypatch.setattr("runcoach.cli.listing_commands.open_catalogue", boom)
    code, out, complaint = told("exercises")
    assert (code, out) == (1, "")
    assert complaint.count("\n") == 1
    assert str(tmp_path / "runcoach.log") in complaint
    assert "ValueError: a defect" in (tmp_path / "runcoach.log").read_text()


def test_a_data_folder_that_is_a_file(told, tmp_path):
    (tmp_path / "file").write_text("")
    code, _, complaint = told("merge", str(ROOT), data=tmp_path / "file")
    assert code == 1
    assert complaint.count("\n") == 1


COMMANDS = ("", "start", "plan", "exercises", "history", "export", "import", "merge", "doctor")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(told, command):
    code, out, complaint = told(*([command] if command else []), "--help")
    assert (code, complaint) == (0, "")
    assert out.startswith(f"usage: runcoach {command}".rstrip())
    for other in COMMANDS[1:]:
        if not command:
            assert f"    {other} " in out


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_completions_name_every_command(told, shell):
    code, out, _ = told("--print-completion", shell)
    assert code == 0
    assert all(command in out for command in COMMANDS)


def test_speed_counts_before_and_after_the_command():
    from runcoach.cli.arguments import parser

    for arguments in (["--speed", "60", "start"], ["start", "--speed", "60"]):
        assert parser().parse_args(arguments).speed == 60
    assert parser().parse_args(["start"]).speed == 1


def test_looking_makes_nothing(told, tmp_path):
    data = tmp_path / "none"
    for command in (("history",), ("history", "--json"), ("history", "restore")):
        assert told(*command, data=data)[0] == 0
    assert not data.exists()


def test_history_restore_brings_back_a_generation_and_can_be_undone(told, three):
    code, out, _ = told("history", "restore", "2026-11")
    assert code == 0
    lines = [line.split() for line in out.splitlines()]
    before = sessions(told, three)
    number = lines[-1][1]  # The oldest: the first write of the day.
    code, out, complaint = told("history", "restore", "2026-11", number)
    assert (code, complaint) == (0, "")
    assert out.startswith("2026-11 is as it was: ")
    assert [s["id"] for s in sessions(told, three)] == ["s0", "s2"]
    _, out, _ = told("history", "restore", "2026-11")
    [until_now] = [line.split()[1] for line in out.splitlines() if "last change" in line]
    assert told("history", "restore", "2026-11", until_now)[0] == 0
    assert sessions(told, three) == before
    assert told("history", "restore", "2026-11", "99")[0] == 2


def test_the_place_in_a_series_counts_every_month_of_it(tmp_path):
    history = a_store(tmp_path).history
    for number in range(40):
        at = NOW - timedelta(days=10 * number)
        history.save(a_record(f"s{number}", at, programme="maintain"))
    history.close()
    rooms = open_rooms(find_paths(str(tmp_path)), writer=False)
    assert known(rooms, NOW).done == {"maintain": 40}


def test_an_export_is_taken_in_whole_and_only_once(told, three, tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "all.json"
    assert told("export", "json", str(path)) == (0, f"Written to {path}.\n", "")
    exported = json.loads(path.read_text())
    assert [s["note"] for s in exported["sessions"]] == ["edited", "note 1", "note 2"]
    assert len(exported["revisions"]["s0"]) == 1
    code, out, complaint = told("export", "json", str(path))
    assert (code, out) == (1, "")
    assert "is there already" in complaint
    assert json.loads(path.read_text()) == exported
    other = path.parent / "other"
    assert told("import", str(path), data=other)[1] == "3 added, 0 changed, 0 as they were.\n"
    assert told("import", str(path), data=other)[1] == "0 added, 0 changed, 3 as they were.\n"
    assert sessions(told, other) == sessions(told, three)
    again = path.parent / "again.json"
    told("export", "json", str(again), data=other)
    assert json.loads(again.read_text())["revisions"] == exported["revisions"]


def test_csv_goes_out_and_in(told, three, tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "all.csv"
    assert told("export", "csv", str(path))[0] == 0
    other = path.parent / "other"
    assert told("import", str(path), data=other)[1] == "3 added, 0 changed, 0 as they were.\n"
    assert [s["id"] for s in sessions(told, other)] == ["s0", "s1", "s2"]
    # Where the sessions are already, a table that says the same of them is no other form.
    assert told("import", str(path))[1] == "0 added, 0 changed, 3 as they were.\n"


def test_the_report_s_options(told, three, tmp_path):
    for name, flags in (("all", ()), ("bare", ("--no-notes", "--since", "2026-11-01"))):
        assert told("export", "report", str(tmp_path / name), *flags)[0] == 0
    assert "edited" in (tmp_path / "all").read_text()
    bare = (tmp_path / "bare").read_text()
    assert "edited" not in bare
    assert "2 sessions" in bare


def test_another_folder_is_merged_and_left_as_it_was(told, three, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    theirs = a_store(other).history
    theirs.save(a_record("s1", NOW - timedelta(days=1), note="theirs", edited_at="2027-01-01"))
    theirs.save(a_record("s9", NOW, note="only theirs"))
    theirs.close()
    before = {p: p.read_bytes() for p in other.rglob("*") if p.is_file()}
    code, out, complaint = told("merge", str(other))
    assert (code, out, complaint) == (0, "1 added, 1 changed, 0 as they were.\n", "")
    assert {s["id"]: s["note"] for s in sessions(told, three)}["s1"] == "theirs"
    assert told("merge", str(other))[1] == "0 added, 0 changed, 2 as they were.\n"
    assert {p: p.read_bytes() for p in other.rglob("*") if p.is_file()} == before


def test_the_coachs_decisions_come_along_and_what_stays_behind_is_said(
    told, three, tmp_path_factory
):
    other = tmp_path_factory.mktemp("other")
    theirs = a_store(other)
    theirs.history.save(a_record("s9", NOW - timedelta(days=3)))
    squat = {"id": "c1", "at": NOW.isoformat(), "after": {"squat": {"tier": "standard"}}}
    theirs.documents.write("coach", {"changes": {"c1": squat}})
    theirs.documents.write("profile", {"sessions_per_week": 3})
    theirs.history.close()
    (other / "programmes").mkdir()
    (other / "programmes" / "mine.toml").write_text("")
    lines = told("merge", str(other))[1].splitlines()
    assert lines == [
        "1 added, 0 changed, 0 as they were.",
        "Taken in as well: 1 change of tier or step.",
        "What is said about you there is said here now.",
        f"Not taken in: programmes mine.toml. Copy them into {three / 'programmes'}.",
    ]
    rooms = open_rooms(find_paths(three), writer=False)
    assert rooms.coaching.notebook().standings["squat"].tier == "standard"
    assert rooms.coaching.profile().sessions_per_week == 3
    assert told("merge", str(other))[1].splitlines() == [
        "0 added, 0 changed, 1 as they were.",
        lines[-1],
    ]


def test_nothing_is_written_beside_an_app_that_is_open(told, three, tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "all.json"
    told("export", "json", str(path))
    store = a_store(three)
    store.keeping.lock.claim()
    before = month_file(three).read_bytes()
    code, _, complaint = told("import", str(path))
    store.history.close()
    assert code == 1
    assert "open already" in complaint
    assert month_file(three).read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_lists_survive_any_locale_and_a_reader_that_goes_away(three):
    env = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    base = f"{sys.executable} -m runcoach --data-dir {three}"
    script = f"{base} plan no-equipment; {base} exercises | head -1; {base} plan --json | wc -l"
    outcome = subprocess.run(["sh", "-c", script], env=env, capture_output=True, check=True)
    assert outcome.stderr == b""
    assert b"2 ? " in outcome.stdout


def test_a_focus_is_planned_for(told):
    code, out, _ = told("plan", "--focus", "core", "--minutes", "12", "--json")
    plan = json.loads(out)
    assert (code, plan["title"]) == (0, "Core 12")
    assert plan["estimated_s"] == pytest.approx(720, rel=0.1)
    assert plan["why"][0] == "Core, as you asked."


def test_the_strength_days_of_a_week(told):
    code, out, _ = told("week", "--from", "2030-01-07", "--json")
    week = json.loads(out)
    assert (code, week["schema"], week["from"]) == (0, 1, "2030-01-07")
    assert [d["date"] for d in week["days"]] == ["2030-01-07", "2030-01-09"]
    assert not any(d["done"] for d in week["days"])
    code, out, _ = told("week", "--from", "2030-01-07")
    assert "Mon 7 Jan 2030" in out


def test_a_mistake_in_the_profile_is_one_line_and_the_plan_is_there(told, tmp_path):
    (tmp_path / "profile.json").write_text('{"schema": 1, "minuts": 20, "loads": [{"kg": -8}]}')
    code, out, complaint = told("plan", "--focus", "legs")
    assert code == 0
    assert "Warm-up" in out
    assert complaint.splitlines() == [
        "runcoach: profile.json: minuts: unknown key; did you mean minutes?",
        "runcoach: profile.json: loads[0].kg: expected kilograms above 0, not -8",
    ]


def test_equipment_that_no_exercise_asks_for_is_misuse(told):
    code, out, complaint = told("plan", "--focus", "legs", "--equipment", "step,dumbell")
    assert (code, out) == (2, "")
    assert complaint.startswith("runcoach: no exercise asks for 'dumbell'; there are: ")
    assert "dumbbell" in complaint


def test_a_length_that_is_too_long_for_a_programme_is_not_blamed_on_the_warm_up(told):
    _, out, _ = told("plan", "first-session", "--minutes", "45")
    assert "45 min can't be met; no more sets fit today." in out
