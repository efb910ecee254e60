from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from runcoach.catalogue import loader
from runcoach.catalogue.compiled_cache import load_catalogue
from runcoach.catalogue.exercise_file import BUILT_IN
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.exercise import Exercise
from runcoach.resources import assets_folder
from tests.built_in import built_in_catalogue


@pytest.fixture(scope="session")
def built_in() -> Catalogue:
    return built_in_catalogue()


built_in_exercise = cache(loader.read_exercise)  # type: ignore[attr-defined]
"""A built-in file, read once: it does not depend on the person's own files."""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Catalogue]:
    """Load the built-in files with the person's own: `own({"exercises/x.toml": text})`."""
    read = loader.read_exercise  # type: ignore[attr-defined]

    def exercise(path: Path, source: str) -> Exercise:
        return built_in_exercise(path, source) if source == BUILT_IN else read(path, source)

    monkeypatch.setattr(loader, "read_exercise", exercise)

    def load(files: dict[str, str]) -> Catalogue:
        for name, text in files.items():
            path = tmp_path / "data" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load_catalogue(assets_folder(), tmp_path / "data")

    return load
