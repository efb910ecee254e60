"""The commands without a terminal: their output and exit codes."""

import csv
import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from runcoach.cli.main import run
from runcoach.cli.wiring import load_athlete, open_context
from runcoach.paths import find_paths
from tests.storage.samples import NOW, a_record, month_file, open_test_folder

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch):
    monkeypatch.delenv("RUNCOACH_DATA_DIR", raising=False)


@pytest.fixture
def run_command(tmp_path, capsys):
    """Runs a command: its exit code, standard output and standard error."""

    def run_with(*arguments, data=tmp_path):
        try:
            code = run(["--data-dir", str(data), *arguments])
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        return code, out, err

    return run_with


@pytest.fixture
def three_sessions(tmp_path):
    """A folder with a history of three sessions in two months, one of them edited."""
    history = open_test_folder(tmp_path).history
    for number, days in enumerate((0, 1, 40)):
        history.save(a_record(f"s{number}", NOW - timedelta(days=days), note=f"note {number}"))
    history.edit(a_record("s0", NOW, note="edited"), NOW + timedelta(hours=1))
    history.close()
    return tmp_path


def sessions(run_command, data):
    _, out, _ = run_command("history", "--json", data=data)
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
def test_misuse_is_one_line_and_exits_with_2(run_command, tmp_path, arguments):
    code, out, err = run_command(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("runcoach: ")
    assert err.count("\n") == 1
    assert not (tmp_path / "history").exists()


def test_a_failure_is_one_line_and_exits_with_1(run_command, tmp_path):
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
        code, out, err = run_command(*arguments)
        assert (code, out) == (1, ""), arguments
        assert err.startswith("runcoach: ")
        assert err.count("\n") == 1, err


def test_a_defect_is_one_line_and_the_log(run_command, tmp_path, monkeypatch):
    def boom(*_):
        raise ValueError("a defect\nin two lines")

    monkeypatch.setattr("runcoach.cli.exercises_command.open_catalogue", boom)
    code, out, err = run_command("exercises")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert str(tmp_path / "runcoach.log") in err
    assert "ValueError: a defect" in (tmp_path / "runcoach.log").read_text()


def test_a_data_folder_that_is_a_file(run_command, tmp_path):
    (tmp_path / "file").write_text("")
    code, _, err = run_command("merge", str(ROOT), data=tmp_path / "file")
    assert code == 1
    assert err.count("\n") == 1


COMMANDS = (
    "",
    "start",
    "plan",
    "exercises",
    "history",
    "runs",
    "export",
    "import",
    "merge",
    "doctor",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(run_command, command):
    code, out, err = run_command(*([command] if command else []), "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"usage: runcoach {command}".rstrip())
    for other in COMMANDS[1:]:
        if not command:
            assert f"    {other} " in out


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_completions_name_every_command(run_command, shell):
    code, out, _ = run_command("--print-completion", shell)
    assert code == 0
    assert all(command in out for command in COMMANDS)


def test_speed_counts_before_and_after_the_command():
    from runcoach.cli.arguments import build_parser

    for arguments in (["--speed", "60", "start"], ["start", "--speed", "60"]):
        assert build_parser().parse_args(arguments).speed == 60
    assert build_parser().parse_args(["start"]).speed == 1


def test_reading_commands_create_nothing(run_command, tmp_path):
    data = tmp_path / "none"
    for command in (("history",), ("history", "--json"), ("history", "restore")):
        assert run_command(*command, data=data)[0] == 0
    assert not data.exists()


def test_history_restore_restores_a_generation_and_can_be_undone(run_command, three_sessions):
    code, out, _ = run_command("history", "restore", "2026-11")
    assert code == 0
    lines = [line.split() for line in out.splitlines()]
    before = sessions(run_command, three_sessions)
    number = lines[-1][1]  # The oldest.
    code, out, err = run_command("history", "restore", "2026-11", number)
    assert (code, err) == (0, "")
    assert out.startswith("Restored 2026-11: ")
    assert [s["id"] for s in sessions(run_command, three_sessions)] == ["s0", "s2"]
    _, out, _ = run_command("history", "restore", "2026-11")
    [undo_number] = [line.split()[1] for line in out.splitlines() if "last change" in line]
    assert run_command("history", "restore", "2026-11", undo_number)[0] == 0
    assert sessions(run_command, three_sessions) == before
    assert run_command("history", "restore", "2026-11", "99")[0] == 2


def test_the_position_in_a_series_counts_every_month(tmp_path):
    history = open_test_folder(tmp_path).history
    for number in range(40):
        at = NOW - timedelta(days=10 * number)
        history.save(a_record(f"s{number}", at, programme="maintain"))
    history.close()
    context = open_context(find_paths(str(tmp_path)), writer=False)
    assert load_athlete(context, NOW).programme_sessions == {"maintain": 40}


def test_an_export_is_imported_whole_and_only_once(run_command, three_sessions, tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "all.json"
    assert run_command("export", "json", str(path)) == (0, f"Written to {path}.\n", "")
    exported = json.loads(path.read_text())
    assert [s["note"] for s in exported["sessions"]] == ["edited", "note 1", "note 2"]
    assert len(exported["revisions"]["s0"]) == 1
    code, out, err = run_command("export", "json", str(path))
    assert (code, out) == (1, "")
    assert "already exists" in err
    assert json.loads(path.read_text()) == exported
    other = path.parent / "other"
    out = run_command("import", str(path), data=other)[1]
    assert out.count("\nAdded: ") == 2
    assert out.endswith("\n3 added, 0 changed, 0 unchanged.\n")
    assert run_command("import", str(path), data=other)[1] == "0 added, 0 changed, 3 unchanged.\n"
    assert sessions(run_command, other) == sessions(run_command, three_sessions)
    again = path.parent / "again.json"
    run_command("export", "json", str(again), data=other)
    assert json.loads(again.read_text())["revisions"] == exported["revisions"]


def test_csv_is_exported_and_imported(run_command, three_sessions, tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "all.csv"
    assert run_command("export", "csv", str(path))[0] == 0
    other = path.parent / "other"
    out = run_command("import", str(path), data=other)[1]
    assert out.count("\nAdded: ") == 2
    assert out.endswith("\n3 added, 0 changed, 0 unchanged.\n")
    assert [s["id"] for s in sessions(run_command, other)] == ["s0", "s1", "s2"]
    # A table that says the same of sessions that are there already changes nothing.
    assert run_command("import", str(path))[1] == "0 added, 0 changed, 3 unchanged.\n"


def test_a_number_corrected_in_the_file_is_refused_with_both_values_or_stands(
    run_command, three_sessions, tmp_path
):
    path = tmp_path / "all.csv"
    run_command("export", "csv", str(path))
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    was = rows[0]["actual"]
    text = path.read_text(encoding="utf-8")
    cells = f",{rows[0]['target']},{was},"
    assert text.count(cells)
    path.write_text(text.replace(cells, f",{rows[0]['target']},77,", 1), encoding="utf-8")
    before = sessions(run_command, three_sessions)
    code, out, err = run_command("import", str(path))
    assert code == 3
    assert out.startswith("0 added, 0 changed, 2 unchanged.\nRefused: ")
    assert f"done {was} to 77" in out
    assert "1 refused" in err
    assert "--take-file" in err
    assert sessions(run_command, three_sessions) == before
    code, out, err = run_command("import", "--take-file", str(path))
    assert (code, err) == (0, "")
    assert f"done {was} to 77" in out
    assert "1 taken from the file" in out
    assert [s["sets"][0]["actual"] for s in sessions(run_command, three_sessions)].count(77) == 1
    assert run_command("import", str(path)) == (0, "0 added, 0 changed, 3 unchanged.\n", "")
    again = tmp_path / "again.json"
    run_command("export", "json", str(again))
    revisions = json.loads(again.read_text())["revisions"][rows[0]["session"]]
    assert str(revisions[0]["sets"][0]["actual"]) == was, "ours is kept as an earlier version"


def test_report_options(run_command, three_sessions, tmp_path):
    for name, flags in (("all", ()), ("bare", ("--no-notes", "--since", "2026-11-01"))):
        assert run_command("export", "report", str(tmp_path / name), *flags)[0] == 0
    assert "edited" in (tmp_path / "all").read_text()
    bare = (tmp_path / "bare").read_text()
    assert "edited" not in bare
    assert "2 sessions" in bare


def test_another_folder_is_merged_and_left_as_it_was(run_command, three_sessions, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    theirs = open_test_folder(other).history
    edited_at = "2027-01-01T00:00:00+01:00"
    theirs.save(a_record("s1", NOW - timedelta(days=1), note="theirs", edited_at=edited_at))
    theirs.save(a_record("s9", NOW, note="only theirs"))
    theirs.close()
    before = {p: p.read_bytes() for p in other.rglob("*") if p.is_file()}
    code, out, err = run_command("merge", str(other))
    assert (code, out, err) == (0, "1 added, 1 changed, 0 unchanged.\n", "")
    assert {s["id"]: s["note"] for s in sessions(run_command, three_sessions)}["s1"] == "theirs"
    assert run_command("merge", str(other))[1] == "0 added, 0 changed, 2 unchanged.\n"
    assert {p: p.read_bytes() for p in other.rglob("*") if p.is_file()} == before


def test_a_merge_includes_the_coachs_decisions_and_reports_what_it_leaves_out(
    run_command, three_sessions, tmp_path_factory
):
    other = tmp_path_factory.mktemp("other")
    theirs = open_test_folder(other)
    theirs.history.save(a_record("s9", NOW - timedelta(days=3)))
    squat = {"id": "c1", "at": NOW.isoformat(), "after": {"squat": {"tier": "standard"}}}
    theirs.documents.write("coach", {"changes": {"c1": squat}})
    theirs.documents.write("profile", {"sessions_per_week": 3})
    theirs.history.close()
    (other / "programmes").mkdir()
    (other / "programmes" / "mine.toml").write_text("")
    lines = run_command("merge", str(other))[1].splitlines()
    assert lines == [
        "1 added, 0 changed, 0 unchanged.",
        "Also merged: 1 change of tier or step.",
        "The profile was copied.",
        f"Not merged: programmes mine.toml. Copy them into {three_sessions / 'programmes'}.",
    ]
    context = open_context(find_paths(three_sessions), writer=False)
    assert context.coaching.notebook().standings["squat"].tier == "standard"
    assert context.coaching.profile().sessions_per_week == 3
    assert run_command("merge", str(other))[1].splitlines() == [
        "0 added, 0 changed, 1 unchanged.",
        lines[-1],
    ]


def test_nothing_is_written_beside_an_app_that_is_open(
    run_command, three_sessions, tmp_path_factory
):
    path = tmp_path_factory.mktemp("export") / "all.json"
    run_command("export", "json", str(path))
    store = open_test_folder(three_sessions)
    store.access.lock.claim()
    before = month_file(three_sessions).read_bytes()
    code, _, err = run_command("import", str(path))
    store.history.close()
    assert code == 1
    assert "open already" in err
    assert month_file(three_sessions).read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_lists_survive_any_locale_and_a_reader_that_goes_away(three_sessions):
    env = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    base = f"{sys.executable} -m runcoach --data-dir {three_sessions}"
    script = f"{base} plan no-equipment; {base} exercises | head -1; {base} plan --json | wc -l"
    outcome = subprocess.run(["sh", "-c", script], env=env, capture_output=True, check=True)
    assert outcome.stderr == b""
    assert b"2 ? " in outcome.stdout


def test_plan_with_a_focus(run_command):
    code, out, _ = run_command("plan", "--focus", "core", "--minutes", "12", "--json")
    plan = json.loads(out)
    assert (code, plan["title"]) == (0, "Core 12")
    assert plan["estimated_s"] == pytest.approx(720, rel=0.1)
    assert plan["why"][0] == "Core, as you asked."


def test_week_lists_its_strength_days(run_command):
    code, out, _ = run_command("week", "--from", "2030-01-07", "--json")
    week = json.loads(out)
    assert (code, week["schema"], week["from"]) == (0, 1, "2030-01-07")
    assert [d["date"] for d in week["days"]] == [f"2030-01-{day:02}" for day in range(7, 14)]
    planned = [d["date"] for d in week["days"] if d["sessions"]]
    assert len(planned) == week["planned"] == 2
    assert not any(s["done"] for d in week["days"] for s in d["sessions"])
    code, out, _ = run_command("week", "--from", "2030-01-07")
    assert "Mon 7 Jan 2030" in out


def test_season_shows_blocks_and_sessions_ahead(run_command):
    code, out, _ = run_command("season", "--weeks", "6", "--json")
    season = json.loads(out)
    assert (code, season["schema"], season["race"]) == (0, 1, None)
    assert season["blocks"][0]["name"] == "learn"
    assert season["blocks"][0]["why"] == "Learn: movements and tendons first."
    assert len(season["weeks"]) == 6
    planned = [s for w in season["weeks"][1:] for s in w["sessions"]]
    assert len(planned) == 10
    lifts = [e for s in planned for e in s["exercises"] if e["part"] == "lift"]
    assert all(e["groups"] for e in lifts)
    assert all(e["rest_s"] >= 12 for e in lifts if e["sets"] > 1)
    week = season["weeks"][1]
    assert week["hard_sets"] > 0
    code, out, _ = run_command("season", "--weeks", "2")
    assert (code, out.startswith("Learn")) == (0, True)
    code, _, err = run_command("season", "--weeks", "0")
    assert (code, "from 1 to 52" in err) == (2, True)


def test_a_mistake_in_the_profile_is_one_line_and_the_plan_is_there(run_command, tmp_path):
    (tmp_path / "profile.json").write_text('{"schema": 1, "minuts": 20, "loads": [{"kg": -8}]}')
    code, out, err = run_command("plan", "--focus", "legs")
    assert code == 0
    assert "Warm-up" in out
    assert err.splitlines() == [
        "runcoach: profile.json: minuts: unknown key; did you mean minutes?",
        "runcoach: profile.json: loads[0].kg: expected kilograms above 0, not -8",
    ]


def test_equipment_that_no_exercise_uses_is_misuse(run_command):
    code, out, err = run_command("plan", "--focus", "legs", "--equipment", "step,dumbell")
    assert (code, out) == (2, "")
    assert err.startswith("runcoach: no exercise uses 'dumbell'; choose from: ")
    assert "dumbbell" in err


def test_a_length_that_is_too_long_for_a_programme_is_not_blamed_on_the_warm_up(run_command):
    _, out, _ = run_command("plan", "first-session", "--minutes", "45")
    assert "45 min can't be met; no more sets fit today." in out
