"""Ten years of sessions, 1,560, in real files: the list, a filter, a session and an edit."""

from datetime import UTC, datetime

import pytest

from runcoach.core.history.counting import attendances, begun_sessions, counted_sessions
from runcoach.core.history.session_filter import SessionFilter, filter_entries
from runcoach.storage.data_folder import open_data_folder, open_history
from runcoach.storage.durable.atomic_write import Disk
from tests.bench.histories import SESSIONS_A_YEAR, make_years
from tests.fakes import BEGIN
from tests.ui.history.browsing import looking

TEN_YEARS = 10 * SESSIONS_A_YEAR


class Reading(Disk):
    """A disk that remembers which months were read."""

    def __init__(self) -> None:
        super().__init__()
        self.months: list[str] = []

    def read(self, path):
        if path.parent.name == "history":
            self.months.append(path.stem)
        return super().read(path)


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    return make_years(tmp_path_factory.mktemp("lived"), 10, now=BEGIN)


def now() -> datetime:
    return datetime.now(UTC)


async def test_ten_years_are_shown_filtered_opened_and_mended(lived):
    disk = Reading()
    history = open_data_folder(lived, wall=now, disk=disk).history
    try:
        assert len(history.entries()) < 60
        assert len(disk.months) == 3
        async with looking((), history=history) as look:
            today = look.app.services.clock.wall().date()
            standing = look.text("#standing")
            begun = list(begun_sessions(history.entries(), today))
            assert TEN_YEARS - 20 < len(begun) <= TEN_YEARS
            assert f"{len(begun)} sessions" in standing
            assert len(disk.months) == len(set(disk.months)) > 100
            entries = history.entries()
            oldest = entries[-1]
            disk.months.clear()
            await look.press("end", "enter")
            assert look.screen.record == history.load(oldest.id)
            # One session is one file, and the order of all the others stands.
            assert set(disk.months) == {oldest.month}
            assert history.entries() is entries
            await look.press("enter", "right", "enter", "escape")
            assert set(disk.months) == {oldest.month}
            assert history.load(oldest.id).sets[0].actual == 31
            await look.press("slash", "s", "t", "r", "o", "n", "g", "enter")
            today = look.app.services.clock.wall().date()
            standing = look.text("#standing")
            begun = list(begun_sessions(history.entries(), today))
            assert TEN_YEARS - 20 < len(begun) <= TEN_YEARS
            assert f"{len(begun)} sessions" in standing
    finally:
        history.close()


def test_the_light_index_counts_what_the_records_do(lived):
    history = open_history(lived, wall=now, writer=False)
    history.read_older()
    entries = history.entries()
    sessions = counted_sessions(history.records())
    assert {(a.id, a.day, a.seconds, a.sets_done) for a in attendances(entries)} == {
        (c.id, c.day, c.seconds, c.sets_done) for c in sessions
    }
    assert filter_entries(entries, SessionFilter()) == entries
    assert len(sessions) == TEN_YEARS
