"""What the terminal can show and send, as far as it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from runcoach.cli.app_command import CANT_MOVE
from runcoach.cli.doctor.findings import Finding, State

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

AREA = "terminal"
DESIGNED_FOR = (80, 24)
USABLE = (60, 20)
LEAST = (40, 12)
KEEPS = {
    "screen": ("Ctrl+A", "GNU screen", "its own commands begin with it; runcoach needs it nowhere"),
    "tmux": ("Ctrl+B", "tmux", "its own commands begin with it; runcoach needs it nowhere"),
    "vscode": ("Ctrl+P and Ctrl+Q", "VS Code", "the palette: press ? instead; to leave: q"),
    "linux": ("Shift+arrows", "the console", "runcoach needs them nowhere"),
    "Apple_Terminal": ("modified arrows", "Terminal", "runcoach needs them nowhere"),
}
"""Keys that do not get through, by what keeps them."""


class Found(Struct, frozen=True):
    """What there is to look at; `size` is None without a terminal."""

    environment: Mapping[str, str]
    size: os.terminal_size | None
    encoding: str


def look(found: Found) -> Iterator[Finding]:
    """Size, colours, letters, keys, and where it runs."""
    if found.size is None:
        yield Finding(AREA, State.NOTE, "none here; the app needs one, the commands do not")
        return
    environment = found.environment
    term = environment.get("TERM", "")
    yield _size(*found.size)
    if term in CANT_MOVE:
        todo = "Use another terminal, or set TERM to what it really is."
        yield Finding(AREA, State.BROKEN, f"TERM={term}: it can't draw", todo)
    yield _colours(environment, term)
    if found.encoding and found.encoding.lower().replace("-", "") != "utf8":
        text = f"the locale says {found.encoding}; runcoach writes UTF-8"
        yield Finding(AREA, State.NOTE, text, "If letters look wrong, set LANG to a UTF-8 locale.")
    keeper = _keeper(environment, term)
    if keeper is not None:
        keys, what, instead = KEEPS[keeper]
        yield Finding(AREA, State.NOTE, f"{what} keeps {keys}: {instead}")
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        yield Finding(AREA, State.NOTE, "over ssh: no sound, no keep-awake, a slower figure")


def _size(columns: int, rows: int) -> Finding:
    if not columns or not rows:
        return Finding(AREA, State.NOTE, "its size is unknown; the app asks the terminal for it")
    text = f"{columns}x{rows}"
    if columns < LEAST[0] or rows < LEAST[1]:
        todo = f"Make it {USABLE[0]}x{USABLE[1]} or larger, or its letters smaller."
        return Finding(AREA, State.NOTE, f"{text}: too small for all but the clock", todo)
    if columns < USABLE[0] or rows < USABLE[1]:
        todo = f"{USABLE[0]}x{USABLE[1]} shows all that a session needs."
        return Finding(AREA, State.NOTE, f"{text}: the clock and the one thing to do", todo)
    if columns < DESIGNED_FOR[0] or rows < DESIGNED_FOR[1]:
        return Finding(
            AREA, State.OK, f"{text}: usable; {DESIGNED_FOR[0]}x{DESIGNED_FOR[1]} is better"
        )
    return Finding(AREA, State.OK, text)


def _colours(environment: Mapping[str, str], term: str) -> Finding:
    if environment.get("NO_COLOR"):
        return Finding(AREA, State.OK, "no colours, as NO_COLOR asks; words and fills tell it all")
    if environment.get("COLORTERM") in ("truecolor", "24bit"):
        return Finding(AREA, State.OK, "16 million colours")
    if "256" in term:
        return Finding(AREA, State.OK, "256 colours")
    text = "16 colours, as far as it says: shades may look alike"
    return Finding(AREA, State.NOTE, text, "If it can do more, set COLORTERM=truecolor.")


def _keeper(environment: Mapping[str, str], term: str) -> str | None:
    if environment.get("TMUX"):
        return "tmux"
    if environment.get("STY"):
        return "screen"
    program = environment.get("TERM_PROGRAM", "")
    if program in KEEPS:
        return program
    return "linux" if term == "linux" else None
