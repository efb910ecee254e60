"""A defect ends the app with one line and a log; a kill loses no set that was ticked."""

import json
import re
import sys

import pytest

from tests.terminal.pty import ROOT, Terminal, environment, run_command, runcoach

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and terminals")

SESSION = ("start", "no-equipment", "--speed", "300", "--hands-free")
BROKEN = """
import sys
from runcoach import {module}
def boom(*_):
    raise ValueError("a defect")
assert callable({module}.{name})
{module}.{name} = boom
from runcoach.__main__ import main
sys.exit(main())
"""


def broken(data, module, name, *arguments):
    """The app with one method that raises an exception."""
    package, _, module = f"runcoach.{module}".rpartition(".")
    script = BROKEN.format(module=module, name=name).replace(
        "from runcoach import", f"from {package} import", 1
    )
    return Terminal([sys.executable, "-c", script, "--data-dir", str(data), *arguments])


@pytest.mark.parametrize(
    ("module", "name", "arguments", "key"),
    [
        ("ui.today.screen", "TodayScreen.action_why", (), "w"),
        ("ui.today.screen", "TodayScreen.compose", (), ""),
        ("runner.conductor", "Conductor._on_deadline", SESSION, ""),
        ("ui.session.presenter", "SessionPresenter.paint", SESSION, ""),
        ("storage.history.history", "FileHistory.save", (*SESSION[:3], "1000", SESSION[4]), ""),
    ],
    ids=[
        "in an action",
        "while composing",
        "in an alarm",
        "of a screen in an alarm",
        "in a thread",
    ],
)
def test_a_defect_is_one_line_that_says_where_the_log_is(tmp_path, module, name, arguments, key):
    with broken(tmp_path, module, name, *arguments) as app:
        if key:
            app.until("Space begins").press(key)
        assert app.code() == 1
        assert app.left_on() == []
        log = tmp_path / "runcoach.log"
        [line] = app.last_lines
        assert line.startswith("runcoach: stopped by a defect, ValueError.")
        assert line.endswith(str(log))
    text = log.read_text()
    assert re.match(r"\d{4}-\d\d-\d\dT\S+ runcoach \S+, Python \S+\nTraceback", text)
    assert text.rstrip().endswith("ValueError: a defect")
    if arguments:
        assert json.loads((tmp_path / "active.json").read_bytes())["session"]["plan"]["title"]


def sets_in_journal(data):
    """How many sets of the main part the journal has."""
    journal = data / "active.json"
    if not journal.exists():
        return 0
    sets = json.loads(journal.read_bytes())["session"]["sets"]
    return sum(s["role"] == "main" for s in sets)


def test_a_killed_session_is_offered_at_the_next_start_with_all_that_was_ticked(tmp_path):
    with runcoach(tmp_path, *SESSION) as app:
        # The header may be ahead of the disk, which the clock never waits for; a tick may not.
        app.until(lambda: sets_in_journal(tmp_path) >= 2, "two sets in the journal")
        ticked = sets_in_journal(tmp_path) + 1
        app.signal(9)
        assert app.code() == -9
    # So that nothing is asked first; in the killed rehearsal nothing was.
    (tmp_path / "settings.json").write_text('{"schema": 1, "read_left": true}')
    with runcoach(tmp_path, "start", "core") as app:
        # The session asked for on the command line begins once this one is decided about.
        app.until("No equipment 15 waits")
        waits = int(re.search(r"waits: set (\d+) of 10", app.text)[1])
        assert waits >= ticked
        app.until("Go on").press("\x1b[B").press("\r")
        app.until("space go").press("q").until("Keep for later").press("\x1b[B").press("\r")
        assert app.code() == 0
    code, out, _ = run_command(tmp_path, "history", "--json")
    [session] = json.loads(out)["sessions"]
    done = [s for s in session["sets"] if s["role"] == "main"]
    assert code == 0
    assert session["status"] == "partial"
    assert len(done) >= ticked - 1


def test_without_a_terminal_it_says_so_and_does_not_spin(tmp_path):
    code, out, err = run_command(tmp_path)
    assert (code, out) == (2, "")
    assert err.startswith("runcoach: runcoach needs a terminal")
    assert err.count("\n") == 1
    assert not list(tmp_path.iterdir())
    for redirection in ("</dev/null", "2>/dev/null", "<&-", "2>&-"):
        command = f"exec {sys.executable} -m runcoach --data-dir {tmp_path} {redirection}"
        with Terminal(["sh", "-c", command], cwd=ROOT) as app:
            assert app.code() == 2, redirection


def test_a_terminal_that_cannot_draw_is_refused(tmp_path):
    with runcoach(tmp_path, env=environment(TERM="dumb")) as app:
        assert app.code() == 2
        assert "TERM=dumb" in app.text
        assert b"\x1b" not in app.raw


def test_without_colours_in_any_locale_and_over_ssh_it_draws_the_same(tmp_path):
    # Python uses UTF-8 in the C locale by itself, but not in other locales without it.
    ssh = "192.0.2.1 1 192.0.2.2 22"
    env = environment(NO_COLOR="1", LC_ALL="C", PYTHONIOENCODING="ascii", SSH_CONNECTION=ssh)
    with runcoach(tmp_path, env=env) as app:
        app.until("Space begins").until("▸")
        cells = [c for row in app.screen.buffer.values() for c in row.values()]
        colours = {c for cell in cells for c in (cell.fg, cell.bg)} - {"default"}
        assert all(c[0:2] == c[2:4] == c[4:6] for c in colours), colours
        app.press("q")
        assert app.code() == 0
