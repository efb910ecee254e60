"""The form of the library's filter: which exercises are listed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

from textual.binding import Binding, BindingType

from runcoach.core.model.exercise import Exercise, Pattern
from runcoach.core.planner.exercise_filter import (
    NO_EQUIPMENT,
    ExerciseFilter,
    filter_exercises,
    list_equipment,
    list_muscles,
)
from runcoach.ui.forms.fields import Field, SelectField, TextField
from runcoach.ui.forms.form_sheet import FormSheet
from runcoach.ui.text import formatting
from runcoach.ui.text.answer_values import ANY


class LibraryFilterSheet(FormSheet[ExerciseFilter]):
    """Result: the filter."""

    HINT = "Type a name; left, right a value; Delete clears it. Enter or Esc shows them."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete", "clear", "All again", show=False)]

    def __init__(self, exercises: Sequence[Exercise], wanted: ExerciseFilter) -> None:
        self._exercises = exercises
        there = {e.pattern for e in exercises}
        self._patterns = [p for p in Pattern if p in there]
        self._muscles = list_muscles(exercises)
        self._equipment = (NO_EQUIPMENT, *list_equipment(exercises))
        super().__init__("Show which exercises?", self._rows(wanted))

    def _rows(self, wanted: ExerciseFilter) -> tuple[Field, ...]:
        needs = (each or "none needed" for each in self._equipment)
        return (
            TextField("words", "Name", wanted.words),
            SelectField(
                "pattern", "Pattern", (ANY, *self._patterns), _at(self._patterns, wanted.pattern)
            ),
            SelectField(
                "muscle", "Muscle", (ANY, *self._muscles), _at(self._muscles, wanted.muscle)
            ),
            SelectField(
                "equipment", "Equipment", (ANY, *needs), _at(self._equipment, wanted.equipment)
            ),
        )

    def action_clear(self) -> None:
        """Clear the filter without closing the form."""
        self.form.show(self._rows(ExerciseFilter()))
        self.show_message(self.message())

    def message(self) -> str:
        """Count the exercises that match."""
        return formatting.format_count(
            len(filter_exercises(self._exercises, self.result())), "exercise"
        )

    def result(self) -> ExerciseFilter:
        """Return the filter of the form's values."""
        fields = {f.id: f for f in self.form.fields}
        pattern, muscle, equipment = (
            cast(SelectField, fields[id]).at for id in ("pattern", "muscle", "equipment")
        )
        return ExerciseFilter(
            words=cast(TextField, fields["words"]).text.strip(),
            pattern=self._patterns[pattern - 1] if pattern else None,
            muscle=self._muscles[muscle - 1] if muscle else None,
            equipment=self._equipment[equipment - 1] if equipment else None,
        )


def _at(values: Sequence[object], value: object) -> int:
    return values.index(value) + 1 if value in values else 0
