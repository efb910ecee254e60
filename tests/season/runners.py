"""The twelve virtual runners."""

from __future__ import annotations

from datetime import timedelta

from runcoach.core.model.body import BodyNeed
from runcoach.core.model.profile import Experience, Load, Profile
from runcoach.core.model.records import Effort
from tests.season.virtual_runner import MONDAY, Runner

DUMBBELLS = tuple(Load(kg, 2) for kg in (4, 6, 8, 10, 12.5))
BARBELL = tuple(Load(kg, 1, "barbell") for kg in (20, 25, 30, 35, 40, 45, 50, 55, 60))
RACE_WEEK = 21


def _race(weeks: int) -> str:
    return (MONDAY + timedelta(weeks=weeks, days=6)).isoformat()


def all_runners() -> tuple[Runner, ...]:
    """Every runner anew: coaching one changes it."""
    some, regular, new = Experience.SOME, Experience.REGULAR, Experience.BEGINNER
    week = (0, 2, 4)
    return (
        Runner("true beginner, once a week", Profile(new, (), (), 15, 1, (1, 5))),
        Runner(
            "no equipment, always easy",
            Profile(some, (), (), 20, 2, (1, 3)),
            lambda week, number: Effort.EASY,
        ),
        Runner("dumbbells", Profile(some, ("step", "mat"), DUMBBELLS, 25, 2, (1, 3), 6)),
        Runner(
            "barbell owner",
            Profile(regular, ("rack", "bench", "step"), (*DUMBBELLS, *BARBELL), 30, 3, (1, 3), 6),
        ),
        Runner(
            "marathoner",
            Profile(
                regular,
                ("step",),
                DUMBBELLS,
                25,
                2,
                (0, 1, 2, 3, 5),
                6,
                (2,),
                _race(RACE_WEEK),
                42.2,
            ),
        ),
        Runner(
            "10 km runner",
            Profile(some, ("step",), DUMBBELLS, 25, 2, week, 6, (2,), _race(RACE_WEEK), 10.0),
        ),
        Runner("knee pain at week 5", Profile(some, (), DUMBBELLS, 25, 2, week), pain_week=5),
        Runner(
            "three weeks of holiday",
            Profile(some, (), DUMBBELLS, 25, 2, week),
            away=frozenset((10, 11, 12)),
        ),
        Runner("pregnant", Profile(some, (), DUMBBELLS, 20, 2, week, needs=(BodyNeed.PREGNANT,))),
        Runner(
            "fragile bones",
            Profile(some, (), DUMBBELLS, 20, 2, week, needs=(BodyNeed.FRAGILE_BONES,)),
        ),
        Runner(
            "never answers", Profile(some, (), DUMBBELLS, 20, 2, week), lambda week, number: None
        ),
        Runner("ten minutes a day", Profile(some, (), DUMBBELLS, 10, 5, week)),
    )
