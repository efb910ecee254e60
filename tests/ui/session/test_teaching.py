"""The teaching view: for what is new, by itself; for anything, by `g`."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from runcoach.catalogue.figure_cache import FigureCache
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Plan, Side
from runcoach.core.model.settings import Settings
from runcoach.core.planner.teaching import teach_new_movements
from runcoach.core.session.block_layout import (
    Prescription,
    lay_out_straight,
    make_ready_block,
)
from runcoach.core.session.session import Phase
from runcoach.ui.big_type.lettering import Lettering
from runcoach.ui.session.message_row import SHOWN_S
from runcoach.ui.session.teaching import make_lesson
from runcoach.ui.session.teaching_view import TeachingView
from tests.ui.session.driving import ASSETS, Drive, catalogue, driving, made, programme, short

SIZES = [(200, 60), (120, 40), (90, 50), (80, 24), (60, 20), (40, 12)]


def taught(plan: Plan) -> Plan:
    return teach_new_movements(plan, [], 3.0)


def is_open(d: Drive) -> bool:
    return d.screen.query_one(TeachingView).size.height > 0


@pytest.mark.parametrize("size", SIZES)
async def test_a_new_movement_is_taught_whole_at_every_size(size: tuple[int, int]) -> None:
    figures = FigureCache(catalogue(), ASSETS)
    async with driving(taught(short()), size=size, figure=figures.figure) as d:
        await d.to(Phase.READY, "r2")
        assert is_open(d)
        lesson = make_lesson(d.session.work, catalogue())
        assert lesson is not None
        text = d.text()
        words = " ".join(text.split())
        for cue in lesson.cues[:3]:
            assert cue.split()[0] in words, (cue, size)
        assert "LEFT" in text
        assert d.screen.query_one("#name", Lettering).text == "Side plank"
        row = d.lines()[-1]
        for key in ("space go", "x pain", "? keys", "q leave"):
            assert key in row
        if size[0] >= 60:
            assert lesson.fault in words
            drawn = d.screen.query_one("#poses").region
            assert drawn.width >= 16
            assert drawn.height >= 7
        assert all(len(line) == size[0] for line in d.lines())


async def test_space_ends_it_and_the_clock_is_back() -> None:
    async with driving(taught(short())) as d:
        assert is_open(d)
        assert d.session.phase_ends_at is None
        await d.key("space")
        assert d.phase is Phase.COUNT_IN
        assert not is_open(d)
        await d.to(Phase.REST, "t1")
        assert not is_open(d), "the second set is not new"


async def test_hands_free_it_lasts_twenty_seconds_and_counts_them() -> None:
    async with driving(taught(short()), hands_free=True) as d:
        assert d.session.phase_ends_at == 20.0
        await d.wait(5.1)
        assert d.screen.query_one("#moment", Lettering).text == "READY 15"
        await d.wait(15.5)
        assert d.phase is Phase.COUNT_IN
        assert not is_open(d)


async def test_esc_closes_the_view_and_nothing_else() -> None:
    async with driving(taught(short())) as d:
        await d.key("escape")
        assert not is_open(d)
        assert (d.shown, d.phase) == ("SessionScreen", Phase.READY)
        await d.key("escape")
        assert d.shown == "Sheet"


async def test_g_shows_any_movement_and_work_pauses_meanwhile() -> None:
    async with driving(short()) as d:
        await d.to(Phase.WORK, "l1")
        assert not is_open(d)
        await d.key("g")
        assert is_open(d)
        assert d.phase is Phase.PAUSED
        await d.key("space")
        assert not is_open(d)
        assert d.phase is Phase.READY
        await d.to(Phase.REST, "t2")
        await d.key("g")
        assert is_open(d)
        assert d.phase is Phase.REST
        await d.key("g")
        assert not is_open(d)


async def test_a_clicker_goes_on_and_pauses() -> None:
    async with driving(short()) as d:
        await d.key("pagedown")
        assert d.phase is Phase.COUNT_IN
        await d.to(Phase.WORK, "s1")
        await d.key("pageup")
        assert d.phase is Phase.PAUSED
        await d.key("pageup")
        assert d.phase is Phase.PAUSED


async def test_a_first_session_teaches_its_warm_up_too() -> None:
    plan = taught(programme("first-session"))
    async with driving(plan) as d:
        seen = []
        for block in [b for b in plan.blocks if b.teach]:
            await d.to(Phase.READY, block.id)
            assert is_open(d), block.name
            seen.append(block.role)
        assert len(seen) > 5
        assert len(set(seen)) >= 2


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_step_back_names_the_clicker_which_answers_it(size: tuple[int, int]) -> None:
    async with driving(settings=Settings(), size=size) as d:
        await d.press("space")
        words = " ".join(d.text().replace("│", " ").split())
        assert "Page Down goes on, Page Up pauses" in words
        await d.press("pagedown")
        assert d.shown == "SessionScreen"


async def test_what_has_no_room_is_left_out_and_not_cut_off() -> None:
    exercise = catalogue().exercises["kettlebell-suitcase-deadlift"]
    tier = exercise.tier(TierName.STANDARD)
    work = list(lay_out_straight(Prescription(exercise, tier, 1, 8, 30.0)))[-1]
    work = replace(work, id="w", side=Side.LEFT)
    plan = taught(made(replace(make_ready_block(work), id="r"), work))
    figures = FigureCache(catalogue(), ASSETS)
    async with driving(plan, size=(80, 24), figure=figures.figure) as d:
        assert "Gives: Stronger glutes, core" in d.text()
        d.app.notify("Hands-free: it runs by itself.")
        await d.pilot.pause()
        assert "Hands-free" in d.text()
        assert "Works: glutes, hamstrings" in d.text()
        assert "Gives:" not in d.text(), "it has two lines, and there is room for one"
        await d.wait(SHOWN_S + 1)
        assert "Gives: Stronger glutes, core" in d.text()
