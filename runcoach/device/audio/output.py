"""Sound devices: the system's own, opened without printing a byte, and the null device."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct

from runcoach.device.audio.pcm import SAMPLE_RATE

if TYPE_CHECKING:
    from array import array

PERIOD_MS = 20
PERIODS = 3
"""Sixty ms of buffer: enough for a Python thread that waits for the GIL, with little latency."""

Feed = Generator["array[int] | bytes", int, None]


class SoundError(Exception):
    """No sound: the library or the device is missing, or the device doesn't answer."""


class Connection(Protocol):
    """An open device that requests samples from its feed until it is closed."""

    @property
    def name(self) -> str:
        """The sound system in use: `PulseAudio`, `Core Audio`."""

    @property
    def latency(self) -> float:
        """Seconds from the feed to the ear, estimated from the size of the buffer."""

    def close(self) -> None:
        """Stop playing and release the device."""


Connect = Callable[[Feed, Callable[[], None]], Connection]
"""Opens a device that plays a feed; the second argument is called once if it stops by itself."""


def system_device(feed: Feed, stopped: Callable[[], None]) -> Connection:
    """Open the loudspeaker of the system.

    Raises:
        SoundError: the library or a device is missing.
    """
    return _open(feed, stopped, _sound_systems())


def null_device(feed: Feed, stopped: Callable[[], None]) -> Connection:
    """Open a device that requests samples at the right pace and discards them.

    Raises:
        SoundError: the library is missing.
    """
    return _open(feed, stopped, ("NULL",))


def _sound_systems() -> tuple[str, ...]:
    """The backends to try. Not JACK, which prints to standard error; never the null one."""
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
            sample_rate=SAMPLE_RATE,
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
    """Import the library but not numpy, which it would load if installed: a third of a second."""
    # The one place that touches sys.modules: the import takes numpy as an optional extra.
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
    """Keep ALSA from printing its errors to standard error, over the app.

    Its error handler is set to `abs` of the C library, which only reads its first argument: no
    Python runs on the sound thread, and no callback has to outlive the device.
    """
    if not sys.platform.startswith("linux"):
        return
    try:
        alsa = ctypes.CDLL("libasound.so.2")
        do_nothing = ctypes.cast(ctypes.CDLL(None).abs, ctypes.c_void_p)
        alsa.snd_lib_error_set_handler.argtypes = [ctypes.c_void_p]
        alsa.snd_lib_error_set_handler(do_nothing)
    except (OSError, AttributeError):
        return  # no ALSA, so nothing that prints
