import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from runcoach.core.model.records import SCHEMA, Pain, PauseRecord
from runcoach.interchange.import_result import BadFileError
from runcoach.interchange.json.history import (
    build_export_document,
    build_history_document,
    format_json,
    read_json,
)
from tests.core.history.random_history import a_session, a_set, histories, random_history


@given(histories, histories)
def test_importing_a_complete_export_gives_an_equal_history(records, earlier):
    revisions = {"n0": tuple(earlier)} if earlier else {}
    text = format_json(build_export_document(records, revisions))
    found = read_json(text.encode(), "history.json")
    assert sorted(found.records, key=lambda r: r.id) == sorted(records, key=lambda r: r.id)
    assert found.revisions == revisions
    again = format_json(build_export_document(found.records, found.revisions))
    assert again == text


def test_the_document_has_exactly_the_documented_keys():
    record = a_session(
        sets=[a_set("s", pain=Pain("knee", level=4))], pauses=(PauseRecord(5.0, 20.0),)
    )
    document = json.loads(format_json(build_history_document([record])))
    assert list(document) == ["schema", "sessions"]
    assert document["schema"] == SCHEMA == 1
    [session] = document["sessions"]
    assert session == {
        "id": "a",
        "started_at": "2026-11-03T18:00:00+01:00",
        "finished_at": "2026-11-03T18:20:00+01:00",
        "status": "completed",
        "title": "Core 15",
        "programme": None,
        "rehearsal": False,
        "note": "",
        "feel": None,
        "pauses": [{"at": 5.0, "seconds": 20.0}],
        "sets": [
            {
                "id": "s",
                "block": "b-s",
                "exercise": "squat",
                "tier": "standard",
                "variant": "squat",
                "role": "main",
                "set": 1,
                "side": "both",
                "unit": "reps",
                "target": 10,
                "actual": 10,
                "load_kg": 0.0,
                "effort": None,
                "form_ok": None,
                "pain": {"area": "knee", "side": "both", "level": 4, "sharp": False},
                "skipped": False,
                "source": "entered",
                "note": "",
                "supersedes": None,
            }
        ],
    }


def test_sorted_by_moment_and_filtered_by_local_day():
    records = [
        a_session("old", "2026-11-01T12:00:00+01:00"),
        a_session("lisbon", "2026-11-02T23:50:00+00:00"),
        a_session("tokyo", "2026-11-03T08:00:00+09:00"),
        a_session("trash", "2026-11-04T08:00:00+01:00", deleted_at="2026-11-05T00:00:00+01:00"),
    ]

    def ids(since=None):
        return [s["id"] for s in build_history_document(records, since)["sessions"]]

    assert ids() == ["lisbon", "tokyo", "old"]
    assert ids(date(2026, 11, 3)) == ["tokyo"]


def test_a_history_document_can_be_imported_and_its_active_time_computed():
    record = a_session(active_s=1110, pauses=(PauseRecord(5.0, 90.0),))
    found = read_json(format_json(build_history_document([record])).encode(), "h.json")
    assert found.records == (record,)


def faulty(change):
    document = build_export_document([a_session("a"), a_session("b")])
    change(document)
    return format_json(document).encode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "h.json: line 1: not valid JSON, or cut off"),
        (b'{"schema": 1,\n"sessions": [}', "h.json: line 2: not valid JSON, or cut off"),
        (b'{"a": "\xff"}', "h.json: line 1: expected UTF-8 text"),
        (b"[" * 100_000, "h.json: nested too deeply for a history"),
        (b"[]", "h.json: expected an object with schema and sessions"),
        (b"{}", "h.json: sessions: expected a list; is this a runcoach file?"),
        (b'{"sessions": []}', "h.json: schema: expected 1"),
        (
            faulty(lambda d: d.update(schema=7)),
            "h.json: schema: made by a newer runcoach (7, not 1): update yours",
        ),
        (
            faulty(lambda d: d["sessions"][1]["sets"][0].update(actual="ten")),
            "h.json: sessions[1].sets[0].actual: expected a whole number from 0 to 100000, "
            'not "ten"',
        ),
        (
            faulty(lambda d: d["sessions"][1]["sets"][0].update(tier="heroic")),
            "h.json: sessions[1].sets[0].tier: "
            'expected one of foundation, standard, challenge, not "heroic"',
        ),
        (
            faulty(lambda d: d["sessions"][0].pop("started_at")),
            "h.json: sessions[0].started_at: is missing",
        ),
        (
            faulty(lambda d: d["sessions"][0].update(started_at="2026-11-03T18:00:00")),
            "h.json: sessions[0].started_at: expected a moment with its offset, such as "
            "2026-11-03T18:02:00+01:00, not '2026-11-03T18:00:00'",
        ),
        (
            faulty(lambda d: d["sessions"][1].update(id=d["sessions"][0]["id"])),
            "h.json: sessions[1].id: 'b' appears twice",
        ),
        (
            faulty(lambda d: d["sessions"][0].update(feel=12)),
            "h.json: sessions[0].feel: expected a whole number from 1 to 10, not 12",
        ),
        (faulty(lambda d: d["sessions"].insert(0, 3)), "h.json: sessions[0]: expected an object"),
        (
            faulty(lambda d: d.update(revisions=[])),
            "h.json: revisions: expected lists by session id",
        ),
        (
            faulty(lambda d: d["sessions"][0].update(sets={})),
            "h.json: sessions[0].sets: expected a list, not an object",
        ),
    ],
)
def test_a_bad_file_is_reported_in_one_line_and_the_rest_of_it_taken(data, message):
    assert outcome(data) == message


def outcome(data):
    """What is wrong with the file, or with one session of it while others are taken."""
    try:
        found = read_json(data, "h.json")
    except BadFileError as error:
        return str(error)
    assert found.records
    [refused] = found.refused
    return refused


@pytest.mark.parametrize("number", ["1" + "0" * 400, "1e400", "-1e999", "NaN"])
def test_a_number_beyond_all_bounds_refuses_its_session_alone(number):
    records = [a_session("a", sets=[a_set("1")]), a_session("b", sets=[a_set("2", actual=77)])]
    text = format_json(build_export_document(records))
    refused = outcome(text.replace('"actual": 77', f'"actual": {number}').encode())
    assert "sets[0].actual: expected a whole number from 0" in refused
    assert len(refused) < 200


DOCUMENT = build_export_document(random_history(3, 3))


def places(value, path=()):
    yield path
    children = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list | tuple)
        else ()
    )
    for key, child in children:
        yield from places(child, (*path, key))


@given(
    st.sampled_from([p for p in places(DOCUMENT) if p]),
    st.sampled_from([None, True, -1, 2**70, 1.5, "", "x", "0001-01-01T00:00:00Z", [], {}, [[]]]),
)
def test_any_changed_value_is_read_or_reported_in_one_line(path, value):
    document = json.loads(json.dumps(DOCUMENT))
    inner = document
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    message = fault_of(json.dumps(document).encode())
    assert message is None or (message.startswith("h.json: ") and "\n" not in message)


def fault_of(data):
    try:
        read_json(data, "h.json")
    except BadFileError as error:
        return str(error)
    return None


def test_a_cut_off_file_is_never_read_as_a_shorter_one():
    data = format_json(DOCUMENT).encode().rstrip()
    assert fault_of(data) is None
    assert all(fault_of(data[:end]) for end in range(0, len(data), 31))


def test_half_a_character_is_replaced():
    document = build_export_document([replace(a_session(), note="X")])
    data = format_json(document).encode().replace(b'"X"', b'"\\ud800"')
    assert read_json(data, "h.json").records[0].note == "\N{REPLACEMENT CHARACTER}"
