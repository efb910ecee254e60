"""Keys that come quicker than what they are meant for: nothing breaks."""

from runcoach.core.session.events import Revise
from runcoach.core.session.session import Phase
from tests.ui.session.driving import driving, short


async def test_keys_that_come_twice_or_too_early_break_nothing() -> None:
    async with driving(short()) as d:
        # A page key in the palette before its list has been laid out, and out before it is full.
        for _ in range(3):
            await d.pilot.press("ctrl+p", "pagedown", "pageup", "escape")
        await d.pilot.pause()
        # An answer that is given twice closes one sheet, and never the last screen.
        await d.press("q")
        sheet = d.app.screen
        sheet.action_choose()  # type: ignore[attr-defined]
        sheet.action_choose()  # type: ignore[attr-defined]
        await d.pilot.pause()
        assert d.shown == "TodayScreen"
        d.app.pop_screen()
        await d.pilot.pause()
        assert d.shown == "TodayScreen"


async def test_a_terminal_without_room_for_a_letter_breaks_no_list() -> None:
    async with driving(short()) as d:
        await d.press("q")
        for width, height in ((1, 1), (2, 40), (5, 60), (80, 24)):
            await d.pilot.resize_terminal(width, height)
            await d.pilot.pause()
        assert "Keep for later" in d.text()
        await d.press("space")
        for width, height in ((1, 1), (2, 40), (5, 60), (80, 24)):
            await d.pilot.resize_terminal(width, height)
            await d.pilot.pause()
        assert "Go on" in d.text()


async def test_what_the_session_can_no_longer_take_changes_nothing() -> None:
    async with driving(short()) as d:
        await d.to(Phase.WORK, "l1")
        before = d.session
        work = before.block
        assert work is not None
        d.screen._send(Revise((work, work), "twice"))
        d.screen._sheets.send(Revise((work, work), "twice"))
        await d.pilot.pause()
        assert d.session.plan == before.plan
        assert "can't be done just now" in d.told()[-1]
