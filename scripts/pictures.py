"""Draw the screens of the real app as SVG, for the README and for a look.

    python scripts/pictures.py [--out DIR] [--size 80x24] [NAME ...]

The app runs on a clock that is moved by hand, so that a picture is the same every time.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from runcoach.catalogue.compiled import load_catalogue  # noqa: E402
from runcoach.catalogue.kept_figures import KeptFigures  # noqa: E402
from runcoach.core.compose import Terms, compose  # noqa: E402
from runcoach.core.session import Phase  # noqa: E402
from runcoach.ui.app import RunCoach  # noqa: E402
from runcoach.ui.screens.session import SessionScreen  # noqa: E402
from tests.fakes import ManualClock, services  # noqa: E402

Scene = Callable[[RunCoach, object, ManualClock], Awaitable[None]]


def session_of(app: RunCoach) -> SessionScreen:
    screen = app.screen
    assert isinstance(screen, SessionScreen)
    return screen


async def today(app, pilot, clock) -> None:  # type: ignore[no-untyped-def]
    await pilot.pause()


async def ready(app, pilot, clock) -> None:  # type: ignore[no-untyped-def]
    await begin(app, pilot)


async def begin(app, pilot, programme="core", hands_free=False) -> None:  # type: ignore[no-untyped-def]
    plan = compose(app.services.catalogue.programme(programme), app.services.catalogue, Terms())
    app.begin(plan, hands_free)
    await pilot.pause()


async def until(app, pilot, clock, phase, name="", side="") -> None:  # type: ignore[no-untyped-def]
    """Go on by hand until the session is in that phase of that exercise."""
    for _ in range(4000):
        conductor = session_of(app).conductor
        work = conductor.session.work
        if conductor.session.phase is phase and (
            not name or (work and work.exercise == name and (not side or work.side == side))
        ):
            break
        if conductor.session.until is None:
            conductor.press()
        clock.move(1.0)
    await pilot.pause()


def at(phase, name="", side="", after=0.0, programme="core"):  # type: ignore[no-untyped-def]
    async def scene(app, pilot, clock) -> None:  # type: ignore[no-untyped-def]
        await begin(app, pilot, programme)
        await until(app, pilot, clock, phase, name, side)
        clock.move(after)
        await pilot.pause()

    return scene


async def paused(app, pilot, clock) -> None:  # type: ignore[no-untyped-def]
    await at(Phase.WORK, "side-plank", "right", 12.0)(app, pilot, clock)
    await pilot.press("space")
    await pilot.pause()


async def leaving(app, pilot, clock) -> None:  # type: ignore[no-untyped-def]
    await at(Phase.WORK, "side-plank", "left", 12.0)(app, pilot, clock)
    await pilot.press("q")
    await pilot.pause()


async def hurting(app, pilot, clock) -> None:  # type: ignore[no-untyped-def]
    await at(Phase.WORK, "side-plank", "left", 12.0)(app, pilot, clock)
    await pilot.press("x")
    await pilot.pause()


async def helping(app, pilot, clock) -> None:  # type: ignore[no-untyped-def]
    await at(Phase.REST, "side-plank", "", 2.0)(app, pilot, clock)
    await pilot.press("question_mark")
    await pilot.pause()


async def distance(app, pilot, clock) -> None:  # type: ignore[no-untyped-def]
    await at(Phase.WORK, "side-plank", "left", 12.0)(app, pilot, clock)
    await pilot.press("v")
    await pilot.pause()


async def summary(app, pilot, clock) -> None:  # type: ignore[no-untyped-def]
    await begin(app, pilot, "no-equipment", hands_free=True)
    for _ in range(3000):
        clock.move(1.0)
        if not isinstance(app.screen, SessionScreen):
            break
        if session_of(app).session.phase is Phase.FINISHED:
            break
    await pilot.pause()
    await pilot.pause()


async def settings(app, pilot, clock) -> None:  # type: ignore[no-untyped-def]
    app.switch_mode("settings")
    await pilot.pause()


async def history(app, pilot, clock) -> None:  # type: ignore[no-untyped-def]
    await summary(app, pilot, clock)
    clock.move(2.0)
    await pilot.press("space")
    await pilot.pause()
    await pilot.press("2")
    await pilot.pause()
    await pilot.pause()


async def record(app, pilot, clock) -> None:  # type: ignore[no-untyped-def]
    await history(app, pilot, clock)
    await pilot.press("enter")
    await pilot.pause()


async def stills(app, pilot, clock) -> None:  # type: ignore[no-untyped-def]
    app.change_settings(reduced_motion=True)
    await at(Phase.WORK, "squat", "", 2.0, "legs")(app, pilot, clock)


SCENES = {
    "today": today,
    "ready": ready,
    "ready-floor": at(Phase.READY, "side-plank"),
    "count-in": at(Phase.COUNT_IN, "plank", after=0.3),
    "hold": at(Phase.WORK, "side-plank", "left", 12.0),
    "reps": at(Phase.WORK, "leg-raise", "", 12.0),
    "switch": at(Phase.SWITCH, "side-plank", "", 1.0),
    "rest": at(Phase.REST, "side-plank", "", 9.0),
    "fetching": at(Phase.READY, "single-leg-deadlift", programme="legs"),
    "step-up": at(Phase.WORK, "step-up", "right", 2.0, "legs"),
    "stills": stills,
    "paused": paused,
    "leaving": leaving,
    "hurting": hurting,
    "help": helping,
    "distance": distance,
    "summary": summary,
    "settings": settings,
    "history": history,
    "record": record,
}


async def draw(name: str, size: tuple[int, int], out: Path, theme: str) -> Path:
    from runcoach.core.settings import Settings, Theme

    catalogue = load_catalogue(ROOT / "assets", None)
    clock = ManualClock()
    chosen = Settings(read_left=True, theme=Theme(theme), last_programme="core")
    figure = KeptFigures(catalogue, ROOT / "assets").figure
    app = RunCoach(services(catalogue, clock=clock, settings=chosen, figure=figure))
    async with app.run_test(size=size) as pilot:
        await SCENES[name](app, pilot, clock)
        svg = app.export_screenshot(title="runcoach")
    path = out / f"{name}-{size[0]}x{size[1]}{'' if theme == 'dark' else '-' + theme}.svg"
    path.write_text(svg, encoding="utf-8")
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="scenes; none for all")
    parser.add_argument("--out", type=Path, default=ROOT / "assets" / "pictures")
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--theme", default="dark")
    asked = parser.parse_args()
    width, height = (int(n) for n in asked.size.split("x"))
    asked.out.mkdir(parents=True, exist_ok=True)
    for name in asked.names or SCENES:
        print(asyncio.run(draw(name, (width, height), asked.out, asked.theme)))


if __name__ == "__main__":
    main()
