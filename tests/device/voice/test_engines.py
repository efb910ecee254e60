"""The system's voice: found, rendered ahead, cached, and killed when it hangs."""

from __future__ import annotations

import io
import os
import select
import sys
import wave
from array import array
from pathlib import Path
from threading import Event

import pytest

from runcoach.device.audio.pcm import SAMPLE_RATE, PcmError, peak_level, read_wav, trim_silence
from runcoach.device.voice.engines import PEAK_LEVEL, Voice, VoiceError, VoiceRunner, find_voice
from runcoach.device.voice.line_cache import MAX_FAULTS, MAX_FILES, LineCache, line_file_name

WAIT_S = 10

SPEAKS = """
import sys, wave
text = sys.stdin.read()
print("to standard output"); print("to standard error", file=sys.stderr)
with open({log!r}, "a") as log: log.write(text + chr(10))
with wave.open("line.wav", "wb") as out:
    out.setnchannels(1); out.setsampwidth(2); out.setframerate(22050)
    out.writeframes(bytes(2000) + b"\\x00\\x10" * 500 + bytes(2000))
"""
HANGS = """
import subprocess, sys
child = "import sys, time; file = open(sys.argv[1], 'a'); file.write('x'); file.flush(); "
subprocess.run([sys.executable, "-c", child + "time.sleep(600)", {log!r}])
"""
CRASHES = "import os; os.abort()"
WRITES_NOTHING = "pass"
WRITES_RUBBISH = "open('line.wav', 'wb').write(b'RIFFrubbish')"
SILENT = SPEAKS.replace('b"\\x00\\x10" * 500', "bytes(1000)")


def voice(script: str, log: Path | str = "log") -> Voice:
    return Voice(
        "fake", (sys.executable, "-I", "-S", "-c", script.replace("{log!r}", repr(str(log))))
    )


@pytest.mark.parametrize(
    ("platform", "there", "name", "renders"),
    [
        ("darwin", {"say"}, "say", True),
        ("win32", {"powershell"}, "SAPI", True),
        ("linux", {"espeak-ng", "spd-say", "espeak"}, "espeak-ng", True),
        ("linux", {"spd-say", "espeak"}, "espeak", True),
        ("linux", {"spd-say"}, "spd-say", False),
        ("freebsd14", {"espeak-ng"}, "espeak-ng", True),
    ],
)
def test_the_best_voice_is_found(platform: str, there: set[str], name: str, renders: bool) -> None:
    found = find_voice(lambda program: f"/bin/{program}" if program in there else None, platform)
    assert found is not None
    assert (found.name, found.renders) == (name, renders)
    assert found.command[0].startswith("/bin/")


@pytest.mark.parametrize("platform", ["darwin", "win32", "linux"])
def test_no_voice(platform: str) -> None:
    assert find_voice(lambda program: None, platform) is None


def test_a_line_is_rendered_trimmed_and_level(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log"
    samples = VoiceRunner(voice(SPEAKS, log)).render("Side plank, left.")
    assert len(samples) == 500
    assert peak_level(samples) == pytest.approx(PEAK_LEVEL, abs=0.001)
    assert log.read_text() == "Side plank, left.\n"
    assert capfd.readouterr() == ("", ""), "its output never reaches the terminal"


@pytest.mark.parametrize("script", [CRASHES, WRITES_NOTHING, WRITES_RUBBISH, SILENT])
def test_a_voice_that_fails(script: str, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="fake"):
        VoiceRunner(voice(script, tmp_path / "log")).render("Go.")
    assert capfd.readouterr() == ("", "")


def test_a_voice_that_has_been_uninstalled() -> None:
    with pytest.raises(VoiceError, match="does not start"):
        VoiceRunner(Voice("fake", ("/nowhere/fake",))).render("Go.")


@pytest.mark.skipif(sys.platform == "win32", reason="a named pipe shows which process is alive")
def test_a_voice_that_hangs_is_killed_with_its_children(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with pytest.raises(VoiceError, match="hangs"):
            VoiceRunner(voice(HANGS, pipe), limit_s=0.5).render("Go.")
        poll = select.poll()
        poll.register(reading, select.POLLHUP)
        assert os.read(reading, 1) == b"x", "the child has begun"
        assert poll.poll(1000 * WAIT_S), "and has closed the pipe"
    finally:
        os.close(reading)


class Collector:
    """Collects lines as they are ready."""

    def __init__(self) -> None:
        self.samples: list[array[int]] = []
        self.ready = Event()

    def __call__(self, samples: array[int]) -> None:
        self.samples.append(samples)
        self.ready.set()


def test_a_line_is_rendered_once_and_kept_on_the_disk(tmp_path: Path) -> None:
    log, cache = tmp_path / "log", tmp_path / "cache"
    for _ in range(2):
        lines = LineCache(VoiceRunner(voice(SPEAKS, log)), cache, pytest.fail)
        for _ in range(2):
            heard = Collector()
            lines.request("Go.", heard)
            assert heard.ready.wait(WAIT_S)
            assert len(heard.samples[0]) == 500
        lines.close()
    assert log.read_text() == "Go.\n"
    assert [path.name for path in cache.iterdir()] == [line_file_name("fake", "Go.")]


def test_a_damaged_file_is_rendered_again(tmp_path: Path) -> None:
    (tmp_path / line_file_name("fake", "Go.")).write_bytes(b"RIFF")
    lines, heard = (
        LineCache(VoiceRunner(voice(SPEAKS, tmp_path / "log")), tmp_path, pytest.fail),
        Collector(),
    )
    lines.request("Go.", heard)
    assert heard.ready.wait(WAIT_S)
    lines.close()


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    speaker, heard = VoiceRunner(voice(SPEAKS, tmp_path / "log")), Collector()
    lines = LineCache(speaker, tmp_path / "cache", pytest.fail)
    lines.request("Go.", heard)
    assert heard.ready.wait(WAIT_S)
    lines.close()


def test_a_prepared_line_is_ready_at_once(tmp_path: Path) -> None:
    lines = LineCache(VoiceRunner(voice(SPEAKS, tmp_path / "log")), tmp_path, pytest.fail)
    lines.prepare(["One.", "Two."])
    last = Collector()
    lines.request("Three.", last)
    second = Collector()
    lines.request("Two.", second)
    assert second.ready.wait(WAIT_S)
    assert last.ready.wait(WAIT_S)
    now: list[int] = []
    lines.request("Two.", lambda samples: now.append(len(samples)))
    assert now == [500]
    lines.close()


def test_the_oldest_lines_are_pruned(tmp_path: Path) -> None:
    for i in range(MAX_FILES + 5):
        (tmp_path / f"{i}.wav").touch()
    lines, heard = (
        LineCache(VoiceRunner(voice(SPEAKS, tmp_path / "log")), tmp_path, pytest.fail),
        Collector(),
    )
    lines.request("Go.", heard)
    assert heard.ready.wait(WAIT_S)
    lines.close()
    assert len(list(tmp_path.glob("*.wav"))) == MAX_FILES + 1


def test_a_voice_that_keeps_failing_is_given_up_with_one_message(tmp_path: Path) -> None:
    reasons: list[str] = []
    given_up = Event()

    def give_up(reason: str) -> None:
        reasons.append(reason)
        given_up.set()

    lines = LineCache(VoiceRunner(voice(CRASHES)), tmp_path, give_up)
    lines.prepare([f"{i}." for i in range(MAX_FAULTS + 3)])
    assert given_up.wait(WAIT_S)
    lines.request("Go.", pytest.fail)
    lines.close()
    assert reasons == ["fake failed"]


def test_closing_does_not_wait_for_a_voice_that_hangs(tmp_path: Path) -> None:
    log = tmp_path / "log"
    lines = LineCache(VoiceRunner(voice(HANGS, log), limit_s=300), tmp_path, pytest.fail)
    lines.prepare(["Go."])
    lines.close()


def wav(samples: list[int], *, rate: int = SAMPLE_RATE, channels: int = 1, width: int = 2) -> bytes:
    data = io.BytesIO()
    with wave.open(data, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(width)
        out.setframerate(rate)
        out.writeframes(array("h", samples).tobytes() if width == 2 else bytes(samples))
    return data.getvalue()


def test_wavs_of_other_shapes() -> None:
    assert list(read_wav(wav([1, -2, 3]))) == [1, -2, 3]
    assert list(read_wav(wav([1, 9, -2, 9], channels=2))) == [1, -2]
    assert list(read_wav(wav([128, 255, 0], width=1))) == [0, 127 << 8, -128 << 8]
    assert list(read_wav(wav([0, 10, 20, 30], rate=SAMPLE_RATE * 2))) == [0, 20]
    assert list(read_wav(wav([0, 10, 20, 30], rate=SAMPLE_RATE // 2))) == [
        0,
        5,
        10,
        15,
        20,
        25,
        30,
        30,
    ]


def test_a_header_that_does_not_know_its_length() -> None:
    """As programs that write to a pipe leave it: longer than the data."""
    data = bytearray(wav([5, 6, 7]))
    data[40:44] = (0x7FFFF000).to_bytes(4, "little")
    data[4:8] = (0x7FFFF024).to_bytes(4, "little")
    assert list(read_wav(bytes(data))) == [5, 6, 7]


@pytest.mark.parametrize("data", [b"", b"RIFF", wav([]), b"ID3" + bytes(50)])
def test_not_a_wav(data: bytes) -> None:
    with pytest.raises(PcmError):
        read_wav(data)


def test_trimming_keeps_everything_from_the_first_loud_sample_to_the_last() -> None:
    assert list(trim_silence(array("h", [0, 5, 900, 0, -900, 5]))) == [900, 0, -900]
    assert not trim_silence(array("h", [0, 5, -5]))
