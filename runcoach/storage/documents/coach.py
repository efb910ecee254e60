"""profile.json and coach.json as the coach's values; each mistake in them is one clear line."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import structs

from runcoach.core.coach.decisions import Decision
from runcoach.core.coach.notebook import Notebook, Sore, forgettable
from runcoach.core.coach.pain import Cleared, PainCheck, PainReport
from runcoach.core.model.catalogue import Catalogue, Problem
from runcoach.core.model.profile import WEIGHTS, Profile
from runcoach.core.model.standing import Change
from runcoach.storage.documents.profile_checks import mistakes_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from runcoach.core.model.programme import Programme
    from runcoach.core.ports import Documents

PROFILE = "profile"
COACH = "coach"
GONE = ", unused"
"""How the line of a standing ends whose exercise is gone: nothing is wrong with it."""

_LISTS: dict[str, Any] = {
    "changes": Change,
    "decisions": Decision,
    "checks": PainCheck,
    "cleared": Cleared,
    "hurt": PainReport,
}
"""The parts of coach.json that hold values by id."""


class StoredCoaching:
    """The profile and the notebook of one data folder."""

    def __init__(self, documents: Documents, catalogue: Catalogue, programmes: Path) -> None:
        self._documents = documents
        self._catalogue = catalogue
        self._programmes = programmes
        self._problems: dict[str, list[Problem]] = {}

    def problems(self) -> tuple[Problem, ...]:
        """The mistakes found by the last reading of both."""
        return tuple(p for found in self._problems.values() for p in found)

    # --- the profile -----------------------------------------------------------------------

    def profile(self) -> Profile | None:
        """The person; a value that can't be read is left out, and told."""
        stored = self._documents.read(PROFILE)
        problems = self._problems[PROFILE] = []
        if not stored:
            return None
        profile, wrong = _read(dict(stored), Profile(), self._equipment())
        problems += (Problem("profile.json", key, said) for key, said in wrong)
        return profile

    def _equipment(self) -> frozenset[str]:
        tiers = (t for e in self._catalogue.exercises.values() for t in e.tiers)
        return frozenset(name for tier in tiers for name in tier.equipment) - set(WEIGHTS)

    def keep_profile(self, profile: Profile) -> None:
        """Write it down; what else the file says stays."""
        values = msgspec.to_builtins(profile)
        self._documents.write(PROFILE, values)

    # --- the notebook ----------------------------------------------------------------------

    def notebook(self) -> Notebook:
        """The notebook; an entry that can't be read is left out, and told once."""
        stored = self._documents.read(COACH)
        problems = self._problems[COACH] = []
        read: dict[str, Any] = {}
        for name, kind in _LISTS.items():
            found = []
            entries = stored.get(name, {})
            if not isinstance(entries, dict):
                problems.append(Problem("coach.json", name, "expected entries by id"))
                continue
            for id, raw in entries.items():
                try:
                    found.append(msgspec.convert(raw, kind))
                except msgspec.ValidationError as error:
                    said = str(error).partition(" - at ")[0]
                    said = f"{said[:1].lower()}{said[1:]}; it is left out"
                    problems.append(Problem("coach.json", f"{name}.{id}", said))
            read[name] = tuple(found)
        one: dict[str, Any] = {"sore": Sore | None, "training_since": str, "own_pace": float}
        for name, kind in one.items():
            if name in stored:
                try:
                    read[name] = msgspec.convert(stored[name], kind)
                except msgspec.ValidationError:
                    problems.append(Problem("coach.json", name, "can't be read; it is left out"))
        notebook = Notebook(**read)
        proposed = (d.proposal.exercise for d in notebook.decisions)
        problems += self._gone(dict.fromkeys((*notebook.standings, *proposed)))
        return notebook

    def _gone(self, ids: Iterable[str]) -> list[Problem]:
        gone = [id for id in ids if self._catalogue.exercise(id) is None]
        if not gone:
            return []
        said = f"is no exercise any more; its standing waits{GONE}"
        if len(gone) > 1:
            said = f"are no exercises any more; their standings wait{GONE}"
        return [Problem("coach.json", ", ".join(gone), said)]

    def keep_notebook(self, notebook: Notebook, before: Notebook) -> None:
        """Write down what differs from before, and let go of what nothing rests on any more."""
        values: dict[str, object] = {}
        for name in _LISTS:
            old = {_id(name, v): v for v in getattr(before, name)}
            new = {_id(name, v): v for v in getattr(notebook, name)}
            # Of an exercise the newest decides: where the order is another, all are written.
            moved = [id for id in new if id in old] != list(new)[: len(new.keys() & old.keys())]
            fresh = {
                id: msgspec.to_builtins(v) for id, v in new.items() if moved or old.get(id) != v
            }
            gone: dict[str, object] = {id: None for id in old if id not in new}
            if name == "decisions":
                gone |= dict.fromkeys(forgettable(notebook))
            changed = {id: v for id, v in fresh.items() if id not in gone} | gone
            if changed:
                values[name] = changed
        for name in ("sore", "training_since", "own_pace"):
            if getattr(notebook, name) != getattr(before, name):
                values[name] = msgspec.to_builtins(getattr(notebook, name))
        if values:
            self._documents.write(COACH, values)

    # --- own programmes --------------------------------------------------------------------

    def save_programme(self, programme: Programme) -> Path:
        """Write it into the person's folder, under a name that is free."""
        from runcoach.storage.documents.programme_file import write_programme

        return write_programme(programme, self._programmes)


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
    """The profile, value by value, so that one mistake costs one value."""
    profile = default
    wrong: list[tuple[str, str]] = []
    known = [f.name for f in structs.fields(Profile)]
    for name, value in stored.items():
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.6)
            wrong.append((name, f"unknown key{f'; did you mean {near[0]}?' if near else ''}"))
            continue
        good, said = mistakes_in(name, value, equipment)
        wrong += said
        if good is not None:
            profile = structs.replace(profile, **{name: good})
    return profile, wrong
