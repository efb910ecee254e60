"""The History area with many sessions against few: response times and memory."""

from __future__ import annotations

import re
import statistics
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.histories import make_years
from tests.bench.programs import Program, runcoach_command

if TYPE_CHECKING:
    from tests.bench.__main__ import BenchContext

TODAY = rb"Space begins"
ALL_READ = rb"in a row"
ASKED = rb"Words in notes"
COUNTED = rb"session"
FILTERED = rb"Esc: all"
TO_TOTALS = (b"\x1b[A", b"\x1b[C", b"\r")
ROUNDS = 7
QUIET_S = 0.15
FAR = (b"\x1b[6~", b"\x1b[B", b"\x1b[F", b"\x1b[5~", b"\x1b[A", b"\x1b[H")
"""Page down, down, end, and the same way back."""


def open_history(data: Path, columns: int = 120, rows: int = 40) -> Program:
    """Start the app and open its History area; return once every month is read."""
    program = Program(runcoach_command(data), columns, rows)
    program.wait_for(TODAY)
    program.read_for(1.5)
    program.press(b"2")
    program.wait_for(ALL_READ)
    settle(program, 1.0)
    return program


def settle(program: Program, quiet: float = QUIET_S) -> None:
    """Read until there is no more output."""
    while program.read(quiet):
        pass


def response_s(program: Program, key: bytes, pattern: bytes | None = None) -> float:
    """Seconds from a key to the next output, or to the output that matches a pattern."""
    settle(program)
    program.output = b""
    begun = time.perf_counter()
    program.press(key)
    while True:
        program.read(5.0)
        if pattern is None or re.search(pattern, program.output):
            return time.perf_counter() - begun


def list_s(program: Program) -> float:
    """Median seconds for a key in the list, at its top and far down."""
    return statistics.median(response_s(program, key) for _ in range(ROUNDS) for key in FAR)


def filter_s(program: Program) -> float:
    """Median seconds for a key in the filter: each letter, and applying it."""
    took = []
    for _ in range(ROUNDS):
        response_s(program, b"/", ASKED)
        took += [response_s(program, b"e", COUNTED), response_s(program, b"\x7f", COUNTED)]
        response_s(program, b"e", COUNTED)
        took.append(response_s(program, b"\r", FILTERED))
        response_s(program, b"\x1b", ALL_READ)
    return statistics.median(took)


def memory_bytes(program: Program) -> int:
    """Private memory of the process; raises OSError if the system has no /proc."""
    rollup = Path(f"/proc/{program.pid}/smaps_rollup").read_text()
    return 1024 * sum(int(kb) for kb in re.findall(r"Private_\w+:\s+(\d+)", rollup))


@cache
def response_times(context: BenchContext) -> tuple[list[float], list[float]]:
    """List and filter times at 15,600 sessions and at a hundred, measured alternating."""
    many, few = open_history(context.years_folder(100)), open_history(few_sessions(context.folder))
    times = [[(list_s(p), filter_s(p)) for p in (many, few)] for _ in range(3)]
    many.kill()
    few.kill()
    old, new = [
        list(map(statistics.median, zip(*(t[n] for t in times), strict=True))) for n in (0, 1)
    ]
    return old, new


def few_sessions(folder: Path) -> Path:
    """A data folder with a hundred sessions."""
    data = folder / "hundred"
    if not data.exists():
        make_years(data, 1, a_year=100)
    return data


def listing(context: BenchContext) -> tuple[float, float]:
    """Milliseconds of a key in the list, many sessions and few."""
    many, few = response_times(context)
    return many[0] * 1e3, few[0] * 1e3


def filtering(context: BenchContext) -> tuple[float, float]:
    """Milliseconds of a key in the filter, many sessions and few."""
    many, few = response_times(context)
    return many[1] * 1e3, few[1] * 1e3


def memory(context: BenchContext) -> tuple[float, float]:
    """Megabytes at ten years with every record read for the totals, and those of an empty app."""
    megabytes = []
    for data in (context.years_folder(10), context.years_folder(0)):
        program = Program(runcoach_command(data), 120, 40)
        program.wait_for(TODAY)
        program.read_for(1.5)
        program.press(b"2")
        program.read_for(1.5)
        for key in TO_TOTALS:
            program.press(key)
            program.read_for(0.5)
        program.read_for(2.0)
        megabytes.append(memory_bytes(program) / 1e6)
        program.kill()
    return megabytes[0], megabytes[1]
