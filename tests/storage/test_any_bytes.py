"""Files truncated at any byte, with a flipped bit, as NULs or in UTF-16: damaged, or readable."""

import random
from functools import partial

import msgspec
import pytest

from runcoach.storage.documents.documents import decode_document
from runcoach.storage.durable.damage import DamagedError, NewerSchemaError
from runcoach.storage.history.month_document import decode_month, encode_month
from runcoach.storage.journal.snapshot import decode_snapshot, encode_snapshot
from tests.storage.journal.test_journal import a_session
from tests.storage.samples import NOW, a_record

MONTH = encode_month({"sessions": {"1": msgspec.to_builtins(a_record())}}, NOW)
DOCUMENT = b'{"schema": 1, "volume": 80, "own": {"pace": 1.25}, "days": [1, 3]}'
SNAPSHOT = encode_snapshot(a_session(sets=1), NOW)
READERS = {
    "month": (MONTH, decode_month, (DamagedError,)),
    "document": (DOCUMENT, partial(decode_document, schema=1), (DamagedError,)),
    "journal": (SNAPSHOT, decode_snapshot, (DamagedError,)),
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
    readable = 0
    bits = range(8 * len(data))
    for bit in chance.sample(bits, min(3000, len(bits))):
        bad = bytearray(data)
        bad[bit // 8] ^= 1 << bit % 8
        try:
            read(bytes(bad))
            readable += 1
        except (*damaged, NewerSchemaError):
            continue
    # A flipped letter within a text leaves a text.
    assert 0 < readable < 3000


@pytest.mark.parametrize("kind", READERS)
def test_what_is_no_json_of_ours_is_damaged(kind):
    data, read, damaged = READERS[kind]
    text = data.decode()
    for bad in (bytes(len(data)), data[:-9] + bytes(9), text.encode("utf-16"), *SHAPES):
        with pytest.raises(damaged):
            read(bad)
