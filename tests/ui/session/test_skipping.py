"""Skip leaves out one set and says so; pressed again, more; `u` brings it back."""

from __future__ import annotations

from runcoach.core.session.events import Skip
from runcoach.core.session.session import Phase
from runcoach.ui.session.progress_strip import DONE, SKIPPED, compute_stretches
from tests.core.session.plans import Walk, start
from tests.ui.session.driving import driving, programme, short


async def test_one_press_leaves_out_one_set_says_so_and_u_brings_it_back() -> None:
    async with driving(short()) as d:
        await d.key("s")
        assert [s.block for s in d.session.sets if s.skipped] == ["s1"]
        assert "Skipped: Squat, set 1" in d.told()[-1]
        await d.key("u")
        assert d.session.sets == ()
        assert (d.phase, d.here) == (Phase.READY, "r1")
        assert d.session.plan == short()


async def test_a_second_press_offers_the_rest_of_the_exercise() -> None:
    async with driving(short()) as d:
        await d.to(Phase.READY, "r2")
        await d.key("s", "s")
        assert d.shown == "Sheet"
        assert "The rest of Side plank" in d.text()
        await d.press("space")
        assert (d.shown, d.here) == ("SessionScreen", "r3")
        assert {s.block for s in d.session.sets if s.skipped} == {"l1", "d1", "l2", "d2"}
        await d.key("u")
        await d.key("u")
        assert not any(s.skipped for s in d.session.sets)
        assert d.here == "r2"


async def test_esc_leaves_out_no_more() -> None:
    async with driving(short()) as d:
        await d.to(Phase.READY, "r2")
        await d.key("s", "s")
        await d.press("escape")
        assert [s.block for s in d.session.sets if s.skipped] == ["l1"]


async def test_in_the_warm_up_the_whole_of_it_is_offered() -> None:
    async with driving(programme("core")) as d:
        await d.key("s", "s")
        assert "The whole warm-up" in d.text()
        await d.press("space")
        assert d.session.work is not None
        assert d.session.work.role == "main"


async def test_after_three_seconds_a_press_is_one_more_set() -> None:
    async with driving(short()) as d:
        await d.to(Phase.READY, "r2")
        await d.key("s")
        await d.wait(3)
        await d.key("s")
        assert d.shown == "SessionScreen"
        assert [s.block for s in d.session.sets if s.skipped] == ["l1", "d1"]


def test_skipped_is_drawn_hollow() -> None:
    session = Walk(start(*short().blocks)).send(Skip()).send(Skip()).to(Phase.READY, "r2").session
    squat = compute_stretches(session, 78)[0].cells
    assert set(squat) == {SKIPPED}
    assert DONE not in squat
    # The switch to the other side was not done either.
    plank = compute_stretches(Walk(session).send(Skip()).session, 78)[1].cells
    assert DONE not in plank
