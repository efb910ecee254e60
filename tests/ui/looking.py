"""The app over a made-up history, walked by keys and read back from what it draws."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

from runcoach.catalogue.compiled import load_catalogue
from runcoach.core.catalogue import Catalogue
from runcoach.core.records import SessionRecord
from runcoach.ui.app import RunCoach
from tests.fakes import MemoryHistory, services
from tests.ui.made_up import made_up_history

ASSETS = Path(__file__).resolve().parent.parent.parent / "assets"


@cache
def catalogue() -> Catalogue:
    """The built-in one, read once."""
    return load_catalogue(ASSETS, None)


@cache
def lived(weeks: int) -> tuple[SessionRecord, ...]:
    """Made-up weeks, the same every time."""
    return tuple(made_up_history(catalogue(), weeks))


class Looking:
    """The app and its pilot, with what a test asks of them."""

    def __init__(self, app, pilot, history) -> None:  # type: ignore[no-untyped-def]
        self.app, self.pilot, self.history = app, pilot, history

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        await self.press(*("space" if c == " " else c for c in text))

    @property
    def screen(self):  # type: ignore[no-untyped-def]
        return self.app.screen

    def text(self, selector: str | None = None) -> str:
        """What is drawn, of the whole screen or of one widget."""
        lines = self.app.screen._compositor.render_strips()
        if selector is None:
            return "\n".join(line.text for line in lines)
        region = self.app.screen.query_one(selector).region
        return "\n".join(
            line.text[region.x : region.right] for line in lines[region.y : region.bottom]
        )

    @property
    def told(self) -> list[str]:
        """What was notified."""
        return [n.message for n in self.app._notifications]


@asynccontextmanager
async def looking(records: Sequence[SessionRecord], *keys: str, size=(120, 40), **changes):  # type: ignore[no-untyped-def]
    """The app on its history screen, after the keys."""
    history = changes.pop("history", None) or MemoryHistory(records)
    app = RunCoach(services(catalogue(), history=history, **changes))
    async with app.run_test(size=size) as pilot:
        look = Looking(app, pilot, history)
        await look.press("2", *keys)
        yield look
        await asyncio.sleep(0)
