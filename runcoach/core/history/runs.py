"""The runs as listed: recordings of one run folded into one, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from msgspec import Struct
from msgspec.structs import replace

from runcoach.core.history.run_kinds import judge_kinds
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.run import KindFrom, Run, RunCounts, RunKind

SAME_START_S = 120
SAME_LENGTH = 0.03
"""Two recordings of one run start within two minutes, and differ in length by at most 3 %."""

ENTERED = "told"
"""The source of a run that the person entered."""
NO_TIME_GIVEN = time(12)
"""The time of a run of which only the day is known."""

RICHEST_FIRST = ("fit", "tcx", "gpx", "intervals.icu", "garmin", "strava", ENTERED)


class _Group:
    """The recordings of one run, the richest first."""

    def __init__(self, run: Run) -> None:
        self.runs = [run]

    def listed(self) -> Run:
        """The richest recording, with what the person told of any of them."""
        best = self.runs[0]
        if len(self.runs) == 1:
            return best
        told = [run for run in self.runs if run.kind_from is KindFrom.TOLD]
        if told and best.kind_from is not KindFrom.TOLD:
            newest = max(told, key=lambda run: (run.edited_at, run.id))
            best = replace(best, kind=newest.kind, kind_from=KindFrom.TOLD)
        if not best.note:
            best = replace(best, note=next((run.note for run in self.runs if run.note), ""))
        deleted = [run.deleted_at for run in self.runs if run.deleted_at]
        return replace(best, deleted_at=max(deleted)) if deleted and not best.deleted else best


class ListedRuns(Struct, frozen=True):
    """The runs for lists and rules, newest first, without the trash."""

    runs: tuple[Run, ...] = ()
    trash: tuple[Run, ...] = ()
    recordings: dict[str, tuple[str, ...]] = {}
    """By the id of a listed run, the ids of all its recordings: deleting one deletes them all."""


def list_runs(stored: Iterable[Run]) -> ListedRuns:
    """Fold doubles and judge kinds; the same result in whatever order the runs come.

    A run of which any recording is in the trash is in the trash: a second file of it does not
    bring it back.
    """
    groups = _fold(stored)
    listed = [(group, group.listed()) for group in groups]
    runs = judge_kinds(run for _, run in listed if not run.deleted)
    trash = sorted(
        (run for _, run in listed if run.deleted), key=lambda run: _order(run), reverse=True
    )
    recordings = {run.id: tuple(r.id for r in group.runs) for group, run in listed}
    return ListedRuns(runs, tuple(trash), recordings)


def is_same_run(one: Run, other: Run) -> bool:
    """Whether two recordings are of one run.

    Compared by the instant and by the clock on the wall: a table without offsets was read in this
    machine's zone, which need not be that of the run. One entered without its time is the recorded
    one of that day and length; two entered ones are two.
    """
    if one.source == other.source == ENTERED:
        return False
    by_day = any(_lacks_time(run) for run in (one, other)) and one.day == other.day
    return (by_day or _starts_together(one, other)) and _equally_long(one, other)


def count_new_runs(stored: Iterable[Run], fresh: Iterable[Run]) -> RunCounts:
    """How many runs of `fresh` the list would gain, and how many it knows: a double adds none."""
    before = list(stored)
    known_ids = {run.id for run in before}
    new = {run.id: run for run in fresh}
    after = [*before, *(run for id, run in new.items() if id not in known_ids)]
    added = len(_fold(after)) - len(_fold(before))
    return RunCounts(max(0, added), len(new) - max(0, added))


def make_entered_run(start: datetime, km: float, seconds: float, kind: RunKind | None) -> Run:
    """A run that the person enters: the same values give the same id.

    Args:
        start: With an offset; at `NO_TIME_GIVEN` where only the day is known.
        km: Its length; 0 if unknown.
        seconds: Its time.
        kind: None lets it be judged.
    """
    # Imported here because hashlib loads OpenSSL, which a start does not need.
    import hashlib

    contents = f"told {start.isoformat()} {km:g} {round(seconds)} {kind or ''}"
    return Run(
        id=f"told-{hashlib.sha256(contents.encode()).hexdigest()[:24]}",
        started_at=start.isoformat(),
        seconds=max(1, round(seconds)),
        km=km,
        kind=kind or RunKind.EASY,
        kind_from=KindFrom.JUDGED if kind is None else KindFrom.TOLD,
        source=ENTERED,
        elapsed_s=max(1, round(seconds)),
    )


def runs_between(runs: Iterable[Run], since: date | None, until: date | None) -> tuple[Run, ...]:
    """The runs of the days from `since` to `until`, both included; None is no bound."""
    return tuple(
        run
        for run in runs
        if (since is None or run.day >= since) and (until is None or run.day <= until)
    )


def runs_by_day(runs: Iterable[Run]) -> dict[date, tuple[Run, ...]]:
    """The runs by their local day, each day's in their order."""
    days: dict[date, list[Run]] = {}
    for run in runs:
        days.setdefault(run.day, []).append(run)
    return {day: tuple(each) for day, each in days.items()}


def _fold(stored: Iterable[Run]) -> list[_Group]:
    """Each run joins the first group whose richest recording it equals, in a fixed order."""
    groups: list[_Group] = []
    near: dict[tuple[str, int], list[_Group]] = {}
    for run in sorted(stored, key=lambda r: (_richness(r), *_order(r))):
        slots = _slots(run)
        found = next(
            (
                group
                for kind, slot in slots
                for shift in ((0,) if kind == "day" else (-1, 0, 1))
                for group in near.get((kind, slot + shift), ())
                if is_same_run(group.runs[0], run)
            ),
            None,
        )
        if found:
            found.runs.append(run)
            continue
        group = _Group(run)
        groups.append(group)
        for slot in slots:
            near.setdefault(slot, []).append(group)
    return groups


def _slots(run: Run) -> tuple[tuple[str, int], ...]:
    started = parse_moment(run.started_at)
    wall = started.replace(tzinfo=None) - datetime(1970, 1, 1)
    return (
        ("instant", int(started.timestamp() // SAME_START_S)),
        ("wall", int(wall.total_seconds() // SAME_START_S)),
        ("day", run.day.toordinal()),
    )


def _lacks_time(run: Run) -> bool:
    started = parse_moment(run.started_at)
    return run.source == ENTERED and started.time() == NO_TIME_GIVEN


def _starts_together(one: Run, other: Run) -> bool:
    first, second = parse_moment(one.started_at), parse_moment(other.started_at)
    walls = first.replace(tzinfo=None) - second.replace(tzinfo=None)
    apart = min(abs((first - second).total_seconds()), abs(walls.total_seconds()))
    return apart <= SAME_START_S


def _equally_long(one: Run, other: Run) -> bool:
    lengths = (one.km, other.km) if one.km and other.km else (one.seconds, other.seconds)
    return abs(lengths[0] - lengths[1]) <= SAME_LENGTH * max(lengths)


def _richness(run: Run) -> int:
    in_order = run.source in RICHEST_FIRST
    return RICHEST_FIRST.index(run.source) if in_order else len(RICHEST_FIRST)


def _order(run: Run) -> tuple[datetime, str]:
    return parse_moment(run.started_at), run.id
