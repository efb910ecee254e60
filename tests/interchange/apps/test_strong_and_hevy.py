"""The tables of Strong and Hevy, both ways."""

import pytest

from runcoach.catalogue.compiled_cache import load_catalogue
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Role, Side
from runcoach.core.model.records import Effort, Source
from runcoach.core.model.settings import WeightUnit
from runcoach.interchange.apps.exercise_names import FILE_NAME, read_exercise_names
from runcoach.interchange.apps.hevy import read_hevy, to_hevy
from runcoach.interchange.apps.strong import read_strong, to_strong
from runcoach.interchange.import_result import BadFileError
from runcoach.resources import assets_folder
from tests.storage.samples import NOW, a_record, a_set

NAMES = read_exercise_names((assets_folder() / FILE_NAME).read_bytes())
OLDER = (
    "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;"
    "Seconds;Notes;Workout Notes;Workout Duration\n"
    '2026-11-03 18:02:00;"Legs";"Deadlift (Barbell)";W;20;kg;5;;;;0;"";"good";45m\n'
    '2026-11-03 18:02:00;"Legs";"Deadlift (Barbell)";1;100;lbs;5;8;;;0;"";"good";45m\n'
    '2026-11-03 18:02:00;"Legs";"Cable Fly";F;12,5;kg;8;;;;0;"";"good";45m\n'
    '2026-11-05 18:02:00;"Core";"Plank";1;0;kg;0;;;;40;"";"";1h 5m\n'
)
NEWER = (
    "Workout #;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight (kg);Reps;RPE;"
    "Distance (meters);Seconds;Notes;Workout Notes\n"
    "1;2026-11-03 18:02:00;Legs;2700;Goblet Squat (Kettlebell);1;16;10;6;;0;;\n"
    "1;2026-11-03 18:02:00;Legs;2700;Goblet Squat (Kettlebell);Rest Timer;;;;;90;;\n"
    "1;2026-11-03 18:02:00;Legs;2700;Goblet Squat (Kettlebell);Note;;;;;;slow;\n"
)
PHONE = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,"
    "Workout Notes,RPE\n"
    '"2026-11-03 6:02:00\u202fPM",Legs,45m,Push Up,1,0,12,0,0,,,\n'
    '"2026-11-03 6:02:00\u202fPM",Legs,45m,Deadlift (Barbell),1,100,5,0,0,,,9\n'
)
HEVY = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes",'
    '"set_index","set_type","{weight}","reps","distance_km","duration_seconds","rpe"\n'
    '"Legs","3 Nov 2026, 18:02","3 Nov 2026, 18:47","fine","Goblet Squat",0,"",0,"warmup",'
    "10,10,,,\n"
    '"Legs","3 Nov 2026, 18:02","3 Nov 2026, 18:47","fine","Plank",0,"",0,"normal",,,,45,7\n'
    '"Legs","3 Nov 2026, 18:02","3 Nov 2026, 18:47","fine","Cable Fly",,"",0,"failure",10,8,,,\n'
)


def test_the_older_header_of_strong():
    legs, core = read_strong(OLDER, "s.csv", NAMES).records
    assert (legs.title, legs.note, legs.active_s, core.active_s) == ("Legs", "good", 2700, 3900)
    warm_up, heavy, fly = legs.sets
    assert (warm_up.role, warm_up.exercise, warm_up.load_kg) == (Role.WARM_UP, "deadlift", 20)
    assert (heavy.load_kg, heavy.effort, heavy.source) == (45.36, Effort.RIGHT, Source.ENTERED)
    assert (fly.exercise, fly.name, fly.load_kg, fly.effort) == (
        "cable-fly", "Cable Fly", 12.5, Effort.HARD,
    )  # fmt: skip
    (plank,) = core.sets
    assert (plank.exercise, plank.unit, plank.actual) == ("plank", Unit.SECONDS, 40)


def test_the_newer_header_of_strong_with_rows_that_are_no_sets():
    (legs,) = read_strong(NEWER, "s.csv", NAMES).records
    (squat,) = legs.sets
    assert (squat.exercise, squat.tier, squat.actual) == ("squat", TierName.CHALLENGE, 10)
    assert (squat.load_kg, squat.effort) == (16, Effort.EASY)


def test_a_unit_that_no_column_names_is_asked_for():
    with pytest.raises(BadFileError, match="--weights kg or --weights lb"):
        read_strong(PHONE, "s.csv", NAMES)
    (pounds,) = read_strong(PHONE, "s.csv", NAMES, WeightUnit.LB).records
    assert [s.load_kg for s in pounds.sets] == [0, 45.36]
    assert pounds.started_at[:19] == "2026-11-03T18:02:00"
    without_weights = PHONE.replace(",100,", ",0,")
    assert len(read_strong(without_weights, "s.csv", NAMES).records[0].sets) == 2


@pytest.mark.parametrize(("column", "kg"), [("weight_kg", 10), ("weight_lbs", 4.54)])
def test_hevy_in_kilograms_and_pounds(column, kg):
    (legs,) = read_hevy(HEVY.replace("{weight}", column), "h.csv", NAMES).records
    squat, plank, fly = legs.sets
    assert (squat.role, squat.exercise, squat.load_kg) == (Role.WARM_UP, "squat", kg)
    assert (plank.unit, plank.actual, plank.effort) == (Unit.SECONDS, 45, Effort.RIGHT)
    assert (fly.exercise, fly.effort, fly.load_kg) == ("cable-fly", Effort.HARD, kg)
    assert (legs.active_s, legs.note) == (2700, "fine")


def test_the_same_file_again_is_the_same_sessions():
    assert read_strong(OLDER, "a.csv", NAMES) == read_strong(OLDER, "b.csv", NAMES)
    ids = [s.id for r in read_strong(OLDER, "a.csv", NAMES).records for s in r.sets]
    assert len(set(ids)) == len(ids)


RECORD = a_record(
    sets=(
        a_set("1", side=Side.LEFT, note="shaky", effort=Effort.RIGHT),
        a_set("2", side=Side.RIGHT, note="", effort=Effort.HARD),
        a_set("3", exercise="own-thing-new", name='Own "thing"; new', unit=Unit.REPS, target=8,
              actual=9,
              side=Side.BOTH, load_kg=12.5, effort=Effort.EASY),
        a_set("4", exercise="squat", unit=Unit.REPS, target=8, actual=0, skipped=True),
        a_set("5", exercise="squat", name="Squat", unit=Unit.REPS, target=8, actual=8, effort=None,
              role=Role.WARM_UP, side=Side.BOTH, load_kg=0.0),
    )
)  # fmt: skip


@pytest.mark.parametrize(("write", "read"), [(to_strong, read_strong), (to_hevy, read_hevy)])
def test_what_is_written_reads_back(write, read):
    (back,) = read(write([RECORD], NAMES), "x.csv", NAMES).records
    assert (back.title, back.note, back.active_s) == (RECORD.title, RECORD.note, 900)
    assert [
        (s.exercise, s.side, s.unit, s.actual, s.load_kg, s.effort, s.note, s.role)
        for s in back.sets
    ] == [
        (s.exercise,
         s.side, s.unit, s.actual, s.load_kg, s.effort, s.note, s.role)
        for s in RECORD.sets if not s.skipped
    ]  # fmt: skip


def test_nothing_is_written_of_what_does_not_count():
    left = [a_record("a", deleted_at=NOW.isoformat()), a_record("b", rehearsal=True)]
    for write in (to_strong, to_hevy):
        assert write(left, NAMES).count("\n") == 1


@pytest.mark.parametrize("text", ["nonsense\n1\n", "Date,Exercise Name,Set Order\nsoon,Squat,1\n"])
def test_a_broken_file_is_one_line(text):
    with pytest.raises(BadFileError, match=r"^x\.csv: line 2"):
        read_strong(text, "x.csv", NAMES)


def test_every_name_leads_to_an_exercise_of_ours():
    catalogue = load_catalogue(assets_folder(), None)
    for app in (NAMES.strong, NAMES.hevy):
        for target in app.values():
            exercise, _, tier = target.partition("/")
            assert exercise in catalogue.exercises, target
            assert TierName(tier) in {t.tier for t in catalogue.exercises[exercise].tiers}


def test_the_persons_own_names_go_first():
    names = read_exercise_names(
        b'[strong]\n"Plank" = "plank/standard"\n', b'[strong]\n"Plank" = "plank/challenge"\n'
    )
    known = names.find("strong", "PLANK")
    assert known is not None
    assert known.tier is TierName.CHALLENGE
    for wrong in (b"[stronk]\n", b'[strong]\n"X" = "squat/heavy"\n', b"[strong", b"\xff"):
        with pytest.raises(BadFileError, match=r"^exercise-names\.toml"):
            read_exercise_names(b"", wrong)
