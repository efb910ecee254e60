"""Checks of the folders, catalogue, history, journal and lock; they read and change nothing."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

from runcoach.cli.doctor.findings import Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from runcoach.paths import Paths
    from runcoach.storage.history.record_kind import RecordKind

LITTLE_SPACE = 20 * 1024 * 1024
"""Bytes; a month of training takes far less than one million."""


def check_folders(paths: Paths) -> Iterator[Finding]:
    """Whether each folder exists or can be created, is writable, and has free space."""
    files: set[Path] = set()
    for name, path in (("data", paths.data), ("cache", paths.cache), ("log", paths.log.parent)):
        existing = _nearest_existing(path)
        if not existing.is_dir():
            if existing in files:
                continue
            files.add(existing)
            todo = "Move it away, or name another folder with --data-dir."
            yield Finding("folders", State.BROKEN, f"{existing} is not a folder", todo)
        elif not os.access(existing, os.R_OK | os.W_OK | os.X_OK):
            todo = "Make it writable, or use --data-dir."
            yield Finding("folders", State.BROKEN, f"{name}: {existing} can't be written", todo)
        else:
            later = "" if existing == path else " (created when needed)"
            yield Finding("folders", State.OK, f"{name}: {path}{later}")
    free = shutil.disk_usage(_nearest_existing(paths.data)).free
    if free < LITTLE_SPACE:
        text = f"only {free // 1024} kB free on the disk"
        yield Finding("folders", State.BROKEN, text, "Free some space: nothing can be saved.")


def check_catalogue(paths: Paths) -> Iterator[Finding]:
    """Every exercise and programme file, and the figures of the person's own exercises."""
    from runcoach.catalogue.exercise_file import BUILT_IN
    from runcoach.catalogue.figure_table import read_figures
    from runcoach.catalogue.loader import read_catalogue
    from runcoach.resources import assets_folder

    built_in = assets_folder()
    result = read_catalogue(built_in, paths.data)
    for problem in result.problems:
        yield Finding(
            "catalogue", State.BROKEN, str(problem), "Fix the file; it is ignored until then."
        )
    for exercise in result.exercises.values():
        if exercise.source != BUILT_IN:
            for problem in read_figures(exercise, built_in)[1]:
                todo = "Fix the file; the exercise works without its figure."
                yield Finding("catalogue", State.NOTE, str(problem), todo)
    text = f"{len(result.exercises)} exercises, {len(result.programmes)} programmes"
    yield Finding("catalogue", State.OK, text)


def check_history(paths: Paths) -> Iterator[Finding]:
    """Every month's file, and how many generations it has."""
    from runcoach.storage.conflict_copies import find_conflict_copies
    from runcoach.storage.history.record_kind import SESSION_KIND

    yield from _check_months("history", paths.history, SESSION_KIND)
    for path, sentence in find_conflict_copies(paths.data):
        yield Finding("history", State.BROKEN, sentence, f"Then delete {path}.")


def check_runs(paths: Paths) -> Iterator[Finding]:
    """Every month's file of runs, and how many generations it has."""
    from runcoach.storage.runs.runs import RUN_KIND

    if paths.runs.is_dir():
        yield from _check_months("runs", paths.runs, RUN_KIND)


def _check_months(subject: str, months: Path, kind: RecordKind[Any]) -> Iterator[Finding]:
    from runcoach.storage.durable.atomic_write import Disk, NotAFileError, read_file
    from runcoach.storage.durable.damage import DamagedError, NewerSchemaError
    from runcoach.storage.durable.generations import list_generations
    from runcoach.storage.history.month_document import MONTH_NAME, decode_month_of

    if not months.is_dir():
        yield Finding(subject, State.OK, "none yet")
        return
    folder = months / "generations"
    names = {p.stem for p in months.glob("*.json")}
    names |= {p.name for p in folder.iterdir()} if folder.is_dir() else set()
    for name in sorted(filter(MONTH_NAME.fullmatch, names)):
        path = months / f"{name}.json"
        kept = len(list_generations(path))
        copies = f"{kept} generation{'' if kept == 1 else 's'}"
        todo = "The newest copy is taken at the next start."
        if subject == "history":
            todo = f"`runcoach history restore {name}` lists the copies; the app takes the newest."
        try:
            month = decode_month_of(kind, read_file(Disk(), path))
        except FileNotFoundError:
            if path.is_symlink():
                text = f"{name} can't be read: it links to a file that is not there"
                yield Finding(subject, State.BROKEN, text, "Bring the file back.")
                continue
            yield Finding(subject, State.BROKEN, f"{name} is missing; {copies}", todo)
        except NewerSchemaError:
            text = f"{name} was written by a newer runcoach"
            yield Finding(subject, State.BROKEN, text, "Update runcoach to see it.")
        except (DamagedError, NotAFileError):
            yield Finding(subject, State.BROKEN, f"{name} is damaged; {copies}", todo)
        except OSError as error:
            text = f"{name} can't be read: {error.strerror}"
            yield Finding(subject, State.BROKEN, text, "Make it readable.")
        else:
            count = len(month.records)
            records = f"{count} {kind.noun}{'' if count == 1 else 's'}"
            yield Finding(subject, State.OK, f"{name}: {records}, {copies}")
            for one in month.left_out:
                todo = f"Correct it in the file; the other {kind.noun}s are read."
                yield Finding(subject, State.BROKEN, f"{name}: {one}", todo)
    for aside in sorted(months.glob("*.damaged-*")):
        yield Finding(subject, State.NOTE, f"set aside: {aside}", "Keep it, or delete it.")


def check_journal(paths: Paths) -> Iterator[Finding]:
    """The unfinished session in the journal, if there is one."""
    from runcoach.storage.data_folder import JOURNAL_FILE
    from runcoach.storage.durable.atomic_write import Disk, NotAFileError, read_file
    from runcoach.storage.durable.damage import DamagedError, NewerSchemaError
    from runcoach.storage.journal.snapshot import decode_snapshot

    path = paths.data / JOURNAL_FILE
    if not path.exists():
        return
    try:
        title = decode_snapshot(read_file(Disk(), path)).session.plan.title
    except NewerSchemaError:
        text = f"{path.name} was saved by a newer runcoach"
        yield Finding("journal", State.BROKEN, text, "Update runcoach to resume it.")
    except (DamagedError, NotAFileError):
        todo = "Start the app: it sets the file aside and runs without it."
        yield Finding("journal", State.BROKEN, f"{path.name} is damaged", todo)
    else:
        yield Finding(
            "journal", State.NOTE, f"{title} is unfinished", "Start the app to resume it."
        )


def check_lock(paths: Paths) -> Iterator[Finding]:
    """Whether another app holds the writer's lock."""
    from runcoach.storage.durable.lock import LOCK_FILE, WriterLock

    if not (paths.data / LOCK_FILE).exists():
        yield Finding("lock", State.OK, "free")
        return

    writer = WriterLock(paths.data)
    refusal = writer.refusal
    writer.release()
    if refusal:
        todo = "Close the other app first; beside it this one only reads."
        yield Finding("lock", State.NOTE, refusal.replace(" This one only reads.", ""), todo)
    else:
        yield Finding("lock", State.OK, "free")


def _nearest_existing(path: Path) -> Path:
    """The path, or its nearest parent that exists."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path
