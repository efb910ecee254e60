"""Programs in a pseudo-terminal, timed from outside: runcoach and those it is compared with."""

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)}
PATIENCE_S = 30.0

# The same settings of the garbage collector and of Textual as in runcoach.
_AS_OURS = """
import gc, os
gc.disable()
os.environ.setdefault("TEXTUAL_FPS", "120")
"""
HELLO = f"""{_AS_OURS}
from textual.app import App
from textual.widgets import Static
class Hello(App):
    BINDINGS = [("q", "quit", "quit")]
    def compose(self):
        yield Static("Hello")
gc.freeze()
gc.enable()
Hello().run()
"""
LIST = f"""{_AS_OURS}
from textual.app import App
from textual.widgets import Label, ListItem, ListView
class Rows(App):
    BINDINGS = [("q", "quit", "quit")]
    def compose(self):
        yield ListView(*(ListItem(Label(f"row {{n}}")) for n in range(20)))
gc.freeze()
gc.enable()
Rows().run()
"""
NO_FIGURE = """
import sys
from runcoach.catalogue.figure_cache import KeptFigures
KeptFigures.figure = lambda *_: None
from runcoach.__main__ import main
sys.exit(main())
"""


def python_command(script: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", script, *arguments]


def runcoach_command(data: Path, *arguments: str) -> list[str]:
    # By the variable, so that the command line is that of a plain `runcoach`.
    folder = f"RUNCOACH_DATA_DIR={data}"
    return ["env", folder, sys.executable, "-m", "runcoach", *arguments]


@dataclass
class Program:
    """A running program; times are seconds since just before it was started."""

    command: list[str]
    columns: int = 80
    rows: int = 24
    output: bytes = b""
    begun: float = field(default_factory=time.perf_counter)

    def __post_init__(self) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERMINAL)
            # Without compiled files ours would be compiled again at every start.
            for name in ("NO_COLOR", "PYTHONDONTWRITEBYTECODE"):
                os.environ.pop(name, None)
            # Set the size here: the parent might do it too late.
            size = struct.pack("HHHH", self.rows, self.columns, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.execvp(self.command[0], self.command)

    def read(self, wait: float) -> bytes:
        """Return what it writes within `wait` seconds; raises EOFError once it has exited."""
        ready, _, _ = select.select([self.fd], [], [], wait)
        if not ready:
            return b""
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        if not data:
            raise EOFError(self.output[-500:])
        self.output += data
        return data

    def wait_for(self, pattern: bytes) -> float:
        """Read until the output matches a pattern; return when it did."""
        end = time.perf_counter() + PATIENCE_S
        while not re.search(pattern, self.output):
            self.read(1.0)
            if time.perf_counter() > end:
                raise TimeoutError(self.output[-500:])
        return time.perf_counter() - self.begun

    def press(self, keys: bytes) -> None:
        os.write(self.fd, keys)

    def read_for(self, seconds: float) -> None:
        """Read its output for so many seconds."""
        end = time.perf_counter() + seconds
        while (remaining := end - time.perf_counter()) > 0:
            self.read(remaining)

    def wait_exit(self) -> float:
        """Read until it has exited; return when it did."""
        try:
            while True:
                self.read(1.0)
        except EOFError:
            pass
        os.waitpid(self.pid, 0)
        os.close(self.fd)
        return time.perf_counter() - self.begun

    def kill(self) -> None:
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def cpu_s(self) -> float:
        """Seconds of processor time so far; raises OSError if the system has no /proc."""
        # In nanoseconds for each thread: the ticks in `stat` are too coarse for a mostly idle app.
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9
