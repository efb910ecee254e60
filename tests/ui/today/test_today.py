"""Today: what Space would start, what waits, what went wrong, what was done recent."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.events import ScreenResume
from textual.widgets import Static

from runcoach.core.model.records import SessionRecord, Status
from runcoach.core.model.settings import Settings
from runcoach.core.ports import Folders, Notice, WaitingSession
from runcoach.core.session.recording import make_session_record
from runcoach.core.session.session import Phase, Session
from runcoach.ui.services import StartRequest
from runcoach.ui.text.formatting import ADVICE
from runcoach.ui.today.recent_weeks import last_session_lines, open_proposal_lines, week_lines
from tests.core.session.plans import Walk, start
from tests.fakes import BEGIN, MemoryHistory, MemoryJournal
from tests.ui.session.driving import driving, programme, short


def half_done() -> Session:
    """A session that stands in its third set."""
    plan = short()
    driven = Walk(replace(start(*plan.blocks), plan=replace(plan, title="Core 15")))
    return driven.to(Phase.WORK, "l1").wait(9).session


def record(days_ago: float, minutes: int = 15, **more: object) -> SessionRecord:
    done = Walk(start(*short().blocks)).to(Phase.FINISHED).session
    begun = BEGIN - timedelta(days=days_ago)
    given = {
        "id": f"r{days_ago}",
        "started_at": begun.isoformat(),
        "active_s": minutes * 60,
        "title": "Core 15",
    } | more
    return replace(make_session_record(done, begun.isoformat()), **given)


async def test_two_spaces_from_a_first_start_to_ready() -> None:
    async with driving(settings=Settings(), said=False) as d:
        text = d.text()
        assert "15 minutes, no equipment, easy start. Space begins." in text
        assert "Heart trouble, dizzy or injured? Ask a doctor first." in text
        assert "General training advice" in text
        await d.press("space")
        assert "Can you read this?" in d.text()
        await d.press("space")
        assert (d.shown, d.phase) == ("SessionScreen", Phase.READY)
        assert d.session.plan.programme == "first-session"
        assert d.app.settings.read_left is True


async def test_keys_of_today() -> None:
    async with driving(history=MemoryHistory([record(3)])) as d:
        before = d.text()
        await d.press("o")
        assert d.text() != before
        await d.press("F")
        assert d.app.settings.hands_free
        await d.press("f")
        assert not d.app.settings.hands_free
        await d.press("w")
        assert d.shown == "WhySheet"
        assert "another choice, as you asked" in d.text()
        await d.press("escape")
        assert d.shown == "TodayScreen"
        # The arrows alone reach every choice, and every area.
        await d.press("down", "right")
        assert "‹" in d.text()
        await d.press("up", "up")
        await d.press("right")
        assert d.shown == "HistoryScreen"
        await d.press("left", "down")
        assert d.shown == "TodayScreen"
        await d.press("space")
        assert d.shown == "SessionScreen"


@pytest.mark.parametrize(
    ("away", "said", "likely"),
    [
        (timedelta(minutes=22), "Core 15 waits: set 3 of 7, 22 min ago.", "go on"),
        (timedelta(hours=3), "Core 15 waits: set 3 of 7, 3 h ago.", "go on"),
        (timedelta(days=2), "Core 15 waits: set 3 of 7, 2 days ago.", "save"),
    ],
)
async def test_what_waits_is_offered_with_its_age(away: timedelta, said: str, likely: str) -> None:
    waiting = WaitingSession(half_done(), BEGIN - away)
    start = StartRequest(programme("core"))
    journal = MemoryJournal(waiting)
    async with driving(waiting=waiting, start=start, journal=journal) as d:
        assert d.shown == "TodayScreen", "what was asked for waits until this is decided"
        assert said in d.text()
        assert f"Space: {likely}" in d.text()
        assert all(len(row.strip()) <= 60 for row in d.lines() if "Space: " in row)
        await d.press("space")
        if likely == "go on":
            assert (d.phase, d.session.plan.title) == (Phase.PAUSED, "Core 15")
            assert int(d.session.worked_s(d.screen.conductor.now())) == 9
        else:
            (saved,) = d.history.records_by_id.values()
            under_way = saved.main_sets[-1]
            assert (saved.status, under_way.block, under_way.actual) == (Status.PARTIAL, "l1", 9)
            assert saved.active_s > 30
            assert d.session.plan.title == "Core 15"
            assert d.phase is Phase.READY, "now what was asked for begins"


async def test_notices_stay_until_they_have_been_read() -> None:
    history = MemoryHistory([record(3)])
    history.told = tuple(Notice(f"2026-0{n} was damaged; it is set aside.") for n in range(1, 5))
    own = Notice("squat.toml: tempo is unknown; that file is left out.")
    folders = Folders(Path("x"), Path("x/e"), Path("x/p"), notices=(own,))
    async with driving(history=history, folders=folders) as d:
        text = d.text()
        assert [f"2026-0{n} was damaged" in text for n in range(1, 5)] == [True, True, True, False]
        assert "show 2 more" in text
        # Going elsewhere and back is no reading.
        await d.press("2")
        await d.press("1")
        assert "2026-01 was damaged" in d.text()
        assert len(history.told) == 4
        await d.press("escape")
        assert [n.text[:7] for n in history.told] == ["2026-04"]
        assert "2026-04 was damaged" in d.text()
        assert own.text in d.text()
        await d.press("escape")
        assert history.told == ()
        assert own.text not in d.text()
        await d.press("2")
        await d.press("1")
        assert own.text not in d.text()


async def test_nothing_is_clipped() -> None:
    async with driving(settings=Settings(), said=False) as d:
        for size in ((80, 24), (120, 40), (60, 20), (40, 12)):
            await d.pilot.resize_terminal(*size)
            await d.pilot.pause()
            rows = [row.strip() for row in d.lines()]
            text = " ".join(rows)
            easy = "15 minutes, no equipment, easy start"
            for words in (easy, "Session", "First session 15", "Hands-free", "Warm-up"):
                assert words in text, (words, size)
            assert all("…" not in row for row in rows), size
            assert rows[-1].startswith("space Start")
            if size[1] >= 24:
                assert "Cool-down" in text, size
            assert d.app.focused is d.app.screen.query_one("#choices"), "resizing moves no focus"


async def test_room_is_used_for_what_was_done() -> None:
    history = MemoryHistory([record(0.1, feel=7), record(3), record(10, rehearsal=True)])
    async with driving(history=history, size=(120, 40)) as d:
        rows = d.lines()
        assert any("Last: Core 15" in row for row in rows)
        assert any("Felt 7 of 10" in row for row in rows)
        for part in (rows[5:20], rows[20:35]):
            assert sum(bool(row.strip()) for row in part) >= len(part) // 2


def test_the_weeks_behind() -> None:
    entries = MemoryHistory(
        [record(0), record(3, 20), record(3.01, 10), record(4, rehearsal=True)]
    ).entries()
    # BEGIN is a Monday: three days before is Friday.
    assert week_lines(entries, BEGIN.date(), 2) == [
        "Week of   M T W T F S S   min",
        "2 Nov     ✔                15",
        "26 Oct    · · · · ✔ · ·    30",
    ]
    assert week_lines([], BEGIN.date(), 1)[1].split() == ["2", "Nov", "▸"]


def test_the_last_session_is_the_last_that_counts() -> None:
    entries = MemoryHistory([record(1, rehearsal=True), record(2, 16, note="sore knee")]).entries()
    lines = last_session_lines(entries, {"squat": "Squat"}, BEGIN, whole=True)
    assert lines[:3] == ["Last: Core 15", "2 days ago, 16:00", "7 of 7 sets"]
    assert "  Squat" in lines
    assert "“sore knee”" in lines
    assert last_session_lines([], {}, BEGIN, whole=True) == []
    assert open_proposal_lines(0) == []
    assert open_proposal_lines(2) == ["2 proposals to answer: 4 Tiers"]


async def test_what_is_found_out_when_the_app_has_gone_is_no_fault() -> None:
    async with driving(waiting=WaitingSession(half_done(), BEGIN)) as d:
        today = d.app.screen
    today.on_screen_resume(ScreenResume())  # type: ignore[attr-defined]


async def test_advice_that_has_no_room_names_the_key_that_shows_all_of_it() -> None:
    history = MemoryHistory()
    history.told = tuple(Notice(f"2026-0{n} was damaged; it is set aside.") for n in range(1, 4))
    async with driving(size=(80, 18), history=history, settings=Settings(), said=False) as d:
        assert "… ?: all of it" in d.text()
        await d.press("question_mark")
        told = " ".join(str(static.content) for static in d.app.screen.query(Static))
        assert ADVICE in told
