"""The stored journal: snapshots of the session in progress, written on a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Protocol

from runcoach.core.ports import SLOW_S, WaitingSession
from runcoach.storage.durable.atomic_write import (
    NotAFileError,
    read_file,
    remove_durably,
    write_atomically,
)
from runcoach.storage.durable.damage import set_aside

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from runcoach.core.session.session import Session
    from runcoach.storage.durable.guarded_file import FolderAccess

RETRY_S = 2.0
CLOSE_S = 5.0
"""Seconds to wait for a hanging disk when the app ends."""

Done = Callable[[OSError | None], None]
Deliver = Callable[[Callable[[], None]], object]
"""Runs a callback on the event loop, from any thread: `loop.call_soon_threadsafe`."""


class Timer(Protocol):
    """The part of `threading.Timer` that the journal uses."""

    def start(self) -> None:
        """Start waiting."""

    def cancel(self) -> None:
        """Stop waiting; the callback is not called."""


def create_daemon_timer(seconds: float, callback: Callable[[], None]) -> Timer:
    """A timer that does not delay the end of the process."""
    timer = threading.Timer(seconds, callback)
    timer.daemon = True
    return timer


@dataclass(eq=False)
class _Request:
    """A requested write, or without a session the removal of the file, and its callbacks."""

    session: Session | None
    saved_at: datetime
    waiting: list[Done] = field(default_factory=list)
    """The callbacks to call on success."""
    not_warned: list[Done] = field(default_factory=list)
    """Those of them that were not called with an error yet."""

    def supersede(self, older: _Request) -> None:
        """Take over the callbacks of an older request that this one replaces."""
        self.waiting[:0] = older.waiting
        self.not_warned[:0] = older.not_warned


class FileJournal:
    """The port `Journal`: one snapshot is being written, one is pending, older ones are dropped.

    `done` of a save is called with None once its snapshot, or a newer one, is on the disk. If
    that fails or takes over 2 s, it is first called once with the error, and again with None
    when a later attempt succeeds.
    """

    def __init__(
        self,
        path: Path,
        access: FolderAccess,
        *,
        holds: Callable[[str, str], bool],
        deliver: Deliver,
        timer: Callable[[float, Callable[[], None]], Timer] = create_daemon_timer,
        retry_s: float = RETRY_S,
    ) -> None:
        self._path = path
        self._access = access
        self._holds = holds
        self._deliver = deliver
        self._timer = timer
        self._retry_s = retry_s
        self._changed = threading.Condition()
        self._pending: _Request | None = None
        self._writing: _Request | None = None
        self._closing = False
        self._thread: threading.Thread | None = None
        self._written = False
        self._ours = False
        """Whether the file is known to hold no session of another app."""

    def save(self, session: Session, done: Done) -> None:
        """Write atomically on the journal's thread; the newest snapshot wins."""
        self._enqueue(_Request(session, self._access.wall(), [done], [done]))

    def clear(self) -> None:
        """Delete the snapshot on the journal's thread."""
        self._enqueue(_Request(None, self._access.wall()))

    def waiting(self) -> WaitingSession | None:
        """The unfinished session in the journal; deleted instead if the history has it.

        None while another app holds the writer's lock: the journal is that app's.
        """
        with self._changed:
            last = self._pending or self._writing
        if last is not None:
            return WaitingSession(last.session, last.saved_at) if last.session else None
        try:
            if not self._there() or not self._access.lock.try_claim():
                return None
            stored = self._load()
            self._ours = True
            if stored and self._holds(stored.session.id, stored.session.started_at):
                remove_durably(self._access.disk, self._path)
                return None
        except OSError as fault:
            # It is left as it is, whatever may be in it, and read again before a write.
            text = f"The unfinished session can't be read or moved: {fault.strerror or fault}."
            self._access.notices.add(text, self._path)
            return None
        return stored

    def close(self) -> None:
        """Write what is pending, in one attempt of at most 5 s, then stop the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(CLOSE_S)

    def _enqueue(self, request: _Request) -> None:
        with self._changed:
            if self._pending is not None:
                request.supersede(self._pending)
            self._pending = request
            if self._thread is None or not self._thread.is_alive():
                # A daemon, so that a crash can't hang; `close` waits for it at an orderly exit.
                self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._pending is not None or self._closing)
                request = self._writing = self._pending
                self._pending = None
                if request is None:
                    self._thread = None
                    return
            fault = self._carry_out(request)
            with self._changed:
                self._writing = None
                if fault is None:
                    self._answer(request.waiting, None)
                    continue
                self._warn(request, fault)
                if self._pending is None:
                    self._pending = request
                else:
                    self._pending.supersede(request)
                if self._closing:
                    self._thread = None
                    return
                retried = self._pending
                self._changed.wait_for(
                    lambda: self._closing or self._pending is not retried,  # noqa: B023
                    timeout=self._retry_s,
                )

    def _carry_out(self, request: _Request) -> OSError | None:
        slow = self._timer(SLOW_S, lambda: self._report_slow(request))
        slow.start()
        try:
            if request.session is not None:
                from runcoach.storage.journal.snapshot import encode_snapshot

                self._access.lock.claim()
                self._protect_other_session(request.session.id)
                data = encode_snapshot(request.session, request.saved_at)
                self._report_deleted_folder()
                write_atomically(self._access.disk, self._path, data)
            elif self._there() and self._ours:
                self._access.lock.claim()
                remove_durably(self._access.disk, self._path)
        except OSError as fault:
            return fault
        finally:
            slow.cancel()
        self._written = self._written or request.session is not None
        return None

    def _report_deleted_folder(self) -> None:
        """Add a notice if the folder was deleted after a write, with everything in it."""
        folder = self._path.parent
        if self._written and not folder.exists():
            text = f"{folder} has gone, and the history in it. This session is saved in a new one."
            self._access.notices.add(text, folder, keep=True)

    def _protect_other_session(self, id: str) -> None:
        """Check, before the first write, for a session that another app has left since our start.

        Raises:
            OSError: there is one, which the person has to decide about first.
        """
        if self._ours:
            return
        stored = self._load() if self._there() else None
        other = stored is not None and stored.session.id != id
        if stored and other and not self._holds(stored.session.id, stored.session.started_at):
            raise OSError("another unfinished session is there; restart to resume it")
        self._ours = True

    def _report_slow(self, request: _Request) -> None:
        slow = OSError(f"The disk is slow to write {self._path.name}. Still trying.")
        with self._changed:
            if self._writing is request:
                self._warn(request, slow)
                if self._pending is not None:
                    self._warn(self._pending, slow)

    def _warn(self, request: _Request, fault: OSError) -> None:
        self._answer(request.not_warned, fault)
        request.not_warned = []

    def _answer(self, waiting: list[Done], fault: OSError | None) -> None:
        # A closed event loop has nobody left to answer.
        with suppress(RuntimeError):
            for done in waiting:
                self._deliver(partial(done, fault))

    def _load(self) -> WaitingSession | None:
        from runcoach.storage.durable.damage import DamagedError, NewerSchemaError
        from runcoach.storage.journal.snapshot import decode_snapshot

        try:
            return decode_snapshot(read_file(self._access.disk, self._path))
        except FileNotFoundError:
            return None
        except NewerSchemaError:
            self._set_aside("was saved by a newer runcoach")
        except (DamagedError, NotAFileError):
            self._set_aside("was damaged")
        return None

    def _there(self) -> bool:
        """Whether there is a file, or a link to one that may come back."""
        return self._path.exists() or self._path.is_symlink()

    def _set_aside(self, reason: str) -> None:
        text = f"The unfinished session {reason}; it is set aside, not lost."
        where = set_aside(self._access.disk, self._path, self._access.wall())
        self._access.notices.add(text, where, keep=True)
        remove_durably(self._access.disk, self._path)
