"""Data folders with years of training."""

from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from runcoach.storage.history.month_document import encode_month, month_name
from tests.bench.saving import a_session

SESSIONS_A_YEAR = 156
"""Sessions a year: three a week."""


SETTLED = {"schema": 1, "read_left": True, "heard": True}
"""Settings past the first questions, so that nothing is asked before a session."""


def make_empty_folder(folder: Path) -> Path:
    """Create a data folder without a history, past the first questions."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.json").write_bytes(msgspec.json.encode(SETTLED))
    return folder


def make_years(
    folder: Path, count: int, a_year: int = SESSIONS_A_YEAR, now: datetime | None = None
) -> Path:
    """Create a data folder with so many years; the newest session is yesterday's."""
    (folder / "history").mkdir(parents=True)
    now = now or datetime.now().astimezone()
    sessions = count * a_year
    months: dict[str, dict[str, object]] = {}
    for number in range(sessions):
        record = a_session(number, now - timedelta(days=1 + number * 365 / a_year))
        month = months.setdefault(month_name(record.started_at), {})
        month[str(len(month) + 1)] = msgspec.to_builtins(record)
    for name, documents in months.items():
        path = folder / "history" / f"{name}.json"
        path.write_bytes(encode_month({"sessions": documents}, now))
    settings = {**SETTLED, "last_programme": "no-equipment"}
    (folder / "settings.json").write_bytes(msgspec.json.encode(settings))
    return folder
