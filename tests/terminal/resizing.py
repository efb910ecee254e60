"""Live resizes of a real terminal: what must not change by them, and what must be whole."""

import json
import random
import socket
import sys
import time

from tests.terminal.pty import PATIENCE_S, ROOT, Terminal

DESIGNED = ((200, 60), (120, 40), (90, 50), (80, 24), (60, 20), (40, 12))
ABSURD = ((1, 1), (10, 3), (2, 40), (150, 2), (39, 11), (20, 8), (5, 60))
"""Sizes at which nothing can be read; the app lives, and knows all it knew."""
LEAST = DESIGNED[-1]
TYPED_S = 0.15
"""An Esc takes a tenth of a second to be known as one."""

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
"""How each moment of a session is come to: what the stage is told, and keys typed then."""
AFTER = {"a note that is typed": "\r", "leaving": "\x1b"}
"""Keys that lead out of a moment."""


class Stage:
    """The app on its stage, in a terminal."""

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
        """Tell the stage something; how things stand then."""
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
        found = json.loads(answer)
        assert "failed" not in found, found
        return found

    def to(self, moment):
        """On to a moment of the session; how things stand there."""
        self._type(AFTER.get(self._moment, ""))
        self._moment = moment
        told, keys = MOMENTS[moment]
        self.ask(*told)
        self._type(keys)
        return self.ask("move", 0.0)

    def _type(self, keys):
        for key in keys:
            self.app.press(key)
            time.sleep(TYPED_S)
            self.ask("move", 0.0)

    def resized(self, columns, rows, before):
        """Resize; what is wrong then, if anything."""
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
        """What the screen does not show whole."""
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
    """Sizes by chance: those designed for, those between, and now and then an absurd one."""
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
