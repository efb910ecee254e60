"""A file of the person's own, whatever it is, is read or becomes one line; the rest works."""

import os
import sys

import pytest

from runcoach.catalogue.compiled_cache import CACHE_FILE, load_catalogue
from runcoach.resources import assets_folder

STAIR_SIT = b"""
name = "Stair sit"
pattern = "squat"
position = "standing"
muscles = { main = ["quads"] }
kind = "hold"
sets = 2
rest_s = 45
[cues]
setup = ["Back flat on the wall"]
[tiers.standard]
dose = { start = 30, target = 45, by = 5 }
"""
LINES = {
    "a wrong choice": (b'"hold"', b'"hol"', "kind: expected one of reps, hold, interval"),
    "a wrong type": (b"sets = 2", b'sets = "two"', "sets: expected a whole number above 0"),
    "a missing key": (b'pattern = "squat"', b"", "pattern: missing"),
    "a huge integer": (b"= 2", b"= " + b"9" * 5000, "a value can't be read"),
    "a huge hexadecimal": (b"= 2", b"= 0x" + b"f" * 6000, "sets: expected a smaller number"),
    "no number": (b"= 45", b"= nan", "rest_s: expected a number, not nan"),
    "deep arrays": (b"= 45", b"= " + b"[" * 5000 + b"]" * 5000, "nested deeper than 32"),
    "deep keys": (b"[cues]", b"[" + b".".join([b"a"] * 3000) + b"]", "nested deeper than 32"),
    "a deep figure": (b"[cues]", b"[figure.a" + b".a" * 40 + b"]\n[cues]", "nested deeper than 32"),
    "bytes that are no UTF-8": (b"Stair", b"St\xffair", "line 2: expected text in UTF-8"),
}


@pytest.fixture
def load(tmp_path):
    """Loads the catalogue with an empty cache, and again with what that left in it."""

    def loaded():
        first = load_catalogue(assets_folder(), tmp_path, tmp_path / "cache")
        again = load_catalogue(assets_folder(), tmp_path, tmp_path / "cache")
        assert again == first
        return first

    for kind in ("exercises", "programmes"):
        (tmp_path / kind).mkdir()
    return loaded


def test_the_good_one_is_read(load, tmp_path):
    (tmp_path / "exercises/stair-sit.toml").write_bytes(STAIR_SIT)
    assert "stair-sit" in load().exercises


@pytest.mark.parametrize("case", LINES)
def test_a_bad_value_is_named_with_file_key_and_what_was_expected(load, tmp_path, case):
    old, new, line = LINES[case]
    assert STAIR_SIT.count(old) >= 1
    (tmp_path / "exercises/stair-sit.toml").write_bytes(STAIR_SIT.replace(old, new, 1))
    (tmp_path / "programmes/mine.toml").write_bytes(STAIR_SIT.replace(old, new, 1))
    catalogue = load()
    exercise, programme = map(str, catalogue.problems)
    assert exercise.startswith(f"stair-sit.toml: {line}")
    assert programme.startswith("mine.toml: ")
    assert "side-plank" in catalogue.exercises
    assert catalogue.programmes


@pytest.mark.skipif(sys.platform == "win32", reason="needs FIFOs and links")
@pytest.mark.parametrize("kind", ["exercises", "programmes"])
def test_what_is_no_file_is_skipped_by_name(load, tmp_path, kind):
    folder = tmp_path / kind
    os.mkfifo(folder / "fifo.toml")
    (folder / "folder.toml").mkdir()
    (folder / "nowhere.toml").symlink_to("gone")
    (folder / "circle.toml").symlink_to("circle.toml")
    (folder / "secret.toml").symlink_to("/dev/zero")
    names = {problem.file: problem.expected for problem in load().problems}
    assert set(names) == {
        "fifo.toml", "folder.toml", "nowhere.toml", "circle.toml", "secret.toml"
    }  # fmt: skip
    assert all(expected.startswith("can't be read: ") for expected in names.values())


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="needs names that are no text")
def test_a_file_name_that_is_no_utf8_is_named_all_the_same(load, tmp_path):
    for kind in ("exercises", "programmes"):
        (tmp_path / kind / os.fsdecode(b"stair\xff.toml")).write_bytes(STAIR_SIT)
    for problem in load().problems:
        str(problem).encode()
        assert problem.file == "stair\N{REPLACEMENT CHARACTER}.toml"
    assert (tmp_path / "cache" / CACHE_FILE).exists()


def test_an_edit_is_seen_beside_the_dangling_lock_of_an_editor(load, tmp_path):
    file = tmp_path / "exercises/stair-sit.toml"
    file.write_bytes(STAIR_SIT)
    (file.parent / ".#stair-sit.toml").symlink_to("someone@somewhere.1")
    assert load().exercises["stair-sit"].name == "Stair sit"
    file.write_bytes(STAIR_SIT.replace(b"Stair", b"Step"))
    assert load().exercises["stair-sit"].name == "Step sit"


def test_a_flipped_bit_in_the_cache_is_not_believed(tmp_path):
    right = load_catalogue(assets_folder(), tmp_path, tmp_path)
    whole = (tmp_path / CACHE_FILE).read_bytes()
    for at in (0, 5, len(whole) // 2, len(whole) - 1):
        flipped = bytearray(whole)
        flipped[at] ^= 0x10
        (tmp_path / CACHE_FILE).write_bytes(bytes(flipped))
        assert load_catalogue(assets_folder(), tmp_path, tmp_path) == right
        assert (tmp_path / CACHE_FILE).read_bytes() == whole
