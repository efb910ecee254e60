"""Reading an import file; its format is recognized by its content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.interchange.import_result import decode_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from runcoach.core.model.settings import WeightUnit
    from runcoach.interchange.apps.exercise_names import ExerciseNames
    from runcoach.interchange.import_result import ImportedHistory


def read_import(path: Path) -> ImportedHistory:
    """Read the records of a JSON or CSV file that runcoach wrote.

    Raises:
        BadFileError: the file is neither, or has a mistake.
        OSError: the file can't be opened.
    """
    return parse_import(path.read_bytes(), path.name)


def parse_import(
    data: bytes,
    name: str,
    names: Callable[[], ExerciseNames] | None = None,
    unit: WeightUnit | None = None,
) -> ImportedHistory:
    """The records of a file of sessions: of runcoach, of Strong or of Hevy.

    Args:
        data: The file's bytes.
        name: Its name, for errors.
        names: Which exercises of other apps are ours; asked only for their files.
        unit: Of the weights of a file that does not name one.

    Raises:
        BadFileError: the file is none of these, or has a mistake.
    """
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        from runcoach.interchange.json.history import read_json

        return read_json(data, name)
    from runcoach.interchange.activities.file_kinds import HEAD, FileKind, recognize

    kind = recognize(data[:HEAD])
    if names is not None and kind is FileKind.STRONG:
        from runcoach.interchange.apps.strong import read_strong

        return read_strong(decode_text(data, name), name, names(), unit)
    if names is not None and kind is FileKind.HEVY:
        from runcoach.interchange.apps.hevy import read_hevy

        return read_hevy(decode_text(data, name), name, names(), unit)
    from runcoach.interchange.csv.reader import read_csv

    return read_csv(data, name)
