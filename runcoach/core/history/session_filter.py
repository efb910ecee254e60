"""Finding sessions in the light index: by exercise, programme, tier, words, dates and pain."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from msgspec import Struct

from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dates import local_day
from runcoach.core.model.exercise import TierName
from runcoach.core.model.records import Entry


class Filter(Struct, frozen=True):
    """What to look for; everything that is given must hold."""

    exercises: frozenset[str] = frozenset()
    """Any of these ids: an exercise's present one and its former ones."""
    programme: str = ""
    tier: TierName | None = None
    """Of one of those exercises where any are given, else of any."""
    words: str = ""
    """Each word must occur in the notes, in any case of letters and with or without accents."""
    since: date | None = None
    """First local day, included."""
    until: date | None = None
    """Last local day, included."""
    pain: bool | None = None
    """Sessions with pain, or those without it; None for both."""
    deleted: bool = False
    """The trash instead of the list."""

    @property
    def empty(self) -> bool:
        """Nothing is asked for: the whole list."""
        return self == Filter()


def matching(entries: Iterable[Entry], wanted: Filter) -> tuple[Entry, ...]:
    """The entries that fit, in their order."""
    kept = [entry for entry in entries if entry.deleted is wanted.deleted]
    for fits in _asked(wanted):
        kept = [entry for entry in kept if fits(entry)]
    return tuple(kept)


def _asked(wanted: Filter) -> Iterator[Callable[[Entry], bool]]:
    """A check for each thing that is asked for, the quick ones first: there may be many years."""
    if wanted.pain is not None:
        yield lambda entry: entry.pain is wanted.pain
    if wanted.programme:
        yield lambda entry: entry.programme == wanted.programme
    if wanted.exercises or wanted.tier is not None:
        yield lambda entry: _done(entry, wanted.exercises, wanted.tier)
    if wanted.since is not None or wanted.until is not None:
        yield lambda entry: _within(entry, wanted.since, wanted.until)
    for word in plain(wanted.words).split():
        yield lambda entry, word=word: word in plain(entry.notes)  # type: ignore[misc]


def ids_of(catalogue: Catalogue, exercise: str) -> frozenset[str]:
    """An exercise's id and those it had before; of one that is gone, the id itself."""
    found = catalogue.exercise(exercise)
    if found is None:
        return frozenset({exercise})
    return frozenset({exercise, found.id, *found.formerly})


def name_of(catalogue: Catalogue, exercise: str) -> str:
    """An exercise's name; of one that is gone, its id made readable: `Kettle swing`."""
    found = catalogue.exercise(exercise)
    return found.name if found is not None else exercise.replace("-", " ").capitalize()


def plain(text: str) -> str:
    """Without case and accents, as words are compared."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _done(entry: Entry, exercises: frozenset[str], tier: TierName | None) -> bool:
    """The index keeps the exercises and their tiers in the same order."""
    return any(
        (not exercises or exercise in exercises) and (tier is None or at is tier)
        for exercise, at in zip(entry.exercises, entry.tiers, strict=False)
    )


def _within(entry: Entry, since: date | None, until: date | None) -> bool:
    day = local_day(entry.started_at)
    return (since is None or since <= day) and (until is None or day <= until)
