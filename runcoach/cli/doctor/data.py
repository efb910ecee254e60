"""Folders and files: all that is there, read and checked, and nothing changed."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from runcoach.cli.doctor.findings import Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from runcoach.paths import Paths

LITTLE_SPACE = 20 * 1024 * 1024
"""Bytes; a month of training takes far under one million."""


def folders(paths: Paths) -> Iterator[Finding]:
    """Whether each folder is there and can be written in, and whether there is room."""
    files: set[Path] = set()
    for name, path in (("data", paths.data), ("cache", paths.cache), ("log", paths.log.parent)):
        there = _nearest(path)
        if not there.is_dir():
            if there in files:
                continue
            files.add(there)
            todo = "Move it away, or name another folder with --data-dir."
            yield Finding("folders", State.BROKEN, f"{there} is no folder", todo)
        elif not os.access(there, os.R_OK | os.W_OK | os.X_OK):
            todo = "Give yourself the right to write there, or use --data-dir."
            yield Finding("folders", State.BROKEN, f"{name}: {there} can't be written", todo)
        else:
            later = "" if there == path else " (made when it is needed)"
            yield Finding("folders", State.OK, f"{name}: {path}{later}")
    free = shutil.disk_usage(_nearest(paths.data)).free
    if free < LITTLE_SPACE:
        text = f"{free // 1024} kB are left on the disk"
        yield Finding("folders", State.BROKEN, text, "Make room: nothing could be saved.")


def catalogue(paths: Paths) -> Iterator[Finding]:
    """Every exercise and programme file, the person's own too; the figures of these."""
    from runcoach.catalogue.exercise_file import BUILT_IN
    from runcoach.catalogue.figure_table import figures_of
    from runcoach.catalogue.loader import read_catalogue
    from runcoach.resources import assets_folder

    built_in = assets_folder()
    found = read_catalogue(built_in, paths.data)
    for problem in found.problems:
        yield Finding("catalogue", State.BROKEN, str(problem), "Mend the file; it is left out.")
    for exercise in found.exercises.values():
        if exercise.source != BUILT_IN:
            for problem in figures_of(exercise, built_in)[1]:
                todo = "Mend the file; the exercise works without its figure."
                yield Finding("catalogue", State.NOTE, str(problem), todo)
    text = f"{len(found.exercises)} exercises, {len(found.programmes)} programmes"
    yield Finding("catalogue", State.OK, text)


def history(paths: Paths) -> Iterator[Finding]:
    """Every month's file, and its generations."""
    from runcoach.storage.durable.damage import DamagedError, NewerSchemaError
    from runcoach.storage.durable.generations import generations
    from runcoach.storage.history.month_document import MONTH, read_month

    if not paths.history.is_dir():
        yield Finding("history", State.OK, "none yet")
        return
    folder = paths.history / "generations"
    names = {p.stem for p in paths.history.glob("*.json")}
    names |= {p.name for p in folder.iterdir()} if folder.is_dir() else set()
    for name in sorted(filter(MONTH.fullmatch, names)):
        path = paths.history / f"{name}.json"
        kept = len(generations(path))
        copies = f"{kept} generation{'' if kept == 1 else 's'}"
        todo = f"`runcoach history restore {name}` lists the copies; the app takes the newest."
        try:
            count = len(read_month(path.read_bytes()).records)
        except FileNotFoundError:
            yield Finding("history", State.BROKEN, f"{name} is missing; {copies}", todo)
        except NewerSchemaError:
            text = f"{name} was written by a newer runcoach"
            yield Finding("history", State.BROKEN, text, "Update runcoach to see it.")
        except DamagedError:
            yield Finding("history", State.BROKEN, f"{name} is damaged; {copies}", todo)
        except OSError as error:
            text = f"{name} can't be read: {error.strerror}"
            yield Finding("history", State.BROKEN, text, "Give yourself the right to read it.")
        else:
            sessions = f"{count} session{'' if count == 1 else 's'}"
            yield Finding("history", State.OK, f"{name}: {sessions}, {copies}")
    for aside in sorted(paths.history.glob("*.damaged-*")):
        yield Finding("history", State.NOTE, f"set aside: {aside}", "Keep it, or delete it.")


def journal(paths: Paths) -> Iterator[Finding]:
    """A session that waits to be gone on with."""
    from runcoach.storage.data_folder import JOURNAL
    from runcoach.storage.durable.damage import NewerSchemaError
    from runcoach.storage.journal.snapshot import read_snapshot

    path = paths.data / JOURNAL
    if not path.exists():
        return
    try:
        title = read_snapshot(path.read_bytes()).session.plan.title
    except NewerSchemaError:
        text = f"{path.name} was saved by a newer runcoach"
        yield Finding("journal", State.BROKEN, text, "Update runcoach, and go on with it there.")
    except (ValueError, RecursionError):
        todo = "Start the app: it sets the file aside, and all else goes on."
        yield Finding("journal", State.BROKEN, f"{path.name} is damaged", todo)
    else:
        yield Finding("journal", State.NOTE, f"{title} waits", "Start the app to go on with it.")


def lock(paths: Paths) -> Iterator[Finding]:
    """Who may write."""
    from runcoach.storage.durable.lock import LOCK, WriterLock

    if not (paths.data / LOCK).exists():
        yield Finding("lock", State.OK, "free")
        return

    writer = WriterLock(paths.data)
    refusal = writer.refusal
    writer.release()
    if refusal:
        todo = "Close the other one before you start here; beside it the app only reads."
        yield Finding("lock", State.NOTE, refusal.replace(" This one only reads.", ""), todo)
    else:
        yield Finding("lock", State.OK, "free")


def _nearest(path: Path) -> Path:
    """The path, or the nearest of those above it that is there."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path
