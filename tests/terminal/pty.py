"""Runs runcoach in a real pseudo-terminal, and reads what a person would see there."""

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
    """The environment of a usual terminal; None removes a variable."""
    variables = {
        **{k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "RUNCOACH_DATA_DIR")},
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
        **changes,
    }
    return {name: value for name, value in variables.items() if value is not None}


class Terminal:
    """A program in its own pseudo-terminal."""

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
        """Read the available output; False once the program has closed the terminal."""
        try:
            data = self.child.read_nonblocking(65536, wait)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        # pyte does not know queries and the keyboard protocol.
        self._stream.feed(re.sub(rb"\x1b\[[<>=][0-9;]*u|\x1b\[\?[0-9]+\$p", b"", data))
        return True

    def until(self, seen, what=""):
        """Read until `seen` is on the screen, or, if it is a function, until it returns true."""
        holds = (lambda: seen in self.text) if isinstance(seen, str) else seen
        end = time.monotonic() + PATIENCE_S
        while not holds():
            running = self.read()
            if not running and not holds():
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
        """Resize as a window does: first the size, then the signal."""
        self.child.setwinsize(rows, columns)
        self.screen.resize(rows, columns)

    def code(self):
        """Wait for the program's exit code; negative for the signal that killed it."""
        end = time.monotonic() + PATIENCE_S
        while self.read():
            assert time.monotonic() < end, f"never ended:\n{self.text}"
        self.child.wait()
        status = self.child.exitstatus
        return status if status is not None else -self.child.signalstatus

    def hang_up(self):
        """Close the window. Returns the program's exit code."""
        self.child.ptyproc.fileobj.close()
        _, status = os.waitpid(self.child.pid, 0)
        self.child.closed = self.child.ptyproc.closed = True
        return os.waitstatus_to_exitcode(status)

    @property
    def last_lines(self):
        """The lines written after the app left the alternate screen."""
        tail = self.raw.rpartition(b"\x1b[?1049l")[2].decode().replace("\a", "")
        tail = re.sub(r"\x1b\].*?\x1b\\", "", tail)
        return [line for line in re.sub(r"\x1b\[[?<>=0-9;]*[a-z]", "", tail).split("\r\n") if line]

    def left_on(self):
        """The modes of the terminal that were switched on and not off again."""
        left = []
        for name, number in MODES.items():
            changes = re.findall(rf"\x1b\[\?{number}([hl])".encode(), self.raw)
            if changes and changes[-1] == b"h":
                left.append(name)
        cursor = re.findall(rb"\x1b\[\?25([hl])", self.raw)
        if cursor and cursor[-1] == b"l":
            left.append("no cursor")
        if len(re.findall(rb"\x1b\[>[0-9]+u", self.raw)) != len(re.findall(rb"\x1b\[<u", self.raw)):
            left.append("keyboard protocol")
        if termios.tcgetattr(self.child.child_fd)[:4] != self.modes_before[:4]:
            left.append("raw mode")
        return left


def runcoach(data, *arguments, **options):
    """Start the app with a data folder in a terminal."""
    return Terminal(
        [sys.executable, "-m", "runcoach", "--data-dir", str(data), *arguments], **options
    )


def run_command(data, *arguments, env=None, **options):
    """Run a command without a terminal: its exit code, standard output and standard error."""
    result = subprocess.run(
        [sys.executable, "-m", "runcoach", "--data-dir", str(data), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=env or environment(),
        check=False,
        timeout=PATIENCE_S,
        **options,
    )
    return result.returncode, result.stdout.decode(), result.stderr.decode()


def history(data):
    """The sessions that `history --json` prints."""
    code, out, err = run_command(data, "history", "--json")
    assert code == 0, err
    return json.loads(out)["sessions"]
