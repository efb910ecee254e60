import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.geometry import Region
from textual.screen import Screen

from runcoach.catalogue.compiled_cache import load_catalogue
from runcoach.catalogue.figure_cache import FigureCache
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Side
from runcoach.core.model.settings import Settings
from runcoach.core.planner.compose import compose_plan
from runcoach.core.planner.prescriptions import PrescriptionContext
from runcoach.core.session.session import Phase
from runcoach.figures.drawing.cells import CellRole
from runcoach.figures.figure import Figure, draw_stills, frame_figure
from runcoach.ui.app import RunCoach
from runcoach.ui.session.message_row import MessageRow
from runcoach.ui.session.screen import SessionScreen
from runcoach.ui.widgets.figure_view import FigureView, style_name
from tests.built_in import built_in_catalogue
from tests.fakes import ManualClock, services

ASSETS = Path(__file__).parents[3] / "assets"
WIDTH, HEIGHT = 40, 14


@cache
def catalogue() -> Catalogue:
    return built_in_catalogue()


@cache
def kept() -> FigureCache:
    return FigureCache(catalogue(), ASSETS)


def figure_of(exercise: str) -> Figure:
    found = kept().figure(exercise, TierName.STANDARD, pytest.fail)
    assert found is not None
    return found


def text_of(frame) -> list[str]:
    return ["".join(text for text, _, _ in row) for row in frame]


class Watched(FigureView):
    """A figure that notes what it asks to be painted."""

    def __init__(self, clock: ManualClock, rate: float) -> None:
        self.asked: list[tuple[Region, ...]] = []
        super().__init__(clock, rate)

    def refresh(self, *regions: Region, **how: bool) -> "Watched":
        self.asked.append(regions)
        super().refresh(*regions, **how)
        return self


class FigureApp(App[None]):
    CSS = (
        f"#room {{ width: {WIDTH}; height: {HEIGHT}; }} #room.-shut {{ display: none; }}"
        + "".join(
            f"FigureView > .{name} {{ color: rgb({90 + 10 * number}, 0, 0); }}"
            for number, name in enumerate(sorted(FigureView.COMPONENT_CLASSES))
        )
    )

    def __init__(self, rate: float = 10.0) -> None:
        super().__init__()
        self.clock = ManualClock()
        self.figure = Watched(self.clock, rate)

    def compose(self) -> ComposeResult:
        with Vertical(id="room"):
            yield self.figure

    @property
    def lines(self) -> list[str]:
        return [self.figure.render_line(y).text for y in range(HEIGHT)]

    @property
    def on_screen(self) -> list[str]:
        strips = self.screen._compositor.render_strips()[:HEIGHT]
        return [strip.text[:WIDTH] for strip in strips]


def cells(app: FigureApp) -> dict[tuple[int, int], tuple[str, object]]:
    found = {}
    for y in range(HEIGHT):
        x = 0
        for segment in app.figure.render_line(y):
            for character in segment.text:
                found[x, y] = (character, segment.style)
                x += 1
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("exercise", ["squat", "side-plank", "jump-squat"])
async def test_exactly_the_changed_cells_are_painted(exercise: str) -> None:
    app = FigureApp()
    figure = figure_of(exercise)
    async with app.run_test(size=(60, 20)) as pilot:
        app.figure.show(figure, 0.0)
        await pilot.pause()
        before, painted = cells(app), 0
        for _ in range(round(figure.period * 10)):
            app.figure.asked.clear()
            app.clock.move(0.1)
            now = cells(app)
            changed = {place for place in now if now[place] != before[place]}
            regions = [region for asked in app.figure.asked for region in asked]
            assert all(any(r.contains(*place) for r in regions) for place in changed)
            ends = {(x, r.y) for r in regions for x in (r.x, r.right - 1)}
            assert ends <= changed
            assert bool(app.figure.asked) == bool(changed)
            before, painted = now, painted + bool(changed)
        await pilot.pause()
        assert painted > 5
        assert app.on_screen == app.lines


async def test_told_the_same_nothing_is_drawn_or_painted() -> None:
    app = FigureApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.figure.show(figure_of("squat"), 1.0)
        await pilot.pause()
        app.figure.asked.clear()
        for _ in range(9):
            app.clock.move(0.01)
            app.figure.show(figure_of("squat"), 1.0 + 0.005, speed=0.0)
        assert app.figure.asked == []


@pytest.mark.parametrize(("rate", "speed"), [(10.0, 1.0), (4.0, 1.0), (10.0, 5.0)])
async def test_it_moves_so_often_a_second_whatever_the_speed(rate: float, speed: float) -> None:
    app = FigureApp(rate)
    async with app.run_test(size=(60, 20)) as pilot:
        app.figure.show(figure_of("squat"), 0.0, speed=speed)
        await pilot.pause()
        moments = set()
        for _ in range(300):
            app.clock.move(0.01)
            moments.add(app.figure.moment)
        assert len(moments) == pytest.approx(3 * rate, abs=1)
        assert max(moments) == pytest.approx(3 * speed, abs=speed / rate)


async def test_a_picture_is_that_of_its_moment() -> None:
    app = FigureApp()
    figure = figure_of("squat")
    async with app.run_test(size=(60, 20)) as pilot:
        app.figure.show(figure, 0.0)
        await pilot.pause()
        app.clock.move(2.55)
        assert app.lines == text_of(frame_figure(figure, WIDTH, HEIGHT).frame(2.5))
        for _ in range(round(figure.period * 20)):
            app.clock.move(0.1)
            told = text_of(frame_figure(figure, WIDTH, HEIGHT).frame(app.figure.moment))
            assert app.lines == told
        app.figure.show(figure, 1.23, "left")
        assert app.lines == text_of(frame_figure(figure, WIDTH, HEIGHT, "left").frame(1.2))


async def test_reduced_motion_is_start_and_end_and_no_alarm() -> None:
    app = FigureApp()
    figure = figure_of("squat")
    async with app.run_test(size=(60, 20)) as pilot:
        app.figure.show(figure, 0.0, still=True)
        await pilot.pause()
        assert app.lines == text_of(draw_stills(figure, WIDTH, HEIGHT))
        app.figure.asked.clear()
        app.clock.move(3.0)
        app.figure.show(figure, 3.0, still=True)
        assert app.clock.alarms == []
        assert app.figure.asked == []


async def test_no_alarm_while_nobody_sees_it() -> None:
    app = FigureApp()
    figure = figure_of("squat")
    async with app.run_test(size=(60, 20)) as pilot:
        assert app.clock.alarms == []
        app.figure.show(figure, 0.0)
        await pilot.pause()
        assert len(app.clock.alarms) == 1

        app.query_one("#room").add_class("-shut")
        await pilot.pause()
        app.clock.move(1.0)
        assert app.clock.alarms == []
        app.query_one("#room").remove_class("-shut")
        await pilot.pause()
        assert len(app.clock.alarms) == 1
        assert app.lines == text_of(frame_figure(figure, WIDTH, HEIGHT).frame(1.0))

        await app.push_screen(Screen())
        app.clock.move(1.0)
        assert app.clock.alarms == []
        app.pop_screen()
        await pilot.pause()
        app.figure.show(figure, 2.0)
        assert len(app.clock.alarms) == 1

        app.figure.show(None)
        assert app.clock.alarms == []
        app.figure.show(figure, 0.0, speed=0.0)
        assert app.clock.alarms == []


async def test_too_small_a_place_stays_empty_and_a_new_size_draws_anew() -> None:
    app = FigureApp()
    figure = figure_of("plank")
    async with app.run_test(size=(60, 20)) as pilot:
        app.figure.show(figure, 0.0)
        await pilot.pause()
        app.query_one("#room").styles.height = 6
        await pilot.pause()
        app.clock.move(0.2)
        assert app.lines == [" " * WIDTH] * HEIGHT
        assert app.clock.alarms == []
        app.query_one("#room").styles.height = 9
        await pilot.pause()
        assert app.lines[:9] == text_of(frame_figure(figure, WIDTH, 9).frame(app.figure.moment))
        assert len(app.clock.alarms) == 1


async def test_without_colour_muscles_are_shaded_and_no_cell_needs_two_colours() -> None:
    app = FigureApp()
    app.no_color = True
    async with app.run_test(size=(60, 20)) as pilot:
        app.figure.show(figure_of("side-plank"), 0.0)
        await pilot.pause()
        assert "▓" in "".join(app.lines)
        ground = app.figure.rich_style.bgcolor
        styles = [s.style for y in range(HEIGHT) for s in app.figure.render_line(y)]
        assert {style.bgcolor for style in styles if style} == {ground}


def test_every_role_has_its_colour() -> None:
    named = {f"figure-view--{style_name(role)}" for role in CellRole if role}
    assert named == FigureView.COMPONENT_CLASSES


def test_nothing_of_figures_is_read_before_the_first_is_seen() -> None:
    code = (
        "import sys; import runcoach.ui.session.screen, runcoach.catalogue.figure_cache;"
        "print([m for m in sys.modules if m.startswith('runcoach.figures')])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


# --- in a session ------------------------------------------------------------------------------


def coach(**changes) -> tuple[RunCoach, ManualClock]:
    clock = ManualClock()
    given = {"catalogue": catalogue(), "figure": kept().figure, "clock": clock} | changes
    return RunCoach(services(**given)), clock


async def begun(app: RunCoach, pilot, programme: str, *exercises: str) -> SessionScreen:
    """A session of some exercises of a programme."""
    named = catalogue().programme(programme)
    assert named is not None
    plan = compose_plan(named, catalogue(), PrescriptionContext())
    blocks = tuple(b for b in plan.blocks if b.exercise in exercises)
    app.starting.begin(replace(plan, blocks=blocks), True)
    await pilot.pause()
    assert isinstance(app.screen, SessionScreen)
    return app.screen


async def until(screen: SessionScreen, pilot, clock: ManualClock, *wanted: object) -> None:
    """Let time pass until that phase of that exercise has just begun."""
    for _ in range(200):
        session = screen.session
        work = session.work
        if work is not None and (session.phase, work.exercise) == wanted:
            break
        assert session.phase_ends_at is not None
        clock.move(session.phase_ends_at - screen.conductor.now())
    await pilot.pause()


def shown(screen: SessionScreen) -> FigureView:
    return screen.query_one(FigureView)


def clock_says(screen: SessionScreen) -> str:
    return str(screen.query_one("#clock").text)  # type: ignore[attr-defined]


async def test_a_rep_of_the_figure_is_a_rep_on_the_clock() -> None:
    app, clock = coach()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begun(app, pilot, "legs", "squat")
        await until(screen, pilot, clock, Phase.WORK, "squat")
        figure = figure_of("squat")
        work = screen.session.work
        assert work is not None
        assert figure.rep_s == work.cycle_s
        seen = []
        while screen.session.phase is Phase.WORK:
            seen.append((int(clock_says(screen)), shown(screen).moment / figure.rep_s))
            clock.move(0.1)
        assert {rep for rep, _ in seen} == set(range(1, work.target + 1))
        for rep, cycles in seen:
            assert rep - 1 - 0.02 <= cycles <= rep + 0.02


async def test_paused_it_stands_still_and_the_count_in_waits_where_work_goes_on() -> None:
    app, clock = coach()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begun(app, pilot, "legs", "squat")
        await until(screen, pilot, clock, Phase.WORK, "squat")
        clock.move(7.3)
        await pilot.press("space")
        stood = shown(screen).moment
        assert stood == pytest.approx(screen.session.carried_work_s, abs=0.11)
        clock.move(5.0)
        assert shown(screen).moment == stood
        await pilot.press("space")
        await until(screen, pilot, clock, Phase.COUNT_IN, "squat")
        clock.move(1.0)
        assert shown(screen).moment == pytest.approx(screen.session.carried_work_s, abs=0.11)
        await until(screen, pilot, clock, Phase.WORK, "squat")
        clock.move(1.0)
        assert shown(screen).moment == pytest.approx(screen.session.carried_work_s + 1.0, abs=0.11)


async def test_a_paused_rest_keeps_the_demonstration_where_it_was() -> None:
    app, clock = coach()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begun(app, pilot, "legs", "squat")
        await until(screen, pilot, clock, Phase.REST, "squat")
        clock.move(3.2)
        before = shown(screen).moment
        assert before == pytest.approx(3.2, abs=0.11)
        await pilot.press("x")
        await pilot.pause()
        assert screen.session.phase is Phase.PAUSED
        clock.move(4.0)
        assert shown(screen).moment == pytest.approx(before, abs=0.11)


async def test_ready_and_rest_show_what_comes_and_sides_switch() -> None:
    app, clock = coach(figure_rate=1.0)
    told: list[tuple[object, str]] = []
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begun(app, pilot, "core", "plank", "side-plank")
        view = shown(screen)
        show = view.show

        def spy(figure, seconds=None, side="right", **how) -> None:
            told.append((figure, side))
            show(figure, seconds, side, **how)

        view.show = spy
        for phase, exercise in (
            (Phase.READY, "plank"),
            (Phase.REST, "plank"),
            (Phase.READY, "side-plank"),
            (Phase.WORK, "side-plank"),
            (Phase.SWITCH, "side-plank"),
        ):
            await until(screen, pilot, clock, phase, exercise)
            work = screen.session.work
            assert work is not None
            side = "left" if work.side is Side.LEFT else "right"
            assert told[-1] == (figure_of(exercise), side)
        assert {side for _, side in told} == {"left", "right"}


async def test_the_setting_for_less_motion_is_kept_to() -> None:
    app, clock = coach(settings=Settings(read_left=True, reduced_motion=True))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begun(app, pilot, "legs", "squat")
        await until(screen, pilot, clock, Phase.WORK, "squat")
        view = shown(screen)
        lines = [view.render_line(y).text for y in range(view.size.height)]
        assert lines == text_of(draw_stills(figure_of("squat"), *view.size))


@pytest.mark.parametrize(
    ("size", "there"),
    [((80, 24), True), ((120, 40), True), ((200, 60), True), ((90, 50), True), ((40, 12), False)],
)
async def test_the_clock_comes_before_the_figure(size: tuple[int, int], there: bool) -> None:
    app, clock = coach(figure_rate=1.0)
    async with app.run_test(size=size) as pilot:
        screen = await begun(app, pilot, "core", "side-plank")
        await until(screen, pilot, clock, Phase.WORK, "side-plank")
        view, digits = shown(screen), screen.query_one("#clock")
        assert view.is_on_screen is there
        assert digits.region.height >= 5
        assert digits.region.width >= 25
        if there:
            assert view.region.height >= 10
            assert not view.region.overlaps(digits.region)


async def test_a_figure_with_a_mistake_is_one_line_and_the_session_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "exercises"
    own.mkdir()
    text = (ASSETS / "exercises" / "plank.toml").read_text(encoding="utf-8")
    (own / "plank.toml").write_text(text.replace("[figure", "[figure.nonsense", 1))
    broken = load_catalogue(ASSETS, tmp_path)
    app, clock = coach(catalogue=broken, figure=FigureCache(broken, ASSETS).figure)
    lines: list[str] = []
    monkeypatch.setattr(MessageRow, "show_fault", lambda _, line: lines.append(line))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begun(app, pilot, "core", "plank")
        await until(screen, pilot, clock, Phase.WORK, "plank")
        clock.move(5.0)
        await until(screen, pilot, clock, Phase.REST, "plank")
        assert not shown(screen).is_on_screen
        assert screen.query_one("#cues").region.y == screen.query_one("#form").region.y
    told = [line for line in lines if "plank.toml" in line]
    assert len(told) == 1
    assert "\n" not in told[0]
