"""What Today shows rests on the whole history, and its first frame waits for the newest alone."""

from msgspec.structs import replace

from runcoach.ui.history import older_months
from tests.fakes import HeldBackground, MemoryHistory, services
from tests.ui.history.browsing import HistoryFirst, Looking, catalogue, lived


class TodayFirst(HistoryFirst):
    DEFAULT_MODE = "today"


async def test_older_months_are_read_after_the_first_frame_and_today_knows_them(monkeypatch):
    monkeypatch.setattr(older_months, "AFTER_S", 0.001)
    records = [replace(r, programme="maintain") for r in lived(30)]
    held = HeldBackground()
    history = MemoryHistory(records, read=6)
    app = TodayFirst(services(catalogue(), history=history, aside=held))
    async with app.run_test(size=(80, 24)) as pilot:
        look = Looking(app, pilot, history)
        for _ in range(200):
            if held.jobs:
                break
            await pilot.pause(0.01)
        assert not history.complete
        assert look.screen._athlete.programme_sessions["maintain"] <= 6
        held.go()
        await look.settle()
        assert history.complete
        assert look.screen._athlete.programme_sessions == app.coach.athlete().programme_sessions
        assert look.screen._athlete.programme_sessions["maintain"] > 6
