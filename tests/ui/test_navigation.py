"""Opening screens by message: once a key press, and only over the screen that asked."""

from __future__ import annotations

from runcoach.ui.destinations import AboutYou
from runcoach.ui.history.destinations import Record, Totals
from runcoach.ui.messages import Open
from tests.ui.history.browsing import lived, looking


async def test_two_messages_of_one_screen_open_one_screen() -> None:
    async with looking(lived(6)) as look:
        opener = look.screen
        for _ in range(2):
            opener.post_message(Open(Totals(opener.past), opener))
        await look.settle()
        assert [type(s).__name__ for s in look.app.screen_stack[1:]] == ["TotalsScreen"]


async def test_two_messages_for_a_record_open_it_once() -> None:
    async with looking(lived(6)) as look:
        opener = look.screen
        first, second = (e.id for e in opener.past.entries[:2])
        for id in (first, second):
            opener.post_message(Open(Record(opener.past, id), opener))
        await look.settle()
        assert [s.record.id for s in look.app.screen_stack[1:]] == [first]


async def test_a_message_of_a_screen_that_is_covered_opens_nothing() -> None:
    async with looking(lived(6), "question_mark") as look:
        below, top = look.app.screen_stack[0], look.screen
        below.post_message(Open(Totals(below.past), below))
        await look.settle()
        assert look.screen is top


async def test_a_message_without_an_opener_opens_in_any_case() -> None:
    closed: list[bool] = []
    async with looking(lived(6), "question_mark") as look:
        look.app.post_message(Open(AboutYou(), None, lambda: closed.append(True)))
        await look.settle()
        assert type(look.screen).__name__ == "FirstQuestions"
        await look.press("escape")
        assert closed == [True]
