"""Whether every second of a countdown is shown, and how late, read from the terminal's screen.

`python tests/bench/seconds.py` prints the latest. When a second begins can't be known from outside,
so lateness is measured against the earliest second shown.
"""

import re
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pyte

from tests.bench.histories import make_empty_folder
from tests.bench.programs import Program, runcoach_command

WATCHED_S = 40.0
COLUMNS, ROWS = 80, 24
TIME_FROM = 42
"""The first column of the digits, right of the figure."""
APART_S = 0.3
UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;]*u|\x1b\[\?[0-9]+\$p")


def lateness(watched_s: float = WATCHED_S) -> tuple[float, int, int]:
    """Return how late the latest second was (s), and how many were shown and left out."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    with tempfile.TemporaryDirectory() as folder:
        program = Program(
            runcoach_command(make_empty_folder(Path(folder)), "start", "core", "--hands-free"),
            COLUMNS,
            ROWS,
        )
        program.wait_for(rb"left, over at")
        program.read_for(2.0)
        stream.feed(UNKNOWN.sub(b"", program.output))
        shown, changes = _digits(screen), []
        end = time.perf_counter() + watched_s
        while time.perf_counter() < end:
            data = program.read(0.5)
            at = time.perf_counter()
            stream.feed(UNKNOWN.sub(b"", data))
            if (now := _digits(screen)) != shown:
                shown = now
                if changes and at - changes[-1] < APART_S:
                    changes[-1] = at  # More of the same picture.
                else:
                    changes.append(at)
        program.kill()
    offsets = [at - changes[0] - round(at - changes[0]) for at in changes]
    steps = [round(b - a) for a, b in pairwise(changes)]
    return max(offsets) - min(offsets), len(changes), sum(step - 1 for step in steps)


def _digits(screen: pyte.Screen) -> tuple[str, ...]:
    return tuple(row[TIME_FROM:] for row in screen.display[8:18])


def main() -> int:
    late, shown, missing = lateness()
    print(
        f"{shown} seconds shown, {missing} left out, the latest {late * 1e3:.0f} ms after its time"
    )
    return 1 if missing or late > 0.05 else 0


if __name__ == "__main__":
    sys.exit(main())
