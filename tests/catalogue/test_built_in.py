"""Rules for every built-in exercise and programme."""

import re

import pytest

from runcoach.core.model.body import AREAS
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dose import HOLD_POSE
from runcoach.core.model.exercise import Exercise, Kind, Pattern, Sides, Tier, TierName, Use
from runcoach.core.model.profile import HOUSEHOLD
from runcoach.core.planner.compose import compose_plan
from runcoach.core.planner.prescriptions import PrescriptionContext
from runcoach.resources import assets_folder

FILES = sorted(path.stem for path in (assets_folder() / "exercises").glob("*.toml"))
POWER = {
    *("burpee", "jump-squat", "box-jump", "speed-skater", "long-jump", "jumping-jack"),
    *("bounding", "power-clean", "rope-jumping", "kettlebell-swing"),
}


@pytest.fixture(params=FILES)
def exercise(request: pytest.FixtureRequest, built_in: Catalogue) -> Exercise:
    return built_in.exercises[request.param]


def test_no_built_in_file_has_a_mistake(built_in: Catalogue) -> None:
    assert built_in.problems == ()
    assert len(built_in.exercises) == len(FILES)


def test_three_tiers_for_the_main_part_and_one_around_it(exercise: Exercise) -> None:
    wanted = list(TierName) if exercise.use is Use.MAIN else [TierName.STANDARD]
    assert [tier.tier for tier in exercise.tiers] == wanted


def test_five_to_nine_cues_of_six_words_in_groups(exercise: Exercise) -> None:
    for tier in exercise.tiers:
        cues = tier.cues
        assert 5 <= len(cues.all) <= 9, tier.variant
        assert len(set(cues.all)) == len(cues.all), tier.variant
        assert cues.setup
        assert cues.movement
        assert cues.faults
        assert cues.breathing
        for cue in cues.all:
            assert len(cue.split()) <= 6, cue
            assert cue[0].isupper(), cue
            assert not cue.endswith("."), cue


def test_every_loaded_tier_and_every_piece_of_equipment_has_a_stand_in(exercise: Exercise) -> None:
    for tier in exercise.tiers:
        if tier.loaded or tier.equipment:
            assert tier.stand_in, tier.variant


def test_each_area_is_one_of_the_known_ones(exercise: Exercise) -> None:
    for tier in exercise.tiers:
        assert tier.areas, tier.variant
        assert set(tier.areas) <= set(AREAS)
        assert len(set(tier.areas)) == len(tier.areas), tier.variant


def test_benefit_fits_a_line_and_names_its_source(exercise: Exercise) -> None:
    assert 10 <= len(exercise.benefit) <= 60
    assert exercise.benefit_source in {"article", "practice"}
    assert not exercise.benefit.endswith(".")


def test_names_fit_a_heading(exercise: Exercise) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", exercise.id)
    for tier in exercise.tiers:
        assert len(tier.name) <= 34, tier.name


def landing_tiers(exercise: Exercise) -> list[Tier]:
    return [tier for tier in exercise.tiers if tier.landings]


def test_power_lands_at_standard_and_never_at_foundation(exercise: Exercise) -> None:
    assert exercise.power == (exercise.id in POWER)
    landing = [tier.tier for tier in landing_tiers(exercise)]
    jumps = exercise.power and exercise.id != "kettlebell-swing"
    assert landing == ([TierName.STANDARD, TierName.CHALLENGE] if jumps else [])
    waits = [tier.tier for tier in exercise.tiers if exercise.needs_clearance(tier)]
    assert waits == ([TierName.STANDARD, TierName.CHALLENGE] if exercise.power else [])


def test_reps_have_a_tempo_and_pauses_stay_in_a_pose(exercise: Exercise) -> None:
    for tier in exercise.tiers:
        if tier.kind is Kind.REPS:
            assert 1 <= tier.cycle_s <= 9, tier.variant
            assert any(stroke.pose != HOLD_POSE for stroke in tier.tempo)
        if tier.kind is Kind.INTERVAL:
            assert tier.tempo == ()
            assert tier.dose.seconds is not None


def test_variants_are_unique_in_the_catalogue(built_in: Catalogue) -> None:
    variants = [tier.variant for e in built_in.exercises.values() for tier in e.tiers]
    assert len(set(variants)) == len(variants)


def test_warm_up_begins_with_the_pulse_and_both_parts_are_timed(built_in: Catalogue) -> None:
    warm_ups = built_in.used_for(Use.WARM_UP)
    cool_downs = built_in.used_for(Use.COOL_DOWN)
    assert (len(warm_ups), len(cool_downs)) == (8, 6)
    assert warm_ups[0].pulse
    for exercise in (*warm_ups, *cool_downs):
        tier = exercise.tiers[0]
        assert exercise.pattern is Pattern.MOBILITY
        assert (tier.kind, tier.dose.unit.value) == (Kind.INTERVAL, "seconds")
        assert tier.dose.start == tier.dose.target == tier.dose.seconds
        assert tier.landings == 0


def test_a_week_can_have_all_that_a_runner_needs(built_in: Catalogue) -> None:
    main = [e for e in built_in.used_for(Use.MAIN) if not e.power]
    patterns = {e.pattern for e in main}
    assert patterns >= {
        Pattern.SQUAT,
        Pattern.HINGE,
        Pattern.LUNGE,
        Pattern.PUSH,
        Pattern.PULL,
        Pattern.CORE,
        Pattern.CORE_LATERAL,
        Pattern.CALF,
    }
    assert {"calf-raise", "calf-raise-bent-knee"} <= {e.id for e in main}
    assert any(e.one_sided for e in main if e.pattern is Pattern.HINGE)


# title: warm-up, cool-down, then exercise, sets (None for its own), rest
SESSIONS = {
    "First session 15": (
        (150, 75),
        [
            ("squat", None, 45),
            ("press-up", None, 45),
            ("reverse-lunge", 1, None),
            ("calf-raise", None, 30),
            ("glute-bridge", None, 30),
            ("side-plank", 1, None),
        ],
    ),
    "No equipment 15": (
        (150, 60),
        [
            ("reverse-lunge", None, 30),
            ("press-up", None, 45),
            ("glute-bridge", None, 30),
            ("plank", None, 30),
        ],
    ),
    "Core 15": (
        (135, 60),
        [
            ("plank", None, 30),
            ("side-plank", None, 20),
            ("leg-raise", None, 30),
            ("glute-bridge", None, 30),
            ("superman", 1, None),
        ],
    ),
    "Legs 20": (
        (180, 75),
        [
            ("single-leg-deadlift", None, 30),
            ("step-up", None, 30),
            ("squat", None, 45),
            ("calf-raise", None, 20),
        ],
    ),
    "Upper body and posture 15": (
        (150, 60),
        [
            ("dumbbell-row", None, 45),
            ("press-up", None, 45),
            ("superman", None, 30),
            ("plank", None, 30),
        ],
    ),
    "Power 20": (
        (240, 75),
        [
            ("jump-squat", None, 90),
            ("long-jump", None, 90),
            ("reverse-lunge", None, 30),
            ("glute-bridge", None, 30),
        ],
    ),
    "Full body 25": (
        (180, 75),
        [
            ("squat", None, 45),
            ("single-leg-deadlift", None, 30),
            ("press-up", None, 45),
            ("step-up", None, 30),
            ("dumbbell-row", None, 20),
            ("side-plank", 1, None),
        ],
    ),
}


@pytest.mark.parametrize("title", SESSIONS)
def test_session_is_as_the_rules_have_it(built_in: Catalogue, title: str) -> None:
    around, slots = SESSIONS[title]
    programme = built_in.programme(title)
    assert programme is not None
    (outline,) = programme.sessions
    assert (outline.warm_up_s, outline.cool_down_s) == around
    assert [(s.exercise, s.sets, s.rest_s) for s in outline.slots] == slots
    assert outline.minutes == int(title.split()[-1])
    foundation = title.startswith("First")
    assert outline.tier is (TierName.FOUNDATION if foundation else TierName.STANDARD)


def landings(built_in: Catalogue, id: str, sets: int | None = None) -> int:
    tier = built_in.exercises[id].tier(TierName.STANDARD)
    sides = 1 if tier.sides is Sides.BOTH else 2
    return tier.landings * tier.dose.target * sides * (sets or tier.dose.sets)


def test_power_has_44_contacts_and_something_for_the_closed_gate(built_in: Catalogue) -> None:
    (outline,) = built_in.programmes["power"].sessions
    assert sum(landings(built_in, s.exercise, s.sets) for s in outline.slots) == 44
    for slot in outline.slots:
        if built_in.exercises[slot.exercise].power:
            assert not built_in.exercises[slot.exercise].tiers[0].landings
            assert slot.alternatives
            assert not any(built_in.exercises[id].power for id in slot.alternatives)


def test_the_nineteen_are_all_there_once_in_three_parts(built_in: Catalogue) -> None:
    parts = built_in.programmes["the-nineteen"].sessions
    assert len(parts) == 3
    ids = [slot.exercise for part in parts for slot in part.slots]
    assert sorted(built_in.exercises[id].list_number or 0 for id in ids) == list(range(1, 20))
    for part in parts:
        assert sum(landings(built_in, s.exercise) for s in part.slots) <= 80


def test_sessions_without_equipment_need_household_things_at_most(built_in: Catalogue) -> None:
    for name in ("no-equipment", "first-session", "core"):
        (outline,) = built_in.programmes[name].sessions
        for slot in outline.slots:
            tier = built_in.exercises[slot.exercise].tier(outline.tier)
            household = set(HOUSEHOLD) if outline.tier is TierName.FOUNDATION else set()
            assert set(tier.equipment) <= household
            assert not tier.loaded


def test_what_needs_equipment_has_an_alternative_that_needs_none(built_in: Catalogue) -> None:
    for programme in built_in.programmes.values():
        for outline in programme.sessions:
            for slot in outline.slots:
                needed = built_in.exercises[slot.exercise].tier(outline.tier).equipment
                if not set(needed) <= set(HOUSEHOLD):
                    last = built_in.exercises[slot.alternatives[-1]]
                    assert set(last.tier(outline.tier).equipment) <= set(HOUSEHOLD), slot.exercise


def test_each_session_names_its_warm_up_with_the_pulse_first(built_in: Catalogue) -> None:
    for programme in built_in.programmes.values():
        for outline in programme.sessions:
            assert built_in.exercises[outline.warm_up[0]].pulse
            assert outline.cool_down


def test_no_exercise_comes_twice_whatever_stands_in(built_in: Catalogue) -> None:
    for programme in built_in.programmes.values():
        for outline in programme.sessions:
            ids = [id for slot in outline.slots for id in (slot.exercise, *slot.alternatives)]
            assert len(set(ids)) == len(ids), outline.id


def test_each_estimate_is_within_a_tenth_of_its_title(built_in: Catalogue) -> None:
    for programme in built_in.programmes.values():
        for outline in programme.sessions:
            plan = compose_plan(programme, built_in, PrescriptionContext(), outline)
            assert plan.estimated_s / 60 == pytest.approx(outline.minutes, rel=0.1), outline.id
