"""Saving a session to a history of 1,560, against an insert with stock TinyDB into one file.

`python tests/bench/saving.py` prints both medians and their ratio; the bar is 0.05.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import msgspec
from tinydb import TinyDB

from runcoach.storage.data_folder import open_data_folder
from runcoach.storage.history.month_document import encode_month, month_name
from tests.storage.samples import NOW, a_record, a_set

SESSIONS = 1560
BAR = 0.05


def a_session(number: int, at: datetime):
    sets = tuple(a_set(f"s{number}:{n}") for n in range(14))
    planned = a_record().planned * 14
    return a_record(f"s{number}", at, sets=sets, planned=planned, edited_at=at.isoformat())


def seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def main() -> int:
    old = [a_session(n, NOW - timedelta(days=n * 3650 / SESSIONS)) for n in range(SESSIONS)]
    new = [a_session(SESSIONS + n, NOW) for n in range(10)]
    with tempfile.TemporaryDirectory() as root:
        months: dict[str, dict[str, object]] = {}
        for record in old:
            month = months.setdefault(month_name(record.started_at), {})
            month[str(len(month) + 1)] = msgspec.to_builtins(record)
        folder = Path(root) / "ours"
        (folder / "history").mkdir(parents=True)
        for name, documents in months.items():
            path = folder / "history" / f"{name}.json"
            path.write_bytes(encode_month({"sessions": documents}, NOW))
        history = open_data_folder(folder, wall=lambda: datetime.now(UTC)).history
        history.read_older()
        with TinyDB(Path(root) / "stock.json") as stock:
            sessions = stock.table("sessions")
            sessions.insert_multiple([msgspec.to_builtins(record) for record in old])
            theirs, ours = [], []
            for record in new:
                ours.append(seconds(lambda record=record: history.save(record)))
                document = msgspec.to_builtins(record)
                theirs.append(seconds(lambda document=document: sessions.insert(document)))
        history.close()
    our, their = statistics.median(ours), statistics.median(theirs)
    print(f"save {our * 1e3:.1f} ms, stock insert {their * 1e3:.1f} ms, ratio {our / their:.3f}")
    return 0 if our / their <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
