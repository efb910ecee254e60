"""Draws screens of the real app as SVG, for the README and for inspection.

    python scripts/pictures.py [--out DIR] [--size 80x24] [NAME ...]

The app runs on a manual clock, so that a picture is the same every time.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from runcoach.catalogue.compiled_cache import load_catalogue  # noqa: E402
from runcoach.catalogue.figure_cache import FigureCache  # noqa: E402
from runcoach.core.session.session import Phase  # noqa: E402
from runcoach.ui.app import RunCoach  # noqa: E402
from runcoach.ui.session.screen import SessionScreen  # noqa: E402
from tests.fakes import ManualClock, services  # noqa: E402

Scene = Callable[[RunCoach, object, ManualClock], Awaitable[None]]


def session_of(app: RunCoach) -> SessionScreen:
    screen = app.screen
    assert isinstance(screen, SessionScreen)
    return screen


async def today(app, pilot, clock) -> None:
    await pilot.pause()


async def ready(app, pilot, clock) -> None:
    await begin(app, pilot)


async def begin(app, pilot, programme="core", hands_free=False) -> None:
    from runcoach.core.planner.propose import propose_session
    from runcoach.core.planner.request import SessionRequest

    selected = app.services.catalogue.programme(programme)
    plan = propose_session(SessionRequest(programme=selected), app.coach.athlete()).plan
    app.starting.begin(plan, hands_free)
    await pilot.pause()


async def until(app, pilot, clock, phase, name="", side="") -> None:
    """Advance the clock, pressing Space where needed, until that phase of that exercise."""
    for _ in range(4000):
        conductor = session_of(app).conductor
        work = conductor.session.work
        if conductor.session.phase is phase and (
            not name or (work and work.exercise == name and (not side or work.side == side))
        ):
            break
        if conductor.session.phase_ends_at is None:
            conductor.press()
        clock.move(1.0)
    await pilot.pause()


def at(phase, name="", side="", after=0.0, programme="core"):
    async def scene(app, pilot, clock) -> None:
        await begin(app, pilot, programme)
        await until(app, pilot, clock, phase, name, side)
        clock.move(after)
        await pilot.pause()

    return scene


async def paused(app, pilot, clock) -> None:
    await at(Phase.WORK, "side-plank", "right", 12.0)(app, pilot, clock)
    await pilot.press("space")
    await pilot.pause()


async def leave_sheet(app, pilot, clock) -> None:
    await at(Phase.WORK, "side-plank", "left", 12.0)(app, pilot, clock)
    await pilot.press("q")
    await pilot.pause()


async def pain_sheet(app, pilot, clock) -> None:
    await at(Phase.WORK, "side-plank", "left", 12.0)(app, pilot, clock)
    await pilot.press("x")
    await pilot.pause()


async def help_sheet(app, pilot, clock) -> None:
    await at(Phase.REST, "side-plank", "", 2.0)(app, pilot, clock)
    await pilot.press("question_mark")
    await pilot.pause()


async def distance(app, pilot, clock) -> None:
    await at(Phase.WORK, "side-plank", "left", 12.0)(app, pilot, clock)
    await pilot.press("v")
    await pilot.pause()


async def summary(app, pilot, clock) -> None:
    await begin(app, pilot, "no-equipment", hands_free=True)
    for _ in range(3000):
        clock.move(1.0)
        if not isinstance(app.screen, SessionScreen):
            break
        if session_of(app).session.phase is Phase.FINISHED:
            break
    await pilot.pause()
    await pilot.pause()


async def summary_coached(app, pilot, clock) -> None:
    train_for_weeks(app, clock)
    await begin(app, pilot, "full-body", hands_free=True)
    for _ in range(3000):
        clock.move(1.0)
        if not isinstance(app.screen, SessionScreen):
            break
        if session_of(app).session.phase is Phase.FINISHED:
            break
    await pilot.pause()
    for _ in range(20):
        await pilot.press("2")
    await pilot.pause()


async def settings(app, pilot, clock) -> None:
    app.switch_mode("settings")
    await pilot.pause()


def history(*keys, weeks=110):
    """The History area of a made-up person, after these keys."""

    async def scene(app, pilot, clock) -> None:
        from tests.ui.history.made_up_history import made_up_history

        for record in made_up_history(app.services.catalogue, weeks):
            app.services.history.save(record)
        for key in ("2", *keys):
            await pilot.press(key)
            await pilot.pause()
        await pilot.pause()

    return scene


def library(*keys, after=2.2):
    """The Library of a made-up person after these keys, `after` seconds into the figure."""

    async def scene(app, pilot, clock) -> None:
        await history("3", *keys)(app, pilot, clock)
        clock.move(after)
        await pilot.pause()

    return scene


RIGHT = ("right",)
EDITED = ("enter", "enter", "right", "enter", "enter", "right", "right", "down", "right", "enter")


async def stills(app, pilot, clock) -> None:
    app.change_settings(reduced_motion=True)
    await at(Phase.WORK, "squat", "", 2.0, "legs")(app, pilot, clock)


def coached(*keys, tier="standard"):
    """The Tiers area after a few weeks of training, when the coach has proposals."""

    async def scene(app, pilot, clock) -> None:
        train_for_weeks(app, clock)
        app.switch_mode("tiers")
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

    return scene


def train_for_weeks(app, clock) -> None:
    from datetime import timedelta

    from runcoach.core.model.profile import Experience, Load, Profile
    from runcoach.core.planner.propose import propose_session
    from runcoach.core.planner.request import SessionRequest
    from tests.core.coach.completed_records import completed_record

    app.coach.keep_profile(
        Profile(Experience.SOME, ("step",), (Load(8, 2), Load(16, 1, "kettlebell")), 20)
    )
    today = clock.wall()
    for number in range(8):
        clock.set_wall(today - timedelta(days=20 - 2.5 * number))
        known = app.coach.athlete()
        programme = app.services.catalogue.programmes["full-body"]
        plan = propose_session(SessionRequest(programme=programme), known).plan
        record = completed_record(plan, known.at, f"lived-{number}")
        app.services.history.save(record)
        app.coach.review_session(record)
        if number < 6:
            from runcoach.core.coach.decisions import Reply

            clock.set_wall(clock.wall() + timedelta(hours=1))
            app.coach.answer(app.coach.open_proposals(), Reply.YES)
    clock.set_wall(today)


async def about_me(app, pilot, clock) -> None:
    train_for_weeks(app, clock)
    app.switch_mode("tiers")
    await pilot.pause()
    await pilot.press("i")
    await pilot.pause()
    await pilot.press("down")
    await pilot.pause()


async def first_questions(app, pilot, clock) -> None:
    from runcoach.ui.today.first_questions import FirstQuestions

    app.push_screen(FirstQuestions(app.services))
    await pilot.pause()
    await pilot.press("down")
    await pilot.pause()


async def today_coached(app, pilot, clock) -> None:
    train_for_weeks(app, clock)
    app.change_settings(last_programme="")
    app.screen._look()
    await pilot.pause()


async def today_break(app, pilot, clock) -> None:
    from datetime import timedelta

    train_for_weeks(app, clock)
    clock.set_wall(clock.wall() + timedelta(days=32))
    app.change_settings(last_programme="build")
    app.screen._look()
    await pilot.pause()


async def why(app, pilot, clock) -> None:
    await today_coached(app, pilot, clock)
    await pilot.press("w")
    await pilot.pause()


SCENES = {
    "today-coached": today_coached,
    "today-break": today_break,
    "why": why,
    "tiers": coached("down", "down"),
    "tiers-proposal": coached(*["down"] * 10),
    "tiers-all": coached("g"),
    "proposals": coached("enter"),
    "proposals-ahead": coached("enter", "n"),
    "about-me": about_me,
    "first-questions": first_questions,
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
    "leaving": leave_sheet,
    "hurting": pain_sheet,
    "help": help_sheet,
    "distance": distance,
    "summary": summary,
    "summary-coached": summary_coached,
    "settings": settings,
    "history": history(),
    "history-empty": history(weeks=0),
    "history-older": history("down", *("pagedown",) * 12),
    "history-filter": history("slash", "down", "right", "right", "right"),
    "history-filtered": history("slash", "k", "n", "e", "e", "enter"),
    "record": history("enter", "down", "down"),
    "edit-set": history("enter", "enter", "down", "right"),
    "edit-session": history("enter", "up", *RIGHT, "enter"),
    "revisions": history(*EDITED, "up", *RIGHT * 4, "enter", "down"),
    "trash": history("delete", "delete", "up", *RIGHT * 6, "enter"),
    "add-session": history("left", "a"),
    "totals": history("up", *RIGHT, "enter"),
    "totals-why": history("up", *RIGHT, "enter", "down", "w"),
    "over-time": history("up", *RIGHT * 2, "enter", "down", "down"),
    "sides": history("c", "down", "down", "down"),
    "library": library(),
    "library-plank": library(*("down",) * 16, "right"),
    "library-filter": library("slash", "down", "right", "right"),
    "library-filtered": library("slash", "l", "u", "n", "g", "e", "enter", "down"),
    "exercise": library("enter"),
    "exercise-below": library("enter", *("down",) * 12),
    "notes": history("up", *RIGHT * 3, "enter", "k", "n", "e", "e"),
}


async def draw(name: str, size: tuple[int, int], out: Path, theme: str) -> Path:
    from runcoach.core.model.settings import Settings, Theme

    catalogue = load_catalogue(ROOT / "assets", None)
    clock = ManualClock()
    selected = Settings(read_left=True, theme=Theme(theme), last_programme="core")
    figure = FigureCache(catalogue, ROOT / "assets").figure
    app = RunCoach(services(catalogue, clock=clock, settings=selected, figure=figure))
    async with app.run_test(size=size) as pilot:
        await SCENES[name](app, pilot, clock)
        svg = app.export_screenshot(title="runcoach")
    path = out / f"{name}-{size[0]}x{size[1]}{'' if theme == 'dark' else '-' + theme}.svg"
    path.write_text(svg, encoding="utf-8")
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="scenes; all by default")
    parser.add_argument("--out", type=Path, default=ROOT / "assets" / "pictures")
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--theme", default="dark")
    arguments = parser.parse_args()
    width, height = (int(n) for n in arguments.size.split("x"))
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name in arguments.names or SCENES:
        print(asyncio.run(draw(name, (width, height), arguments.out, arguments.theme)))


if __name__ == "__main__":
    main()
