"""A week as other programs see it: the document of `week --json`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from runcoach.core.coach.schedule import StrengthDay

SCHEMA = 1


def week_document(start: date, days: Sequence[StrengthDay]) -> dict[str, Any]:
    """The strength days of the seven from `start` as plain dicts and lists, ready for JSON."""
    return {
        "schema": SCHEMA,
        "from": start.isoformat(),
        "days": [
            {
                "date": each.day.isoformat(),
                "focus": each.focus.value,
                "minutes": each.minutes,
                "done": each.done,
                "why": [w.sentence for w in each.whys],
            }
            for each in days
        ],
    }
