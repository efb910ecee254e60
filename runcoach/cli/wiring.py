"""The rooms behind a command, opened where it needs them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from runcoach.cli.errors import MISUSE, Refused, tell

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from runcoach.core.coach.athlete import Known
    from runcoach.core.model.catalogue import Catalogue, Problem
    from runcoach.core.model.plan import Plan
    from runcoach.core.model.programme import Programme
    from runcoach.core.model.settings import Settings
    from runcoach.paths import Paths
    from runcoach.storage.data_folder import Store
    from runcoach.storage.documents.coach import StoredCoaching
    from runcoach.storage.history.history import StoredHistory


class Rooms(Struct, frozen=True):
    """The person's folders, the catalogue and the store behind a command."""

    paths: Paths
    catalogue: Catalogue
    store: Store
    settings: Settings
    coaching: StoredCoaching
    mistakes: tuple[Problem, ...] = ()
    """Settings whose value counts as not set."""


class HistoryExporter(Struct, frozen=True):
    """The port `Exporter` for a stored history; what writes is imported by the first export."""

    history: StoredHistory
    catalogue: Catalogue

    def export(self, format: str, path: Path, options: Mapping[str, object]) -> None:
        """As `FileExporter.export` does, and raises."""
        from runcoach.core.merging.documents import revisions
        from runcoach.interchange.exporter import FileExporter
        from runcoach.storage.history.decoding import readable

        FileExporter(
            records=lambda: list(self.history.records()),
            revisions=lambda: {
                id: list(readable(revisions(document)))
                for id, document in self.history.documents().items()
            },
            catalogue=lambda: self.catalogue,
            now=wall,
        ).export(format, path, options)


def wall() -> datetime:
    """Local time with its offset."""
    return datetime.now().astimezone()


def open_catalogue(paths: Paths) -> Catalogue:
    """The built-in exercises and programmes with the person's own over them."""
    from runcoach.catalogue.compiled_cache import load_catalogue
    from runcoach.resources import assets_folder

    return load_catalogue(assets_folder(), paths.data, paths.cache)


def open_rooms(paths: Paths, *, writer: bool) -> Rooms:
    """All of them."""
    from runcoach.storage.data_folder import open_store
    from runcoach.storage.documents.coach import StoredCoaching
    from runcoach.storage.documents.settings import settings_of

    catalogue = open_catalogue(paths)
    store = open_store(paths.data, wall=wall, writer=writer)
    coaching = StoredCoaching(store.documents, catalogue, paths.programmes)
    settings, mistakes = settings_of(store.documents)
    return Rooms(paths, catalogue, store, settings, coaching, mistakes)


def known(rooms: Rooms, at: datetime) -> Known:
    """What the coach knows of the person at a moment."""
    from runcoach.core.coach.athlete import RECENT, Known, counted

    history, coaching = rooms.store.history, rooms.coaching
    history.read_older()  # The place in a series rests on every session of it.
    return Known(
        rooms.catalogue,
        at,
        coaching.profile(),
        coaching.notebook(),
        history.recent(RECENT),
        counted(history.entries()),
    )


def composed(options: argparse.Namespace, rooms: Rooms) -> Plan:
    """The plan that the flags of `start` and `plan` ask for.

    Raises:
        Refused: there is no such programme, or none at all, no exercise asks for a piece of the
            equipment, or a NAME and a focus are given.
    """
    from runcoach.core.model.exercise import TierName
    from runcoach.core.model.focus import Focus
    from runcoach.core.planner.propose import Ask, proposed
    from runcoach.core.planner.request import Wish

    if options.name and options.focus:
        raise Refused("a NAME has its own focus: give a NAME or --focus, not both", MISUSE)
    _check_equipment(options.equipment or (), rooms.catalogue)
    settings = rooms.settings
    focus = Focus(options.focus.replace("-", " ")) if options.focus else None
    person = known(rooms, wall())
    ask = Ask(
        Wish(options.minutes, focus, options.equipment),
        None if focus else _programme(options, rooms, person),
        TierName(options.tier) if options.tier else None,
        settings.count_in_s,
        settings.rest_scale,
    )
    return proposed(ask, person).plan


def _check_equipment(names: Sequence[str], catalogue: Catalogue) -> None:
    from runcoach.core.model.profile import WEIGHTS

    tiers = (t for e in catalogue.exercises.values() for t in e.tiers)
    asked_for = {name for tier in tiers for name in tier.equipment}.union(WEIGHTS)
    for name in names:
        if name not in asked_for:
            there = ", ".join(sorted(asked_for))
            raise Refused(f"no exercise asks for {name!r}; there are: {there}", MISUSE)


def _programme(options: argparse.Namespace, rooms: Rooms, person: Known) -> Programme | None:
    """The one that was named, or what Today would show first; None for one for the day."""
    catalogue = rooms.catalogue
    if options.name:
        programme = catalogue.programme(options.name)
        if programme is None:
            names = ", ".join(sorted(p.id for p in catalogue.programmes.values()))
            raise Refused(f"there is no programme {options.name!r}; there are: {names}", MISUSE)
        return programme
    if not catalogue.programmes:
        raise Refused("there is no programme that can be read; `runcoach doctor` says why")
    if all(e.rehearsal for e in rooms.store.history.entries()):
        return min(catalogue.programmes.values(), key=lambda p: p.order)
    from runcoach.core.planner.propose import suits

    last = catalogue.programme(rooms.settings.last_programme)
    return last if last is not None and suits(last, person) else None


def tell_problems(catalogue: Catalogue, coaching: StoredCoaching | None = None) -> None:
    """One line for each file that was left out, and for each value of the profile."""
    for problem in (*catalogue.problems, *(coaching.problems() if coaching else ())):
        tell(problem)
