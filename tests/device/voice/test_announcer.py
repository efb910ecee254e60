"""Lines that are rendered late, repeated, silenced or muted."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest

from runcoach.device.audio.mixer import Mixer
from runcoach.device.audio.schedule import ScheduledSound
from runcoach.device.voice.announcer import Announcer
from runcoach.device.voice.engines import Voice
from runcoach.device.voice.line_cache import MAX_FAULTS, LineCache, OnReady


class Slow(LineCache):
    """Delivers lines when the test calls the callbacks in `asked`."""

    def __init__(self) -> None:
        self.asked: list[OnReady] = []

    def request(self, text: str, ready: OnReady) -> None:
        self.asked.append(ready)


@pytest.fixture
def mixer() -> Mixer:
    return Mixer()


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def talk(mixer: Mixer, slow: Slow, tmp_path: Path) -> Announcer:
    talk = Announcer(
        Voice("slow", ("slow",)), tmp_path, mixer, pytest.fail, lambda: 10.0, lambda: 10.0
    )
    talk._lines = slow
    return talk


def test_a_line_is_pending_in_the_mixer_once_it_is_rendered(
    talk: Announcer, mixer: Mixer, slow: Slow
) -> None:
    talk.say("Go.", 11.0)
    assert mixer.pending == ()
    slow.asked[0](array("h", [1]))
    assert [(part.name, part.due, part.spoken) for part in mixer.pending] == [("Go.", 11.0, True)]


def test_silence_drops_lines_that_are_still_being_rendered(
    talk: Announcer, mixer: Mixer, slow: Slow
) -> None:
    talk.say("Go.", 11.0)
    talk.silence()
    slow.asked[0](array("h", [1]))
    assert mixer.pending == ()


@pytest.mark.parametrize(("dues", "parts"), [((11.0, 11.1, 11.0), 1), ((11.0, 12.0, 11.0), 2)])
def test_the_same_words_at_nearly_the_same_time_are_one_line(
    talk: Announcer, mixer: Mixer, slow: Slow, dues: tuple[float, ...], parts: int
) -> None:
    for due in dues:
        talk.say("Three.", due)
    for ready in slow.asked:
        ready(array("h", [1]))
    assert len(mixer.pending) == parts


def test_a_voice_that_speaks_directly_is_silent_while_muted(mixer: Mixer, tmp_path: Path) -> None:
    muted, reasons = [True], list[str]()
    gone = Voice("gone", (str(tmp_path / "gone"),), renders=False)
    talk = Announcer(gone, tmp_path, mixer, reasons.append, float, float, lambda: muted[0])
    for _ in range(MAX_FAULTS):
        talk._speak(ScheduledSound("line", "Go.", 0.0, spoken=True))
    assert reasons == [], "it was not even tried"
    muted[0] = False
    for _ in range(MAX_FAULTS):
        talk._speak(ScheduledSound("line", "Go.", 0.0, spoken=True))
    assert reasons == ["gone does not start"]
    talk.close()
