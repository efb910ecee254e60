"""Keys pressed quickly, one after another: whatever is asked for, the session can take it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runcoach.catalogue.compiled_cache import load_catalogue
from runcoach.core.coach.athlete import Known, day_of
from runcoach.core.model.plan import BlockKind, Side
from runcoach.core.model.records import Pain
from runcoach.core.planner import replan, substitutes
from runcoach.core.planner.compose import Terms, compose
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
from runcoach.core.session.machine import advance, begin, legal
from runcoach.core.session.undo import Given, noted, undoing

CATALOGUE = load_catalogue(Path(__file__).resolve().parents[3] / "assets", None)
DAY = day_of(Known(CATALOGUE, datetime(2026, 11, 3, 18, tzinfo=UTC)))
PLANS = {name: compose(p, CATALOGUE, Terms()) for name, p in CATALOGUE.programmes.items()}


class Hands:
    """Presses keys, as the session's screen does."""

    def __init__(self, programme: str, hands_free: bool = True) -> None:
        self.session = begin(
            PLANS[programme],
            id="s",
            started_at="2026-11-03T18:00:00+01:00",
            hands_free=hands_free,
        )
        self.given: tuple[Given, ...] = ()

    def send(self, event: Event | None, at: float | None = None) -> bool:
        before = self.session
        if event is not None and not legal(before, type(event)):
            return False
        self.session, _ = advance(before, event, before.seen if at is None else at)
        return True

    def ask(self, event: Event | None) -> None:
        before = self.session
        if event is not None and self.send(event):
            self.given = noted(self.given, before, event)

    def do(self, key: str, number: int = 0) -> None:
        session = self.session
        match key:
            case "e" | "h":
                self.ask(replan.retier(session, CATALOGUE, -1 if key == "e" else 1))
            case "o":
                self.ask(replan.another(session, DAY))
            case "u" if self.given:
                last, self.given = self.given[-1], self.given[:-1]
                for event in undoing(last, session):
                    self.send(event)
            case "x":
                self._hurt(("knee", "shoulder", "calf", "hip")[number % 4])
            case "back":
                begun = session.plan.blocks[: session.cursor + 1]
                work = [b.id for b in begun if b.kind is BlockKind.WORK]
                if work:
                    self.send(StoppedAt(work[number % len(work)]))
            case "on" if session.until is not None:
                self.send(None, session.until)
            case "half" if session.until is not None:
                self.send(None, (session.seen + session.until) / 2)
            case "space" | "s" | "S" | "b" | "d" | "p":
                event = {"space": Press(), "s": Skip(), "S": Skip(exercise=True), "b": Redo()}
                self.send({**event, "d": EndSet(), "p": Pause()}[key])

    def _hurt(self, area: str) -> None:
        before = self.session
        work = before.work
        if work is None or not legal(before, Hurt):
            return
        left, coming = replan.left_of(before), replan.exercises_left(before)
        self.send(Hurt(Pain(area, Side.LEFT, 2), work.exercise))
        done = [s.exercise for s in self.session.counted]
        day = replan.spared_in(before, DAY)
        swaps = substitutes.spare(area, coming, day, work.exercise, done)
        if swaps and legal(self.session, Revise):
            self.send(replan.swapped(before, left, swaps, self.session))


KEYS = ("e", "h", "o", "u", "x", "back", "on", "on", "half", "space", "s", "S", "b", "d", "p")
PRESSED = st.lists(st.tuples(st.sampled_from(KEYS), st.integers(0, 7)), max_size=30)


@settings(max_examples=120)
@given(st.sampled_from(sorted(PLANS)), st.booleans(), PRESSED)
def test_no_key_asks_for_what_the_session_cant_take(
    programme: str, hands_free: bool, pressed: list[tuple[str, int]]
) -> None:
    hands = Hands(programme, hands_free)
    for key, number in pressed:
        hands.do(key, number)
        ids = [b.id for b in hands.session.plan.blocks]
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("before", [(), ("space", "on", "half"), ("space", "on", "on")])
@pytest.mark.parametrize("programme", sorted(PLANS))
def test_pain_before_the_first_set_spares_the_place_in_all_that_comes(
    programme: str, before: tuple[str, ...]
) -> None:
    hands = Hands(programme, hands_free=False)
    for key in before:
        hands.do(key)
    hands.do("x", 0)
    coming = replan.exercises_left(hands.session)
    assert coming
    assert all("knee" not in CATALOGUE.exercises[id].areas for id in coming)
