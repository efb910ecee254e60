"""Exercise files: TOML to an `Exercise` with its tiers, or the first mistake in the file.

The keys at the top of a file apply to every tier; a tier's own table is merged over them.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import structs

from runcoach.catalogue.problems import Mistake, convert_table, did_you_mean, join_keys
from runcoach.catalogue.schema import CuesTable, ExerciseHeadTable, FileName, TierTable
from runcoach.catalogue.toml_tables import Table, deep_merge, has_key, read_toml
from runcoach.core.model.body import AREAS
from runcoach.core.model.dose import Dose, TempoPhase, Unit
from runcoach.core.model.exercise import (
    Cue,
    Cues,
    Exercise,
    Kind,
    Moment,
    Muscles,
    Sides,
    Tier,
    TierName,
)

MOST_CUE_WORDS = 6
"""The longest cue, in words, so that it can be read from three metres."""
BUILT_IN = "built-in"
EXERCISES_FOLDER = "exercises"
"""The name of the folder, both of the built-in files and the person's own."""

_HEAD = frozenset(ExerciseHeadTable.__struct_fields__)


def read_exercise(path: Path, source: str = BUILT_IN) -> Exercise:
    """Read the exercise of one file; its id is the file's name.

    Raises:
        Mistake: the first thing in the file that is not as expected.
    """
    return parse_exercise(path.stem, read_toml(path), source)


def parse_exercise(id: str, raw: Table, source: str = BUILT_IN) -> Exercise:
    """The exercise that a file's table describes.

    Raises:
        Mistake: the first thing in it that is not as expected.
    """
    convert_table({"file name": id}, FileName)
    layers = merge_tier_tables(raw)
    tiers = tuple(_tier(id, name, table, raw) for name, table in layers.items())
    top = deep_merge({}, raw)
    head = convert_table({k: v for k, v in top.items() if k in _HEAD}, ExerciseHeadTable)
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
        # A landing makes it a jump, so that no file can bypass the jump clearance by omission.
        power=head.power or any(tier.landings for tier in tiers),
        pulse=head.pulse,
        leads_to=head.leads_to,
        source=source,
    )


def merge_tier_tables(raw: Table) -> dict[TierName, Table]:
    """Each tier's table merged over the top of the file, in the file's order.

    A file without tiers has one standard tier.

    Raises:
        Mistake: `tiers` is no table of tiers, or they are out of order.
    """
    shared = deep_merge({}, {k: v for k, v in raw.items() if k not in _HEAD and k != "tiers"})
    own = raw.get("tiers", {TierName.STANDARD.value: {}})
    order = [name.value for name in TierName]
    if not isinstance(own, dict) or not own:
        raise Mistake("tiers", f"expected tables named {', '.join(order)}")
    for name, table in own.items():
        if name not in order:
            raise Mistake(f"tiers.{name}", f"unknown key{did_you_mean(name, order)}")
        if not isinstance(table, dict):
            raise Mistake(f"tiers.{name}", "expected a table")
    if list(own) != sorted(own, key=order.index):
        raise Mistake("tiers", f"expected the order {', '.join(order)}")
    return {TierName(name): deep_merge(shared, table) for name, table in own.items()}


def _tier(id: str, name: TierName, table: Table, raw: Table) -> Tier:
    try:
        for key in table:
            if key in _HEAD:
                raise Mistake(key, "belongs to the whole exercise; expected above the tiers")
        return _checked_tier(
            id, name, convert_table(table, TierTable, also_known=(*_HEAD, "tiers"))
        )
    except Mistake as mistake:
        raise Mistake(_place(raw, name, mistake.key), mistake.expected) from None


def _place(raw: Table, name: TierName, key: str) -> str:
    """The full key of a mistake in a tier: where the file has it, or where it is missing."""
    tiers: dict[str, Table] = raw.get("tiers", {})
    own = tiers.get(name.value, {})
    if has_key(raw, key) and not has_key(own, key):
        return key
    table = key.rpartition(".")[0]
    in_tier = has_key(own, key) or "kind" in own or (table and has_key(own, table))
    if in_tier or any(has_key(tier, key) for tier in tiers.values()):
        return join_keys("tiers", name.value, key)
    return key


def _checked_tier(id: str, name: TierName, table: TierTable) -> Tier:
    _known_areas(table.areas)
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
        cues=_cues(table.cues),
        muscles=Muscles(**structs.asdict(table.muscles)),
        areas=table.areas,
        not_for=table.not_for,
        side_means="" if table.sides is Sides.BOTH else table.side_means,
        garmin=table.garmin,
        landings=table.landings,
        loaded=table.loaded,
        has_figure=bool(table.figure),
    )


def _dose(table: TierTable) -> Dose:
    """A dose with its defaults: without a target no steps, and for an interval no reps."""
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


def _tempo(table: TierTable) -> tuple[TempoPhase, ...]:
    if table.kind is Kind.REPS and not table.tempo:
        raise Mistake("tempo", 'missing; expected a rep\'s strokes, as [["low", 3], ["high", 2]]')
    if table.kind is Kind.INTERVAL and table.tempo:
        raise Mistake("tempo", "expected none: an interval is not counted rep by rep")
    return tuple(TempoPhase(pose, seconds) for pose, seconds in table.tempo)


def _cues(table: CuesTable) -> Cues:
    groups: dict[str, tuple[Cue, ...]] = {}
    for group, lines in structs.asdict(table).items():
        cues = [Cue(x) if isinstance(x, str) else Cue(x.text, _moment(x.at)) for x in lines]
        for cue in cues:
            if len(cue.text.split()) > MOST_CUE_WORDS:
                raise Mistake(f"cues.{group}", f"expected six words at most, not {cue.text!r}")
        groups[group] = tuple(cues)
    return Cues(**groups)


def _moment(at: int | str) -> Moment | int:
    return Moment(at) if isinstance(at, str) else at


def _known_areas(areas: tuple[str, ...]) -> None:
    for area in areas:
        if area not in AREAS:
            known = did_you_mean(area, AREAS) or f"; expected some of {', '.join(AREAS)}"
            raise Mistake("areas", f"{area} is not an area{known}")


def _unlike_variants(tiers: tuple[Tier, ...]) -> None:
    seen: dict[str, TierName] = {}
    for tier in tiers:
        if tier.variant in seen:
            raise Mistake(
                f"tiers.{tier.tier.value}.variant",
                f"expected its own id: {tier.variant} is the {seen[tier.variant].value} tier's",
            )
        seen[tier.variant] = tier.tier


def read_figure_tables(exercise: Exercise, built_in: Path) -> dict[TierName, Table]:
    """Read the merged figure table of each tier of an exercise.

    Args:
        exercise: an exercise of the catalogue.
        built_in: the folder that the catalogue was loaded from.

    Raises:
        Mistake: the file has changed since the catalogue was loaded, and has a mistake now.
    """
    own = exercise.source != BUILT_IN
    path = Path(exercise.source) if own else built_in / EXERCISES_FOLDER / f"{exercise.id}.toml"
    return {
        name: table.get("figure", {}) for name, table in merge_tier_tables(read_toml(path)).items()
    }
