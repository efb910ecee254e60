"""A day of sessions without a break: the real app in a real terminal, sped up, checked for leaks.

`python tests/bench/soak.py [--hours H] [--speed N]` runs sessions one after another in one process
until their own clocks have counted so many hours: the app as it is wired, files on the disk, output
read by a terminal, and the wall clock advanced by a day and a half between sessions. On the way it
pauses, writes notes, answers, leaves, resumes, and visits every area. After each session it prints
what the process holds, and at the end by how much that grew. It exits with 1 if memory grew by more
than 5 % in the second half (caches fill in the first), or if objects of an earlier session than the
last are still alive (the event loop's cancelled timers keep those of the last).
"""

import argparse
import asyncio
import gc
import json
import os
import sys
import tempfile
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

MOST_GROWTH = 0.05
APART = timedelta(hours=36)
STEP_S = 0.02
STEPS_BETWEEN_PRESSES = 60
"""A key repeated sooner counts as held down, and is ignored."""
HELD = ("SessionScreen", "SummaryScreen", "Conductor", "Filing", "Laptop", "SessionBoard", "Sheet")
"""Only objects of the last session may still be alive, never of an earlier one."""
MOST_HELD = 2


def resident_kb() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    raise OSError("no resident size")


class Soak:
    """Presses keys like a person who never tires."""

    def __init__(self, app, hours: float, report: Path) -> None:
        self.app = app
        self.hours = hours
        self.report = report
        self.days = timedelta()
        self.trained_s = 0.0
        self.sessions = 0
        self.left = False
        self._script: list[str] = []
        self._step = 0

    async def run(self) -> None:
        while True:
            await asyncio.sleep(STEP_S)
            if not self.app.is_running or not self.app.screen_stack:
                continue
            self._step += 1
            if self._script:
                if self._step % 4 == 0:
                    self._press(self._script.pop(0))
                continue
            match type(self.app.screen).__name__:
                case "TodayScreen":
                    await self._at_today()
                case "SessionScreen":
                    self._in_session(self.app.screen)
                case "SummaryScreen":
                    self._script = ["2", "2", "3", "t", "f", "i", "n", "e", "enter", "space"]
                    self._script += ["escape"] * 2
                case "ReadabilityCheck" | "HearingCheck" | "Sheet":
                    self._script = ["space"]
                case _:
                    self._script = ["escape", "1"]

    def _in_session(self, screen) -> None:
        conductor = screen.conductor
        self._seconds = conductor.now()
        phase = conductor.session.phase.value
        if phase == "paused":
            if self._step % STEPS_BETWEEN_PRESSES == 0:
                self._script = ["space"]
        elif self._step % 61 == 0:
            turn = self._step // 61 % 6
            self._script = [
                ["space", "space"], ["v"], ["e"], ["question_mark", "escape", "space"],
                ["t", "o", "k", "enter"], ["s"],
            ][turn]  # fmt: skip
        elif self._step % 397 == 0:
            # Keep it for later and resume it, or save what was done.
            self._script = (
                ["q", "down", "space"] if self._step % 2 else ["q", "down", "down", "space"]
            )

    async def _at_today(self) -> None:
        if self.app.waiting is not None:
            self._script = ["space"]
            return
        if not self.left:
            self.left = True
            self._end_of_session()
            self._script = ["2", "down", "enter", "escape", "3", "down", "4", "5", "1"]
            return
        self.left = False
        if self.trained_s >= self.hours * 3600:
            self.app.exit(0)
            await asyncio.sleep(60)
        self._seconds = 0.0
        self._script = ["o"] * (self.sessions % 3) + ["space"]
        await asyncio.sleep(0.05)

    _seconds = 0.0

    def _end_of_session(self) -> None:
        self.trained_s += self._seconds
        self.sessions += self._seconds > 0
        self._seconds = 0.0
        self.days += APART
        gc.collect()
        objects = gc.get_objects()
        kinds = dict.fromkeys(HELD, 0)
        for each in objects:
            name = type(each).__name__
            if name in kinds:
                kinds[name] += 1
        held = {
            "hours": round(self.trained_s / 3600, 2),
            "sessions": self.sessions,
            "kb": resident_kb(),
            "objects": len(objects),
            "threads": threading.active_count(),
            "files": len(os.listdir("/proc/self/fd")),  # noqa: PTH208
            "held": {name: count for name, count in kinds.items() if count},
        }
        with self.report.open("a") as file:
            file.write(json.dumps(held) + "\n")

    def _press(self, key: str) -> None:
        from textual import events

        character = key if len(key) == 1 else {"space": " "}.get(key)
        self.app.post_message(events.Key(key, character))


def child(data: Path, hours: float, speed: float, report: Path) -> int:
    """Run the app with a wall clock that jumps between sessions, and the soak on its event loop."""
    from runcoach.cli.app_command import run_app
    from runcoach.core.session import machine
    from runcoach.device.clock import LoopClock
    from runcoach.paths import find_paths
    from runcoach.ui.app import RunCoach

    begin, mounted = machine.begin_session, RunCoach.on_mount
    # Sped up, and yet counted as training, so that the coach has work.
    machine.begin_session = lambda *a, **more: begin(*a, **{**more, "rehearsal": False})

    def on_mount(app) -> None:
        mounted(app)
        soak = Soak(app, hours, report)
        LoopClock.wall = lambda _: datetime.now().astimezone() + soak.days
        app.soaking = asyncio.get_running_loop().create_task(soak.run())

    RunCoach.on_mount = on_mount
    options = SimpleNamespace(command="", data_dir=None, speed=speed, print_completion=None)
    return run_app(options, find_paths(data), start=False)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=24.0)
    parser.add_argument("--speed", type=float, default=600.0)
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        return child(
            Path(arguments.child[0]), arguments.hours, arguments.speed, Path(arguments.child[1])
        )
    from tests.bench.programs import Program

    with tempfile.TemporaryDirectory() as folder:
        data, report = Path(folder) / "data", Path(folder) / "report"
        data.mkdir()
        settings = '{"schema":1,"read_left":true,"heard":true,"hands_free":true}'
        (data / "settings.json").write_text(settings)
        profile = '{"schema":1,"experience":"some","minutes":15}'
        (data / "profile.json").write_text(profile)
        options = ["--hours", str(arguments.hours), "--speed", str(arguments.speed)]
        command = [sys.executable, __file__, *options, "--child", str(data), str(report)]
        program = Program(command, 100, 30)
        printed = 0
        begun = time.monotonic()
        try:
            while True:
                program.read(1.0)
                program.output = program.output[-2000:]
                lines = report.read_text().splitlines() if report.exists() else []
                for line in lines[printed:]:
                    print(line, flush=True)
                printed = len(lines)
        except EOFError:
            pass
        _, status = os.waitpid(program.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        held = [json.loads(line) for line in report.read_text().splitlines()]
        log = data / "runcoach.log"
        if code:
            print(log.read_text() if log.exists() else program.output.decode(errors="replace"))
    half, last = held[len(held) // 2], held[-1]
    growth = last["kb"] / half["kb"] - 1.0
    objects = last["objects"] / half["objects"] - 1.0
    most = max((count for each in held[1:] for count in each["held"].values()), default=0)
    took = time.monotonic() - begun
    print(
        f"soak {last['hours']} h, {last['sessions']} sessions in {took:.0f} s, "
        f"memory {half['kb']} to {last['kb']} kB, grew {growth:.4f}, objects {objects:.4f}, "
        f"held {most}, threads {last['threads']}, files {last['files']}, exit {code}"
    )
    return 1 if code or growth > MOST_GROWTH or most > MOST_HELD else 0


if __name__ == "__main__":
    sys.exit(main())
