"""The rooms behind a command, opened where it needs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from runcoach.faults import MISUSE, Refused, tell

if TYPE_CHECKING:
    import argparse

    from runcoach.core.catalogue import Catalogue
    from runcoach.core.plan import Plan
    from runcoach.core.settings import Settings
    from runcoach.paths import Paths
    from runcoach.storage.store import Store


@dataclass(frozen=True)
class Rooms:
    """The person's folders, the catalogue and the store behind a command."""

    paths: Paths
    catalogue: Catalogue
    store: Store
    settings: Settings


def wall() -> datetime:
    """Local time with its offset."""
    return datetime.now().astimezone()


def open_catalogue(paths: Paths) -> Catalogue:
    """The built-in exercises and programmes with the person's own over them."""
    from runcoach.catalogue.compiled import load_catalogue
    from runcoach.resources import assets_folder

    return load_catalogue(assets_folder(), paths.data, paths.cache)


def open_rooms(paths: Paths, *, writer: bool) -> Rooms:
    """All of them."""
    from runcoach.storage.preferences import read_settings
    from runcoach.storage.store import open_store

    store = open_store(paths.data, wall=wall, writer=writer)
    return Rooms(paths, open_catalogue(paths), store, read_settings(store.documents))


def composed(options: argparse.Namespace, rooms: Rooms) -> Plan:
    """The plan that the flags of `start` and `plan` ask for.

    Raises:
        Refused: there is no such programme, or none at all.
    """
    from runcoach.core.compose import Terms, compose
    from runcoach.core.exercise import TierName

    catalogue, settings = rooms.catalogue, rooms.settings
    if not catalogue.programmes:
        raise Refused("there is no programme that can be read; `runcoach doctor` says why")
    name = options.name or settings.last_programme
    programme = catalogue.programme(name) if name else None
    if programme is None and options.name:
        known = ", ".join(sorted(p.id for p in catalogue.programmes.values()))
        raise Refused(f"there is no programme {options.name!r}; there are: {known}", MISUSE)
    programme = programme or min(catalogue.programmes.values(), key=lambda p: p.order)
    terms = Terms(
        tier=TierName(options.tier) if options.tier else None,
        minutes=options.minutes,
        equipment=options.equipment,
        count_in_s=settings.count_in_s,
        rest_scale=settings.rest_scale,
    )
    return compose(programme, catalogue, terms)


def tell_problems(catalogue: Catalogue) -> None:
    """One line for each file that was left out."""
    for problem in catalogue.problems:
        tell(problem)
