"""`runcoach export backup` and the import of one: the whole data folder in one zip.

A backup goes into an empty folder as it is, so that the app is the same as before. In a folder that
has something it is merged, as another data folder would be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.cli.errors import INCOMPLETE, CommandError, print_error
from runcoach.cli.wiring import local_now

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from runcoach.interchange.backup.archive import Backup
    from runcoach.paths import Paths

PATTERNS = (
    "history/*.json",
    "runs/*.json",
    "*.json",
    "exercise-names.toml",
    "exercises/*.toml",
    "programmes/*.toml",
)


def export_backup(path: Path, paths: Paths) -> int:
    """Write the data folder to a new zip. Returns the exit code."""
    from runcoach.interchange.backup.archive import build_backup
    from runcoach.interchange.new_file import write_new_bytes
    from runcoach.storage.data_folder import open_history

    history = open_history(paths.data, wall=local_now, writer=False)
    files, gaps = _collect(paths.data)
    gaps += [gap for gap in history.gaps() if gap not in gaps]
    data = build_backup(files, local_now(), complete=not gaps)
    try:
        write_new_bytes(path, data)
    except FileExistsError:
        raise CommandError(f"{path} already exists; name a new file") from None
    for gap in gaps:
        print_error(gap)
    count = f"{len(files)} file{'' if len(files) == 1 else 's'}"
    if gaps:
        print(f"Written to {path}: {count}, but not everything.")
        return INCOMPLETE
    print(f"Written to {path}: {count}.")
    return 0


def import_any(options: argparse.Namespace, paths: Paths) -> int:
    """Import what `options.paths` are: backups, runs and sessions. Returns the exit code."""
    from runcoach.cli.import_command import import_paths

    backups = [path for path in options.paths if _is_backup(path)]
    others = [path for path in options.paths if path not in backups]
    codes = [import_backup(path, paths, dry_run=options.dry_run) for path in backups]
    if others:
        codes.append(import_paths(options, others, paths))
    return max(codes)


def _is_backup(path: Path) -> bool:
    from runcoach.interchange.backup.archive import is_backup

    if not path.is_file():
        return False
    with path.open("rb") as file:
        return is_backup(file)


def import_backup(path: Path, paths: Paths, *, dry_run: bool = False) -> int:
    """Bring a backup back, or merge it into a folder that has something. Returns the exit code."""
    from runcoach.interchange.backup.archive import read_backup
    from runcoach.interchange.import_result import BadFileError

    try:
        backup = read_backup(path.read_bytes(), path.name)
    except BadFileError as error:
        raise CommandError(str(error)) from None
    count = f"{len(backup.files)} file{'' if len(backup.files) == 1 else 's'}"
    empty = _collect(paths.data) == ({}, [])
    code = 0
    if dry_run:
        print(f"Backup: {count} would be {'brought back' if empty else 'merged'}.")
    elif empty:
        _write_all(backup, paths.data)
        print(f"Brought back {count}.")
    else:
        code = _merge(backup, paths)
    if not backup.complete:
        print_error("the backup itself lacks something: it could not be read when it was made")
    return code if backup.complete else INCOMPLETE


def _collect(folder: Path) -> tuple[dict[str, bytes], list[str]]:
    """The files of a data folder that belong in a backup, and a line for each unreadable one."""
    from runcoach.interchange.backup.archive import is_backup_path
    from runcoach.storage.durable.atomic_write import Disk, read_file

    files: dict[str, bytes] = {}
    gaps: list[str] = []
    for pattern in PATTERNS:
        for found in sorted(folder.glob(pattern)):
            name = found.relative_to(folder).as_posix()
            if not is_backup_path(name):
                continue
            try:
                name.encode()
                files[name] = read_file(Disk(), found)
            except UnicodeEncodeError:
                gaps.append(f"{name!a} is left out: its name is no text")
            except OSError as fault:
                gaps.append(f"{name} can't be read: {fault.strerror or fault}")
    return files, gaps


def _write_all(backup: Backup, folder: Path) -> None:
    from runcoach.storage.durable.atomic_write import Disk, write_atomically
    from runcoach.storage.durable.lock import WriterLock

    lock, disk = WriterLock(folder), Disk()
    lock.claim()
    try:
        # The history last: a kill before it leaves a folder to which the rest is added again.
        for name in sorted(backup.files, key=lambda name: (name.startswith("history/"), name)):
            write_atomically(disk, folder / name, backup.files[name])
    finally:
        lock.release()


def _merge(backup: Backup, paths: Paths) -> int:
    """Merge as from another data folder; own files that are missing here are added."""
    import tempfile
    from argparse import Namespace
    from pathlib import Path

    from runcoach.cli.merge_command import merge_folder
    from runcoach.storage.durable.atomic_write import Disk, write_atomically

    own = {name: data for name, data in backup.files.items() if name.endswith(".toml")}
    new = [name for name in own if not (paths.data / name).exists()]
    for name in new:
        write_atomically(Disk(), paths.data / name, own[name])
        print(f"Added {name}.")
    differing = [n for n in own if n not in new and (paths.data / n).read_bytes() != own[n]]
    for name in sorted(differing):
        print(f"{name} differs; yours is unchanged.")
    with tempfile.TemporaryDirectory() as scratch:
        for name, data in backup.files.items():
            write_atomically(Disk(), Path(scratch) / name, data)
        (Path(scratch) / "history").mkdir(exist_ok=True)
        return merge_folder(Namespace(path=Path(scratch)), paths)
