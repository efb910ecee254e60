"""Live resizes of a real terminal: nothing may change by them, and nothing may be clipped."""

import json
import random
import socket
import sys
import time

from tests.terminal.pty import PATIENCE_S, ROOT, Terminal

DESIGNED = ((200, 60), (120, 40), (90, 50), (80, 24), (60, 20), (40, 12))
ABSURD = ((1, 1), (10, 3), (2, 40), (150, 2), (39, 11), (20, 8), (5, 60))
"""Sizes at which nothing can be read; the app must survive them with its state."""
LEAST = DESIGNED[-1]
TYPED_S = 0.15
"""Seconds between keys; an Esc is recognised after a tenth of a second."""

MOMENTS = {
    "ready": (["to", "ready", "r1"], ()),
    "reps": (["to", "work", "s1"], ()),
    "rest, answering": (["to", "rest", "t1"], ("\x1b[D", "\x1b[D")),
    "a note that is typed": (["move", 0.0], ("t", "sore l")),
    "interval": (["to", "work", "i1"], ()),
    "ready, a side": (["to", "ready", "r2"], ()),
    "count-in": (["to", "count-in", "l1"], ()),
    "hold": (["to", "work", "l1"], ()),
    "switch": (["to", "switch", "w1"], ()),
    "paused": (["to", "work", "d1"], (" ",)),
    "rest": (["to", "rest", "t2"], ()),
    "the longest name": (["to", "work", "p1"], ()),
    "leaving": (["move", 0.0], ("q", "\x1b[B")),
    "summary": (["to", "finished", ""], ("\x1b[B", "3")),
}
"""How to reach each moment of a session: a command to the stage, and keys typed after it."""
AFTER = {"a note that is typed": "\r", "leaving": "\x1b"}
"""The keys that leave a moment."""


class Stage:
    """The app on its stage (`stage.py`) in a terminal."""

    def __init__(self, folder):
        path = folder / "stage"
        command = [sys.executable, str(ROOT / "tests/terminal/stage.py"), str(path)]
        self.app = Terminal(command, cwd=ROOT)
        self.app.until(path.exists, "the stage")
        self.app.until("Space begins")
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(str(path))
        self._moment = ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._socket.close()
        self.app.__exit__()

    def ask(self, *line):
        """Send a command to the stage. Returns the state after it."""
        self._socket.send(json.dumps(line).encode() + b"\n")
        answer = b""
        end = time.monotonic() + PATIENCE_S
        while not answer.endswith(b"\n"):
            assert self.app.read(0.0), f"ended:\n{self.app.text}"
            assert time.monotonic() < end, "no answer"
            self._socket.setblocking(False)
            try:
                answer += self._socket.recv(2**20)
            except BlockingIOError:
                time.sleep(0.001)
        state = json.loads(answer)
        assert "failed" not in state, state
        return state

    def to(self, moment):
        """Go on to a moment of the session. Returns the state there."""
        self._type(AFTER.get(self._moment, ""))
        self._moment = moment
        command, keys = MOMENTS[moment]
        self.ask(*command)
        self._type(keys)
        return self.ask("move", 0.0)

    def _type(self, keys):
        for key in keys:
            self.app.press(key)
            time.sleep(TYPED_S)
            self.ask("move", 0.0)

    def resized(self, columns, rows, before):
        """Resize the terminal. Returns what is wrong after it."""
        self.app.resize(columns, rows)
        now = self.ask("size", columns, rows)
        wrong = [f"{name} was {was!r:.90}, is {now['kept'][name]!r:.90}"
                 for name, was in before["kept"].items() if was != now["kept"][name]]  # fmt: skip
        if now["size"] != [columns, rows]:
            wrong.append(f"the app is at {now['size']}")
        if columns < LEAST[0] or rows < LEAST[1]:
            return wrong
        end = time.monotonic() + 2.0
        while (cut := self.clipped(now)) and time.monotonic() < end:
            self.app.read(0.02)
            now = self.ask("move", 0.0)
        return wrong + cut

    def clipped(self, now):
        """What is clipped or missing on the screen."""
        display = self.app.screen.display
        found = []
        drawn = {}
        for id, words, (x, y, width, height), lines in now["pieces"]:
            drawn[id] = words
            seen = [row[x : x + width] for row in display[y : y + height]]
            if seen != lines[:height] or len(lines) > height or "…" in "".join(lines):
                found.append(f"{id} {words!r} is not whole")
        for id, words in now["words"].items():
            if drawn.get(id, "") != words:
                found.append(f"{id} {words!r} is not there")
        if now["words"]:
            needed = ("space ", "? keys", "q leave", "x pain")
            last = display[-1]
            found += [f"{key} is not in {last!r}" for key in needed if key not in last]
        if now["keys"] and now["keys"].rstrip() != display[-1].rstrip():
            found.append(f"the keys are {display[-1]!r}, not {now['keys']!r}")
        text = self.app.text
        found += [f"the answer {a!r} is not there" for a in now["answers"] if a not in text]
        return found


def sizes(seed, count):
    """Random sizes: those designed for, those between, and now and then an absurd one."""
    chance = random.Random(seed)
    for _ in range(count):
        kind = chance.random()
        if kind < 0.3:
            yield chance.choice(DESIGNED)
        elif kind < 0.4:
            yield chance.choice(ABSURD)
        elif kind < 0.7:
            yield chance.randint(40, 200), chance.randint(12, 60)
        else:
            yield chance.randint(40, 100), chance.randint(12, 30)
