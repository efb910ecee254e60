"""Random keys, clicks, pastes, resizes and signals in a real terminal.

`python tests/bench/monkey.py [--seconds N] [--seed N]` runs the app at fifty times the speed and
exits with 1 if it crashed, did not restore the terminal, or wrote a traceback.
"""

import argparse
import random
import signal
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.terminal.pty import history, runcoach
from tests.terminal.resizing import sizes

ARROWS = ("\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D")
KEYS = (
    *" \r\x1b\t\x7f?/:;123456789abcdefghijklmnoprstuvwx+-ěščž&é\"'QBSX",
    *ARROWS * 4, *" \r" * 8, "\x1b[3~", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1bOP", "\x10",
    "\x0c", "\x15", "\x17", "\x00", "\x1a", "\x1b[1;5C", "\x1b[Z", "\x1b[200~one\ntwo\x1b[201~",
    "\x1b[I", "\x1b[O", "\x1b[", "\x1b[99999999~", "\x1b]0;x\x07", "\xff\xfe",
)  # fmt: skip
COMMANDS = ((), ("start",), ("start", "core", "--hands-free"), ("start", "legs", "--minutes", "8"))
EARLY_S = 1.0
ENDS = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGQUIT: 131, signal.SIGINT: 130}


def act(chance: random.Random, app) -> int | None:
    """Do one thing that a hand, a cat or a window does; return the exit code if it ends the app."""
    kind = chance.random()
    if kind < 0.9:
        app.press("".join(chance.choice(KEYS) for _ in range(chance.randint(1, 4))))
    elif kind < 0.95:
        button, x, y = chance.choice((0, 2, 64, 65)), chance.randint(1, 90), chance.randint(1, 30)
        app.press(f"\x1b[<{button};{x};{y}M\x1b[<{button};{x};{y}m")
    elif kind < 0.995:
        app.resize(*next(sizes(chance.random(), 1)))
    elif app.child.isalive():
        number = chance.choice(list(ENDS))
        app.signal(number)
        return ENDS[number]
    return None


def run(chance: random.Random, data: Path, end: float) -> tuple[int, list[str]]:
    """Run the app until it exits or time is up; return the number of acts, and what was wrong."""
    command = chance.choice(COMMANDS)
    speed = ("--speed", "50") if command else ()
    acts, codes, begun = 0, {0}, time.monotonic()
    with runcoach(data, *command, *speed) as app:
        # No screen is needed, and keys typed before the app owns the terminal are echoed raw.
        app._stream = SimpleNamespace(feed=lambda data: None)
        while app.read(0.02) and len(codes) == 1:
            if time.monotonic() > end and app.child.isalive():
                app.signal(signal.SIGTERM)
                codes.add(143)
                break
            try:
                code = act(chance, app)
            except OSError:
                break  # The app has just closed the terminal.
            acts += 1
            codes |= {code} if code else set()
        code = app.code()
        # Until the app has started, a signal has its default effect.
        early = time.monotonic() - begun < EARLY_S and code in {-s for s in ENDS}
        wrong = [f"{command}: exit {code}"] if code not in codes and not early else []
        wrong += [f"{command}: left on: {mode}" for mode in app.left_on()]
        if b"Traceback" in app.raw:
            wrong.append(f"{command}: a traceback")
        wrong += [f"{command}: {line}" for line in app.last_lines if "fault" in line]
    return acts, wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    wrong, acts, runs = [], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        end = time.monotonic() + arguments.seconds
        while time.monotonic() < end:
            done, problems = run(chance, data, end)
            acts, runs = acts + done, runs + 1
            wrong += problems
        log = data / "runcoach.log"
        if log.exists():
            wrong.append(log.read_text())
        kept = len(history(data))
    print(f"{acts} acts in {runs} runs, {kept} sessions kept, {len(wrong)} wrong")
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
