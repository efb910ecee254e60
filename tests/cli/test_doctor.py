"""The doctor's findings, and what it advises."""

import json
import os
from contextlib import nullcontext
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from runcoach.cli.doctor import data, documents
from runcoach.cli.doctor.findings import State
from runcoach.cli.doctor.laptop import check_laptop as laptop_look
from runcoach.cli.doctor.terminal import TerminalFacts, check_terminal
from runcoach.cli.errors import describe_file_error
from runcoach.cli.main import run
from runcoach.device.audio.output import SoundError
from runcoach.device.audio.pcm import SAMPLE_RATE
from runcoach.device.keep_awake import WakeLock
from runcoach.device.laptop import Laptop, LaptopParts
from runcoach.device.sound_check import ALERT_MEANINGS
from runcoach.paths import Paths, find_paths
from runcoach.resources import assets_folder
from tests.storage.samples import a_record, month_file, open_test_folder


@pytest.fixture
def examine(tmp_path, capsys):
    """Runs the doctor on a data folder: its exit code, and each finding as a tuple."""

    def run_doctor():
        code = run(["--data-dir", str(tmp_path), "doctor", "--json"])
        document = json.loads(capsys.readouterr().out)
        assert document["schema"] == 1
        assert document["ok"] == (code == 0)
        return code, [(f["area"], f["state"], f["text"], f["todo"]) for f in document["findings"]]

    return run_doctor


def test_an_empty_folder_has_no_problem_and_stays_empty(examine, tmp_path):
    code, findings = examine()
    assert code == 0
    assert ("history", "ok", "none yet", "") in findings
    assert {"versions", "terminal", "folders", "catalogue", "lock", "sound"} <= {
        area for area, *_ in findings
    }
    assert list(tmp_path.iterdir()) == []


def test_every_month_is_read_and_its_generations_are_counted(examine, tmp_path):
    history = open_test_folder(tmp_path).history
    for number in range(2):
        history.save(a_record(f"s{number}"))
    history.close()
    code, findings = examine()
    assert code == 0
    assert ("history", "ok", "2026-11: 2 sessions, 2 generations", "") in findings


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        (lambda p: p.write_bytes(b""), "2026-11 is damaged"),
        (lambda p: p.write_bytes(p.read_bytes()[:-9]), "2026-11 is damaged"),
        (lambda p: p.unlink(), "2026-11 is missing"),
        (
            lambda p: p.write_bytes(p.read_bytes().replace(b'"schema":1', b'"schema":99')),
            "2026-11 was written by a newer runcoach",
        ),
    ],
    ids=["empty", "cut", "missing", "newer"],
)
def test_a_broken_month_is_reported_with_advice_and_not_touched(examine, tmp_path, damage, what):
    history = open_test_folder(tmp_path).history
    history.save(a_record("s1"))
    history.close()
    damage(month_file(tmp_path))
    before = {p: p.read_bytes() for p in tmp_path.rglob("*.json")}
    code, findings = examine()
    assert code == 1
    [(_, state, text, todo)] = [f for f in findings if f[0] == "history"]
    assert state == "broken"
    assert text.startswith(what)
    assert todo
    assert {p: p.read_bytes() for p in tmp_path.rglob("*.json")} == before


def test_other_files_are_checked_too(examine, tmp_path):
    (tmp_path / "settings.json").write_text("{")
    (tmp_path / "active.json").write_text('{"schema": 1}')
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "swim.toml").write_text("name = 1")
    code, findings = examine()
    assert code == 1
    broken = {area: todo for area, state, _, todo in findings if state == "broken"}
    assert broken.keys() == {"files", "journal", "catalogue"}
    assert all(broken.values())


def test_every_value_of_the_documents_is_checked_by_file_and_key(examine, tmp_path):
    written = {
        "settings.json": {"volume": 300, "theme": "pink", "hands_fre": True, "rest_scale": 1.5},
        "profile.json": {"minutes": "many", "loads": [{"kg": -2}]},
        "coach.json": {"decisions": [], "changes": {"c1": {"id": "c1"}}, "own_pace": "slow"},
    }
    for name, values in written.items():
        (tmp_path / name).write_text(json.dumps({"schema": 1, **values}))
    code, findings = examine()
    assert code == 1
    files = {text: (state, todo) for area, state, text, todo in findings if area == "files"}
    assert {text.rpartition(": ")[0] for text in files} == {
        "settings.json: volume", "settings.json: theme", "settings.json: hands_fre",
        "profile.json: minutes", "profile.json: loads[0].kg",
        "coach.json: decisions", "coach.json: changes.c1.at", "coach.json: own_pace",
    }  # fmt: skip
    assert "settings.json: volume: expected a whole number from 0 to 100, not 300" in files
    assert "settings.json: hands_fre: unknown key; did you mean hands_free?" in files
    assert all(state == "broken" and todo for state, todo in files.values())


def test_documents_without_a_mistake_are_ok_and_a_missing_one_is_not(examine, tmp_path):
    (tmp_path / "settings.json").write_text('{"schema": 1, "volume": 0, "last_minutes": null}')
    coach = open_test_folder(tmp_path).documents
    for number in range(2):
        coach.write("coach", {"own_pace": 1.0 + number})
    code, findings = examine()
    assert code == 0
    assert {("files", "ok", "settings.json", ""), ("files", "ok", "coach.json", "")} < set(findings)
    (tmp_path / "coach.json").unlink()
    code, findings = examine()
    assert code == 1
    assert ("files", "broken", "coach.json is missing; 2 copies") in [f[:3] for f in findings]


def test_a_figure_of_ones_own_with_a_mistake_is_noted(examine, tmp_path):
    (tmp_path / "exercises").mkdir()
    own = (assets_folder() / "exercises" / "leg-raise.toml").read_text(encoding="utf-8")
    own = own.replace("list_number = 13\n", "").replace('variant = "', 'variant = "own-')
    own = own.replace("legs = [86, 2]", "legz = [86, 2]")
    (tmp_path / "exercises" / "own-raise.toml").write_text(own, encoding="utf-8")
    code, findings = examine()
    assert code == 0
    [(_, _, text, todo)] = [f for f in findings if f[:2] == ("catalogue", "note")]
    assert text == "own-raise.toml: figure.pose.high.legz: unknown key; did you mean legs?"
    assert "without its figure" in todo


def test_an_app_that_is_open_is_named(examine, tmp_path):
    store = open_test_folder(tmp_path)
    store.access.lock.claim()
    code, findings = examine()
    store.history.close()
    assert code == 0
    [lock] = [f for f in findings if f[0] == "lock"]
    assert str(os.getpid()) in lock[2]


def test_without_json_it_prints_lines(tmp_path, capsys):
    assert run(["--data-dir", str(tmp_path), "doctor"]) == 0
    out = capsys.readouterr().out
    assert out.endswith("No problems found.\n")
    assert f"data: {tmp_path}" in out


class Loudspeaker:
    """A loudspeaker whose clock the test advances; `open` says whether it is in use."""

    name = "made"
    latency = 0.0

    def __init__(self):
        self.now = 100.0
        self.open = False

    def connect(self, feed, stopped):
        self.feed, self.open = feed, True
        return self

    def close(self):
        self.open = False

    def run(self, seconds):
        for _ in range(round(seconds * 20)):
            self.feed.send(SAMPLE_RATE // 20)
            self.now += 0.05


@pytest.mark.parametrize("available", [True, False])
def test_each_sound_is_named_and_played_and_the_devices_reported(tmp_path, available):
    speaker, lines = Loudspeaker(), []

    def refuse(feed, stopped):
        raise SoundError("none")

    means = LaptopParts(
        assets_folder() / "sounds",
        tmp_path,
        ring=lambda: None,
        clock=lambda: speaker.now,
        wall=lambda: speaker.now,
        connect=speaker.connect if available else refuse,
        voice=lambda: None,
        wake_lock=lambda: WakeLock(lambda: nullcontext(SimpleNamespace(active=True))),
    )
    with patch.object(Laptop, "close", autospec=True, side_effect=Laptop.close) as closed:
        paths, wait = (
            Paths(tmp_path, tmp_path, tmp_path),
            speaker.run if available else lambda _s: None,
        )
        findings = list(laptop_look(paths, lines.append, aloud=True, means=means, wait=wait))
    laptop = closed.call_args.args[0]
    sound = "made" if available else "none: the bell and flashes instead"
    head = [f"sound  {sound}", "voice  none: sounds only", "awake  held during a session"]
    assert lines[:3] == head
    assert len(lines) == 3 + len(ALERT_MEANINGS)
    assert [o.name for o in laptop.onsets] == (list(ALERT_MEANINGS) if available else [])
    assert [f.state for f in findings] == [
        State.OK if available else State.NOTE,
        State.NOTE,
        State.OK,
    ]
    assert not speaker.open


SIZES = [
    ((200, 60), State.OK, "200x60"),
    ((80, 24), State.OK, "80x24"),
    ((60, 20), State.OK, "usable"),
    ((80, 19), State.NOTE, "one thing to do fit"),
    ((40, 12), State.NOTE, "one thing to do fit"),
    ((39, 12), State.NOTE, "only the clock fits"),
    ((0, 0), State.NOTE, "unknown"),
]


@pytest.mark.parametrize(("size", "state", "text"), SIZES)
def test_the_size_of_the_terminal(size, state, text):
    first = next(check_terminal(TerminalFacts({"TERM": "xterm"}, os.terminal_size(size), "utf-8")))
    assert first.state is state
    assert text in first.text


@pytest.mark.parametrize(
    ("environment", "text"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "16 million colours"),
        ({"TERM": "xterm-256color"}, "256 colours"),
        ({"TERM": "linux"}, "16 colours"),
        ({"TERM": "xterm", "NO_COLOR": "1"}, "no colours"),
        ({"TERM": "xterm", "TMUX": "/tmp/x,1,0"}, "Ctrl+B"),
        ({"TERM": "xterm", "TERM_PROGRAM": "vscode"}, "Ctrl+Q"),
        ({"TERM": "xterm", "SSH_TTY": "/dev/pts/1"}, "over ssh"),
        ({"TERM": "dumb"}, "can't draw"),
    ],
)
def test_what_the_terminal_reports(environment, text):
    findings = check_terminal(TerminalFacts(environment, os.terminal_size((80, 24)), "utf-8"))
    assert any(text in f.text for f in findings)


def test_mistakes_in_the_profile_name_file_and_key(examine, tmp_path):
    (tmp_path / "profile.json").write_text('{"schema": 1, "minuts": 20, "loads": [{"kg": -8}]}')
    code, findings = examine()
    assert code == 1
    problems = [text for area, state, text, _ in findings if (area, state) == ("files", "broken")]
    assert problems == [
        "profile.json: minuts: unknown key; did you mean minutes?",
        "profile.json: loads[0].kg: expected kilograms above 0, not -8",
    ]


def test_a_file_in_place_of_the_folder_is_reported_once(tmp_path):
    file = tmp_path / "data"
    file.write_text("")
    paths = find_paths(file)._replace(cache=file / "cache")
    findings = [*data.check_folders(paths), *documents.check_documents(paths)]
    broken = [f.text for f in findings if f.state is State.BROKEN]
    assert broken == [f"{file} is not a folder"]
    with pytest.raises(NotADirectoryError) as fault:
        (file / "settings.json").read_bytes()
    assert describe_file_error(fault.value).startswith(f"{file} is not a folder; ")
