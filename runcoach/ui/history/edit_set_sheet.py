"""Edit one set: any of its values, as it should have been logged."""

from __future__ import annotations

from typing import cast

from msgspec.structs import replace

from runcoach.core.history.session_filter import name_of
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import TierName, Use
from runcoach.core.model.plan import Side
from runcoach.core.model.records import Pain, SetRecord, Source
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.weights import kilograms, shown
from runcoach.ui.forms import fields
from runcoach.ui.forms.fields import Field, Number, Pick, Words
from runcoach.ui.forms.form_sheet import FormSheet
from runcoach.ui.history.record_diff import named
from runcoach.ui.session.pain_sheet import AREAS
from runcoach.ui.session.set_question import EFFORTS

SIDES = (Side.BOTH, Side.LEFT, Side.RIGHT, Side.ALTERNATE)
PAIN_SIDES = (Side.BOTH, Side.LEFT, Side.RIGHT)
SOURCES = tuple(Source)
UNSAID = "not said"
MOST = {WeightUnit.KG: 500, WeightUnit.LB: 1100}
"""The heaviest load that can be entered."""
FORMS = (None, True, False)


class EditSetScreen(FormSheet[SetRecord]):
    """Result: the set as it is now; None where nothing was changed."""

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
        self._areas = tuple(dict.fromkeys((*hurt, *AREAS)))
        super().__init__(named(done), self._rows(done))

    def _rows(self, done: SetRecord) -> list[Field]:
        pain = done.pain
        rows: list[Field] = [
            Number("actual", "Done", done.actual, 0, 9999, 1, _unit(done)),
            Pick("effort", "Effort", (UNSAID, *EFFORTS), _at(EFFORTS, done.effort), digits=True),
            Pick("form", "Form", (UNSAID, "kept", "broke"), FORMS.index(done.form_ok)),
            Number(
                "load",
                "Load",
                shown(done.load_kg, self._weights),
                0,
                MOST[self._weights],
                0.5,
                self._weights,
            ),
            Words("note", "Note", done.note),
            Pick(
                "area",
                "Pain",
                ("none", *self._areas),
                self._areas.index(pain.area) + 1 if pain else 0,
            ),
        ]
        if pain is not None:
            rows += [
                Pick("pain_side", "  side", _PAIN_SIDES_TOLD, PAIN_SIDES.index(_side(pain))),
                Number("level", "  0 to 10", pain.level, 0, 10),
                Pick("sharp", "  sharp, or limping", ("no", "yes"), int(pain.sharp)),
            ]
        names = tuple(self._called(id) for id in self._exercises)
        rows += [
            Pick("source", "From", tuple(SOURCES), SOURCES.index(done.source)),
            Number("target", "Planned", done.target, 0, 9999, 1, _unit(done)),
            Pick("exercise", "Exercise", names, self._exercises.index(done.exercise)),
            Pick("tier", "Tier", tuple(TierName), list(TierName).index(done.tier)),
            Pick("side", "Side", tuple(SIDES), SIDES.index(done.side)),
            Number("set", "Set", done.set, 1, 99),
        ]
        return rows

    def _called(self, id: str) -> str:
        return name_of(self._catalogue, id)

    def told(self) -> str:
        """A set of nothing is a skipped one."""
        actual = cast(Number, fields.of(self.form.fields, "actual"))
        return "Nothing done: it counts as skipped." if actual.value == 0 else ""

    def reshape(self) -> None:
        """With a pain there is more to say of it."""
        shown = {f.id for f in self.form.fields}
        hurts = cast(Pick, fields.of(self.form.fields, "area")).at > 0
        if hurts != ("level" in shown):
            pain = Pain(self._areas[0], level=3) if hurts else None
            now = {f.id: f for f in self.form.fields}
            rows = self._rows(replace(self._done, pain=pain))
            self.form.show([now.get(r.id, r) for r in rows])

    def result(self) -> SetRecord | None:
        """The set with the form's values in it."""
        rows = {f.id: f for f in self.form.fields}

        def number(id: str) -> float:
            return cast(Number, rows[id]).value

        def at(id: str) -> int:
            return cast(Pick, rows[id]).at

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
            form_ok=FORMS[at("form")],
            load_kg=self._load(number("load")),
            note=cast(Words, rows["note"]).text.strip(),
            pain=pain,
            source=SOURCES[at("source")],
            target=int(number("target")),
            exercise=self._exercises[at("exercise")],
            tier=list(TierName)[at("tier")],
            side=SIDES[at("side")],
            set=int(number("set")),
        )
        if (changed.exercise, changed.tier) != (self._done.exercise, self._done.tier):
            changed = self._named_anew(changed)
        return changed if self._fresh or changed != self._done else None

    def _load(self, number: float) -> float:
        """The kilograms; a number that stands as it was shown leaves them to the last gram."""
        kept = self._done.load_kg
        return kept if number == shown(kept, self._weights) else kilograms(number, self._weights)

    def _named_anew(self, changed: SetRecord) -> SetRecord:
        """Another exercise or tier is another movement, counted its own way."""
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


_PAIN_SIDES_TOLD = ("both or middle", "left", "right")


def _exercises(done: SetRecord, catalogue: Catalogue) -> tuple[str, ...]:
    """The exercise as it is kept first, so that a former id survives an edit of other values."""
    found = catalogue.exercise(done.exercise)
    others = [e.id for e in catalogue.exercises.values() if e is not found and e.use is Use.MAIN]
    return (done.exercise, *others)


def _unit(done: SetRecord) -> str:
    return "s" if done.unit == "seconds" else "reps"


def _at(values: tuple[object, ...], value: object) -> int:
    return values.index(value) + 1 if value is not None else 0


def _side(pain: Pain) -> Side:
    return pain.side if pain.side in PAIN_SIDES else Side.BOTH
