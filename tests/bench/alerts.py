"""How late an alert is inside the app: with an armed timer, and with polling ten times a second."""

import asyncio
import statistics

from runcoach.core.model.plan import Block, BlockKind, Plan
from runcoach.core.session.machine import begin_session
from runcoach.device.clock import LoopClock
from runcoach.runner.conductor import Conductor, Listener
from tests.fakes import InlineBackground, MemoryHistory, MemoryJournal

SPEED = 20.0
HOLDS = 40
POLL_S = 0.1


def lateness() -> tuple[float, float]:
    """Median lateness of both in seconds, over the same session and moments."""
    return asyncio.run(_both())


async def _both() -> tuple[float, float]:
    clock, heard = LoopClock(), []
    over = asyncio.Event()
    # Odd lengths, so that polling never falls into step with them.
    holds = tuple(Block(f"b{n}", BlockKind.REST, 5.3 + n % 7 * 0.37) for n in range(HOLDS))
    session = begin_session(
        Plan("Holds", holds, 0), id="bench", started_at=clock.wall().isoformat(), hands_free=True
    )
    due: list[float] = []

    def on_alerts(alerts) -> None:
        now = clock.monotonic()
        for alert in alerts:
            at = begun + alert.at / SPEED
            heard.append(now - at)
            due.append(at)

    def on_change() -> None:
        if conductor.session.phase.value == "finished":
            over.set()

    conductor = Conductor(
        session,
        Listener(on_change, on_alerts, lambda _line: None),
        clock=clock,
        journal=MemoryJournal(),
        history=MemoryHistory(),
        background=InlineBackground(),
        speed=SPEED,
    )
    begun = clock.monotonic()
    conductor.start()
    ticks = []
    while not over.is_set():
        ticks.append(clock.monotonic())
        await asyncio.sleep(POLL_S)
    conductor.close()
    ticks.append(clock.monotonic())
    polled = [min(t for t in ticks if t >= at) - at for at in due if at <= ticks[-1]]
    return statistics.median(heard), statistics.median(polled)
