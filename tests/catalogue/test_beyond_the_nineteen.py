"""The exercises besides the nineteen: for whom, with which equipment, and in which order."""

from __future__ import annotations

import pytest

from runcoach.core.coach.jump_clearance import USUAL_LANDINGS, count_landings
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Exercise, Sides, Tier, TierName, Use
from runcoach.core.model.profile import HOUSEHOLD, WEIGHT_KINDS

# id: the equipment of foundation, standard and challenge
EQUIPMENT = {
    "abdominal-wheel-rollout": ("wheel", "wheel", "wheel"),
    "back-squat": ("chair", "barbell", "barbell"),
    "bag-row": ("backpack", "backpack", "backpack"),
    "band-lateral-walk": ("", "light band", "medium band"),
    "bird-dog": ("", "", ""),
    "bounding": ("", "", ""),
    "chair-rise": ("chair", "chair", "chair dumbbell"),
    "clamshell": ("", "", "light band"),
    "close-press-up": ("", "", ""),
    "dead-bug": ("", "", ""),
    "deadlift": ("", "barbell", "barbell"),
    "gliding-disc-leg-curl": ("discs", "discs", "discs"),
    "glute-ham-raise": ("sofa", "sofa", "machine"),
    "hip-thrust": ("chair", "chair dumbbell", "chair dumbbell"),
    "kettlebell-suitcase-deadlift": ("backpack chair", "dumbbell", "dumbbell"),
    "kettlebell-swing": ("", "kettlebell", "kettlebell"),
    "leg-curl": ("leg curl", "leg curl", "leg curl"),
    "leg-press": ("leg press", "leg press", "leg press"),
    "mountain-climber": ("table", "", ""),
    "one-leg-bridge": ("", "", "chair"),
    "one-leg-hip-thrust": ("chair", "chair", "chair dumbbell"),
    "power-clean": ("", "barbell", "barbell"),
    "prone-pull": ("", "", ""),
    "pull-up": ("bar chair", "bar", "bar dumbbell"),
    "romanian-deadlift": ("", "dumbbell dumbbell", "dumbbell dumbbell"),
    "rope-jumping": ("", "rope", "rope"),
    "shin-raise": ("chair", "", ""),
    "single-arm-standing-row": ("light band", "medium band", "medium band"),
    "single-leg-squat": ("", "chair", ""),
    "single-leg-stance": ("", "", ""),
    "split-squat-rear-foot": ("step", "chair", "chair dumbbell dumbbell"),
    "suspension-row": ("suspension", "suspension", "suspension"),
    "towel-row": ("towel", "towel", "table"),
    "tricep-dip": ("table", "chair", "chair step"),
    "wall-sit": ("", "", ""),
    "wall-sit-calf-raise": ("chair", "", ""),
}
WORDS = {
    *("dumbbell", "kettlebell", "barbell", "backpack", "ball", "step", "box", "bar", "sofa"),
    *("rope", "wheel", "discs", "suspension", "machine", "leg press", "leg curl"),
    *("light band", "medium band", "chair", "table", "towel"),
}
FROM_THE_ARTICLES = {
    *("abdominal-wheel-rollout", "back-squat", "bounding", "deadlift", "gliding-disc-leg-curl"),
    *("glute-ham-raise", "kettlebell-suitcase-deadlift", "kettlebell-swing", "power-clean"),
    *("pull-up", "romanian-deadlift", "rope-jumping", "single-leg-squat"),
}


@pytest.mark.parametrize("id", EQUIPMENT)
def test_each_tier_asks_for_its_equipment(built_in: Catalogue, id: str) -> None:
    asked = tuple(" ".join(tier.equipment) for tier in built_in.exercises[id].tiers)
    assert asked == EQUIPMENT[id]


@pytest.mark.parametrize("id", EQUIPMENT)
def test_a_benefit_says_article_only_where_one_says_it(built_in: Catalogue, id: str) -> None:
    source = built_in.exercises[id].benefit_source
    assert source == ("article" if id in FROM_THE_ARTICLES else "practice")


def main_part(built_in: Catalogue) -> tuple[Exercise, ...]:
    return built_in.used_for(Use.MAIN)


def test_equipment_has_one_vocabulary(built_in: Catalogue) -> None:
    asked = {word for e in main_part(built_in) for t in e.tiers for word in t.equipment}
    assert asked == WORDS


def test_loaded_rungs_ask_for_the_same_weights(built_in: Catalogue) -> None:
    """The load rises from one loaded tier to the next, so both must use the same weights."""
    for exercise in main_part(built_in):
        loaded = [
            tuple(name for name in tier.equipment if name in WEIGHT_KINDS)
            for tier in exercise.tiers
            if tier.loaded
        ]
        assert len(set(loaded)) <= 1, exercise.id


@pytest.mark.parametrize("id", ["power-clean", "kettlebell-swing", "back-squat", "deadlift"])
def test_technical_lifts_are_learned_without_a_weight(built_in: Catalogue, id: str) -> None:
    foundation = built_in.exercises[id].tier(TierName.FOUNDATION)
    assert not foundation.loaded
    assert set(foundation.equipment) <= set(HOUSEHOLD)
    assert foundation.landings == 0


def full_set(tier: Tier) -> int:
    return count_landings(tier, tier.dose.sets, tier.dose.target)


@pytest.mark.parametrize("id", ["bounding", "rope-jumping", "power-clean"])
def test_one_of_them_alone_keeps_to_the_landings_of_a_session(built_in: Catalogue, id: str) -> None:
    landing = [tier for tier in built_in.exercises[id].tiers if tier.landings]
    assert len(landing) == 2
    assert all(0 < full_set(tier) <= USUAL_LANDINGS for tier in landing)


def test_sides_of_what_works_one_leg(built_in: Catalogue) -> None:
    for id in ("single-leg-squat", "bounding", "one-leg-hip-thrust", "wall-sit", "shin-raise"):
        exercise = built_in.exercises[id]
        assert exercise.one_sided
        assert exercise.tier(TierName.CHALLENGE).sides is not Sides.BOTH
