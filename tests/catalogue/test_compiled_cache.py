"""The compiled catalogue: equal to what was read, up to date, and never an obstacle."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from runcoach.catalogue import compiled_cache, loader
from runcoach.catalogue.compiled_cache import CACHE_FILE, load_catalogue
from runcoach.resources import assets_folder

MINE = 'name = "{name}"\npattern = "squat"\nkind = "hold"\ndose = {{ start = 20 }}\n'


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "exercises").mkdir(parents=True)
    (folder / "programmes").mkdir()
    (folder / "exercises" / "mine.toml").write_text(MINE.format(name="First"))
    (folder / "exercises" / "broken.toml").write_text("?")
    return folder


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were read file by file."""
    seen: list[Path] = []
    read = loader.read_catalogue

    def watched(built_in: Path, own: Path | None):
        seen.append(built_in)
        return read(built_in, own)

    monkeypatch.setattr(loader, "read_catalogue", watched)
    return seen


def test_second_load_equals_the_first_and_reads_no_file(
    cache: Path, data: Path, reads: list[Path]
) -> None:
    first = load_catalogue(assets_folder(), data, cache)
    second = load_catalogue(assets_folder(), data, cache)
    assert len(reads) == 1
    assert second == first
    assert second == load_catalogue(assets_folder(), data)
    assert list(second.exercises) == list(first.exercises)
    assert [p.file for p in second.problems] == ["broken.toml"]
    assert hash(second.exercises["plank"]) == hash(first.exercises["plank"])


def change_content(data: Path) -> None:
    (data / "exercises" / "mine.toml").write_text(MINE.format(name="Another"))


def change_time(data: Path) -> None:
    os.utime(data / "exercises" / "mine.toml", ns=(1, 1))


def add_file(data: Path) -> None:
    (data / "exercises" / "second.toml").write_text(MINE.format(name="Second"))


def remove_file(data: Path) -> None:
    (data / "exercises" / "broken.toml").unlink()


def rename_file(data: Path) -> None:
    (data / "exercises" / "mine.toml").rename(data / "exercises" / "yours.toml")


def add_programme(data: Path) -> None:
    (data / "programmes" / "p.toml").write_text(
        'title = "P"\nminutes = 5\nslots = [{ exercise = "mine" }]'
    )


@pytest.mark.parametrize(
    "change", [change_content, change_time, add_file, remove_file, rename_file, add_programme]
)
def test_any_change_of_the_files_is_read_at_once(
    cache: Path, data: Path, reads: list[Path], change
) -> None:
    load_catalogue(assets_folder(), data, cache)
    change(data)
    assert load_catalogue(assets_folder(), data, cache) == load_catalogue(assets_folder(), data)
    assert len(reads) == 3


def test_another_version_or_folder_is_read_again(
    cache: Path, data: Path, reads: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    load_catalogue(assets_folder(), data, cache)
    shutil.copytree(data, tmp_path / "moved", copy_function=shutil.copy2)
    moved = load_catalogue(assets_folder(), tmp_path / "moved", cache)
    assert "moved" in moved.exercises["mine"].source
    monkeypatch.setattr(compiled_cache, "__version__", "99")
    load_catalogue(assets_folder(), tmp_path / "moved", cache)
    assert len(reads) == 3


def test_a_broken_cache_is_ignored_and_replaced(cache: Path, data: Path, reads: list[Path]) -> None:
    good = load_catalogue(assets_folder(), data, cache)
    content = (cache / CACHE_FILE).read_bytes()
    broken = [
        b"",
        b"\xc1",
        content[:-1],
        content[: len(content) // 2],
        msgspec.msgpack.encode(["key"]),
        msgspec.msgpack.encode([compiled_cache.cache_key(assets_folder(), data), {"exercises": 3}]),
        msgspec.msgpack.encode([compiled_cache.cache_key(assets_folder(), data), None]),
    ]
    for count, wrong in enumerate(broken, start=2):
        (cache / CACHE_FILE).write_bytes(wrong)
        assert load_catalogue(assets_folder(), data, cache) == good
        assert len(reads) == count
        assert (cache / CACHE_FILE).read_bytes() == content


def test_a_cache_that_cannot_be_written_is_ignored(tmp_path: Path, data: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    assert load_catalogue(assets_folder(), data, blocked) == load_catalogue(assets_folder(), data)
    assert blocked.is_file()
    folder = tmp_path / "folder"
    (folder / CACHE_FILE).mkdir(parents=True)
    assert load_catalogue(assets_folder(), data, folder) == load_catalogue(assets_folder(), data)
    assert [p.name for p in folder.iterdir()] == [CACHE_FILE]


def test_without_a_cache_nothing_is_written(data: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    load_catalogue(assets_folder(), data)
    assert sorted(tmp_path.rglob("*")) == before


def test_missing_folders_are_no_mistake(tmp_path: Path) -> None:
    catalogue = load_catalogue(assets_folder(), tmp_path / "nowhere", tmp_path / "cache")
    assert catalogue.problems == ()
    assert not (tmp_path / "nowhere").exists()


def test_a_start_from_the_cache_does_without_the_toml_reader(cache: Path, data: Path) -> None:
    load_catalogue(assets_folder(), data, cache)
    script = (
        "import sys; from pathlib import Path; "
        "from runcoach.catalogue.compiled_cache import load_catalogue; "
        "c = load_catalogue(*map(Path, sys.argv[1:])); "
        "assert 'mine' in c.exercises; "
        "heavy = ('tomllib', 'difflib', 'runcoach.catalogue.loader'); "
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(assets_folder()), str(data), str(cache)],
        capture_output=True,
        text=True,
        check=True,
        cwd=assets_folder().parent,
    )
    assert done.stdout.strip() == "[]"
