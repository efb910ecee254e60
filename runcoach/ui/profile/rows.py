"""The rows of the profile: what each says, the values it can have, and what an answer changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from runcoach.core.coach.schedule import usual_week
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.dates import WEEKDAYS
from runcoach.core.model.profile import WEIGHTS, Experience, Profile
from runcoach.core.model.settings import WeightUnit
from runcoach.core.planner.request import LEAST_MINUTES, MOST_MINUTES
from runcoach.ui.forms.choices import Choice
from runcoach.ui.text.load_parser import at_home, loads_words, loads_written, with_home

MINUTES = (8, 10, 12, 15, 20, 25, 30, 45)
SESSIONS = (1, 2, 3, 4, 5)
RUNS = ("no run", "easy run", "intervals", "long run")
HAVE = ("no", "yes")
EXPERIENCE = ("new to strength", "some", "regular")
LOADS, RACE, EQUIPMENT = "loads", "race", "equipment"
WRITTEN = (LOADS, RACE)
"""Rows whose value is typed: Enter opens a line."""
A_RACE = "2027-04-18 42"
IN_FULL = {"bar": "pull-up bar", "discs": "sliding discs", "suspension": "suspension trainer"}
"""Equipment that its name does not say."""
GROUPS = (
    ("basic", ("rope", "band", "step", "discs", "wheel")),
    ("extra", ("ball", "suspension", "bar", "box")),
    ("machine", ("machine",)),
)
"""Equipment as the article groups it; weights, which are extras, are typed with their kilograms."""
OTHER = "other"


def equipment_of(catalogue: Catalogue) -> tuple[str, ...]:
    """What exercises ask for beside weights, in the article's groups."""
    tiers = (t for e in catalogue.exercises.values() for t in e.tiers)
    names = {name for tier in tiers for name in tier.equipment} - set(WEIGHTS)
    grouped = [name for _, group in GROUPS for name in group if name in names]
    return (*grouped, *sorted(names.difference(grouped)))


def equipment_rows(profile: Profile, catalogue: Catalogue) -> tuple[Choice, ...]:
    """A row for each piece, and as its help what does instead."""
    group_of = {name: group for group, names in GROUPS for name in names}
    return tuple(
        Choice(
            f"{EQUIPMENT}:{name}",
            f"{group_of.get(name, OTHER):<8} {IN_FULL.get(name, name)}",
            HAVE,
            int(name in profile.equipment),
            _instead(name, catalogue),
        )
        for name in equipment_of(catalogue)
    )


def _instead(name: str, catalogue: Catalogue) -> str:
    """What the household has in its place."""
    tiers = (t for e in catalogue.exercises.values() for t in e.tiers)
    found = next((t.stand_in for t in tiers if name in t.equipment and t.stand_in), "")
    return f"Does as well: {found[:1].lower()}{found[1:]}." if found else ""


def equipment_words(profile: Profile) -> str:
    """`step, pull-up bar`."""
    return ", ".join(IN_FULL.get(name, name) for name in profile.equipment)


def example(id: str, unit: WeightUnit) -> str:
    """What can be typed in a row, as the person would write it."""
    return loads_written(unit) if id == LOADS else A_RACE


def rows(profile: Profile, unit: WeightUnit = WeightUnit.KG) -> tuple[Choice, ...]:
    """The whole profile, a row for each thing, weights in the unit chosen."""
    usual = sorted({*MINUTES, profile.minutes})
    often = sorted({*SESSIONS, profile.sessions_per_week})
    return (
        Choice(
            "experience", "Strength work so far", EXPERIENCE,
            list(Experience).index(profile.experience),
            "New to it: the easiest tier, and one short session a week to begin with.",
        ),
        Choice(
            "minutes", "Usual length", tuple(f"{m} min" for m in usual),
            usual.index(profile.minutes), "What Today proposes; any length can be asked for.",
        ),
        Choice(
            "sessions_per_week", "Sessions a week", tuple(map(str, often)),
            often.index(profile.sessions_per_week),
            "Two or three of 20 to 30 min, or three to five of 10 to 15.",
        ),
        Choice(
            LOADS, "Weights", (loads_words(profile.loads, unit) or "none",), 0,
            f"Enter: as in `{loads_written(unit)}`.",
        ),
        Choice(
            EQUIPMENT, "Equipment", (equipment_words(profile) or "none",), 0,
            "Enter: what is at hand. Only that is planned with.",
        ),
        *(_day(number, profile) for number in range(7)),
        Choice(
            RACE, "Next race", (race_words(profile) or "none",), 0,
            f"Enter: the day and the kilometres, as in `{A_RACE}`.",
        ),
        Choice(
            "careful", "Older, osteoporotic or pregnant", HAVE, int(profile.careful),
            "No jumps, and support at hand.",
        ),
    )  # fmt: skip


def _day(number: int, profile: Profile) -> Choice:
    at = 0
    if number == profile.long_run_day:
        at = 3
    elif number in profile.hard_days:
        at = 2
    elif number in profile.run_days:
        at = 1
    told = "Strength goes after easy runs, never before hard ones."
    return Choice(f"day:{number}", WEEKDAYS[number], RUNS, at, told)


def turned(profile: Profile, choice: Choice) -> Profile:
    """The profile with one row turned."""
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
        case "equipment":
            others = tuple(name for name in profile.equipment if name != about)
            return replace(profile, equipment=(*others, about) if choice.at else others)
        case "day":
            return _with_day(profile, int(about), choice.at)
    return profile


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
    """`2027-04-18 42`: what is typed in its row."""
    km = f" {profile.race_km:g}" if profile.race_km else ""
    return f"{profile.race_date}{km}" if profile.race_date else ""


def with_race(profile: Profile, text: str) -> Profile:
    """The profile with the race that a line says; an empty one takes it away.

    Raises:
        ValueError: what would be a race.
    """
    said = text.replace("km", "").split()
    if not said or said == ["none"]:
        return replace(profile, race_date=None, race_km=None)
    try:
        day = date.fromisoformat(said[0])
        km = float(said[1].replace(",", ".")) if len(said) > 1 else None
    except ValueError:
        raise ValueError("a race is its day and its kilometres, as in 2027-04-18 42") from None
    if len(said) > 2 or (km is not None and not 0 < km <= 1000):
        raise ValueError("a race is its day and its kilometres, as in 2027-04-18 42")
    return replace(profile, race_date=day.isoformat(), race_km=km)


def first_rows(profile: Profile, unit: WeightUnit = WeightUnit.KG) -> tuple[Choice, ...]:
    """The three questions, the likeliest answers preselected."""
    homes, home = at_home(profile, unit)
    minutes = tuple(m for m in MINUTES if LEAST_MINUTES <= m <= MOST_MINUTES)
    return (
        Choice("experience", "Strength so far", EXPERIENCE,
               list(Experience).index(profile.experience)),
        Choice("at-home", "At home", homes, home),
        Choice("minutes", "Minutes a session", tuple(f"{m} min" for m in minutes),
               minutes.index(profile.minutes) if profile.minutes in minutes else 3),
    )  # fmt: skip


def answered(profile: Profile, choices: Sequence[Choice]) -> Profile:
    """The profile with the three answers; a week's number of sessions follows the experience."""
    for choice in choices:
        if choice.id == "at-home":
            profile = with_home(profile, choice.value)
        else:
            profile = turned(profile, choice)
    return replace(profile, sessions_per_week=usual_week(profile.experience)[0])
