"""The figure tables of exercise files: the figures they give, and each mistake by its key."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from msgspec.structs import fields

from runcoach.catalogue.exercise_file import read_exercise
from runcoach.catalogue.figure_table import read_figure, read_figures
from runcoach.catalogue.problems import Mistake
from runcoach.core.model.dose import TempoPhase
from runcoach.core.model.exercise import Kind, Muscles, Sides
from runcoach.figures.figure import Figure, frame_figure
from runcoach.figures.pose.sketch import Sketch

SQUAT = """
props = [{ kind = "box", at = [0.5, 0] }]

[body]
feet = [0, 0]

[pose.high]
legs = [0, 0]

[pose.low]
hips = [-0.2, 0.28]
lean = 40
arms = [120, 8]
"""
TEMPO = (TempoPhase("low", 3), TempoPhase("high", 2))


def read(
    text: str,
    tempo: tuple[TempoPhase, ...] = TEMPO,
    kind: Kind = Kind.REPS,
    sides: Sides = Sides.BOTH,
) -> Figure:
    return read_figure(tomllib.loads(text), tempo, kind, sides, Muscles(main=("quads",)))


def test_a_rep_lasts_as_long_as_its_tempo() -> None:
    figure = read(SQUAT)
    assert figure.rep_s == 5.0
    assert figure.end == 3.0
    high, low = figure.body(0.0).hips, figure.body(3.0).hips
    assert high[1] > 0.5
    assert low == pytest.approx((-0.2, 0.28, 0.0), abs=0.01)
    assert figure.body(5.0).hips == pytest.approx(high)


def test_hold_strokes_stay() -> None:
    figure = read(SQUAT, (TempoPhase("low", 3), TempoPhase("hold", 1), TempoPhase("high", 2)))
    assert figure.body(3.0).hips == figure.body(3.7).hips == figure.body(4.0).hips
    assert figure.rep_s == 6.0


def test_alternating_sides_take_two_reps_to_come_round() -> None:
    figure = read(SQUAT, sides=Sides.ALTERNATE)
    assert (figure.rep_s, figure.period) == (5.0, 10.0)


def test_one_pose_without_a_tempo_breathes() -> None:
    figure = read("[pose.still]\nfeet = [0, 0]", tempo=(), kind=Kind.HOLD)
    assert figure.breathes
    assert figure.rep_s == 0.0
    framed = frame_figure(figure, 40, 18)
    assert framed.frame(0.0) != framed.frame(figure.period / 2)
    assert framed.frame(0.1) == framed.frame(0.1 + figure.period)
    assert figure.body(0.0) == figure.body(2.0)


def test_a_hold_with_strokes_goes_through_them_once() -> None:
    figure = read(SQUAT, (TempoPhase("high", 20), TempoPhase("low", 25)), Kind.HOLD)
    assert figure.body(19.0).hips[1] > 0.5
    assert figure.body(30.0).hips[1] < 0.3
    assert figure.body(500.0) == figure.body(45.0)


def test_a_pose_says_more_than_what_all_share() -> None:
    text = '[body]\nhands = "hips"\nfeet = [0, 0]\n[pose.low]\nlegs = [60, 90]\nlean = 20\n'
    own = text + "near_arm = [90, 0]\n[pose.high]\nlegs = [0, 0]\n"
    low = read(own).body(3.0)
    assert low.near_arm.wrist[0] > low.far_arm.wrist[0] + 0.1
    assert low.near_leg.ball[1] == pytest.approx(0.0, abs=1e-3)


def changed(old: str, new: str) -> str:
    assert old in SQUAT
    return SQUAT.replace(old, new)


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("pose = {}", "figure.pose.low", "missing"),
        ("[body]\nfeet = [0, 0]", "figure.pose.low", "tempo"),
        (changed("[pose.low]", "[pose.deep]"), "figure.pose.low", "tempo"),
        (changed("lean = 40", "leen = 40"), "figure.pose.low.leen", "did you mean lean"),
        (changed("lean = 40", 'lean = "deep"'), "figure.pose.low.lean", "a number"),
        (changed("feet = [0, 0]", "feet = [0]"), "figure.body.feet", "list"),
        (changed("feet = [0, 0]", ""), "figure.pose.", "hips"),
        (changed("arms = [120, 8]", 'hands = "pocket"'), "figure.pose.low.hands", "overhead"),
        (changed("arms = [120, 8]", "hands = [2, 0]"), "figure.pose.low", "near arm can rest"),
        (changed('"box"', '"benhc"'), "figure.props[0].kind", "did you mean bench"),
        (changed('"box"', '"ball", held = "nose"'), "figure.props[0].held", "near_hand"),
        (changed("props", 'view = "top"\nprops'), "figure.view", "side"),
        (changed("props", "colour = 1\nprops"), "figure.colour", "unknown key"),
        (changed("props", 'shows = "flight"\nprops'), "figure.shows", "low, high"),
        (changed("props", 'via.low = [["half", 0.5]]\nprops'), "figure.pose.half", "missing"),
        (changed("props", 'via.low = [["high", 1.5]]\nprops'), "figure.via", "number"),
        (changed("props", 'shares = { variant = "squat" }\nprops'), "figure.shares.why", "text"),
    ],
)
def test_a_mistake_names_its_key_and_what_was_expected(text: str, key: str, expected: str) -> None:
    with pytest.raises(Mistake) as caught:
        read(text)
    assert caught.value.key.startswith(key)
    assert expected in f"{caught.value.key} {caught.value.expected}"


numbers = st.floats(-2, 2) | st.floats(-200, 200) | st.sampled_from([float("nan"), float("inf"), 0])
values = st.one_of(
    numbers,
    st.lists(numbers, min_size=1, max_size=5),
    st.sampled_from(["hips", "chest", "nowhere", True, None]),
)
poses = st.dictionaries(st.sampled_from([f.name for f in fields(Sketch)]), values, max_size=8)


@settings(max_examples=150, deadline=None)
@given(body=poses, low=poses, high=poses, view=st.sampled_from(["side", "front"]))
def test_any_table_is_a_figure_that_can_be_drawn_or_a_mistake(
    body: dict[str, object], low: dict[str, object], high: dict[str, object], view: str
) -> None:
    shared = {"feet": [0, 0]} | body
    table = {"view": view, "body": shared, "pose": {"low": low, "high": high}}
    try:
        figure = read_figure(table, TEMPO, Kind.REPS, Sides.ALTERNATE, Muscles(main=("core",)))
    except Mistake as mistake:
        event(mistake.key)
        return
    event("drawn")
    assert len(frame_figure(figure, 16, 7).frame(1.3)) == 7


FILE = """
name = "Squat"
pattern = "squat"
kind = "reps"
tempo = [["low", 3], ["high", 2]]
dose = { start = 8 }

[figure.body]
feet = [0, 0]

[figure.pose.high]
legs = [0, 0]

[figure.pose.low]
hips = [-0.2, 0.28]

[tiers.foundation]
variant = "squat-half"
figure.pose.low = { hips = [-0.1, 0.4] }

[tiers.standard]
"""


def read_file(text: str, folder: Path) -> tuple[set[str], list[str]]:
    path = folder / "squat.toml"
    path.write_text(text, encoding="utf-8")
    figures, problems = read_figures(read_exercise(path, str(path)), folder)
    return set(figures), [str(problem) for problem in problems]


def test_each_variant_has_its_figure(tmp_path: Path) -> None:
    assert read_file(FILE, tmp_path) == ({"squat", "squat-half"}, [])


def test_a_mistake_in_one_tier_leaves_the_other_its_figure(tmp_path: Path) -> None:
    wrong = FILE.replace("hips = [-0.1, 0.4]", "hipps = [-0.1, 0.4]")
    assert read_file(wrong, tmp_path) == (
        {"squat"},
        ["squat.toml: tiers.foundation.figure.pose.low.hipps: unknown key; did you mean hips?"],
    )


def test_a_mistake_above_the_tiers_is_reported_once(tmp_path: Path) -> None:
    figures, problems = read_file(FILE.replace("feet = [0, 0]", "feat = [0, 0]"), tmp_path)
    assert figures == set()
    assert problems == ["squat.toml: figure.body.feat: unknown key; did you mean feet?"]


def test_an_exercise_without_a_figure_is_no_problem(tmp_path: Path) -> None:
    bare = FILE[: FILE.index("[figure.body]")]
    assert read_file(bare, tmp_path) == (set(), [])


def test_a_file_broken_since_it_was_loaded_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "squat.toml"
    path.write_text(FILE, encoding="utf-8")
    exercise = read_exercise(path, str(path))
    path.write_text("name = ", encoding="utf-8")
    figures, problems = read_figures(exercise, tmp_path)
    assert figures == {}
    assert len(problems) == 1


def test_several_poses_without_a_tempo_need_an_order() -> None:
    with pytest.raises(Mistake) as caught:
        read(SQUAT, tempo=())
    assert caught.value.key == "figure.cycle"
