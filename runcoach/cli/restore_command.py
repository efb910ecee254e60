"""`history restore`: an earlier generation of a month takes the place of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.cli.errors import MISUSE, Refused
from runcoach.cli.wiring import wall

if TYPE_CHECKING:
    from runcoach.paths import Paths
    from runcoach.storage.durable.generations import Generation
    from runcoach.storage.durable.guarded_file import KeptFile
    from runcoach.storage.history.month_document import Month


def bring_back(paths: Paths, month: str | None, number: int | None) -> int:
    """List the generations there are, or bring one back; what to exit with.

    What stands in the file until then becomes a generation itself, so that this can be undone.
    """
    from runcoach.storage.data_folder import open_store
    from runcoach.storage.durable.atomic_write import read_whole
    from runcoach.storage.durable.damage import NewerSchemaError, newer_sentence
    from runcoach.storage.history.month_files import Months

    store = open_store(paths.data, wall=wall, writer=number is not None)
    months = Months(paths.history, store.keeping)
    names = months.names()
    if month is None:
        for name in names:
            _list(name, months.file(name))
        return 0
    if month not in names:
        raise Refused(f"there is no month {month!r}; there are: {', '.join(names) or 'none'}")
    file = months.file(month)
    if number is None:
        _list(month, file)
        return 0
    found = next((g for g in file.good_generations() if g[0].number == number), None)
    if found is None:
        there = ", ".join(str(g.number) for g, _ in file.good_generations()) or "none"
        raise Refused(f"{month} has no generation {number}; there are: {there}", MISUSE)
    # Both before the write, which may let go of that generation.
    data, told = read_whole(store.keeping.disk, found[0].path), _told(*found)
    try:
        file.write(data)
    except NewerSchemaError:
        raise Refused(newer_sentence(month)) from None
    finally:
        store.history.close()
    print(f"{month} is as it was: {told}.")
    print("What it was until now is a generation too, and can be brought back as well.")
    return 0


def _list(name: str, file: KeptFile[Month]) -> None:
    found = list(file.good_generations())
    if not found:
        print(f"{name} has no earlier generation yet: its second change makes the first.")
    for generation, month in found:
        print(f"{name}  {generation.number:>6}  {_told(generation, month)}")


def _told(generation: Generation, month: Month) -> str:
    written = f"{generation.written_at():%Y-%m-%d %H:%M}"
    count = len(month.records)
    what = f"first of {generation.day}" if generation.day else "before the last change"
    return f"{written}, {count} session{'' if count == 1 else 's'}, {what}"
