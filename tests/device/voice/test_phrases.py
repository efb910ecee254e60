"""The words of the voice: numbers, loads and lines."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Cue, Cues, Kind, Moment
from runcoach.core.model.plan import Block, BlockKind, Side
from runcoach.core.model.settings import WeightUnit
from runcoach.core.session.alerts import Alert, AlertKind
from runcoach.device.voice.phrases import (
    alert_phrase,
    announce_exercise,
    dose_in_words,
    hold_cue,
    load_in_words,
    number_in_words,
)

PLANK = Block(
    "p",
    BlockKind.WORK,
    35,
    name="Side plank",
    measure=Kind.HOLD,
    sets=2,
    side=Side.LEFT,
    unit=Unit.SECONDS,
    target=35,
)
CUES = Cues(
    setup=(Cue("Elbow under shoulder"),),
    movement=(Cue("Hips high"),),
    breathing=(Cue("Keep breathing"),),
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "zero"),
        (1, "one"),
        (13, "thirteen"),
        (20, "twenty"),
        (35, "thirty-five"),
        (90, "ninety"),
        (100, "one hundred"),
        (105, "one hundred and five"),
        (999, "nine hundred and ninety-nine"),
        (1000, "1000"),
        (-1, "-1"),
    ],
)
def test_numbers(value: int, words: str) -> None:
    assert number_in_words(value) == words


@pytest.mark.parametrize(
    ("kilograms", "unit", "words"),
    [
        (1, WeightUnit.KG, "one kilo"),
        (8, WeightUnit.KG, "eight kilos"),
        (7.5, WeightUnit.KG, "seven and a half kilos"),
        (0.5, WeightUnit.KG, "half a kilo"),
        (12.25, WeightUnit.KG, "twelve point two five kilos"),
        (2.1, WeightUnit.KG, "two point one kilos"),
        (7.5, WeightUnit.LB, "sixteen and a half pounds"),
        (9.07, WeightUnit.LB, "twenty pounds"),
        (0.45, WeightUnit.LB, "one pound"),
        (0.227, WeightUnit.LB, "half a pound"),
    ],
)
def test_weights(kilograms: float, unit: WeightUnit, words: str) -> None:
    assert load_in_words(kilograms, unit) == words


def test_one_is_singular() -> None:
    assert dose_in_words(1, Unit.REPS) == "One rep"
    assert dose_in_words(1, Unit.SECONDS) == "One second"
    assert dose_in_words(2, Unit.REPS) == "Two reps"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Side plank, left. Thirty-five seconds."),
        ({"set": 2}, "Side plank, left. Thirty-five seconds. Last set."),
        ({"sets": 1}, "Side plank, left. Thirty-five seconds."),
        ({"side": Side.BOTH}, "Side plank. Thirty-five seconds."),
        ({"side": Side.ALTERNATE}, "Side plank, alternating. Thirty-five seconds."),
        ({"open": True}, "Side plank, left. Thirty-five seconds. As long as form holds."),
        ({"load_kg": 5.0}, "Side plank, left. Thirty-five seconds, five kilos."),
        ({"target": 0}, "Side plank, left."),
    ],
)
def test_announcement(changes: dict[str, object], expected: str) -> None:
    assert announce_exercise(replace(PLANK, **changes)) == expected


@pytest.mark.parametrize(
    ("kind", "value", "aloud", "expected"),
    [
        (AlertKind.TICK, 3, False, "Three."),
        (AlertKind.TICK, 4, True, None),
        (AlertKind.HALFWAY, 17, False, "Halfway."),
        (AlertKind.CUE, 0, False, "Keep breathing."),
        (AlertKind.SWITCH, 0, False, "Switch. Left side."),
        (AlertKind.PAUSED, 0, False, "Paused."),
        (AlertKind.REP_UP, 7, False, None),
        (AlertKind.REP_UP, 7, True, "Seven."),
        (AlertKind.REP_DOWN, 7, True, None),
        (AlertKind.LAST_FIVE, 4, False, None),
        (AlertKind.LAST_FIVE, 4, True, "Four."),
        (AlertKind.GO, 0, True, None),
    ],
)
def test_the_line_for_an_alert(
    kind: AlertKind, value: int, aloud: bool, expected: str | None
) -> None:
    assert alert_phrase(Alert(kind, 1.0, "p", value), PLANK, CUES, aloud=aloud) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (45, "Rest. Forty-five seconds. Next: Squat. Ten reps. Elbow under shoulder."),
        (20, "Rest. Twenty seconds. Next: Squat. Ten reps. Elbow under shoulder."),
        (10, "Rest. Ten seconds. Next: Squat. Ten reps."),
        (7, "Next: Squat. Ten reps."),
        (5, "Squat."),
    ],
)
def test_a_rest_names_the_next_exercise_and_adds_what_fits(seconds: int, expected: str) -> None:
    rest = Block("r", BlockKind.REST, seconds, name="Squat", target=10)
    assert alert_phrase(Alert(AlertKind.REST, 1.0, "r", seconds), rest, CUES) == expected


def test_the_middle_says_the_cue_whose_moment_it_is() -> None:
    cues = Cues(
        movement=(Cue("Wide circles"), Cue("Change direction", Moment.HALF)),
        breathing=(Cue("Breathe easily"),),
    )
    assert hold_cue(cues) == "Change direction."
    late = Cues(breathing=(Cue("Now", Moment.LAST_FIVE), Cue("Breathe easily")))
    assert hold_cue(late) == "Breathe easily."
