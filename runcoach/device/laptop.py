"""Sound, voice, bell and wake lock behind one `Device`, for a running session."""

from __future__ import annotations

import shutil
import time
from array import array
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Event, Thread

from msgspec import Struct, field

from runcoach.core.model.settings import Settings
from runcoach.core.ports import Readiness
from runcoach.core.remote import is_remote
from runcoach.core.session.alerts import Alert
from runcoach.device.audio.loudspeaker import Loudspeaker
from runcoach.device.audio.mixer import Mixer, Onset
from runcoach.device.audio.output import Connect, SoundError, system_device
from runcoach.device.audio.pcm import PcmError
from runcoach.device.audio.schedule import ScheduledSound
from runcoach.device.audio.sound_bank import SoundBank, load_sound_bank
from runcoach.device.bell import Bell
from runcoach.device.keep_awake import WakeLock
from runcoach.device.voice.announcer import Announcer
from runcoach.device.voice.engines import Voice, find_voice

DEVICE_CHECK_S = 1.0
SILENCE = array("h")
OVER_SSH = "No sound over ssh: bell and flashes instead."
DEVICE_LOST = "The sound device is gone: bell and flashes instead."
VOICE_LOST = "The voice stopped answering: sounds only."
BELL_FAILED = "The bell can't ring: watch the screen."
MAY_SLEEP = "The laptop may fall asleep: turn that off in its settings."


def describe_missing(sound: bool, voice: bool, awake: bool) -> str | None:
    """Describe what this laptop lacks, in one line of at most 60 columns; None if nothing."""
    if sound and voice:
        return None if awake else MAY_SLEEP
    lacking = "No voice here: sounds only." if sound else "No sound here: bell and flashes"
    if awake:
        return lacking if sound else f"{lacking} instead."
    return f"{lacking.rstrip('.')}. The laptop may fall asleep."


class LaptopParts(Struct, frozen=True):
    """The parts of a laptop; those that a test replaces default to the system's own."""

    sounds: Path
    """Folder with the WAVs of the alerts."""
    cache: Path
    """Folder for rendered speech; created with the first file."""
    ring: Callable[[], None]
    """Rings the terminal's bell; called from another thread."""
    flash: Callable[[], None] | None = None
    """Inverts the screen briefly; called from another thread."""
    environment: Mapping[str, str] = field(default_factory=dict)
    clock: Callable[[], float] = time.monotonic
    """Monotonic seconds; due times are on this clock."""
    wall: Callable[[], float] = time.time
    """Wall-clock seconds, used only to detect gaps."""
    connect: Connect = system_device
    voice: Callable[[], Voice | None] = lambda: find_voice(shutil.which)
    wake_lock: Callable[[], WakeLock] = WakeLock


class Laptop:
    """The `Device` of this machine. A fault is reported to `notify`, never raised."""

    def __init__(self, means: LaptopParts, settings: Callable[[], Settings] = Settings) -> None:
        self._means = means
        self._settings = settings
        self._notify: Callable[[str], None] = lambda line: None
        self._awake = means.wake_lock()
        self._reset()

    def _reset(self) -> None:
        """Reset to the state before a session: nothing open or scheduled, settings read again."""
        means, settings = self._means, self._settings()
        self._volume = settings.volume
        self._muted = not settings.sound
        self._with_voice = settings.voice
        self._mixer = Mixer(self._gain)
        self._bell = Bell(self._ring, means.flash, self._bell_failed, means.clock, means.wall)
        self._bank: SoundBank = {}
        self._speaker: Loudspeaker | None = None
        self._announcer: Announcer | None = None
        self._closing = Event()
        self._latest: tuple[ScheduledSound, ...] = ()
        self._sounding = False
        self._gone = False
        self._try_awake = True
        self.system = "bell"
        """The sound system in use, for `doctor`: `PulseAudio`, `Core Audio`, or `bell`."""

    def open(self, notify: Callable[[str], None]) -> Readiness:
        """Open sound and voice and report what works; blocks for up to a few seconds.

        `notify` receives one line for each later fault, from any thread. Anything still open is
        closed first. Not for the event loop.
        """
        self.close()
        self._reset()
        self._notify = notify
        if is_remote(self._means.environment):
            self._try_awake = False
            return Readiness(line=OVER_SSH)
        self._awake.acquire()
        self._sounding = self._open_sound()
        if self._sounding and self._with_voice:
            self._announcer = self._find_announcer()
        awake = self._try_awake = self._awake.is_held()
        self._awake.release(wait=True)
        voice = self._announcer.name if self._announcer else None
        line = describe_missing(self._sounding, voice is not None or not self._with_voice, awake)
        return Readiness("sound" if self._sounding else "bell", voice, awake, line)

    def schedule(self, alerts: Sequence[tuple[Alert, float]]) -> None:
        """Replace all scheduled alerts that have not begun.

        Pending lines of speech are dropped as well; the caller passes them to `say` again. The
        same alert may be scheduled repeatedly and sounds once. An alert that is already due but
        has not sounded is kept even if it is missing from `alerts`.

        Args:
            alerts: each alert with its due time in monotonic seconds.
        """
        self._latest = parts = tuple(
            ScheduledSound((a.block, a.kind, a.at), a.kind, due, self._bank.get(a.kind, SILENCE))
            for a, due in alerts
        )
        if self._announcer is not None:
            self._announcer.replace()
        if self._speaker is not None:
            self._mixer.schedule(parts, self._means.clock())
        if not self._sounding:
            self._bell.schedule(parts)

    def silence(self) -> None:
        """Drop everything scheduled, speech included, and cut off the line being spoken."""
        self._latest = ()
        if self._announcer is not None:
            self._announcer.silence()
        self._mixer.silence(self._means.clock())
        self._bell.silence()

    def say(self, text: str, due: float) -> None:
        """Speak a line at monotonic time `due`; the same line for the same time is spoken once."""
        if self._announcer is not None and self._sounding:
            self._announcer.say(text, due)

    def prepare(self, texts: Sequence[str]) -> None:
        """Render lines ahead of time."""
        if self._announcer is not None:
            self._announcer.prepare(texts)

    def set_volume(self, percent: int) -> None:
        """Set the volume, 0 to 100."""
        self._volume = percent
        self._mixer.set_gain(self._gain)

    def mute(self, on: bool) -> None:
        """Mute or unmute sounds, voice and bell; flashes stay."""
        self._muted = on
        self._mixer.set_gain(self._gain)

    def keep_awake(self, on: bool) -> None:
        """Acquire or release the wake lock, without waiting."""
        if not on:
            self._awake.release()
        elif self._try_awake:
            self._awake.acquire(self._may_sleep)

    def close(self) -> None:
        """Close the devices, end the threads and release the wake lock."""
        self._closing.set()
        if self._announcer is not None:
            self._announcer.close()
        if self._speaker is not None:
            self._speaker.close()
        self._bell.close()
        self._awake.release(wait=True)

    @property
    def onsets(self) -> tuple[Onset, ...]:
        """The log of everything that has sounded, oldest first."""
        return self._mixer.onsets

    @property
    def _gain(self) -> float:
        # Loudness is perceived in ratios: squaring makes the lower half of the scale useful.
        return 0.0 if self._muted else (max(0, min(100, self._volume)) / 100) ** 2

    def _ring(self) -> None:
        if not self._muted:
            self._means.ring()

    def _open_sound(self) -> bool:
        means = self._means
        speaker = Loudspeaker(self._mixer, means.clock, means.wall, means.connect)
        try:
            self._bank = load_sound_bank(means.sounds)
            self.system = speaker.open()
        except (SoundError, PcmError, OSError):
            return False
        self._speaker = speaker
        Thread(target=self._watch, args=(speaker, self._closing), name="watch", daemon=True).start()
        return True

    def _find_announcer(self) -> Announcer | None:
        means = self._means
        voice = means.voice()
        if voice is None:
            return None
        return Announcer(
            voice,
            means.cache,
            self._mixer,
            self._voice_failed,
            means.clock,
            means.wall,
            lambda: self._muted,
        )

    def _watch(self, speaker: Loudspeaker, closing: Event) -> None:
        while not closing.wait(DEVICE_CHECK_S):
            self.update_output(speaker.is_lost())

    def update_output(self, lost: bool) -> None:
        """Switch between sound and bell as the device disappears and comes back."""
        if lost and self._sounding:
            self._sounding = False
            now = self._means.clock()
            self._bell.schedule(part for part in self._latest if part.due > now)
            if not self._gone:
                self._notify(DEVICE_LOST)
            self._gone = True
        elif not lost and not self._sounding:
            self._bell.silence()
            self._sounding = True

    def _voice_failed(self, reason: str) -> None:
        self._notify(VOICE_LOST)

    def _bell_failed(self, error: Exception) -> None:
        self._notify(BELL_FAILED)

    def _may_sleep(self) -> None:
        self._try_awake = False
        self._notify(MAY_SLEEP)
