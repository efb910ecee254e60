"""The words of the voice: numbers, and one short line for each alert that has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Cues, Moment, Position
from runcoach.core.model.plan import Block, Side
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.weights import to_unit
from runcoach.core.session.alerts import LINE_DELAY_S, Alert, AlertKind
from runcoach.core.session.timing import REST_TEN_FROM_S, REST_TEN_S

if TYPE_CHECKING:
    from runcoach.core.model.catalogue import Catalogue
    from runcoach.core.session.session import Session

UNDER_TWENTY = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

SPOKEN_COUNT_FROM = 3
"""The count-in is spoken from this number down, so that it never overlaps the announcement."""
MIN_REST_FOR_CUE_S = 15
"""A shorter rest has no time for a cue."""
LETTER_S, STOP_S = 0.065, 0.45
"""Seconds to speak a letter and a full stop; measured on espeak-ng, the slowest voice."""
SCREEN_UNSEEN_FROM = frozenset({Position.PRONE, Position.SUPINE, Position.ALL_FOURS})
"""Positions from which nobody sees the laptop's screen."""


def phrase_for(
    alert: Alert,
    session: Session,
    figure_unseen: bool,
    catalogue: Catalogue,
    weights: WeightUnit = WeightUnit.KG,
) -> str | None:
    """Return the line to speak at an alert of a session, or None if its sound is enough.

    Args:
        alert: an alert of this session.
        session: the session it belongs to.
        figure_unseen: the screen shows no figure, so reps are counted aloud.
        catalogue: for the cues.
        weights: the unit for loads.
    """
    block = next((b for b in session.plan.blocks if b.id == alert.block), None)
    if block is None:
        return None
    tier = catalogue.tier(block.exercise, block.tier)
    aloud = figure_unseen or block.position in SCREEN_UNSEEN_FROM
    cues = tier.cues if tier else None
    count_in = session.count_in_s
    return alert_phrase(alert, block, cues, aloud=aloud, weights=weights, count_in_s=count_in)


def number_in_words(value: int) -> str:
    """Write an integer from 0 to 999 in words; others in digits."""
    if value < 0 or value > 999:
        return str(value)
    if value < 20:
        return UNDER_TWENTY[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return TENS[tens - 2] + (f"-{UNDER_TWENTY[ones]}" if ones else "")
    hundreds, rest = divmod(value, 100)
    return f"{UNDER_TWENTY[hundreds]} hundred" + (f" and {number_in_words(rest)}" if rest else "")


def dose_in_words(value: int, unit: Unit) -> str:
    """Write a dose in words: `Thirty-five seconds`, `One rep`."""
    word = "second" if unit is Unit.SECONDS else "rep"
    return f"{number_in_words(value).capitalize()} {word}{'' if value == 1 else 's'}"


def load_in_words(kilograms: float, unit: WeightUnit = WeightUnit.KG) -> str:
    """Write a load in words: `seven and a half kilos`, `two point one kilos`, `ten pounds`."""
    whole, cents = divmod(round(to_unit(kilograms, unit) * 100), 100)
    name = "pound" if unit is WeightUnit.LB else "kilo"
    if cents == 0:
        return f"{number_in_words(whole)} {name}{'' if whole == 1 else 's'}"
    if cents == 50:
        return f"{number_in_words(whole)} and a half {name}s" if whole else f"half a {name}"
    digits = " ".join(number_in_words(int(digit)) for digit in f"{cents:02}".rstrip("0"))
    return f"{number_in_words(whole)} point {digits} {name}s"


def exercise_phrase(work: Block) -> str:
    """Name an exercise and its side: "Side plank, left."."""
    side = f", {work.side}" if work.side in (Side.LEFT, Side.RIGHT) else ""
    if work.side is Side.ALTERNATE:
        side = ", alternating"
    return f"{work.name}{side}."


def announce_exercise(work: Block, weights: WeightUnit = WeightUnit.KG) -> str:
    """Announce an exercise with side and dose: "Side plank, left. Thirty-five seconds.".

    Args:
        work: the work block, or the ready, switch or rest block before it, which describes it too.
        weights: the unit for loads.
    """
    sentences = [exercise_phrase(work)]
    if work.target > 0:
        load = f", {load_in_words(work.load_kg, weights)}" if work.load_kg > 0 else ""
        sentences.append(f"{dose_in_words(work.target, work.unit)}{load}.")
    if work.open:
        sentences.append("As long as form holds.")
    elif work.sets > 1 and work.set == work.sets:
        sentences.append("Last set.")
    return " ".join(sentences)


def alert_phrase(
    alert: Alert,
    block: Block,
    cues: Cues | None = None,
    *,
    aloud: bool = False,
    weights: WeightUnit = WeightUnit.KG,
    count_in_s: float = 3.0,
) -> str | None:
    """Return the line to speak at an alert, or None if its sound is enough.

    Args:
        alert: the alert.
        block: the block it belongs to; ready, switch and rest describe the work that follows.
        cues: those of the current variant, or in a rest of the next one.
        aloud: count the reps and the last seconds, because the figure can't be seen.
        weights: the unit for loads.
        count_in_s: seconds of count-in at the end of a rest, which no line may overlap.
    """
    match alert.kind:
        case AlertKind.READY:
            return announce_exercise(block, weights)
        case AlertKind.TICK if alert.value <= SPOKEN_COUNT_FROM:
            return f"{number_in_words(alert.value).capitalize()}."
        case AlertKind.HALFWAY:
            return "Halfway."
        case AlertKind.CUE:
            return hold_cue(cues)
        case AlertKind.SWITCH:
            return f"Switch. {str(block.side).capitalize()} side."
        case AlertKind.REST:
            return rest_phrase(alert.value, block, cues, weights, count_in_s)
        case AlertKind.REST_TEN:
            return "Ten seconds."
        case AlertKind.SESSION_DONE:
            return "Session done."
        case AlertKind.PAUSED:
            return "Paused."
        case AlertKind.REP_UP | AlertKind.LAST_FIVE if aloud and alert.value > 0:
            return f"{number_in_words(alert.value).capitalize()}."
        case _:
            return None


def rest_phrase(
    seconds: int,
    block: Block,
    cues: Cues | None,
    weights: WeightUnit = WeightUnit.KG,
    count_in_s: float = 3.0,
) -> str:
    """Return the line for a rest: its length, the next exercise, and that exercise's first cue.

    The line is shortened until it ends before the next one begins; the next exercise is left out
    last.
    """
    length = f"Rest. {dose_in_words(seconds, Unit.SECONDS)}." if seconds > 0 else "Rest."
    if not block.name:
        return length
    follows = REST_TEN_S if seconds >= REST_TEN_FROM_S else count_in_s
    upcoming = f"Next: {announce_exercise(block, weights)}"
    first = cues.checklist[:1] if cues is not None and seconds >= MIN_REST_FOR_CUE_S else ()
    lines = (
        " ".join((length, upcoming, *(f"{cue}." for cue in first))),
        f"{length} {upcoming}",
        upcoming,
    )
    fitting = (x for x in lines if speaking_time_s(x) <= seconds - follows - LINE_DELAY_S)
    return next(
        fitting, f"{block.name}." if block.side is Side.ALTERNATE else exercise_phrase(block)
    )


def speaking_time_s(text: str) -> float:
    """Estimate how many seconds a line takes to speak."""
    stops = sum(text.count(mark) for mark in ".:,") - 1
    return len(text) * LETTER_S + max(0, stops) * STOP_S


def hold_cue(cues: Cues | None) -> str | None:
    """Return the cue for the middle of a long set.

    It is the one whose moment that is, else one about breathing, else about the position.
    """
    if cues is None:
        return None
    candidates = (*cues.breathing, *cues.movement, *cues.setup)
    halfway = [cue for cue in candidates if cue.at is Moment.HALF]
    said = halfway or [cue for cue in candidates if cue.at is None]
    return f"{said[0].text}." if said else None
