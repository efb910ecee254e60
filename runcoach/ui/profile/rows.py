"""The rows of the profile: their values, and the profile that a change gives. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from runcoach.core.coach.schedule import starting_week
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dates import WEEKDAYS
from runcoach.core.model.decimals import parse_decimal
from runcoach.core.model.profile import (
    BANDS,
    HOUSEHOLD,
    MACHINES,
    WEIGHT_KINDS,
    Experience,
    Profile,
)
from runcoach.core.model.settings import WeightUnit
from runcoach.core.planner.request import LEAST_MINUTES, MOST_MINUTES
from runcoach.ui.forms.choices import ChoiceRow
from runcoach.ui.text.answer_values import SESSION_MINUTES
from runcoach.ui.text.load_parser import example_loads, format_loads, home_answers, with_home_answer

SESSIONS = (1, 2, 3, 4, 5)
RUNS = ("no run", "easy run", "intervals", "long run")
NO_YES = ("no", "yes")
EXPERIENCE = ("new to strength", "some", "regular")
LOADS, RACE, EQUIPMENT = "loads", "race", "equipment"
TYPED_ROWS = (LOADS, RACE)
"""Rows whose value is typed into a line that Enter opens."""
A_RACE = "2027-04-18 42"
NO_RACE = f"write a race as its day and its kilometres, as in {A_RACE}"
FULL_NAMES = {
    "bar": "pull-up bar",
    "discs": "sliding discs",
    "suspension": "suspension trainer",
    "machine": "glute-ham machine",
    "leg press": "leg press machine",
    "leg curl": "hamstring curl machine",
    "sofa": "heavy sofa to hold the feet",
}
"""Full names of equipment whose id alone is unclear."""
GROUPS = (
    ("home", HOUSEHOLD),
    ("basic", ("rope", *BANDS, "step", "bench", "discs", "wheel")),
    ("extra", ("ball", "suspension", "bar", "box", "sofa")),
    ("machine", ("machine", *MACHINES)),
)
"""Household things, then equipment in the groups of the source article; weights are typed."""
OTHER = "other"


def list_equipment(catalogue: Catalogue) -> tuple[str, ...]:
    """Household things and what exercises need, without weights, in the order of `GROUPS`."""
    tiers = (t for e in catalogue.exercises.values() for t in e.tiers)
    used = {name for tier in tiers for name in tier.equipment}
    names = used.union(HOUSEHOLD, BANDS, ("bench",)).difference(set(WEIGHT_KINDS) - {"backpack"})
    grouped = [name for _, group in GROUPS for name in group if name in names]
    return (*grouped, *sorted(names.difference(grouped)))


def equipment_rows(profile: Profile, catalogue: Catalogue) -> tuple[ChoiceRow, ...]:
    """A row for each piece, with its stand-in as help."""
    group_of = {name: group for group, names in GROUPS for name in names}
    return tuple(
        ChoiceRow(
            f"{EQUIPMENT}:{name}",
            f"{group_of.get(name, OTHER):<8} {FULL_NAMES.get(name, name)}",
            NO_YES,
            int(_is_there(profile, name)),
            _instead(name, catalogue),
        )
        for name in list_equipment(catalogue)
    )


def _is_there(profile: Profile, name: str) -> bool:
    if name in HOUSEHOLD:
        return name not in profile.missing
    return name in profile.equipment or (name in BANDS and "band" in profile.equipment)


def _instead(name: str, catalogue: Catalogue) -> str:
    """A sentence on the household thing that can replace it; empty if there is none."""
    tiers = (t for e in catalogue.exercises.values() for t in e.tiers)
    stand_in = next((t.stand_in for t in tiers if name in t.equipment and t.stand_in), "")
    return f"Instead: {stand_in[:1].lower()}{stand_in[1:]}." if stand_in else ""


def equipment_words(profile: Profile) -> str:
    """`step, pull-up bar, no chair`: what is owned, and the household things that are missing."""
    owned = [FULL_NAMES.get(name, name) for name in profile.equipment]
    return ", ".join((*owned, *(f"no {name}" for name in profile.missing)))


def example_text(id: str, unit: WeightUnit) -> str:
    """An example of what can be typed in the row `id`, one of `TYPED_ROWS`."""
    return example_loads(unit) if id == LOADS else A_RACE


def profile_rows(profile: Profile, unit: WeightUnit = WeightUnit.KG) -> tuple[ChoiceRow, ...]:
    """The whole profile as rows, with weights in the unit `unit`."""
    usual = sorted({*SESSION_MINUTES, profile.minutes})
    often = sorted({*SESSIONS, profile.sessions_per_week})
    return (
        ChoiceRow(
            "experience", "Strength work so far", EXPERIENCE,
            list(Experience).index(profile.experience),
            "New to it: the easiest tier, and one short session a week to start with.",
        ),
        ChoiceRow(
            "minutes", "Usual length", tuple(f"{m} min" for m in usual),
            usual.index(profile.minutes), "What Today proposes; any length can be asked for.",
        ),
        ChoiceRow(
            "sessions_per_week", "Sessions a week", tuple(map(str, often)),
            often.index(profile.sessions_per_week),
            "Two or three of 20 to 30 min, or three to five of 10 to 15.",
        ),
        ChoiceRow(
            LOADS, "Weights", (format_loads(profile.loads, unit) or "none",), 0,
            f"Enter: as in `{example_loads(unit)}`.",
        ),
        ChoiceRow(
            EQUIPMENT, "Equipment", (equipment_words(profile) or "none",), 0,
            "Enter: what you have. Sessions use nothing else.",
        ),
        *(_day(number, profile) for number in range(7)),
        ChoiceRow(
            RACE, "Next race", (race_words(profile) or "none",), 0,
            f"Enter: the day and the kilometres, as in `{A_RACE}`.",
        ),
        ChoiceRow(
            "careful", "Older, osteoporotic or pregnant", NO_YES, int(profile.careful),
            "No jumps, and support at hand.",
        ),
    )  # fmt: skip


def _day(number: int, profile: Profile) -> ChoiceRow:
    at = 0
    if number == profile.long_run_day:
        at = 3
    elif number in profile.hard_days:
        at = 2
    elif number in profile.run_days:
        at = 1
    help = "Strength goes after easy runs, never before hard ones."
    return ChoiceRow(f"day:{number}", WEEKDAYS[number], RUNS, at, help)


def apply_row(profile: Profile, choice: ChoiceRow) -> Profile:
    """The profile after one row was turned."""
    kind, _, about = choice.id.partition(":")
    match kind:
        case "experience":
            return replace(profile, experience=list(Experience)[choice.at])
        case "minutes":
            return replace(profile, minutes=int(choice.value.split()[0]))
        case "sessions_per_week":
            return replace(profile, sessions_per_week=int(choice.value))
        case "careful":
            return replace(profile, careful=bool(choice.at))
        case "equipment" if about in HOUSEHOLD:
            missing = tuple(name for name in profile.missing if name != about)
            return replace(profile, missing=missing if choice.at else (*missing, about))
        case "equipment":
            owned = _with_named_bands(profile.equipment)
            others = tuple(name for name in owned if name != about)
            return replace(profile, equipment=(*others, about) if choice.at else others)
        case "day":
            return _with_day(profile, int(about), choice.at)
    return profile


def _with_named_bands(equipment: Sequence[str]) -> tuple[str, ...]:
    """The equipment with a band of unknown strength, as older profiles have it, as all three."""
    if "band" not in equipment:
        return tuple(equipment)
    others = [name for name in equipment if name != "band" and name not in BANDS]
    return (*others, *BANDS)


def _with_day(profile: Profile, day: int, run: int) -> Profile:
    easy = {d for d in profile.run_days if d != day} | ({day} if run == 1 else set())
    hard = {d for d in profile.hard_days if d != day} | ({day} if run == 2 else set())
    long = None if profile.long_run_day == day else profile.long_run_day
    return replace(
        profile,
        run_days=tuple(sorted(easy)),
        hard_days=tuple(sorted(hard)),
        long_run_day=day if run == 3 else long,
    )


def race_words(profile: Profile) -> str:
    """The race as it is typed, `2027-04-18 42`; empty if there is none."""
    km = f" {profile.race_km:g}" if profile.race_km else ""
    return f"{profile.race_date}{km}" if profile.race_date else ""


def with_race(profile: Profile, text: str) -> Profile:
    """The profile with the race that was typed; an empty text removes it.

    Raises:
        ValueError: The text is no race; the message shows how one is written.
    """
    parts = text.replace("km", "").split()
    if not parts or parts == ["none"]:
        return replace(profile, race_date=None, race_km=None)
    try:
        day = date.fromisoformat(parts[0])
        km = parse_decimal(parts[1]) if len(parts) > 1 else None
    except ValueError:
        raise ValueError(NO_RACE) from None
    if len(parts) > 2 or (km is not None and not 0 < km <= 1000):
        raise ValueError(NO_RACE)
    return replace(profile, race_date=day.isoformat(), race_km=km)


def first_question_rows(
    profile: Profile, unit: WeightUnit = WeightUnit.KG
) -> tuple[ChoiceRow, ...]:
    """The three first questions, the likeliest answers preselected."""
    homes, home = home_answers(profile, unit)
    minutes = tuple(m for m in SESSION_MINUTES if LEAST_MINUTES <= m <= MOST_MINUTES)
    return (
        ChoiceRow("experience", "Strength so far", EXPERIENCE,
               list(Experience).index(profile.experience)),
        ChoiceRow("at-home", "At home", homes, home),
        ChoiceRow("minutes", "Minutes a session", tuple(f"{m} min" for m in minutes),
               minutes.index(profile.minutes) if profile.minutes in minutes else 3),
    )  # fmt: skip


def apply_first_answers(profile: Profile, choices: Sequence[ChoiceRow]) -> Profile:
    """The profile with the first questions answered; experience decides the sessions a week."""
    for choice in choices:
        if choice.id == "at-home":
            profile = with_home_answer(profile, choice.value)
        else:
            profile = apply_row(profile, choice)
    return replace(profile, sessions_per_week=starting_week(profile.experience)[0])
