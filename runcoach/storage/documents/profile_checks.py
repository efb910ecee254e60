"""What each value of profile.json has to be, and the line that says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from typing import Any

from runcoach.core.model.profile import WEIGHT, WEIGHTS, Experience, Load

Wrong = list[tuple[str, str]]
MOST_KG = 200


def mistakes_in(name: str, value: Any, equipment: frozenset[str]) -> tuple[Any, Wrong]:
    """What is good of one value (None where nothing is), and what is not, by key."""
    if name == "loads":
        return _loads(value)
    if name == "equipment":
        return _equipment(value, equipment)
    if name in ("run_days", "hard_days"):
        return _days(name, value)
    good, expected = _ONE[name]
    try:
        return good(value), []
    except (TypeError, ValueError):
        return None, [(name, f"expected {expected}, not {_shown(value)}")]


def _loads(value: Any) -> tuple[Any, Wrong]:
    if not isinstance(value, list):
        return None, [("loads", f"expected a list of loads, not {_shown(value)}")]
    good, wrong = [], []
    for index, raw in enumerate(value):
        key = f"loads[{index}]"
        if not isinstance(raw, dict):
            wrong.append((key, f"expected kg, count and kind, not {_shown(raw)}"))
            continue
        kg: Any = raw.get("kg")
        count: Any = raw.get("count", 1)
        kind: Any = raw.get("kind", WEIGHT)
        unknown = sorted(set(raw) - {"kg", "count", "kind"})
        if unknown:
            wrong.append((f"{key}.{unknown[0]}", "unknown key; expected kg, count and kind"))
        if not _number(kg) or not 0 < kg <= MOST_KG:
            wrong.append((f"{key}.kg", f"expected kilograms above 0, not {_shown(kg)}"))
        elif not _whole(count) or not 1 <= count <= 20:
            wrong.append((f"{key}.count", f"expected how many, 1 to 20, not {_shown(count)}"))
        elif not isinstance(kind, str) or not kind:
            wrong.append((f"{key}.kind", f"expected one of {', '.join(WEIGHTS)}"))
        else:
            good.append(Load(round(float(kg), 2), count, kind))
    return tuple(good), wrong


def _equipment(value: Any, known: frozenset[str]) -> tuple[Any, Wrong]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        return None, [("equipment", f"expected a list of names, not {_shown(value)}")]
    wrong = []
    for name in value:
        if name not in known.union(WEIGHTS):
            near = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
            ending = f"; did you mean {near[0]}?" if near else f": {', '.join(sorted(known))}"
            wrong.append(("equipment", f"no exercise asks for {_shown(name)}{ending}"))
    return tuple(dict.fromkeys(value)), wrong


def _days(name: str, value: Any) -> tuple[Any, Wrong]:
    if not isinstance(value, list) or not all(_whole(v) and 0 <= v <= 6 for v in value):
        return None, [(name, f"expected weekdays from 0 (Monday) to 6, not {_shown(value)}")]
    return tuple(sorted(set(value))), []


def _within(low: int, high: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if not _whole(value) or not low <= value <= high:
            raise ValueError
        return int(value)

    return read


def _weekday(value: Any) -> int | None:
    return None if value is None else _within(0, 6)(value)


def _race(value: Any) -> str | None:
    return None if value is None else date.fromisoformat(value).isoformat()


def _distance(value: Any) -> float | None:
    if value is None:
        return None
    if not _number(value) or not 0 < value <= 1000:
        raise ValueError
    return float(value)


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


_ONE: dict[str, tuple[Callable[[Any], Any], str]] = {
    "experience": (Experience, f"one of {', '.join(Experience)}"),
    "minutes": (_within(8, 45), "a whole number from 8 to 45"),
    "sessions_per_week": (_within(1, 7), "a whole number from 1 to 7"),
    "long_run_day": (_weekday, "a weekday from 0 (Monday) to 6"),
    "race_date": (_race, "a day as YYYY-MM-DD"),
    "race_km": (_distance, "kilometres above 0"),
    "careful": (_switch, "true or false"),
}


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _shown(value: Any) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 40 else f"{text[:37]}..."
