"""Answers in rest: one digit for all, each to its own set, and rest that waits for them."""

from __future__ import annotations

import pytest

from runcoach.core.model.plan import Side
from runcoach.core.model.records import Effort, Source
from runcoach.core.model.settings import Settings, WeightUnit
from runcoach.core.session.session import Phase
from tests.core.session.plans import ready, reps, rest
from tests.fakes import MemoryJournal
from tests.ui.session.driving import SQUAT, driving, made, short


async def test_one_digit_answers_both_sides() -> None:
    async with driving(short()) as d:
        await d.to(Phase.REST, "t2")
        assert "Side plank? 1 easy  2 right  3 hard  4 failed" in d.text()
        for key, effort in (
            ("1", Effort.EASY),
            ("ě", Effort.RIGHT),
            ("quotation_mark", Effort.HARD),
            ("č", Effort.FAILED),
            ("Š", Effort.HARD),
            ("ampersand", Effort.EASY),
        ):
            await d.press(key)
            both = {s.block: s for s in d.session.sets if s.block in ("l1", "d1")}
            assert {s.effort for s in both.values()} == {effort}, key
            assert all(s.form_ok and s.has_answer for s in both.values())
        others = [s for s in d.session.sets if s.block not in ("l1", "d1")]
        assert all(s.effort is None for s in others)
        assert d.phase is Phase.REST, "an answer never changes the phase"
        await d.press("k")
        assert {s.form_ok for s in d.session.sets[-2:]} == {False}
        await d.press("K")
        assert {s.form_ok for s in d.session.sets[-2:]} == {True}


async def test_arrows_mend_values_and_hold_rest_at_five() -> None:
    async with driving(short()) as d:
        await d.to(Phase.REST, "t2")
        await d.press("left", "left")
        by = {s.block: s for s in d.session.sets}
        assert (by["d1"].actual, by["d1"].source) == (28, Source.ENTERED)
        assert (by["l1"].actual, by["l1"].source) == (30, Source.TIMED)
        await d.press("up", "right")
        by = {s.block: s for s in d.session.sets}
        assert (by["l1"].actual, by["d1"].actual) == (31, 28)
        await d.press("down", "right")
        assert {s.block: s for s in d.session.sets}["d1"].actual == 29
        # Somebody who goes on at it is waited for, however long that takes.
        for _ in range(15):
            await d.wait(3)
            await d.press("right")
        assert d.phase is Phase.REST
        assert d.session.remaining_s(d.screen.conductor.now()) == 5
        await d.wait(4.1)
        assert d.phase is Phase.REST, "5 s are left from here"
        await d.wait(5.1)
        assert (d.phase, d.here) == (Phase.COUNT_IN, "l2")


@pytest.mark.parametrize(
    ("unit", "dose", "shown", "kept"),
    [
        (WeightUnit.KG, "next: 10 reps, 8 kg", "‹ 10 kg ›", 10.0),
        (WeightUnit.LB, "next: 10 reps, 17.5 lb", "‹ 19.5 lb ›", 8.85),
    ],
)
async def test_the_load_is_a_row_below_the_sides(
    unit: WeightUnit, dose: str, shown: str, kept: float
) -> None:
    loaded = {"load_kg": 8.0, **SQUAT}
    plan = made(
        ready("r", "squat"),
        reps("a", "squat", side=Side.LEFT, **loaded),
        rest("t", "squat"),
        reps("b", "squat", set=2, side=Side.LEFT, **loaded),
    )
    async with driving(plan, settings=Settings(read_left=True, weight_unit=unit)) as d:
        await d.to(Phase.REST)
        assert dose in d.text()
        await d.press("down", "right", "right")
        assert (d.session.sets[0].load_kg, d.session.sets[0].actual) == (kept, 10)
        assert shown in d.text()
        await d.press("left", "left")
        assert d.session.sets[0].load_kg == 8.0, "back where it was, to the gram"


async def test_a_late_answer_belongs_to_its_own_set() -> None:
    async with driving(short()) as d:
        await d.to(Phase.READY, "r2")
        assert "Squat: reps left? 1 four or more" in d.text()
        await d.press("3")
        done = {s.block: s for s in d.session.sets}
        assert done["s2"].effort is Effort.HARD
        assert done["s1"].effort is None, "the set before had its own question"
        assert "Squat: reps left? 1 four or more" not in d.text(), "answered, it is not asked again"
        await d.to(Phase.WORK, "l1")
        before = d.session.sets
        await d.press("1")
        assert d.session.sets == before, "in work nothing is asked"


async def test_no_tick_before_the_disk_has_answered() -> None:
    journal = MemoryJournal()
    async with driving(short(), journal=journal) as d:
        await d.to(Phase.WORK, "s1")
        journal.held = True
        await d.key("space")
        assert d.phase is Phase.REST, "the clock never waits for the disk"
        assert "Squat: reps left? 1 four or more" not in d.text()
        held = d.lines()[1].count("█")
        await d.wait(1.0)
        assert d.lines()[1].count("█") == held
        journal.held = False
        journal.answer()
        await d.pilot.pause()
        assert "Squat: reps left? 1 four or more" in d.text()
        assert d.lines()[1].count("█") > held


async def test_a_note_is_typed_while_rest_holds_and_esc_loses_nothing() -> None:
    async with driving(short()) as d:
        await d.to(Phase.REST, "t1")
        await d.press("t")
        await d.press(*"a q 1 ")
        await d.wait(300)
        assert d.shown == "NoteSheet"
        assert d.phase is Phase.REST, "rest waits while a line is typed"
        await d.pilot.resize_terminal(60, 20)
        await d.press("escape")
        assert d.session.sets[0].note == "a q 1"
        assert d.session.sets[0].effort is None, "in a text field digits are text"
        await d.wait(5.1)
        assert (d.phase, d.here) == (Phase.COUNT_IN, "s2")


async def test_a_redo_counts_once_it_is_done() -> None:
    async with driving(short()) as d:
        await d.to(Phase.REST, "t1")
        await d.press("left", "1", "b")
        assert [(s.block, s.actual) for s in d.session.main_sets] == [("s1", 9)]
        assert "set 1 of 7" in d.text()
        await d.to(Phase.REST, d.session.plan.blocks[d.session.cursor + 2].id)
        assert [s.supersedes for s in d.session.main_sets] == [d.session.sets[0].id]


async def test_u_takes_back_answers_and_a_change_of_tier() -> None:
    async with driving(short()) as d:
        await d.to(Phase.REST, "t1")
        before, blocks = d.session.sets, d.session.plan.blocks
        await d.key("e")
        assert d.session.plan.blocks != blocks
        await d.key("3", "right", "right", "k")
        assert (d.session.sets[0].effort, d.session.sets[0].actual) == (Effort.HARD, 12)
        await d.key("u", "u", "u")
        assert d.session.sets == before
        await d.key("U")
        assert d.session.plan.blocks == blocks
        assert d.phase is Phase.REST
        assert d.told()[-1] == "Undone."
        await d.key("u")
        assert d.told()[-1] == "There is nothing left to undo."
