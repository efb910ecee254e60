"""The app over a made-up history, walked by keys and read back from what it draws."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

from textual import events
from textual.keys import _character_to_key

from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.records import SessionRecord
from runcoach.ui.app import RunCoach
from tests.built_in import built_in_catalogue
from tests.fakes import MemoryHistory, services
from tests.ui.history.made_up_history import made_up_history

ASSETS = Path(__file__).resolve().parents[3] / "assets"

STYLES = ASSETS.parent / "runcoach" / "ui"


@cache
def catalogue() -> Catalogue:
    """The built-in one, read once."""
    return built_in_catalogue()


WIDE = (120, 40)
TURNS = 60
"""Of the event loop: more than a key takes from queue to queue."""


@cache
def lived(weeks: int) -> tuple[SessionRecord, ...]:
    """Made-up weeks, the same every time."""
    return tuple(made_up_history(catalogue(), weeks))


class HistoryFirst(RunCoach):
    """The app, opened on its history: Today is not made until it is asked for."""

    CSS_PATH = STYLES / RunCoach.CSS_PATH
    DEFAULT_MODE = "history"


def _character(key: str) -> str | None:
    return key if len(key) == 1 else {"space": " ", "comma": ","}.get(key)


class Looking:
    """The app and its pilot, with what a test asks of them."""

    def __init__(self, app, pilot, history) -> None:
        self.app, self.pilot, self.history = app, pilot, history

    async def press(self, *keys: str) -> None:
        """Each key once what the one before it did is done; no waiting by the clock."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            self.app.post_message(events.Key(name, _character(key)))
            await self.settle()

    async def settle(self) -> None:
        """Until every widget is there and has done what it was told.

        A key goes down to the focused widget and up again to the app, a queue at a time.
        """
        while True:
            screen = self.app.screen
            for _ in range(TURNS):
                await asyncio.sleep(0)
            await self.pilot._wait_for_screen()
            there = all(w.is_mounted for w in screen.walk_children(with_self=True))
            if there and self.app.screen is screen:
                break

    async def type(self, text: str) -> None:
        await self.press(*("space" if c == " " else c for c in text))

    @property
    def screen(self):
        return self.app.screen

    def text(self, selector: str | None = None) -> str:
        """What is drawn, of the whole screen or of one widget."""
        self.app.screen._on_timer_update()
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
async def looking(records: Sequence[SessionRecord], *keys: str, size=(80, 24), **changes):
    """The app on its history screen, after the keys."""
    history = changes.pop("history", None) or MemoryHistory(records)
    app = HistoryFirst(services(catalogue(), history=history, **changes))
    async with app.run_test(size=size) as pilot:
        look = Looking(app, pilot, history)
        await look.press(*keys)
        yield look
