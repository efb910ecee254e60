"""Checks of the terminal: size, colours, encoding, and keys that don't reach the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from runcoach.cli.app_command import TERMS_WITHOUT_CURSOR
from runcoach.cli.doctor.findings import Finding, State

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

AREA = "terminal"
DESIGNED_FOR = (80, 24)
USABLE = (60, 20)
LEAST = (40, 12)
INTERCEPTED = {
    "screen": ("Ctrl+A", "GNU screen", "it is the prefix key; runcoach does not use it"),
    "tmux": ("Ctrl+B", "tmux", "it is the prefix key; runcoach does not use it"),
    "vscode": ("Ctrl+P and Ctrl+Q", "VS Code", "press ? for the palette, q to leave"),
    "linux": ("Shift+arrows", "the console", "runcoach does not use them"),
    "Apple_Terminal": ("modified arrows", "Terminal", "runcoach does not use them"),
}
"""Programs that intercept keys: which keys, the program's name, and what to do instead."""


class TerminalFacts(Struct, frozen=True):
    """What the process knows of its terminal; `size` is None where there is none."""

    environment: Mapping[str, str]
    size: os.terminal_size | None
    encoding: str


def check_terminal(found: TerminalFacts) -> Iterator[Finding]:
    """Check size, colours, encoding, keys, and whether it is remote."""
    if found.size is None:
        yield Finding(AREA, State.NOTE, "none here; the app needs one, the other commands do not")
        return
    environment = found.environment
    term = environment.get("TERM", "")
    yield _size(*found.size)
    if term in TERMS_WITHOUT_CURSOR:
        todo = "Use another terminal, or set TERM to what it really is."
        yield Finding(AREA, State.BROKEN, f"TERM={term}: it can't draw", todo)
    yield _colours(environment, term)
    if found.encoding and found.encoding.lower().replace("-", "") != "utf8":
        text = f"the locale's encoding is {found.encoding}; runcoach writes UTF-8"
        yield Finding(AREA, State.NOTE, text, "If letters look wrong, set LANG to a UTF-8 locale.")
    program = _intercepting_program(environment, term)
    if program is not None:
        keys, name, advice = INTERCEPTED[program]
        yield Finding(AREA, State.NOTE, f"{name} intercepts {keys}: {advice}")
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        yield Finding(AREA, State.NOTE, "over ssh: no sound, no keep-awake, a slower figure")


def _size(columns: int, rows: int) -> Finding:
    if not columns or not rows:
        return Finding(AREA, State.NOTE, "its size is unknown; the app asks the terminal for it")
    text = f"{columns}x{rows}"
    if columns < LEAST[0] or rows < LEAST[1]:
        todo = f"Make it {USABLE[0]}x{USABLE[1]} or larger, or its letters smaller."
        return Finding(AREA, State.NOTE, f"{text}: only the clock fits", todo)
    if columns < USABLE[0] or rows < USABLE[1]:
        todo = f"{USABLE[0]}x{USABLE[1]} shows all that a session needs."
        return Finding(
            AREA, State.NOTE, f"{text}: only the clock and the one thing to do fit", todo
        )
    if columns < DESIGNED_FOR[0] or rows < DESIGNED_FOR[1]:
        return Finding(
            AREA, State.OK, f"{text}: usable; {DESIGNED_FOR[0]}x{DESIGNED_FOR[1]} is better"
        )
    return Finding(AREA, State.OK, text)


def _colours(environment: Mapping[str, str], term: str) -> Finding:
    if environment.get("NO_COLOR"):
        return Finding(AREA, State.OK, "no colours, as NO_COLOR asks")
    if environment.get("COLORTERM") in ("truecolor", "24bit"):
        return Finding(AREA, State.OK, "16 million colours")
    if "256" in term:
        return Finding(AREA, State.OK, "256 colours")
    text = "16 colours, as far as it reports: shades may look alike"
    return Finding(AREA, State.NOTE, text, "If it supports more, set COLORTERM=truecolor.")


def _intercepting_program(environment: Mapping[str, str], term: str) -> str | None:
    if environment.get("TMUX"):
        return "tmux"
    if environment.get("STY"):
        return "screen"
    program = environment.get("TERM_PROGRAM", "")
    if program in INTERCEPTED:
        return program
    return "linux" if term == "linux" else None
