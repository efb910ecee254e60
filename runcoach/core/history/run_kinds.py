"""The kind of a run, judged against the runs of the last 28 days where nobody told it."""

from __future__ import annotations

from bisect import insort
from collections import deque
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import takewhile

from msgspec.structs import replace

from runcoach.core.model.dates import parse_moment
from runcoach.core.model.run import KindFrom, Run, RunKind

JUDGED_AGAINST = timedelta(days=28)
LONG_WITHIN = timedelta(days=7)
LONG_FACTOR = 1.3
HARD_PACE = 0.9
HARD_HEART_RATE = 0.88
ENOUGH_RUNS = 3
"""Fewer earlier runs than this have no median worth a judgement."""


def judge_kinds(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs, newest first, each with its kind judged unless it was told.

    Long: the longest of the last 7 days, and at least 1.3 times the median of the last 28. Hard: at
    least 10 % faster than the median pace, or at least 88 % of the highest heart rate seen, or
    marked as intervals. A race is never judged, only told. Source: practice.
    """
    recent = _Recent()
    highest = 0
    judged = []
    for run in sorted(runs, key=lambda run: (parse_moment(run.started_at), run.id)):
        started = parse_moment(run.started_at)
        recent.forget_before(started - JUDGED_AGAINST)
        highest = max(highest, run.highest_heart_rate or 0, run.heart_rate or 0)
        if run.kind_from is not KindFrom.TOLD:
            kind = recent.judge(run, started, highest)
            run = replace(run, kind=kind, kind_from=KindFrom.JUDGED)
        judged.append(run)
        recent.add(started, run)
    return tuple(reversed(judged))


class _Recent:
    """The runs of the last 28 days; keeps their lengths and paces sorted, for the medians."""

    def __init__(self) -> None:
        self._runs: deque[tuple[datetime, Run]] = deque()
        self._lengths: list[float] = []
        self._paces: list[float] = []
        self._rated = 0

    def add(self, started: datetime, run: Run) -> None:
        self._runs.append((started, run))
        self._rated += run.heart_rate is not None
        if run.pace is not None:
            insort(self._lengths, run.km)
            insort(self._paces, run.pace)

    def forget_before(self, start: datetime) -> None:
        while self._runs and self._runs[0][0] < start:
            _, run = self._runs.popleft()
            self._rated -= run.heart_rate is not None
            if run.pace is not None:
                self._lengths.remove(run.km)
                self._paces.remove(run.pace)

    def judge(self, run: Run, started: datetime, highest_heart_rate: int) -> RunKind:
        enough = len(self._lengths) >= ENOUGH_RUNS
        if run.pace is not None and enough:
            far = run.km >= LONG_FACTOR * _middle(self._lengths)
            if far and run.km >= self._longest_since(started - LONG_WITHIN):
                return RunKind.LONG
            if run.pace <= HARD_PACE * _middle(self._paces):
                return RunKind.HARD
        beats = run.heart_rate if self._rated >= ENOUGH_RUNS else None
        strained = beats is not None and beats >= HARD_HEART_RATE * highest_heart_rate
        return RunKind.HARD if run.intervals or strained else RunKind.EASY

    def _longest_since(self, start: datetime) -> float:
        newest_first = reversed(self._runs)
        return max(
            (run.km for _, run in takewhile(lambda r: r[0] > start, newest_first)), default=0
        )


def _middle(ordered: Sequence[float]) -> float:
    """The median of values that are sorted already."""
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
