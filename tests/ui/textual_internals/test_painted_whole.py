"""A terminal that was told of changes alone shows what one that is painted whole would show."""

import random

import pyte
import pytest
from textual._compositor import LayoutUpdate

from runcoach.catalogue.figure_cache import FigureCache
from runcoach.core.model.settings import Settings
from runcoach.ui.app import RunCoach
from tests.ui.session.driving import ASSETS, catalogue, driving, short
from tests.ui.textual_internals.painted_cells import painted_cells

KEYS = (
    *("space",) * 8, "enter", "enter", "e", "h", "b", "d", "s", "f", "v", "v", "k", "u", "m", "n",
    "1", "2", "3", "left", "right", "up", "down", "x", "t", "q", "escape", "escape", "escape", "w",
    "question_mark", "o",
)  # fmt: skip
SIZES = ((80, 24), (120, 40), (90, 50), (60, 20), (40, 12))
STEPS = 60


class Terminal:
    """What is told to a terminal, as it shows it."""

    def __init__(self, app: RunCoach) -> None:
        self.app = app
        self.screen = pyte.Screen(*app.size)
        self.stream = pyte.Stream(self.screen)

    def resize(self, width: int, height: int) -> None:
        self.screen.resize(height, width)

    def seen(self, screen: pyte.Screen) -> list[list[object]]:
        width, height = self.app.size
        return [[screen.buffer[y][x] for x in range(width)] for y in range(height)]

    def wrong(self) -> list[tuple[int, int]]:
        """The cells that a whole painting would have otherwise."""
        top = self.app.screen
        update = top._compositor.render_update(full=True, screen_stack=self.app._background_screens)
        assert isinstance(update, LayoutUpdate)
        rows = zip(self.seen(self.screen), painted_cells(update, self.app.console), strict=True)
        return [
            (x, y)
            for y, (row, wanted) in enumerate(rows)
            for x, (cell, other) in enumerate(zip(row, wanted, strict=True))
            if cell != other
        ]


@pytest.mark.parametrize(
    "seed", [0, 1, 2, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (3, 4))]
)
async def test_changes_alone_leave_the_screen_whole(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    terminals: list[Terminal] = []

    def display(self, screen, renderable) -> None:
        if renderable is not None and terminals:
            terminals[0].stream.feed(renderable.render_segments(self.console))

    monkeypatch.setattr(RunCoach, "_display", display)
    settings = Settings(read_left=True, heard=seed % 2 == 0)
    figure = FigureCache(catalogue(), ASSETS).figure
    size = SIZES[seed % len(SIZES)]
    async with driving(size=size, figure=figure, settings=settings) as d:
        terminals.append(Terminal(d.app))
        await d.begin(short(), hands_free=seed % 3 == 0)
        d.app.screen.refresh()
        await d.pilot.pause()
        for step in range(STEPS):
            kind = chance.random()
            done: object
            if kind < 0.5:
                done = chance.choice((0.1, 0.1, 0.3, 1.0, 2.7))
                d.clock.move(done)
            elif kind < 0.97 or not d.app.screen.is_current:
                done = chance.choice(KEYS)
                await d.pilot.press(done)
            else:
                done = chance.choice(SIZES)
                terminals[0].resize(*done)
                await d.pilot.resize_terminal(*done)
            await d.pilot.pause()
            assert terminals[0].wrong() == [], (step, done, d.shown)
