"""The summary ends the evening: what is unanswered is answered by one key."""

from __future__ import annotations

from runcoach.core.session.session import Phase
from tests.ui.session.driving import Drive, driving, short


async def finish(d: Drive) -> None:
    d.clock.move(1)
    while d.phase is not Phase.FINISHED:
        d.clock.move(30)
    await d.pilot.pause()
    await d.pilot.pause()
    assert d.shown == "SummaryScreen"


async def test_a_answers_what_has_no_answer_and_nothing_else() -> None:
    async with driving(short(), hands_free=True) as d:
        await finish(d)
        await d.press("3")
        assert "a All as planned" in d.key_row()
        await d.press("a")
        efforts = [s.effort for s in d.session.main_sets]
        assert efforts.count("hard") == 1
        assert efforts.count("right") == len(efforts) - 1
        assert "a All as planned" not in d.key_row()
