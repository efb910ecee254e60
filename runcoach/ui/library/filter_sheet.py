"""The library's filter: which exercises the list shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

from textual.binding import Binding, BindingType

from runcoach.core.model.exercise import Exercise, Pattern
from runcoach.core.planner.exercise_filter import (
    NOTHING,
    ExerciseFilter,
    equipment_of,
    finding,
    muscles_of,
)
from runcoach.ui.forms.fields import Field, Pick, Words
from runcoach.ui.forms.form_sheet import FormSheet
from runcoach.ui.text import formatting

ANY = "any"


class LibraryFilterScreen(FormSheet[ExerciseFilter]):
    """Result: the filter as it stands when one leaves."""

    HINT = "Type a name; left, right a value; Delete: all again. Enter or Esc shows them."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete", "clear", "All again", show=False)]

    def __init__(self, exercises: Sequence[Exercise], wanted: ExerciseFilter) -> None:
        self._exercises = exercises
        there = {e.pattern for e in exercises}
        self._patterns = [p for p in Pattern if p in there]
        self._muscles = muscles_of(exercises)
        self._equipment = (NOTHING, *equipment_of(exercises))
        super().__init__("Show which exercises?", self._rows(wanted))

    def _rows(self, wanted: ExerciseFilter) -> tuple[Field, ...]:
        needs = (each or "none needed" for each in self._equipment)
        return (
            Words("words", "Name", wanted.words),
            Pick("pattern", "Pattern", (ANY, *self._patterns), _at(self._patterns, wanted.pattern)),
            Pick("muscle", "Muscle", (ANY, *self._muscles), _at(self._muscles, wanted.muscle)),
            Pick("equipment", "Equipment", (ANY, *needs), _at(self._equipment, wanted.equipment)),
        )

    def action_clear(self) -> None:
        """Every exercise again; the sheet stays, to ask otherwise."""
        self.form.show(self._rows(ExerciseFilter()))
        self.tell(self.told())

    def told(self) -> str:
        """How many there are."""
        return formatting.plural(len(finding(self._exercises, self.result())), "exercise")

    def result(self) -> ExerciseFilter:
        """The filter that the form says."""
        fields = {f.id: f for f in self.form.fields}
        pattern, muscle, equipment = (
            cast(Pick, fields[id]).at for id in ("pattern", "muscle", "equipment")
        )
        return ExerciseFilter(
            words=cast(Words, fields["words"]).text.strip(),
            pattern=self._patterns[pattern - 1] if pattern else None,
            muscle=self._muscles[muscle - 1] if muscle else None,
            equipment=self._equipment[equipment - 1] if equipment else None,
        )


def _at(values: Sequence[object], value: object) -> int:
    return values.index(value) + 1 if value in values else 0
