"""How long the event loop stalls while sessions are saved, and in a running session.

`python tests/bench/stalls.py` prints the longest stall and the number over 16 ms, for both: by the
clock, which includes time that other programs use the processor, and by the processor time that
this process used meanwhile, in any thread.
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
CHECK_EVERY_S = 0.001
SAVES = 20
WATCHED_S = 30.0


class Probe:
    """Schedules itself every millisecond; any delay is a stall."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self.own: list[float] = []
        self._due = self._taken = 0.0
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._due = time.perf_counter() + CHECK_EVERY_S
        self._taken = time.process_time()
        self._loop.call_later(CHECK_EVERY_S, self._check)

    def _check(self) -> None:
        now, taken = time.perf_counter(), time.process_time()
        self.late.append(now - self._due)
        self.own.append(min(now - self._due, taken - self._taken))
        self._due, self._taken = now + CHECK_EVERY_S, taken
        if self._loop is not None:
            self._loop.call_later(CHECK_EVERY_S, self._check)

    def summary(self) -> dict[str, float]:
        return {
            "worst_ms": max(self.late) * 1e3,
            "over": sum(late > MOST_S for late in self.late),
            "own_ms": max(self.own) * 1e3,
            "own_over": sum(late > MOST_S for late in self.own),
            "looks": len(self.late),
        }


async def _saving(data: Path) -> dict[str, float]:
    from runcoach.storage.background import ThreadBackground
    from runcoach.storage.data_folder import open_data_folder
    from tests.bench.saving import a_session

    loop = asyncio.get_running_loop()
    background = ThreadBackground(loop.call_soon_threadsafe)
    history = open_data_folder(data, wall=lambda: datetime.now().astimezone()).history
    await asyncio.to_thread(history.read_older)

    async def save(record) -> None:
        done = loop.create_future()
        background.run(lambda: history.save(record), done.set_result, done.set_exception)
        await done

    now = datetime.now().astimezone()
    await save(a_session(10_000, now))  # The first save also imports modules.
    probe = Probe()
    probe.start()
    for number in range(SAVES):
        await save(a_session(10_001 + number, now))
        await asyncio.sleep(0.02)
    stalls = probe.summary()
    background.close()
    history.close()
    return stalls


def saving() -> dict[str, float]:
    """Stalls while sessions are saved to a history of 1,560."""
    from tests.bench.histories import make_years

    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_saving(make_years(Path(folder) / "data", 10)))


def session(seconds: float = WATCHED_S) -> dict[str, float]:
    """Stalls in a hands-free session with a moving figure, in a real terminal."""
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
    """Run the app in a session, with the probe on the same event loop."""
    from runcoach.cli.app_command import run_app
    from runcoach.cli.main import parse_arguments
    from runcoach.paths import find_paths
    from runcoach.ui.app import RunCoach
    from tests.bench.histories import make_empty_folder

    mounted = RunCoach.on_mount

    def on_mount(app) -> None:
        mounted(app)
        loop = asyncio.get_running_loop()
        probe = Probe()

        def over() -> None:
            (folder / "report").write_text(json.dumps(probe.summary()))
            app.exit(0)

        # Once the session's screen exists.
        loop.call_later(2.0, probe.start)
        loop.call_later(2.0 + seconds, over)

    RunCoach.on_mount = on_mount
    options: SimpleNamespace = parse_arguments(["start", "core", "--hands-free"])
    return run_app(options, find_paths(make_empty_folder(folder / "data")), start=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        return child(Path(arguments.child[0]), float(arguments.child[1]))
    for name, stalls in (("saving", saving()), ("session", session())):
        print(
            f"{name}: worst stall {stalls['worst_ms']:.1f} ms, {stalls['over']} over 16 ms; "
            f"of its own {stalls['own_ms']:.1f} ms, {stalls['own_over']} over, "
            f"in {stalls['looks']} looks"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
