"""Jobs that wait for a disk, one after the other, on a thread of their own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from runcoach.storage.journal.journal import Deliver


class ThreadBackground:
    """`Background` on one thread; it starts with the first job."""

    def __init__(self, deliver: Deliver) -> None:
        self._deliver = deliver
        self._pool: ThreadPoolExecutor | None = None

    def run(self, job: Callable[[], None], done: Callable[[OSError | None], None]) -> None:
        """Do the job, then call `done` on the event loop. Only the disk's faults are told."""
        if self._pool is None:
            # Not before the first job, and so after the first frame.
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(1, "runcoach-disk")

        def work() -> None:
            error: OSError | None = None
            try:
                job()
            except OSError as fault:
                error = fault
            except Exception as defect:
                # The thread's own boundary. Nobody would ever look at it here, and `done` would
                # never be called: on the loop it ends the app as any other defect does.
                self._deliver(partial(_raise, defect))
                return
            self._deliver(lambda: done(error))

        self._pool.submit(work)

    def close(self) -> None:
        """Finish what was begun."""
        if self._pool is not None:
            self._pool.shutdown(wait=True)


def _raise(defect: Exception) -> None:
    raise defect
