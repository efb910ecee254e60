"""The laptop: whatever is missing, breaks or hangs, a session goes on and one line is told."""

from __future__ import annotations

import os
import select
import sys
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from msgspec.structs import replace

from runcoach.core.model.settings import Settings
from runcoach.core.ports import Device
from runcoach.core.session.alerts import Alert, AlertKind
from runcoach.device.audio.loudspeaker import STALLED_LOOKS, Loudspeaker
from runcoach.device.audio.mixer import Mixer
from runcoach.device.audio.output import Connection, Feed, SoundError
from runcoach.device.audio.pcm import RATE
from runcoach.device.keep_awake import Awake, Mode
from runcoach.device.laptop import GONE, MAY_SLEEP, REMOTE, VOICELESS, Laptop, Means, missing
from runcoach.device.sound_check import MEANING, play_each
from runcoach.device.voice.engines import Voice

SOUNDS = Path(__file__).parents[2] / "assets" / "sounds"
BLOCK = RATE // 50
WAIT_S = 10


class Made:
    """A sound device whose clock is ours: it asks for a block when told to."""

    name = "made"
    latency = 0.0

    def __init__(self) -> None:
        self.now = 100.0
        self.feed: Feed | None = None
        self.stopped: Callable[[], None] = lambda: None
        self.closed = False

    def connect(self, feed: Feed, stopped: Callable[[], None]) -> Connection:
        self.feed, self.stopped = feed, stopped
        return self

    def close(self) -> None:
        self.closed = True

    def clock(self) -> float:
        return self.now

    def run(self, seconds: float) -> array[int]:
        assert self.feed is not None
        heard = array("h")
        for _ in range(round(seconds * RATE / BLOCK)):
            block = self.feed.send(BLOCK)
            assert isinstance(block, array)
            heard.extend(block)
            self.now += BLOCK / RATE
        return heard


class Held:
    """A wake lock that says yes or no."""

    def __init__(self, active: bool = True) -> None:
        self.active = active
        self.taken = 0
        self.held = 0

    @contextmanager
    def keep(self) -> Iterator[Mode]:
        self.taken += 1
        self.held += 1
        yield self
        self.held -= 1


def no_device(feed: Feed, stopped: Callable[[], None]) -> Connection:
    raise SoundError("no device")


@pytest.fixture
def made() -> Made:
    return Made()


@pytest.fixture
def means(tmp_path: Path, made: Made) -> Means:
    return Means(
        sounds=SOUNDS,
        cache=tmp_path,
        ring=lambda: None,
        clock=made.clock,
        wall=made.clock,
        connect=made.connect,
        voice=lambda: None,
        awake=lambda: Awake(Held().keep),
    )


def alert(kind: AlertKind, at: float) -> tuple[Alert, float]:
    return Alert(kind, at, "b"), 100.0 + at


def test_it_is_a_device(means: Means) -> None:
    laptop: Device = Laptop(means)
    laptop.schedule([alert(AlertKind.GO, 1.0)])
    laptop.say("Go.", 1.0)
    laptop.prepare(["Go."])
    laptop.silence()
    laptop.close()


def test_all_is_well_and_nothing_needs_saying(means: Means, made: Made) -> None:
    laptop = Laptop(means, lambda: Settings(voice=False))
    ready = laptop.open(pytest.fail)
    assert (ready.sound, ready.voice, ready.awake, ready.line) == ("sound", None, True, None)
    assert laptop.system == "made"
    laptop.schedule([alert(AlertKind.GO, 0.5), alert(AlertKind.SWITCH, 1.0)])
    assert max(made.run(2.0)) > 1000
    assert [o.name for o in laptop.onsets] == ["go", "switch"]
    laptop.close()
    assert made.closed


@pytest.mark.parametrize(
    ("sound", "voice", "awake", "line"),
    [
        (True, True, True, None),
        (True, True, False, MAY_SLEEP),
        (True, False, True, "No voice here: sounds alone."),
        (True, False, False, "No voice here: sounds alone. The laptop may fall asleep."),
        (False, False, True, "No sound here: bell and flashes instead."),
        (False, False, False, "No sound here: bell and flashes. The laptop may fall asleep."),
    ],
)
def test_what_is_missing_fits_one_line(
    sound: bool, voice: bool, awake: bool, line: str | None
) -> None:
    assert missing(sound, voice, awake) == line
    assert line is None or len(line) <= 60


@pytest.mark.parametrize("line", [REMOTE, GONE, VOICELESS, MAY_SLEEP])
def test_every_line_fits(line: str) -> None:
    assert len(line) <= 60


def test_without_a_device_the_bell_rings(means: Means, made: Made) -> None:
    rung = Event()
    laptop = Laptop(replace(means, connect=no_device, ring=rung.set))
    ready = laptop.open(pytest.fail)
    assert (ready.sound, ready.line) == ("bell", "No sound here: bell and flashes instead.")
    laptop.schedule([alert(AlertKind.GO, 0.0)])
    assert rung.wait(WAIT_S)
    laptop.close()


def test_without_sounds_on_the_disk_the_bell_rings(means: Means, tmp_path: Path) -> None:
    laptop = Laptop(replace(means, sounds=tmp_path / "nowhere"))
    assert laptop.open(pytest.fail).sound == "bell"
    laptop.close()


def test_a_sound_system_that_hangs_is_left_behind(made: Made) -> None:
    answer = Event()
    closed = Event()

    def slow(feed: Feed, stopped: Callable[[], None]) -> Connection:
        answer.wait(WAIT_S)
        return made

    made.close = closed.set  # type: ignore[method-assign]
    speaker = Loudspeaker(Mixer(), made.clock, made.clock, slow)
    with pytest.raises(SoundError, match="doesn't answer"):
        speaker.open(limit_s=0.01)
    answer.set()
    assert closed.wait(WAIT_S), "when it answers after all, it is closed"


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY"])
def test_over_ssh_neither_sound_nor_awake_is_tried(means: Means, name: str) -> None:
    held, rung = Held(), Event()
    laptop = Laptop(
        replace(
            means,
            connect=lambda feed, stopped: pytest.fail("tried"),
            awake=lambda: Awake(held.keep),
            environment={name: "x"},
            ring=rung.set,
        )
    )
    ready = laptop.open(pytest.fail)
    assert (ready.sound, ready.voice, ready.awake, ready.line) == ("bell", None, False, REMOTE)
    laptop.keep_awake(True)
    laptop.schedule([alert(AlertKind.GO, 0.0)])
    assert rung.wait(WAIT_S)
    laptop.close()
    assert held.taken == 0


def test_a_device_that_vanishes_and_comes_back(means: Means, made: Made) -> None:
    told: list[str] = []
    rung = Event()
    laptop = Laptop(replace(means, ring=rung.set))
    laptop.open(told.append)
    laptop.schedule([alert(AlertKind.GO, 0.0), alert(AlertKind.REST, 1.0)])
    made.run(0.1)
    made.now = 101.0
    laptop.look(lost=True)
    assert told == [GONE]
    laptop.schedule([alert(AlertKind.REST, 1.0)])
    assert rung.wait(WAIT_S)
    laptop.look(lost=False)
    laptop.look(lost=True)
    assert told == [GONE], "told once"
    laptop.look(lost=False)
    laptop.schedule([alert(AlertKind.SWITCH, 1.5)])
    made.run(1.0)
    assert "switch" in [o.name for o in laptop.onsets]
    laptop.close()


def test_a_loudspeaker_knows_that_its_device_is_gone(made: Made) -> None:
    speaker = Loudspeaker(Mixer(), made.clock, made.clock, made.connect)
    speaker.open()
    made.run(0.1)
    assert not speaker.lost()
    assert [speaker.lost() for _ in range(STALLED_LOOKS)] == [False] * (STALLED_LOOKS - 1) + [True]
    made.run(0.1)
    assert not speaker.lost(), "it has come back"
    made.stopped()
    assert speaker.lost(), "it said so itself"


def test_a_device_that_hangs_when_it_is_let_go_holds_nobody_up(made: Made) -> None:
    answer = Event()
    made.close = lambda: answer.wait(WAIT_S)  # type: ignore[method-assign]
    speaker = Loudspeaker(Mixer(), made.clock, made.clock, made.connect)
    speaker.open()
    speaker.close(limit_s=0.01)
    assert not answer.is_set()
    answer.set()


def test_a_fault_in_the_mixing_never_reaches_the_device(
    made: Made, capfd: pytest.CaptureFixture[str]
) -> None:
    class Broken(Mixer):
        def render(self, start: float, frames: int, *, wall: float) -> array[int]:
            raise ZeroDivisionError

    speaker = Loudspeaker(Broken(), made.clock, made.clock, made.connect)
    speaker.open()
    assert set(made.run(0.1)) == {0}
    assert speaker.lost()
    assert capfd.readouterr() == ("", "")


def test_a_wake_lock_that_is_refused_is_told_before_the_session_and_not_after(means: Means) -> None:
    held = Held(active=False)
    laptop = Laptop(replace(means, awake=lambda: Awake(held.keep)), lambda: Settings(voice=False))
    ready = laptop.open(pytest.fail)
    assert (ready.awake, ready.line) == (False, MAY_SLEEP)
    laptop.keep_awake(True)
    laptop.close()
    assert held.taken == 1


def test_the_wake_lock_is_held_while_asked_for(means: Means) -> None:
    held = Held()
    awake = Awake(held.keep)
    laptop = Laptop(replace(means, awake=lambda: awake))
    laptop.open(pytest.fail)
    laptop.keep_awake(True)
    laptop.keep_awake(True)
    assert awake.works()
    assert held.taken == 2, "once to find out, once for the session"
    laptop.close()
    assert held.held == 0


def test_a_voice_that_crashes_leaves_the_sounds(means: Means, made: Made) -> None:
    told: list[str] = []
    silent = Event()

    def tell(text: str) -> None:
        told.append(text)
        silent.set()

    crash = Voice("crash", (sys.executable, "-I", "-S", "-c", "import os; os.abort()"))
    laptop = Laptop(replace(means, voice=lambda: crash))
    assert laptop.open(tell).voice == "crash"
    laptop.prepare(["One.", "Two.", "Three."])
    assert silent.wait(WAIT_S)
    laptop.say("Go.", 100.5)
    laptop.schedule([alert(AlertKind.GO, 0.5)])
    made.run(1.0)
    assert [o.name for o in laptop.onsets] == ["go"]
    assert told == [VOICELESS]
    laptop.close()


def test_a_line_is_said_on_time_and_once_however_often_it_is_asked_for(
    means: Means, made: Made, tmp_path: Path
) -> None:
    script = (
        "import wave; out = wave.open('line.wav', 'wb'); "
        "out.setparams((1, 2, 22050, 0, 'NONE', '')); "
        "out.writeframes(b'\\x00\\x10' * 500); out.close()"
    )
    laptop = Laptop(
        replace(means, voice=lambda: Voice("fake", (sys.executable, "-I", "-S", "-c", script)))
    )
    laptop.open(pytest.fail)
    assert laptop._talk is not None
    assert laptop._talk._lines is not None
    rendered = Event()
    laptop._talk._lines.ask("Go.", lambda samples: rendered.set())
    assert rendered.wait(WAIT_S)
    for due in (100.5, 100.5, 100.500001):
        laptop.schedule([])
        laptop.say("Go.", due)
    made.run(1.0)
    laptop.say("Go.", 100.5)
    made.run(0.5)
    assert [(o.name, round(o.heard, 3)) for o in laptop.onsets] == [("Go.", 100.5)]
    laptop.say("Go.", 102.0)
    laptop.silence()
    made.run(2.0)
    assert len(laptop.onsets) == 1
    laptop.close()


def test_volume_and_mute(means: Means, made: Made) -> None:
    laptop = Laptop(means, lambda: Settings(volume=100))
    laptop.open(pytest.fail)
    peaks = []
    for i, change in enumerate(
        (
            lambda: None,
            lambda: laptop.set_volume(50),
            lambda: laptop.mute(True),
            lambda: laptop.mute(False),
        )
    ):
        change()
        laptop.schedule([alert(AlertKind.GO, i + 0.1)])
        made.run(1.0)
        peaks.append(laptop.onsets[-1].peak)
    assert peaks[0] > 0.4
    assert peaks[1:] == [peaks[0] / 4, 0.0, peaks[0] / 4]
    laptop.close()


def test_muted_the_bell_is_silent_too_and_still_flashes(means: Means) -> None:
    flashed = Event()
    bells: list[int] = []
    laptop = Laptop(
        replace(means, connect=no_device, ring=lambda: bells.append(1), flash=flashed.set),
        lambda: Settings(sound=False),
    )
    laptop.open(pytest.fail)
    laptop.schedule([alert(AlertKind.GO, 0.0)])
    assert flashed.wait(WAIT_S)
    laptop.close()
    assert bells == []


def test_the_trial_plays_each_and_says_what_it_used(means: Means, made: Made) -> None:
    rows: list[str] = []
    laptop = Laptop(means)
    play_each(laptop, rows.append, made.clock, lambda seconds: made.run(seconds) and None)
    assert rows[:3] == ["sound  made", "voice  none: sounds alone", "awake  held during a session"]
    assert [o.name for o in laptop.onsets] == list(MEANING)
    assert set(MEANING) == set(AlertKind)
    laptop.close()


def test_one_laptop_serves_one_session_after_another(means: Means, made: Made) -> None:
    volume = [100]
    laptop = Laptop(means, lambda: Settings(volume=volume[0]))
    peaks = []
    for _ in range(2):
        assert laptop.open(pytest.fail).sound == "sound"
        laptop.schedule([(Alert(AlertKind.GO, 0.0, "b"), made.now + 0.1)])
        made.run(1.0)
        peaks.append([o.peak for o in laptop.onsets])
        laptop.close()
        volume[0] = 50
    assert [len(p) for p in peaks] == [1, 1]
    assert peaks[1][0] == pytest.approx(peaks[0][0] / 4)


@pytest.mark.skipif(sys.platform == "win32", reason="a named pipe waits for the words")
def test_a_voice_that_cannot_render_speaks_by_itself(
    means: Means, made: Made, tmp_path: Path
) -> None:
    said = tmp_path / "said"
    os.mkfifo(said)
    reading = os.open(said, os.O_RDONLY | os.O_NONBLOCK)
    script = f"import sys; open({str(said)!r}, 'w').write(sys.argv[-1])"
    direct = Voice("direct", (sys.executable, "-I", "-S", "-c", script), renders=False)
    laptop = Laptop(replace(means, voice=lambda: direct))
    assert laptop.open(pytest.fail).voice == "direct"
    laptop.prepare(["Go."])
    laptop.say("Too early.", made.now + 1000)
    laptop.schedule([])
    laptop.say("Go.", made.now)
    poll = select.poll()
    poll.register(reading, select.POLLIN)
    assert poll.poll(1000 * WAIT_S)
    assert os.read(reading, 100) == b"Go."
    os.close(reading)
    laptop.close()
