"""Kills a writing process at random moments and checks that nothing acknowledged is lost.

`python tests/bench/kills.py --kills 300` prints one line and exits with 1 if anything is lost.
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

from msgspec import to_builtins
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import filelock  # noqa: F401  (imported here so that each child starts at once)

from runcoach.core.model.plan import Block, BlockKind, Plan
from runcoach.core.session.machine import begin_session
from runcoach.interchange.import_result import BadFileError
from runcoach.interchange.json.history import build_export_document, format_json, read_json
from runcoach.interchange.new_file import write_new_file
from runcoach.storage.data_folder import open_data_folder
from runcoach.storage.history import tinydb_storage  # noqa: F401
from runcoach.storage.history.month_files import MonthFiles
from runcoach.storage.history.record_kind import SESSION_KIND
from tests.storage.samples import NOW, a_record, a_set


def wall() -> datetime:
    return datetime.now(UTC)


def insert(store, acknowledge, start: int) -> None:
    """Save one session after another."""
    for number in range(start, start + 10_000):
        store.history.save(a_record(f"s{number}", NOW + timedelta(minutes=number)))
        acknowledge({"session": f"s{number}", "note": "felt strong"})


def edit(store, acknowledge, start: int) -> None:
    """Change the note of one session over and over."""
    if store.history.load("edited") is None:
        store.history.save(a_record("edited", note=f"{start:08}"))
        acknowledge({"session": "edited", "note": f"{start:08}"})
    for number in range(start + 1, start + 10_000):
        # Two values, so that half an edit would be noticed.
        record = replace(store.history.load("edited"), note=f"{number:08}", title=f"{number:08}")
        store.history.edit(record, wall())
        acknowledge({"session": "edited", "note": f"{number:08}"})


def journal(store, acknowledge, start: int) -> None:
    """Write one journal snapshot after another, each after the last was acknowledged."""
    plan = Plan("Core", (Block("b1", BlockKind.WORK, 30.0),), 30)
    session = begin_session(plan, id=f"j{start}", started_at=NOW.isoformat())
    answered = threading.Event()
    book = store.journal(lambda call: call())
    book.waiting()  # As at a start: once it is known, a new session may replace it.
    sets = ()
    for number in range(1, 10_000):
        sets = (*sets[-40:], a_set(f"j{start}:{number}"))
        answered.clear()
        book.save(replace(session, sets=sets), lambda fault: answered.set())
        answered.wait()
        acknowledge({"journal": f"j{start}", "set": sets[-1].id})


def merge(store, acknowledge, start: int) -> None:
    """Merge other histories, each with a new session and an edit of one that is there."""
    for number in range(start, start + 10_000):
        later = wall().isoformat()
        known = a_record("merged", note=f"{number:08}", title=f"{number:08}", edited_at=later)
        fresh = a_record(f"m{number}", NOW - timedelta(days=31), edited_at=later)
        store.history.merge({r.id: to_builtins(r) for r in (known, fresh)})
        acknowledge({"session": "merged", "note": f"{number:08}"})
        acknowledge({"session": f"m{number}", "note": "felt strong"})


def trash(store, acknowledge, start: int) -> None:
    """Move a session to the trash and bring it back, over and over."""
    store.history.save(a_record("thrown"))
    for _ in range(start, start + 10_000):
        store.history.delete("thrown", wall())
        store.history.restore("thrown", wall())
        acknowledge({"session": "thrown", "note": "felt strong"})


def restore(store, acknowledge, start: int) -> None:
    """Bring back the newest generation of a month, over and over, between edits."""
    edit_once = a_record("kept", note=f"{start:08}", title=f"{start:08}")
    store.history.save(edit_once)
    months = MonthFiles(store.folder / "history", store.access, SESSION_KIND)
    for _ in range(start, start + 10_000):
        store.history.save(a_record("kept"))
        file = months.file("2026-11")
        generation, month = next(file.good_generations())
        assert month.record("kept") is not None
        file.write(generation.path.read_bytes())
        acknowledge({"session": "kept", "note": ""})


def export(store, acknowledge, start: int) -> None:
    """Export to one new file after the other."""
    store.history.save(a_record("exported"))
    for number in range(start, start + 10_000):
        document = build_export_document(store.history.records())
        path = store.folder / f"export{number}.json"
        write_new_file(path, format_json(document))
        acknowledge({"file": path.name})


def killed(folder: Path, work, start: int, after: float, *, begun: bool) -> list[dict]:
    """Let a child work, kill it, and return what it had acknowledged.

    Time counts from its start, or with `begun` from its first acknowledgement, so that on a busy
    machine not every child is killed before it acknowledges anything.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        store = open_data_folder(folder, wall=wall)
        work(store, lambda word: os.write(writing, json.dumps(word).encode() + b"\n"), start)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        first = pipe.readline() if begun else b""
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = [first, *pipe.read().splitlines(keepends=True)]
    return [json.loads(line) for line in lines if line.endswith(b"\n")]


def whole(record, revisions) -> bool:
    """Whether each version has both values, and is followed by the one it was edited from."""
    versions = [record, *revisions]
    notes = [version.note for version in versions]
    both = all(version.title == version.note for version in versions[:-1])
    return both and notes == sorted(set(notes), reverse=True)


def lost(folder: Path, words: list[dict]) -> list[str]:
    """List what was acknowledged and is missing, or is reported as damaged."""
    store = open_data_folder(folder, wall=wall)
    store.history.read_older()
    missing = [notice.text for notice in store.history.notices() if "future" not in notice.text]
    notes = {word["session"]: word["note"] for word in words if "session" in word}
    for id, note in notes.items():
        record = store.history.load(id)
        # An unfinished edit may have been written too: the note may be newer, never older.
        if record is None or record.note < note:
            missing.append(f"{id}: {note}")
        elif id == "edited" and not whole(record, store.history.revisions(id)):
            missing.append(f"{id}: half an edit at {record.note}")
    missing += half_exports(folder, words)
    snapshots = [word for word in words if "journal" in word]
    if snapshots:
        waiting = store.journal(lambda call: call()).waiting()
        newest = snapshots[-1]
        # The next session's first snapshot may have been written but not acknowledged.
        overtaken = waiting is not None and int(waiting.session.id[1:]) > int(newest["journal"][1:])
        if waiting is None or not (
            overtaken or newest["set"] in {s.id for s in waiting.session.sets}
        ):
            missing.append(newest["set"])
    store.history.close()
    return missing


def half_exports(folder: Path, words: list[dict]) -> list[str]:
    """The exports that were acknowledged and are not there, and those that are there in part."""
    there = {path.name: path for path in folder.glob("export*.json")}
    wrong = [word["file"] for word in words if "file" in word and word["file"] not in there]
    for name, path in there.items():
        try:
            read_json(path.read_bytes(), name)
        except BadFileError as error:
            wrong.append(str(error))
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--within", type=float, default=0.06, help="seconds a child may live")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    works = (insert, edit, journal, merge, trash, restore, export)
    acknowledged, losses = 0, []
    with tempfile.TemporaryDirectory() as root:
        acknowledged_in: dict[str, list[dict]] = {}
        for kill in range(arguments.kills):
            work = works[kill % len(works)]
            # A new folder now and then, because the first writes create folders.
            folder = Path(root) / f"{work.__name__}{kill // (10 * len(works))}"
            folder.mkdir(exist_ok=True)
            words = acknowledged_in.setdefault(str(folder), [])
            after, begun = chance.uniform(0.0, arguments.within), kill % 2 == 0
            fresh = killed(folder, work, kill * 10_000, after, begun=begun)
            if work is journal and fresh:
                words.clear()  # The newest session's snapshot has replaced the last one.
            words.extend(fresh)
            acknowledged += len(fresh)
            losses.extend(f"kill {kill}, {work.__name__}: {what}" for what in lost(folder, words))
    print(f"{arguments.kills} kills, {acknowledged} acknowledged, {len(losses)} lost")
    for line in losses:
        print(line)
    return 1 if losses or not acknowledged else 0


if __name__ == "__main__":
    sys.exit(main())
