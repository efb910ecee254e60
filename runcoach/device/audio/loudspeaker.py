"""A sound device that plays the mixer; opening it and closing it never blocks for long."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from threading import Event, Lock, Thread

from runcoach.device.audio.mixer import Mixer
from runcoach.device.audio.output import Connect, Connection, Feed, SoundError

OPEN_LIMIT_S = 4.0
"""A sound system that takes longer to answer counts as missing."""
CLOSE_LIMIT_S = 1.0
"""How long closing the device may take; a device that has disappeared may hang."""
STALLED_CHECKS = 3
"""Consecutive checks without a request from the device after which it counts as lost."""


class Loudspeaker:
    """Plays a mixer. Never raises on the device's own thread."""

    def __init__(
        self,
        mixer: Mixer,
        clock: Callable[[], float],
        wall: Callable[[], float],
        connect: Connect,
    ) -> None:
        self._mixer = mixer
        self._clock = clock
        self._wall = wall
        self._connect = connect
        self._lock = Lock()
        self._connection: Connection | None = None
        self._closed = False
        self._error = ""
        self._latency = 0.0
        self._blocks = 0
        self._blocks_checked = 0
        self._stalled = 0
        self._stopped = False
        self._broken = False

    def open(self, limit_s: float = OPEN_LIMIT_S) -> str:
        """Start playing and return the name of the sound system.

        Raises:
            SoundError: no device, or it doesn't answer within `limit_s` seconds.
        """
        done = Event()
        # A daemon thread: a sound system that hangs can't keep the app from exiting.
        Thread(target=self._open, args=(done,), name="sound", daemon=True).start()
        done.wait(limit_s)
        with self._lock:
            if self._connection is None:
                self._closed = True
                raise SoundError(self._error or "the sound system doesn't answer")
            return self._connection.name

    def is_lost(self) -> bool:
        """Whether the device is lost or mixing has failed; meant to be called once a second."""
        progressed = self._blocks != self._blocks_checked
        self._blocks_checked = self._blocks
        self._stalled = 0 if progressed else self._stalled + 1
        if progressed:
            self._stopped = False  # it has come back on its own
        return self._broken or self._stopped or self._stalled >= STALLED_CHECKS

    def close(self, limit_s: float = CLOSE_LIMIT_S) -> None:
        """Close the device; does nothing if it was never opened.

        A device that doesn't answer within `limit_s` seconds is abandoned: the app must be able to
        exit.
        """
        with self._lock:
            self._closed = True
            connection, self._connection = self._connection, None
        if connection is not None:
            closing = Thread(target=connection.close, name="sound", daemon=True)
            closing.start()
            closing.join(limit_s)

    def _open(self, done: Event) -> None:
        feed = self._feed()
        next(feed)
        try:
            connection = self._connect(feed, self._stop)
        except SoundError as error:
            self._error = str(error)
        else:
            with self._lock:
                late = self._closed
                if not late:
                    self._connection, self._latency = connection, connection.latency
            if late:
                connection.close()
        finally:
            done.set()

    def _stop(self) -> None:
        self._stopped = True

    def _feed(self) -> Feed:
        frames = yield b""
        while True:
            self._blocks += 1
            try:
                heard = self._clock() + self._latency
                block = self._mixer.render(heard, frames, wall=self._wall())
            except Exception:
                # The library would print any error over the app, from its own thread. The watch
                # thread notices the flag, and the bell takes over.
                self._broken = True
                block = array("h", bytes(2 * frames))
            frames = yield block
