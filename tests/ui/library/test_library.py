from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Static

from runcoach.catalogue.figure_cache import FigureCache
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Pattern, TierName
from runcoach.core.model.records import SessionRecord
from runcoach.core.planner.exercise_filter import (
    NO_EQUIPMENT,
    ExerciseFilter,
    filter_exercises,
    list_equipment,
    list_muscles,
)
from runcoach.ui.app import RunCoach
from runcoach.ui.history.trend_screen import ExerciseTrendScreen
from runcoach.ui.library import rows as rows
from runcoach.ui.library.exercise_board import ExerciseBoard
from runcoach.ui.library.exercise_screen import ExerciseScreen
from runcoach.ui.library.screen import LibraryScreen
from runcoach.ui.widgets.figure_view import FigureView
from runcoach.ui.widgets.styled_text import StyledText
from runcoach.ui.widgets.virtual_list import VirtualList
from tests.built_in import built_in_catalogue
from tests.fakes import ManualClock, MemoryHistory, services
from tests.ui.history.made_up_history import made_up_history

ASSETS = Path(__file__).parents[3] / "assets"


@cache
def catalogue() -> Catalogue:
    return built_in_catalogue()


@cache
def kept() -> FigureCache:
    return FigureCache(catalogue(), ASSETS)


@cache
def past() -> tuple[SessionRecord, ...]:
    return tuple(made_up_history(catalogue(), 8))


def coach(records: tuple[SessionRecord, ...] = (), **changes) -> tuple[RunCoach, ManualClock]:
    clock = ManualClock()
    given = {
        "catalogue": catalogue(),
        "figure": kept().figure,
        "clock": clock,
        "history": MemoryHistory(records),
        "figure_rate": 4.0,
    }
    return RunCoach(services(**(given | changes))), clock


async def opened(pilot, *keys: str) -> LibraryScreen:
    await pilot.pause()
    await pilot.press("3")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, LibraryScreen)
    for key in keys:
        await pilot.press(key)
    await pilot.pause()
    return screen


def said(screen, part: str) -> str:
    return screen.query_one(f"#{part}", StyledText).text


def names(screen: LibraryScreen) -> list[str]:
    return [exercise.name for exercise in screen.query_one(VirtualList).items]


# --- what is found -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "some", "none"),
    [
        (ExerciseFilter(), {"squat", "plank", "arm-circles"}, set()),
        (ExerciseFilter(words="LUNGE side"), {"side-lunge"}, {"front-lunge", "side-plank"}),
        (ExerciseFilter(words="goblet"), {"squat"}, {"plank"}),
        (ExerciseFilter(pattern=Pattern.CORE_LATERAL), {"side-plank"}, {"plank", "squat"}),
        (ExerciseFilter(muscle="glutes"), {"squat", "glute-bridge"}, {"arm-circles"}),
        (ExerciseFilter(equipment="box"), {"box-jump"}, {"squat", "plank"}),
        (ExerciseFilter(equipment=NO_EQUIPMENT), {"squat", "plank"}, {"dumbbell-row"}),
        (
            ExerciseFilter(words="squat", equipment="dumbbell", muscle="quads"),
            {"squat"},
            {"jump-squat", "dumbbell-row"},
        ),
        (ExerciseFilter(words="no such thing"), set(), {"squat"}),
    ],
)
def test_everything_that_is_asked_must_hold(
    wanted: ExerciseFilter, some: set[str], none: set[str]
) -> None:
    found = {e.id for e in filter_exercises(catalogue().exercises.values(), wanted)}
    assert some <= found
    assert not none & found


def test_whatever_can_be_asked_finds_something() -> None:
    every = list(catalogue().exercises.values())
    for muscle in list_muscles(every):
        assert filter_exercises(every, ExerciseFilter(muscle=muscle))
    for equipment in (NO_EQUIPMENT, *list_equipment(every)):
        assert filter_exercises(every, ExerciseFilter(equipment=equipment))


# --- what is said ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exercise", "tier", "dose"),
    [
        ("squat", "standard", "2 × 15"),
        ("squat", "foundation", "2 × 6-10"),
        ("side-plank", "standard", "2 × 30-45 s a side"),
        ("burpee", "standard", "2 × 30 s"),
        ("speed-skater", "standard", "2 × 10 a side"),
    ],
)
def test_doses_read_as_the_coaching_pages_have_them(exercise: str, tier: str, dose: str) -> None:
    found = catalogue().tier(exercise, TierName(tier))
    assert found is not None
    assert rows.format_dose_range(found) == dose


@pytest.mark.parametrize("width", [34, 55, 90])
def test_a_ladder_fits_its_width_and_marks_one_rung(width: int) -> None:
    for exercise in catalogue().exercises.values():
        for tier in exercise.tiers:
            lines = ["".join(t for t, _ in ln) for ln in rows.ladder_lines(exercise, tier, width)]
            assert [line.startswith("▸") for line in lines].count(True) == 1
            assert lines[exercise.tiers.index(tier)].startswith("▸")
            assert all(len(line) <= width for line in lines)
            assert rows.format_dose_range(tier) in lines[exercise.tiers.index(tier)]


def test_every_cue_is_there_whole_however_narrow() -> None:
    for exercise in catalogue().exercises.values():
        for tier in exercise.tiers:
            lines = ["".join(t for t, _ in line) for line in rows.cue_lines(tier, 29)]
            assert all(len(line) <= 29 for line in lines)
            words = " ".join(line[2:] for line in lines)
            assert all(cue in words for cue in tier.cues.all)


# --- the screen --------------------------------------------------------------------------------


async def test_one_exercise_is_shown_whole_and_its_figure_moves() -> None:
    app, clock = coach()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, *["down"] * 16)
        assert said(screen, "heading").startswith("Side plank")
        assert "17 of 19" in said(screen, "heading")
        tier = catalogue().tier("side-plank", TierName.STANDARD)
        assert tier is not None
        for cue in tier.cues.all:
            assert cue in said(screen, "cues")
        assert "article" in said(screen, "about")
        assert "obliques" in said(screen, "about")
        assert said(screen, "done") == "Not done yet."
        figure = screen.query_one(FigureView)
        assert figure.region.height >= 9
        before = figure.moment
        clock.move(1.0)
        assert figure.moment == pytest.approx(before + 1.0, abs=0.26)
        last = screen.query_one("#done").region
        assert last.bottom <= 23


async def test_left_and_right_walk_the_tiers_and_stay() -> None:
    app, _ = coach()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "right")
        assert "▸ challenge" in said(screen, "ladder")
        await pilot.press("right", "down")
        assert "▸ challenge" in said(screen, "ladder")
        await pilot.press("left", "left", "left")
        await pilot.pause()
        assert "▸ foundation" in said(screen, "ladder")


async def test_what_the_person_did_is_counted() -> None:
    app, _ = coach(past())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        squats = [r for r in past() if any(s.exercise == "squat" for s in r.main_sets)]
        assert f"Done {len(squats)} times, last " in said(screen, "done")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ExerciseScreen)
        assert "The last times" in said(app.screen, "done")


async def test_the_filter_asks_for_a_name_at_once_and_says_what_is_shown() -> None:
    app, _ = coach()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "slash", "l", "u", "n", "g", "e")
        await pilot.press("enter")
        await pilot.pause()
        assert names(screen) == ["Front lunge", "Reverse lunge", "Side lunge", "Walking lunge"]
        assert "4 of " in str(screen.query_one("#filtered", Static).content)
        assert said(screen, "heading").startswith("Front lunge")
        await pilot.press("slash", "x", "x", "escape")
        await pilot.pause()
        assert names(screen) == []
        assert not screen.query_one(ExerciseBoard).is_on_screen
        await pilot.press("slash", *["backspace"] * 7, "enter")
        await pilot.pause()
        assert len(names(screen)) == len(catalogue().exercises)
        assert screen.query_one(ExerciseBoard).is_on_screen


async def test_a_pattern_is_chosen_with_the_arrows() -> None:
    app, _ = coach()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "slash", "down", "right", "enter")
        every = list(catalogue().exercises.values())
        first = next(p for p in Pattern if any(e.pattern is p for e in every))
        assert names(screen) == [e.name for e in every if e.pattern is first]


async def test_delete_takes_the_whole_filter_back() -> None:
    app, _ = coach()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "slash", "l", "u", "n", "down", "right", "enter")
        assert names(screen) == []
        await pilot.press("slash", "delete", "enter")
        await pilot.pause()
        assert len(names(screen)) == len(catalogue().exercises)


async def test_ways_out_lead_where_they_say_and_come_back() -> None:
    app, _ = coach(past())
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, "enter")
        assert isinstance(app.screen, ExerciseScreen)
        await pilot.press("right", "escape")
        await pilot.pause()
        assert app.screen is screen
        assert "▸ challenge" in said(screen, "ladder")
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, ExerciseTrendScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen
        await pilot.press("escape")
        await pilot.pause()
        assert app.current_mode == "today"


async def test_out_of_sight_the_figure_rests() -> None:
    app, clock = coach()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        figure = screen.query_one(FigureView)
        await pilot.press("5")
        await pilot.pause()
        clock.move(1.0)
        stood = figure.moment
        clock.move(2.0)
        assert figure.moment == stood
        await pilot.press("3")
        await pilot.pause()
        clock.move(1.0)
        assert figure.moment == pytest.approx(1.0, abs=0.3)


async def test_nothing_of_a_figure_is_asked_for_before_the_library_opens() -> None:
    asked: list[str] = []

    def figure(id: str, tier: TierName, tell: object) -> None:
        asked.append(id)

    app, _ = coach(figure=figure)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert asked == []
        screen = await opened(pilot)
        assert set(asked) == {"squat"}
        assert not screen.query_one(FigureView).is_on_screen


async def test_with_less_motion_the_figure_stands() -> None:
    app, clock = coach()
    app.settings = replace(app.settings, reduced_motion=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert clock.alarms == []


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (90, 50), (120, 40), (200, 60)])
async def test_it_fits_every_size(size: tuple[int, int]) -> None:
    app, _ = coach(past())
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot, "down")
        assert screen.query_one(VirtualList).region.height >= 5
        await pilot.press("enter")
        await pilot.pause()
        board = app.screen.query_one(ExerciseBoard)
        assert board.region.width <= size[0]
        assert app.screen.query_one(FigureView).region.width >= 16 or size[0] < 56
