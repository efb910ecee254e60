"""Every key of a session does what it says, whatever the keyboard."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

import runcoach.ui.screens
import runcoach.ui.widgets
from runcoach.core.exercise import TierName
from runcoach.core.plan import BlockKind
from runcoach.core.records import Effort
from runcoach.core.session import Phase
from runcoach.ui.app import RunCoach
from runcoach.ui.session_keys import EFFORT_KEYS
from tests.core.plans import hold, ready
from tests.ui.session_driving import PLANK, driving, made, programme, short


def classes() -> Iterator[type]:
    """The app, every screen and every widget of ours."""
    yield RunCoach
    for package in (runcoach.ui.screens, runcoach.ui.widgets):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for _, each in inspect.getmembers(module, inspect.isclass):
                if each.__module__ == module.__name__ and issubclass(each, Screen | Widget):
                    yield each


def bindings(of: type) -> list[Binding]:
    given = of.__dict__.get("BINDINGS", [])
    return [b for each in Binding.make_bindings(given) for b in [each]]


MEANINGS = {
    "a": {"add"},
    "b": {"redo"},
    "c": {"compare"},
    "d": {"end_set"},
    "e": {"tier(-1)"},
    "f": {"hands_free"},
    "h": {"tier(1)"},
    "k": {"form"},
    "l": {"lock"},
    "m": {"rest(1)"},
    "n": {"rest(-1)"},
    "o": {"other"},
    "p": {"report"},
    "q": {"leave", "quit", "close", "dismiss", "back"},
    "r": {"again"},
    "s": {"skip"},
    "t": {"note"},
    "u": {"undo"},
    "v": {"distance"},
    "w": {"why"},
    "x": {"pain"},
}
"""One letter, one meaning: the action that each stands for, on whatever screen."""


@pytest.mark.parametrize("owner", list(classes()), ids=lambda c: c.__name__)
def test_one_letter_has_one_meaning(owner: type) -> None:
    for binding in bindings(owner):
        if len(binding.key) == 1 and binding.key.isascii() and binding.key.isalpha():
            letter = binding.key.lower()
            assert letter in MEANINGS, f"{letter} is {binding.action}"
            assert any(binding.action.startswith(m) for m in MEANINGS[letter]), binding


def test_the_session_has_all_its_keys() -> None:
    from runcoach.ui.screens.session import SessionScreen

    keys = {b.key: b.action for b in bindings(SessionScreen)}
    for letter in "bsdehxfvmnktq":
        assert keys[letter].startswith(tuple(MEANINGS[letter])), letter


@pytest.mark.parametrize("owner", list(classes()), ids=lambda c: c.__name__)
def test_caps_lock_changes_nothing(owner: type) -> None:
    keys = {b.key: b.action for b in bindings(owner)}
    for key, action in keys.items():
        if len(key) == 1 and key.isalpha() and key != "é":
            assert keys.get(key.swapcase()) == action, key


def test_each_effort_has_the_keys_of_a_czech_and_a_french_top_row() -> None:
    keys = {b.key: b.action for b in Binding.make_bindings(EFFORT_KEYS)}
    czech = ("plus", "ě", "š", "č")
    french = ("ampersand", "é", "quotation_mark", "apostrophe")
    for row in (("1", "2", "3", "4"), czech, french):
        assert [keys[k] for k in row] == [f"effort({n})" for n in (1, 2, 3, 4)]


class TestSpace:
    async def test_by_phase(self) -> None:
        async with driving(short()) as d:
            assert d.phase is Phase.READY
            await d.key("space")
            assert d.phase is Phase.COUNT_IN
            await d.key("space")
            assert d.phase is Phase.PAUSED
            await d.key("space")
            assert d.phase is Phase.READY
            await d.to(Phase.WORK, "s1")
            assert "space set done" in d.key_row()
            await d.key("space")
            assert (d.phase, d.here) == (Phase.REST, "t1")
            assert "space go" in d.key_row()
            await d.key("space")
            assert (d.phase, d.here) == (Phase.COUNT_IN, "s2")
            await d.to(Phase.WORK, "l1")
            assert "space pause" in d.key_row()
            await d.key("space")
            assert d.phase is Phase.PAUSED
            assert "space go on" in d.key_row()
            await d.to(Phase.SWITCH, "w1")
            await d.key("space")
            assert (d.phase, d.here) == (Phase.COUNT_IN, "d1")
            await d.to(Phase.FINISHED)
            await d.wait(2)
            assert d.shown == "SummaryScreen"
            await d.key("space")
            assert d.shown == "TodayScreen"

    async def test_held_down_it_is_one_key(self) -> None:
        async with driving(short()) as d:
            await d.key("space")
            for _ in range(20):
                d.clock.move(0.05)
                await d.press("space")
            assert d.phase is Phase.COUNT_IN

    async def test_meant_for_what_was_before_it_is_ignored(self) -> None:
        async with driving(made(ready("r"), hold("w", **PLANK))) as d:
            await d.key("space")
            await d.wait(3.2)
            assert d.phase is Phase.WORK
            await d.press("space")
            assert d.phase is Phase.WORK
            await d.key("space")
            assert d.phase is Phase.PAUSED


class TestLetters:
    @pytest.mark.parametrize("shifted", [False, True])
    async def test_each_does_what_it_says(self, shifted: bool) -> None:
        def typed(letter: str) -> str:
            return letter.upper() if shifted else letter

        async with driving(short()) as d:
            await d.to(Phase.WORK, "l1")
            await d.wait(10)
            await d.press(typed("d"))
            record = d.session.sets[-1]
            assert (record.block, record.actual, record.skipped) == ("l1", 10, False)
            assert d.phase is Phase.SWITCH
            await d.press(typed("s"))
            assert (d.session.sets[-1].block, d.session.sets[-1].skipped) == ("d1", True)
            await d.to(Phase.REST, "t2") if d.here == "t2" else None
            await d.key(typed("b"))
            assert d.session.work is not None
            assert d.session.work.supersedes == "d1"
            await d.press(typed("v"))
            assert d.screen.has_class("-distance")
            await d.press(typed("f"))
            assert d.session.hands_free
            await d.press(typed("f"))
            assert not d.session.hands_free
            await d.press(typed("w"))
            assert "Made for a test." in d.told()[-1]
            await d.press(typed("q"))
            assert d.shown == "Sheet"
            await d.press("escape")
            await d.press(typed("x"))
            assert d.shown == "PainScreen"

    async def test_rest_grows_and_shrinks_by_ten(self) -> None:
        async with driving(short()) as d:
            await d.to(Phase.REST, "t1")
            until = d.session.until
            await d.press("m", "M")
            assert d.session.until == until + 20
            await d.press("n")
            assert d.session.until == until + 10

    async def test_a_key_held_down_leaves_out_one_set(self) -> None:
        async with driving(short()) as d:
            for _ in range(8):
                d.clock.move(0.05)
                await d.press("s")
            assert [s.block for s in d.session.sets] == ["s1"]
            await d.key("s")
            assert [s.block for s in d.session.sets] == ["s1", "s2"]

    async def test_cool_down_not_yet_begun_is_left_out_whole(self) -> None:
        async with driving(programme("core")) as d:
            cool = [b.id for b in d.session.plan.blocks if b.role == "cool-down"]
            await d.key("s")
            while d.session.work.role != "cool-down":
                await d.key("s")
            await d.key("s")
            assert d.phase is Phase.FINISHED
            worked = [b for b in cool if any(s.block == b for s in d.session.sets)]
            assert len(worked) > 1
            assert all(s.skipped for s in d.session.sets)

    async def test_unused_letters_do_nothing(self) -> None:
        async with driving(short()) as d:
            await d.to(Phase.WORK, "l1")
            before = d.session
            await d.press("y", "z", "Y", "Z", "g", "i", "1", "k", "m")
            assert (d.session.phase, d.session.sets) == (before.phase, before.sets)

    async def test_enter_ticks_the_cue_in_focus(self) -> None:
        async with driving(short()) as d:
            assert "▸" in d.text()
            await d.press("enter")
            assert "✔" in d.text()
            await d.press("enter")
            assert "✔" not in d.text()


class TestMaxTest:
    @pytest.mark.parametrize("key", ["j", "space", "escape", "left", "s"])
    async def test_any_key_ends_it(self, key: str) -> None:
        async with driving(made(ready("r"), hold("w", open=True, **PLANK))) as d:
            await d.to(Phase.WORK)
            await d.wait(39.5)
            await d.press(key)
            record = d.session.sets[-1]
            assert (record.actual, record.skipped) == (40, False)
            assert d.shown == "SummaryScreen"

    async def test_a_click_ends_it(self) -> None:
        async with driving(made(ready("r"), hold("w", open=True, **PLANK))) as d:
            await d.to(Phase.WORK)
            await d.wait(39.5)
            await d.pilot.click("#clock")
            assert d.session.sets[-1].actual == 40


class TestPointer:
    async def test_a_click_on_a_footer_key_acts(self) -> None:
        async with driving(short()) as d:
            await d.to(Phase.WORK, "l1")
            await d.pilot.click("KeyBar", offset=(d.key_row().index("done now"), 0))
            assert d.session.sets[-1].block == "l1"
            assert d.phase is Phase.SWITCH

    @pytest.mark.parametrize("where", ["#clock", "#name", "#cues", "#header", "#strip", "#then"])
    async def test_any_other_click_pauses(self, where: str) -> None:
        async with driving(short()) as d:
            await d.to(Phase.WORK, "l1")
            await d.pilot.click(where)
            assert d.phase is Phase.PAUSED

    async def test_where_nothing_runs_a_click_ticks_its_cue(self) -> None:
        async with driving(short()) as d:
            await d.pilot.click("#cues", offset=(3, 1))
            assert d.phase is Phase.READY
            rows = [row for row in d.lines() if "✔" in row]
            assert len(rows) == 1


class TestTier:
    def tiers(self, d, exercise: str) -> list[TierName]:  # type: ignore[no-untyped-def]
        return [
            b.tier
            for b in d.session.plan.blocks[d.session.cursor :]
            if b.kind is BlockKind.WORK and b.exercise == exercise
        ]

    @pytest.mark.parametrize(
        ("phase", "block", "exercise", "left"),
        [
            (Phase.READY, "r2", "side-plank", 2),
            (Phase.COUNT_IN, "l1", "side-plank", 2),
            (Phase.SWITCH, "w1", "side-plank", 2),
            (Phase.REST, "t1", "squat", 1),
            (Phase.REST, "t2", "side-plank", 1),
        ],
    )
    async def test_every_set_that_comes_is_at_the_new_tier(
        self, phase: Phase, block: str, exercise: str, left: int
    ) -> None:
        async with driving(short()) as d:
            await d.to(phase, block)
            await d.press("h")
            assert set(self.tiers(d, exercise)) == {TierName.CHALLENGE}
            # The tier's own sides: a set is never on one side and on both.
            sets = {
                (b.set, b.side)
                for b in d.session.plan.blocks[d.session.cursor :]
                if b.kind is BlockKind.WORK and b.exercise == exercise
            }
            assert len({n for n, _ in sets}) == left
            await d.key("e", "e")
            assert set(self.tiers(d, exercise)) == {TierName.FOUNDATION}
            await d.to(Phase.FINISHED)

    @pytest.mark.parametrize("block", ["s2", "l1", "d1", "p1"])
    async def test_within_a_set_what_was_done_stays(self, block: str) -> None:
        async with driving(short()) as d:
            await d.to(Phase.WORK, block)
            await d.wait(9)
            await d.press("e")
            assert d.session.sets[-1].block == block
            assert d.session.sets[-1].tier is TierName.STANDARD
            assert d.session.work.tier is TierName.FOUNDATION
            assert d.phase is Phase.READY
            await d.to(Phase.FINISHED)

    @pytest.mark.parametrize("exercise", ["leg-raise", "walking-lunge", "dumbbell-row"])
    async def test_where_tiers_differ_in_sides(self, exercise: str) -> None:
        core = {"leg-raise": "core", "walking-lunge": "", "dumbbell-row": "upper-body"}[exercise]
        plan = programme(core) if core else None
        if plan is None:
            pytest.skip("no programme has it")
        async with driving(plan) as d:
            while d.session.work.exercise != exercise:
                await d.key("s")
            for key in ("h", "e", "e", "h", "h", "e"):
                await d.key(key)
                sides = {
                    (b.set, b.side)
                    for b in d.session.plan.blocks[d.session.cursor :]
                    if b.kind is BlockKind.WORK and b.exercise == exercise
                }
                own = [
                    (b.set, b.side)
                    for b in d.session.plan.blocks[d.session.cursor :]
                    if b.kind is BlockKind.WORK and b.exercise == exercise
                ]
                assert len(sides) == len(own), "a side of a set is there twice"
                assert {n for n, _ in sides} == {1, 2}
            await d.to(Phase.FINISHED)

    async def test_at_the_end_of_the_ladder_it_says_so(self) -> None:
        async with driving(short()) as d:
            await d.key("h")
            await d.key("h")
            assert "There is no harder tier." in d.told()
            await d.key("e", "e", "e")
            assert "There is no easier tier." in d.told()


async def test_answers_keep_effort_words() -> None:
    async with driving(short()) as d:
        await d.to(Phase.REST, "t1")
        await d.press("plus")
        assert d.session.sets[-1].effort is Effort.EASY
