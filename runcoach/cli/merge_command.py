"""`merge`, beside the history: the coach's notebook, and what stays behind, said plainly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import fields

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from runcoach.core.coach.notebook import Notebook
    from runcoach.paths import Paths
    from runcoach.storage.data_folder import Store

COUNTED = {
    "decisions": ("decision of the coach", "decisions of the coach"),
    "changes": ("change of tier or step", "changes of tier or step"),
    "checks": ("answer about pain", "answers about pain"),
    "cleared": ("word that it was looked at", "words that it was looked at"),
    "hurt": ("report of pain", "reports of pain"),
}
"""What is counted of the notebook, by its field."""


def take_in_notebook(folder: Path, paths: Paths, ours: Store) -> Iterator[str]:
    """Take in what was decided there, once its history is in ours; a line for each thing to say.

    Raises:
        OSError: nothing more was changed.
    """
    from runcoach.cli.wiring import open_catalogue, wall
    from runcoach.core.history.counting import attended
    from runcoach.core.merging.notebooks import united
    from runcoach.storage.data_folder import open_store
    from runcoach.storage.documents.coach import StoredCoaching

    catalogue = open_catalogue(paths)
    there = open_store(folder, wall=wall, writer=False).documents
    theirs = StoredCoaching(there, catalogue, paths.programmes)
    mine = StoredCoaching(ours.documents, catalogue, paths.programmes)
    before, entries = mine.notebook(), ours.history.entries()
    began = {entry.id: entry.started_at for entry in entries}
    after = united(before, theirs.notebook(), began, (a.day for a in attended(entries)))
    if after != before:
        mine.keep_notebook(after, before)
        yield from _taken_in(before, after)
    profile, known = theirs.profile(), mine.profile()
    if profile is not None and known is None:
        mine.keep_profile(profile)
        yield "What is said about you there is said here now."
    elif profile is not None and profile != known:
        yield "What is said about you differs there; here it stays as it was."
    yield from _left_behind(folder, paths)


def _taken_in(before: Notebook, after: Notebook) -> Iterator[str]:
    told = []
    for field in fields(before):
        if field.name in COUNTED:
            old, new = getattr(before, field.name), getattr(after, field.name)
            count = sum(value not in old for value in new)
            if count:
                told.append(f"{count} {COUNTED[field.name][count > 1]}")
    if told:
        yield f"Taken in as well: {', '.join(told)}."


def _left_behind(folder: Path, paths: Paths) -> Iterator[str]:
    for name, here in (("exercises", paths.exercises), ("programmes", paths.programmes)):
        there = sorted((folder / name).glob("*.toml"))
        missing = [path.name for path in there if not (here / path.name).exists()]
        if missing:
            yield f"Not taken in: {name} {', '.join(missing)}. Copy them into {here}."
    if (folder / "active.json").exists():
        yield "Not taken in: the session under way there. Finish it, and merge again."
