"""Kill a writer at random moments and look for what it had acknowledged.

`python tests/bench/kills.py --kills 300` prints one line and exits 1 where anything is lost.
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import filelock  # noqa: F401  (here, so that each child starts at once)

from runcoach.core.model.plan import Block, BlockKind, Plan
from runcoach.core.session.machine import begin
from runcoach.storage.data_folder import open_store
from runcoach.storage.history import tinydb_storage  # noqa: F401
from tests.storage.samples import NOW, a_record, a_set


def wall() -> datetime:
    return datetime.now(UTC)


def insert(store, say, start: int) -> None:
    """Save one session after the other."""
    for number in range(start, start + 10_000):
        store.history.save(a_record(f"s{number}", NOW + timedelta(minutes=number)))
        say({"session": f"s{number}", "note": "felt strong"})


def edit(store, say, start: int) -> None:
    """Change the note of one session over and over."""
    if store.history.load("edited") is None:
        store.history.save(a_record("edited", note=f"{start:08}"))
        say({"session": "edited", "note": f"{start:08}"})
    for number in range(start + 1, start + 10_000):
        # Two values, so that half an edit would be seen.
        record = replace(store.history.load("edited"), note=f"{number:08}", title=f"{number:08}")
        store.history.edit(record, wall())
        say({"session": "edited", "note": f"{number:08}"})


def journal(store, say, start: int) -> None:
    """Put one snapshot after the other into the journal, each once the last was answered."""
    plan = Plan("Core", (Block("b1", BlockKind.WORK, 30.0),), 30)
    session = begin(plan, id=f"j{start}", started_at=NOW.isoformat())
    answered = threading.Event()
    book = store.journal(lambda call: call())
    book.waiting()  # As a start does: known, so that a new session may take its place.
    sets = ()
    for number in range(1, 10_000):
        sets = (*sets[-40:], a_set(f"j{start}:{number}"))
        answered.clear()
        book.save(replace(session, sets=sets), lambda fault: answered.set())
        answered.wait()
        say({"journal": f"j{start}", "set": sets[-1].id})


def killed(folder: Path, work, start: int, after: float, *, begun: bool) -> list[dict]:
    """Let a child work, kill it, and hand back what it had acknowledged.

    The time runs from its start, or with `begun` from its first acknowledgement, so that a busy
    machine doesn't kill all of them before they have said anything.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        store = open_store(folder, wall=wall)
        work(store, lambda word: os.write(writing, json.dumps(word).encode() + b"\n"), start)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        first = said.readline() if begun else b""
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = [first, *said.read().splitlines(keepends=True)]
    return [json.loads(line) for line in lines if line.endswith(b"\n")]


def whole(record, revisions) -> bool:
    """Whether each form has both its values, and stands before the one it was edited from."""
    forms = [record, *revisions]
    notes = [form.note for form in forms]
    both = all(form.title == form.note for form in forms[:-1])
    return both and notes == sorted(set(notes), reverse=True)


def lost(folder: Path, words: list[dict]) -> list[str]:
    """What is missing of the acknowledged, or was said to be damaged."""
    store = open_store(folder, wall=wall)
    store.history.read_older()
    missing = [notice.text for notice in store.history.notices() if "future" not in notice.text]
    notes = {word["session"]: word["note"] for word in words if "session" in word}
    for id, note in notes.items():
        record = store.history.load(id)
        # An edit under way may have got there too: the note may be newer, never older.
        if record is None or record.note < note:
            missing.append(f"{id}: {note}")
        elif id == "edited" and not whole(record, store.history.revisions(id)):
            missing.append(f"{id}: half an edit at {record.note}")
    snapshots = [word for word in words if "journal" in word]
    if snapshots:
        waiting = store.journal(lambda call: call()).waiting()
        newest = snapshots[-1]
        # The next session's first snapshot may have got there, and its answer not.
        overtaken = waiting is not None and int(waiting.session.id[1:]) > int(newest["journal"][1:])
        if waiting is None or not (
            overtaken or newest["set"] in {s.id for s in waiting.session.sets}
        ):
            missing.append(newest["set"])
    store.history.close()
    return missing


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--within", type=float, default=0.06, help="seconds a child may live")
    given = asked.parse_args()
    chance = random.Random(given.seed)
    works = (insert, edit, journal)
    acknowledged, gone = 0, []
    with tempfile.TemporaryDirectory() as root:
        said: dict[str, list[dict]] = {}
        for kill in range(given.kills):
            work = works[kill % len(works)]
            # A fresh folder now and then: the first writes of all make folders.
            folder = Path(root) / f"{work.__name__}{kill // 30}"
            folder.mkdir(exist_ok=True)
            words = said.setdefault(str(folder), [])
            after, begun = chance.uniform(0.0, given.within), kill % 2 == 0
            fresh = killed(folder, work, kill * 10_000, after, begun=begun)
            if work is journal and fresh:
                words.clear()  # The newest session's snapshot has taken the last one's place.
            words.extend(fresh)
            acknowledged += len(fresh)
            gone.extend(f"kill {kill}, {work.__name__}: {what}" for what in lost(folder, words))
    print(f"{given.kills} kills, {acknowledged} acknowledged, {len(gone)} lost")
    for line in gone:
        print(line)
    return 1 if gone or not acknowledged else 0


if __name__ == "__main__":
    sys.exit(main())
