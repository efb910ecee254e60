"""The sounds of a session: every alert at its time, and nothing else."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from runcoach.core.model.dose import TempoPhase, Unit
from runcoach.core.model.exercise import Cue, Cues, Kind, Position
from runcoach.core.model.plan import Block, BlockKind, Plan, Side
from runcoach.core.session.alerts import Alert, AlertKind
from runcoach.core.session.events import Pause, Press
from runcoach.core.session.machine import advance, begin_session, upcoming_alerts
from runcoach.core.session.session import Phase
from runcoach.device.audio.mixer import Mixer
from runcoach.device.audio.pcm import SAMPLE_RATE
from runcoach.device.audio.schedule import ScheduledSound
from runcoach.device.audio.sound_bank import SoundBank, load_sound_bank
from runcoach.device.voice.phrases import alert_phrase

BLOCK = SAMPLE_RATE // 50
BLOCK_S = BLOCK / SAMPLE_RATE
AHEAD_S = 5.0


CUES = Cues(setup=(Cue("Elbow under shoulder"),), breathing=(Cue("Slow, low breaths"),))


def plan() -> Plan:
    side = {
        "exercise": "side-plank",
        "name": "Side plank",
        "measure": Kind.HOLD,
        "unit": Unit.SECONDS,
        "target": 30,
        "position": Position.SIDE_LYING,
    }
    squat = {
        "exercise": "squat",
        "name": "Squat",
        "target": 3,
        "tempo": (TempoPhase("low", 3), TempoPhase("stand", 2)),
    }
    return Plan(
        "Short",
        (
            Block("a", BlockKind.READY, 18, side=Side.LEFT, **side),
            Block("b", BlockKind.WORK, 30, side=Side.LEFT, **side),
            Block("c", BlockKind.SWITCH, 6, side=Side.RIGHT, **side),
            Block("d", BlockKind.WORK, 30, side=Side.RIGHT, **side),
            Block("e", BlockKind.REST, 20, **squat),
            Block("f", BlockKind.WORK, 15, **squat),
        ),
        130,
    )


class Evening:
    """A session and a mixer on one manual clock; the loudspeaker requests one block at a time."""

    def __init__(self, bank: SoundBank, *, aloud: bool = False) -> None:
        self.bank = bank
        self.aloud = aloud
        self.mixer = Mixer()
        self.session = begin_session(
            plan(), id="s", started_at="2026-11-03T18:00:00+01:00", hands_free=True
        )
        self.alerts: list[Alert] = []
        self.now = 0.0
        self._blocks = 0

    def send(self, event: Pause | Press | None = None) -> None:
        self.session, alerts = advance(self.session, event, self.now)
        self.alerts += alerts
        due = (*alerts, *upcoming_alerts(self.session, self.now, AHEAD_S))
        sounds = [ScheduledSound(key(a), a.kind, a.at, self.bank[a.kind]) for a in due]
        self.mixer.schedule((*sounds, *(self.spoken(due) if self.aloud else ())), self.now)

    def spoken(self, alerts: Sequence[Alert]) -> Iterator[ScheduledSound]:
        blocks = {block.id: block for block in self.session.plan.blocks}
        for alert in alerts:
            text = alert_phrase(alert, blocks[alert.block], CUES, aloud=True)
            if text is not None:
                yield ScheduledSound(
                    (text, alert.at), text, alert.at, array("h", [500] * SAMPLE_RATE), spoken=True
                )

    def run(self, until: float) -> None:
        """The session is advanced once a second; the loudspeaker never waits for it."""
        last_sent = self.now - 1
        while self.now < until and self.session.phase is not Phase.FINISHED:
            if self.now - last_sent >= 1:
                last_sent = self.now
                self.send()
            self.mixer.render(self.now, BLOCK, wall=self.now)
            self._blocks += 1
            self.now = self._blocks * BLOCK_S
        self.send()
        for _ in range(60):
            self.mixer.render(self.now, BLOCK, wall=self.now)
            self._blocks += 1
            self.now = self._blocks * BLOCK_S


@pytest.fixture(scope="module")
def bank() -> SoundBank:
    return load_sound_bank(Path(__file__).parents[2] / "assets" / "sounds")


def key(alert: Alert) -> tuple[str, AlertKind, float]:
    return (alert.block, alert.kind, alert.at)


def test_every_alert_of_a_session_sounds_at_its_time_and_once(bank: SoundBank) -> None:
    evening = Evening(bank)
    evening.run(400)
    assert evening.session.phase is Phase.FINISHED
    onsets = evening.mixer.onsets
    assert len(evening.alerts) > 30
    assert sorted(map(str, (o.key for o in onsets))) == sorted(map(str, map(key, evening.alerts)))
    assert max(abs(o.heard - o.due) for o in onsets) <= BLOCK_S
    assert all(o.peak > 0.2 for o in onsets)


def test_after_the_pause_alert_nothing_sounds_until_resumed(bank: SoundBank) -> None:
    evening = Evening(bank)
    evening.run(30)
    assert evening.session.phase is Phase.WORK
    evening.send(Pause())
    paused_at = evening.now
    evening.run(paused_at + 60)
    after = [o for o in evening.mixer.onsets if o.heard >= paused_at]
    assert [o.name for o in after] == ["paused"]
    evening.send(Press())
    evening.run(400)
    onsets = evening.mixer.onsets
    assert sorted(map(str, (o.key for o in onsets))) == sorted(map(str, map(key, evening.alerts)))


def test_the_session_can_be_followed_from_the_log_alone(bank: SoundBank) -> None:
    evening = Evening(bank, aloud=True)
    evening.run(400)
    heard = iter([o.name for o in evening.mixer.onsets])
    count_in = ["tick", "Three.", "tick", "Two.", "tick", "One.", "go"]
    hold = ["halfway", "cue", "Slow, low breaths.", *["last_five"] * 5]
    reps = [name for n in ("One.", "Two.", "Three.") for name in ("rep_down", "rep_up", n)]
    story = [
        *(*count_in, *hold),
        *("switch", "Switch. Right side.", *count_in, *hold),
        *("rest", "Rest. Twenty seconds. Next: Squat. Three reps. Elbow under shoulder."),
        *("rest_ten", *count_in, *reps),
        *("session_done", "Session done."),
    ]
    assert [wanted for wanted in story if wanted not in heard] == [], "heard in this order"
