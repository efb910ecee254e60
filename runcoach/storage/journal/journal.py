"""The journal: the session in progress on the disk, written off the event loop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Protocol

from runcoach.core.ports import Waiting
from runcoach.storage.durable.atomic_write import read_whole, remove_durably, write_whole
from runcoach.storage.durable.damage import set_aside

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from runcoach.core.session.session import Session
    from runcoach.storage.durable.guarded_file import Keeping

SLOW_S = 2.0
"""After this long the person is told that the disk is slow; the write goes on."""
RETRY_S = 2.0
CLOSE_S = 5.0
"""A disk that hangs must not keep the app from ending."""

Done = Callable[[OSError | None], None]
Deliver = Callable[[Callable[[], None]], object]
"""Calls a callable on the event loop from any thread: `loop.call_soon_threadsafe`."""


class Timer(Protocol):
    """What `threading.Timer` is to the journal."""

    def start(self) -> None:
        """Begin to wait."""

    def cancel(self) -> None:
        """Don't ring."""


def daemon_timer(seconds: float, ring: Callable[[], None]) -> Timer:
    """A timer that holds up no exit."""
    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    return timer


@dataclass(eq=False)
class _Order:
    """What is to be done to the file, and who waits for it. Without a session: to remove it."""

    session: Session | None
    saved_at: datetime
    waiting: list[Done] = field(default_factory=list)
    """All that hear of its success."""
    untold: list[Done] = field(default_factory=list)
    """Those of them that have heard of no fault yet."""

    def take_over(self, older: _Order) -> None:
        """Answer for an order that this one overtook."""
        self.waiting[:0] = older.waiting
        self.untold[:0] = older.untold


class FileJournal:
    """A snapshot of the session, newest first: one is written, one waits, older ones are dropped.

    `done` of a save is called with None once its snapshot, or a newer one, is on the disk. If
    that fails or takes over 2 s it is called with what went wrong first, once, and again with
    None when a later try got there.
    """

    def __init__(
        self,
        path: Path,
        keeping: Keeping,
        *,
        holds: Callable[[str, str], bool],
        deliver: Deliver,
        timer: Callable[[float, Callable[[], None]], Timer] = daemon_timer,
        retry_s: float = RETRY_S,
    ) -> None:
        self._path = path
        self._keeping = keeping
        self._holds = holds
        self._deliver = deliver
        self._timer = timer
        self._retry_s = retry_s
        self._changed = threading.Condition()
        self._pending: _Order | None = None
        self._writing: _Order | None = None
        self._closing = False
        self._thread: threading.Thread | None = None
        self._written = False
        self._ours = False
        """What the file holds, if anything, is known: no session of another app's is in it."""

    def save(self, session: Session, done: Done) -> None:
        """Write atomically, off the caller's thread; newest wins."""
        self._ask(_Order(session, self._keeping.wall(), [done], [done]))

    def clear(self) -> None:
        """Forget the session; off the caller's thread too."""
        self._ask(_Order(None, self._keeping.wall()))

    def waiting(self) -> Waiting | None:
        """The session that the journal keeps, unless the history holds it: then it's dropped.

        Nothing while another app is the writer: the journal is that one's.
        """
        with self._changed:
            last = self._pending or self._writing
        if last is not None:
            return Waiting(last.session, last.saved_at) if last.session else None
        if not self._path.exists() or not self._keeping.lock.ours():
            return None
        try:
            found = self._load()
            self._ours = True
            if found and self._holds(found.session.id, found.session.started_at):
                remove_durably(self._keeping.disk, self._path)
                return None
        except OSError as fault:
            # A disk that takes nothing: it is left as it is, and looked at again before a write.
            text = f"The session that waited can't be read or put away: {fault.strerror or fault}."
            self._keeping.notices.tell(text, self._path)
            return None
        return found

    def close(self) -> None:
        """Write what is pending, trying once and for 5 s at most, then stop."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(CLOSE_S)

    def _ask(self, order: _Order) -> None:
        with self._changed:
            if self._pending is not None:
                order.take_over(self._pending)
            self._pending = order
            if self._thread is None or not self._thread.is_alive():
                # Not held up by an exit, which `close` makes orderly; a crash must not hang.
                self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._pending is not None or self._closing)
                order = self._writing = self._pending
                self._pending = None
                if order is None:
                    self._thread = None
                    return
            fault = self._carry_out(order)
            with self._changed:
                self._writing = None
                if fault is None:
                    self._answer(order.waiting, None)
                    continue
                self._tell(order, fault)
                if self._pending is None:
                    self._pending = order
                else:
                    self._pending.take_over(order)
                if self._closing:
                    self._thread = None
                    return
                again = self._pending
                self._changed.wait_for(
                    lambda: self._closing or self._pending is not again,  # noqa: B023
                    timeout=self._retry_s,
                )

    def _carry_out(self, order: _Order) -> OSError | None:
        slow = self._timer(SLOW_S, lambda: self._ring(order))
        slow.start()
        try:
            if order.session is not None:
                from runcoach.storage.journal.snapshot import write_snapshot

                self._keeping.lock.claim()
                self._spare_others(order.session.id)
                data = write_snapshot(order.session, order.saved_at)
                self._miss_folder()
                write_whole(self._keeping.disk, self._path, data)
            elif self._path.exists() and self._ours:
                self._keeping.lock.claim()
                remove_durably(self._keeping.disk, self._path)
        except OSError as fault:
            return fault
        finally:
            slow.cancel()
        self._written = self._written or order.session is not None
        return None

    def _miss_folder(self) -> None:
        """Say, once it was written in, that the folder has gone with all that was in it."""
        folder = self._path.parent
        if self._written and not folder.exists():
            text = f"{folder} has gone, and the history in it. This session is saved in a new one."
            self._keeping.notices.tell(text, folder, keep=True)

    def _spare_others(self, id: str) -> None:
        """Before the first write: another app may have kept a session since we were opened.

        Raises:
            OSError: it has, and nobody has said yet what becomes of it.
        """
        if self._ours:
            return
        found = self._load() if self._path.exists() else None
        other = found is not None and found.session.id != id
        if found and other and not self._holds(found.session.id, found.session.started_at):
            raise OSError("another session waits there; start again to go on with it")
        self._ours = True

    def _ring(self, order: _Order) -> None:
        slow = OSError(f"The disk is slow to write {self._path.name}. Still trying.")
        with self._changed:
            if self._writing is order:
                self._tell(order, slow)
                if self._pending is not None:
                    self._tell(self._pending, slow)

    def _tell(self, order: _Order, fault: OSError) -> None:
        self._answer(order.untold, fault)
        order.untold = []

    def _answer(self, waiting: list[Done], fault: OSError | None) -> None:
        # A loop that is closed already has nobody left to tell.
        with suppress(RuntimeError):
            for done in waiting:
                self._deliver(partial(done, fault))

    def _load(self) -> Waiting | None:
        from runcoach.storage.durable.damage import NewerSchemaError
        from runcoach.storage.journal.snapshot import read_snapshot

        try:
            return read_snapshot(read_whole(self._keeping.disk, self._path))
        except FileNotFoundError:
            return None
        except NewerSchemaError:
            self._put_aside("was saved by a newer runcoach")
        except (OSError, ValueError, RecursionError):
            self._put_aside("was damaged")
        return None

    def _put_aside(self, what: str) -> None:
        text = f"The session that waited {what}; it is set aside, not lost."
        where = set_aside(self._keeping.disk, self._path, self._keeping.wall())
        self._keeping.notices.tell(text, where, keep=True)
        remove_durably(self._keeping.disk, self._path)
