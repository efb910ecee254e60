"""Jobs on a thread: their result, their fault, or their defect, back on the event loop."""

from __future__ import annotations

import asyncio
import threading

import pytest

from runcoach.storage.background import ThreadBackground


class Loop:
    """Delivers as the app does, and waits for what is delivered."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.delivered: asyncio.Queue = asyncio.Queue()
        self.background = ThreadBackground(self._deliver)

    def _deliver(self, call) -> None:
        self.loop.call_soon_threadsafe(self.delivered.put_nowait, call)

    async def answer(self) -> None:
        (await asyncio.wait_for(self.delivered.get(), 5))()


def fail(error: Exception) -> None:
    raise error


async def test_the_result_comes_back_from_another_thread() -> None:
    loop, results = Loop(), []
    loop.background.run(threading.get_ident, results.append, fail)
    await loop.answer()
    assert len(results) == 1
    assert results != [threading.get_ident()]
    loop.background.close()


async def test_a_fault_of_the_disk_is_given_to_failed_alone() -> None:
    loop, errors, full = Loop(), [], OSError(28, "No space left on device")
    loop.background.run(lambda: fail(full), lambda _: fail(AssertionError()), errors.append)
    await loop.answer()
    assert errors == [full]
    loop.background.close()


async def test_any_other_exception_is_raised_on_the_loop() -> None:
    loop = Loop()
    loop.background.run(lambda: fail(ValueError("defect")), failed=fail)
    with pytest.raises(ValueError, match="defect"):
        await loop.answer()
    loop.background.close()


async def test_who_wants_no_answer_gets_none_and_the_next_job_runs() -> None:
    loop, results = Loop(), []
    loop.background.run(lambda: fail(OSError()))
    loop.background.run(lambda: None)
    loop.background.run(lambda: 3, results.append)
    await loop.answer()
    assert results == [3]
    loop.background.close()
