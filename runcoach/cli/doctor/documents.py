"""Settings, profile and the coach's decisions: each read, and every value in them checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.cli.doctor.findings import Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from runcoach.paths import Paths
    from runcoach.storage.durable.migrations import Raw

AREA = "files"
MEND_IT = "Mend the value; until then the app goes on without it, and keeps it."


def documents(paths: Paths) -> Iterator[Finding]:
    """Every document that is there, and what of it can't be used."""
    from runcoach.storage.documents.documents import NAMES, read_document
    from runcoach.storage.durable.damage import DamagedError, NewerSchemaError

    stored: dict[str, Raw] = {}
    for name in NAMES:
        path = paths.data / f"{name}.json"
        try:
            stored[name] = read_document(path.read_bytes())
        except FileNotFoundError:
            copies = _copies(path)
            if copies:
                todo = "Start the app: it takes the newest copy."
                yield Finding(AREA, State.BROKEN, f"{path.name} is missing; {copies}", todo)
        except NotADirectoryError:
            return  # What is wrong with the folder is told of the folder.
        except NewerSchemaError:
            text = f"{path.name} was written by a newer runcoach"
            yield Finding(AREA, State.BROKEN, text, "Update runcoach to use it.")
        except DamagedError:
            todo = "Start the app: it sets the file aside and takes the newest copy."
            yield Finding(AREA, State.BROKEN, f"{path.name} is damaged", todo)
        except OSError as error:
            text = f"{path.name} can't be read: {error.strerror}"
            yield Finding(AREA, State.BROKEN, text, "Give yourself the right to read it.")
    yield from _values(stored, paths)


def _values(stored: Mapping[str, Raw], paths: Paths) -> Iterator[Finding]:
    from runcoach.core.model.catalogue import Problem
    from runcoach.storage.documents.coach import COACH, GONE, PROFILE, StoredCoaching
    from runcoach.storage.documents.settings import settings_mistakes

    without = {name: {k: v for k, v in d.items() if k != "schema"} for name, d in stored.items()}
    found: dict[str, list[Problem]] = {name: [] for name in stored}
    if "settings" in stored:
        wrong = settings_mistakes(without["settings"])
        found["settings"] = [Problem("settings.json", key, said) for key, said in wrong]
    if PROFILE in stored or COACH in stored:
        from runcoach.cli.wiring import open_catalogue

        coaching = StoredCoaching(_AsStored(without), open_catalogue(paths), paths.programmes)
        coaching.profile()
        coaching.notebook()
        for problem in coaching.problems():
            found[problem.file.removesuffix(".json")].append(problem)
    for name, problems in found.items():
        for problem in problems:
            harmless = problem.expected.endswith(GONE)
            state = State.NOTE if harmless else State.BROKEN
            yield Finding(AREA, state, str(problem), "" if harmless else MEND_IT)
        if all(p.expected.endswith(GONE) for p in problems):
            yield Finding(AREA, State.OK, f"{name}.json")


class _AsStored:
    """The documents as their files have them; nothing is written."""

    def __init__(self, stored: Mapping[str, Mapping[str, object]]) -> None:
        self._stored = stored

    def read(self, name: str) -> Mapping[str, object]:
        return self._stored.get(name, {})

    def write(self, name: str, values: Mapping[str, object]) -> None:
        raise OSError(f"{name}.json is only looked at.")


def _copies(path: Path) -> str:
    from runcoach.storage.durable.generations import generations

    kept = len(generations(path))
    return f"{kept} cop{'y' if kept == 1 else 'ies'}" if kept else ""
