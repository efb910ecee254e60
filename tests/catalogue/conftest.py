from collections.abc import Callable
from pathlib import Path

import pytest

from runcoach.catalogue.compiled import load_catalogue
from runcoach.core.catalogue import Catalogue
from runcoach.resources import assets_folder


@pytest.fixture(scope="session")
def built_in() -> Catalogue:
    return load_catalogue(assets_folder(), None)


@pytest.fixture
def own(tmp_path: Path) -> Callable[..., Catalogue]:
    """Load the built-in files with the person's own: `own({"exercises/x.toml": text})`."""

    def load(files: dict[str, str]) -> Catalogue:
        for name, text in files.items():
            path = tmp_path / "data" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load_catalogue(assets_folder(), tmp_path / "data")

    return load
