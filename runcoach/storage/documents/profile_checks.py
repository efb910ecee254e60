"""Checks of each value of profile.json, and the line about a mistake in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any

from msgspec import structs

from runcoach.core.model.profile import HOUSEHOLD, WEIGHT_KINDS, Load, Profile
from runcoach.core.model.validation import InvalidValueError, convert, display_value

A_DAY = "a day as YYYY-MM-DD"
Mistakes = list[tuple[str, str]]


def check_profile_value(name: str, value: Any, equipment: frozenset[str]) -> tuple[Any, Mistakes]:
    """Check one value.

    Returns:
        What of it can be used, None if nothing can; and its mistakes: key, what was expected.
    """
    if name == "loads":
        return _loads(value)
    try:
        valid = getattr(convert({name: value}, Profile), name)
    except InvalidValueError as error:
        return None, [(error.where, error.expected)]
    match name:
        case "equipment":
            return tuple(dict.fromkeys(valid)), _unknown_equipment(valid, equipment)
        case "missing":
            kept = tuple(name for name in HOUSEHOLD if name in valid)
            wrong = [name for name in valid if name not in HOUSEHOLD]
            known = ", ".join(HOUSEHOLD)
            return kept, [
                (name, f"{display_value(each)} is no household thing: {known}") for each in wrong
            ]
        case "needs" if valid is not None:
            return tuple(dict.fromkeys(valid)), []
        case "run_days" | "hard_days":
            return tuple(sorted(set(valid))), []
        case "race_date" if valid is not None:
            try:
                return date.fromisoformat(valid).isoformat(), []
            except ValueError:
                return None, [(name, f"expected {A_DAY}, not {display_value(value)}")]
    return valid, []


def _loads(value: Any) -> tuple[Any, Mistakes]:
    if not isinstance(value, list):
        return None, [("loads", f"expected a list of loads, not {display_value(value)}")]
    loads, wrong = [], []
    for index, raw in enumerate(value):
        key = f"loads[{index}]"
        if not isinstance(raw, dict):
            wrong.append((key, f"expected kg, count and kind, not {display_value(raw)}"))
            continue
        unknown = sorted(set(raw) - set(Load.__struct_fields__))
        if unknown:
            wrong.append((f"{key}.{unknown[0]}", "unknown key; expected kg, count and kind"))
        try:
            load = convert(raw, Load)
        except InvalidValueError as error:
            wrong.append((f"{key}.{error.where}", error.expected))
        else:
            loads.append(structs.replace(load, kg=round(load.kg, 2)))
    return tuple(loads), wrong


def _unknown_equipment(names: Iterable[str], known: frozenset[str]) -> Mistakes:
    wrong = []
    for name in names:
        if name not in known.union(WEIGHT_KINDS):
            near = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
            ending = f"; did you mean {near[0]}?" if near else f": {', '.join(sorted(known))}"
            wrong.append(("equipment", f"no exercise uses {display_value(name)}{ending}"))
    return wrong
