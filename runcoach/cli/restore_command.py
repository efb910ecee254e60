"""`runcoach history restore`: replaces a month's file by one of its earlier generations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.cli.errors import MISUSE, CommandError
from runcoach.cli.wiring import local_now

if TYPE_CHECKING:
    from runcoach.core.model.records import SessionRecord
    from runcoach.paths import Paths
    from runcoach.storage.durable.generations import Generation
    from runcoach.storage.durable.guarded_file import GuardedFile
    from runcoach.storage.history.month_document import MonthDocument


def restore_month(paths: Paths, month: str | None, number: int | None) -> int:
    """List the generations of a month, or of all months, or restore one. Returns the exit code.

    The replaced contents become a generation themselves, so that a restore can be undone.

    Raises:
        CommandError: there is no such month or generation, or a newer runcoach wrote the file.
    """
    from runcoach.storage.data_folder import open_data_folder
    from runcoach.storage.durable.atomic_write import read_file
    from runcoach.storage.durable.damage import NewerSchemaError, newer_schema_message
    from runcoach.storage.history.month_files import MonthFiles
    from runcoach.storage.history.record_kind import SESSION_KIND

    store = open_data_folder(paths.data, wall=local_now, writer=number is not None)
    months = MonthFiles(paths.history, store.access, SESSION_KIND)
    names = months.names()
    if month is None:
        for name in names:
            _print_generations(name, months.file(name))
        return 0
    if month not in names:
        raise CommandError(f"there is no month {month!r}; available: {', '.join(names) or 'none'}")
    file = months.file(month)
    if number is None:
        _print_generations(month, file)
        return 0
    match = next((g for g in file.good_generations() if g[0].number == number), None)
    if match is None:
        numbers = ", ".join(str(g.number) for g, _ in file.good_generations()) or "none"
        raise CommandError(f"{month} has no generation {number}; available: {numbers}", MISUSE)
    # Both before the write, which may delete that generation.
    data, description = read_file(store.access.disk, match[0].path), _describe(*match)
    try:
        file.write(data)
    except NewerSchemaError:
        raise CommandError(newer_schema_message(month)) from None
    finally:
        store.history.close()
    print(f"Restored {month}: {description}.")
    print("Its contents until now are a generation too, and can be restored as well.")
    return 0


def _print_generations(name: str, file: GuardedFile[MonthDocument[SessionRecord]]) -> None:
    generations = list(file.good_generations())
    if not generations:
        print(f"{name} has no earlier generation yet; its second change creates the first.")
    for generation, month in generations:
        print(f"{name}  {generation.number:>6}  {_describe(generation, month)}")


def _describe(generation: Generation, month: MonthDocument[SessionRecord]) -> str:
    written = f"{generation.written_at():%Y-%m-%d %H:%M}"
    count = len(month.records)
    kind = f"before the changes of {generation.day}" if generation.day else "before the last change"
    return f"{written}, {count} session{'' if count == 1 else 's'}, {kind}"
