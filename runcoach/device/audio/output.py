"""Sound devices: the system's own, opened without a byte on the terminal, and the null one."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct

from runcoach.device.audio.pcm import RATE

if TYPE_CHECKING:
    from array import array

PERIOD_MS = 20
PERIODS = 3
"""Sixty ms in the device: enough for a Python thread that must wait its turn, hardly late."""

Feed = Generator["array[int] | bytes", int, None]


class SoundError(Exception):
    """No sound: no library, no device, or one that doesn't answer."""


class Connection(Protocol):
    """An open device that asks its feed for samples until it is closed."""

    @property
    def name(self) -> str:
        """The sound system it goes through: `PulseAudio`, `Core Audio`."""

    @property
    def latency(self) -> float:
        """Seconds from the feed to the ear, as far as the buffer tells."""

    def close(self) -> None:
        """Stop asking, let go of the device."""


Connect = Callable[[Feed, Callable[[], None]], Connection]
"""Open a device that takes its samples from a feed, and says once when it stops by itself."""


def system_device(feed: Feed, stopped: Callable[[], None]) -> Connection:
    """The person's own loudspeaker.

    Raises:
        SoundError: no library, or no device.
    """
    return _open(feed, stopped, _sound_systems())


def null_device(feed: Feed, stopped: Callable[[], None]) -> Connection:
    """A device that asks for samples at the right pace and lets them fall.

    Raises:
        SoundError: no library.
    """
    return _open(feed, stopped, ("NULL",))


def _sound_systems() -> tuple[str, ...]:
    """The ones to try. Not JACK, which complains on standard error; never null, which is none."""
    if sys.platform == "darwin":
        return ("COREAUDIO",)
    if sys.platform == "win32":
        return ("WASAPI", "DSOUND", "WINMM")
    if sys.platform.startswith("linux"):
        return ("PULSEAUDIO", "ALSA")
    return ("SNDIO", "AUDIO4", "OSS")


class _Playback(Struct, frozen=True):
    device: Any
    name: str
    latency: float

    def close(self) -> None:
        self.device.stop_callback = None
        self.device.close()


def _open(feed: Feed, stopped: Callable[[], None], systems: tuple[str, ...]) -> Connection:
    hush_alsa()
    miniaudio = _miniaudio()
    latency = 0.0 if systems == ("NULL",) else PERIOD_MS * (PERIODS - 1) / 1000
    try:
        device = miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=PERIOD_MS,
            callback_periods=PERIODS,
            backends=[miniaudio.Backend[name] for name in systems],
            app_name="runcoach",
        )
        device.stop_callback = stopped
        device.start(feed)
    except miniaudio.MiniaudioError as error:
        raise SoundError(str(error)) from error
    return _Playback(device, device.backend, latency)


def _miniaudio() -> Any:
    """The library, without numpy: it would import it where present, for a third of a second."""
    absent = object()
    numpy = sys.modules.get("numpy", absent)
    if numpy is absent:
        sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        import miniaudio
    except (ImportError, OSError) as error:
        raise SoundError("the sound library is not installed") from error
    finally:
        if numpy is absent:
            del sys.modules["numpy"]
    return miniaudio


def hush_alsa() -> None:
    """Keep ALSA from writing its complaints to standard error, over the app.

    Its handler is set to a function of the C library that looks at its first argument and does
    nothing: no Python on the sound thread, and nothing that must outlive the device.
    """
    if not sys.platform.startswith("linux"):
        return
    try:
        alsa = ctypes.CDLL("libasound.so.2")
        nothing = ctypes.cast(ctypes.CDLL(None).abs, ctypes.c_void_p)
        alsa.snd_lib_error_set_handler.argtypes = [ctypes.c_void_p]
        alsa.snd_lib_error_set_handler(nothing)
    except (OSError, AttributeError):
        return  # no ALSA here, so nothing that complains
