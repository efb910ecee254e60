"""The punctuality of sounds: a session at real tempo, through the laptop, on a mute device.

`python -m tests.bench.onsets [--seconds N]` prints how far each onset is from the session's own
deadline; the bar is 50 ms at p99, with none missing and none doubled.
"""

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from runcoach.catalogue.compiled_cache import load_catalogue
from runcoach.core.model.plan import Role
from runcoach.core.model.settings import Settings
from runcoach.core.planner.compose import compose_plan
from runcoach.core.planner.prescriptions import PrescriptionContext
from runcoach.core.session.alerts import Alert
from runcoach.core.session.machine import begin_session
from runcoach.core.session.session import Phase
from runcoach.device.audio.output import null_device
from runcoach.device.clock import LoopClock
from runcoach.device.laptop import Laptop, LaptopParts
from runcoach.device.voice.phrases import phrase_for
from runcoach.runner.conductor import Conductor, Listener
from runcoach.storage.background import ThreadBackground
from tests.fakes import MemoryHistory, MemoryJournal

ROOT = Path(__file__).resolve().parents[2]
BAR_S = 0.05
SECONDS = 120.0
"""Long enough for two exercises with a rest between them."""


class OnsetResult(Struct, frozen=True):
    """The onsets of a session, compared with what was due."""

    alerts: int
    missing: int
    doubled: int
    off_s: tuple[float, ...]
    """Distance of each onset from its deadline, sorted."""
    lines: int
    latest_line_s: float
    system: str
    messages: tuple[str, ...]

    @property
    def p99_s(self) -> float:
        return self.off_s[min(len(self.off_s) - 1, int(0.99 * len(self.off_s)))]

    @property
    def words(self) -> str:
        lost = f", {self.missing} missing" if self.missing else ""
        twice = f", {self.doubled} doubled" if self.doubled else ""
        return f"p99 of {self.alerts} alerts{lost}{twice}, {self.lines} lines"


async def measure_onsets(seconds: float, cache: Path) -> OnsetResult:
    """Run a hands-free session for so many seconds through the null backend."""
    catalogue = load_catalogue(ROOT / "assets", None)
    plan = compose_plan(catalogue.programmes["core"], catalogue, PrescriptionContext())
    plan = replace(plan, blocks=tuple(b for b in plan.blocks if b.role is Role.MAIN))
    clock = LoopClock()
    background = ThreadBackground(asyncio.get_running_loop().call_soon_threadsafe)
    means = LaptopParts(ROOT / "assets" / "sounds", cache, ring=lambda: None, connect=null_device)
    laptop = Laptop(means, Settings)
    due: list[Alert] = []
    messages: list[str] = []
    conductor = Conductor(
        begin_session(plan, id="s", started_at="2026-11-03T18:00:00+01:00", hands_free=True),
        Listener(lambda: None, due.extend, messages.append),
        clock=clock,
        journal=MemoryJournal(),
        history=MemoryHistory(),
        background=background,
        device=laptop,
        words=partial(phrase_for, catalogue=catalogue),
    )
    conductor.start()
    end = clock.monotonic() + seconds
    while clock.monotonic() < end and conductor.session.phase is not Phase.FINISHED:
        await asyncio.sleep(1.0)
    await asyncio.sleep(0.2)
    conductor.close()
    await asyncio.to_thread(background.close)

    begun = {o.key: o for o in laptop.onsets}
    keys = [(a.block, a.kind, a.at) for a in due]
    heard = [(begun[key], key[2]) for key in keys if key in begun]
    off = [abs(onset.heard - conductor.due_time(at)) for onset, at in heard]
    lines = [o.heard - o.due for o in laptop.onsets if o.name.endswith(".")]
    return OnsetResult(
        alerts=len(due),
        missing=sum(k not in begun for k in keys),
        doubled=sum(count > 1 for count in Counter(o.key for o in laptop.onsets).values()),
        off_s=tuple(sorted(off)) or (float("inf"),),
        lines=len(lines),
        latest_line_s=max(lines, default=0.0),
        system=laptop.system,
        messages=tuple(messages),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        result = asyncio.run(measure_onsets(options.seconds, Path(cache)))
    median = result.off_s[len(result.off_s) // 2]
    print(f"{result.alerts} alerts in {options.seconds:.0f} s through {result.system}")
    print(f"onset from deadline: p50 {median * 1000:.1f} ms, p99 {result.p99_s * 1000:.1f} ms")
    print(f"missing {result.missing}, doubled {result.doubled}")
    print(f"{result.lines} lines, at most {result.latest_line_s * 1000:.1f} ms late")
    for line in result.messages:
        print(f"message: {line}")
    good = result.p99_s <= BAR_S and not result.missing and not result.doubled
    print(f"bar {BAR_S * 1000:.0f} ms at p99: {'held' if good else 'missed'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
