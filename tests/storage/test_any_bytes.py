"""Cut at every byte, with any bit flipped, as NULs or in UTF-16: damage, or a meaning, no more."""

import random

import msgspec
import pytest

from runcoach.storage.documents.documents import read_document
from runcoach.storage.durable.damage import DamagedError, NewerSchemaError
from runcoach.storage.history.month_document import read_month, write_month
from runcoach.storage.journal.snapshot import read_snapshot, write_snapshot
from tests.storage.journal.test_journal import a_session
from tests.storage.samples import NOW, a_record

MONTH = write_month({"sessions": {"1": msgspec.to_builtins(a_record())}}, NOW)
DOCUMENT = b'{"schema": 1, "volume": 80, "own": {"pace": 1.25}, "days": [1, 3]}'
SNAPSHOT = write_snapshot(a_session(sets=1), NOW)
READERS = {
    "month": (MONTH, read_month, (DamagedError,)),
    "document": (DOCUMENT, read_document, (DamagedError,)),
    "journal": (SNAPSHOT, read_snapshot, (ValueError, RecursionError)),
}
SHAPES = (b"null", b"true", b"3", b'"text"', b"[]", b"[[]]", b'{"schema": []}', b"1e999", b"NaN")


@pytest.mark.parametrize("kind", READERS)
def test_cut_at_any_byte_it_is_damaged(kind):
    data, read, damaged = READERS[kind]
    read(data)
    for at in range(len(data)):
        with pytest.raises(damaged):
            read(data[:at])


@pytest.mark.parametrize("kind", READERS)
def test_no_flipped_bit_is_more_than_damage(kind):
    data, read, damaged = READERS[kind]
    chance = random.Random(1)
    read_still = 0
    bits = range(8 * len(data))
    for bit in chance.sample(bits, min(3000, len(bits))):
        bad = bytearray(data)
        bad[bit // 8] ^= 1 << bit % 8
        try:
            read(bytes(bad))
            read_still += 1
        except (*damaged, NewerSchemaError):
            continue
    # A letter within a text may be another and still be a text.
    assert 0 < read_still < 3000


@pytest.mark.parametrize("kind", READERS)
def test_what_is_no_json_of_ours_is_damaged(kind):
    data, read, damaged = READERS[kind]
    text = data.decode()
    for bad in (bytes(len(data)), data[:-9] + bytes(9), text.encode("utf-16"), *SHAPES):
        with pytest.raises(damaged):
            read(bad)
