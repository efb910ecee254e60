"""`runcoach week`: the strength days of one week, planned and done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.cli.output import print_json
from runcoach.cli.wiring import (
    CommandContext,
    load_athlete,
    local_now,
    open_context,
    print_problems,
)

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from runcoach.core.coach.athlete import Athlete
    from runcoach.core.model.records import SessionRecord
    from runcoach.paths import Paths


def print_week(options: argparse.Namespace, paths: Paths) -> int:
    """Print the strength days of the week that `--from` begins. Returns the exit code."""
    from runcoach.core.coach.schedule import plan_week
    from runcoach.core.model.dates import format_weekday_date, week_start
    from runcoach.interchange.json.week import build_week_document

    context = open_context(paths, writer=False)
    now = local_now()
    first = options.first or week_start(now.date())
    athlete = load_athlete(context, now)
    print_problems(context.catalogue, context.coaching)
    records = _load_records(context, athlete, first)
    days = plan_week(athlete.profile, records, context.catalogue, first, now)
    if options.json:
        print_json(build_week_document(first, days))
        return 0
    if not days:
        print("No strength days are left this week.")
    for each in days:
        done = "done" if each.done else " ".join(w.sentence for w in each.reasons)
        print(f"{format_weekday_date(each.day):<16} {each.focus.label}, {each.minutes} min. {done}")
    return 0


def _load_records(context: CommandContext, athlete: Athlete, first: date) -> list[SessionRecord]:
    """The recent sessions, and those of the week, which may be long ago."""
    from datetime import timedelta

    from runcoach.core.model.dates import local_day

    history = context.data_folder.history
    history.read_older()
    recent_ids = {record.id for record in athlete.history}
    days = {first + timedelta(days=n) for n in range(7)}
    older_ids = (
        entry.id
        for entry in history.entries()
        if not entry.deleted and entry.id not in recent_ids and local_day(entry.started_at) in days
    )
    older = (history.load(id) for id in older_ids)
    return [*athlete.history, *(record for record in older if record is not None)]
