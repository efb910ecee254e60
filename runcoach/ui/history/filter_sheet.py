"""The filter: which sessions the list shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import cast

from runcoach.core.history.session_filter import Filter, ids_of, name_of
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import TierName
from runcoach.core.model.records import Entry
from runcoach.ui.forms.fields import Day, Pick, Words
from runcoach.ui.forms.form_sheet import FormSheet
from runcoach.ui.text import formatting

ANY = "any"
PAIN = (None, True, False)


class FilterScreen(FormSheet[Filter]):
    """Result: the filter as it stands when one leaves."""

    HINT = "Enter or Esc shows them. Days: type 2026, 2026-11 or 2026-11-03."

    def __init__(
        self,
        catalogue: Catalogue,
        entries: Sequence[Entry],
        today: date,
        wanted: Filter,
        fitting: Callable[[Filter], Sequence[Entry]],
    ) -> None:
        """Ask on a catalogue and the entries there are, beginning with a filter.

        Args:
            catalogue: For the names of what was done.
            entries: The light index.
            today: Where the days begin.
            wanted: What is asked for so far.
            fitting: The entries that a filter leaves.
        """
        self._catalogue = catalogue
        self._fitting = fitting
        done = {id for e in entries for id in e.exercises}
        known = {x.id: x for id in done if (x := catalogue.exercise(id)) is not None}
        named = {x.name: ids_of(catalogue, id) for id, x in known.items()}
        lost = (id for id in done if catalogue.exercise(id) is None)
        gone = {name_of(catalogue, id): frozenset({id}) for id in lost}
        self._exercises = dict(sorted({**named, **gone}.items()))
        titles = {
            e.programme: p.title if (p := catalogue.programmes.get(e.programme)) else e.programme
            for e in entries
            if e.programme
        }
        self._programmes = dict(sorted((title, id) for id, title in titles.items()))
        exercise = list(self._exercises.values())
        programme = list(self._programmes.values())
        super().__init__(
            "Show which sessions?",
            (
                Words("words", "Words in notes", wanted.words),
                Pick(
                    "exercise",
                    "Exercise",
                    (ANY, *self._exercises),
                    _at(exercise, wanted.exercises),
                ),
                Pick(
                    "programme",
                    "Programme",
                    (ANY, *self._programmes),
                    _at(programme, wanted.programme),
                ),
                Pick("tier", "Tier", (ANY, *TierName), _at(list(TierName), wanted.tier)),
                Pick("pain", "Pain", (ANY, "with pain", "without"), PAIN.index(wanted.pain)),
                Day("since", "From", wanted.since, today, none="the first"),
                Day("until", "Until", wanted.until, today, none="today", ends=True),
            ),
        )

    def told(self) -> str:
        """How many there are."""
        return formatting.plural(len(self._fitting(self.result())), "session")

    def result(self) -> Filter:
        """The filter that the form says."""
        rows = {f.id: f for f in self.form.fields}
        exercise, programme, tier, pain = (
            cast(Pick, rows[id]).at for id in ("exercise", "programme", "tier", "pain")
        )
        return Filter(
            words=cast(Words, rows["words"]).text.strip(),
            exercises=list(self._exercises.values())[exercise - 1] if exercise else frozenset(),
            programme=list(self._programmes.values())[programme - 1] if programme else "",
            tier=list(TierName)[tier - 1] if tier else None,
            pain=PAIN[pain],
            since=cast(Day, rows["since"]).value,
            until=cast(Day, rows["until"]).value,
        )


def filter_words(wanted: Filter, catalogue: Catalogue) -> str:
    """What is asked for, in a line; empty where everything is shown."""
    told = []
    if wanted.exercises:
        told.append(name_of(catalogue, min(wanted.exercises)))
    if wanted.programme:
        programme = catalogue.programmes.get(wanted.programme)
        told.append(programme.title if programme else wanted.programme)
    if wanted.tier is not None:
        told.append(f"{wanted.tier} tier")
    if wanted.words:
        told.append(f"“{wanted.words}” in notes")
    if wanted.pain is not None:
        told.append("with pain" if wanted.pain else "without pain")
    if wanted.since is not None and wanted.until is not None:
        told.append(f"{wanted.since} to {wanted.until}")
    elif wanted.since is not None:
        told.append(f"from {wanted.since}")
    elif wanted.until is not None:
        told.append(f"until {wanted.until}")
    return ", ".join(told)


def _at(values: Sequence[object], value: object) -> int:
    return values.index(value) + 1 if value in values else 0
