"""Every exercise says whom it is not for, what its sides mean, and where its ladder goes on."""

from __future__ import annotations

import pytest

from runcoach.catalogue.exercise_file import parse_exercise
from runcoach.catalogue.loader import check_leads_to
from runcoach.catalogue.problems import Mistake
from runcoach.core.model.body import BodyNeed
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Exercise, Position, Sides, TierName, Use
from runcoach.resources import assets_folder

FILES = sorted(path.stem for path in (assets_folder() / "exercises").glob("*.toml"))
ENDS = {
    "abdominal-wheel-rollout", "bounding", "burpee", "close-press-up", "glute-ham-raise",
    "one-leg-hip-thrust", "power-clean", "pull-up", "shin-raise", "side-plank",
    "single-leg-squat", "tricep-dip", "wall-sit-calf-raise",
}  # fmt: skip
"""The ladders that end on purpose: nothing in the catalogue asks more of the same muscles."""


@pytest.fixture(params=FILES)
def exercise(request: pytest.FixtureRequest, built_in: Catalogue) -> Exercise:
    return built_in.exercises[request.param]


def test_a_ladder_goes_on_or_ends_on_purpose(exercise: Exercise) -> None:
    around = exercise.use is not Use.MAIN
    assert bool(exercise.leads_to) == (not around and exercise.id not in ENDS)


def test_a_ladder_ends_somewhere(exercise: Exercise, built_in: Catalogue) -> None:
    seen: set[str] = set()
    ahead = {exercise.id}
    while ahead:
        seen |= ahead
        ahead = {
            target.partition("/")[0] for id in ahead for target in built_in.exercises[id].leads_to
        } - seen
    assert exercise.use is not Use.MAIN or seen & ENDS


def test_sides_have_their_meaning_and_garmin_its_name(exercise: Exercise) -> None:
    for tier in exercise.tiers:
        assert bool(tier.side_means) == (tier.sides is not Sides.BOTH), tier.variant
        assert tier.garmin is not None, tier.variant


def test_no_benefit_promises_fewer_injuries(exercise: Exercise) -> None:
    assert "injur" not in exercise.benefit.lower()


def test_needs_rule_out_what_the_body_must_not_do(exercise: Exercise) -> None:
    for tier in exercise.tiers:
        needs = set(tier.not_for)
        if tier.landings:
            # Bone stress rules jumps out by the jump clearance, whatever a file says.
            assert needs == set(BodyNeed) - {BodyNeed.BONE_STRESS}, tier.variant
        if tier.position in (Position.PRONE, Position.SUPINE) and tier.muscles.main:
            lying = tier.position is Position.SUPINE or exercise.id in ("superman", "prone-pull")
            assert not lying or BodyNeed.PREGNANT in needs, tier.variant


def test_each_need_leaves_a_week_of_training(built_in: Catalogue) -> None:
    for need in (BodyNeed.PREGNANT, BodyNeed.FRAGILE_BONES, BodyNeed.UNSTEADY):
        left = {
            e.pattern
            for e in built_in.used_for(Use.MAIN)
            if any(need not in t.not_for for t in e.tiers[:2])
        }
        assert {p.value for p in left} >= {
            *("squat", "hinge", "lunge", "push", "pull", "core", "core-lateral", "calf")
        }, need


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("squat", "expected exercise/tier, as in squat/standard, not 'squat'"),
        ("hop/standard", "expected another exercise than this one"),
        ("sqat/standard", "sqat is not an exercise; did you mean squat?"),
        ("squat/standart", "standart is not a tier of squat; expected one of foundation, standard"),
        ("broken/standard", None),
    ],
)
def test_a_wrong_target_is_named(target: str, expected: str | None) -> None:
    hop = parse_exercise("hop", RAW | {"leads_to": [target]})
    tiers = {"squat": {"foundation", "standard"}, "hop": {"standard"}, "broken": set[str]()}
    if expected is None:
        check_leads_to(hop, tiers)
        return
    with pytest.raises(Mistake) as caught:
        check_leads_to(hop, tiers)
    assert (caught.value.key, caught.value.expected) == ("leads_to[0]", expected)


RAW = {
    "name": "Hop", "pattern": "jump", "kind": "reps", "tempo": [["up", 1]],
    "muscles": {"main": ["calves"]}, "dose": {"start": 5},
}  # fmt: skip


@pytest.mark.parametrize(
    ("key", "value", "where", "expected"),
    [
        ("areas", ["kne"], "areas", "kne is not an area; did you mean knee?"),
        ("not_for", ["old"], "not_for[0]", "expected one of pregnant, given-birth"),
        ("garmin", ["squat"], "garmin", "expected a list of 2"),
        ("cues", {"setup": [{"text": "Now", "at": "late"}]}, "cues.setup[0].at", "half or last-fi"),
        ("cues", {"setup": [{"text": "Now"}]}, "cues.setup[0].at", "missing; expected"),
        ("cues", {"setup": [{"txt": "Now", "at": 3}]}, "cues.setup[0].txt", "did you mean text?"),
    ],
)
def test_a_mistake_in_a_new_key_is_named(
    key: str, value: object, where: str, expected: str
) -> None:
    with pytest.raises(Mistake) as caught:
        parse_exercise("hop", RAW | {key: value})
    assert caught.value.key == where
    assert expected in caught.value.expected


def test_a_tier_has_its_own_areas_and_the_exercise_all_of_them() -> None:
    tiers = {"foundation": {"areas": ["knee"], "not_for": ["unsteady"]}, "standard": {}}
    hop = parse_exercise("hop", RAW | {"areas": ["foot"], "not_for": ["pregnant"], "tiers": tiers})
    assert [tier.areas for tier in hop.tiers] == [("knee",), ("foot",)]
    assert hop.areas == ("knee", "foot")
    assert hop.not_for == ()
    assert hop.tier(TierName.FOUNDATION).not_for == (BodyNeed.UNSTEADY,)
