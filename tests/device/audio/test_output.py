"""Real devices: the null device plays what it should, and nothing is printed on the terminal."""

from __future__ import annotations

import subprocess
import sys
import time
from array import array
from pathlib import Path
from threading import Event

import pytest

from runcoach.core.session.alerts import AlertKind
from runcoach.device.audio.loudspeaker import Loudspeaker
from runcoach.device.audio.mixer import Mixer
from runcoach.device.audio.output import SoundError, null_device
from runcoach.device.audio.pcm import peak_level
from runcoach.device.audio.schedule import ScheduledSound
from runcoach.device.audio.sound_bank import load_sound_bank

ROOT = Path(__file__).parents[3]
WAIT_S = 20


class Tapped(Mixer):
    """Records what went to the device, and signals when all expected sounds have ended."""

    def __init__(self, awaited: int) -> None:
        super().__init__()
        self.awaited = awaited
        self.played = array("h")
        self.over = Event()

    def render(self, start: float, frames: int, *, wall: float) -> array[int]:
        block = super().render(start, frames, wall=wall)
        self.played.extend(block)
        if len(self.onsets) >= self.awaited and not any(block):
            self.over.set()
        return block


def test_the_null_device_gets_each_sound_on_time_and_at_its_peak() -> None:
    pytest.importorskip("miniaudio")
    bank = load_sound_bank(ROOT / "assets" / "sounds")
    kinds = (AlertKind.TICK, AlertKind.LAST_FIVE, AlertKind.REP_UP, AlertKind.REST_TEN)
    mixer = Tapped(len(kinds))
    speaker = Loudspeaker(mixer, time.monotonic, time.time, null_device)
    start = time.monotonic() + 0.2
    mixer.schedule(
        [ScheduledSound(k, k, start + i * 0.3, bank[k]) for i, k in enumerate(kinds)], start - 0.2
    )
    assert speaker.open() == "Null"
    assert mixer.over.wait(WAIT_S)
    assert not speaker.is_lost()
    speaker.close()
    assert [o.name for o in mixer.onsets] == list(kinds)
    assert [o.peak for o in mixer.onsets] == [peak_level(bank[k]) for k in kinds]
    assert all(o.heard > o.due - 0.001 for o in mixer.onsets), "never early"
    assert peak_level(mixer.played) == pytest.approx(
        max(peak_level(bank[k]) for k in kinds), abs=0.001
    )


def test_without_the_library_there_is_no_sound_and_no_crash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    with pytest.raises(SoundError, match="not installed"):
        Loudspeaker(Mixer(), time.monotonic, time.time, null_device).open()


EVENING = """
import sys, threading, time
from pathlib import Path
from runcoach.core.session.alerts import Alert, AlertKind
from runcoach.device.laptop import Laptop, LaptopParts
from runcoach.device.audio.output import null_device, system_device
from runcoach.device.voice.engines import Voice

noise = "import sys; print('out'); print('err', file=sys.stderr); sys.exit(sys.stdin.read() == 'x')"
reported = threading.Event()
for connect in (system_device, null_device):
    laptop = Laptop(LaptopParts(
        sounds=Path("assets/sounds"), cache=Path(sys.argv[1]), ring=lambda: None, connect=connect,
        voice=lambda: Voice("noise", (sys.executable, "-I", "-S", "-c", noise)),
    ))
    ready = laptop.open(lambda line: reported.set())
    now = time.monotonic()
    laptop.keep_awake(True)
    laptop.prepare(["One.", "Two.", "Three."])
    laptop.schedule([(Alert(kind, 0.0, "b"), now) for kind in AlertKind])
    laptop.say("Go.", now)
    assert ready.voice is None or reported.wait(20)
    laptop.close()
assert "numpy" not in sys.modules, "numpy was imported"
"""


def python(script: str, *arguments: str, path: str = ".") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", script, *arguments],
        cwd=ROOT,
        env={"PYTHONPATH": path, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_nothing_is_printed_on_the_terminal(tmp_path: Path) -> None:
    """No card, a noisy voice, a refused wake lock: whatever is here, nothing is printed."""
    done = python(EVENING, str(tmp_path))
    assert (done.stdout, done.stderr, done.returncode) == (b"", b"", 0)


def test_alsa_would_print_errors_if_allowed() -> None:
    """Whether the test above proves anything on this machine."""
    pytest.importorskip("miniaudio")
    opening = (
        "import time\n"
        "import runcoach.device.audio.output as sound\n"
        "{change}\n"
        "from runcoach.device.audio.loudspeaker import Loudspeaker, Mixer\n"
        "try: Loudspeaker(Mixer(), time.monotonic, time.time, sound.system_device).open()\n"
        "except sound.SoundError: pass\n"
    )
    if b"ALSA" not in python(opening.format(change="sound.hush_alsa = lambda: None")).stderr:
        pytest.skip("no ALSA, or it prints no errors here")
    assert python(opening.format(change="pass")).stderr == b""


def test_numpy_is_not_imported_even_if_installed(tmp_path: Path) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit('numpy was imported')")
    done = python(
        "from runcoach.device.audio.output import _miniaudio\n"
        "import sys\n"
        "try: _miniaudio()\n"
        "except Exception: pass\n"
        "assert 'numpy' not in sys.modules\n"
        "import importlib.util\n"
        "assert importlib.util.find_spec('numpy'), 'it could still be imported afterwards'\n",
        path=f".:{tmp_path}",
    )
    assert (done.stderr, done.returncode) == (b"", 0)


def test_nothing_heavy_is_imported_before_a_session_starts(tmp_path: Path) -> None:
    folder = ROOT / "runcoach"
    files = sorted((folder / "device").rglob("[a-z]*.py"))
    modules = [".".join(f.relative_to(folder).with_suffix("").parts) for f in files]
    assert len(modules) > 10
    done = python(
        "import sys, importlib\n"
        f"for name in {modules!r}: importlib.import_module('runcoach.' + name)\n"
        "import threading\n"
        "assert threading.active_count() == 1\n"
        "heavy = {'miniaudio', 'wakepy', 'numpy', 'textual', 'rich', 'tinydb'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    assert (done.stderr, done.returncode) == (b"", 0)
