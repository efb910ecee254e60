"""The questions of Today before a session: places that hurt, and soreness."""

from __future__ import annotations

from datetime import timedelta

from runcoach.core.coach.athlete import Athlete
from runcoach.core.coach.pain import SparedArea
from runcoach.core.history.counting import training_sessions
from runcoach.core.model.dates import parse_moment
from runcoach.ui.coach import Coach
from runcoach.ui.forms.choices import ChoiceRow
from runcoach.ui.text.answer_values import NOT_GIVEN

PAIN_ANSWERS = (NOT_GIVEN, "fine", "hurts")
LOOKED_AT = "looked at"
"""By a professional; offered only where it hurt twice."""
SORENESS_ANSWERS = (
    ("no", "", False),
    ("legs, a bit", "legs", False),
    ("upper body, a bit", "upper body", False),
    ("all over, a bit", "all over", False),
    ("very", "all over", True),
)
SORENESS_LASTS = timedelta(days=4)
"""How long after a session soreness is asked about: it is gone by then."""


def check_in_rows(athlete: Athlete) -> tuple[ChoiceRow, ...]:
    """A row for each area that is not quiet, and one for soreness in the days after a session."""
    questions = [_pain_row(aside, athlete) for aside in athlete.spared_areas if not aside.quiet]
    last = next(iter(training_sessions(athlete.history)), None)
    if last is not None and athlete.at - parse_moment(last.started_at) <= SORENESS_LASTS:
        questions.append(_sore_row(athlete))
    return tuple(questions)


def _pain_row(aside: SparedArea, athlete: Athlete) -> ChoiceRow:
    values = (*PAIN_ANSWERS, LOOKED_AT) if aside.needs_examination else PAIN_ANSWERS
    at = 0
    for check in athlete.notebook.checks:
        same = (check.area, check.side) == (aside.area, aside.side)
        if same and parse_moment(check.at).date() == athlete.at.date():
            at = 2 if check.hurts else 1
    return ChoiceRow(f"pain:{aside.area}:{aside.side}", aside.question, values, at)


def _sore_row(athlete: Athlete) -> ChoiceRow:
    sore, at = athlete.notebook.sore, 0
    if sore is not None and parse_moment(sore.at).date() == athlete.at.date():
        answer = (sore.where, sore.severe)
        at = next(
            (i for i, (_, *value) in enumerate(SORENESS_ANSWERS) if tuple(value) == answer), 0
        )
    return ChoiceRow("sore", "Still sore?", tuple(words for words, *_ in SORENESS_ANSWERS), at)


def store_answer(choice: ChoiceRow, athlete: Athlete, coach: Coach) -> bool:
    """Store the answer of one of these rows; False if the row is none of them."""
    if choice.id == "sore":
        _, where, severe = SORENESS_ANSWERS[choice.at]
        coach.answer_soreness(where, severe)
        return True
    kind, _, place = choice.id.partition(":")
    if kind != "pain":
        return False
    area, _, side = place.partition(":")
    for aside in athlete.spared_areas:
        if (aside.area, aside.side.value) == (area, side) and choice.value != NOT_GIVEN:
            if choice.value == LOOKED_AT:
                coach.save_clearance(aside)
            else:
                coach.answer_pain_check(aside, choice.value == "hurts")
    return True


def layoff_line(athlete: Athlete) -> str:
    """`16 days off: one step easier today. H: as before`; empty without a layoff."""
    pause = athlete.layoff
    if pause is None:
        return ""
    return pause.reason.sentence + (" H: as before" if pause.change.after else "")
