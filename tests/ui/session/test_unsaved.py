"""What stands in the way of saving is said before a session, and stays while it lasts."""

from pathlib import Path

import pytest
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
        await d.press("q", "down", "space")
        history.read_only = ""
        await d.press("space")
        assert d.shown == "SessionScreen"


async def test_no_session_takes_the_place_of_one_that_waits() -> None:
    async with driving(short(), history=MemoryHistory([a_record()])) as d:
        await d.to(Phase.WORK, "l1")
        await d.press("q", "space")
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


def full(*_: object) -> None:
    raise OSError("the disk is full")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


async def test_not_saved_stays_on_every_screen_until_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    async with driving(short()) as d:
        with monkeypatch.context() as failing:
            failing.setattr(d.history, "save", full)
            await d.to(Phase.FINISHED)
            await d.wait(60)
            assert d.shown == "SessionScreen"
            assert "NOT SAVED: the disk is full. It is tried again." in d.text()
            await d.press("space")
            await d.wait(60)
            assert d.shown == "TodayScreen"
            assert "NOT SAVED: the disk is full." in d.text()
            await d.press("escape")
            assert "NOT SAVED: the disk is full." in d.text(), "a state can't be read away"
            await d.press("q")
            assert d.shown == "Sheet"
            assert "Close without saving?" in d.text()
            await d.press("escape")
            assert d.shown == "TodayScreen"
        await d.press("q", "space")
        assert d.app.return_value == 0
        assert len(d.history.records_by_id) == 1


async def test_an_answer_that_is_not_saved_is_said_in_the_summary(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with driving(short()) as d:
        await d.to(Phase.FINISHED)
        assert d.shown == "SummaryScreen"
        assert "Saved." in d.text()
        with monkeypatch.context() as failing:
            failing.setattr(d.history, "save", full)
            await d.press("3")
            assert "NOT SAVED: the disk is full." in " ".join(d.text().split())
            await d.press("space")
            assert d.shown == "TodayScreen"
            assert "NOT SAVED" in d.text()
            await d.press("q", "down", "down", "space")
            assert d.app.return_value == 1


async def test_it_can_be_written_to_another_folder(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    from runcoach.interchange.exporter import write_session
    from runcoach.interchange.importer import read_import

    async with driving(short(), write_session=write_session) as d:
        monkeypatch.setattr(d.history, "save", full)
        await d.to(Phase.FINISHED)
        await d.press("space", "q", "down", "space")
        assert d.shown == "NoteSheet"
        await d.press(*str(folder / "none"), "enter")
        assert d.shown == "Sheet", "it can't be written there"
        await d.press("down", "space")
        await d.press(*str(folder), "enter")
        assert d.app.return_value == 0
    [path] = folder.glob("*.json")
    [record] = read_import(path).records
    assert record.sets_done == 7
