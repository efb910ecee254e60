"""The mixer: each sound at its own sample, once, mixed with whatever else is playing."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runcoach.core.session.alerts import SLEEP_GAP_S, STALE_S
from runcoach.device.audio.mixer import FADE_SAMPLES, Mixer
from runcoach.device.audio.pcm import FULL_SCALE, SAMPLE_RATE
from runcoach.device.audio.schedule import ScheduledSound

BLOCK = SAMPLE_RATE // 50
BLOCK_S = BLOCK / SAMPLE_RATE


def part(name: str, due: float, *, level: int = 1000, length: int = 100) -> ScheduledSound:
    return ScheduledSound(name, name, due, array("h", [level] * length))


def line(name: str, due: float, level: int = 1000) -> ScheduledSound:
    return ScheduledSound(name, name, due, array("h", [level] * SAMPLE_RATE), spoken=True)


def play(mixer: Mixer, start: float, seconds: float) -> array[int]:
    """Render consecutive blocks from `start` and join them."""
    out = array("h")
    for i in range(round(seconds / BLOCK_S)):
        now = start + i * BLOCK_S
        out.extend(mixer.render(now, BLOCK, wall=now))
    return out


def test_a_sound_begins_at_its_own_sample_and_is_whole() -> None:
    mixer = Mixer()
    mixer.schedule([part("go", 10.0123)], 10.0)
    heard = play(mixer, 10.0, 0.1)
    first = round(0.0123 * SAMPLE_RATE)
    assert [i for i, v in enumerate(heard) if v] == list(range(first, first + 100))
    (onset,) = mixer.onsets
    assert onset.name == "go"
    assert onset.heard == pytest.approx(10.0123, abs=1 / SAMPLE_RATE)
    assert onset.peak == pytest.approx(1000 / FULL_SCALE)


def test_two_at_once_are_mixed_and_neither_is_cut() -> None:
    mixer = Mixer()
    mixer.schedule(
        [part("a", 0.01, level=1000, length=900), part("b", 0.02, level=300, length=900)], 0.0
    )
    heard = play(mixer, 0.0, 0.1)
    a, b = round(0.01 * SAMPLE_RATE), round(0.02 * SAMPLE_RATE)
    assert heard[a] == 1000
    assert set(heard[b : a + 900]) == {1300}
    assert heard[b + 899] == 300
    assert heard[b + 900] == 0


def test_a_mix_that_is_too_loud_is_clipped() -> None:
    mixer = Mixer()
    mixer.schedule([part("a", 0, level=30000), part("b", 0, level=30000)], 0.0)
    assert max(play(mixer, 0.0, 0.1)) == FULL_SCALE


@pytest.mark.parametrize(("gain", "loudest"), [(1.0, 1000), (0.5, 500), (0.0, 0)])
def test_volume_scales_samples_and_mute_still_logs(gain: float, loudest: int) -> None:
    mixer = Mixer()
    mixer.set_gain(gain)
    mixer.schedule([part("go", 0.01)], 0.0)
    assert max(play(mixer, 0.0, 0.1)) == loudest
    assert [o.peak for o in mixer.onsets] == [pytest.approx(loudest / FULL_SCALE)]


def test_the_same_sound_scheduled_repeatedly_plays_once() -> None:
    mixer = Mixer()
    for i in range(10):
        now = i * BLOCK_S
        mixer.schedule([part("go", 0.05)], now)
        mixer.render(now, BLOCK, wall=now)
    assert [o.name for o in mixer.onsets] == ["go"]


def test_a_new_schedule_drops_pending_sounds_but_not_due_ones() -> None:
    mixer = Mixer()
    mixer.schedule([part("due", 0.999), part("later", 1.5)], 0.5)
    mixer.schedule([part("other", 1.1)], 1.0)
    play(mixer, 1.0, 1.0)
    assert [o.name for o in mixer.onsets] == ["due", "other"]


def test_silence_drops_pending_sounds_and_lets_a_short_one_play_on() -> None:
    mixer = Mixer()
    mixer.schedule([part("go", 0.0, length=2000), part("tick", 0.2)], 0.0)
    first = play(mixer, 0.0, 0.04)
    mixer.silence(0.04)
    rest = play(mixer, 0.04, 1.0)
    assert sum(1 for v in (*first, *rest) if v) == 2000
    assert [o.name for o in mixer.onsets] == ["go"]


def test_silence_removes_sounds_that_were_mixed_ahead() -> None:
    """The device has a buffer, so a block is mixed before it is heard."""
    mixer = Mixer()
    early = part("tick", 1.03, length=4000)
    mixer.schedule([early], 1.0)
    mixer.render(1.02, BLOCK, wall=1.0)
    assert [o.name for o in mixer.onsets] == ["tick"]
    mixer.silence(1.01)
    assert mixer.onsets == ()
    assert sum(1 for v in play(mixer, 1.04, 1.0) if v) <= FADE_SAMPLES
    mixer.schedule([part("tick", 1.03)], 2.1)
    play(mixer, 2.1, 0.1)
    assert [o.name for o in mixer.onsets] == ["tick"], "a removed sound may be scheduled again"


def test_silence_cuts_off_speech() -> None:
    mixer = Mixer()
    mixer.add(line("Side plank, left.", 0.0))
    play(mixer, 0.0, 0.1)
    mixer.silence(0.1)
    assert sum(1 for v in play(mixer, 0.1, 1.0) if v) <= FADE_SAMPLES


def test_a_new_line_cuts_off_the_one_before() -> None:
    mixer = Mixer()
    mixer.add(line("Rest.", 0.0, 1000))
    mixer.add(line("Three.", 0.5, 300))
    heard = play(mixer, 0.0, 1.6)
    assert heard[SAMPLE_RATE // 4] == 1000
    assert heard[SAMPLE_RATE // 2 + 2 * FADE_SAMPLES] == 300
    assert heard[round(1.6 * SAMPLE_RATE) - BLOCK - 1] == 0


@pytest.mark.parametrize(("late", "heard"), [(STALE_S - 0.01, 1), (STALE_S + 0.01, 0)])
def test_a_stale_alert_is_not_played(late: float, heard: int) -> None:
    mixer = Mixer()
    mixer.schedule([part("go", 10.0)], 9.0)
    mixer.render(10.0 + late, BLOCK, wall=0.0)
    assert len(mixer.onsets) == heard


@pytest.mark.parametrize(("mono", "wall"), [(SLEEP_GAP_S + 1, SLEEP_GAP_S + 1), (0.02, 8 * 3600.0)])
def test_nothing_scheduled_before_sleep_plays_after_it(mono: float, wall: float) -> None:
    """Whether the monotonic clock ran on during sleep or not."""
    mixer = Mixer()
    mixer.schedule(
        [part("sounding", 100.0, length=SAMPLE_RATE), part("next", 100.0 + mono + 0.01)], 99.0
    )
    mixer.render(100.0, BLOCK, wall=0.0)
    assert max(mixer.render(100.0 + mono, BLOCK, wall=wall)) == 0
    assert [o.name for o in mixer.onsets] == ["sounding"]


def test_a_wall_clock_set_back_changes_nothing() -> None:
    mixer = Mixer()
    mixer.schedule([part("go", 1.01)], 0.9)
    mixer.render(0.98, BLOCK, wall=5000.0)
    mixer.render(1.0, BLOCK, wall=1400.0)
    assert [o.name for o in mixer.onsets] == ["go"]


@given(
    dues=st.lists(st.floats(1, 30), min_size=1, max_size=40),
    late=st.lists(st.floats(0, 0.03), min_size=1, max_size=20),
    pace=st.floats(0.98, 1.03),
)
def test_each_plays_once_within_a_block_whatever_the_device_does(
    dues: list[float], late: list[float], pace: float
) -> None:
    """A device that requests late, and whose rate is off by a few per cent."""
    mixer = Mixer()
    mixer.schedule(
        (ScheduledSound(i, str(i), due, array("h", [1])) for i, due in enumerate(dues)), 0.0
    )
    now, step = 0.0, 0
    while now < 32:
        now = step * BLOCK_S * pace + late[step % len(late)]
        mixer.render(now, BLOCK, wall=now)
        step += 1
    assert sorted(o.key for o in mixer.onsets) == list(range(len(dues)))
    widest = BLOCK_S * pace + max(late)
    assert all(-1 / SAMPLE_RATE <= o.heard - o.due <= widest for o in mixer.onsets)
