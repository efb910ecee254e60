"""The sounds: as their script makes them, short, soft at the edges, and distinguishable."""

from __future__ import annotations

import importlib.util
import itertools
import math
import sys
from array import array
from pathlib import Path
from types import ModuleType

import pytest

from runcoach.core.planner.compose import compose_plan
from runcoach.core.planner.prescriptions import PrescriptionContext
from runcoach.core.session.alerts import AlertKind
from runcoach.core.session.machine import advance, begin_session
from runcoach.device.audio.pcm import SAMPLE_RATE, PcmError, peak_level, read_wav
from runcoach.device.audio.sound_bank import load_sound_bank
from tests.built_in import built_in_catalogue

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "assets" / "sounds"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_sounds", ROOT / "scripts/make_sounds.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # msgspec resolves annotations through the module while it defines the class.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_files_are_what_the_script_makes(script: ModuleType) -> None:
    made = {name: script.render(notes) for name, notes in script.SOUNDS.items()}
    assert {path.stem for path in FOLDER.glob("*.wav")} == set(made)
    for name, samples in made.items():
        kept = read_wav((FOLDER / f"{name}.wav").read_bytes())
        assert len(kept) == len(samples), f"{name}.wav is stale: run scripts/make_sounds.py"
        # One step of difference: sines of other systems' mathematics libraries.
        assert max(abs(a - b) for a, b in zip(kept, samples, strict=True)) <= 1, name


def test_every_alert_has_a_short_soft_sound_and_all_are_small() -> None:
    for kind, samples in load_sound_bank(FOLDER).items():
        assert 0.030 <= len(samples) / SAMPLE_RATE <= 0.700, kind
        assert max(abs(samples[0]), abs(samples[-1])) < 200, f"{kind} clicks at an edge"
        assert 0.2 < peak_level(samples) < 0.7, kind
    assert sum(path.stat().st_size for path in FOLDER.glob("*.wav")) < 600_000


def test_a_bank_with_a_broken_file_names_it(tmp_path: Path) -> None:
    for kind in AlertKind:
        (tmp_path / f"{kind}.wav").write_bytes((FOLDER / f"{kind}.wav").read_bytes())
    (tmp_path / "go.wav").write_bytes(b"RIFF")
    with pytest.raises(PcmError, match=r"go\.wav"):
        load_sound_bank(tmp_path)
    (tmp_path / "go.wav").unlink()
    with pytest.raises(OSError, match="go"):
        load_sound_bank(tmp_path)


def envelope(samples: array[int], hop: int) -> list[float]:
    return [
        math.sqrt(sum(v * v for v in samples[i : i + hop]) / hop)
        for i in range(0, len(samples), hop)
    ]


def count_strikes(samples: array[int]) -> int:
    """Count the notes struck: sudden rises of the envelope."""
    loud = [0.0, *envelope(samples, SAMPLE_RATE // 100)]
    top = max(loud)
    rises = [i for i in range(1, len(loud)) if loud[i] > 0.2 * top and loud[i] > 1.25 * loud[i - 1]]
    return sum(1 for i, at in enumerate(rises) if i == 0 or at - rises[i - 1] > 3)


def pitch(samples: array[int]) -> float:
    """The strongest pitch, in semitones above A at 110 Hz."""

    def strength(hertz: float) -> float:
        turn = 2 * math.pi * hertz / SAMPLE_RATE
        real = sum(v * math.cos(turn * i) for i, v in enumerate(samples))
        imaginary = sum(v * math.sin(turn * i) for i, v in enumerate(samples))
        return math.hypot(real, imaginary)

    return max(range(12, 46), key=lambda semitone: strength(110 * 2 ** (semitone / 12)))


def test_any_two_sounds_can_be_distinguished_by_ear() -> None:
    """Any two differ in the number of notes, by a minor third or more in pitch at either end, or
    by a factor of two in length.
    """
    heard = {}
    for kind, samples in load_sound_bank(FOLDER).items():
        edge = min(len(samples), SAMPLE_RATE * 60 // 1000)
        tail = samples[-SAMPLE_RATE * 180 // 1000 :][: SAMPLE_RATE * 80 // 1000]
        heard[kind] = (
            count_strikes(samples),
            pitch(samples[:edge]),
            pitch(tail),
            len(samples) / SAMPLE_RATE,
        )
    alike = [
        (a, b)
        for (a, one), (b, other) in itertools.combinations(heard.items(), 2)
        if one[0] == other[0]
        and abs(one[1] - other[1]) < 3
        and abs(one[2] - other[2]) < 3
        and max(one[3], other[3]) < 2 * min(one[3], other[3])
    ]
    assert alike == [], heard


def test_simultaneous_alerts_of_a_session_are_mixed_without_clipping() -> None:
    catalogue = built_in_catalogue()
    moments = set()
    for programme in catalogue.programmes.values():
        session = begin_session(
            compose_plan(programme, catalogue, PrescriptionContext()),
            id="s",
            started_at="",
            hands_free=True,
        )
        _, alerts = advance(session, None, 7200.0)
        together: dict[float, set[AlertKind]] = {}
        for alert in alerts:
            together.setdefault(round(alert.at, 3), set()).add(alert.kind)
        moments |= {frozenset(kinds) for kinds in together.values() if len(kinds) > 1}
    assert frozenset({AlertKind.EXERCISE_DONE, AlertKind.READY}) in moments
    bank = load_sound_bank(FOLDER)
    for kinds in moments:
        mixed = [
            sum(values) for values in itertools.zip_longest(*(bank[k] for k in kinds), fillvalue=0)
        ]
        assert peak_level(mixed) <= 1.0, kinds
