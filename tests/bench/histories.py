"""Data folders with years of training in them."""

from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from runcoach.storage.history.month_document import month_of, write_month
from tests.bench.saving import a_session

A_YEAR = 156
"""Sessions: three a week."""


SETTLED = {"schema": 1, "read_left": True, "heard": True}
"""Settings of a device on which the first questions are answered: nothing asks before a session."""


def settled(folder: Path) -> Path:
    """A data folder without a history, past its first questions."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.json").write_bytes(msgspec.json.encode(SETTLED))
    return folder


def years(folder: Path, count: int, a_year: int = A_YEAR) -> Path:
    """A data folder with so many years, the newest session yesterday, past its first questions."""
    (folder / "history").mkdir(parents=True)
    now = datetime.now().astimezone()
    sessions = count * a_year
    months: dict[str, dict[str, object]] = {}
    for number in range(sessions):
        record = a_session(number, now - timedelta(days=1 + number * 365 / a_year))
        month = months.setdefault(month_of(record.started_at), {})
        month[str(len(month) + 1)] = msgspec.to_builtins(record)
    for name, documents in months.items():
        path = folder / "history" / f"{name}.json"
        path.write_bytes(write_month({"sessions": documents}, now))
    settings = {**SETTLED, "last_programme": "no-equipment"}
    (folder / "settings.json").write_bytes(msgspec.json.encode(settings))
    return folder
