"""Talk: a line that gets ready too late for what it was asked for is not said."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest

from runcoach.device.audio.mixer import Mixer
from runcoach.device.audio.schedule import Part
from runcoach.device.voice.engines import Voice
from runcoach.device.voice.line_cache import FAULTS_ALLOWED, Lines, Ready
from runcoach.device.voice.talk import Talk


class Slow(Lines):
    """Hands lines over when the test says so."""

    def __init__(self) -> None:
        self.asked: list[Ready] = []

    def ask(self, text: str, ready: Ready) -> None:
        self.asked.append(ready)


@pytest.fixture
def mixer() -> Mixer:
    return Mixer()


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def talk(mixer: Mixer, slow: Slow, tmp_path: Path) -> Talk:
    talk = Talk(Voice("slow", ("slow",)), tmp_path, mixer, pytest.fail, lambda: 10.0, lambda: 10.0)
    talk._lines = slow
    return talk


def test_a_line_waits_in_the_mixer_from_when_it_is_ready(
    talk: Talk, mixer: Mixer, slow: Slow
) -> None:
    talk.say("Go.", 11.0)
    assert mixer.waiting == ()
    slow.asked[0](array("h", [1]))
    assert [(part.name, part.due, part.spoken) for part in mixer.waiting] == [("Go.", 11.0, True)]


def test_silence_holds_for_lines_that_are_still_being_rendered(
    talk: Talk, mixer: Mixer, slow: Slow
) -> None:
    talk.say("Go.", 11.0)
    talk.silence()
    slow.asked[0](array("h", [1]))
    assert mixer.waiting == ()


@pytest.mark.parametrize(("dues", "parts"), [((11.0, 11.1, 11.0), 1), ((11.0, 12.0, 11.0), 2)])
def test_the_same_words_at_nearly_the_same_time_are_one_line(
    talk: Talk, mixer: Mixer, slow: Slow, dues: tuple[float, ...], parts: int
) -> None:
    for due in dues:
        talk.say("Three.", due)
    for ready in slow.asked:
        ready(array("h", [1]))
    assert len(mixer.waiting) == parts


def test_muted_a_voice_that_speaks_by_itself_is_silent(mixer: Mixer, tmp_path: Path) -> None:
    muted, told = [True], list[str]()
    gone = Voice("gone", (str(tmp_path / "gone"),), renders=False)
    talk = Talk(gone, tmp_path, mixer, told.append, float, float, lambda: muted[0])
    for _ in range(FAULTS_ALLOWED):
        talk._speak(Part("line", "Go.", 0.0, spoken=True))
    assert told == [], "it was not even tried"
    muted[0] = False
    for _ in range(FAULTS_ALLOWED):
        talk._speak(Part("line", "Go.", 0.0, spoken=True))
    assert told == ["gone does not start"]
    talk.close()
