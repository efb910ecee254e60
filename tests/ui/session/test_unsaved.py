"""What stands in the way of a session is said before it begins, never after it."""

from msgspec.structs import replace

from runcoach.core.ports import WaitingSession
from runcoach.core.session.session import Phase
from tests.fakes import BEGIN, MemoryHistory, MemoryJournal
from tests.storage.samples import a_record
from tests.ui.session.driving import driving, short

HELD = "runcoach is open already (process 7 on laptop). This one only reads."


async def test_a_session_that_cant_be_saved_is_told_so_first() -> None:
    history = MemoryHistory()
    history.read_only = HELD
    async with driving(history=history) as d:
        assert HELD in " ".join(d.text().split()), "at the start, before anything is done"
        await d.press("space")
        assert d.shown == "Sheet"
        assert "A session can't be saved now." in d.text()
        assert "process 7 on laptop" in d.text()
        await d.press("escape")
        assert d.shown == "TodayScreen"
        await d.press("space", "space")
        assert d.shown == "Sheet", "tried again, and still so"
        await d.press("down", "space")
        assert (d.shown, d.phase) == ("SessionScreen", Phase.READY)
        await d.press("q", "down", "down", "space")
        history.read_only = ""
        await d.press("space")
        assert d.shown == "SessionScreen"


async def test_no_session_takes_the_place_of_one_that_waits() -> None:
    async with driving(short(), history=MemoryHistory([a_record()])) as d:
        await d.to(Phase.WORK, "l1")
        await d.press("q", "down", "space")
        kept = d.journal.session
        await d.press("2", "r")
        assert d.shown == "TodayScreen"
        assert "Made up waits" in d.text()
        assert "Another session waits" in d.told()[-1]
        assert d.journal.session is kept


async def test_what_another_app_kept_meanwhile_is_offered_instead() -> None:
    async with driving(short()) as d:
        await d.to(Phase.WORK, "l1")
        kept = replace(d.session, id="elsewhere")
    journal = MemoryJournal()
    async with driving(journal=journal) as d:
        assert "waits" not in d.text()
        journal._waiting = WaitingSession(kept, BEGIN)
        await d.press("space")
        assert d.shown == "TodayScreen"
        assert "Made up waits: set 3 of 7" in d.text()
        await d.press("space")
        assert d.session.id == "elsewhere"
