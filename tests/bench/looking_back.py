"""Looking back over many sessions against few: how fast it answers, and what it holds in memory."""

from __future__ import annotations

import re
import statistics
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.histories import years
from tests.bench.programs import Program, ours

if TYPE_CHECKING:
    from tests.bench.__main__ import Given

TODAY = rb"Space begins"
ALL_READ = rb"in a row"
ASKED = rb"Words in notes"
COUNTED = rb"session"
FILTERED = rb"Esc: all"
TO_TOTALS = (b"\x1b[A", b"\x1b[C", b"\r")
ROUNDS = 7
QUIET_S = 0.15
FAR = (b"\x1b[6~", b"\x1b[B", b"\x1b[F", b"\x1b[5~", b"\x1b[A", b"\x1b[H")
"""Page down, down, to the end; and the same way back."""


def opened(data: Path, columns: int = 120, rows: int = 40) -> Program:
    """The app on its history, every month read."""
    program = Program(ours(data), columns, rows)
    program.shows(TODAY)
    program.watch(1.5)
    program.press(b"2")
    program.shows(ALL_READ)
    settle(program, 1.0)
    return program


def settle(program: Program, quiet: float = QUIET_S) -> None:
    """Until it has nothing more to say."""
    while program.read(quiet):
        pass


def answer(program: Program, key: bytes, pattern: bytes | None = None) -> float:
    """Seconds from a key to the first output after it, or to the one that shows the pattern."""
    settle(program)
    program.output = b""
    begun = time.perf_counter()
    program.press(key)
    while True:
        program.read(5.0)
        if pattern is None or re.search(pattern, program.output):
            return time.perf_counter() - begun


def list_s(program: Program) -> float:
    """What a key in the list takes, here and far down."""
    return statistics.median(answer(program, key) for _ in range(ROUNDS) for key in FAR)


def filter_s(program: Program) -> float:
    """What a filter takes: each letter of its words, and the sessions that it leaves."""
    took = []
    for _ in range(ROUNDS):
        answer(program, b"/", ASKED)
        took += [answer(program, b"e", COUNTED), answer(program, b"\x7f", COUNTED)]
        answer(program, b"e", COUNTED)
        took.append(answer(program, b"\r", FILTERED))
        answer(program, b"\x1b", ALL_READ)
    return statistics.median(took)


def memory_bytes(program: Program) -> int:
    """What it alone holds; raises OSError where the system has no /proc."""
    told = Path(f"/proc/{program.pid}/smaps_rollup").read_text()
    return 1024 * sum(int(kb) for kb in re.findall(r"Private_\w+:\s+(\d+)", told))


@cache
def answers(given: Given) -> tuple[list[float], list[float]]:
    """List and filter, at 15,600 sessions and at a hundred, taken by turns."""
    many, few = opened(given.years(100)), opened(few_sessions(given.folder))
    took = [[(list_s(p), filter_s(p)) for p in (many, few)] for _ in range(3)]
    many.kill()
    few.kill()
    old, new = [
        list(map(statistics.median, zip(*(t[n] for t in took), strict=True))) for n in (0, 1)
    ]
    return old, new


def few_sessions(folder: Path) -> Path:
    """A data folder with a hundred sessions."""
    data = folder / "hundred"
    if not data.exists():
        years(data, 1, a_year=100)
    return data


def listing(given: Given) -> tuple[float, float]:
    """Milliseconds of a key in the list, many sessions and few."""
    many, few = answers(given)
    return many[0] * 1e3, few[0] * 1e3


def filtering(given: Given) -> tuple[float, float]:
    """Milliseconds of a key in the filter, many sessions and few."""
    many, few = answers(given)
    return many[1] * 1e3, few[1] * 1e3


def memory(given: Given) -> tuple[float, float]:
    """Megabytes at ten years, every record read for the totals, and those of the empty app."""
    found = []
    for data in (given.years(10), given.years(0)):
        program = Program(ours(data), 120, 40)
        program.shows(TODAY)
        program.watch(1.5)
        program.press(b"2")
        program.watch(1.5)
        for key in TO_TOTALS:
            program.press(key)
            program.watch(0.5)
        program.watch(2.0)
        found.append(memory_bytes(program) / 1e6)
        program.kill()
    return found[0], found[1]
