"""Sound, voice and keep-awake: what of the laptop answers."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from runcoach.cli.doctor.findings import Finding, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from runcoach.device.laptop import Means
    from runcoach.paths import Paths


def look(
    paths: Paths,
    say: Callable[[str], None],
    *,
    aloud: bool,
    means: Means | None = None,
    wait: Callable[[float], None] = time.sleep,
) -> Iterator[Finding]:
    """Open the laptop as a session would, and let go of it; with `aloud`, play everything.

    `means` and `wait` are this machine's own where they are not given.
    """
    from runcoach.device.laptop import REMOTE, Laptop
    from runcoach.device.sound_check import play_each

    means = means or _means(paths)
    laptop = Laptop(means)
    try:
        ready = play_each(laptop, say, means.clock, wait) if aloud else laptop.open(say)
        system = laptop.system
    finally:
        laptop.close()
    if ready.line == REMOTE:
        yield Finding("sound", State.NOTE, REMOTE)
        return
    if ready.sound == "sound":
        yield Finding("sound", State.OK, f"{system}; `doctor --sound` plays each sound")
    else:
        todo = "Connect a loudspeaker, or look at the system's sound settings."
        yield Finding("sound", State.NOTE, "none: the bell and flashes instead", todo)
    yield Finding("voice", State.OK if ready.voice else State.NOTE, ready.voice or "none: no words")
    if ready.awake:
        yield Finding("awake", State.OK, "the laptop is kept awake during a session")
    else:
        todo = "Turn sleep off in its settings while you train."
        yield Finding("awake", State.NOTE, "the laptop may fall asleep during a session", todo)


def _means(paths: Paths) -> Means:
    from runcoach.device.laptop import Means
    from runcoach.resources import assets_folder

    sounds, lines = assets_folder() / "sounds", paths.cache / "lines"
    return Means(sounds, lines, ring=_ring, environment=os.environ)


def _ring() -> None:
    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write("\a")
        sys.stderr.flush()
