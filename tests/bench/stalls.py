"""How long the event loop stands still: while sessions are saved, and in a running session.

`python tests/bench/stalls.py` prints the longest stall and how many were over 16 ms, of both: by
the clock, which counts other programs' turns at the processor as well, and by the processor time
that this process itself took meanwhile, in whatever thread.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

MOST_S = 0.016
LOOKS_EVERY_S = 0.001
SAVES = 20
WATCHED_S = 30.0


class Probe:
    """Asks for a turn every millisecond; what comes later than that was a stall."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self.own: list[float] = []
        self._due = self._taken = 0.0
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._due = time.perf_counter() + LOOKS_EVERY_S
        self._taken = time.process_time()
        self._loop.call_later(LOOKS_EVERY_S, self._look)

    def _look(self) -> None:
        now, taken = time.perf_counter(), time.process_time()
        self.late.append(now - self._due)
        self.own.append(min(now - self._due, taken - self._taken))
        self._due, self._taken = now + LOOKS_EVERY_S, taken
        if self._loop is not None:
            self._loop.call_later(LOOKS_EVERY_S, self._look)

    def told(self) -> dict[str, float]:
        return {
            "worst_ms": max(self.late) * 1e3,
            "over": sum(late > MOST_S for late in self.late),
            "own_ms": max(self.own) * 1e3,
            "own_over": sum(late > MOST_S for late in self.own),
            "looks": len(self.late),
        }


async def _saving(data: Path) -> dict[str, float]:
    from runcoach.storage.background import ThreadBackground
    from runcoach.storage.data_folder import open_store
    from tests.bench.saving import a_session

    loop = asyncio.get_running_loop()
    background = ThreadBackground(loop.call_soon_threadsafe)
    history = open_store(data, wall=lambda: datetime.now().astimezone()).history
    await asyncio.to_thread(history.read_older)

    async def save(record) -> None:
        done = loop.create_future()
        background.run(lambda: history.save(record), lambda error: done.set_result(error))
        assert await done is None

    now = datetime.now().astimezone()
    await save(a_session(10_000, now))  # What the first one imports is not of the saving.
    probe = Probe()
    probe.start()
    for number in range(SAVES):
        await save(a_session(10_001 + number, now))
        await asyncio.sleep(0.02)
    found = probe.told()
    background.close()
    history.close()
    return found


def saving() -> dict[str, float]:
    """While sessions are saved beside 1,560 others."""
    from tests.bench.histories import years

    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_saving(years(Path(folder) / "data", 10)))


def session(seconds: float = WATCHED_S) -> dict[str, float]:
    """In a session by itself, its figure moving, in a real terminal."""
    from tests.bench.programs import Program

    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report"
        program = Program([sys.executable, __file__, "--child", folder, str(seconds)], 120, 40)
        try:
            while True:
                program.read(1.0)
        except EOFError:
            pass
        return json.loads(report.read_text())


def child(folder: Path, seconds: float) -> int:
    """The app in a session, with the probe beside it on its loop."""
    from runcoach.cli.app_command import run_app
    from runcoach.cli.main import _read
    from runcoach.paths import find_paths
    from runcoach.ui.app import RunCoach
    from tests.bench.histories import settled

    mounted = RunCoach.on_mount

    def on_mount(app) -> None:
        mounted(app)
        loop = asyncio.get_running_loop()
        probe = Probe()

        def over() -> None:
            (folder / "report").write_text(json.dumps(probe.told()))
            app.exit(0)

        # Once the session's screen has been made.
        loop.call_later(2.0, probe.start)
        loop.call_later(2.0 + seconds, over)

    RunCoach.on_mount = on_mount
    options: SimpleNamespace = _read(["start", "core", "--hands-free"])
    return run_app(options, find_paths(settled(folder / "data")), start=True)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.child:
        return child(Path(given.child[0]), float(given.child[1]))
    for name, found in (("saving", saving()), ("session", session())):
        print(
            f"{name}: worst stall {found['worst_ms']:.1f} ms, {found['over']} over 16 ms; "
            f"of its own {found['own_ms']:.1f} ms, {found['own_over']} over, "
            f"in {found['looks']} looks"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
