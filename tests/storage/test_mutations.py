"""A short run of the bench's mutations: what is read as fine can be saved and exported."""

from random import Random

import pytest

from runcoach.storage.durable.damage import DamagedError
from runcoach.storage.history.month_document import decode_month
from tests.bench.mutations import find_fault, mutate, sample_month
from tests.storage.samples import month_file, open_test_folder


def test_no_mutated_month_is_read_and_then_not_saved(tmp_path):
    chance, base = Random(7), sample_month()
    faults = [find_fault(mutate(base, chance), tmp_path / str(n)) for n in range(300)]
    assert [fault for fault in faults if fault] == []
    assert find_fault(base, tmp_path / "base") == ""
    assert len(list(tmp_path.glob("*/history/2026-11.json"))) > 20


@pytest.mark.parametrize(
    "extra",
    [
        b'"x\xff":1',
        b'"x":"\xff"',
        b'"x":' + b"[" * 5000 + b"]" * 5000,
        b'"x":1e999',
        b'"x":' + b"9" * 5000,
    ],
    ids=["a key that is no text", "a text that is none", "deep", "past all floats", "digits"],
)
def test_an_unknown_field_that_could_not_be_written_is_damage(extra):
    data = sample_month().replace(b'"extra":', extra + b',"extra":', 1)
    with pytest.raises(DamagedError):
        decode_month(data)


def test_a_session_that_could_not_be_edited_is_left_out_by_name_and_stays(tmp_path):
    extra = b'"x":' + b"[" * 40 + b"]" * 40
    data = sample_month().replace(b'"extra":', extra + b',"extra":', 1)
    month_file(tmp_path).parent.mkdir()
    month_file(tmp_path).write_bytes(data)
    history = open_test_folder(tmp_path).history
    assert [entry.id for entry in history.entries()] == ["two"]
    assert "session 'one' is left out" in history.notices()[0].text
    history.delete("two", open_test_folder(tmp_path).access.wall())
    assert extra in month_file(tmp_path).read_bytes()

    # Saving a good one of that id sets the other aside in the file: one session, nothing lost.
    record = decode_month(sample_month()).record("one")
    history.save(record)
    history.close()
    month = decode_month(month_file(tmp_path).read_bytes())
    assert sorted(r.id for r in month.records.values()) == ["one", "two"]
    assert month.left_out == []
    assert extra in month_file(tmp_path).read_bytes()
