"""Reads and writes profile.json and coach.json; each mistake in them becomes one clear line."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import structs

from runcoach.core.coach.decisions import Decision, Reply
from runcoach.core.coach.notebook import Notebook, SorenessCheck, find_forgettable
from runcoach.core.coach.pain import MedicalClearance, PainCheck, PainReport
from runcoach.core.model.catalogue import Catalogue, Problem
from runcoach.core.model.dates import parse_moment
from runcoach.core.model.profile import Profile, known_equipment
from runcoach.core.model.standing import StandingChange
from runcoach.core.model.validation import InvalidValueError, convert, display_value, validate
from runcoach.storage.documents.profile_checks import A_DAY, check_profile_value
from runcoach.storage.documents.season_choices import (
    SEASON,
    changed_season_choices,
    read_season_choices,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from runcoach.core.model.programme import Programme
    from runcoach.core.ports import Documents

PROFILE = "profile"
COACH = "coach"
UNUSED_ENDING = ", unused"
"""Ends the line about standings of unknown exercises, which is no mistake."""

_LISTS: dict[str, Any] = {
    "changes": StandingChange,
    "decisions": Decision,
    "checks": PainCheck,
    "cleared": MedicalClearance,
    "hurt": PainReport,
}
"""The fields of coach.json that hold values by id, and the type of these."""


class FileCoachDocuments:
    """The port `CoachDocuments`: the profile and the notebook of one data folder."""

    def __init__(self, documents: Documents, catalogue: Catalogue, programmes: Path) -> None:
        self._documents = documents
        self._catalogue = catalogue
        self._programmes = programmes
        self._problems: dict[str, list[Problem]] = {}

    def problems(self) -> tuple[Problem, ...]:
        """The mistakes found when each was last read."""
        return tuple(p for problems in self._problems.values() for p in problems)

    # --- the profile -----------------------------------------------------------------------

    def profile(self) -> Profile | None:
        """The profile; a value that can't be used is left out and becomes a problem."""
        stored = self._documents.read(PROFILE)
        problems = self._problems[PROFILE] = []
        if not stored:
            return None
        profile, mistakes = _read(dict(stored), Profile(), self._equipment())
        problems += (Problem("profile.json", key, expected) for key, expected in mistakes)
        return profile

    def _equipment(self) -> frozenset[str]:
        return known_equipment(self._catalogue)

    def keep_profile(self, profile: Profile) -> None:
        """Write the profile, durably; other fields of the file stay."""
        values = msgspec.to_builtins(validate(profile))
        self._documents.write(PROFILE, values)

    # --- the notebook ----------------------------------------------------------------------

    def notebook(self) -> Notebook:
        """The notebook; an entry that can't be used is left out and becomes a problem."""
        stored = self._documents.read(COACH)
        problems = self._problems[COACH] = []
        read: dict[str, Any] = {}
        for name, kind in _LISTS.items():
            values = []
            entries = stored.get(name, {})
            if not isinstance(entries, dict):
                problems.append(Problem("coach.json", name, "expected entries by id"))
                continue
            for id, raw in entries.items():
                try:
                    values.append(_dated(convert(raw, kind)))
                except InvalidValueError as error:
                    problems.append(_left_out(f"{name}.{id}", error))
            read[name] = tuple(values)
        single: dict[str, Any] = {
            "sore": SorenessCheck | None,
            "training_since": str,
            "own_pace": Annotated[float, msgspec.Meta(ge=0.1, le=10)],
        }
        for name, kind in single.items():
            if name in stored:
                try:
                    value = _dated(convert(stored[name], kind))
                    read[name] = _a_day(value) if name == "training_since" else value
                except InvalidValueError as error:
                    problems.append(_left_out(name, error))
        read[SEASON], wrong = read_season_choices(stored.get(SEASON))
        problems += (_left_out(key, error) for key, error in wrong)
        notebook = Notebook(**read)
        proposed = (d.proposal.exercise for d in notebook.decisions)
        problems += self._describe_unknown(dict.fromkeys((*notebook.standings, *proposed)))
        return notebook

    def _describe_unknown(self, ids: Iterable[str]) -> list[Problem]:
        unknown = [id for id in ids if self._catalogue.exercise(id) is None]
        if not unknown:
            return []
        text = f"is no exercise any more; its standing is kept{UNUSED_ENDING}"
        if len(unknown) > 1:
            text = f"are no exercises any more; their standings are kept{UNUSED_ENDING}"
        return [Problem("coach.json", ", ".join(unknown), text)]

    def keep_notebook(self, notebook: Notebook, before: Notebook) -> None:
        """Write what differs from `before`, durably, and delete decisions that no longer matter."""
        values: dict[str, object] = {}
        for name in _LISTS:
            old = {_id(name, v): v for v in getattr(before, name)}
            new = {_id(name, v): v for v in getattr(notebook, name)}
            # The newest decides for an exercise: where the order differs, all are written again.
            reordered = [id for id in new if id in old] != list(new)[: len(new.keys() & old.keys())]
            fresh = {
                id: msgspec.to_builtins(v) for id, v in new.items() if reordered or old.get(id) != v
            }
            removed: dict[str, object] = {id: None for id in old if id not in new}
            if name == "decisions":
                removed |= dict.fromkeys(find_forgettable(notebook))
            changed = {id: v for id, v in fresh.items() if id not in removed} | removed
            if changed:
                values[name] = changed
        for name in ("sore", "training_since", "own_pace"):
            if getattr(notebook, name) != getattr(before, name):
                values[name] = msgspec.to_builtins(getattr(notebook, name))
        if chosen := changed_season_choices(notebook.season, before.season):
            values[SEASON] = chosen
        if values:
            self._documents.write(COACH, values)

    # --- own programmes --------------------------------------------------------------------

    def save_programme(self, programme: Programme) -> Path:
        """Write a programme into the person's folder. Returns its path, which was free before."""
        from runcoach.storage.documents.programme_file import write_programme

        return write_programme(programme, self._programmes)


def _dated(value: Any) -> Any:
    """The value itself, once its moment can be compared with others.

    Raises:
        InvalidValueError: it has no offset, or is no moment.
    """
    unanswered = isinstance(value, Decision) and value.reply is Reply.OPEN and not value.at
    if hasattr(value, "at") and not unanswered:
        try:
            parse_moment(value.at)
        except ValueError as fault:
            raise InvalidValueError("at", str(fault)) from None
    return value


def _a_day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        if text:
            raise InvalidValueError("", f"expected {A_DAY}, not {display_value(text)}") from None
    return text


def _left_out(key: str, error: InvalidValueError) -> Problem:
    place = f"{key}.{error.where}" if error.where else key
    return Problem("coach.json", place, f"{error.expected}; it is left out")


def _id(name: str, value: Any) -> str:
    match name:
        case "decisions":
            return str(value.proposal.id)
        case "changes":
            return str(value.id)
        case "hurt":
            return f"{value.session}:{value.area}:{value.side}"
        case _:
            return f"{value.area}:{value.side}:{value.at}"


def _read(
    stored: Mapping[str, Any], default: Profile, equipment: frozenset[str]
) -> tuple[Profile, list[tuple[str, str]]]:
    """The profile, checked value by value, so that one mistake costs one value."""
    profile = default
    mistakes: list[tuple[str, str]] = []
    known = [f.name for f in structs.fields(Profile)]
    for name, value in stored.items():
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.6)
            mistakes.append((name, f"unknown key{f'; did you mean {near[0]}?' if near else ''}"))
            continue
        usable, value_mistakes = check_profile_value(name, value, equipment)
        mistakes += value_mistakes
        if usable is not None:
            profile = structs.replace(profile, **{name: usable})
    return profile, mistakes
