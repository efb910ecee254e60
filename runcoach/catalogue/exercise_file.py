"""Exercise files: TOML to an Exercise with its tiers, or the one mistake that keeps it out.

What a file says at its top holds for every tier; a tier's own table is laid over it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from runcoach.catalogue.problems import Mistake, join, read_table, suggestion
from runcoach.catalogue.schema import CuesTable, FileName, HeadTable, TierTable
from runcoach.catalogue.toml_tables import Table, holds, merged, read_toml
from runcoach.core.model.dose import Dose, Stroke, Unit
from runcoach.core.model.exercise import (
    Cues,
    Exercise,
    Kind,
    Muscles,
    Tier,
    TierName,
)

if TYPE_CHECKING:
    pass

MOST_CUE_WORDS = 6
"""So that a cue can be read from three metres."""
BUILT_IN = "built-in"
EXERCISES = "exercises"
"""The folder's name, among the built-in files and the person's own."""

_HEAD = frozenset(HeadTable.__struct_fields__)


def read_exercise(path: Path, source: str = BUILT_IN) -> Exercise:
    """The exercise of one file; its id is the file's name.

    Raises:
        Mistake: the first thing in the file that is not as expected.
    """
    return exercise_of(path.stem, read_toml(path), source)


def exercise_of(id: str, raw: Table, source: str = BUILT_IN) -> Exercise:
    """The exercise that a file's table describes.

    Raises:
        Mistake: the first thing in it that is not as expected.
    """
    read_table({"file name": id}, FileName)
    layers = tier_tables(raw)
    tiers = tuple(_tier(id, name, table, raw) for name, table in layers.items())
    top = merged({}, raw)
    head = read_table({k: v for k, v in top.items() if k in _HEAD}, HeadTable)
    _unlike_variants(tiers)
    return Exercise(
        id=id,
        name=str(top.get("name", tiers[0].name)),
        pattern=head.pattern,
        use=head.use,
        benefit=head.benefit,
        benefit_source=head.benefit_source,
        tiers=tiers,
        list_number=head.list_number,
        formerly=head.formerly,
        one_sided=head.one_sided,
        # Whatever lands is a jump: a file can't forget the gate.
        power=head.power or any(tier.landings for tier in tiers),
        pulse=head.pulse,
        areas=head.areas,
        source=source,
    )


def tier_tables(raw: Table) -> dict[TierName, Table]:
    """Each tier's table laid over the top of the file, in the file's order.

    A file without tiers is one standard tier.

    Raises:
        Mistake: `tiers` is no table of tiers, or they are out of order.
    """
    shared = merged({}, {k: v for k, v in raw.items() if k not in _HEAD and k != "tiers"})
    own = raw.get("tiers", {TierName.STANDARD.value: {}})
    order = [name.value for name in TierName]
    if not isinstance(own, dict) or not own:
        raise Mistake("tiers", f"expected tables named {', '.join(order)}")
    for name, table in own.items():
        if name not in order:
            raise Mistake(f"tiers.{name}", f"unknown key{suggestion(name, order)}")
        if not isinstance(table, dict):
            raise Mistake(f"tiers.{name}", "expected a table")
    if list(own) != sorted(own, key=order.index):
        raise Mistake("tiers", f"expected the order {', '.join(order)}")
    return {TierName(name): merged(shared, table) for name, table in own.items()}


def _tier(id: str, name: TierName, table: Table, raw: Table) -> Tier:
    try:
        for key in table:
            if key in _HEAD:
                raise Mistake(key, "belongs to the whole exercise; expected above the tiers")
        return _checked_tier(id, name, read_table(table, TierTable, also_known=(*_HEAD, "tiers")))
    except Mistake as mistake:
        raise Mistake(_place(raw, name, mistake.key), mistake.expected) from None


def _place(raw: Table, name: TierName, key: str) -> str:
    """Where the file has a key that is wrong in a tier, or where a missing one belongs."""
    tiers: dict[str, Table] = raw.get("tiers", {})
    own = tiers.get(name.value, {})
    if holds(raw, key) and not holds(own, key):
        return key
    table = key.rpartition(".")[0]
    in_tier = holds(own, key) or "kind" in own or (table and holds(own, table))
    if in_tier or any(holds(tier, key) for tier in tiers.values()):
        return join("tiers", name.value, key)
    return key


def _checked_tier(id: str, name: TierName, table: TierTable) -> Tier:
    _short_cues(table.cues)
    return Tier(
        tier=name,
        variant=table.variant or (id if name is TierName.STANDARD else f"{id}-{name.value}"),
        name=table.name,
        kind=table.kind,
        sides=table.sides,
        dose=_dose(table),
        tempo=_tempo(table),
        position=table.position,
        equipment=table.equipment,
        stand_in=table.stand_in,
        cues=Cues(**msgspec.structs.asdict(table.cues)),
        muscles=Muscles(**msgspec.structs.asdict(table.muscles)),
        landings=table.landings,
        loaded=table.loaded,
        has_figure=bool(table.figure),
    )


def _dose(table: TierTable) -> Dose:
    """Fill in what a dose leaves out: no target means no steps, an interval may count no reps."""
    dose = table.dose
    timed = table.kind is Kind.INTERVAL
    unit = Unit.SECONDS if table.kind is Kind.HOLD else Unit.REPS
    start = dose.start
    if timed and dose.seconds is None:
        raise Mistake("dose.seconds", "missing; expected an interval's length in whole seconds")
    if not timed and dose.seconds is not None:
        raise Mistake("dose.seconds", "belongs to kind = interval; expected start and target")
    if timed and start is None:
        if dose.target is not None:
            raise Mistake("dose.start", "missing; expected a whole number above 0")
        unit, start = Unit.SECONDS, dose.seconds
    if start is None:
        raise Mistake("dose.start", "missing; expected a whole number above 0")
    target = dose.target or start
    if target < start:
        raise Mistake("dose.target", f"expected {start} or more, as the start is {start}")
    by = dose.by or (5 if unit is Unit.SECONDS else 1)
    return Dose(table.sets, unit, start, target, by, table.rest_s, dose.seconds)


def _tempo(table: TierTable) -> tuple[Stroke, ...]:
    if table.kind is Kind.REPS and not table.tempo:
        raise Mistake("tempo", 'missing; expected a rep\'s strokes, as [["low", 3], ["high", 2]]')
    if table.kind is Kind.INTERVAL and table.tempo:
        raise Mistake("tempo", "expected none: an interval is not counted rep by rep")
    return tuple(Stroke(pose, seconds) for pose, seconds in table.tempo)


def _short_cues(cues: CuesTable) -> None:
    for group, lines in msgspec.structs.asdict(cues).items():
        for line in lines:
            if len(line.split()) > MOST_CUE_WORDS:
                raise Mistake(f"cues.{group}", f"expected six words at most, not {line!r}")


def _unlike_variants(tiers: tuple[Tier, ...]) -> None:
    seen: dict[str, TierName] = {}
    for tier in tiers:
        if tier.variant in seen:
            raise Mistake(
                f"tiers.{tier.tier.value}.variant",
                f"expected an id of its own: {tier.variant} is the "
                f"{seen[tier.variant].value} tier's",
            )
        seen[tier.variant] = tier.tier


def figure_tables(exercise: Exercise, built_in: Path) -> dict[TierName, Table]:
    """The figure of each tier, merged, as its file has it; read only when it is asked for.

    Args:
        exercise: one of the catalogue's.
        built_in: the folder that the catalogue was loaded from.

    Raises:
        Mistake: the file changed since, and is broken now.
    """
    own = exercise.source != BUILT_IN
    path = Path(exercise.source) if own else built_in / EXERCISES / f"{exercise.id}.toml"
    return {name: table.get("figure", {}) for name, table in tier_tables(read_toml(path)).items()}
