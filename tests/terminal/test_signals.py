"""Signals that end or stop the app: the terminal is restored, and nothing done is lost."""

import json
import os
import signal
import sys

import pytest

from tests.terminal.pty import Terminal, environment, runcoach

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and terminals")

SESSION = ("start", "no-equipment", "--speed", "30", "--hands-free")
ENDS = {
    signal.SIGTERM: 143,
    signal.SIGHUP: 129,
    signal.SIGQUIT: 131,
    signal.SIGINT: 130,
}


def test_a_signal_ends_the_app_in_order_and_keeps_the_session(tmp_path):
    apps = {number: runcoach(tmp_path / number.name, *SESSION) for number in ENDS}
    for number, app in apps.items():
        with app:
            app.until("No equipment 15").until("warm-up")
            app.signal(number)
            assert app.code() == ENDS[number]
            assert app.left_on() == []
            assert app.last_lines == []
            assert (tmp_path / number.name / "active.json").exists()


def test_stopped_and_brought_back_by_a_shell_it_is_repainted(tmp_path):
    command = [sys.executable, "-m", "runcoach", "--data-dir", str(tmp_path), *SESSION]
    with Terminal(["bash", "--norc", "--noprofile", "-i"], env=environment(PS1="$ ")) as shell:
        shell.until("$ ").press(" ".join(command) + "\r")
        shell.until("warm-up").press("\x1a").until("Stopped")
        assert {"alternate screen", "mouse", "no cursor"}.isdisjoint(shell.left_on())
        # Typed lines are echoed again, and the clock is paused meanwhile.
        shell.press("echo $((40 + 2))\r").until("\n42 ")
        shell.press("fg\r").until("space go on")
        shell.until("No equipment 15").until("Stand tall")
        # Stopped by SIGSTOP, without notice: the shell takes the terminal, and gives it back.
        shell.press(" ").until("space pause")
        running = json.loads((tmp_path / "writer.json").read_bytes())["pid"]
        os.kill(running, signal.SIGSTOP)
        shell.until("Stopped")
        shell.screen.reset()
        shell.press("fg\r").until("No equipment 15").until("Stand tall")
        os.kill(running, signal.SIGTERM)
        # What is typed before the shell asks for it may be thrown away with the app's own keys.
        shell.until(lambda: shell.raw.endswith(b"$ "), "the shell's prompt")
        assert "alternate screen" not in shell.left_on()
        shell.press("echo code $?\r").until("code 143")


def test_without_a_shell_to_come_back_from_it_is_not_stopped(tmp_path):
    with runcoach(tmp_path, *SESSION) as app:
        app.until("warm-up").press("\x1a").until("space go on")
        app.press("q").until("Keep for later")
        app.press("\x1b[B").press("\r")
        assert app.code() == 0
        assert app.left_on() == []


@pytest.mark.parametrize("hang_up", ["", "trap '' HUP; "], ids=["signalled", "ignored"])
def test_a_terminal_that_is_closed_ends_the_app_and_keeps_the_session(tmp_path, hang_up):
    command = [sys.executable, "-m", "runcoach", "--data-dir", str(tmp_path), *SESSION]
    app = Terminal(["sh", "-c", f"{hang_up}exec {' '.join(command)}"])
    app.until("warm-up")
    assert app.hang_up() == 129
    assert (tmp_path / "active.json").exists()
