"""A week as JSON: the document of `week --json`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from runcoach.core.history.counting import is_training
from runcoach.core.model.dates import local_day
from runcoach.core.model.records import Entry
from runcoach.core.model.run import Run
from runcoach.core.planner.projection import ProjectedSession
from runcoach.interchange.json.season import list_runs

SCHEMA = 1


def build_week_document(
    start: date,
    entries: Sequence[Entry],
    planned: Sequence[ProjectedSession],
    runs: Sequence[Run],
    expected: Mapping[date, str],
) -> dict[str, Any]:
    """Build the document of the seven days from `start`: what was done, and what is planned."""
    days = [start + timedelta(days=n) for n in range(7)]
    done = [e for e in reversed(entries) if is_training(e) and local_day(e.started_at) in days]
    return {
        "schema": SCHEMA,
        "from": start.isoformat(),
        "kept": len(done),
        "planned": len(done) + len(planned),
        "days": [
            {
                "date": day.isoformat(),
                "runs": [
                    {"km": r["km"], "kind": r["kind"], "planned": r["planned"]}
                    for r in list_runs([day], runs, expected)
                ],
                "sessions": [
                    *(_done(e) for e in done if local_day(e.started_at) == day),
                    *(_planned(s) for s in planned if s.day == day),
                ],
            }
            for day in days
        ],
    }


def _done(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "title": entry.title,
        "minutes": round(entry.active_s / 60),
        "done": True,
        "why": [],
    }


def _planned(projected: ProjectedSession) -> dict[str, Any]:
    plan = projected.session.plan
    return {
        "id": None,
        "title": plan.title,
        "minutes": round(plan.estimated_s / 60),
        "done": False,
        "why": list(plan.why),
    }
