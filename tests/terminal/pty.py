"""runcoach in a real pseudo-terminal, and what a person would see there."""

import json
import os
import re
import subprocess
import sys
import termios
import time
from pathlib import Path

import pexpect
import pyte

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 20.0
MODES = {
    "alternate screen": "1049",
    "mouse": "1003",
    "bracketed paste": "2004",
    "focus reports": "1004",
}


def environment(**changes: str | None) -> dict[str, str]:
    """That of a usual terminal; None takes a variable away."""
    given = {
        **{k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "RUNCOACH_DATA_DIR")},
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
        **changes,
    }
    return {name: value for name, value in given.items() if value is not None}


class Terminal:
    """One program in a terminal of its own."""

    def __init__(self, command, columns=80, rows=24, env=None, cwd=None):
        self.child = pexpect.spawn(
            command[0],
            list(command[1:]),
            dimensions=(rows, columns),
            env=env or environment(),
            cwd=cwd,
            timeout=PATIENCE_S,
        )
        self.raw = b""
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.modes_before = termios.tcgetattr(self.child.child_fd)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.close(force=True)

    @property
    def text(self):
        return "\n".join(self.screen.display)

    def read(self, wait=0.02):
        """Take in what is there; False once the program has closed the terminal."""
        try:
            data = self.child.read_nonblocking(65536, wait)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        # Queries and the keyboard protocol are nothing pyte knows.
        self._stream.feed(re.sub(rb"\x1b\[[<>=][0-9;]*u|\x1b\[\?[0-9]+\$p", b"", data))
        return True

    def until(self, seen, what=""):
        """Read until `seen` holds of this terminal, or until that text is on the screen."""
        holds = (lambda: seen in self.text) if isinstance(seen, str) else seen
        end = time.monotonic() + PATIENCE_S
        while not holds():
            going = self.read()
            if not going and not holds():
                raise AssertionError(f"ended before {what or seen!r}:\n{self.text}")
            assert time.monotonic() < end, f"never saw {what or seen!r}:\n{self.text}"
        return self

    def press(self, keys):
        self.child.send(keys)
        return self

    def signal(self, number):
        os.kill(self.child.pid, number)
        return self

    def resize(self, columns, rows):
        """As a window does: the size, then the signal."""
        self.child.setwinsize(rows, columns)
        self.screen.resize(rows, columns)

    def code(self):
        """What the program exits with; negative for a signal that killed it."""
        end = time.monotonic() + PATIENCE_S
        while self.read():
            assert time.monotonic() < end, f"never ended:\n{self.text}"
        self.child.wait()
        status = self.child.exitstatus
        return status if status is not None else -self.child.signalstatus

    def hang_up(self):
        """Close the window; what the program exits with."""
        self.child.ptyproc.fileobj.close()
        _, status = os.waitpid(self.child.pid, 0)
        self.child.closed = self.child.ptyproc.closed = True
        return os.waitstatus_to_exitcode(status)

    @property
    def last_lines(self):
        """What was written after the app gave the terminal back."""
        tail = self.raw.rpartition(b"\x1b[?1049l")[2].decode().replace("\a", "")
        tail = re.sub(r"\x1b\].*?\x1b\\", "", tail)
        return [line for line in re.sub(r"\x1b\[[?<>=0-9;]*[a-z]", "", tail).split("\r\n") if line]

    def left_on(self):
        """Modes of the terminal that were switched on and not off again."""
        found = []
        for name, number in MODES.items():
            changes = re.findall(rf"\x1b\[\?{number}([hl])".encode(), self.raw)
            if changes and changes[-1] == b"h":
                found.append(name)
        cursor = re.findall(rb"\x1b\[\?25([hl])", self.raw)
        if cursor and cursor[-1] == b"l":
            found.append("no cursor")
        if len(re.findall(rb"\x1b\[>[0-9]+u", self.raw)) != len(re.findall(rb"\x1b\[<u", self.raw)):
            found.append("keyboard protocol")
        if termios.tcgetattr(self.child.child_fd)[:4] != self.modes_before[:4]:
            found.append("raw mode")
        return found


def runcoach(data, *arguments, **given):
    """The app with a data folder, in a terminal."""
    return Terminal(
        [sys.executable, "-m", "runcoach", "--data-dir", str(data), *arguments], **given
    )


def told(data, *arguments, env=None, **given):
    """A command without a terminal: what it exits with, says, and complains of."""
    outcome = subprocess.run(
        [sys.executable, "-m", "runcoach", "--data-dir", str(data), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=env or environment(),
        check=False,
        timeout=PATIENCE_S,
        **given,
    )
    return outcome.returncode, outcome.stdout.decode(), outcome.stderr.decode()


def history(data):
    """The sessions that `history --json` tells."""
    code, out, complaint = told(data, "history", "--json")
    assert code == 0, complaint
    return json.loads(out)["sessions"]
