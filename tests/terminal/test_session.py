"""A whole session in a real terminal, hands-free and by keys, and its record in the history."""

import json
import re
import sys
import time
from datetime import datetime

import pytest

from runcoach.runner.conductor import GUARD_S
from tests.terminal.pty import environment, history, run_command, runcoach

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and terminals")

SIZES = ((200, 60), (120, 40), (90, 50), (80, 24), (60, 20), (40, 12))


@pytest.fixture(scope="module")
def by_itself(tmp_path_factory):
    """A hands-free session at 400 times the speed: its plan, terminal and data folder."""
    data = tmp_path_factory.mktemp("by_itself")
    command = ("no-equipment", "--hands-free", "--speed", "400")
    code, out, err = run_command(data, "plan", *command, "--json")
    assert code == 0, err
    with runcoach(data, "start", *command) as app:
        app.until("sets in").until("space Close")
        yield json.loads(out), app, data


def test_it_runs_to_its_summary_by_itself_and_is_saved_by_then(by_itself):
    plan, app, data = by_itself
    sets = sum(b["kind"] == "work" and b["role"] == "main" for b in plan["blocks"])
    assert f"DONE. {sets} of {sets} sets in" in app.text
    assert "Saved. A rehearsal" in " ".join(app.text.split())
    assert not (data / "active.json").exists()
    [session] = history(data)
    assert session["status"] == "completed"
    assert session["rehearsal"] is True
    assert session["title"] == plan["title"]
    work = {b["id"]: b for b in plan["blocks"] if b["kind"] == "work"}
    for done in session["sets"]:
        block = work.pop(done["block"])
        keys = ("exercise", "tier", "variant", "role", "set", "side", "unit", "target")
        assert {k: done[k] for k in keys} == {k: block[k] for k in keys}
        assert done["skipped"] is False
        # Reps that nobody counted are assumed; seconds are timed.
        source = "timed" if block["unit"] == "seconds" else "assumed"
        assert (done["actual"], done["source"]) == (block["target"], source), block
    assert not work
    start, finish = (datetime.fromisoformat(session[k]) for k in ("started_at", "finished_at"))
    assert start.utcoffset() is not None
    assert 0 <= (finish - start).total_seconds() < 20


def test_answers_in_the_summary_are_saved_as_they_are_given(by_itself):
    _, app, data = by_itself
    app.press("t").until("What should be remembered?").press("felt strong\r")
    app.until("Note: felt strong").until("space Close")
    # The question about the whole session comes last.
    app.press("\x1b[B" * 20).press("\x1b[C")
    guarded = time.monotonic() + GUARD_S
    app.until(lambda: time.monotonic() > guarded, "that Space is not meant for a set").press(" ")
    assert app.code() == 0
    assert app.left_on() == []
    [session] = history(data)
    assert (session["note"], session["feel"]) == ("felt strong", 1)


def test_by_keys(tmp_path):
    """Space, d, digits, arrows and leaving: the record has each of them."""
    with runcoach(tmp_path, "start", "core", "--speed", "20") as app:
        app.until("warm-up")
        # By hand every ready block waits for its key; the warm-up is skipped.
        app.press("s").until("Skipped")
        again = time.monotonic() + GUARD_S
        app.until(lambda: time.monotonic() > again, "that it is not the same press").press("s")
        app.until("The whole warm-up").press("\r").until("set 1 of")
        app.until("space go").press(" ").until("d done now")
        # The title has the remaining time: some of it must be done, or it counts as skipped.
        app.until(lambda: re.search(rb"HOLD (1\d|2[0-8])", app.raw), "two seconds held").press("d")
        # The value can be corrected, and one digit answers.
        app.until("easy").press("\x1b[D").press("3").press("k")
        app.press("q").until("Save what I did").press("\x1b[B").press("\x1b[B").press("\r")
        assert app.code() == 0
        assert app.left_on() == []
    [session] = history(tmp_path)
    assert session["status"] == "partial"
    [done] = [s for s in session["sets"] if s["role"] == "main" and not s["skipped"]]
    assert (done["effort"], done["form_ok"], done["source"]) == ("hard", False, "entered")
    assert done["actual"] < done["target"]
    assert session["pauses"]


def framed(app, top, bottom):
    """Whether the first and the last row have these texts, so that the screen is filled."""
    first, *_, last = app.screen.display
    return top in first and first.strip() != "" and bottom in last


def test_every_size_shows_the_one_thing_to_do(tmp_path):
    """Today while shrinking, a session while growing; resizing starts and ends nothing."""
    (tmp_path / "settings.json").write_text('{"schema": 1, "read_left": true}')
    with runcoach(tmp_path, columns=200, rows=60) as app:
        app.until("Space begins")
        for columns, rows in SIZES:
            app.resize(columns, rows)
            app.until(lambda: framed(app, "Today", "space"), f"Today at {columns}x{rows}")
        app.press(" ").until("space go", "a session")
        for columns, rows in reversed(SIZES[:-1]):
            app.resize(columns, rows)
            app.until(lambda: framed(app, "", "space go"), f"a session at {columns}x{rows}")
        app.press("q").until("Throw away").press("\x1b[B").press("\x1b[B").press("\r")
        app.until("Space begins")
        app.press("q")
        assert app.code() == 0


def test_a_shells_idea_of_the_size_is_not_believed(tmp_path):
    env = environment(COLUMNS="100", LINES="30")
    with runcoach(tmp_path, columns=120, rows=40, env=env) as app:
        app.until(lambda: framed(app, "Today", "space"), "Today at 120x40")
        app.press("q")
        assert app.code() == 0


def test_the_palette_and_its_themes_are_there_when_they_are_asked_for(tmp_path):
    with runcoach(tmp_path) as app:

        def alone(found, other):
            app.until(lambda: found in app.text and other not in app.text, found)

        app.until("Space begins").press("\x10").until("Search for commands")
        app.until("Quit runcoach").press("theme")
        alone("Try other colours", "Quit runcoach")
        app.press("\r").until("Search for themes").until("gruvbox").press("runcoach-l")
        alone("runcoach-light", "gruvbox")
        app.press("\r").until("Space begins").press("q")
        assert app.code() == 0
