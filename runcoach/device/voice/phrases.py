"""What is said: words for numbers, and one short line for each alert that has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import Cues, Position
from runcoach.core.model.plan import Block, Side
from runcoach.core.model.settings import WeightUnit
from runcoach.core.model.weights import shown
from runcoach.core.session.alerts import Alert, AlertKind
from runcoach.core.session.timing import REST_TEN_FROM_S, REST_TEN_S

if TYPE_CHECKING:
    from runcoach.core.model.catalogue import Catalogue
    from runcoach.core.session.session import Session

SMALL = (
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

COUNTED_FROM = 3
"""A longer count-in is words only at its end: before, it must not talk over what comes."""
CUE_FROM_S = 15
"""A shorter rest, or getting ready, has no time for a cue."""
LETTER_S, STOP_S = 0.065, 0.45
"""How long a letter and a full stop take to say; measured on espeak-ng, the slowest of them."""
BEGINS_S = 0.5
"""A line begins when its alert's own sound is over."""
LOOKING_AWAY = frozenset({Position.PRONE, Position.SUPINE, Position.ALL_FOURS})
"""Nobody sees a laptop's screen from there."""


def said(
    alert: Alert,
    session: Session,
    figure_unseen: bool,
    catalogue: Catalogue,
    weights: WeightUnit = WeightUnit.KG,
) -> str | None:
    """What is said at an alert of a session, or None where its sound says enough.

    Args:
        alert: one of the session's own.
        session: the session it belongs to.
        figure_unseen: the screen shows no figure; reps are counted aloud then too.
        catalogue: has the cues.
        weights: the unit that a load is said in.
    """
    block = next((b for b in session.plan.blocks if b.id == alert.block), None)
    if block is None:
        return None
    tier = catalogue.tier(block.exercise, block.tier)
    aloud = figure_unseen or block.position in LOOKING_AWAY
    cues = tier.cues if tier else None
    count_in = session.count_in_s
    return line(alert, block, cues, aloud=aloud, weights=weights, count_in_s=count_in)


def number(value: int) -> str:
    """An integer from 0 to 999 in words; beyond that, in figures."""
    if value < 0 or value > 999:
        return str(value)
    if value < 20:
        return SMALL[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return TENS[tens - 2] + (f"-{SMALL[ones]}" if ones else "")
    hundreds, rest = divmod(value, 100)
    return f"{SMALL[hundreds]} hundred" + (f" and {number(rest)}" if rest else "")


def amount(value: int, unit: Unit) -> str:
    """A dose in words: `Thirty-five seconds`, `One rep`."""
    word = "second" if unit is Unit.SECONDS else "rep"
    return f"{number(value).capitalize()} {word}{'' if value == 1 else 's'}"


def weight(kilograms: float, unit: WeightUnit = WeightUnit.KG) -> str:
    """A load in words: `seven and a half kilos`, `twelve point two five kilos`, `ten pounds`."""
    whole, cents = divmod(round(shown(kilograms, unit) * 100), 100)
    one = "pound" if unit is WeightUnit.LB else "kilo"
    if cents == 0:
        return f"{number(whole)} {one}{'' if whole == 1 else 's'}"
    if cents == 50:
        return f"{f'{number(whole)} and ' if whole else ''}a half {one}{'s' if whole else ''}"
    digits = " ".join(number(int(digit)) for digit in f"{cents:02}".rstrip("0"))
    return f"{number(whole)} point {digits} {one}s"


def named(work: Block) -> str:
    """What it is called, with its side: "Side plank, left."."""
    side = f", {work.side}" if work.side in (Side.LEFT, Side.RIGHT) else ""
    if work.side is Side.ALTERNATE:
        side = ", sides in turn"
    return f"{work.name}{side}."


def announced(work: Block, weights: WeightUnit = WeightUnit.KG) -> str:
    """What comes, with its side and dose: "Side plank, left. Thirty-five seconds.".

    `work` is the work itself, or the block before it, which names it.
    """
    said = [named(work)]
    if work.target > 0:
        load = f", {weight(work.load_kg, weights)}" if work.load_kg > 0 else ""
        said.append(f"{amount(work.target, work.unit)}{load}.")
    if work.open:
        said.append("As long as it goes well.")
    elif work.sets > 1 and work.set == work.sets:
        said.append("Last set.")
    return " ".join(said)


def line(
    alert: Alert,
    block: Block,
    cues: Cues | None = None,
    *,
    aloud: bool = False,
    weights: WeightUnit = WeightUnit.KG,
    count_in_s: float = 3.0,
) -> str | None:
    """What is said at an alert, or None where its sound says enough.

    Args:
        alert: the alert.
        block: the block it belongs to; ready, switch and rest name the work that follows.
        cues: those of the variant that is or comes next.
        aloud: count the reps and the last seconds: for when the figure can't be seen.
        weights: the unit that a load is said in.
        count_in_s: what a rest ends with, and no line may run into.
    """
    match alert.kind:
        case AlertKind.READY:
            return announced(block, weights)
        case AlertKind.TICK if alert.value <= COUNTED_FROM:
            return f"{number(alert.value).capitalize()}."
        case AlertKind.HALFWAY:
            return "Halfway."
        case AlertKind.CUE:
            return mid_cue(cues)
        case AlertKind.SWITCH:
            return f"Switch. {str(block.side).capitalize()} side."
        case AlertKind.REST:
            return rest(alert.value, block, cues, weights, count_in_s)
        case AlertKind.REST_TEN:
            return "Ten seconds."
        case AlertKind.SESSION_DONE:
            return "Session done."
        case AlertKind.PAUSED:
            return "Paused."
        case AlertKind.REP_UP | AlertKind.LAST_FIVE if aloud and alert.value > 0:
            return f"{number(alert.value).capitalize()}."
        case _:
            return None


def rest(
    seconds: int,
    block: Block,
    cues: Cues | None,
    weights: WeightUnit = WeightUnit.KG,
    count_in_s: float = 3.0,
) -> str:
    """What a rest says: its length, what comes next, and that exercise's first cue.

    As much of it as is over before the next line begins; what comes next is the last to go.
    """
    length = f"Rest. {amount(seconds, Unit.SECONDS)}." if seconds > 0 else "Rest."
    if not block.name:
        return length
    follows = REST_TEN_S if seconds >= REST_TEN_FROM_S else count_in_s
    coming = f"Next: {announced(block, weights)}"
    first = cues.checklist[:1] if cues is not None and seconds >= CUE_FROM_S else ()
    lines = (
        " ".join((length, coming, *(f"{cue}." for cue in first))),
        f"{length} {coming}",
        coming,
    )
    fitting = (x for x in lines if takes_s(x) <= seconds - follows - BEGINS_S)
    return next(fitting, f"{block.name}." if block.side is Side.ALTERNATE else named(block))


def takes_s(text: str) -> float:
    """About how long a line takes to say."""
    stops = sum(text.count(mark) for mark in ".:,") - 1
    return len(text) * LETTER_S + max(0, stops) * STOP_S


def mid_cue(cues: Cues | None) -> str | None:
    """The one cue in the middle of a long hold: how to breathe, else how to hold."""
    if cues is None:
        return None
    found = (*cues.breathing, *cues.movement, *cues.setup)
    return f"{found[0]}." if found else None
