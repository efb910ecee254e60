"""Keys in quick succession: the session accepts every event that the screen sends."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runcoach.core.coach.athlete import Athlete
from runcoach.core.model.plan import BlockKind, Side
from runcoach.core.model.records import Pain
from runcoach.core.planner import replan, substitutes
from runcoach.core.planner.compose import compose_plan
from runcoach.core.planner.prescriptions import PrescriptionContext
from runcoach.core.session.events import (
    EndSet,
    Event,
    Hurt,
    Pause,
    Press,
    Redo,
    Revise,
    Skip,
    StoppedAt,
)
from runcoach.core.session.machine import advance, begin_session, is_legal
from runcoach.core.session.undo import UndoEntry, inverse_events, record_event
from tests.built_in import built_in_catalogue

CATALOGUE = built_in_catalogue()
DAY = Athlete(CATALOGUE, datetime(2026, 11, 3, 18, tzinfo=UTC)).training_day
PLANS = {
    name: compose_plan(p, CATALOGUE, PrescriptionContext())
    for name, p in CATALOGUE.programmes.items()
}


class Hands:
    """Presses keys as the session screen does."""

    def __init__(self, programme: str, hands_free: bool = True) -> None:
        self.session = begin_session(
            PLANS[programme],
            id="s",
            started_at="2026-11-03T18:00:00+01:00",
            hands_free=hands_free,
        )
        self.given: tuple[UndoEntry, ...] = ()

    def send(self, event: Event | None, at: float | None = None) -> bool:
        before = self.session
        if event is not None and not is_legal(before, type(event)):
            return False
        self.session, _ = advance(before, event, before.advanced_to if at is None else at)
        return True

    def ask(self, event: Event | None) -> None:
        before = self.session
        if event is not None and self.send(event):
            self.given = record_event(self.given, before, event)

    def do(self, key: str, number: int = 0) -> None:
        session = self.session
        match key:
            case "e" | "h":
                self.ask(replan.change_tier(session, CATALOGUE, -1 if key == "e" else 1))
            case "o":
                self.ask(replan.next_alternative(session, DAY))
            case "u" if self.given:
                last, self.given = self.given[-1], self.given[:-1]
                for event in inverse_events(last, session):
                    self.send(event)
            case "x":
                self._hurt(("knee", "shoulder", "calf", "hip")[number % 4])
            case "back":
                begun = session.plan.blocks[: session.cursor + 1]
                work = [b.id for b in begun if b.kind is BlockKind.WORK]
                if work:
                    self.send(StoppedAt(work[number % len(work)]))
            case "on" if session.phase_ends_at is not None:
                self.send(None, session.phase_ends_at)
            case "half" if session.phase_ends_at is not None:
                self.send(None, (session.advanced_to + session.phase_ends_at) / 2)
            case "space" | "s" | "S" | "b" | "d" | "p":
                event = {"space": Press(), "s": Skip(), "S": Skip(exercise=True), "b": Redo()}
                self.send({**event, "d": EndSet(), "p": Pause()}[key])

    def _hurt(self, area: str) -> None:
        before = self.session
        work = before.work
        if work is None or not is_legal(before, Hurt):
            return
        left, coming = replan.remaining_blocks(before), replan.remaining_exercises(before)
        self.send(Hurt(Pain(area, Side.LEFT, 2), work.exercise))
        done = [s.exercise for s in self.session.effective_sets]
        day = replan.spare_hurt_areas(before, DAY)
        swaps = substitutes.substitute_for_pain(area, coming, day, work.exercise, done)
        if swaps and is_legal(self.session, Revise):
            self.send(replan.replace_exercises(before, left, swaps, self.session))


KEYS = ("e", "h", "o", "u", "x", "back", "on", "on", "half", "space", "s", "S", "b", "d", "p")
PRESSED = st.lists(st.tuples(st.sampled_from(KEYS), st.integers(0, 7)), max_size=30)


@settings(max_examples=120)
@given(st.sampled_from(sorted(PLANS)), st.booleans(), PRESSED)
def test_no_key_sends_an_event_that_the_session_refuses(
    programme: str, hands_free: bool, pressed: list[tuple[str, int]]
) -> None:
    hands = Hands(programme, hands_free)
    for key, number in pressed:
        hands.do(key, number)
        ids = [b.id for b in hands.session.plan.blocks]
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("before", [(), ("space", "on", "half"), ("space", "on", "on")])
@pytest.mark.parametrize("programme", sorted(PLANS))
def test_pain_before_the_first_set_spares_the_area_in_all_remaining_blocks(
    programme: str, before: tuple[str, ...]
) -> None:
    hands = Hands(programme, hands_free=False)
    for key in before:
        hands.do(key)
    hands.do("x", 0)
    coming = [b for b in replan.remaining_blocks(hands.session) if b.kind is BlockKind.WORK]
    assert coming
    tiers = [CATALOGUE.exercises[b.exercise].tier(b.tier) for b in coming]
    assert not [t.variant for t in tiers if "knee" in t.areas]
