"""A small catalogue, and helpers that make records, for the coach's tests."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from msgspec.structs import replace

from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dose import Dose, TempoPhase, Unit
from runcoach.core.model.exercise import (
    Cues,
    Exercise,
    Kind,
    Muscles,
    Pattern,
    Position,
    Sides,
    Tier,
    TierName,
    Use,
)
from runcoach.core.model.plan import Role, Side
from runcoach.core.model.records import (
    Effort,
    Pain,
    PlannedSet,
    SessionRecord,
    SetRecord,
    Source,
    Status,
)

F, S, C = TierName
ZONE = timezone(timedelta(hours=1))
DAY_0 = datetime(2026, 3, 2, 18, 0, tzinfo=ZONE)
"""A Monday."""


def at(day: float) -> str:
    return (DAY_0 + timedelta(days=day)).isoformat()


def dose(start, target, by=1, sets=2, unit=Unit.REPS, rest=45):
    return Dose(sets, unit, start, target, by, rest)


def tier(
    name,
    exercise,
    dose,
    *,
    loaded=False,
    equipment=(),
    landings=0,
    sides=Sides.BOTH,
    kind=None,
    position=Position.STANDING,
    muscles=("quads",),
):
    hold = dose.unit is Unit.SECONDS
    return Tier(
        name, f"{exercise}-{name}", f"{exercise.title()} {name}",
        kind or (Kind.HOLD if hold else Kind.REPS), sides, dose,
        () if hold else (TempoPhase("low", 2), TempoPhase("raised", 2)),
        position, equipment, "", Cues(), Muscles(muscles), landings, loaded,
    )  # fmt: skip


def exercise(id, pattern, *tiers, one_sided=False, power=False, areas=(), use=Use.MAIN, **rest):
    tiers = tuple(replace(t, areas=areas) for t in tiers)
    return Exercise(
        id, id.title(), pattern, use, "", "practice", tiers,
        one_sided=one_sided, power=power, **rest,
    )  # fmt: skip


def ladder(
    id,
    pattern,
    *doses,
    loads=(False, False, False),
    equipment=((), (), ()),
    landings=(0, 0, 0),
    sides=Sides.BOTH,
    muscles=("quads",),
    **rest,
):
    tiers = [
        tier(n, id, d, loaded=w, equipment=e, landings=j, sides=sides, muscles=muscles)
        for n, d, w, e, j in zip(TierName, doses, loads, equipment, landings, strict=False)
    ]
    return exercise(id, pattern, *tiers, **rest)


SQUAT = ladder(
    "squat", Pattern.SQUAT, dose(6, 10), dose(15, 15), dose(10, 10),
    loads=(False, False, True), equipment=((), (), ("dumbbell",)), areas=("knee", "hip"),
)  # fmt: skip
ROW = ladder(
    "row", Pattern.PULL, dose(8, 8), dose(12, 12), dose(8, 8),
    loads=(True, True, True), equipment=(("dumbbell",),) * 3, areas=("shoulder", "lower back"),
    sides=Sides.EACH, muscles=("lats",),
)  # fmt: skip
SIDE_PLANK = ladder(
    "side-plank", Pattern.CORE_LATERAL,
    dose(15, 30, 5, unit=Unit.SECONDS), dose(30, 45, 5, unit=Unit.SECONDS), dose(8, 12, 2),
    sides=Sides.EACH, areas=("shoulder",), muscles=("obliques",),
)  # fmt: skip
LUNGE = ladder(
    "lunge", Pattern.LUNGE, dose(6, 6), dose(10, 10), dose(7, 7),
    loads=(False, False, True), equipment=((), (), ("dumbbell",)),
    sides=Sides.EACH, one_sided=True, areas=("knee", "hip"),
)  # fmt: skip
JUMP = ladder(
    "jump", Pattern.JUMP, dose(8, 8, rest=90), dose(12, 12, rest=90), dose(6, 6, rest=90),
    landings=(0, 1, 1), power=True, areas=("knee", "ankle"),
)  # fmt: skip
PRESS = ladder("press-up", Pattern.PUSH, dose(6, 10), dose(10, 10), dose(7, 7),
               areas=("shoulder", "wrist"), muscles=("chest",))  # fmt: skip
BRIDGE = ladder("bridge", Pattern.HINGE, dose(10, 10), dose(15, 15), dose(10, 10),
                loads=(False, False, True), equipment=((), (), ("dumbbell",)),
                areas=("lower back",), muscles=("glutes",))  # fmt: skip

CATALOGUE = Catalogue({e.id: e for e in (SQUAT, ROW, SIDE_PLANK, LUNGE, JUMP, PRESS, BRIDGE)})


def done(exercise, tier, target, actual=None, effort=Effort.RIGHT, *, form=True, load=0.0,
         side=Side.BOTH, number=1, source=Source.ENTERED, pain=None, skipped=False,
         unit=Unit.REPS, landings=0):  # fmt: skip
    """One set; its id is filled in by `session`."""
    if isinstance(pain, str):
        pain = Pain(pain, Side.LEFT, 2)
    return SetRecord(
        "", "", exercise, tier, f"{exercise}-{tier}", Role.MAIN, number, side, unit, target,
        target if actual is None else actual, "", load, effort, form if effort else None,
        pain, skipped, source, landings=landings,
    )  # fmt: skip


def session(day, *sets, id=None, planned=None, status=Status.COMPLETED, **rest):
    """A session on that day; every set gets its own id."""
    from msgspec.structs import replace

    id = id or f"s{day}"
    sets = tuple(
        replace(s, id=f"{id}-{i}", block=f"b{i}") if not s.id else s for i, s in enumerate(sets)
    )
    return SessionRecord(
        id, at(day), at(day + 0.01), status, "Session", sets=sets,
        planned=tuple(
            PlannedSet(s.block, s.exercise, s.tier, s.variant, s.set, s.side, s.unit, s.target)
            for s in sets
        ) if planned is None else planned,
        **rest,
    )  # fmt: skip


def twice(*args, **rest):
    """Two equal sets."""
    return tuple(done(*args, number=n, **rest) for n in (1, 2))
