"""A journal is a session that the machine could have written, or it is damaged."""

import json

import pytest
from msgspec.structs import replace

from runcoach.core.session.machine import advance
from runcoach.core.session.session import Phase
from runcoach.storage.durable.damage import DamagedError
from runcoach.storage.journal.snapshot import decode_snapshot, encode_snapshot
from tests.storage.journal.test_journal import a_session
from tests.storage.samples import NOW, open_test_folder

INTERRUPTION = {"phase": "work", "at": 1.0, "left": 2.0}
BROKEN = {
    "a cursor behind the plan": {"cursor": 40},
    "a cursor before it": {"cursor": -1},
    "a pause of nothing": {"phase": "paused"},
    "a pause in work": {"interruption": INTERRUPTION},
    "a pause in a pause": {"phase": "paused", "interruption": {**INTERRUPTION, "phase": "paused"}},
    "work on getting ready": {"phase": "work"},
    "rest on getting ready": {"phase": "rest"},
    "left, and no way how": {"phase": "left"},
    "a start without offset": {"started_at": "2026-11-29T13:00:00"},
    "a start in the year 9999": {"started_at": "9999-12-31T23:00:00+00:00"},
    "time past all bounds": {"seen": 1e300},
    "a count-in of a day": {"count_in_s": 86400},
    "effort past ten": {"feel": 11},
}


def stored(**changes):
    document = json.loads(encode_snapshot(a_session(sets=2), NOW))
    document["session"] |= changes
    return document


def test_what_the_machine_wrote_is_read():
    session = a_session(sets=2)
    for seconds in range(0, 200, 3):
        moved, _ = advance(session, None, float(seconds))
        assert decode_snapshot(encode_snapshot(moved, NOW)).session == moved
    assert moved.phase is Phase.FINISHED


@pytest.mark.parametrize("case", BROKEN)
def test_what_it_could_not_have_written_is_damaged(case):
    with pytest.raises(DamagedError):
        decode_snapshot(json.dumps(stored(**BROKEN[case])).encode())


def test_a_naive_or_far_moment_of_saving_is_damaged():
    for moment in ("2026-11-29T13:30:02", "9999-12-31T23:59:59Z", "yesterday"):
        document = stored() | {"saved_at": moment}
        with pytest.raises(DamagedError):
            decode_snapshot(json.dumps(document).encode())


def test_a_set_or_block_there_twice_is_damaged():
    session = a_session(sets=2)
    twice = replace(session, sets=(session.sets[0], session.sets[0]))
    blocks = replace(session, plan=replace(session.plan, blocks=session.plan.blocks * 2))
    for wrong in (twice, blocks):
        with pytest.raises(DamagedError):
            decode_snapshot(encode_snapshot(wrong, NOW))


@pytest.mark.parametrize("case", ["a cursor behind the plan", "a start without offset"])
def test_it_is_set_aside_under_a_dated_name_and_told(tmp_path, case):
    data = json.dumps(stored(**BROKEN[case])).encode()
    (tmp_path / "active.json").write_bytes(data)
    store = open_test_folder(tmp_path)
    assert store.journal(lambda call: call()).waiting() is None
    [aside] = tmp_path.glob("active.json.damaged-*")
    assert aside.read_bytes() == data
    assert "set aside, not lost" in store.history.notices()[0].text
    store.history.close()
    assert open_test_folder(tmp_path).journal(lambda call: call()).waiting() is None
