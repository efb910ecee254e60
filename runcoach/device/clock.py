"""The machine's two clocks, and alarms on the event loop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime


class LoopClock:
    """`Clock` of the real world: an alarm is armed for exactly its moment on the running loop."""

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return time.monotonic()

    def wall(self) -> datetime:
        """Local time with its offset."""
        return datetime.now().astimezone()

    def call_later(self, delay: float, callback: Callable[[], None]) -> asyncio.TimerHandle:
        """Call back once on the running loop."""
        return asyncio.get_running_loop().call_later(delay, callback)
