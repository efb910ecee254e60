"""Checks of sound, voice and keep-awake."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from runcoach.cli.doctor.findings import Finding, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from runcoach.device.laptop import LaptopParts
    from runcoach.paths import Paths


def check_laptop(
    paths: Paths,
    notify: Callable[[str], None],
    *,
    aloud: bool,
    means: LaptopParts | None = None,
    wait: Callable[[float], None] = time.sleep,
) -> Iterator[Finding]:
    """Open the laptop's devices as a session would, and close them; with `aloud`, play each sound.

    `means` and `wait` default to those of this machine.
    """
    from runcoach.device.laptop import OVER_SSH, Laptop
    from runcoach.device.sound_check import play_every_sound

    means = means or _means(paths)
    laptop = Laptop(means)
    try:
        ready = (
            play_every_sound(laptop, notify, means.clock, wait) if aloud else laptop.open(notify)
        )
        system = laptop.system
    finally:
        laptop.close()
    if ready.line == OVER_SSH:
        yield Finding("sound", State.NOTE, OVER_SSH)
        return
    if ready.sound == "sound":
        yield Finding("sound", State.OK, f"{system}; `doctor --sound` plays each sound")
    else:
        todo = "Connect a loudspeaker, or check the system's sound settings."
        yield Finding("sound", State.NOTE, "none: the bell and flashes instead", todo)
    yield Finding(
        "voice", State.OK if ready.voice else State.NOTE, ready.voice or "none: sounds only"
    )
    if ready.awake:
        yield Finding("awake", State.OK, "the laptop is kept awake during a session")
    else:
        todo = "Turn off sleep in the system's settings while you train."
        yield Finding("awake", State.NOTE, "the laptop may fall asleep during a session", todo)


def _means(paths: Paths) -> LaptopParts:
    from runcoach.device.laptop import LaptopParts
    from runcoach.resources import assets_folder

    sounds, lines = assets_folder() / "sounds", paths.cache / "lines"
    return LaptopParts(sounds, lines, ring=_ring, environment=os.environ)


def _ring() -> None:
    # Past the gate of the output, which lets no control character through.
    if sys.__stderr__ is not None and sys.__stderr__.isatty():
        sys.__stderr__.write("\a")
        sys.__stderr__.flush()
