"""The form of the filter: which sessions are listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import cast

from runcoach.core.history.session_filter import SessionFilter, exercise_ids, exercise_name
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import TierName
from runcoach.core.model.records import Entry
from runcoach.ui.forms.date_fields import DateField
from runcoach.ui.forms.fields import SelectField, TextField
from runcoach.ui.forms.form_sheet import FormSheet
from runcoach.ui.text import formatting
from runcoach.ui.text.answer_values import ANY

PAIN = (None, True, False)


class HistoryFilterSheet(FormSheet[SessionFilter]):
    """Result: the filter."""

    HINT = "Enter or Esc shows them. Days: type 2026, 2026-11 or 2026-11-03."

    def __init__(
        self,
        catalogue: Catalogue,
        entries: Sequence[Entry],
        today: date,
        wanted: SessionFilter,
        fitting: Callable[[SessionFilter], Sequence[Entry]],
    ) -> None:
        """Create the form.

        Args:
            catalogue: For the names of exercises and programmes.
            entries: The light index.
            today: The newest day that can be chosen.
            wanted: The present filter.
            fitting: Returns the entries that match a filter.
        """
        self._catalogue = catalogue
        self._fitting = fitting
        done = {id for e in entries for id in e.exercises}
        present = {x.id: x for id in done if (x := catalogue.exercise(id)) is not None}
        named = {x.name: exercise_ids(catalogue, id) for id, x in present.items()}
        lost = (id for id in done if catalogue.exercise(id) is None)
        removed = {exercise_name(catalogue, id): frozenset({id}) for id in lost}
        self._exercises = dict(sorted({**named, **removed}.items()))
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
                TextField("words", "Words in notes", wanted.words),
                SelectField(
                    "exercise",
                    "Exercise",
                    (ANY, *self._exercises),
                    _at(exercise, wanted.exercises),
                ),
                SelectField(
                    "programme",
                    "Programme",
                    (ANY, *self._programmes),
                    _at(programme, wanted.programme),
                ),
                SelectField("tier", "Tier", (ANY, *TierName), _at(list(TierName), wanted.tier)),
                SelectField("pain", "Pain", (ANY, "with pain", "without"), PAIN.index(wanted.pain)),
                DateField("since", "From", wanted.since, today, none="the first"),
                DateField("until", "Until", wanted.until, today, none="today", ends=True),
            ),
        )

    def message(self) -> str:
        """Count the sessions that match."""
        return formatting.format_count(len(self._fitting(self.result())), "session")

    def result(self) -> SessionFilter:
        """Return the filter of the form's values."""
        rows = {f.id: f for f in self.form.fields}
        exercise, programme, tier, pain = (
            cast(SelectField, rows[id]).at for id in ("exercise", "programme", "tier", "pain")
        )
        return SessionFilter(
            words=cast(TextField, rows["words"]).text.strip(),
            exercises=list(self._exercises.values())[exercise - 1] if exercise else frozenset(),
            programme=list(self._programmes.values())[programme - 1] if programme else "",
            tier=list(TierName)[tier - 1] if tier else None,
            pain=PAIN[pain],
            since=cast(DateField, rows["since"]).value,
            until=cast(DateField, rows["until"]).value,
        )


def describe_filter(wanted: SessionFilter, catalogue: Catalogue) -> str:
    """Format a filter in a line; empty for the empty filter."""
    words = []
    if wanted.exercises:
        words.append(exercise_name(catalogue, min(wanted.exercises)))
    if wanted.programme:
        programme = catalogue.programmes.get(wanted.programme)
        words.append(programme.title if programme else wanted.programme)
    if wanted.tier is not None:
        words.append(f"{wanted.tier} tier")
    if wanted.words:
        words.append(f"“{wanted.words}” in notes")
    if wanted.pain is not None:
        words.append("with pain" if wanted.pain else "without pain")
    if wanted.since is not None and wanted.until is not None:
        words.append(f"{wanted.since} to {wanted.until}")
    elif wanted.since is not None:
        words.append(f"from {wanted.since}")
    elif wanted.until is not None:
        words.append(f"until {wanted.until}")
    return ", ".join(words)


def _at(values: Sequence[object], value: object) -> int:
    return values.index(value) + 1 if value in values else 0
