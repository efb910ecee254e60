"""The laptop: whatever is missing, breaks or hangs, the session continues with one message."""

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
from runcoach.device.audio.loudspeaker import STALLED_CHECKS, Loudspeaker
from runcoach.device.audio.mixer import Mixer
from runcoach.device.audio.output import Connection, Feed, SoundError
from runcoach.device.audio.pcm import SAMPLE_RATE
from runcoach.device.keep_awake import WakeLock, WakeMode
from runcoach.device.laptop import (
    DEVICE_LOST,
    MAY_SLEEP,
    OVER_SSH,
    VOICE_LOST,
    Laptop,
    LaptopParts,
    describe_missing,
)
from runcoach.device.sound_check import ALERT_MEANINGS, play_every_sound
from runcoach.device.voice.engines import Voice

SOUNDS = Path(__file__).parents[2] / "assets" / "sounds"
BLOCK = SAMPLE_RATE // 50
WAIT_S = 10


class FakeDevice:
    """A sound device on a manual clock; it requests a block when the test runs it."""

    name = "fake"
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
        for _ in range(round(seconds * SAMPLE_RATE / BLOCK)):
            block = self.feed.send(BLOCK)
            assert isinstance(block, array)
            heard.extend(block)
            self.now += BLOCK / SAMPLE_RATE
        return heard


class FakeLock:
    """A wake lock that is granted or refused."""

    def __init__(self, active: bool = True) -> None:
        self.active = active
        self.taken = 0
        self.held = 0

    @contextmanager
    def keep(self) -> Iterator[WakeMode]:
        self.taken += 1
        self.held += 1
        yield self
        self.held -= 1


def no_device(feed: Feed, stopped: Callable[[], None]) -> Connection:
    raise SoundError("no device")


@pytest.fixture
def device() -> FakeDevice:
    return FakeDevice()


@pytest.fixture
def means(tmp_path: Path, device: FakeDevice) -> LaptopParts:
    return LaptopParts(
        sounds=SOUNDS,
        cache=tmp_path,
        ring=lambda: None,
        clock=device.clock,
        wall=device.clock,
        connect=device.connect,
        voice=lambda: None,
        wake_lock=lambda: WakeLock(FakeLock().keep),
    )


def alert(kind: AlertKind, at: float) -> tuple[Alert, float]:
    return Alert(kind, at, "b"), 100.0 + at


def test_a_laptop_is_a_device(means: LaptopParts) -> None:
    laptop: Device = Laptop(means)
    laptop.schedule([alert(AlertKind.GO, 1.0)])
    laptop.say("Go.", 1.0)
    laptop.prepare(["Go."])
    laptop.silence()
    laptop.close()


def test_nothing_is_reported_when_everything_works(means: LaptopParts, device: FakeDevice) -> None:
    laptop = Laptop(means, lambda: Settings(voice=False))
    ready = laptop.open(pytest.fail)
    assert (ready.sound, ready.voice, ready.awake, ready.line) == ("sound", None, True, None)
    assert laptop.system == "fake"
    laptop.schedule([alert(AlertKind.GO, 0.5), alert(AlertKind.SWITCH, 1.0)])
    assert max(device.run(2.0)) > 1000
    assert [o.name for o in laptop.onsets] == ["go", "switch"]
    laptop.close()
    assert device.closed


@pytest.mark.parametrize(
    ("sound", "voice", "awake", "line"),
    [
        (True, True, True, None),
        (True, True, False, MAY_SLEEP),
        (True, False, True, "No voice here: sounds only."),
        (True, False, False, "No voice here: sounds only. The laptop may fall asleep."),
        (False, False, True, "No sound here: bell and flashes instead."),
        (False, False, False, "No sound here: bell and flashes. The laptop may fall asleep."),
    ],
)
def test_what_is_missing_fits_one_line(
    sound: bool, voice: bool, awake: bool, line: str | None
) -> None:
    assert describe_missing(sound, voice, awake) == line
    assert line is None or len(line) <= 60


@pytest.mark.parametrize("line", [OVER_SSH, DEVICE_LOST, VOICE_LOST, MAY_SLEEP])
def test_every_message_fits(line: str) -> None:
    assert len(line) <= 60


def test_without_a_device_the_bell_rings(means: LaptopParts, device: FakeDevice) -> None:
    rung = Event()
    laptop = Laptop(replace(means, connect=no_device, ring=rung.set))
    ready = laptop.open(pytest.fail)
    assert (ready.sound, ready.line) == ("bell", "No sound here: bell and flashes instead.")
    laptop.schedule([alert(AlertKind.GO, 0.0)])
    assert rung.wait(WAIT_S)
    laptop.close()


def test_without_sounds_on_the_disk_the_bell_rings(means: LaptopParts, tmp_path: Path) -> None:
    laptop = Laptop(replace(means, sounds=tmp_path / "nowhere"))
    assert laptop.open(pytest.fail).sound == "bell"
    laptop.close()


def test_a_sound_system_that_hangs_is_abandoned(device: FakeDevice) -> None:
    answer = Event()
    closed = Event()

    def slow(feed: Feed, stopped: Callable[[], None]) -> Connection:
        answer.wait(WAIT_S)
        return device

    device.close = closed.set
    speaker = Loudspeaker(Mixer(), device.clock, device.clock, slow)
    with pytest.raises(SoundError, match="doesn't answer"):
        speaker.open(limit_s=0.01)
    answer.set()
    assert closed.wait(WAIT_S), "when it answers after all, it is closed"


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY"])
def test_over_ssh_neither_sound_nor_wake_lock_is_tried(means: LaptopParts, name: str) -> None:
    lock, rung = FakeLock(), Event()
    laptop = Laptop(
        replace(
            means,
            connect=lambda feed, stopped: pytest.fail("tried"),
            wake_lock=lambda: WakeLock(lock.keep),
            environment={name: "x"},
            ring=rung.set,
        )
    )
    ready = laptop.open(pytest.fail)
    assert (ready.sound, ready.voice, ready.awake, ready.line) == ("bell", None, False, OVER_SSH)
    laptop.keep_awake(True)
    laptop.schedule([alert(AlertKind.GO, 0.0)])
    assert rung.wait(WAIT_S)
    laptop.close()
    assert lock.taken == 0


def test_a_device_that_vanishes_and_comes_back(means: LaptopParts, device: FakeDevice) -> None:
    messages: list[str] = []
    rung = Event()
    laptop = Laptop(replace(means, ring=rung.set))
    laptop.open(messages.append)
    laptop.schedule([alert(AlertKind.GO, 0.0), alert(AlertKind.REST, 1.0)])
    device.run(0.1)
    device.now = 101.0
    laptop.update_output(lost=True)
    assert messages == [DEVICE_LOST]
    laptop.schedule([alert(AlertKind.REST, 1.0)])
    assert rung.wait(WAIT_S)
    laptop.update_output(lost=False)
    laptop.update_output(lost=True)
    assert messages == [DEVICE_LOST], "reported once"
    laptop.update_output(lost=False)
    laptop.schedule([alert(AlertKind.SWITCH, 1.5)])
    device.run(1.0)
    assert "switch" in [o.name for o in laptop.onsets]
    laptop.close()


def test_a_loudspeaker_knows_that_its_device_is_gone(device: FakeDevice) -> None:
    speaker = Loudspeaker(Mixer(), device.clock, device.clock, device.connect)
    speaker.open()
    device.run(0.1)
    assert not speaker.is_lost()
    assert [speaker.is_lost() for _ in range(STALLED_CHECKS)] == [False] * (STALLED_CHECKS - 1) + [
        True
    ]
    device.run(0.1)
    assert not speaker.is_lost(), "it has come back"
    device.stopped()
    assert speaker.is_lost(), "it reported that itself"


def test_a_device_that_hangs_on_close_does_not_block(device: FakeDevice) -> None:
    answer = Event()
    device.close = lambda: answer.wait(WAIT_S)
    speaker = Loudspeaker(Mixer(), device.clock, device.clock, device.connect)
    speaker.open()
    speaker.close(limit_s=0.01)
    assert not answer.is_set()
    answer.set()


def test_an_error_in_mixing_never_reaches_the_device(
    device: FakeDevice, capfd: pytest.CaptureFixture[str]
) -> None:
    class Broken(Mixer):
        def render(self, start: float, frames: int, *, wall: float) -> array[int]:
            raise ZeroDivisionError

    speaker = Loudspeaker(Broken(), device.clock, device.clock, device.connect)
    speaker.open()
    assert set(device.run(0.1)) == {0}
    assert speaker.is_lost()
    assert capfd.readouterr() == ("", "")


def test_a_refused_wake_lock_is_reported_only_before_the_session(means: LaptopParts) -> None:
    lock = FakeLock(active=False)
    laptop = Laptop(
        replace(means, wake_lock=lambda: WakeLock(lock.keep)), lambda: Settings(voice=False)
    )
    ready = laptop.open(pytest.fail)
    assert (ready.awake, ready.line) == (False, MAY_SLEEP)
    laptop.keep_awake(True)
    laptop.close()
    assert lock.taken == 1


def test_the_wake_lock_is_held_while_requested(means: LaptopParts) -> None:
    lock = FakeLock()
    awake = WakeLock(lock.keep)
    laptop = Laptop(replace(means, wake_lock=lambda: awake))
    laptop.open(pytest.fail)
    laptop.keep_awake(True)
    laptop.keep_awake(True)
    assert awake.is_held()
    assert lock.taken == 2, "once to find out, once for the session"
    laptop.close()
    assert lock.held == 0


def test_a_voice_that_crashes_leaves_the_sounds(means: LaptopParts, device: FakeDevice) -> None:
    messages: list[str] = []
    silent = Event()

    def tell(text: str) -> None:
        messages.append(text)
        silent.set()

    crash = Voice("crash", (sys.executable, "-I", "-S", "-c", "import os; os.abort()"))
    laptop = Laptop(replace(means, voice=lambda: crash))
    assert laptop.open(tell).voice == "crash"
    laptop.prepare(["One.", "Two.", "Three."])
    assert silent.wait(WAIT_S)
    laptop.say("Go.", 100.5)
    laptop.schedule([alert(AlertKind.GO, 0.5)])
    device.run(1.0)
    assert [o.name for o in laptop.onsets] == ["go"]
    assert messages == [VOICE_LOST]
    laptop.close()


def test_a_line_is_spoken_on_time_and_once_however_often_it_is_requested(
    means: LaptopParts, device: FakeDevice, tmp_path: Path
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
    assert laptop._announcer is not None
    assert laptop._announcer._lines is not None
    rendered = Event()
    laptop._announcer._lines.request("Go.", lambda samples: rendered.set())
    assert rendered.wait(WAIT_S)
    for due in (100.5, 100.5, 100.500001):
        laptop.schedule([])
        laptop.say("Go.", due)
    device.run(1.0)
    laptop.say("Go.", 100.5)
    device.run(0.5)
    assert [(o.name, round(o.heard, 3)) for o in laptop.onsets] == [("Go.", 100.5)]
    laptop.say("Go.", 102.0)
    laptop.silence()
    device.run(2.0)
    assert len(laptop.onsets) == 1
    laptop.close()


def test_volume_and_mute(means: LaptopParts, device: FakeDevice) -> None:
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
        device.run(1.0)
        peaks.append(laptop.onsets[-1].peak)
    assert peaks[0] > 0.4
    assert peaks[1:] == [peaks[0] / 4, 0.0, peaks[0] / 4]
    laptop.close()


def test_muted_the_bell_is_silent_too_and_still_flashes(means: LaptopParts) -> None:
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


def test_the_sound_check_plays_each_alert_and_reports_what_it_used(
    means: LaptopParts, device: FakeDevice
) -> None:
    rows: list[str] = []
    laptop = Laptop(means)
    play_every_sound(
        laptop, rows.append, device.clock, lambda seconds: device.run(seconds) and None
    )
    assert rows[:3] == ["sound  fake", "voice  none: sounds only", "awake  held during a session"]
    assert [o.name for o in laptop.onsets] == list(ALERT_MEANINGS)
    assert set(ALERT_MEANINGS) == set(AlertKind)
    laptop.close()


def test_one_laptop_serves_one_session_after_another(
    means: LaptopParts, device: FakeDevice
) -> None:
    volume = [100]
    laptop = Laptop(means, lambda: Settings(volume=volume[0]))
    peaks = []
    for _ in range(2):
        assert laptop.open(pytest.fail).sound == "sound"
        laptop.schedule([(Alert(AlertKind.GO, 0.0, "b"), device.now + 0.1)])
        device.run(1.0)
        peaks.append([o.peak for o in laptop.onsets])
        laptop.close()
        volume[0] = 50
    assert [len(p) for p in peaks] == [1, 1]
    assert peaks[1][0] == pytest.approx(peaks[0][0] / 4)


@pytest.mark.skipif(sys.platform == "win32", reason="the test waits on a named pipe")
def test_a_voice_that_cannot_render_speaks_directly(
    means: LaptopParts, device: FakeDevice, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    script = f"import sys; open({str(pipe)!r}, 'w').write(sys.argv[-1])"
    direct = Voice("direct", (sys.executable, "-I", "-S", "-c", script), renders=False)
    laptop = Laptop(replace(means, voice=lambda: direct))
    assert laptop.open(pytest.fail).voice == "direct"
    laptop.prepare(["Go."])
    laptop.say("Too early.", device.now + 1000)
    laptop.schedule([])
    laptop.say("Go.", device.now)
    poll = select.poll()
    poll.register(reading, select.POLLIN)
    assert poll.poll(1000 * WAIT_S)
    assert os.read(reading, 100) == b"Go."
    os.close(reading)
    laptop.close()
