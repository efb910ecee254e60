"""Histories for tests: builders for single sets and sessions, and random histories.

Random histories are generated from a seed: drawing each value separately is fifty times slower.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st
from msgspec.structs import replace

from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dose import Dose, Unit
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
    Entry,
    Pain,
    PauseRecord,
    PlannedSet,
    SessionRecord,
    SetRecord,
    Source,
    Status,
)
from runcoach.core.model.text_gate import neutralise
from runcoach.storage.history.index import make_entry


def a_set(id="s1", exercise="squat", **values) -> SetRecord:
    fields = {
        "block": f"b-{id}",
        "tier": TierName.STANDARD,
        "variant": exercise,
        "role": Role.MAIN,
        "set": 1,
        "side": Side.BOTH,
        "unit": Unit.REPS,
        "target": 10,
        "actual": 10,
        "source": Source.ENTERED,
    } | values
    return SetRecord(id=id, exercise=exercise, **fields)


def a_session(id="a", started_at="2026-11-03T18:00:00+01:00", sets=None, **values) -> SessionRecord:
    finished = datetime.fromisoformat(started_at) + timedelta(minutes=20)
    fields = {
        "finished_at": finished.isoformat(),
        "status": Status.COMPLETED,
        "title": "Core 15",
        "active_s": 1200,
        "sets": (a_set(f"{id}-1"),) if sets is None else tuple(sets),
    } | values
    return SessionRecord(id=id, started_at=started_at, **fields)


def an_entry(record: SessionRecord) -> Entry:
    return make_entry(record, record.started_at[:7])


def an_exercise(id, pattern, *muscles, **values) -> Exercise:
    tiers = tuple(
        Tier(
            tier=name,
            variant=f"{id}-{name}",
            name=f"{id} {name}",
            kind=Kind.REPS,
            sides=Sides.BOTH,
            dose=Dose(2, Unit.REPS, 8, 12, 2, 45),
            tempo=(),
            position=Position.STANDING,
            equipment=(),
            stand_in="",
            cues=Cues(),
            muscles=Muscles(muscles),
        )
        for name in TierName
    )
    fields = {"benefit": "", "benefit_source": "practice", "use": Use.MAIN} | values
    return Exercise(id=id, name=id.title(), pattern=pattern, tiers=tiers, **fields)


CATALOGUE = Catalogue(
    exercises={
        e.id: e
        for e in (
            an_exercise("squat", Pattern.SQUAT, "quads", "glutes"),
            an_exercise("lunge", Pattern.LUNGE, "quads", one_sided=True, formerly=("old-lunge",)),
            an_exercise("calf-raise", Pattern.CALF, "calves"),
            an_exercise("plank", Pattern.CORE, "abs"),
        )
    }
)
EXERCISES = ("squat", "lunge", "old-lunge", "calf-raise", "plank", "gone")

WORDS = (
    "",
    "",
    "sore knee",
    "=1+1",
    'a, b;\n"c"',
    "'tis",
    "-5",
    "koleno bolí",
    "| x |",
    "é😀",
)
OFFSETS = (-480, -60, 0, 60, 120, 345, 720)


def random_set(rng: random.Random, id: str, earlier: list[str]) -> SetRecord:
    pain = Pain(rng.choice(WORDS), rng.choice(list(Side)), rng.randint(0, 10), rng.random() < 0.5)
    return SetRecord(
        id=id,
        block=f"b{id}",
        exercise=rng.choice(EXERCISES),
        tier=rng.choice(list(TierName)),
        variant="v",
        role=rng.choice((Role.MAIN, Role.MAIN, Role.WARM_UP)),
        set=rng.randint(1, 2),
        side=rng.choice(list(Side)),
        unit=rng.choice(list(Unit)),
        target=rng.randint(1, 40),
        actual=rng.randint(0, 50),
        name=rng.choice(WORDS),
        load_kg=rng.choice((0.0, 0.0, 7.25, 10.0)),
        effort=rng.choice((None, *Effort)),
        form_ok=rng.choice((None, True, False)),
        pain=rng.choice((None, None, pain)),
        skipped=rng.random() < 0.3,
        source=rng.choice(list(Source)),
        note=rng.choice(WORDS),
        supersedes=rng.choice((None, *earlier)),
        seconds=rng.choice((0.0, 12.5, 30.0)),
        landings=rng.randint(0, 2),
    )


def random_session(rng: random.Random, id: str) -> SessionRecord:
    start = datetime(2024, 1, 1) + timedelta(minutes=rng.randint(0, 3 * 365 * 24 * 60))
    start = start.replace(tzinfo=timezone(timedelta(minutes=rng.choice(OFFSETS))))
    ids = [f"{id}-{at}" for at in range(rng.randint(0, 6))]
    done = tuple(random_set(rng, each, ids[:at]) for at, each in enumerate(ids))
    planned = tuple(
        PlannedSet(s.block, s.exercise, s.tier, s.variant, s.set, s.side, s.unit, s.target)
        for s in done
        if rng.random() < 0.5
    )
    return SessionRecord(
        id=id,
        started_at=start.isoformat(),
        finished_at=(start + timedelta(seconds=rng.randint(0, 4000))).isoformat(),
        status=rng.choice((Status.COMPLETED, *Status)),
        title=rng.choice(WORDS),
        programme=rng.choice(("", "core-15")),
        outline=rng.choice(("", "a")),
        rehearsal=rng.random() < 0.2,
        note=rng.choice(WORDS),
        feel=rng.choice((None, 1, 10)),
        pauses=rng.choice(((), (PauseRecord(1.5, 8.0),))),
        sets=done,
        planned=planned,
        estimated_s=rng.randint(0, 3000),
        active_s=rng.randint(0, 3000),
        edited_at=rng.choice(("", "2026-12-01T08:00:00+01:00")),
        deleted_at=rng.choice((None, None, None, "2026-12-02T08:00:00+01:00")),
    )


def random_history(seed: int, count: int) -> list[SessionRecord]:
    rng = random.Random(seed)
    return [random_session(rng, f"n{at}") for at in range(count)]


histories = st.builds(random_history, st.integers(0, 2**32), st.integers(0, 12))
sessions = st.builds(
    lambda seed, note: replace(random_history(seed, 1)[0], note=note),
    st.integers(0, 2**32),
    # As a door lets it in: exports and imports neutralise what a terminal would obey.
    st.text(st.characters(codec="utf-8"), max_size=12).map(neutralise),
)
