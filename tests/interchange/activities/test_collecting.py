"""Files of devices as they are in the field: each gives runs, or one sentence."""

import gzip
import io
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import pytest

from runcoach.core.history.runs import list_runs
from runcoach.core.model.run import RunKind
from runcoach.interchange.activities.collecting import read_activities
from runcoach.interchange.activities.walking import LARGEST_FILE
from tests.interchange.fit_bytes import CYCLING, START, a_fit_run
from tests.interchange.track_text import GARMIN, INTERVALS, STRAVA, a_gpx, a_tcx

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=timezone(timedelta(hours=1)))


def prague(moment):
    """This machine's zone in these tests: winter time from the last Sunday of October on."""
    summer = moment.replace(tzinfo=None) < datetime(2026, 10, 25, 1)
    return timedelta(hours=2 if summer else 1)


@pytest.fixture
def read(tmp_path):
    """Reads bytes as a file of any name: its runs, what is left out, what is wrong."""

    def read_bytes(data, name="activity"):
        path = tmp_path / name
        path.write_bytes(data)
        outcomes = list(read_activities(path, now=NOW, zone=prague))
        return (
            [run for outcome in outcomes for run in outcome.runs],
            [kind for outcome in outcomes for kind in outcome.left_out],
            [fault for outcome in outcomes for fault in outcome.faults],
        )

    return read_bytes


def values(run):
    return run.started_at, run.seconds, round(run.km, 1)


LOCAL = "2026-11-02T08:00:00+01:00"
WHOLE = (LOCAL, 3600, 12.0)

RUNS = {
    "a run": (a_fit_run(), WHOLE),
    "packed": (gzip.compress(a_fit_run()), WHOLE),
    "without a distance": (a_fit_run(km=None, place=None), (LOCAL, 3600, 0.0)),
    "without points": (a_fit_run(points=False), WHOLE),
    "without its end": (a_fit_run(session=False), WHOLE),
    "cut in a point": (a_fit_run()[:5003], None),
    "a wrong checksum": (a_fit_run()[:-2] + b"\0\0", WHOLE),
    "its own local stamp": (
        a_fit_run(local=timedelta(hours=-7)),
        ("2026-11-02T00:00:00-07:00", 3600, 12.0),
    ),
    "UTC alone, at home": (a_fit_run(local=None), WHOLE),
    "UTC alone, at home in summer": (
        a_fit_run(datetime(2026, 7, 2, 7, tzinfo=UTC), local=None),
        ("2026-07-02T09:00:00+02:00", 3600, 12.0),
    ),
    "UTC alone, far away": (
        a_fit_run(local=None, place=(40.7, -74.0)),
        ("2026-11-02T02:00:00-05:00", 3600, 12.0),
    ),
    "UTC alone, no place": (a_fit_run(local=None, place=None), WHOLE),
    "a local stamp that is none": (a_fit_run(local=timedelta(hours=900)), WHOLE),
    "a clock that jumps": (a_fit_run(clock_jump=timedelta(hours=1168)), None),
    "a pause of an hour": (a_fit_run(pause_s=3600), WHOLE),
    "a GPX": (a_gpx(), WHOLE),
    "a GPX without a sport": (a_gpx(sport=""), WHOLE),
    "a GPX in numbers": (a_gpx(sport="9"), WHOLE),
    "a TCX": (a_tcx(), WHOLE),
    "a TCX after spaces": (a_tcx(before="\n   "), WHOLE),
    "a treadmill": (a_fit_run(sub_sport=1, place=None), WHOLE),
    "a track": (a_fit_run(sub_sport=4), WHOLE),
    "trails": (a_fit_run(sub_sport=3), WHOLE),
}


@pytest.mark.parametrize("case", RUNS)
def test_a_crooked_file_gives_its_run(read, case):
    data, expected = RUNS[case]
    runs, left_out, faults = read(data)
    assert (len(runs), left_out, faults) == (1, [], [])
    if expected:
        assert values(runs[0]) == expected


def test_a_cut_file_gives_what_its_points_say(read):
    (run,), _, _ = read(a_fit_run()[:5003])
    assert 600 < run.seconds < 3600
    assert run.km == pytest.approx(12 * run.seconds / 3600, rel=0.01)


@pytest.mark.parametrize("hours", [1168, 1000, -3])
def test_a_clock_that_jumps_leaves_an_hour_an_hour(read, hours):
    (run,), _, _ = read(a_fit_run(clock_jump=timedelta(hours=hours)))
    assert run.seconds == pytest.approx(3600, abs=15)
    assert run.elapsed_s == pytest.approx(3600, abs=15)
    began = datetime.fromisoformat(run.started_at)
    assert abs(began - START) <= timedelta(seconds=15)


def test_moving_and_elapsed_time_are_kept_apart(read):
    (run,), _, _ = read(a_fit_run(pause_s=3600))
    assert (run.seconds, run.elapsed_s) == (3600, 7200)


SENTENCES = {
    "no points": (a_fit_run(points=False, session=False), "it has no points"),
    "zero points in a GPX": (a_gpx(points=False), "it has no points"),
    "a route": (a_gpx(times=False), "its points have no times"),
    "nothing but a header": (a_fit_run()[:20], "it is damaged"),
    "noise": (a_fit_run()[:14] + bytes(range(256)) * 3, "it is damaged"),
    "a cut GPX": (a_gpx()[:120], "it is damaged or ends too early"),
    "a document type": (a_gpx(prolog='<!DOCTYPE g [<!ENTITY a "b">]>'), "it has a document type"),
    "a document type in UTF-16": (
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE g><gpx/>'.encode("utf-16"),
        "it has a document type",
    ),
    "a clock that was never set": (
        a_fit_run(datetime(1989, 12, 31, 1, tzinfo=UTC)),
        "it has no time of its start",
    ),
    "a clock ahead": (a_fit_run(datetime(2031, 1, 1, tzinfo=UTC)), "its clock was wrong"),
    "too fast": (a_tcx(minutes=1, km=40), "is no run"),
    "empty": (b"", "it is empty"),
    "a cut archive": (gzip.compress(a_gpx())[:10], "it can't be unpacked"),
}


@pytest.mark.parametrize("case", SENTENCES)
def test_what_gives_no_run_gives_one_sentence(read, case):
    data, expected = SENTENCES[case]
    runs, left_out, faults = read(data)
    assert (runs, left_out, len(faults)) == ([], [], 1)
    assert faults[0].startswith("activity: ")
    assert expected in faults[0]


LEFT_OUT = [
    (a_fit_run(sport=CYCLING), "cycling"),
    (a_fit_run(sport=11), "walking"),
    (a_fit_run(file_type=32), "no activity"),
    (a_gpx(sport="1"), "cycling"),
    (a_tcx(sport="Biking"), "biking"),
    (a_gpx(sport="", minutes=20), "no named sport, and not the speed of a run"),
]


@pytest.mark.parametrize(("data", "kind"), LEFT_OUT)
def test_other_sports_are_left_out_by_name(read, data, kind):
    assert read(data) == ([], [kind], [])


@pytest.mark.parametrize("sport", ["Running", "trail_running", "Treadmill Running", "VirtualRun"])
def test_every_spelling_of_running_is_a_run(read, sport):
    assert len(read(a_gpx(sport=sport))[0]) == 1


def test_metres_where_kilometres_are_meant(read):
    (run,), _, _ = read(a_tcx(km=12_000))
    assert run.km == 12.0


def test_tables_give_their_rows(read):
    runs, left_out, faults = read(STRAVA.encode())
    assert [values(r) for r in runs] == [
        ("2026-11-02T08:00:20+01:00", 3590, 12.0),
        ("2026-11-05T18:30:00+01:00", 2700, 8.0),
    ]
    assert (left_out, faults) == (["ride"], [])
    runs, left_out, faults = read(GARMIN.encode("utf-8-sig"))
    assert [values(r) for r in runs] == [
        (LOCAL, 3570, 12.0),
        ("2026-11-06T18:00:00+01:00", 1800, 0.0),
    ]
    assert (runs[0].ascent_m, left_out, faults) == (1085, ["pool swimming"], [])
    runs, left_out, faults = read(INTERVALS.encode())
    assert [run.kind for run in runs] == [RunKind.EASY, RunKind.RACE]
    assert (left_out, faults) == (["virtualride"], [])


def test_a_broken_row_is_one_sentence_and_the_others_are_read(read):
    runs, _, faults = read(STRAVA.replace("Nov 5, 2026, 5:30:00 PM", "soon").encode())
    assert len(runs) == 1
    assert faults == ["activity: line 4: 'soon' is no date"]


def test_one_run_in_a_table_and_in_files_of_other_names_is_one(read):
    recordings = [
        run
        for data in (a_fit_run(), a_gpx(), a_tcx(), STRAVA.encode(), GARMIN.encode())
        for run in read(data)[0]
    ]
    listed = list_runs(recordings).runs
    on_the_day = [run for run in listed if run.started_at.startswith("2026-11-02")]
    assert [run.source for run in on_the_day] == ["fit"]


def test_the_id_is_of_the_contents(read):
    one = read(a_fit_run(), "a.fit")[0][0]
    assert read(gzip.compress(a_fit_run()), "b.gz")[0][0] == one
    assert read(a_fit_run(minutes=61))[0][0].id != one.id


def an_archive(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_whole_export_is_read_with_the_archives_in_it(read):
    inner = an_archive(a=a_fit_run(), b=a_fit_run(START - timedelta(days=1)), c=b"{}")
    export = an_archive(
        part=inner, table=STRAVA, photo=b"\xff\xd8\xff", packed=gzip.compress(a_gpx())
    )
    runs, left_out, faults = read(export, "export.zip")
    assert (len(runs), left_out, faults) == (5, ["ride"], [])
    assert len(list_runs(runs).runs) == 3


def test_a_folder_is_read_in_a_fixed_order(tmp_path):
    for name, data in (("b.fit", a_fit_run()), ("a.gpx", a_gpx()), (".hidden", a_tcx())):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "c.tcx").write_bytes(a_tcx())
    names = [outcome.name for outcome in read_activities(tmp_path, now=NOW)]
    assert [name.partition("/")[2] for name in names] == ["a.gpx", "b.fit", "deep/er/c.tcx"]


def test_a_bomb_is_one_sentence(read):
    runs, _, faults = read(gzip.compress(bytes(LARGEST_FILE + 1), 9))
    assert runs == []
    assert faults == ["activity: it is larger than 64 MB"]
    nested = an_archive(a=an_archive(a=an_archive(a=an_archive(a=an_archive(a=b"x")))))
    assert "too deep" in read(nested)[2][0]


def test_a_damaged_archive_gives_what_is_whole(read):
    export = bytearray(an_archive(a=a_fit_run(), b=a_fit_run(START - timedelta(days=1))))
    export[60:90] = bytes(30)
    runs, _, faults = read(bytes(export))
    assert (len(runs), len(faults)) == (1, 1)
    assert "can't be unpacked" in faults[0]


@pytest.mark.parametrize("data", [a_fit_run(every_s=60), a_gpx(minutes=3), a_tcx(minutes=3)])
def test_a_file_cut_anywhere_is_a_run_or_a_sentence(read, data):
    for end in range(0, len(data), max(1, len(data) // 60)):
        runs, left_out, faults = read(data[:end])
        assert len(runs) + len(left_out) + len(faults) <= 1
