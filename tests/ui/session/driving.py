"""Driving the app in tests: on a clock that is moved by hand, read as the person reads it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Block, BlockKind, Plan, Side
from runcoach.core.model.profile import Profile
from runcoach.core.planner.compose import compose_plan
from runcoach.core.planner.prescriptions import PrescriptionContext
from runcoach.core.session.session import Phase, Session
from runcoach.ui.app import RunCoach
from runcoach.ui.session.screen import SessionScreen
from runcoach.ui.widgets.key_bar import KeyBar
from tests.built_in import built_in_catalogue
from tests.core.session.plans import hold, ready, reps, rest, switch
from tests.fakes import ManualClock, MemoryHistory, MemoryJournal, services

ASSETS = Path(__file__).resolve().parents[3] / "assets"


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    return built_in_catalogue()


def programme(id: str, **terms: Any) -> Plan:
    found = catalogue().programme(id)
    assert found is not None
    return compose_plan(found, catalogue(), PrescriptionContext(**terms))


def made(*blocks: Block) -> Plan:
    return Plan("Made up", blocks, estimated_s=300, why=("Made for a test.",))


PLANK = {"variant": "plank", "name": "Plank", "tier": TierName.STANDARD}
SIDE_PLANK = {"variant": "side-plank", "name": "Side plank", "tier": TierName.STANDARD}
SQUAT = {"variant": "squat", "name": "Squat", "tier": TierName.STANDARD}


def short() -> Plan:
    """Two sets of squats, a side plank on both sides, a plank: every kind of gap."""
    left, right = {"side": Side.LEFT, **SIDE_PLANK}, {"side": Side.RIGHT, **SIDE_PLANK}
    return made(
        ready("r1", "squat", **SQUAT),
        reps("s1", "squat", **SQUAT),
        rest("t1", "squat", **SQUAT),
        reps("s2", "squat", set=2, **SQUAT),
        ready("r2", "side-plank", **left),
        hold("l1", "side-plank", **left),
        switch("w1", "side-plank", **right),
        hold("d1", "side-plank", **right),
        rest("t2", "side-plank", **left),
        hold("l2", "side-plank", set=2, **left),
        switch("w2", "side-plank", **right),
        hold("d2", "side-plank", set=2, **right),
        ready("r3", "plank", **PLANK),
        hold("p1", "plank", **PLANK),
    )


@dataclass
class Drive:
    app: RunCoach
    pilot: Pilot[int]
    clock: ManualClock
    journal: MemoryJournal
    history: MemoryHistory

    @property
    def screen(self) -> SessionScreen:
        """The session's screen, even under a sheet."""
        return next(s for s in self.app.screen_stack if isinstance(s, SessionScreen))

    @property
    def session(self) -> Session:
        return self.screen.session

    @property
    def phase(self) -> Phase:
        return self.session.phase

    @property
    def here(self) -> str:
        block = self.session.block
        return block.id if block else ""

    @property
    def shown(self) -> str:
        """What the screen on top is called."""
        return type(self.app.screen).__name__

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def key(self, *keys: str) -> None:
        """Keys with time between them, as a person presses them."""
        for key in keys:
            self.clock.move(1.0)
            await self.press(key)

    async def wait(self, seconds: float) -> None:
        self.clock.move(seconds)
        await self.pilot.pause()

    async def begin(self, plan: Plan, *, hands_free: bool = False) -> None:
        self.app.starting.begin(plan, hands_free)
        await self.pilot.pause()

    async def to(self, phase: Phase, block: str = "") -> None:
        """On by hand until it stands there: what waits is begun, what runs runs out."""
        for _ in range(3000):
            if self.phase is phase and block in ("", self.here):
                break
            if self.session.phase_ends_at is None:
                self.clock.move(1.0)
                self.screen.conductor.press()
            else:
                self.clock.move(max(0.01, self.session.phase_ends_at - self.screen.conductor.now()))
        assert (self.phase, block) in ((phase, ""), (phase, self.here))
        self.clock.move(
            1.0 if self.session.phase_ends_at is None or self.phase is not phase else 0.6
        )
        await self.pilot.pause()

    def lines(self) -> list[str]:
        """The screen's rows as text."""
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return ["".join(segment.text for segment in strip) for strip in strips]

    def text(self) -> str:
        return "\n".join(self.lines())

    def told(self) -> list[str]:
        """What was said in passing, oldest first."""
        rows = [s.messages for s in self.app.screen_stack if isinstance(s, SessionScreen)]
        return [*(n.message for n in self.app._notifications), *(r._message for r in rows)]

    def key_row(self) -> str:
        """The row of keys."""
        return self.app.screen.query_one(KeyBar).text()


@asynccontextmanager
async def driving(
    plan: Plan | None = None,
    *,
    size: tuple[int, int] = (80, 24),
    hands_free: bool = False,
    said: bool = True,
    **changes: Any,
) -> AsyncIterator[Drive]:
    """The app at Today, or in a session of that plan; `said`: the person told of themselves."""
    given = {"clock": ManualClock(), "journal": MemoryJournal(), "history": MemoryHistory()}
    given |= changes
    app = RunCoach(services(catalogue(), **given))
    if said:
        app.coach.keep_profile(Profile())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        drive = Drive(app, pilot, given["clock"], given["journal"], given["history"])
        if plan is not None:
            await drive.begin(plan, hands_free=hands_free)
        yield drive


def work_of(plan: Plan) -> Sequence[Block]:
    return [b for b in plan.blocks if b.kind is BlockKind.WORK]
