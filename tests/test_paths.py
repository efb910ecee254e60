from pathlib import Path

import pytest

from runcoach.paths import find_paths


def test_the_flag_wins_over_the_variable(tmp_path: Path) -> None:
    env = {"RUNCOACH_DATA_DIR": str(tmp_path / "variable")}
    assert find_paths(tmp_path / "flag", env).data == tmp_path / "flag"
    assert find_paths(None, env).data == tmp_path / "variable"


def test_a_chosen_folder_holds_everything_and_nothing_is_created(tmp_path: Path) -> None:
    paths = find_paths(tmp_path / "data", {})
    for path in (paths.history, paths.exercises, paths.programmes, paths.cache, paths.log):
        assert path.is_relative_to(tmp_path / "data")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_created_when_asked_for(tmp_path: Path) -> None:
    paths = find_paths(tmp_path / "data", {})
    assert paths.create(paths.history).is_dir()
    assert paths.create(paths.history) == tmp_path / "data" / "history"


def test_home_and_relative_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert find_paths("~/coach", {}).data == tmp_path / "coach"
    assert find_paths("coach", {}).data == tmp_path / "coach"


@pytest.mark.parametrize("env", [{}, {"RUNCOACH_DATA_DIR": ""}])
def test_otherwise_the_systems_usual_folders(env: dict[str, str]) -> None:
    paths = find_paths(None, env)
    for path in (paths.data, paths.cache, paths.log):
        assert path.is_absolute()
        assert "runcoach" in str(path)
    assert paths.history == paths.data / "history"
    assert paths.log.name == "runcoach.log"
