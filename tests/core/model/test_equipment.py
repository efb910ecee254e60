"""What is at hand at home, what serves as what, and which loads fit a tier."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from runcoach.catalogue.compiled_cache import load_catalogue
from runcoach.core.coach.athlete import Athlete
from runcoach.core.coach.notebook import Notebook
from runcoach.core.coach.training_day import TrainingDay
from runcoach.core.model.exercise import Tier, TierName
from runcoach.core.model.profile import HOUSEHOLD, Load, Profile, name_implements
from runcoach.resources import assets_folder

CATALOGUE = load_catalogue(assets_folder(), None)
F, S, C = TierName
DAY = datetime(2026, 11, 29, 18, tzinfo=UTC)
NOTHING = Profile(missing=HOUSEHOLD)


def tier(id: str, name: TierName) -> Tier:
    return CATALOGUE.exercises[id].tier(name)


@pytest.mark.parametrize(
    ("profile", "id", "name", "there"),
    [
        (Profile(), "squat", F, True),
        (Profile(missing=("chair",)), "squat", F, False),
        (NOTHING, "squat", S, True),
        (NOTHING, "wall-sit", S, True),
        (Profile(), "step-up", S, True),
        (Profile(missing=("stairs",)), "step-up", S, False),
        (Profile(missing=("stairs",), equipment=("box",)), "step-up", S, True),
        (Profile(), "box-jump", S, False),
        (Profile(missing=("chair",), equipment=("bench",)), "hip-thrust", F, True),
        (Profile(), "band-lateral-walk", S, False),
        (Profile(equipment=("band",)), "band-lateral-walk", C, True),
        (Profile(equipment=("light band",)), "band-lateral-walk", S, True),
        (Profile(equipment=("light band",)), "band-lateral-walk", C, False),
        (Profile(), "gliding-disc-leg-curl", S, True),
        (Profile(missing=("towel",)), "gliding-disc-leg-curl", S, False),
        (Profile(loads=(Load(3, 1, "medicine ball"),)), "superman", C, True),
        (Profile(equipment=("leg press",), loads=(Load(8, 2),)), "leg-press", S, True),
        (Profile(loads=(Load(8, 2),)), "leg-press", S, False),
        (Profile(loads=(Load(8, 2),)), "bag-row", S, True),
        (Profile(loads=(Load(8, 2),), missing=("backpack",)), "bag-row", S, False),
    ],
)
def test_what_is_at_hand(profile: Profile, id: str, name: TierName, there: bool) -> None:
    assert profile.has_equipment_for(tier(id, name)) is there


@pytest.mark.parametrize(
    ("loads", "kilos", "held"),
    [
        ((Load(8, 2),), (16,), ("dumbbell", "dumbbell")),
        ((Load(8, 1),), (), None),
        ((Load(16, 1, "kettlebell"),), (16,), ("kettlebell",)),
        ((Load(10, 1, "backpack"),), (10,), ("backpack",)),
        ((Load(6, 1, "vest"),), (6,), ("vest",)),
        ((Load(20, 1, "barbell"),), (), None),
        ((Load(8, 2), Load(16, 1, "kettlebell")), (16,), ("dumbbell", "dumbbell")),
    ],
)
def test_one_bag_or_bell_stands_for_two_dumbbells(
    loads: tuple[Load, ...], kilos: tuple[float, ...], held: tuple[str, ...] | None
) -> None:
    profile = Profile(loads=loads)
    lunge = tier("reverse-lunge", C)
    assert profile.available_loads_kg(lunge) == kilos
    assert profile.has_equipment_for(lunge) is bool(kilos)
    if held is not None:
        assert name_implements(profile, lunge, kilos[0]) == held


def a_day(profile: Profile) -> TrainingDay:
    return Athlete(CATALOGUE, DAY, profile, Notebook(), ()).training_day


def test_asked_for_no_equipment_floor_and_wall_are_left() -> None:
    day = a_day(Profile(equipment=("bar",), loads=(Load(8, 2),)))
    assert day.with_equipment(()).profile.at_hand == {"floor", "wall"}
    some = day.with_equipment(("dumbbell",)).profile
    assert some.loads == (Load(8, 2),)
    assert "chair" in some.at_hand
    assert "bar" not in some.at_hand


def test_a_person_without_a_chair_keeps_what_they_told_when_they_name_equipment() -> None:
    day = a_day(Profile(missing=("chair",)))
    assert "chair" not in day.with_equipment(("bar",)).profile.at_hand
