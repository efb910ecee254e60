"""What the frugal compositor paints is what Textual's own would, from fewer widgets."""

import random

import pyte
import pytest
from rich.style import Style
from textual._compositor import Compositor
from textual.app import App
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Region
from textual.widgets import Static

from runcoach.ui.textual_internals.compositor import FrugalCompositor

WIDTH, HEIGHT = 60, 24


class Overlapping(App[None]):
    CSS = """
    Static { border: round red; width: 1fr; height: 1fr; }
    #over { layer: above; offset: 7 3; width: 20; height: 6; background: blue; }
    #plain { border: none; height: 40; }
    Screen { layers: below above; }
    """

    def compose(self):
        with Vertical():
            with Horizontal():
                yield Static("one " * 40)
                with VerticalScroll():
                    yield Static("two " * 200, id="plain")
            yield Static("three " * 40)
        yield Static("over", id="over")


def _painted(compositor, regions, console):
    """The cells of a terminal that showed nothing before."""
    compositor._dirty_regions = set(regions)
    screen = pyte.Screen(WIDTH, HEIGHT)
    pyte.Stream(screen).feed(compositor.render_partial_update().render_segments(console))
    inside = {(x, y) for r in regions for y in r.line_range for x in r.column_range}
    return {(x, y): screen.buffer[y][x] for x, y in inside}


def _colours(cell):
    """Ink and ground as they are seen."""
    return (cell.bg, cell.fg) if cell.reverse else (cell.fg, cell.bg)


@pytest.mark.parametrize("colours", [True, False])
async def test_inverted_ink_and_ground_change_places(monkeypatch, colours: bool) -> None:
    if not colours:
        monkeypatch.setenv("NO_COLOR", "1")
    app = Overlapping()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        frugal, whole = FrugalCompositor(), [Region(0, 0, WIDTH, HEIGHT)]
        frugal.reflow(app.screen, app.size)
        before = _painted(frugal, whole, app.console)
        frugal.inverted = Style(color="#ffffff", bgcolor="#000000")
        after = _painted(frugal, whole, app.console)
        for at, cell in before.items():
            assert after[at].data == cell.data
            assert after[at].reverse is not cell.reverse
            ink, ground = _colours(cell)
            if ink != "default":
                assert _colours(after[at]) == (ground, ink)
            elif colours:
                # A console of sixteen colours calls white by its name.
                assert _colours(after[at]) in ((ground, "ffffff"), (ground, "brightwhite"))
        frugal.inverted = None
        assert _painted(frugal, whole, app.console) == before


async def test_it_paints_the_same_and_asks_fewer() -> None:
    chance = random.Random(1)
    app = Overlapping()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        usual, frugal = Compositor(), FrugalCompositor()
        for compositor in (usual, frugal):
            compositor.reflow(app.screen, app.size)
        for _ in range(60):
            corners = [
                (chance.randrange(WIDTH), chance.randrange(HEIGHT))
                for _ in range(chance.randrange(1, 5))
            ]
            regions = [
                Region(x, y, chance.randint(1, WIDTH - x), chance.randint(1, HEIGHT - y))
                for x, y in corners
            ]
            expected = _painted(usual, regions, app.console)
            assert _painted(frugal, regions, app.console) == expected

        asked = []
        frugal._dirty_regions = {Region(9, 5, 4, 2)}
        render = Static.render_lines
        Static.render_lines = lambda self, crop: asked.append(self.id) or render(self, crop)  # type: ignore[func-returns-value]
        try:
            frugal.render_partial_update()
        finally:
            Static.render_lines = render
        assert asked == ["over"]
