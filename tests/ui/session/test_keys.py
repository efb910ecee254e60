"""Every key of a session does what it says, whatever the keyboard."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator

import pytest
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

import runcoach.ui
from runcoach.core.model.exercise import TierName
from runcoach.core.session.session import Phase
from runcoach.ui.app import RunCoach
from runcoach.ui.session.keys import EFFORT_KEYS
from tests.core.session.plans import hold, ready
from tests.ui.session.driving import PLANK, driving, made, short


def classes() -> Iterator[type]:
    """The app, every screen and every widget of ours."""
    yield RunCoach
    for found in pkgutil.walk_packages(runcoach.ui.__path__, "runcoach.ui."):
        if found.name.endswith(".driver") and sys.platform == "win32":
            continue
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
    "e": {"tier(-1)", "step(False)", "change(False)"},
    "f": {"hands_free"},
    "g": {"all"},
    "i": {"about_me"},
    "h": {"tier(1)", "step(True)", "change(True)", "as_before"},
    "j": {"save_mine"},
    "k": {"form"},
    "l": {"lock"},
    "m": {"rest(1)"},
    "n": {"rest(-1)", "next_four"},
    "o": {"other", "another"},
    "p": {"report"},
    "q": {"leave", "quit", "close", "dismiss", "back", "skip"},
    "r": {"again"},
    "s": {"skip"},
    "t": {"note"},
    "u": {"undo"},
    "v": {"distance"},
    "w": {"why", "dismiss"},
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
    from runcoach.ui.session.screen import SessionScreen

    keys = {b.key: b.action for b in bindings(SessionScreen)}
    for letter in "bsdehxfvmnktuq":
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


async def test_space_by_phase_once_for_a_key_held_down() -> None:
    async with driving(short()) as d:
        assert d.phase is Phase.READY
        await d.key("space")
        for _ in range(20):
            d.clock.move(0.05)
            await d.press("space")
        assert d.phase is Phase.COUNT_IN, "a key held down is one key"
        await d.key("space")
        assert d.phase is Phase.PAUSED
        assert "space go on" in d.key_row()
        await d.key("space")
        assert d.phase is Phase.READY
        await d.to(Phase.WORK, "s1")
        assert "space set done" in d.key_row()
        await d.key("space")
        assert (d.phase, d.here) == (Phase.REST, "t1")
        assert "space go" in d.key_row()
        await d.key("space")
        assert (d.phase, d.here) == (Phase.COUNT_IN, "s2")
        await d.to(Phase.COUNT_IN, "l1")
        await d.wait(d.session.phase_ends_at - d.screen.conductor.now() + 0.2)
        assert (d.phase, d.here) == (Phase.WORK, "l1")
        assert "space pause" in d.key_row()
        await d.press("space")
        assert d.phase is Phase.WORK, "it was meant for what was before"
        await d.key("space")
        assert d.phase is Phase.PAUSED
        await d.to(Phase.SWITCH, "w1")
        await d.key("space")
        assert (d.phase, d.here) == (Phase.COUNT_IN, "d1")


async def test_each_letter_does_what_it_says() -> None:
    async with driving(short()) as d:
        await d.press("enter")
        assert "✔" in d.text()
        await d.press("enter")
        assert "✔" not in d.text()
        await d.to(Phase.REST, "t1")
        until = d.session.phase_ends_at
        await d.press("m", "M")
        assert d.session.phase_ends_at == until + 20
        await d.press("n")
        assert d.session.phase_ends_at == until + 10
        await d.to(Phase.WORK, "l1")
        await d.press("y", "z", "Y", "Z", "g", "i", "1", "k", "m")
        assert (d.phase, d.here) == (Phase.WORK, "l1"), "none of these means anything in a hold"
        await d.wait(10)
        await d.press("D")
        record = d.session.sets[-1]
        assert (record.block, record.actual, record.skipped) == ("l1", 10, False)
        assert d.phase is Phase.SWITCH
        for _ in range(5):
            d.clock.move(0.05)
            await d.press("s")
        assert [s.block for s in d.session.sets[-2:]] == ["l1", "d1"], "held down it skips once"
        assert d.session.sets[-1].skipped
        await d.key("S")
        assert d.session.sets[-1].block == "l2"
        await d.to(Phase.WORK, "d2")
        await d.key("b")
        assert d.session.work is not None
        assert d.session.work.supersedes == "d2"
        await d.to(Phase.READY, "r3")
        done = d.session.sets[-1]
        await d.key("B")
        assert d.session.work.supersedes == done.block
        await d.press("v")
        assert d.screen.has_class("-distance")
        await d.press("V")
        assert not d.screen.has_class("-distance")
        await d.press("f")
        assert d.session.hands_free
        await d.press("F")
        assert not d.session.hands_free
        await d.press("w")
        assert "Made for a test." in d.text()
        await d.press("W")
        await d.press("question_mark")
        assert d.shown == "HelpSheet"
        assert "Something hurts" in d.text()
        await d.press("Q")
        await d.press("Q")
        assert d.shown == "Sheet"
        await d.press("escape")
        await d.press("X")
        assert d.shown == "PainSheet"


async def test_any_key_and_a_click_end_a_max_test() -> None:
    keys = ("j", "space", "escape", "left", "s", "click")
    blocks = [
        each(f"{id}{n}", **more)
        for n in range(len(keys))
        for id, each, more in (("r", ready, PLANK), ("w", hold, {"open": True, **PLANK}))
    ]
    async with driving(made(*blocks)) as d:
        for number, key in enumerate(keys):
            await d.to(Phase.WORK, f"w{number}")
            await d.wait(39.5)
            await (d.pilot.click("#clock") if key == "click" else d.press(key))
            record = d.session.sets[-1]
            assert (record.block, record.actual, record.skipped) == (f"w{number}", 40, False), key


async def test_a_click_on_a_footer_key_acts_and_any_other_pauses() -> None:
    async with driving(short()) as d:
        await d.pilot.click("#cues", offset=(3, 1))
        assert d.phase is Phase.READY, "where nothing runs a click ticks its cue"
        assert len([row for row in d.lines() if "✔" in row]) == 1
        for where in ("#clock", "#name", "#cues", "#header", "#strip", "#then"):
            await d.to(Phase.WORK, "l1")
            await d.pilot.click(where)
            assert d.phase is Phase.PAUSED, where
        await d.to(Phase.WORK, "l1")
        await d.pilot.click("KeyBar", offset=(d.key_row().index("done now"), 0))
        assert d.session.sets[-1].block == "l1"
        assert d.phase is Phase.SWITCH


async def test_easier_and_harder_until_the_ladder_ends() -> None:
    async with driving(short(), said=False) as d:
        await d.key("h")
        assert d.session.work.tier is TierName.CHALLENGE
        await d.key("H")
        assert d.told()[-1] == "There is no harder tier."
        await d.key("e")
        await d.key("E")
        assert d.session.work.tier is TierName.FOUNDATION
        await d.key("e")
        assert d.told()[-1] == "There is no easier tier."
        for _ in range(3):
            d.clock.move(0.05)
            await d.press("h")
        assert d.session.work.tier is TierName.STANDARD, "held down it goes up one tier"
        await d.to(Phase.WORK, "l1")
        await d.wait(9)
        await d.press("e")
        assert (d.session.sets[-1].block, d.session.sets[-1].tier) == ("l1", TierName.STANDARD)
        assert d.session.work.tier is TierName.FOUNDATION
        assert "Side plank, knees down, LEFT, 15 s" in d.text()
