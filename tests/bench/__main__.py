"""`python -m tests.bench`: every bar of the design, measured beside its reference.

Only the ratios are meaningful, and only if nothing else is running. `--skip` and `--only` take
names of rows. `season` prints the table of the virtual runners instead. To add a row, write a
function from `BenchContext` to `Outcome` and list it in ROWS.
"""

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from msgspec import Struct

from tests.bench.laptops import WITH_SOUND, WITHOUT_SOUND
from tests.bench.programs import (
    HELLO,
    LIST,
    NO_FIGURE,
    ROOT,
    Program,
    python_command,
    runcoach_command,
)

FIRST_FRAME = rb"Space begins"
COUNTING = rb"left, over at"
COUNTS_FOR_S = 30.0
HANDS_FREE = ("start", "core", "--hands-free")
KEYS = 300


class RequirementMissing(Exception):
    """Something that a row needs is not installed or not supported here."""


class Outcome(Struct, frozen=True):
    ours: float
    reference: float
    unit: str
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.ours / self.reference


class BenchContext(Struct, frozen=True):
    """What the rows share: a folder for data, the number of runs, and where termdown is."""

    folder: Path
    runs: int
    termdown: str | None

    def empty_folder(self, name: str) -> Path:
        """A data folder without a history, past the first questions."""
        from tests.bench.histories import make_empty_folder

        data = self.folder / name
        return data if data.exists() else make_empty_folder(data)

    def years_folder(self, count: int) -> Path:
        from tests.bench.histories import make_years

        data = self.folder / f"years{count}"
        if not data.exists():
            make_years(data, count)
            # The first start compiles the catalogue, and Python what it imports.
            time_start(runcoach_command(data), FIRST_FRAME)
        return data


def time_start(command: list[str], pattern: bytes) -> tuple[float, float]:
    """Seconds from exec to the frame, and to the exit after `q` is pressed there."""
    program = Program(command)
    frame = program.wait_for(pattern)
    program.press(b"q")
    return frame, program.wait_exit()


def measure_alternating(runs: int, *acts: Callable[[], tuple[float, ...]]) -> list[list[float]]:
    """Medians of several measurements, alternating so that all see the same machine."""
    results = [[act() for act in acts] for _ in range(runs)]
    return [
        [statistics.median(column) for column in zip(*(run[n] for run in results), strict=True)]
        for n in range(len(acts))
    ]


@cache
def start_times(context: BenchContext) -> tuple[list[float], list[float]]:
    data = context.years_folder(10)
    time_start(python_command(HELLO), b"Hello")
    our, their = measure_alternating(
        context.runs,
        lambda: time_start(runcoach_command(data), FIRST_FRAME),
        lambda: time_start(python_command(HELLO), b"Hello"),
    )
    return our, their


def first_frame(context: BenchContext) -> Outcome:
    our, their = start_times(context)
    return Outcome(our[0], their[0], "s")


def exec_to_exit(context: BenchContext) -> Outcome:
    our, their = start_times(context)
    return Outcome(our[1], their[1], "s")


def composing(context: BenchContext) -> Outcome:
    command = [sys.executable, "tests/bench/composing.py", str(context.years_folder(10))]
    outputs = [
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for _ in range(context.runs)
    ]
    our, _ = start_times(context)
    return Outcome(statistics.median(map(float, outputs)), our[0] * 1e3, "ms")


def century(context: BenchContext) -> Outcome:
    old, new = context.years_folder(100), context.years_folder(0)
    our, their = measure_alternating(
        context.runs,
        lambda: time_start(runcoach_command(old), FIRST_FRAME),
        lambda: time_start(runcoach_command(new), FIRST_FRAME),
    )
    return Outcome(our[0], their[0], "s")


def countdown_cpu_s(
    command: list[str], pattern: bytes, columns: int = 120, rows: int = 40
) -> float:
    """Seconds of processor time in COUNTS_FOR_S seconds of a countdown."""
    program = Program(command, columns, rows)
    try:
        program.wait_for(pattern)
        program.read_for(2.0)
        before = program.cpu_s()
        program.read_for(COUNTS_FOR_S)
        return program.cpu_s() - before
    except FileNotFoundError:
        raise RequirementMissing("the system has no /proc") from None
    finally:
        program.kill()


@cache
def bare_countdown(context: BenchContext) -> float:
    data = context.empty_folder("bare")
    arguments = ("--data-dir", str(data), "start", "core", "--hands-free")
    return countdown_cpu_s(python_command(NO_FIGURE, *arguments), COUNTING)


def countdown(context: BenchContext) -> Outcome:
    termdown = context.termdown
    if termdown is None:
        raise RequirementMissing(
            "termdown was not found; install it and pass its path as --termdown"
        )
    their = countdown_cpu_s([termdown, "120"], rb"\x1b")
    return Outcome(bare_countdown(context), their, "s CPU", f"in {COUNTS_FOR_S:.0f} s, no figure")


def figure(context: BenchContext) -> Outcome:
    our = countdown_cpu_s(
        runcoach_command(context.empty_folder("figure"), "start", "core", "--hands-free"), COUNTING
    )
    return Outcome(our, bare_countdown(context), "s CPU", f"in {COUNTS_FOR_S:.0f} s")


def sound(context: BenchContext) -> Outcome:
    our, their = (
        countdown_cpu_s(
            python_command(app, "--data-dir", str(context.empty_folder(name)), *HANDS_FREE),
            COUNTING,
        )
        for name, app in (("sound", WITH_SOUND), ("silence", WITHOUT_SOUND))
    )
    return Outcome(our, their, "s CPU", f"in {COUNTS_FOR_S:.0f} s, voice and all")


def onset(context: BenchContext) -> Outcome:
    import asyncio

    from tests.bench.onsets import BAR_S, SECONDS, measure_onsets

    onsets = asyncio.run(measure_onsets(SECONDS, context.empty_folder("onset")))
    if onsets.missing or onsets.doubled:
        return Outcome(float("inf"), BAR_S * 1e3, "ms", onsets.words)
    return Outcome(onsets.p99_s * 1e3, BAR_S * 1e3, "ms", onsets.words)


def raster(context: BenchContext) -> Outcome:
    from tests.bench.raster import picture_s

    return Outcome(picture_s() * 1e3, 100.0, "ms", "a picture at 40x18, ten a second")


def alert(context: BenchContext) -> Outcome:
    from tests.bench.alerts import lateness

    our, their = lateness()
    return Outcome(our * 1e3, their * 1e3, "ms late", "median, inside")


def keys(context: BenchContext) -> Outcome:
    data = context.empty_folder("keys")
    our = key_latency_p99(
        Program(runcoach_command(data, "start", "core", "--hands-free"), 120, 40), COUNTING, b"\r\r"
    )
    their = key_latency_p99(Program(python_command(LIST)), b"row 19", b"\x1b[B\x1b[A")
    return Outcome(our * 1e3, their * 1e3, "ms", f"p99 of {KEYS} keys")


def key_latency_p99(program: Program, pattern: bytes, pair: bytes) -> float:
    """The 99th percentile of the time from a key to the next output, in seconds."""
    program.wait_for(pattern)
    program.read_for(1.0)
    half = len(pair) // 2
    took = []
    for number in range(KEYS):
        # A figure repaints on its own: begin in the pause right after one of its frames.
        while program.read(0.03):
            pass
        begun = time.perf_counter()
        program.press(pair[:half] if number % 2 == 0 else pair[half:])
        if program.read(2.0):
            took.append(time.perf_counter() - begun)
    program.kill()
    return statistics.quantiles(took, n=100)[98]


def save(context: BenchContext) -> Outcome:
    match = run_script("saving.py", r"save ([\d.]+) ms, stock insert ([\d.]+) ms")
    return Outcome(float(match[1]), float(match[2]), "ms")


def mutations(context: BenchContext) -> Outcome:
    match = run_script("mutations.py", r"(\d+) mutations, (\d+) read as fine, (\d+) then failed")
    return Outcome(float(match[3]), float(match[2]), "failed", f"{match[1]} mutations")


def kills(context: BenchContext) -> Outcome:
    match = run_script("kills.py", r"(\d+) kills, (\d+) acknowledged, (\d+) lost")
    return Outcome(float(match[3]), float(match[2]), "lost", f"{match[1]} kills")


def history_row(name: str, unit: str, note: str) -> Callable[[BenchContext], Outcome]:
    def row(context: BenchContext) -> Outcome:
        from tests.bench import history_screens

        try:
            return Outcome(*getattr(history_screens, name)(context), unit, note)  # type: ignore[call-arg]
        except OSError:
            raise RequirementMissing("the system has no /proc") from None

    return row


def stalls_saving(context: BenchContext) -> Outcome:
    from tests.bench.stalls import MOST_S, saving

    stalls = saving()
    return Outcome(stalls["own_ms"], MOST_S * 1e3, "ms", f"{stalls['own_over']:.0f} over it")


def stalls_session(context: BenchContext) -> Outcome:
    from tests.bench.stalls import MOST_S, session

    stalls = session()
    return Outcome(stalls["own_ms"], MOST_S * 1e3, "ms", f"{stalls['own_over']:.0f} over it, 30 s")


def seconds(context: BenchContext) -> Outcome:
    from tests.bench.seconds import lateness

    late, shown, missing = lateness()
    return Outcome(late * 1e3, 50.0, "ms late", f"{shown} shown, {missing} left out")


def run_script(script: str, pattern: str) -> re.Match[str]:
    """Run a benchmark that is a script of its own, and match its output."""
    output = subprocess.run(
        [sys.executable, f"tests/bench/{script}"], cwd=ROOT, capture_output=True, text=True
    ).stdout
    match = re.search(pattern, output)
    if match is None:
        raise RequirementMissing(f"{script} printed {output[-60:]!r}")
    return match


def resizes(context: BenchContext) -> Outcome:
    match = run_script("resizes.py", r"(\d+) resizes in (\d+) phases, (\d+) wrong")
    return Outcome(float(match[3]), float(match[1]), "wrong", f"in {match[2]} phases")


def soak(context: BenchContext) -> Outcome:
    match = run_script("soak.py", r"soak ([\d.]+) h, (\d+) sessions.*memory (\d+) to (\d+) kB")
    note = f"kB after {match[1]} h, {match[2]} sessions"
    return Outcome(float(match[4]), float(match[3]), note)


ROWS: dict[str, tuple[str, Callable[[BenchContext], Outcome], str, float]] = {
    "frame": ("first useful frame, ten years", first_frame, "bare Textual hello", 1.25),
    "exit": ("exec to exit", exec_to_exit, "bare Textual hello", 0.7),
    "compose": ("composing the day's session", composing, "our first frame", 0.1),
    "countdown": ("CPU of a countdown", countdown, "termdown", 0.7),
    "figure": ("the same with the figure", figure, "without", 2.5),
    "sound": ("CPU with sound and voice", sound, "without sound", 2.0),
    "onset": ("a sound's onset, real tempo", onset, "what may be heard", 1.0),
    "raster": ("a picture of a figure", raster, "its tenth of a second", 0.02),
    "alert": ("an alert, inside", alert, "a 10 Hz poll", 0.05),
    "keys": ("key to changed screen", keys, "bare ListView", 0.5),
    "save": ("saving at 1,560 sessions", save, "stock TinyDB", 0.05),
    "stalls": ("worst stall while saving", stalls_saving, "16 ms", 1.0),
    "session-stalls": ("worst stall in a session", stalls_session, "16 ms", 1.0),
    "seconds": ("the latest second shown", seconds, "50 ms", 1.0),
    "century": ("first frame, a hundred years", century, "an empty history", 1.1),
    "list": (
        "a key in the list, 15,600",
        history_row("listing", "ms", "median, here and far down"),
        "a hundred sessions",
        1.5,
    ),
    "filter": (
        "a key in the filter, 15,600",
        history_row("filtering", "ms", "median"),
        "a hundred sessions",
        1.5,
    ),
    "memory": (
        "memory with totals, ten years",
        history_row("memory", "MB", "its own"),
        "an empty history",
        1.5,
    ),
    "mutations": ("month files read and then not saved", mutations, "read as fine", 0.0),
    "kills": ("acknowledged sets lost", kills, "acknowledged", 0.0),
    "resizes": ("wrong after a resize", resizes, "resizes", 0.0),
    "soak": ("memory after a day", soak, "after half a day", 1.05),
}


def main() -> int:
    if sys.argv[1:2] == ["season"]:
        from tests.season.table import print_table

        return int(print_table(sys.argv[2:]) > 0)
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=ROWS, default=list(ROWS))
    parser.add_argument("--skip", nargs="+", choices=ROWS, default=[])
    parser.add_argument("--runs", type=int, default=11, help="starts of each, alternating")
    parser.add_argument("--termdown", default=shutil.which("termdown"), help="path of termdown")
    arguments = parser.parse_args()
    missed = 0
    print(f"{'row':<14} {'what':<30} {'ours':>8} {'against':>22} {'ratio':>7} {'bar':>5}")
    with tempfile.TemporaryDirectory() as folder:
        context = BenchContext(Path(folder), arguments.runs, arguments.termdown)
        for name in (n for n in arguments.only if n not in arguments.skip):
            what, measure, against, bar = ROWS[name]
            try:
                outcome = measure(context)
            except RequirementMissing as reason:
                print(f"{name:<14} {what:<30} {reason}", flush=True)
                continue
            met = outcome.ratio <= bar
            missed += not met
            reference = f"{against} {outcome.reference:.3g}"
            remarks = ", ".join(filter(None, ("" if met else "MISSED", outcome.unit, outcome.note)))
            print(
                f"{name:<14} {what:<30} {outcome.ours:>8.3g} {reference:>22} {outcome.ratio:>7.3g} "
                f"{bar:>5} {remarks}",
                flush=True,
            )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
