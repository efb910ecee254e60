"""A filter for the light index: by exercise, programme, tier, words, dates and pain."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from msgspec import Struct

from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dates import local_day
from runcoach.core.model.exercise import TierName
from runcoach.core.model.records import Entry


class SessionFilter(Struct, frozen=True):
    """The criteria of a search; a session must meet all that are set."""

    exercises: frozenset[str] = frozenset()
    """Any of these ids: the current and the former ones of an exercise."""
    programme: str = ""
    tier: TierName | None = None
    """The tier of one of `exercises`, or of any exercise if that is empty."""
    words: str = ""
    """Words that must all occur in the notes, ignoring case and accents."""
    since: date | None = None
    """First local day, included."""
    until: date | None = None
    """Last local day, included."""
    pain: bool | None = None
    """Only sessions with pain, or only those without; None for both."""
    deleted: bool = False
    """Search the trash instead of the list."""

    @property
    def empty(self) -> bool:
        """Whether no criterion is set, so that all sessions match."""
        return self == SessionFilter()


def filter_entries(entries: Iterable[Entry], wanted: SessionFilter) -> tuple[Entry, ...]:
    """The entries that match, in their order."""
    matches = [entry for entry in entries if entry.deleted is wanted.deleted]
    for accepts in _predicates(wanted):
        matches = [entry for entry in matches if accepts(entry)]
    return tuple(matches)


def _predicates(wanted: SessionFilter) -> Iterator[Callable[[Entry], bool]]:
    """A predicate for each criterion, the cheapest first: the index may span many years."""
    if wanted.pain is not None:
        yield lambda entry: entry.pain is wanted.pain
    if wanted.programme:
        yield lambda entry: entry.programme == wanted.programme
    if wanted.exercises or wanted.tier is not None:
        yield lambda entry: _done(entry, wanted.exercises, wanted.tier)
    if wanted.since is not None or wanted.until is not None:
        yield lambda entry: _within(entry, wanted.since, wanted.until)
    for word in fold_text(wanted.words).split():
        yield lambda entry, word=word: word in fold_text(entry.notes)  # type: ignore[misc]


def exercise_ids(catalogue: Catalogue, exercise: str) -> frozenset[str]:
    """The current and former ids of an exercise; for one not in the catalogue, the id itself."""
    known = catalogue.exercise(exercise)
    if known is None:
        return frozenset({exercise})
    return frozenset({exercise, known.id, *known.formerly})


def exercise_name(catalogue: Catalogue, exercise: str) -> str:
    """The name of an exercise; if not in the catalogue, from its id: `Kettle swing`."""
    known = catalogue.exercise(exercise)
    return known.name if known is not None else exercise.replace("-", " ").capitalize()


def fold_text(text: str) -> str:
    """The text without case and accents, for comparing words."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _done(entry: Entry, exercises: frozenset[str], tier: TierName | None) -> bool:
    # The index holds the exercises and their tiers in the same order.
    return any(
        (not exercises or exercise in exercises) and (tier is None or at is tier)
        for exercise, at in zip(entry.exercises, entry.tiers, strict=False)
    )


def _within(entry: Entry, since: date | None, until: date | None) -> bool:
    day = local_day(entry.started_at)
    return (since is None or since <= day) and (until is None or day <= until)
