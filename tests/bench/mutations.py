"""Flips, cuts and inserts bytes in month files: what is read as fine can be saved and exported.

`python tests/bench/mutations.py --seconds 180` prints one line and exits with 1 if a file was read
and then something failed.
"""

import argparse
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

import msgspec
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from runcoach.interchange.json.history import build_export_document, format_json, read_json
from runcoach.storage.durable.damage import DamagedError, NewerSchemaError
from runcoach.storage.history.month_document import decode_month, encode_month
from tests.storage.samples import NOW, Wall, a_record, month_file, open_test_folder

TOKENS = (
    b"1" * 400,
    b"-1",
    b"1e308",
    b"1e999",
    b"[" * 40 + b"]" * 40,
    b"null",
    b"{}",
    b'"',
    b"\\",
    b"\\ud800",
    b"\xff",
    b"\x00",
    b"9999-12-31T23:59:59+00:00",
    b"9" * 5000,
    b'"x":' + b"8" * 30 + b",",
)


def sample_month() -> bytes:
    """A month with two sessions, an edit, and a field that we don't know."""
    one, two = a_record("one"), a_record("two", note="škoda")
    document = {**msgspec.to_builtins(one), "extra": {"deep": [1, 2.5, "x"]}}
    document["revisions"] = [msgspec.to_builtins(replace(one, note="before"))]
    return encode_month({"sessions": {"1": document, "2": msgspec.to_builtins(two)}}, NOW)


def mutate(data: bytes, chance: random.Random) -> bytes:
    """One to three flips, cuts, insertions and swaps."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3))):
        at = chance.randrange(len(changed))
        match chance.randrange(5):
            case 0:
                changed[at] ^= 1 << chance.randrange(8)
            case 1:
                del changed[at : at + chance.choice((1, 2, 9, 40))]
            case 2:
                changed[at:at] = chance.choice(TOKENS)
            case 3:
                changed[at : at + chance.choice((1, 3, 9))] = chance.choice(TOKENS)
            case _:
                # A whole value, which leaves valid JSON more often than bytes do.
                start = changed.find(b":", at)
                end = changed.find(b",", start)
                if 0 < start < end:
                    changed[start + 1 : end] = chance.choice(TOKENS)
    return bytes(changed)


def find_fault(data: bytes, folder: Path) -> str:
    """What went wrong with a month that was read as fine; empty if nothing did."""
    try:
        month = decode_month(data)
    except (DamagedError, NewerSchemaError):
        return ""
    month_file(folder).parent.mkdir(parents=True, exist_ok=True)
    month_file(folder).write_bytes(data)
    try:
        history = open_test_folder(folder, Wall()).history
        records = list(history.records())
        kept = {record.id for record in records}
        history.save(a_record("new"))
        for record in records:
            history.edit(replace(record, title="edited"), NOW)
            history.revisions(record.id)
        history.merge(history.documents())
        text = format_json(build_export_document(history.records()))
        read = {record.id for record in read_json(text.encode(), "x").records}
        history.close()
        after = decode_month(month_file(folder).read_bytes())
        if not kept <= read or len(after.left_out) != len(month.left_out):
            return f"{sorted(kept - read)} lost, or {after.left_out} left out"
    except Exception:
        return traceback.format_exc()
    return ""


def main() -> int:
    """Mutate for some seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--count", type=int, default=0, help="so many instead")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    base, tried, read, faults = sample_month(), 0, 0, []
    end = time.monotonic() + arguments.seconds
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as root:
        while tried < arguments.count if arguments.count else time.monotonic() < end:
            data = mutate(base, chance)
            tried += 1
            try:
                decode_month(data)
            except (DamagedError, NewerSchemaError):
                continue
            read += 1
            if fault := find_fault(data, Path(root) / str(read)):
                faults.append((data, fault))
    print(f"{tried} mutations, {read} read as fine, {len(faults)} then failed")
    for data, fault in faults[:3]:
        print(data, fault, sep="\n")
    return 1 if faults or not read else 0


if __name__ == "__main__":
    sys.exit(main())
