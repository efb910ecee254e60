"""The nineteen against a table written from the article, and against the coaching rules."""

import pytest

from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Kind, Sides, TierName

# number, id, muscles, sets, start, target, kind, sides
ARTICLE = [
    (1, "squat", "glutes quads hamstrings core", 2, 15, 15, "reps", "both"),
    (2, "press-up", "shoulders pectorals triceps core", 2, 10, 10, "reps", "both"),
    (3, "step-up", "calves hamstrings quads glutes", 2, 10, 10, "reps", "each"),
    (
        4,
        "dumbbell-row",
        "trapezius rhomboids deltoids lats erector-spinae",
        2,
        12,
        12,
        "reps",
        "each",
    ),
    (5, "burpee", "shoulders chest biceps core glutes hips legs", 2, 8, 10, "interval", "both"),
    (6, "front-lunge", "calves glutes hamstrings quads hips", 2, 10, 10, "reps", "each"),
    (7, "reverse-lunge", "glutes hamstrings core", 2, 10, 10, "reps", "each"),
    (8, "side-lunge", "calves hip-flexors adductors glutes", 2, 10, 10, "reps", "each"),
    (
        9,
        "walking-lunge",
        "hips core calves hamstrings glutes quads",
        2,
        8,
        8,
        "reps",
        "alternate",
    ),
    (10, "jump-squat", "hamstrings hips quads glutes", 2, 12, 12, "reps", "both"),
    (11, "glute-bridge", "hamstrings quads core glutes", 2, 15, 15, "reps", "both"),
    (12, "box-jump", "calves hamstrings quads glutes", 2, 10, 10, "reps", "both"),
    (13, "leg-raise", "calves hip-flexors core", 2, 10, 10, "reps", "both"),
    (
        14,
        "speed-skater",
        "quads hamstrings glutes core hip-flexors",
        2,
        10,
        10,
        "reps",
        "alternate",
    ),
    (15, "superman", "mid-back lower-back glutes core", 2, 10, 10, "reps", "both"),
    (
        16,
        "plank",
        "rhomboids trapezius core hamstrings erector-spinae",
        2,
        30,
        45,
        "hold",
        "both",
    ),
    (17, "side-plank", "shoulders obliques quads", 2, 30, 45, "hold", "each"),
    (
        18,
        "long-jump",
        "glutes hamstrings erector-spinae core hips quads",
        2,
        10,
        10,
        "reps",
        "both",
    ),
    (19, "single-leg-deadlift", "hamstrings glutes", 2, 10, 10, "reps", "each"),
]


@pytest.mark.parametrize("row", ARTICLE, ids=[row[1] for row in ARTICLE])
def test_standard_is_the_articles_dose_and_muscles(built_in: Catalogue, row: tuple) -> None:
    number, id, muscles, sets, start, target, kind, sides = row
    exercise = built_in.exercises[id]
    tier = exercise.tier(TierName.STANDARD)
    worked = {m.replace(" ", "-") for m in (*tier.muscles.main, *tier.muscles.help)}
    assert exercise.list_number == number
    assert worked == set(muscles.split())
    assert not set(tier.muscles.main) & set(tier.muscles.help)
    assert (tier.dose.sets, tier.dose.start, tier.dose.target) == (sets, start, target)
    assert (tier.kind, tier.sides) == (Kind(kind), Sides(sides))
    assert exercise.benefit_source == "article"


def test_the_list_is_shown_first_and_in_its_order(built_in: Catalogue) -> None:
    first = list(built_in.exercises.values())[:19]
    assert [e.list_number for e in first] == list(range(1, 20))
    assert [e.list_number for e in list(built_in.exercises.values())[19:] if e.list_number] == []


# id: tempo at standard, then foundation and challenge as (start, target, sides)
RULES = {
    "squat": ([3, 2], (6, 10, "both"), (10, 10, "both")),
    "press-up": ([2, 2], (6, 10, "both"), (7, 7, "both")),
    "step-up": ([1, 1, 2], (6, 8, "each"), (7, 7, "each")),
    "dumbbell-row": ([1, 1, 2], (8, 8, "each"), (8, 8, "each")),
    "front-lunge": ([2, 2], (6, 6, "each"), (7, 7, "each")),
    "reverse-lunge": ([2, 2], (6, 6, "each"), (7, 7, "each")),
    "side-lunge": ([2, 2], (6, 6, "each"), (7, 7, "each")),
    "walking-lunge": ([2, 2], (5, 5, "each"), (5, 5, "alternate")),
    "glute-bridge": ([1, 2, 2], (10, 10, "both"), (10, 10, "both")),
    "leg-raise": ([2, 3], (6, 6, "both"), (7, 7, "alternate")),
    "superman": ([2, 1, 2], (6, 6, "both"), (7, 7, "both")),
    "plank": ([], (15, 20, "both"), (45, 60, "both")),
    "side-plank": ([], (15, 30, "each"), (8, 8, "each")),
    "single-leg-deadlift": ([3, 2], (6, 6, "each"), (7, 7, "each")),
    "jump-squat": (4, (8, 8, "both"), (6, 6, "both")),
    "box-jump": (6, (6, 6, "both"), (6, 6, "both")),
    "speed-skater": (3, (6, 6, "each"), (7, 7, "alternate")),
    "long-jump": (7, (5, 5, "both"), (6, 6, "both")),
}


@pytest.mark.parametrize("id", RULES)
def test_tempo_and_the_outer_tiers_follow_the_table(built_in: Catalogue, id: str) -> None:
    tempo, foundation, challenge = RULES[id]
    tiers = {tier.tier: tier for tier in built_in.exercises[id].tiers}
    standard = tiers[TierName.STANDARD]
    if isinstance(tempo, list):
        assert [stroke.seconds for stroke in standard.tempo] == tempo
    else:
        assert standard.cycle_s == pytest.approx(tempo)
    for name, expected in ((TierName.FOUNDATION, foundation), (TierName.CHALLENGE, challenge)):
        dose = tiers[name].dose
        assert (dose.start, dose.target, tiers[name].sides.value) == expected, name


def test_burpees_are_timed_and_count_their_reps(built_in: Catalogue) -> None:
    tiers = built_in.exercises["burpee"].tiers
    assert [tier.dose.seconds for tier in tiers] == [20, 30, 30]
    assert {tier.dose.unit.value for tier in tiers} == {"reps"}


def test_side_plank_challenge_is_reps_at_its_own_tempo(built_in: Catalogue) -> None:
    tier = built_in.exercises["side-plank"].tier(TierName.CHALLENGE)
    assert tier.kind is Kind.REPS
    assert [(s.pose, s.seconds) for s in tier.tempo] == [("low", 2), ("high", 2)]


def test_plank_challenge_is_high_for_twenty_seconds_and_ends_low(built_in: Catalogue) -> None:
    tier = built_in.exercises["plank"].tier(TierName.CHALLENGE)
    assert tier.kind is Kind.HOLD
    assert (tier.tempo[0].pose, tier.tempo[0].seconds) == ("high", 20)
    assert tier.cycle_s == tier.dose.start


@pytest.mark.parametrize("id", ["jump-squat", "box-jump", "long-jump"])
def test_challenge_of_a_jump_is_a_pause_of_two_seconds_and_no_load(
    built_in: Catalogue, id: str
) -> None:
    tier = built_in.exercises[id].tier(TierName.CHALLENGE)
    assert [s.seconds for s in tier.tempo if s.pose == "hold"] == [2]
    assert not tier.loaded


def test_rest_is_45_s_and_90_s_after_jumps(built_in: Catalogue) -> None:
    for exercise in list(built_in.exercises.values())[:19]:
        for tier in exercise.tiers:
            assert tier.dose.rest_s == (90 if tier.landings else 45), tier.variant


def test_cues_that_the_rules_name(built_in: Catalogue) -> None:
    side_plank = built_in.exercises["side-plank"].tier(TierName.STANDARD).cues
    assert side_plank.checklist == (
        "Elbow under shoulder",
        "Stack your feet",
        "Hips high",
        "One straight line",
        "Keep breathing",
    )
    deadlift = built_in.exercises["single-leg-deadlift"].tier(TierName.STANDARD).cues.checklist
    wanted = ["Soft knee", "Hips back", "Hips level", "Long flat back", "Stand tall"]
    assert [cue for cue in deadlift if cue in wanted] == wanted


@pytest.mark.parametrize(
    ("id", "cue"),
    [
        ("squat", "Knees follow the toes"),
        ("step-up", "Drive through the top foot"),
        ("front-lunge", "Split squat: feet stay put"),
        ("leg-raise", "Stop before the back lifts"),
        ("box-jump", "Low box that can't slide"),
        ("walking-lunge", "Turn at the room's end"),
        ("long-jump", "Three metres of clear floor"),
    ],
)
def test_where_the_article_needs_care(built_in: Catalogue, id: str, cue: str) -> None:
    assert cue in built_in.exercises[id].tier(TierName.STANDARD).cues.all


def test_a_weight_on_a_bridge_lies_on_the_hips(built_in: Catalogue) -> None:
    tier = built_in.exercises["glute-bridge"].tier(TierName.CHALLENGE)
    assert tier.loaded
    assert "hips" in tier.cues.setup[0].text
    assert "chair" in built_in.exercises["box-jump"].tier(TierName.STANDARD).stand_in
