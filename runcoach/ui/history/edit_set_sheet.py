"""The form to correct any value of one set."""

from __future__ import annotations

from typing import cast

from msgspec.structs import replace

from runcoach.core.history.session_filter import exercise_name
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import TierName, Use
from runcoach.core.model.plan import Side
from runcoach.core.model.records import Pain, SetRecord, Source
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.weights import to_kilograms, to_unit
from runcoach.ui.forms import fields
from runcoach.ui.forms.fields import Field, NumberField, SelectField, TextField
from runcoach.ui.forms.form_sheet import FormSheet
from runcoach.ui.history.record_diff import format_set_name
from runcoach.ui.session.set_question import EFFORTS
from runcoach.ui.text.answer_values import NOT_GIVEN, PAIN_AREAS

SIDES = (Side.BOTH, Side.LEFT, Side.RIGHT, Side.ALTERNATE)
PAIN_SIDES = (Side.BOTH, Side.LEFT, Side.RIGHT)
SOURCES = tuple(Source)
MAX_LOAD = {WeightUnit.KG: 500, WeightUnit.LB: 1100}
"""The highest load that can be entered, in the unit."""
FORM_ANSWERS = (None, True, False)


class EditSetSheet(FormSheet[SetRecord]):
    """Result: the changed set; None if nothing was changed."""

    def __init__(
        self,
        done: SetRecord,
        catalogue: Catalogue,
        weights: WeightUnit,
        *,
        fresh: bool = False,
    ) -> None:
        self._done = done
        self._catalogue = catalogue
        self._weights = weights
        self._fresh = fresh
        self._exercises = _exercises(done, catalogue)
        hurt = (done.pain.area,) if done.pain else ()
        self._areas = tuple(dict.fromkeys((*hurt, *PAIN_AREAS)))
        super().__init__(format_set_name(done), self._rows(done))

    def _rows(self, done: SetRecord) -> list[Field]:
        pain = done.pain
        rows: list[Field] = [
            NumberField("actual", "Done", done.actual, 0, 9999, 1, _unit(done)),
            SelectField(
                "effort", "Effort", (NOT_GIVEN, *EFFORTS), _at(EFFORTS, done.effort), digits=True
            ),
            SelectField(
                "form", "Form", (NOT_GIVEN, "kept", "broke"), FORM_ANSWERS.index(done.form_ok)
            ),
            NumberField(
                "load",
                "Load",
                to_unit(done.load_kg, self._weights),
                0,
                MAX_LOAD[self._weights],
                0.5,
                self._weights,
            ),
            TextField("note", "Note", done.note, lines=True),
            SelectField(
                "area",
                "Pain",
                ("none", *self._areas),
                self._areas.index(pain.area) + 1 if pain else 0,
            ),
        ]
        if pain is not None:
            rows += [
                SelectField("pain_side", "  side", _PAIN_SIDE_WORDS, PAIN_SIDES.index(_side(pain))),
                NumberField("level", "  0 to 10", pain.level, 0, 10),
                SelectField("sharp", "  sharp, or limping", ("no", "yes"), int(pain.sharp)),
            ]
        names = tuple(self._exercise_name(id) for id in self._exercises)
        rows += [
            SelectField("source", "From", tuple(SOURCES), SOURCES.index(done.source)),
            NumberField("target", "Planned", done.target, 0, 9999, 1, _unit(done)),
            SelectField("exercise", "Exercise", names, self._exercises.index(done.exercise)),
            SelectField("tier", "Tier", tuple(TierName), list(TierName).index(done.tier)),
            SelectField("side", "Side", tuple(SIDES), SIDES.index(done.side)),
            NumberField("set", "Set", done.set, 1, 99),
        ]
        return rows

    def _exercise_name(self, id: str) -> str:
        return exercise_name(self._catalogue, id)

    def message(self) -> str:
        """Say that a count of 0 makes it a skipped set."""
        actual = cast(NumberField, fields.find_field(self.form.fields, "actual"))
        return "Nothing done: it counts as skipped." if actual.value == 0 else ""

    def update_fields(self) -> None:
        """Add the rows of a pain, or remove them."""
        ids = {f.id for f in self.form.fields}
        hurts = cast(SelectField, fields.find_field(self.form.fields, "area")).at > 0
        if hurts != ("level" in ids):
            pain = Pain(self._areas[0], level=3) if hurts else None
            now = {f.id: f for f in self.form.fields}
            rows = self._rows(replace(self._done, pain=pain))
            self.form.show([now.get(r.id, r) for r in rows])

    def result(self) -> SetRecord | None:
        """Return the set with the form's values."""
        rows = {f.id: f for f in self.form.fields}

        def number(id: str) -> float:
            return cast(NumberField, rows[id]).value

        def at(id: str) -> int:
            return cast(SelectField, rows[id]).at

        pain = None
        if at("area"):
            area, side = self._areas[at("area") - 1], PAIN_SIDES[at("pain_side")]
            pain = Pain(area, side, int(number("level")), bool(at("sharp")))
        actual = int(number("actual"))
        changed = replace(
            self._done,
            actual=actual,
            skipped=actual == 0 if actual != self._done.actual else self._done.skipped,
            effort=EFFORTS[at("effort") - 1] if at("effort") else None,
            form_ok=FORM_ANSWERS[at("form")],
            load_kg=self._load(number("load")),
            note=cast(TextField, rows["note"]).text.strip(),
            pain=pain,
            source=SOURCES[at("source")],
            target=int(number("target")),
            exercise=self._exercises[at("exercise")],
            tier=list(TierName)[at("tier")],
            side=SIDES[at("side")],
            set=int(number("set")),
        )
        if (changed.exercise, changed.tier) != (self._done.exercise, self._done.tier):
            changed = self._with_movement(changed)
        return changed if self._fresh or changed != self._done else None

    def _load(self, number: float) -> float:
        """Convert to kilograms; an unchanged number keeps the exact load."""
        kept = self._done.load_kg
        return (
            kept if number == to_unit(kept, self._weights) else to_kilograms(number, self._weights)
        )

    def _with_movement(self, changed: SetRecord) -> SetRecord:
        """Take variant, name and unit from the changed exercise or tier."""
        tier = self._catalogue.tier(changed.exercise, changed.tier)
        if tier is None:
            return changed
        return replace(
            changed,
            tier=tier.tier,
            variant=tier.variant,
            name=tier.name,
            unit=tier.dose.unit,
            landings=tier.landings,
        )


_PAIN_SIDE_WORDS = ("both or middle", "left", "right")


def _exercises(done: SetRecord, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the set's own id first, so that a former id survives an edit of other values."""
    found = catalogue.exercise(done.exercise)
    others = [e.id for e in catalogue.exercises.values() if e is not found and e.use is Use.MAIN]
    return (done.exercise, *others)


def _unit(done: SetRecord) -> str:
    return "s" if done.unit == "seconds" else "reps"


def _at(values: tuple[object, ...], value: object) -> int:
    return values.index(value) + 1 if value is not None else 0


def _side(pain: Pain) -> Side:
    return pain.side if pain.side in PAIN_SIDES else Side.BOTH
