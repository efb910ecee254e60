"""The loudspeaker: a sound device that plays the mixer, opened in time or not at all."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from threading import Event, Lock, Thread

from runcoach.device.audio.mixer import Mixer
from runcoach.device.audio.output import Connect, Connection, Feed, SoundError

OPEN_LIMIT_S = 4.0
"""A sound system that needs longer to answer counts as none."""
CLOSE_LIMIT_S = 1.0
"""So long it may take to let go of the device: one that is gone may hang."""
STALLED_LOOKS = 3
"""Looks in a row that find the device asking for nothing: then it is gone."""


class Loudspeaker:
    """Plays a mixer. Nothing is ever raised on the device's own thread."""

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
        self._trouble = ""
        self._latency = 0.0
        self._blocks = 0
        self._seen = 0
        self._stalled = 0
        self._stopped = False
        self._broken = False

    def open(self, limit_s: float = OPEN_LIMIT_S) -> str:
        """Start playing; the name of the sound system.

        Raises:
            SoundError: there is nothing to play on, or it doesn't answer in time.
        """
        done = Event()
        # A daemon: a sound system that hangs is left behind and can't keep the app from ending.
        Thread(target=self._open, args=(done,), name="sound", daemon=True).start()
        done.wait(limit_s)
        with self._lock:
            if self._connection is None:
                self._closed = True
                raise SoundError(self._trouble or "the sound system doesn't answer")
            return self._connection.name

    def lost(self) -> bool:
        """Whether the device has gone, or the mixing has failed: to be asked once a second."""
        moved = self._blocks != self._seen
        self._seen = self._blocks
        self._stalled = 0 if moved else self._stalled + 1
        if moved:
            self._stopped = False  # it has come back by itself
        return self._broken or self._stopped or self._stalled >= STALLED_LOOKS

    def close(self, limit_s: float = CLOSE_LIMIT_S) -> None:
        """Let go of the device; harmless when it was never opened.

        One that doesn't answer is left behind: the app must be able to end.
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
            self._trouble = str(error)
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
                # Whatever goes wrong here would be printed over the app by the library, from a
                # thread of its own. The watch sees it, and the bell takes over.
                self._broken = True
                block = array("h", bytes(2 * frames))
            frames = yield block
