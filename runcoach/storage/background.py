"""A single thread for jobs that wait for the disk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from runcoach.storage.journal.journal import Deliver

T = TypeVar("T")


class ThreadBackground:
    """The port `Background`: one thread, started by the first job."""

    def __init__(self, deliver: Deliver) -> None:
        self._deliver = deliver
        self._pool: ThreadPoolExecutor | None = None

    def run(
        self,
        job: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[OSError], None] | None = None,
    ) -> None:
        """Run the job, then call `done` or `failed` on the event loop.

        An exception other than OSError is raised on the event loop, where it ends the app.
        """
        if self._pool is None:
            # Imported by the first job, and so after the first frame.
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(1, "runcoach-disk")

        def work() -> None:
            try:
                result = job()
            except OSError as error:
                if failed is not None:
                    self._deliver(partial(failed, error))
            except Exception as defect:
                # The pool would swallow it; raised on the event loop it ends the app as any other
                # defect does.
                self._deliver(partial(_raise, defect))
            else:
                if done is not None:
                    self._deliver(partial(done, result))

        self._pool.submit(work)

    def close(self) -> None:
        """Finish the jobs that were submitted."""
        if self._pool is not None:
            self._pool.shutdown(wait=True)


def _raise(defect: Exception) -> None:
    raise defect
