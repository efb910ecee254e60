"""The laptop: one door to sound, voice, bell and wake lock, for a session that runs."""

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
from runcoach.core.session.alerts import Alert
from runcoach.device.audio.loudspeaker import Loudspeaker
from runcoach.device.audio.mixer import Mixer, Onset
from runcoach.device.audio.output import Connect, SoundError, system_device
from runcoach.device.audio.pcm import PcmError
from runcoach.device.audio.schedule import Part
from runcoach.device.audio.sound_bank import Bank, load_bank
from runcoach.device.bell import Bell
from runcoach.device.keep_awake import Awake
from runcoach.device.voice.engines import Voice, find_voice
from runcoach.device.voice.talk import Talk

WATCH_S = 1.0
SILENCE = array("h")
SSH = ("SSH_CONNECTION", "SSH_TTY")
"""Either in the environment: the person sits at another machine than this one."""
REMOTE = "No sound over ssh: bell and flashes instead."
GONE = "The sound device is gone: bell and flashes instead."
VOICELESS = "The voice stopped answering: sounds alone."
BELL_FAILED = "The bell can't be rung: watch the screen."
MAY_SLEEP = "The laptop may fall asleep: turn that off in its settings."


def missing(sound: bool, voice: bool, awake: bool) -> str | None:
    """One line, at most 60 columns, on what this laptop can't do; None when it can do all."""
    if sound and voice:
        return None if awake else MAY_SLEEP
    what = "No voice here: sounds alone." if sound else "No sound here: bell and flashes"
    if awake:
        return what if sound else f"{what} instead."
    return f"{what.rstrip('.')}. The laptop may fall asleep."


class Means(Struct, frozen=True):
    """What a laptop is made of; the parts a test replaces have the system's own as default."""

    sounds: Path
    """Folder of the alerts' WAVs."""
    cache: Path
    """Folder for rendered lines; made when the first is kept."""
    ring: Callable[[], None]
    """Rings the terminal's bell; called from another thread."""
    flash: Callable[[], None] | None = None
    """Inverts the screen for a moment; called from another thread."""
    environment: Mapping[str, str] = field(default_factory=dict)
    clock: Callable[[], float] = time.monotonic
    """Monotonic seconds, the ones that due times are given in."""
    wall: Callable[[], float] = time.time
    """Seconds of the wall clock, looked at only for gaps."""
    connect: Connect = system_device
    voice: Callable[[], Voice | None] = lambda: find_voice(shutil.which)
    awake: Callable[[], Awake] = Awake


class Laptop:
    """The `Device` of this machine. A fault is a line to `notify`, never an exception."""

    def __init__(self, means: Means, settings: Callable[[], Settings] = Settings) -> None:
        self._means = means
        self._settings = settings
        self._notify: Callable[[str], None] = lambda line: None
        self._awake = means.awake()
        self._renew()

    def _renew(self) -> None:
        """As it is before a session: nothing opened, nothing scheduled, settings read anew."""
        means, settings = self._means, self._settings()
        self._volume = settings.volume
        self._muted = not settings.sound
        self._with_voice = settings.voice
        self._mixer = Mixer(self._gain)
        self._bell = Bell(self._ring, means.flash, self._bell_failed, means.clock, means.wall)
        self._bank: Bank = {}
        self._speaker: Loudspeaker | None = None
        self._talk: Talk | None = None
        self._closing = Event()
        self._latest: tuple[Part, ...] = ()
        self._sounding = False
        self._gone = False
        self._try_awake = True
        self.system = "bell"
        """The sound system in use, for `doctor`: `PulseAudio`, `Core Audio`, or `bell`."""

    def open(self, notify: Callable[[str], None]) -> Readiness:
        """Find out what answers; takes up to a few seconds, so not on the event loop.

        `notify` gets one line for each fault that comes later, from any thread. What was open
        before is closed first.
        """
        self.close()
        self._renew()
        self._notify = notify
        if any(self._means.environment.get(name) for name in SSH):
            self._try_awake = False
            return Readiness(line=REMOTE)
        self._awake.take()
        self._sounding = self._open_sound()
        if self._sounding and self._with_voice:
            self._talk = self._find_talk()
        awake = self._try_awake = self._awake.works()
        self._awake.release(wait=True)
        voice = self._talk.name if self._talk else None
        line = missing(self._sounding, voice is not None or not self._with_voice, awake)
        return Readiness("sound" if self._sounding else "bell", voice, awake, line)

    def schedule(self, alerts: Sequence[tuple[Alert, float]]) -> None:
        """Replace what is scheduled and has not begun; each alert with its due monotonic time.

        Lines of speech still to come are dropped too, and are to be said anew. The same alert
        may come again and again, and sounds once. One that is due already and has not sounded
        yet stays, though it is missing here.
        """
        self._latest = parts = tuple(
            Part((a.block, a.kind, a.at), a.kind, due, self._bank.get(a.kind, SILENCE))
            for a, due in alerts
        )
        if self._talk is not None:
            self._talk.replace()
        if self._speaker is not None:
            self._mixer.schedule(parts, self._means.clock())
        if not self._sounding:
            self._bell.schedule(parts)

    def silence(self) -> None:
        """Drop what is scheduled, lines of speech too, and break off the one being said."""
        self._latest = ()
        if self._talk is not None:
            self._talk.silence()
        self._mixer.silence(self._means.clock())
        self._bell.silence()

    def say(self, text: str, due: float) -> None:
        """Speak at that monotonic time; the same line for the same time is said once."""
        if self._talk is not None and self._sounding:
            self._talk.say(text, due)

    def prepare(self, texts: Sequence[str]) -> None:
        """Render ahead of time what will be said."""
        if self._talk is not None:
            self._talk.prepare(texts)

    def set_volume(self, percent: int) -> None:
        """How loud, 0 to 100."""
        self._volume = percent
        self._mixer.set_gain(self._gain)

    def mute(self, on: bool) -> None:
        """Make no noise at all, or do again; flashes stay."""
        self._muted = on
        self._mixer.set_gain(self._gain)

    def keep_awake(self, on: bool) -> None:
        """Hold off sleep while a session runs; let go of it otherwise. Doesn't wait."""
        if not on:
            self._awake.release()
        elif self._try_awake:
            self._awake.take(self._may_sleep)

    def close(self) -> None:
        """Let go of everything."""
        self._closing.set()
        if self._talk is not None:
            self._talk.close()
        if self._speaker is not None:
            self._speaker.close()
        self._bell.close()
        self._awake.release(wait=True)

    @property
    def onsets(self) -> tuple[Onset, ...]:
        """The log of all that has sounded, oldest first."""
        return self._mixer.onsets

    @property
    def _gain(self) -> float:
        # Loudness is heard by ratios: a square makes the lower half of the scale useful.
        return 0.0 if self._muted else (max(0, min(100, self._volume)) / 100) ** 2

    def _ring(self) -> None:
        if not self._muted:
            self._means.ring()

    def _open_sound(self) -> bool:
        means = self._means
        speaker = Loudspeaker(self._mixer, means.clock, means.wall, means.connect)
        try:
            self._bank = load_bank(means.sounds)
            self.system = speaker.open()
        except (SoundError, PcmError, OSError):
            return False
        self._speaker = speaker
        Thread(target=self._watch, args=(speaker, self._closing), name="watch", daemon=True).start()
        return True

    def _find_talk(self) -> Talk | None:
        means = self._means
        voice = means.voice()
        if voice is None:
            return None
        return Talk(
            voice,
            means.cache,
            self._mixer,
            self._voiceless,
            means.clock,
            means.wall,
            lambda: self._muted,
        )

    def _watch(self, speaker: Loudspeaker, closing: Event) -> None:
        while not closing.wait(WATCH_S):
            self.look(speaker.lost())

    def look(self, lost: bool) -> None:
        """Change between sound and bell as the device goes and comes back."""
        if lost and self._sounding:
            self._sounding = False
            now = self._means.clock()
            self._bell.schedule(part for part in self._latest if part.due > now)
            if not self._gone:
                self._notify(GONE)
            self._gone = True
        elif not lost and not self._sounding:
            self._bell.silence()
            self._sounding = True

    def _voiceless(self, trouble: str) -> None:
        self._notify(VOICELESS)

    def _bell_failed(self, error: Exception) -> None:
        self._notify(BELL_FAILED)

    def _may_sleep(self) -> None:
        self._try_awake = False
        self._notify(MAY_SLEEP)
