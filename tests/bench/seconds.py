"""Whether every second of a countdown is shown, and how late: read from the terminal's screen.

`python tests/bench/seconds.py` prints the latest of them. The first moment of a second can't be
known from outside; so the earliest of all stands for it, and the others are held against that.
"""

import re
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pyte

from tests.bench.histories import settled
from tests.bench.programs import Program, ours

WATCHED_S = 40.0
COLUMNS, ROWS = 80, 24
TIME_FROM = 42
"""The column from which the digits stand, right of the figure."""
APART_S = 0.3
UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;]*u|\x1b\[\?[0-9]+\$p")


def lateness(watched_s: float = WATCHED_S) -> tuple[float, int, int]:
    """The latest second in s after its time, how many were shown, and how many were left out."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    with tempfile.TemporaryDirectory() as folder:
        program = Program(
            ours(settled(Path(folder)), "start", "core", "--hands-free"), COLUMNS, ROWS
        )
        program.shows(rb"left, over at")
        program.watch(2.0)
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
