"""Sounds at their moments: a session at real tempo, through the laptop, on a device that is mute.

`python tests/bench/onsets.py [--seconds N]` prints the distance of each onset from the machine's
own deadline; the bar is 50 ms at p99, none missing, none doubled.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from runcoach.catalogue.compiled import load_catalogue
from runcoach.conductor import Conductor, Listener
from runcoach.core.alerts import Alert
from runcoach.core.compose import Terms, compose
from runcoach.core.machine import begin
from runcoach.core.plan import Role
from runcoach.core.session import Phase
from runcoach.core.settings import Settings
from runcoach.device.clock import LoopClock
from runcoach.device.laptop import Laptop, Means
from runcoach.device.sound import null_device
from runcoach.device.speech import said
from runcoach.storage.background import ThreadBackground
from tests.fakes import MemoryHistory, MemoryJournal

ROOT = Path(__file__).resolve().parents[2]
BAR_S = 0.05


async def play(seconds: float, cache: Path) -> tuple[list[Alert], Laptop, Conductor]:
    catalogue = load_catalogue(ROOT / "assets", None)
    plan = compose(catalogue.programmes["core"], catalogue, Terms())
    plan = replace(plan, blocks=tuple(b for b in plan.blocks if b.role is Role.MAIN))
    clock = LoopClock()
    background = ThreadBackground(asyncio.get_running_loop().call_soon_threadsafe)
    means = Means(ROOT / "assets" / "sounds", cache, ring=lambda: None, connect=null_device)
    laptop = Laptop(means, lambda: Settings())
    due: list[Alert] = []
    conductor = Conductor(
        begin(plan, id="s", started_at="2026-11-03T18:00:00+01:00", hands_free=True),
        Listener(lambda: None, due.extend, print),
        clock=clock,
        journal=MemoryJournal(),
        history=MemoryHistory(),
        background=background,
        device=laptop,
        words=partial(said, catalogue=catalogue),
    )
    conductor.start()
    end = clock.monotonic() + seconds
    while clock.monotonic() < end and conductor.session.phase is not Phase.FINISHED:
        await asyncio.sleep(1.0)
    await asyncio.sleep(0.2)
    conductor.close()
    await asyncio.to_thread(background.close)
    return due, laptop, conductor


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        due, laptop, conductor = asyncio.run(play(options.seconds, Path(cache)))
    begun = {o.key: o for o in laptop.onsets if not o.name.endswith(".")}
    keys = Counter(o.key for o in laptop.onsets)
    missing = [a for a in due if (a.block, a.kind, a.at) not in begun]
    doubled = [key for key, count in keys.items() if count > 1]
    off = sorted(
        abs(begun[a.block, a.kind, a.at].heard - conductor.due(a.at))
        for a in due
        if (a.block, a.kind, a.at) in begun
    )
    lines = sorted(o.heard - o.due for o in laptop.onsets if o.name.endswith("."))
    p99 = off[min(len(off) - 1, int(0.99 * len(off)))]
    print(f"{len(due)} alerts in {options.seconds:.0f} s through {laptop.system}")
    print(f"onset from deadline: p50 {off[len(off) // 2] * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms")
    print(f"missing {len(missing)}, doubled {len(doubled)}")
    if lines:
        print(f"{len(lines)} lines, at most {lines[-1] * 1000:.1f} ms late")
    good = p99 <= BAR_S and not missing and not doubled
    print(f"bar {BAR_S * 1000:.0f} ms at p99: {'held' if good else 'missed'}")
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
