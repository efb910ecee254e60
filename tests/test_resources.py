from pathlib import Path

import pytest

from runcoach.resources import assets_folder


def test_a_checkout_has_its_assets_beside_the_package() -> None:
    assert {p.name for p in assets_folder().iterdir()} >= {"exercises", "programmes", "guide"}


@pytest.mark.parametrize("where", ["site/runcoach/assets", "site/assets"])
def test_assets_are_found_in_the_package_and_beside_it(tmp_path: Path, where: str) -> None:
    (tmp_path / where / "exercises").mkdir(parents=True)
    assert assets_folder(tmp_path / "site" / "runcoach") == tmp_path / where


def test_those_in_the_package_come_first(tmp_path: Path) -> None:
    for where in ("site/runcoach/assets", "site/assets"):
        (tmp_path / where / "exercises").mkdir(parents=True)
    found = assets_folder(tmp_path / "site" / "runcoach")
    assert found == tmp_path / "site" / "runcoach" / "assets"


def test_without_assets_the_person_is_told_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    with pytest.raises(FileNotFoundError, match="reinstall it"):
        assets_folder(tmp_path / "runcoach")
