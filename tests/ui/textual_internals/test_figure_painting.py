"""What a terminal shows after each picture is what a whole painting of the screen would show."""

import pyte
from pyte.screens import Char
from rich.style import Style
from textual._compositor import Compositor
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from runcoach.ui.textual_internals.compositor import FrugalCompositor, use_frugal_compositor
from runcoach.ui.widgets.figure_view import FigureView
from tests.fakes import ManualClock
from tests.ui.textual_internals.painted_cells import painted_cells
from tests.ui.widgets.test_figure_view import figure_of

WIDTH, HEIGHT = 60, 24
RATE = 10.0


class Gym(Screen[None]):
    def __init__(self, clock: ManualClock) -> None:
        super().__init__()
        use_frugal_compositor(self)
        self.figure = FigureView(clock, RATE)

    def compose(self) -> ComposeResult:
        yield Static("above the figure")
        yield self.figure
        yield Static("below it")
        yield Static("over it", id="over")


class Stage(App[None]):
    """An app whose terminal can be looked at."""

    CSS = (
        "FigureView { width: 1fr; height: 16; } Gym { layers: below above; }"
        "#over { layer: above; offset: 10 3; width: 20; height: 4; background: blue; }"
        "#over { display: none; }"
        + "".join(
            f"FigureView > .{name} {{ color: rgb({90 + 10 * number}, 0, 0); }}"
            for number, name in enumerate(sorted(FigureView.COMPONENT_CLASSES))
        )
    )

    def __init__(self) -> None:
        super().__init__()
        self.clock = ManualClock()
        self.gym = Gym(self.clock)
        self.terminal = pyte.Screen(WIDTH, HEIGHT)
        self.stream = pyte.Stream(self.terminal)

    def get_default_screen(self) -> Screen[None]:
        return self.gym

    def _display(self, screen, renderable) -> None:
        if renderable is not None and not self._batch_count:
            self.stream.feed(renderable.render_segments(self.console))

    def expected(self) -> list[list[Char]]:
        compositor = Compositor()
        compositor.reflow(self.gym, self.size)
        return painted_cells(compositor.render_full_update(), self.console)

    @property
    def right(self) -> bool:
        return seen(self.terminal) == self.expected()


def seen(screen: pyte.Screen) -> list[list[object]]:
    return [[screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]


async def test_whatever_happens_between_two_pictures() -> None:
    app = Stage()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        squat, press_up = figure_of("squat"), figure_of("press-up")
        view = app.gym.figure

        async def go(pictures: int) -> None:
            for _ in range(pictures):
                app.clock.move(1 / RATE)
            await pilot.pause()
            assert app.right
            for _ in range(3):
                app.clock.move(1 / RATE)
                assert app.right

        view.show(squat, 0.0)
        await pilot.pause()
        await go(60)
        # Another figure, another side, another speed, a jump in time: in the middle of a cycle.
        # The other one goes on where the next picture of this one would have come.
        shown = view.moment % squat.period
        view.show(press_up, shown + 1 / RATE)
        await go(60)
        view.show(squat, 2.0, "left")
        await go(60)
        view.show(squat, 0.7, speed=4.0)
        await go(40)
        view.show(squat, 4.0, speed=0.0)
        await go(3)
        view.show(squat, None)
        await go(60)
        # Nothing is told while a batch is put together; what has changed meanwhile comes after it.
        with app.batch_update():
            for _ in range(3):
                app.clock.move(1 / RATE)
        await pilot.pause()
        assert app.right
        await go(60)
        # Something comes before it, and goes again.
        over = app.gym.query_one("#over")
        over.display = True
        await pilot.pause()
        await go(60)
        over.display = False
        await pilot.pause()
        await go(60)
        # Other colours, another size, and an inverted screen.
        app.theme = "textual-light"
        await pilot.pause()
        await go(60)
        view.styles.height = 12
        await pilot.pause()
        await go(60)
        compositor = app.gym._compositor
        assert isinstance(compositor, FrugalCompositor)
        upright = app.expected()
        compositor.inverted = Style(color="#ffffff", bgcolor="#000000")
        app.gym.refresh()
        await pilot.pause()
        assert seen(app.terminal) != upright
        app.clock.move(1 / RATE)
        compositor.inverted = None
        app.gym.refresh()
        await pilot.pause()
        await go(60)


async def test_under_a_sheet_nothing_is_told_past_it() -> None:
    app = Stage()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        app.gym.figure.show(figure_of("squat"), 0.0)
        await pilot.pause()
        for _ in range(90):
            app.clock.move(1 / RATE)
        sheet: Screen[None] = Screen()
        await app.push_screen(sheet)
        await pilot.pause()
        before = seen(app.terminal)
        for _ in range(90):
            app.clock.move(1 / RATE)
        assert seen(app.terminal) == before
        await app.pop_screen()
        await pilot.pause()
        assert app.right
