"""Loads the catalogue from its folders: the built-in files, then the person's own over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runcoach.catalogue.exercise_file import BUILT_IN, EXERCISES_FOLDER, read_exercise
from runcoach.catalogue.problems import Mistake, did_you_mean
from runcoach.catalogue.programme_file import read_programme
from runcoach.catalogue.toml_tables import file_name, toml_files
from runcoach.core.model.catalogue import Catalogue, Problem
from runcoach.core.model.exercise import Exercise, TierName, Use

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from runcoach.core.model.programme import Programme

PROGRAMMES_FOLDER = "programmes"


def read_catalogue(built_in: Path, own: Path | None) -> Catalogue:
    """Read every file of both folders, without any cache.

    A file of the person's own replaces the built-in one of the same id. A file with a mistake is
    left out and becomes one Problem; a built-in file of that id stays.

    Args:
        built_in: the folder that holds `exercises` and `programmes`.
        own: the person's data folder with folders of the same names, which may be missing.
    """
    problems: list[Problem] = []
    exercises = _exercises(built_in, own, problems)
    programmes: dict[str, Programme] = {}
    for path, source in _files(PROGRAMMES_FOLDER, built_in, own, problems):
        try:
            programmes[path.stem] = read_programme(path, exercises, source)
        except Mistake as mistake:
            problems.append(Problem(file_name(path), mistake.key, mistake.expected))
    ordered = sorted(programmes.values(), key=lambda p: (p.order, p.title))
    return Catalogue(exercises, {p.id: p for p in ordered}, tuple(problems))


def _files(
    kind: str, built_in: Path, own: Path | None, problems: list[Problem]
) -> Iterator[tuple[Path, str]]:
    for folder in (built_in, own):
        if folder is None:
            continue
        try:
            paths = toml_files(folder / kind)
        except OSError as error:
            problems.append(Problem(kind, "", f"can't be read: {error.strerror or error}"))
            continue
        for path in paths:
            yield path, BUILT_IN if folder is built_in else str(path)


def _exercises(built_in: Path, own: Path | None, problems: list[Problem]) -> dict[str, Exercise]:
    read: list[tuple[Path, Exercise]] = []
    # The tiers of each id, none for a file with a mistake: what leads to it is not at fault.
    tiers: dict[str, set[str]] = {}
    for path, source in _files(EXERCISES_FOLDER, built_in, own, problems):
        names = tiers.setdefault(path.stem, set())
        try:
            exercise = read_exercise(path, source)
        except Mistake as mistake:
            problems.append(Problem(file_name(path), mistake.key, mistake.expected))
        else:
            read.append((path, exercise))
            names |= {tier.tier.value for tier in exercise.tiers}
    exercises: dict[str, Exercise] = {}
    for path, exercise in read:
        try:
            _check_variants(exercise, exercises)
            check_leads_to(exercise, tiers)
        except Mistake as mistake:
            problems.append(Problem(file_name(path), mistake.key, mistake.expected))
        else:
            exercises[exercise.id] = exercise
    return {e.id: e for e in sorted(exercises.values(), key=_list_order)}


def check_leads_to(exercise: Exercise, tiers: Mapping[str, Collection[str]]) -> None:
    """Check that each of its `leads_to` names a tier of another exercise.

    Args:
        exercise: the exercise.
        tiers: the names of the tiers of each id; none where the file could not be read.

    Raises:
        Mistake: one does not.
    """
    for index, target in enumerate(exercise.leads_to):
        key = f"leads_to[{index}]"
        id, slash, name = target.partition("/")
        if not slash or not id or not name:
            raise Mistake(key, f"expected exercise/tier, as in squat/standard, not {target!r}")
        if id == exercise.id:
            raise Mistake(key, "expected another exercise than this one")
        if id not in tiers:
            raise Mistake(key, f"{id} is not an exercise{did_you_mean(id, tiers)}")
        if tiers[id] and name not in tiers[id]:
            known = ", ".join(n.value for n in TierName if n.value in tiers[id])
            raise Mistake(key, f"{name} is not a tier of {id}; expected one of {known}")


def _check_variants(exercise: Exercise, others: dict[str, Exercise]) -> None:
    taken = {t.variant: e for e in others.values() if e.id != exercise.id for t in e.tiers}
    for tier in exercise.tiers:
        if other := taken.get(tier.variant):
            raise Mistake(
                f"tiers.{tier.tier.value}.variant",
                f"expected another id: {tier.variant} is a variant of {other.id}",
            )


def _list_order(exercise: Exercise) -> tuple[int, bool, int, str]:
    """Sorts the article's list first, then other exercises, warm-ups (pulse first), cool-downs."""
    use = (Use.MAIN, Use.WARM_UP, Use.COOL_DOWN).index(exercise.use)
    return use, not exercise.pulse, exercise.list_number or 100, exercise.name
