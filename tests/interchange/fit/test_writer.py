"""FIT files of sessions, read back by Garmin's own decoder and by fitdecode."""

import io
from datetime import date, timedelta

import fitdecode
import pytest
from garmin_fit_sdk import Decoder, Stream

from runcoach.catalogue.compiled_cache import load_catalogue
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Side
from runcoach.core.model.records import Status
from runcoach.interchange.fit.exercise_codes import ExerciseCode, code_of
from runcoach.interchange.fit.folder import fit_file_name, write_fit_folder
from runcoach.interchange.fit.writer import FIT_EPOCH, build_fit
from runcoach.resources import assets_folder
from tests.core.history.random_history import CATALOGUE
from tests.storage.samples import NOW, a_record, a_set

SETS = (
    a_set("1", side=Side.LEFT, actual=30, seconds=30.5),
    a_set("2", side=Side.RIGHT, actual=28, seconds=28.0),
    a_set("3", exercise="squat", name="Goblet squat", unit=Unit.REPS, side=Side.BOTH, target=10,
          actual=12, load_kg=16.0, seconds=41.0),
    a_set("4", exercise="squat", name="Goblet squat", unit=Unit.REPS, side=Side.BOTH, target=10,
          actual=0, load_kg=16.0, skipped=True),
    a_set("5", exercise="own-thing", name="Ünïcode " * 20, unit=Unit.REPS, side=Side.BOTH,
          target=5, actual=5, load_kg=0.0, seconds=0.0),
)  # fmt: skip
RECORD = a_record(sets=SETS)


def decode(data: bytes):
    decoder = Decoder(Stream.from_byte_array(bytearray(data)))
    assert decoder.is_fit()
    assert decoder.check_integrity()
    messages, errors = Decoder(Stream.from_byte_array(bytearray(data))).read()
    assert errors == []
    return messages


def test_garmins_decoder_gets_every_set_back():
    messages = decode(build_fit(RECORD, CATALOGUE))
    titles = {t["message_index"]: t["wkt_step_name"] for t in messages["exercise_title_mesgs"]}
    active = [s for s in messages["set_mesgs"] if s["set_type"] == "active"]
    assert [
        (titles[s["wkt_step_index"]], s.get("repetitions"), s.get("weight"), s["duration"])
        for s in active[:3]
    ] == [
        ("Side plank, left", None, 2.25, 30.5),
        ("Side plank, right", None, 2.25, 28.0),
        ("Goblet squat", 12, 16.0, 41.0),
    ]
    assert len(active) == 4
    assert titles[active[3]["wkt_step_index"]].startswith("Ünïcode Ünïcode")
    assert (active[2]["category"], active[3]["category"]) == ("squat", "unknown")


def test_rests_fill_what_the_session_took_beside_its_sets():
    messages = decode(build_fit(RECORD, CATALOGUE))
    sets = messages["set_mesgs"]
    assert [s["set_type"] for s in sets] == ["active", "rest"] * 3 + ["active"]
    assert [s["message_index"] for s in sets] == list(range(7))
    starts = [s["start_time"] for s in sets]
    assert starts == sorted(starts)
    ends = messages["session_mesgs"][0]["timestamp"]
    assert sets[-1]["timestamp"] <= ends
    assert sum(s["duration"] for s in sets) == pytest.approx(900, abs=5)


def test_a_session_is_strength_training_in_local_time():
    messages = decode(build_fit(RECORD, CATALOGUE))
    (session,), (activity,) = messages["session_mesgs"], messages["activity_mesgs"]
    assert (session["sport"], session["sub_sport"]) == ("training", "strength_training")
    assert (session["total_elapsed_time"], session["total_timer_time"]) == (900, 900)
    assert session["start_time"] == NOW
    assert session["num_laps"] == len(messages["lap_mesgs"]) == 3
    local = activity["local_timestamp"] + FIT_EPOCH - activity["timestamp"].timestamp()
    assert local == 3600


def test_fitdecode_reads_it_strictly():
    with fitdecode.FitReader(
        io.BytesIO(build_fit(RECORD, CATALOGUE)),
        check_crc=fitdecode.CrcCheck.RAISE,
        error_handling=fitdecode.ErrorHandling.RAISE,
    ) as reader:
        names = [f.name for f in reader if f.frame_type == fitdecode.FIT_FRAME_DATA]
    assert names[0] == "file_id"
    assert names[-2:] == ["session", "activity"]
    assert names.count("set") == 7


@pytest.mark.parametrize(
    ("category", "name", "code"),
    [
        ("squat", "goblet_squat", ExerciseCode(28, 37)),
        ("calf_raise", "3_way_calf_raise", ExerciseCode(1, 0)),
        ("plank", "side_plank", ExerciseCode(19, 66)),
        ("plank", "", ExerciseCode(19, 65535)),
        ("plank", "flying_plank", None),
        ("no_such", "side_plank", None),
    ],
)
def test_codes_are_those_of_the_profile(category, name, code):
    assert code_of(category, name) == code


def test_every_built_in_exercise_has_a_code_of_the_profile():
    built_in = load_catalogue(assets_folder(), None)
    names = {tier.garmin for exercise in built_in.exercises.values() for tier in exercise.tiers}
    assert len(names) > 50
    assert [name for name in names if name is None or code_of(*name) is None] == []


def test_the_exercise_file_names_the_code_and_what_a_side_means():
    built_in = load_catalogue(assets_folder(), None)
    done = a_set("1", exercise="side-plank", tier=TierName.STANDARD, side=Side.LEFT)
    messages = decode(build_fit(a_record(sets=(done,)), built_in))
    (title,), (only,) = messages["exercise_title_mesgs"], messages["set_mesgs"]
    assert title["wkt_step_name"] == "Side plank, left (lower arm)"
    tier = built_in.exercise("side-plank").tier(TierName.STANDARD)
    assert (only["category"], title["exercise_name"]) == ("plank", code_of(*tier.garmin).name)


def test_a_folder_has_a_file_for_each_session_and_keeps_what_is_there(tmp_path):
    records = [
        a_record("a", NOW),
        a_record("b", NOW - timedelta(days=1)),
        a_record("c", NOW - timedelta(days=2), deleted_at=NOW.isoformat()),
        a_record("d", NOW - timedelta(days=3), rehearsal=True),
        a_record("e", NOW - timedelta(days=4), status=Status.DISCARDED),
        a_record("f", NOW - timedelta(days=5), sets=()),
        a_record("g", NOW - timedelta(days=30)),
    ]
    since = date(2026, 11, 1)
    folder = tmp_path / "fit"
    files = write_fit_folder(records, CATALOGUE, folder, since)
    assert (files.written, files.existing) == (2, 0)
    assert {p.name for p in folder.iterdir()} == {fit_file_name(r) for r in records[:2]}
    (folder / fit_file_name(records[0])).write_bytes(b"mine")
    files = write_fit_folder(records, CATALOGUE, folder, since)
    assert (files.written, files.existing) == (0, 2)
    assert (folder / fit_file_name(records[0])).read_bytes() == b"mine"
