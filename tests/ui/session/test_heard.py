"""Heard, seen, titled: what a session shows where sound is not enough, or not wanted."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

import pytest

from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.plan import Plan
from runcoach.core.model.settings import Settings
from runcoach.core.planner.compose import compose_plan
from runcoach.core.planner.prescriptions import PrescriptionContext
from runcoach.core.ports import Readiness
from runcoach.core.session.alerts import AlertKind
from runcoach.core.session.session import Phase
from runcoach.ui.app import RunCoach
from runcoach.ui.forms.choices import ChoiceList
from runcoach.ui.services import StartRequest
from runcoach.ui.session.screen import SessionScreen
from runcoach.ui.settings.screen import ROWS, SettingsScreen
from runcoach.ui.textual_internals.compositor import FrugalCompositor
from runcoach.ui.textual_internals.inverted_flash import Flash
from runcoach.ui.textual_internals.terminal_title import RESTORE, TerminalTitle, supports_title
from runcoach.ui.today.hearing_check import HearingCheck
from runcoach.ui.today.readability_check import ReadabilityCheck
from tests.built_in import built_in_catalogue
from tests.fakes import Ear, ManualClock, services

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return built_in_catalogue()


@pytest.fixture(scope="module")
def plan(catalogue: Catalogue) -> Plan:
    return compose_plan(catalogue.programmes["core"], catalogue, PrescriptionContext())


class Home:
    """The app with ears: every device it opened, and what it asked them."""

    def __init__(
        self,
        catalogue: Catalogue,
        readiness: Readiness | None = None,
        outside: dict[str, object] | None = None,
        **given: object,
    ):
        self.clock = ManualClock()
        self.ears: list[Ear] = []
        self.flash = lambda: None

        def open_device(settings, ring, flash):
            self.ears.append(Ear(self.clock, readiness))
            self.flash = flash
            return self.ears[-1]

        settings = Settings(**{"read_left": True} | given)
        self.app = RunCoach(
            services(
                catalogue,
                clock=self.clock,
                settings=settings,
                open_device=open_device,
                **(outside or {}),
            )
        )

    @property
    def inverted(self) -> bool:
        return self.app.screen._compositor.inverted is not None  # type: ignore[attr-defined]

    async def to(self, pilot, phase: Phase) -> None:
        assert isinstance(self.app.screen, SessionScreen)
        for _ in range(1000):
            if self.app.screen.session.phase is phase:
                break
            self.clock.move(0.25)
        await pilot.pause()


# --- heard it? -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("keys", "heard"), [(["space"], True), (["down", "space"], False)])
async def test_before_the_first_hands_free_session_it_is_asked_and_kept(
    catalogue: Catalogue, plan: Plan, keys: list[str], heard: bool
) -> None:
    home = Home(catalogue)
    async with home.app.run_test() as pilot:
        home.app.starting.check_and_begin(plan, True)
        await pilot.pause()
        assert isinstance(home.app.screen, HearingCheck)
        assert home.inverted
        home.clock.move(0.5)
        assert not home.inverted
        assert [a.kind for a in home.ears[0].alerts] == [AlertKind.GO]
        await pilot.press(*keys)
        await pilot.pause()
        assert isinstance(home.app.screen, SessionScreen)
        assert home.app.settings.heard is heard
        assert home.app.services.documents.read("settings")["heard"] is heard
        assert home.ears[0].calls == ["open", "close"], "the session has one of its own"
        assert home.ears[1].calls == ["open"]


async def test_once_more_and_then_back(catalogue: Catalogue, plan: Plan) -> None:
    home = Home(catalogue)
    async with home.app.run_test() as pilot:
        home.app.starting.check_and_begin(plan, True)
        await pilot.pause()
        home.clock.move(1.0)
        await pilot.press("down", "down", "space")
        assert home.inverted
        home.clock.move(1.0)
        assert len(home.ears[0].alerts) == 2
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(home.app.screen, SessionScreen | HearingCheck)
        assert home.app.settings.heard is None


async def test_what_is_missing_is_told_where_it_is_asked(catalogue: Catalogue, plan: Plan) -> None:
    line = "No sound here: bell and flashes instead."
    home = Home(catalogue, Readiness(line=line))
    async with home.app.run_test() as pilot:
        home.app.starting.check_and_begin(plan, True)
        await pilot.pause()
        assert str(home.app.screen.query_one("#message").content) == line  # type: ignore[attr-defined]


async def test_the_very_first_time_reading_is_asked_before_hearing(
    catalogue: Catalogue, plan: Plan
) -> None:
    home = Home(catalogue, read_left=None)
    async with home.app.run_test() as pilot:
        home.app.starting.check_and_begin(plan, True)
        await pilot.pause()
        assert isinstance(home.app.screen, ReadabilityCheck)
        await pilot.press("down", "space")
        await pilot.pause()
        assert isinstance(home.app.screen, HearingCheck)
        await pilot.press("space")
        await pilot.pause()
        assert isinstance(home.app.screen, SessionScreen)
        assert home.app.screen.has_class("-distance")
        assert home.app.screen.conductor.session.hands_free


@pytest.mark.parametrize(("hands_free", "heard"), [(False, None), (True, True), (True, False)])
async def test_otherwise_it_is_not_asked(
    catalogue: Catalogue, plan: Plan, hands_free: bool, heard: bool | None
) -> None:
    home = Home(catalogue, heard=heard)
    async with home.app.run_test() as pilot:
        home.app.starting.check_and_begin(plan, hands_free)
        await pilot.pause()
        assert isinstance(home.app.screen, SessionScreen)


@pytest.mark.parametrize(("speed", "asked"), [(1.0, True), (20.0, False)])
async def test_a_start_from_the_command_line_asks_too_but_a_rehearsal_does_not(
    catalogue: Catalogue, plan: Plan, speed: float, asked: bool
) -> None:
    home = Home(catalogue, outside={"start": StartRequest(plan, True), "speed": speed})
    async with home.app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(home.app.screen, HearingCheck) is asked
        if asked:
            await pilot.press("space")
            await pilot.pause()
        assert isinstance(home.app.screen, SessionScreen)
        assert home.app.screen.session.hands_free


# --- seen ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "seen"),
    [({"heard": True}, False), ({}, False), ({"heard": False}, True), ({"sound": False}, True)],
)
async def test_go_inverts_the_screen_where_it_is_not_heard(
    catalogue: Catalogue, plan: Plan, given: dict[str, bool], seen: bool
) -> None:
    home = Home(catalogue, **given)
    async with home.app.run_test() as pilot:
        home.app.starting.begin(plan, True)
        await pilot.pause()
        await home.to(pilot, Phase.COUNT_IN)
        assert not home.inverted
        await home.to(pilot, Phase.WORK)
        assert home.inverted is seen


async def test_the_devices_own_flash_comes_from_any_thread(
    catalogue: Catalogue, plan: Plan
) -> None:
    import asyncio

    home = Home(catalogue)
    async with home.app.run_test() as pilot:
        home.app.starting.begin(plan, True)
        await pilot.pause()
        await asyncio.to_thread(home.flash)
        await pilot.pause()
        assert home.inverted


def test_under_three_flashes_a_second() -> None:
    class Paper:
        theme_variables: ClassVar = {"foreground": "#ffffff", "background": "ansi_default"}

        def __init__(self, compositor: FrugalCompositor) -> None:
            self.turns: list[str] = []
            self.app, self.compositor = self, compositor

        def refresh(self) -> None:
            self.turns.append("on" if self.compositor.inverted else "off")

    compositor = FrugalCompositor()
    clock, paper = ManualClock(), Paper(compositor)
    flash = Flash(paper, compositor, clock)
    for _ in range(100):
        flash.flash()
        clock.move(0.05)
    clock.move(1.0)
    assert paper.turns == ["on", "off"] * 10, "two in each of five seconds"


# --- volume, line, title -------------------------------------------------------------------------


async def test_settings_act_at_once_in_a_running_session(catalogue: Catalogue, plan: Plan) -> None:
    home = Home(catalogue)
    async with home.app.run_test() as pilot:
        home.app.starting.begin(plan, True)
        await pilot.pause()
        await pilot.press("ctrl+p")
        await pilot.press(*"quieter")
        await pilot.pause(0.3)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert home.app.settings.volume == 70
        assert home.ears[0].volume == 70
        home.app.change_settings(sound=False)
        assert home.ears[0].muted


async def test_a_fault_later_is_one_line_from_any_thread(catalogue: Catalogue, plan: Plan) -> None:
    import asyncio

    home = Home(catalogue)
    async with home.app.run_test(notifications=True) as pilot:
        home.app.starting.begin(plan, True)
        await pilot.pause()
        await asyncio.to_thread(home.ears[0].notify, "The voice stopped answering: sounds only.")
        await pilot.pause()
        row = home.app.screen.query_one("#message")
        assert str(row.render()) == "The voice stopped answering: sounds only."
        assert not home.app._notifications


async def test_leaving_closes_the_device(catalogue: Catalogue, plan: Plan) -> None:
    home = Home(catalogue)
    async with home.app.run_test() as pilot:
        home.app.starting.begin(plan, True)
        await pilot.pause()
        assert home.ears[0].awake
        await pilot.press("q", "space")
        await pilot.pause()
        assert home.ears[0].calls == ["open", "close"]
        assert not home.ears[0].awake


def titles(written: list[str]) -> list[str]:
    return re.findall(r"\x1b\]2;([^\x1b]+)\x1b\\", "".join(written))


def test_the_title_at_most_once_a_second_and_the_last_one_stands() -> None:
    clock = ManualClock()
    written: list[str] = []
    title = TerminalTitle(written.append, clock, "xterm-256color")
    for n in range(50):
        title.show(f"HOLD {50 - n}")
        clock.move(0.1)
    title.show("PAUSED 1")
    clock.move(5)
    assert 5 <= len(titles(written)) <= 7
    assert titles(written)[0] == "HOLD 50"
    assert titles(written)[-1] == "PAUSED 1"
    title.restore()
    assert written[-1] == RESTORE
    title.show("HOLD 3")
    title.restore()
    assert written[-1] == RESTORE
    assert "".join(written).count(RESTORE) == 1


def test_a_title_never_carries_a_command_to_the_terminal() -> None:
    written: list[str] = []
    TerminalTitle(written.append, ManualClock(), "xterm").show("GO 3, \x1b]2;gotcha\x07Squat\n")
    assert titles(written) == ["GO 3, ]2;gotchaSquat"]


@pytest.mark.parametrize(
    ("term", "there"),
    [
        ("xterm-256color", True),
        ("tmux-256color", True),
        ("linux", False),
        ("dumb", False),
        ("vt220", False),
        ("", False),
    ],
)
def test_only_where_there_is_a_title(term: str, there: bool) -> None:
    written: list[str] = []
    title = TerminalTitle(written.append, ManualClock(), term)
    title.show("HOLD 3")
    title.restore()
    assert (supports_title(term), bool(written)) == (there, there)


# --- settings ------------------------------------------------------------------------------------


async def test_every_setting_has_a_sentence_and_can_be_turned_to_its_ends(
    catalogue: Catalogue,
) -> None:
    home = Home(catalogue)
    kept = home.app.services.documents
    async with home.app.run_test() as pilot:
        home.app.switch_mode("settings")
        await pilot.pause()
        assert isinstance(home.app.screen, SettingsScreen)
        choices = home.app.screen.query_one(ChoiceList)
        for row in ROWS:
            assert choices.selected.id == row.field
            assert re.fullmatch(r"[^.]{10,71}\.", row.help), "one sentence"
            for by, end in ((1, -1), (-1, 0)):
                for _ in row.values:
                    choices.action_turn(by)
                await pilot.pause()
                assert getattr(home.app.settings, row.field) == row.values[end]
            assert kept.read("settings")[row.field] == row.values[0]
            choices.action_row(1)


# --- imported where used ---------------------------------------------------------------------


def test_nothing_of_the_laptop_is_imported_before_a_session() -> None:
    code = (
        "import sys, runcoach.cli.main, runcoach.ui.app, runcoach.ui.today.screen;"
        "import runcoach.ui.session.screen, runcoach.ui.today.hearing_check;"
        "print([m for m in sys.modules if m in ('miniaudio', 'wakepy', 'wave', 'numpy')"
        " or m.startswith('runcoach.device.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
