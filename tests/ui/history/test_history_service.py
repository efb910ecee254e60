"""Years of records are read once, however many ask for them, and never from before a change."""

from __future__ import annotations

from collections.abc import Iterator

from runcoach.core.history.counting import CountedSession
from runcoach.core.model.records import SessionRecord
from runcoach.core.model.settings import WeightUnit
from runcoach.ui.history.history_service import HistoryService
from runcoach.ui.history.totals_screen import TotalsScreen
from tests.fakes import HeldBackground, MemoryHistory, services
from tests.ui.history.browsing import catalogue, lived, looking

Answers = list[tuple[tuple[CountedSession, ...], str]]


class CountingHistory(MemoryHistory):
    """It knows how often all of it was read."""

    times = 0

    def records(self) -> Iterator[SessionRecord]:
        self.times += 1
        return super().records()


def past_of(history: MemoryHistory, aside: HeldBackground) -> HistoryService:
    return HistoryService(
        services(catalogue(), history=history, aside=aside), lambda: WeightUnit.KG
    )


def asking(past: HistoryService) -> Answers:
    found: Answers = []
    past.load_all(lambda counted, line: found.append((counted, line)))
    return found


def test_who_asks_while_the_years_are_read_gets_what_is_read_then() -> None:
    history, aside = CountingHistory(lived(6)), HeldBackground()
    past = past_of(history, aside)
    first, second = asking(past), asking(past)
    assert first == second == []
    aside.go()
    assert history.times == 1
    assert first == second
    assert len(first[0][0]) > 5
    assert asking(past) == first, "from memory"
    assert history.times == 1


def test_who_asks_after_a_change_gets_it_whatever_was_under_way() -> None:
    history, aside = CountingHistory(lived(6)), HeldBackground()
    past = past_of(history, aside)
    before = asking(past)
    job, done, _ = aside.jobs.pop()
    result = job()
    gone = past.entries[0]
    past.delete(gone, lambda line: None)
    after = asking(past)
    done(result)
    aside.go()
    assert history.times == 2
    assert gone.id in {c.id for c in before[0][0]}
    assert gone.id not in {c.id for c in after[0][0]}
    assert len(before) == len(after) == 1


def test_a_disk_that_fails_is_told_to_everybody_who_asked_and_read_again_later() -> None:
    history, aside = CountingHistory(lived(6)), HeldBackground()
    past = past_of(history, aside)
    first, second = asking(past), asking(past)
    _, _, failed = aside.jobs.pop()
    failed(OSError(5, "Input/output error"))
    assert first == second
    assert "Can't read the history" in first[0][1]
    third = asking(past)
    aside.go()
    assert third[0][1] == ""
    assert len(third[0][0]) > 5


async def test_totals_read_the_years_once() -> None:
    history, aside = CountingHistory(lived(6)), HeldBackground()
    async with looking(lived(6), history=history, aside=aside) as look:
        aside.go()
        await look.press("up", "right", "enter")
        assert isinstance(look.app.screen, TotalsScreen)
        aside.go()
        await look.settle()
        assert "Together" in look.text()
        assert history.times == 1
