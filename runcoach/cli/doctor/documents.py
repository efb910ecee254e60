"""Checks of every value in the settings, the profile and the coach's decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.cli.doctor.findings import Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from runcoach.paths import Paths
    from runcoach.storage.durable.migrations import RawDocument

AREA = "files"
FIX_VALUE = "Fix the value; until then the app ignores it and leaves it in the file."


def check_documents(paths: Paths) -> Iterator[Finding]:
    """Every document that exists, and the values in it that can't be used."""
    from runcoach.storage.documents.documents import SCHEMAS, decode_document
    from runcoach.storage.durable.atomic_write import Disk, NotAFileError, read_file
    from runcoach.storage.durable.damage import DamagedError, NewerSchemaError

    stored: dict[str, RawDocument] = {}
    for name, schema in SCHEMAS.items():
        path = paths.data / f"{name}.json"
        try:
            stored[name] = decode_document(read_file(Disk(), path), schema)
        except FileNotFoundError:
            copies = _copies(path)
            if copies:
                todo = "Start the app: it takes the newest copy."
                yield Finding(AREA, State.BROKEN, f"{path.name} is missing; {copies}", todo)
        except NotADirectoryError:
            return  # The check of the folders reports it.
        except NewerSchemaError:
            text = f"{path.name} was written by a newer runcoach"
            yield Finding(AREA, State.BROKEN, text, "Update runcoach to use it.")
        except (DamagedError, NotAFileError):
            todo = "Start the app: it sets the file aside and takes the newest copy."
            yield Finding(AREA, State.BROKEN, f"{path.name} is damaged", todo)
        except OSError as error:
            text = f"{path.name} can't be read: {error.strerror}"
            yield Finding(AREA, State.BROKEN, text, "Make it readable.")
    yield from _values(stored, paths)


def _values(stored: Mapping[str, RawDocument], paths: Paths) -> Iterator[Finding]:
    from runcoach.core.model.catalogue import Problem
    from runcoach.storage.documents.coach import COACH, PROFILE, UNUSED_ENDING, FileCoachDocuments
    from runcoach.storage.documents.settings import find_settings_mistakes

    values = {name: {k: v for k, v in d.items() if k != "schema"} for name, d in stored.items()}
    problems_by_name: dict[str, list[Problem]] = {name: [] for name in stored}
    if "settings" in stored:
        mistakes = find_settings_mistakes(values["settings"])
        problems_by_name["settings"] = [
            Problem("settings.json", key, expected) for key, expected in mistakes
        ]
    if PROFILE in stored or COACH in stored:
        from runcoach.cli.wiring import open_catalogue

        coaching = FileCoachDocuments(
            _ReadOnlyDocuments(values), open_catalogue(paths), paths.programmes
        )
        coaching.profile()
        coaching.notebook()
        for problem in coaching.problems():
            problems_by_name[problem.file.removesuffix(".json")].append(problem)
    for name, problems in problems_by_name.items():
        for problem in problems:
            harmless = problem.expected.endswith(UNUSED_ENDING)
            state = State.NOTE if harmless else State.BROKEN
            yield Finding(AREA, state, str(problem), "" if harmless else FIX_VALUE)
        if all(p.expected.endswith(UNUSED_ENDING) for p in problems):
            yield Finding(AREA, State.OK, f"{name}.json")


class _ReadOnlyDocuments:
    """The port `Documents` for documents that were read already; nothing is written."""

    def __init__(self, stored: Mapping[str, Mapping[str, object]]) -> None:
        self._stored = stored

    def read(self, name: str) -> Mapping[str, object]:
        return self._stored.get(name, {})

    def write(self, name: str, values: Mapping[str, object]) -> None:
        raise OSError(f"{name}.json is read-only here.")


def _copies(path: Path) -> str:
    from runcoach.storage.durable.generations import list_generations

    count = len(list_generations(path))
    return f"{count} cop{'y' if count == 1 else 'ies'}" if count else ""
