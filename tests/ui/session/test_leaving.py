"""Stopping, pain and leaving: nothing that was done is lost."""

from __future__ import annotations

import pytest

from runcoach.core.model.plan import Role, Side
from runcoach.core.model.records import SessionRecord, Status
from runcoach.core.session.events import Leaving
from runcoach.core.session.session import Phase
from tests.fakes import MemoryHistory
from tests.ui.session.driving import driving, programme, short


async def test_every_way_out_asks_first_and_esc_goes_back() -> None:
    async with driving(short()) as d:
        await d.app.action_quit()
        await d.pilot.pause()
        assert "Leave Made up?" in d.text(), "so does the palette's way out"
        assert d.phase is Phase.READY, "where nothing runs nothing is paused"
        await d.press("escape")
        for key in ("q", "escape", "ctrl+c", "ctrl+q"):
            await d.to(Phase.WORK, "l1")
            worked = int(d.session.worked_s(d.screen.conductor.now()))
            await d.press(key)
            assert "Leave Made up?" in d.text(), key
            assert d.phase is Phase.PAUSED
            await d.wait(10)
            await d.press("escape")
            assert (d.shown, d.phase) == ("SessionScreen", Phase.PAUSED)
            assert int(d.session.worked_s(d.screen.conductor.now())) == worked


async def test_kept_for_later_it_waits_at_today_and_goes_on() -> None:
    async with driving(short()) as d:
        await d.to(Phase.WORK, "l1")
        await d.press("q", "space")
        assert d.shown == "TodayScreen"
        assert d.history.entries() == []
        assert d.journal.session is not None
        assert d.journal.session.phase is Phase.PAUSED
        assert "Made up waits: set 3 of 7, just now." in d.text()
        assert "Space: go on   Down: save what I did, throw away" in d.text()
        await d.press("space")
        assert (d.phase, d.here) == (Phase.PAUSED, "l1")
        # Left again and saved, it is in the history and waits no longer.
        await d.press("q", "down", "space")
        assert d.shown == "TodayScreen"
        (record,) = d.history.records_by_id.values()
        assert (record.status, len(record.main_sets)) == (Status.PARTIAL, 3)
        assert d.journal.session is None
        assert "waits" not in d.text()


async def test_what_cant_be_saved_waits_at_today_and_is_saved_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_record: SessionRecord) -> None:
        raise OSError("the disk is full")

    async with driving(short()) as d:
        with monkeypatch.context() as failing:
            failing.setattr(d.history, "save", full)
            await d.to(Phase.WORK, "l1")
            await d.press("q", "down", "space")
            assert (d.shown, d.phase) == ("SessionScreen", Phase.LEFT)
            await d.wait(5)
            await d.press("space")
            assert d.shown == "TodayScreen"
            assert "Made up waits: set 3 of 7" in d.text()
            assert d.journal.session is not None
        await d.press("down", "space")
        (record,) = d.history.records_by_id.values()
        assert (record.status, len(record.main_sets)) == (Status.PARTIAL, 3), "as if saved there"
        assert d.journal.session is None


async def test_with_nothing_done_saving_is_not_offered_and_files_nothing() -> None:
    async with driving(short()) as d:
        await d.press("q")
        assert "Throw away" in d.text()
        assert "Save what I did" not in d.text()
        await d.press("space")
        assert "Space: go on   Down: throw away" in d.text()
        assert "Save what I did" not in d.text()
        await d.press("space")
        d.screen.conductor.leave(Leaving.SAVE)
        await d.pilot.pause()
        assert (d.shown, d.history.records_by_id, d.journal.session) == ("TodayScreen", {}, None)
        # Seconds of the first set are something.
        await d.begin(short())
        await d.to(Phase.WORK, "s1")
        await d.wait(20)
        await d.press("q")
        assert "Save what I did" in d.text()


async def test_saved_from_today_the_set_under_way_counts_and_the_time_away_does_not() -> None:
    async with driving(short()) as d:
        await d.to(Phase.WORK, "l1")
        await d.wait(10)
        worked = int(d.session.worked_s(d.screen.conductor.now()))
        assert worked >= 10
        active = d.screen.conductor.now()
        await d.press("q", "space")
        await d.wait(3600)
        await d.press("down", "space")
        (record,) = d.history.records_by_id.values()
        assert (record.main_sets[-1].block, record.main_sets[-1].actual) == ("l1", worked)
        assert [s.block for s in record.main_sets] == ["s1", "s2", "l1"]
        assert record.active_s == pytest.approx(active, abs=1.0)
        assert sum(p.seconds for p in record.pauses) < 60


async def test_what_cant_be_kept_or_saved_is_not_let_go_of_without_a_word() -> None:
    full = OSError(28, "No space left on device")
    async with driving(short()) as d:
        await d.to(Phase.WORK, "l1")
        d.journal.fault = full
        await d.press("q", "space")
        assert (d.shown, d.phase) == ("SessionScreen", Phase.LEFT)
        assert "Can't write the journal (the disk is full): continuing" in d.told()[-1]
        d.journal.fault = None
        await d.wait(3)
        assert d.shown == "TodayScreen"
        assert d.journal.session is not None
        assert d.journal.session.phase is Phase.PAUSED
        # To the end, which can't be saved: closed it waits at Today, whole.
        await d.press("space")
        d.app.services.background.fault = full  # type: ignore[attr-defined]
        await d.to(Phase.FINISHED)
        assert "Can't save the session (the disk is full)" in d.told()[-1]
        await d.key("space")
        assert d.shown == "TodayScreen"
        assert "Made up waits" in d.text()
        d.app.services.background.fault = None  # type: ignore[attr-defined]
        await d.press("down", "space")
        (record,) = d.history.records_by_id.values()
        assert (record.status, len(record.main_sets)) == (Status.COMPLETED, 7)


async def test_thrown_away_it_is_in_the_trash() -> None:
    async with driving(short()) as d:
        await d.to(Phase.WORK, "s2")
        await d.press("q", "down", "down", "space")
        (record,) = d.history.records_by_id.values()
        assert record.status is Status.DISCARDED
        assert record.deleted_at is not None
        assert record.main_sets
        assert d.shown == "TodayScreen"


async def test_i_stopped_back_there() -> None:
    async with driving(short()) as d:
        await d.to(Phase.WORK, "p1")
        await d.key("space")
        assert "Down: I stopped back there" in d.text()
        await d.press("down")
        assert "Where did you really stop?" in d.text()
        rows = [r for r in d.lines() if ", set " in r]
        assert "Plank, set 1" in rows[0]
        assert "Side plank, set 2, RIGHT" in rows[1]
        await d.press("down", "down", "space")
        assert [s.block for s in d.session.sets] == ["s1", "s2", "l1", "d1"]
        assert (d.phase, d.session.work.id) == (Phase.PAUSED, "l2")
        await d.to(Phase.FINISHED)
        assert len(d.session.main_sets) == 7


async def test_pain_stops_and_spares_what_loads_the_place() -> None:
    async with driving(programme("core")) as d:
        await d.to(Phase.WORK)
        while d.session.work.exercise != "side-plank":
            await d.key("s")
        await d.to(Phase.WORK)
        await d.wait(12)
        await d.press("x")
        assert "Stopped. Where does it hurt? We spare it today." in d.text()
        assert d.phase is Phase.PAUSED
        await d.press("escape")
        assert (d.phase, d.session.in_work) == (Phase.PAUSED, True), "it was nothing"
        await d.press("x")
        assert "shoulder" in d.text(), "what the exercise loads comes first"
        await d.press("down", "right", "down", "left", "left", "space")
        hurt = d.session.sets[-1]
        assert hurt.exercise == "side-plank"
        assert hurt.actual == 12
        assert hurt.pain is not None
        assert (hurt.pain.area, hurt.pain.side, hurt.pain.level) == ("shoulder", Side.RIGHT, 1)
        coming = {b.exercise for b in d.session.plan.blocks[d.session.cursor :]}
        catalogue = d.app.services.catalogue
        assert "side-plank" not in coming
        loading = [e for e in coming if "shoulder" in catalogue.exercises[e].areas]
        assert loading == []
        assert d.phase is Phase.PAUSED
        assert d.shown == "SessionScreen", "a little pain elsewhere ends no session"


async def test_sharp_or_strong_pain_ends_there_with_the_offer_to_save() -> None:
    async with driving(short()) as d:
        for keys in (("down", "down", "right"), ("down", "down", "down", "right")):
            await d.to(Phase.WORK, "l1")
            await d.press("x", *keys, "space")
            assert "the session ends here" in d.text()
            id = d.session.id
            await d.press("space")
            assert d.shown == "TodayScreen"
            record = d.history.records_by_id[id]
            assert record.status is Status.PARTIAL
            assert any(s.pain for s in record.sets)
            await d.begin(short())


async def test_all_by_itself_to_the_summary_without_a_key() -> None:
    history = MemoryHistory()
    plan = programme("no-equipment")
    async with driving(plan, hands_free=True, history=history) as d:
        d.clock.move(plan.estimated_s + 120)
        await d.pilot.pause()
        await d.pilot.pause()
        assert d.shown == "SummaryScreen"
        (record,) = history.records_by_id.values()
        assert record.status is Status.COMPLETED
        assert len(record.main_sets) == len(plan.work)
        assert "DONE. 10 of 10 sets in" in d.text()
        # Unanswered sets first; answers are saved as they are said.
        await d.press("2")
        await d.press("č")
        saved = history.records_by_id[record.id].main_sets
        assert [s.effort for s in saved[:3]] == ["right", "failed", None]
        await d.press("t", *"good", "enter")
        assert history.records_by_id[record.id].note == "good"
        rows = [r for r in d.lines() if "given" in r or "right" in r or "failed" in r]
        assert "How did it feel" in rows[-1]
        await d.wait(1)
        await d.press("space")
        assert d.shown == "TodayScreen"


async def test_the_summary_asks_for_what_nobody_answered_first() -> None:
    async with driving(short()) as d:
        for block in ("t1", "t2"):
            await d.to(Phase.REST, block)
            await d.press("2")
        await d.to(Phase.FINISHED)
        await d.pilot.pause()
        rows = [r.strip(" ▸‹›") for r in d.lines() if "not given" in r or " right" in r]
        open_ = ["not given" in r for r in rows]
        assert open_ == sorted(open_, reverse=True)
        assert [r.split(":")[0].split("  ")[0] for r in rows[:4]] == [
            "Squat 2",
            "Side plank 2 LEFT",
            "Side plank 2 RIGHT",
            "Plank 1",
        ]


async def test_after_half_an_hour_away_a_warm_up_is_offered_first() -> None:
    async with driving(programme("core")) as d:
        await d.to(Phase.WORK, "b12")
        await d.press("space")
        await d.wait(1790)
        await d.press("q", "escape")
        await d.wait(30)
        await d.press("space")
        assert "30 min away. Warm up first?" in d.text()
        await d.press("escape")
        assert d.phase is Phase.PAUSED
        await d.press("space", "space")
        assert d.session.work is not None
        assert d.session.work.role is Role.WARM_UP
        assert d.session.phase is Phase.READY


async def test_esc_on_the_why_closes_only_that() -> None:
    async with driving(short()) as d:
        await d.to(Phase.WORK, "l1")
        await d.press("w")
        assert d.shown == "WhySheet"
        assert "Made for a test." in d.text()
        await d.press("escape")
        assert (d.shown, d.phase, d.here) == ("SessionScreen", Phase.PAUSED, "l1")
        await d.key("space")
        assert d.phase is Phase.READY, "with its time to get into position"


async def test_out_and_back_to_the_same_tier_is_completed() -> None:
    async with driving(programme("no-equipment")) as d:
        planned = len(d.session.planned)
        await d.to(Phase.WORK, next(b.id for b in d.session.plan.work))
        tier = d.session.block.tier
        await d.key("e", "h")
        assert d.session.block.tier is tier
        await d.to(Phase.FINISHED)
        [record] = d.history.records()
        assert (record.sets_done, record.status) == (planned, Status.COMPLETED)
