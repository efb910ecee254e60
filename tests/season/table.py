"""The table of the twelve virtual runners: what was prescribed in 26 weeks, and every breach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tests.season.catalogue import read_catalogue_once
from tests.season.rules import find_breaches, summarize
from tests.season.runners import all_runners
from tests.season.virtual_runner import coach_runner


def print_table(names: Sequence[str] = ()) -> int:
    """Coach the runners whose name contains one of `names`, or all. Returns the breaches."""
    catalogue = read_catalogue_once()
    breaches = 0
    header = True
    for runner in all_runners():
        if names and not any(name in runner.name for name in names):
            continue
        coach_runner(runner, catalogue)
        row = summarize(runner, catalogue)
        if header:
            print("  ".join(f"{k:<{_width(k)}}" for k in row))
            header = False
        print("  ".join(f"{v:<{_width(k)}}" for k, v in row.items()))
        found = list(find_breaches(runner, catalogue))
        for rule, count in Counter(b.split(":")[0] for b in found).items():
            example = next(b for b in found if b.startswith(rule))
            print(f"    {count} x {example}")
        breaches += len(found)
    return breaches


def _width(column: str) -> int:
    return 26 if column == "runner" else max(7, len(column))
