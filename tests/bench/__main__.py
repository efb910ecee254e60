"""`python -m tests.bench`: each bar of the design, ours and its reference side by side.

Only the ratios mean anything, and only when nothing else runs. `--skip` and `--only` take names.
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
from tests.bench.programs import HELLO, LIST, NO_FIGURE, ROOT, Program, ours, python

FIRST_FRAME = rb"Space begins"
COUNTING = rb"left, over at"
COUNTS_FOR_S = 30.0
HANDS_FREE = ("start", "core", "--hands-free")
KEYS = 300


class Missing(Exception):
    """What a row needs is not here."""


class Outcome(Struct, frozen=True):
    ours: float
    reference: float
    unit: str
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.ours / self.reference


class Given(Struct, frozen=True):
    """What the rows share."""

    folder: Path
    runs: int
    termdown: str | None

    def fresh(self, name: str) -> Path:
        """A folder without a history, where the first questions are answered."""
        from tests.bench.histories import settled

        data = self.folder / name
        return data if data.exists() else settled(data)

    def years(self, count: int) -> Path:
        from tests.bench.histories import years

        data = self.folder / f"years{count}"
        if not data.exists():
            years(data, count)
            # The first start compiles the catalogue, and Python what it imports.
            start(ours(data), FIRST_FRAME)
        return data


def start(command: list[str], pattern: bytes) -> tuple[float, float]:
    """Seconds from exec to the frame, and to the exit after a `q` that is pressed there."""
    program = Program(command)
    frame = program.shows(pattern)
    program.press(b"q")
    return frame, program.ended()


def alternately(runs: int, *acts: Callable[[], tuple[float, ...]]) -> list[list[float]]:
    """The medians of each, taken by turns so that both see the same machine."""
    found = [[act() for act in acts] for _ in range(runs)]
    return [
        [statistics.median(column) for column in zip(*(run[n] for run in found), strict=True)]
        for n in range(len(acts))
    ]


@cache
def starts(given: Given) -> tuple[list[float], list[float]]:
    data = given.years(10)
    start(python(HELLO), b"Hello")
    our, their = alternately(
        given.runs, lambda: start(ours(data), FIRST_FRAME), lambda: start(python(HELLO), b"Hello")
    )
    return our, their


def first_frame(given: Given) -> Outcome:
    our, their = starts(given)
    return Outcome(our[0], their[0], "s")


def exec_to_exit(given: Given) -> Outcome:
    our, their = starts(given)
    return Outcome(our[1], their[1], "s")


def composing(given: Given) -> Outcome:
    command = [sys.executable, "tests/bench/composing.py", str(given.years(10))]
    said = [
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for _ in range(given.runs)
    ]
    our, _ = starts(given)
    return Outcome(statistics.median(map(float, said)), our[0] * 1e3, "ms")


def century(given: Given) -> Outcome:
    old, new = given.years(100), given.years(0)
    our, their = alternately(
        given.runs, lambda: start(ours(old), FIRST_FRAME), lambda: start(ours(new), FIRST_FRAME)
    )
    return Outcome(our[0], their[0], "s")


def counting(command: list[str], pattern: bytes, columns: int = 120, rows: int = 40) -> float:
    """Seconds of processor time in so many seconds of a countdown."""
    program = Program(command, columns, rows)
    try:
        program.shows(pattern)
        program.watch(2.0)
        before = program.cpu()
        program.watch(COUNTS_FOR_S)
        return program.cpu() - before
    except FileNotFoundError:
        raise Missing("the system has no /proc") from None
    finally:
        program.kill()


@cache
def bare_countdown(given: Given) -> float:
    data = given.fresh("bare")
    arguments = ("--data-dir", str(data), "start", "core", "--hands-free")
    return counting(python(NO_FIGURE, *arguments), COUNTING)


def countdown(given: Given) -> Outcome:
    termdown = given.termdown
    if termdown is None:
        raise Missing("termdown is not here; install it somewhere and name it with --termdown")
    their = counting([termdown, "120"], rb"\x1b")
    return Outcome(bare_countdown(given), their, "s CPU", f"in {COUNTS_FOR_S:.0f} s, no figure")


def figure(given: Given) -> Outcome:
    our = counting(ours(given.fresh("figure"), "start", "core", "--hands-free"), COUNTING)
    return Outcome(our, bare_countdown(given), "s CPU", f"in {COUNTS_FOR_S:.0f} s")


def sound(given: Given) -> Outcome:
    our, their = (
        counting(python(app, "--data-dir", str(given.fresh(name)), *HANDS_FREE), COUNTING)
        for name, app in (("sound", WITH_SOUND), ("silence", WITHOUT_SOUND))
    )
    return Outcome(our, their, "s CPU", f"in {COUNTS_FOR_S:.0f} s, voice and all")


def onset(given: Given) -> Outcome:
    import asyncio

    from tests.bench.onsets import BAR_S, SECONDS, heard_in

    found = asyncio.run(heard_in(SECONDS, given.fresh("onset")))
    if found.missing or found.doubled:
        return Outcome(float("inf"), BAR_S * 1e3, "ms", found.words)
    return Outcome(found.p99_s * 1e3, BAR_S * 1e3, "ms", found.words)


def raster(given: Given) -> Outcome:
    from tests.bench.raster import picture_s

    return Outcome(picture_s() * 1e3, 100.0, "ms", "a picture at 40x18, ten a second")


def alert(given: Given) -> Outcome:
    from tests.bench.alerts import lateness

    our, their = lateness()
    return Outcome(our * 1e3, their * 1e3, "ms late", "median, inside")


def keys(given: Given) -> Outcome:
    data = given.fresh("keys")
    our = answers(Program(ours(data, "start", "core", "--hands-free"), 120, 40), COUNTING, b"\r\r")
    their = answers(Program(python(LIST)), b"row 19", b"\x1b[B\x1b[A")
    return Outcome(our * 1e3, their * 1e3, "ms", f"p99 of {KEYS} keys")


def answers(program: Program, pattern: bytes, pair: bytes) -> float:
    """The 99th percentile of the time from a key to the next output, in seconds."""
    program.shows(pattern)
    program.watch(1.0)
    half = len(pair) // 2
    took = []
    for number in range(KEYS):
        # A figure paints by itself: begin in the silence right after one of its pictures.
        while program.read(0.03):
            pass
        begun = time.perf_counter()
        program.press(pair[:half] if number % 2 == 0 else pair[half:])
        if program.read(2.0):
            took.append(time.perf_counter() - begun)
    program.kill()
    return statistics.quantiles(took, n=100)[98]


def save(given: Given) -> Outcome:
    said = subprocess.run(
        [sys.executable, "tests/bench/saving.py"], cwd=ROOT, capture_output=True, text=True
    ).stdout
    found = re.search(r"save ([\d.]+) ms, stock insert ([\d.]+) ms", said)
    if found is None:
        raise Missing(f"saving.py said {said[:60]!r}")
    return Outcome(float(found[1]), float(found[2]), "ms")


def kills(given: Given) -> Outcome:
    said = subprocess.run(
        [sys.executable, "tests/bench/kills.py"], cwd=ROOT, capture_output=True, text=True
    ).stdout
    found = re.search(r"(\d+) kills, (\d+) acknowledged, (\d+) lost", said)
    if found is None:
        raise Missing(f"kills.py said {said[:60]!r}")
    return Outcome(float(found[3]), float(found[2]), "lost", f"{found[1]} kills")


def looked_back(name: str, unit: str, note: str) -> Callable[[Given], Outcome]:
    def row(given: Given) -> Outcome:
        from tests.bench import looking_back

        try:
            return Outcome(*getattr(looking_back, name)(given), unit, note)
        except OSError:
            raise Missing("the system has no /proc") from None

    return row


def stalls_saving(given: Given) -> Outcome:
    from tests.bench.stalls import MOST_S, saving

    found = saving()
    return Outcome(found["own_ms"], MOST_S * 1e3, "ms", f"{found['own_over']:.0f} over it")


def stalls_session(given: Given) -> Outcome:
    from tests.bench.stalls import MOST_S, session

    found = session()
    return Outcome(found["own_ms"], MOST_S * 1e3, "ms", f"{found['own_over']:.0f} over it, 30 s")


def seconds(given: Given) -> Outcome:
    from tests.bench.seconds import lateness

    late, shown, missing = lateness()
    return Outcome(late * 1e3, 50.0, "ms late", f"{shown} shown, {missing} left out")


def told_by(script: str, pattern: str) -> re.Match[str]:
    """What a bench of its own prints, read by that pattern."""
    said = subprocess.run(
        [sys.executable, f"tests/bench/{script}"], cwd=ROOT, capture_output=True, text=True
    ).stdout
    found = re.search(pattern, said)
    if found is None:
        raise Missing(f"{script} said {said[-60:]!r}")
    return found


def resizes(given: Given) -> Outcome:
    found = told_by("resizes.py", r"(\d+) resizes in (\d+) phases, (\d+) wrong")
    return Outcome(float(found[3]), float(found[1]), "wrong", f"in {found[2]} phases")


def soak(given: Given) -> Outcome:
    found = told_by("soak.py", r"soak ([\d.]+) h, (\d+) sessions.*memory (\d+) to (\d+) kB")
    note = f"kB after {found[1]} h, {found[2]} sessions"
    return Outcome(float(found[4]), float(found[3]), note)


ROWS: dict[str, tuple[str, Callable[[Given], Outcome], str, float]] = {
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
        looked_back("listing", "ms", "median, here and far down"),
        "a hundred sessions",
        1.5,
    ),
    "filter": (
        "a key in the filter, 15,600",
        looked_back("filtering", "ms", "median"),
        "a hundred sessions",
        1.5,
    ),
    "memory": (
        "memory with totals, ten years",
        looked_back("memory", "MB", "its own"),
        "an empty history",
        1.5,
    ),
    "kills": ("acknowledged sets lost", kills, "acknowledged", 0.0),
    "resizes": ("wrong after a resize", resizes, "resizes", 0.0),
    "soak": ("memory after a day", soak, "after half a day", 1.05),
}


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    asked.add_argument("--only", nargs="+", choices=ROWS, default=list(ROWS))
    asked.add_argument("--skip", nargs="+", choices=ROWS, default=[])
    asked.add_argument("--runs", type=int, default=11, help="starts of each, by turns")
    asked.add_argument("--termdown", default=shutil.which("termdown"), help="where it is")
    wanted = asked.parse_args()
    missed = 0
    print(f"{'row':<14} {'what':<30} {'ours':>8} {'against':>22} {'ratio':>7} {'bar':>5}")
    with tempfile.TemporaryDirectory() as folder:
        given = Given(Path(folder), wanted.runs, wanted.termdown)
        for name in (n for n in wanted.only if n not in wanted.skip):
            what, measure, against, bar = ROWS[name]
            try:
                found = measure(given)
            except Missing as reason:
                print(f"{name:<14} {what:<30} {reason}", flush=True)
                continue
            met = found.ratio <= bar
            missed += not met
            reference = f"{against} {found.reference:.3g}"
            said = ", ".join(filter(None, ("" if met else "MISSED", found.unit, found.note)))
            print(
                f"{name:<14} {what:<30} {found.ours:>8.3g} {reference:>22} {found.ratio:>7.3g} "
                f"{bar:>5} {said}",
                flush=True,
            )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
