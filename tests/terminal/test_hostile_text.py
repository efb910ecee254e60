"""Foreign text in a real terminal: whatever a file says, only our own escapes reach the screen."""

import json
import re
import sys

import pytest

from tests.terminal.pty import run_command, runcoach

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and terminals")

MARK = "PWNED"
"""In every hostile sequence: an escape with it in the output is not ours."""
HOSTILE = (
    f"A\x1b]0;{MARK}\x07\x1b]52;c;{MARK}\x1b\\\x1b[9;1H\x1b[2J\x9b31m\x9d0;{MARK}\x9c\x1bP{MARK}\x1b\\"
    f"\u202e\u2066{MARK}\u200b\ufeff\U000e0041\x00\x08\x7f\r[red]{MARK}[/][@click=app.quit]Z[/]"
)
OURS = re.compile(
    rb"\x1b\[[?<>=]?[0-9;:]*[A-Za-z~]|\x1b\[\?[0-9]+\$p"
    rb"|\x1b\](?:2;[^\x00-\x1f\x7f]*|22;[a-z-]*|1[01];\?)(?:\x1b\\|\x07)|\x1b[=>78]"
)
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\U000e0041]"
)
ARGUMENT = HOSTILE.replace("\x00", "")
CLEARS = b"\x1b[9;1H\x1b[2J"


def check(raw):
    """Nothing of the hostile text acts: what is left beside our escapes is plain text."""
    assert CLEARS not in raw
    assert b"\x1b]0;" not in raw
    assert b"\x1b]52;" not in raw
    text = OURS.sub(b"", raw).decode()
    found = FORBIDDEN.search(text)
    assert found is None, text[max(0, found.start() - 40) : found.end() + 20]


@pytest.fixture
def data(tmp_path):
    """A folder in which every text that can be foreign is hostile, written past every door."""
    folder = tmp_path / "data"
    done = {
        "id": f"k1a{HOSTILE}", "block": "b1", "exercise": "side-plank", "tier": "standard",
        "variant": "side-plank", "name": HOSTILE, "role": "main", "set": 1, "side": "left",
        "unit": "seconds", "target": 30, "actual": 30, "source": "timed", "note": HOSTILE,
        "effort": "right", "pain": {"area": HOSTILE, "level": 3},
    }  # fmt: skip
    session = {
        "id": "k1", "started_at": "2026-11-20T18:00:00+01:00",
        "finished_at": "2026-11-20T18:12:00+01:00", "status": "completed", "title": HOSTILE,
        "note": HOSTILE, "edited_at": "", "schema": 1, "sets": [done],
    }  # fmt: skip
    (folder / "history").mkdir(parents=True)
    document = {"meta": {"1": {"schema": 1}}, "sessions": {"1": session}}
    (folder / "history/2026-11.json").write_text(json.dumps(document))
    for kind in ("exercises", "programmes"):
        (folder / kind).mkdir()
        (folder / kind / f"x{MARK}\x1b]0;y\x07\u202e.toml").write_text(f'name = "{MARK}\\u001b[2J"')
    (folder / "exercises/hostile.toml").write_text(
        f'name = {json.dumps(HOSTILE)}\npattern = "core"\nkind = "hold"\n'
    )
    return folder


COMMANDS = (
    ("history",), ("history", "--json"), ("exercises",), ("exercises", "--json"), ("plan",),
    ("plan", "--json"), ("week",), ("week", "--json"), ("doctor",), ("doctor", "--json"),
    ("start", ARGUMENT), ("plan", ARGUMENT), (ARGUMENT,),
    ("export", "json", "out.json"), ("export", "csv", "out.csv"), ("export", "report", "out.md"),
    ("import", "out.json"), ("import", ARGUMENT),
    ("merge", ARGUMENT), ("--data-dir", ARGUMENT, "history"),
)  # fmt: skip


def test_no_command_prints_what_a_terminal_would_obey(data, tmp_path):
    for command in COMMANDS:
        _, out, err = run_command(data, *command, cwd=tmp_path)
        for text in (out, err):
            assert FORBIDDEN.search(text) is None, (command[:2], text)
    for name in ("out.json", "out.csv", "out.md"):
        text = (tmp_path / name).read_text(encoding="utf-8-sig")
        assert MARK in text
        assert FORBIDDEN.search(text) is None, name


def test_no_screen_lets_it_through(data):
    with runcoach(data, columns=120, rows=40) as app:
        app.until("Today")
        for keys in ("2", "3", "\r", "\r", "\x1b", "\x1b", "4", "\r", "\x1b", "5", "6", "1"):
            app.press(keys)
            for _ in range(15):
                app.read(0.02)
        app.press("q")
        app.code()
        assert MARK.encode() in app.raw, "it was shown"
        check(app.raw)
