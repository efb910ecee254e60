"""A mistake in a file: one line that names file, key and what was expected; the rest works."""

from collections.abc import Callable

import pytest

from runcoach.core.model.catalogue import Catalogue

EXERCISE = """\
name = "Wall sit"
pattern = "squat"
muscles = { main = ["quads"], help = ["glutes"] }
kind = "hold"
sets = 2
rest_s = 45

[cues]
setup = ["Back flat on the wall"]

[tiers.foundation]
variant = "stair-sit-high"
dose = { start = 15, target = 30, by = 5 }

[tiers.standard]
dose = { start = 30, target = 45, by = 5 }

[tiers.challenge]
variant = "stair-sit-pulses"
kind = "reps"
dose = { start = 8 }
tempo = [["low", 2], ["high", 2]]
"""

# text replaced, its replacement, the key, what was expected there
MISTAKES = [
    ('kind = "hold"', 'kind = "holds"', "kind", "one of reps, hold, interval, not 'holds'"),
    ('kind = "hold"', "kind = 3", "kind", "one of reps, hold, interval, not 3"),
    ('pattern = "squat"\n', "", "pattern", "missing; expected one of squat, hinge,"),
    ('pattern = "squat"', 'pattern = "sqat"', "pattern", "one of squat, hinge,"),
    ("start = 15", "start = 0", "tiers.foundation.dose.start", "a whole number above 0, not 0"),
    ("start = 15", "start = 1.5", "tiers.foundation.dose.start", "a whole number above 0, not 1.5"),
    ("start = 15", "start = true", "tiers.foundation.dose.start", "above 0, not true"),
    ("start = 15", "start = 9999", "tiers.foundation.dose.start", "3600 at most, not 9999"),
    ("start = 15, ", "", "tiers.foundation.dose.start", "missing; expected a whole number above 0"),
    ("target = 30", "target = 10", "tiers.foundation.dose.target", "15 or more, as the start is"),
    ("by = 5", "bye = 5", "tiers.foundation.dose.bye", "unknown key; did you mean by?"),
    ("by = 5", "seconds = 5", "tiers.foundation.dose.seconds", "kind = interval"),
    ('kind = "hold"', 'kind = "interval"', "tiers.foundation.dose.seconds", "whole seconds"),
    ("rest_s = 45", "rest = 45", "rest", "unknown key; did you mean rest_s?"),
    ("rest_s = 45", "rest_s = -1", "rest_s", "a whole number from 0 to 3600, not -1"),
    ("muscles =", "muscels =", "muscels", "unknown key; did you mean muscles?"),
    ("pattern =", "patern =", "patern", "unknown key; did you mean pattern?"),
    ("sets = 2", "xyzzy = 2", "xyzzy", "unknown key"),
    ("[cues]", "[cue]", "cue", "unknown key; did you mean cues?"),
    ("[tiers.foundation]", "[tiers.fundation]", "tiers.fundation", "did you mean foundation?"),
    (
        "[tiers.standard]",
        "[tiers.standard]\npower = true",
        "tiers.standard.power",
        "whole exercise",
    ),
    ("[tiers.standard]", "[tiers.standard]\nfigure = 1", "tiers.standard.figure", "a table, not 1"),
    ("sets = 2", "list_number = 20", "list_number", "a whole number from 1 to 19, not 20"),
    ("sets = 2", "landings = -1", "landings", "a whole number from 0 to 3600, not -1"),
    ("sets = 2", 'loaded = "yes"', "loaded", "true or false, not 'yes'"),
    ("sets = 2", 'areas = "knee"', "areas", "a list of texts, not 'knee'"),
    ('muscles = { main = ["quads"], help', "muscles = { help", "muscles.main", "a list of texts"),
    ('["Back flat on the wall"]', '"Back flat"', "cues.setup", "a list of texts, not 'Back flat'"),
    ("Back flat on the wall", "Back as flat on the wall now", "cues.setup", "six words at most"),
    ("Back flat on the wall", "", "cues.setup[0]", "some text, not ''"),
    ('tempo = [["low", 2], ["high", 2]]', "", "tiers.challenge.tempo", "missing; expected a rep's"),
    ('["low", 2]', '["low", 0]', "tiers.challenge.tempo[0][1]", "a number above 0, not 0"),
    ('["low", 2]', '["low"]', "tiers.challenge.tempo[0]", "a list of 2: some text and a number"),
    ('["low", 2]', "[2, 2]", "tiers.challenge.tempo[0][0]", "some text, not 2"),
    ('["low", 2]', "7", "tiers.challenge.tempo[0]", "a list of 2: some text and a number"),
    ("stair-sit-high", "Wall sit", "tiers.foundation.variant", "small letters, digits and hyphens"),
    ("stair-sit-high", "stair-sit-pulses", "tiers.challenge.variant", "the foundation tier's"),
    ("stair-sit-high", "plank-knees", "tiers.foundation.variant", "a variant of plank"),
    ('name = "Wall sit"\n', "", "name", "missing; expected some text"),
    ('name = "Wall sit"', 'name = ""', "name", "some text, not ''"),
    ("rest_s = 45", "rest_s 45", "", "line 6: expected '='"),
    ("[cues]", "[cues", "", "line 8: expected ']'"),
    ('"high", 2]]\n', '"high", 2]', "", "line 22: unclosed array"),
]


@pytest.mark.parametrize(("old", "new", "key", "expected"), MISTAKES)
def test_exercise_mistake_is_one_line_and_leaves_only_its_file_out(
    own: Callable[..., Catalogue], built_in: Catalogue, old: str, new: str, key: str, expected: str
) -> None:
    assert old in EXERCISE
    catalogue = own(
        {
            "exercises/stair-sit.toml": EXERCISE.replace(old, new, 1),
            "exercises/other.toml": EXERCISE.replace("stair-sit", "other"),
        }
    )
    (problem,) = catalogue.problems
    assert (problem.file, problem.key) == ("stair-sit.toml", key)
    assert expected in problem.expected
    assert "\n" not in str(problem)
    assert str(problem).startswith(f"stair-sit.toml: {key}" if key else "stair-sit.toml: line")
    assert set(catalogue.exercises) == {*built_in.exercises, "other"}
    assert set(catalogue.programmes) == set(built_in.programmes)


def test_the_example_itself_is_right(own: Callable[..., Catalogue]) -> None:
    catalogue = own({"exercises/stair-sit.toml": EXERCISE})
    assert catalogue.problems == ()
    assert [t.kind.value for t in catalogue.exercises["stair-sit"].tiers] == [
        "hold",
        "hold",
        "reps",
    ]


def test_tiers_must_be_in_order(own: Callable[..., Catalogue]) -> None:
    head, foundation, rest = EXERCISE.partition("[tiers.foundation]")
    standard = rest.index("[tiers.standard]")
    turned = head + rest[standard:] + foundation + rest[:standard]
    (problem,) = own({"exercises/stair-sit.toml": turned}).problems
    assert (problem.key, problem.expected) == (
        "tiers",
        "expected the order foundation, standard, challenge",
    )


@pytest.mark.parametrize("tiers", ["3", "[]", "{}", "{ standard = 3 }"])
def test_tiers_are_tables(own: Callable[..., Catalogue], tiers: str) -> None:
    text = EXERCISE.partition("[cues]")[0] + f"tiers = {tiers}\n"
    (problem,) = own({"exercises/stair-sit.toml": text}).problems
    assert problem.key == ("tiers.standard" if "standard" in tiers else "tiers")
    assert "expected" in problem.expected


@pytest.mark.parametrize("name", ["Wall Sit", "wall_sit", "-wall", "wälle"])
def test_a_file_name_that_is_no_id(own: Callable[..., Catalogue], name: str) -> None:
    (problem,) = own({f"exercises/{name}.toml": EXERCISE}).problems
    assert problem.key == "file name"
    assert "small letters, digits and hyphens" in problem.expected


def test_bytes_that_are_no_text(own: Callable[..., Catalogue], tmp_path) -> None:
    folder = tmp_path / "data" / "exercises"
    folder.mkdir(parents=True)
    (folder / "stair-sit.toml").write_bytes(EXERCISE.encode() + b'stand_in = "\xff"\n')
    (folder / "folder.toml").mkdir()
    problems = own({}).problems
    assert [p.file for p in problems] == ["folder.toml", "stair-sit.toml"]
    assert problems[0].expected.startswith("can't be read: ")
    assert problems[1].expected == "line 23: expected text in UTF-8"


def test_notes_of_editors_and_other_files_are_no_exercises(own: Callable[..., Catalogue]) -> None:
    files = {f"exercises/{n}": "broken" for n in (".squat.toml", "squat.toml~", "readme.txt")}
    assert own(files).problems == ()


PROGRAMME = """\
title = "Mine"
minutes = 10
warm_up = ["march"]
slots = [{ exercise = "squat" }, { exercise = "plank", alternatives = ["side-plank"] }]
"""

PROGRAMME_MISTAKES = [
    ('"squat"', '"squatt"', "slots[0].exercise", "squatt is not an exercise; did you mean squat?"),
    ('"squat"', '"xyzzy"', "slots[0].exercise", "xyzzy is not an exercise"),
    ('"side-plank"', '"sideplank"', "slots[1].alternatives", "did you mean side-plank?"),
    ('"march"', '"squat"', "warm_up", "squat is not a warm-up; expected some of march, "),
    ('"march"', '"marsh"', "warm_up", "marsh is not an exercise; did you mean march?"),
    ("minutes = 10", 'minutes = "x"', "minutes", "a whole number above 0, not 'x'"),
    ("minutes = 10\n", "", "minutes", "missing; expected a whole number above 0"),
    ('title = "Mine"\n', "", "title", "missing; expected some text"),
    ("slots", "slotes", "slotes", "unknown key; did you mean slots?"),
    ('"squat"', '"squat", set = 1', "slots[0].set", "unknown key; did you mean sets?"),
    (
        '"squat"',
        '"squat", tier = "hard"',
        "slots[0].tier",
        "one of foundation, standard, challenge",
    ),
    ("minutes = 10", "minutes = 10\nweeks = 0", "weeks", "a whole number above 0, not 0"),
    ("minutes = 10", 'minutes = 10\nformat = "x"', "format", "one of straight, pairs, circuit"),
    ("slots = [", "slots = []\nfocus = [", "focus", "some text, not a list"),
    ('title = "Mine"', 'title = "Mine', "", "line 1: "),
]


@pytest.mark.parametrize(("old", "new", "key", "expected"), PROGRAMME_MISTAKES)
def test_programme_mistake_is_one_line_and_leaves_only_its_file_out(
    own: Callable[..., Catalogue], built_in: Catalogue, old: str, new: str, key: str, expected: str
) -> None:
    assert old in PROGRAMME
    catalogue = own({"programmes/mine.toml": PROGRAMME.replace(old, new, 1)})
    (problem,) = catalogue.problems
    assert (problem.file, problem.key) == ("mine.toml", key)
    assert expected in problem.expected
    assert "\n" not in str(problem)
    assert catalogue.programmes == built_in.programmes


SERIES = """\
title = "Mine"
minutes = 10
[[sessions]]
slots = [{ exercise = "squat" }]
[[sessions]]
minutes = 12
slots = [{ exercise = "plank" }]
"""


@pytest.mark.parametrize(
    ("old", "new", "key", "expected"),
    [
        ('"plank"', '"plonk"', "sessions[1].slots[0].exercise", "did you mean plank?"),
        ("minutes = 12", "minutes = 0", "sessions[1].minutes", "a whole number above 0, not 0"),
        ("minutes = 10", "minutes = 0", "minutes", "a whole number above 0, not 0"),
        ("minutes = 12", 'id = "mine-1"', "sessions[1].id", "mine-1 is taken"),
        ('[{ exercise = "plank" }]', "[]", "sessions[1].slots", "a list, each item a table"),
        ("minutes = 10", "minutes = 10\nsessions = 3", "", "line 4: "),
    ],
)
def test_series_mistake_names_its_session(
    own: Callable[..., Catalogue], old: str, new: str, key: str, expected: str
) -> None:
    (problem,) = own({"programmes/mine.toml": SERIES.replace(old, new, 1)}).problems
    assert problem.key == key
    assert expected in problem.expected


def test_a_broken_exercise_takes_along_only_the_programmes_that_need_it(
    own: Callable[..., Catalogue],
) -> None:
    catalogue = own(
        {
            "exercises/stair-sit.toml": "broken",
            "programmes/mine.toml": PROGRAMME.replace('"squat"', '"stair-sit"'),
            "programmes/other.toml": PROGRAMME,
        }
    )
    assert [p.file for p in catalogue.problems] == ["stair-sit.toml", "mine.toml"]
    assert "stair-sit is not an exercise" in catalogue.problems[1].expected
    assert "other" in catalogue.programmes
