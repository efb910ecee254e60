"""A week as JSON: the document of `week --json`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from runcoach.core.coach.schedule import StrengthDay

SCHEMA = 1


def build_week_document(start: date, days: Sequence[StrengthDay]) -> dict[str, Any]:
    """Build the document from the strength days of the week that begins on `start`."""
    return {
        "schema": SCHEMA,
        "from": start.isoformat(),
        "days": [
            {
                "date": each.day.isoformat(),
                "focus": each.focus.value,
                "minutes": each.minutes,
                "done": each.done,
                "why": [w.sentence for w in each.reasons],
            }
            for each in days
        ],
    }
