"""The system's monotonic and wall clocks, and timers on the event loop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime


class LoopClock:
    """The real `Clock`; its timers run on the current event loop, at exactly their due time."""

    def monotonic(self) -> float:
        """Seconds that never go backwards."""
        return time.monotonic()

    def wall(self) -> datetime:
        """Local time with its UTC offset."""
        return datetime.now().astimezone()

    def call_later(self, delay: float, callback: Callable[[], None]) -> asyncio.TimerHandle:
        """Call `callback` once, `delay` seconds from now, on the running loop."""
        return asyncio.get_running_loop().call_later(delay, callback)
