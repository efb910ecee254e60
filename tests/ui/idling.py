"""When an app is done with what it was asked, told by its event loop and not by the clock."""

from __future__ import annotations

import asyncio

SOON_S = 0.02
"""A timer that rings within this belongs to what the app is at; Textual waits as long."""
LOOKS_AGAIN_S = 0.002
"""What a thread or the terminal has to say comes in this time, if it comes at all."""
LONGEST_S = 1.0


async def idle(min_sleep: float = 0.0, max_sleep: float = LONGEST_S) -> None:
    """Until nothing is left to be run and no timer is about to ring.

    Stands in for `textual._wait.wait_for_idle`, which sleeps and then guesses by how busy the
    processor was: a fiftieth of a second each time, and wrong on a machine that is busy itself.
    """
    loop = asyncio.get_running_loop()
    start = loop.time()
    quiet = False
    while (now := loop.time()) < start + max_sleep:
        await asyncio.sleep(0)
        if loop._ready:  # type: ignore[attr-defined]
            quiet = False
            continue
        timers = [timer for timer in loop._scheduled if not timer.cancelled()]  # type: ignore[attr-defined]
        soon = min((timer.when() for timer in timers), default=start + max_sleep)
        if soon < now + SOON_S:
            quiet = False
            await asyncio.sleep(max(0.0, soon - now))
        elif now < start + min_sleep:
            await asyncio.sleep(start + min_sleep - now)
        elif not quiet:
            quiet = True
            await asyncio.sleep(LOOKS_AGAIN_S)
        else:
            break
