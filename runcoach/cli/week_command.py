"""`runcoach week`: the strength days of one week, planned and done, and its runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.cli.output import print_json
from runcoach.cli.wiring import load_athlete, local_now, open_context, print_problems

if TYPE_CHECKING:
    import argparse

    from runcoach.paths import Paths


def print_week(options: argparse.Namespace, paths: Paths) -> int:
    """Print the week that `--from` begins. Returns the exit code."""
    from datetime import date, datetime, timedelta

    from msgspec.structs import replace

    from runcoach.core.model.dates import WEEK, format_weekday_date, week_start
    from runcoach.core.planner.projection import project_weeks
    from runcoach.interchange.json.season import expected_kinds
    from runcoach.interchange.json.week import build_week_document

    most_ahead = timedelta(weeks=26)
    context = open_context(paths, writer=False)
    now = local_now()
    first = options.first or week_start(now.date())
    athlete = load_athlete(context, now)
    print_problems(context.catalogue, context.coaching)
    days = {first + timedelta(days=n) for n in range(7)}
    if first > now.date() + most_ahead:
        # Too far to say what rises until then: from today's standings.
        athlete = replace(athlete, at=datetime.combine(first, now.timetz()))
        now = athlete.at
    ahead = max(0, (max(days) - week_start(now.date())) // WEEK + 1)
    planned = [
        session
        for week in project_weeks(athlete, ahead, context.settings.last_programme)
        for session in week.sessions
        if session.day in days
    ]
    entries = context.data_folder.history.entries()
    runs = expected_kinds(athlete.profile, athlete.runs, first, 7)
    document = build_week_document(first, entries, planned, athlete.runs, runs)
    if options.json:
        print_json(document)
        return 0
    for day in document["days"]:
        what = [
            f"{s['title']}, {s['minutes']} min{', done' if s['done'] else ''}"
            for s in day["sessions"]
        ]
        what += [f"{r['kind']} run" for r in day["runs"]]
        when = format_weekday_date(date.fromisoformat(day["date"]))
        print(f"{when:<16} {'; '.join(what) or '-'}")
    return 0
