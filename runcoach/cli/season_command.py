"""`runcoach season`: the training blocks and the sessions ahead, if all goes as planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.cli.output import print_json
from runcoach.cli.wiring import load_athlete, local_now, open_context, print_problems

if TYPE_CHECKING:
    import argparse

    from runcoach.paths import Paths


def print_season(options: argparse.Namespace, paths: Paths) -> int:
    """Print the season from this week on. Returns the exit code."""
    from datetime import date

    from runcoach.core.model.dates import format_date, format_weekday_date, week_start
    from runcoach.core.planner.projection import project_weeks
    from runcoach.interchange.json.season import build_season_document, expected_kinds

    context = open_context(paths, writer=False)
    athlete = load_athlete(context, local_now())
    print_problems(context.catalogue, context.coaching)
    monday = week_start(athlete.at.date())
    document = build_season_document(
        athlete.season,
        project_weeks(athlete, options.weeks, context.settings.last_programme),
        context.catalogue,
        context.data_folder.history.entries(),
        athlete.runs,
        expected_kinds(athlete.profile, athlete.runs, monday, 7 * options.weeks),
    )
    if options.json:
        print_json(document)
        return 0
    for block in document["blocks"]:
        first, last = (format_date(date.fromisoformat(block[end])) for end in ("from", "to"))
        print(f"{block['name'].capitalize():<9} {first} to {last}. {block['why']}")
    for week in document["weeks"]:
        lighter = ", lighter" if week["lighter"] else ""
        start = format_date(date.fromisoformat(week["from"]))
        print(f"\n{start}: {week['block']}{lighter}, {week['hard_sets']} hard sets")
        for session in week["sessions"]:
            when = format_weekday_date(date.fromisoformat(session["date"]))
            done = ", done" if session["done"] else ""
            print(f"  {when}: {session['title']}, {session['minutes']} min{done}")
            for each in session["exercises"]:
                if each["part"] in ("lift", "accessory", "jump"):
                    unit = " s" if each["unit"] == "seconds" else ""
                    load = f" at {each['load_kg']:g} kg" if each["load_kg"] else ""
                    print(f"    {each['name']}: {each['sets']} x {each['target']}{unit}{load}")
    return 0
