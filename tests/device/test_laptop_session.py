"""A session on the laptop: conductor, laptop and mixer on one clock, one block at a time."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from runcoach.core.model.settings import Settings
from runcoach.core.session.alerts import Alert
from runcoach.core.session.events import HandsFree, Pause, Press, Skip
from runcoach.core.session.session import Phase
from runcoach.device.audio.output import Connection, Feed
from runcoach.device.audio.pcm import SAMPLE_RATE
from runcoach.device.keep_awake import WakeLock, WakeMode
from runcoach.device.laptop import DEVICE_LOST, Laptop, LaptopParts
from runcoach.runner.conductor import Conductor, Listener
from tests.core.session.plans import SIDES, TWO_SETS, start
from tests.fakes import InlineBackground, ManualClock, MemoryHistory, MemoryJournal

SOUNDS = Path(__file__).parents[2] / "assets" / "sounds"
BLOCK = SAMPLE_RATE // 20
BLOCK_S = BLOCK / SAMPLE_RATE


class GrantedMode:
    active = True


@contextmanager
def granted() -> Iterator[WakeMode]:
    yield GrantedMode()


class Evening:
    """Time advances one block at a time, and the device requests samples with it."""

    name = "fake"
    latency = 0.0

    def __init__(self, tmp_path: Path, *blocks: object) -> None:
        self.clock = ManualClock()
        self.feed: Feed | None = None
        self.due: list[Alert] = []
        self.messages: list[str] = []
        means = LaptopParts(
            sounds=SOUNDS,
            cache=tmp_path,
            ring=lambda: None,
            clock=self.clock.monotonic,
            wall=lambda: self.clock.wall().timestamp(),
            connect=self.connect,
            voice=lambda: None,
            wake_lock=lambda: WakeLock(granted),
        )
        self.laptop = Laptop(means, lambda: Settings(voice=False))
        self.conductor = Conductor(
            start(*blocks, hands_free=True),
            Listener(lambda: None, self.due.extend, self.messages.append),
            clock=self.clock,
            journal=MemoryJournal(),
            history=MemoryHistory(),
            background=InlineBackground(),
            device=self.laptop,
        )
        self.conductor.start()

    def connect(self, feed: Feed, stopped: Callable[[], None]) -> Connection:
        self.feed = feed
        return self

    def close(self) -> None:
        self.feed = None

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds / BLOCK_S)):
            assert self.feed is not None
            assert isinstance(self.feed.send(BLOCK), array)
            self.clock.move(BLOCK_S)

    def check(self, *, first: bool = True) -> None:
        """Everything due has sounded on time and once; nothing else has but the first alert."""
        onsets = self.laptop.onsets
        begun = Counter(o.key for o in onsets)
        due = {(a.block, a.kind, a.at) for a in self.due}
        assert max(begun.values()) == 1
        assert due <= set(begun)
        assert len(set(begun) - due) == int(first), "only the first ready alert comes from no event"
        assert max(abs(o.heard - o.due) for o in onsets) <= BLOCK_S + 1e-6


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Evening]:
    evening = Evening(tmp_path, *SIDES)
    yield evening
    evening.conductor.close()


def test_a_whole_session(evening: Evening) -> None:
    evening.run(90)
    assert evening.conductor.session.phase is Phase.FINISHED
    evening.check()
    assert evening.messages == []


def test_events_at_any_moment(evening: Evening) -> None:
    for seconds, event in (
        (14.0, Pause()),
        (3.0, Press()),
        (1.3, Press()),
        (8.0, Skip()),
        (2.0, HandsFree(False)),
        (4.0, HandsFree(True)),
        (20.0, Pause()),
        (40.0, Press()),
    ):
        evening.run(seconds)
        if evening.conductor.accepts(type(event)):
            evening.conductor.send(event)
    evening.run(60)
    evening.check()


def test_the_laptop_is_silent_while_paused(evening: Evening) -> None:
    evening.run(21)
    evening.conductor.send(Pause())
    evening.run(0.2)
    count = len(evening.laptop.onsets)
    evening.run(60)
    assert len(evening.laptop.onsets) == count
    evening.check()


@pytest.mark.parametrize("counted", [True, False])
def test_after_sleep_nothing_is_caught_up(evening: Evening, counted: bool) -> None:
    evening.run(21)
    count = len(evening.laptop.onsets)
    evening.clock.sleep(600, counted=counted)
    evening.run(20)
    assert evening.conductor.session.phase is Phase.PAUSED
    assert len(evening.laptop.onsets) == count
    evening.conductor.send(Press())
    evening.run(120)
    assert evening.conductor.session.phase is Phase.FINISHED
    evening.check()


def test_a_lost_device_costs_one_message_and_no_set(tmp_path: Path) -> None:
    evening = Evening(tmp_path, *TWO_SETS)
    evening.run(20)
    evening.laptop.update_output(lost=True)
    evening.clock.move(200)
    assert evening.conductor.session.phase is Phase.FINISHED
    assert [s.actual for s in evening.conductor.session.sets] == [30, 30]
    assert evening.messages == [DEVICE_LOST]
    evening.conductor.close()
