import csv
import io

import pytest
from hypothesis import given
from msgspec.structs import replace

from runcoach.core.history.counting import counted_sessions
from runcoach.core.model.dose import Unit
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Side
from runcoach.core.model.records import Pain, PauseRecord, PlannedSet
from runcoach.interchange.csv.dialect import SAVE_AS
from runcoach.interchange.csv.plan_columns import PLAN_COLUMNS
from runcoach.interchange.csv.reader import DECIMAL_COLUMNS, read_csv
from runcoach.interchange.csv.writer import COLUMNS, to_csv
from runcoach.interchange.import_result import BadFileError
from runcoach.interchange.importer import read_import
from runcoach.interchange.json.history import build_export_document, format_json
from tests.core.history.random_history import a_session, a_set, histories, sessions


def without_edit_time(record):
    return replace(record, edited_at="")


@given(histories)
def test_a_table_round_trips_its_sessions_and_sets(records):
    found = read_csv(to_csv(records).encode(), "h.csv").records
    expected = [without_edit_time(r) for r in records if r.sets and r.deleted_at is None]
    assert sorted(found, key=lambda r: r.id) == sorted(expected, key=lambda r: r.id)


def test_a_table_without_the_pauses_column_is_read():
    record = a_session(pauses=(PauseRecord(5.0, 90.5), PauseRecord(200.0, 1.0)), active_s=1110)
    table = list(csv.DictReader(io.StringIO(to_csv([record]).removeprefix("\ufeff"))))
    assert table[0].pop("pauses") == "5.0+90.5 200.0+1.0"
    out = io.StringIO()
    writer = csv.DictWriter(out, table[0])
    writer.writeheader()
    writer.writerows(table)
    assert read_csv(out.getvalue().encode(), "h.csv").records == (replace(record, pauses=()),)


def test_implements_round_trip_and_a_table_without_them_is_read():
    record = a_session(sets=(a_set(load_kg=16.0, implements=2),))
    assert read_csv(to_csv([record]).encode(), "h.csv").records[0].sets[0].implements == 2
    table = list(csv.DictReader(io.StringIO(to_csv([record]).removeprefix("\ufeff"))))
    assert table[0].pop("implements") == "2"
    out = io.StringIO()
    writer = csv.DictWriter(out, table[0])
    writer.writeheader()
    writer.writerows(table)
    [done] = read_csv(out.getvalue().encode(), "h.csv").records[0].sets
    assert (done.load_kg, done.implements) == (16.0, 1)


@pytest.mark.parametrize("text", ["5", "5+x", "x+5", "+"])
def test_a_pause_that_cant_be_read_is_named_by_line_and_column(text):
    record = a_session(pauses=(PauseRecord(5.0, 90.5),))
    table = to_csv([record]).replace("5.0+90.5", text)
    with pytest.raises(BadFileError, match="line 2, pauses"):
        read_csv(table.encode(), "h.csv")


@given(sessions)
def test_any_note_round_trips(record):
    record = replace(record, deleted_at=None, sets=(a_set(note=record.note),))
    [found] = read_csv(to_csv([record]).encode(), "h.csv").records
    assert (found.note, found.sets[0].note) == (record.note, record.note)


@given(histories)
def test_one_row_a_set_with_a_byte_order_mark(records):
    text = to_csv(records)
    assert text.encode().startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert table[0] == list(COLUMNS)
    assert len(table) - 1 == sum(len(r.sets) for r in records if r.deleted_at is None)


@given(histories)
def test_no_cell_of_text_begins_like_a_formula(records):
    table = csv.DictReader(io.StringIO(to_csv(records).removeprefix("\ufeff"), newline=""))
    for row in table:
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())


RECORD = a_session(
    note="a; b, c",
    sets=[a_set("1", load_kg=7.5, seconds=12.25, pain=Pain("knee", level=2)), a_set("2")],
)


def test_a_table_that_a_spreadsheet_saved_again_is_read():
    table = csv.reader(io.StringIO(to_csv([RECORD]).removeprefix("\ufeff"), newline=""))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for cells in table:
        decimal = [c.replace(".", ",") if c in ("7.5", "12.25") else c for c in cells]
        writer.writerow([c.upper() if c in ("true", "false") else c for c in decimal])
    assert read_csv(out.getvalue().encode(), "h.csv").records == (RECORD,)


DIALECTS = [
    (delimiter, decimal, quoting, end, encoding)
    for delimiter, decimal in (",.", ";,", ";.", "\t,", "\t.", "|.")
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)
    for end, encoding in (
        ("\r\n", "utf-8-sig"), ("\n", "utf-8"), ("\r", "utf-8"), ("\r\n", "utf-16"),
    )
]  # fmt: skip


@pytest.mark.parametrize(("delimiter", "decimal", "quoting", "end", "encoding"), DIALECTS)
def test_a_table_in_any_dialect_of_a_spreadsheet_is_read(
    delimiter, decimal, quoting, end, encoding
):
    table = csv.DictReader(io.StringIO(to_csv([RECORD]).removeprefix("\ufeff"), newline=""))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end)
    # Some add an empty column, or empty lines at the end.
    writer.writerow([*COLUMNS, ""])
    for row in table:
        row |= {column: row[column].replace(".", decimal) for column in DECIMAL_COLUMNS}
        writer.writerow([*(row[column] for column in COLUMNS), ""])
    out.write(f"{delimiter * 5}{end}")
    for first in ("", f"sep={delimiter}{end}") if end != "\r" else ("",):
        data = (first + out.getvalue()).encode(encoding)
        assert read_csv(data, "h.csv").records == (RECORD,)


@pytest.mark.parametrize(
    ("cell", "load"),
    [("7,5", 7.5), (".5", 0.5), (",5", 0.5), ("1.000,5", 1000.5), ("1,000.5", 1000.5)],
)
def test_a_number_is_that_number_or_refused(cell, load):
    assert read_csv(changed("load_kg", cell), "h.csv").records[0].sets[0].load_kg == load


def changed(column, value, line=1):
    table = list(csv.reader(io.StringIO(to_csv([RECORD]).removeprefix("\ufeff"), newline="")))
    table[line][COLUMNS.index(column)] = value
    out = io.StringIO()
    csv.writer(out).writerows(table)
    return out.getvalue().encode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "h.csv: line 1: the column 'session' is missing"),
        (b"a,b\n1,2\n", "h.csv: line 1: the column 'session' is missing"),
        (b"\xff\xfe", "h.csv: line 1: the column 'session' is missing"),
        (b"a,b\nTh\xe9,2\n", f"h.csv: line 2: expected UTF-8 text; {SAVE_AS}"),
        (b"\xff\xfea", f"h.csv: cut off, or not UTF-16; {SAVE_AS}"),
        (
            changed("load_kg", "1,000"),
            "h.csv: line 2, load_kg: '1,000' could be two numbers; write it without the mark, or "
            "like 7.5",
        ),
        (
            changed("actual", "ten", 2),
            'h.csv: line 3, actual: expected a whole number from 0 to 100000, not "ten"',
        ),
        (
            changed("actual", "-2"),
            "h.csv: line 2, actual: expected a whole number from 0 to 100000, not -2",
        ),
        (changed("actual", ""), "h.csv: line 2, actual: is missing"),
        (changed("session", ""), "h.csv: line 2, session: expected an id, not nothing"),
        (
            changed("pain_level", "11"),
            "h.csv: line 2, pain_level: expected a whole number from 0 to 10, not 11",
        ),
        (
            changed("side", "middle"),
            'h.csv: line 2, side: expected one of both, left, right, alternate, not "middle"',
        ),
        (
            changed("title", "Other", 2),
            "h.csv: line 3, title: expected the same as on the session's first line, 'Core 15'",
        ),
        (
            changed("status", "odd", 2),
            "h.csv: line 3, status: expected the same as on the session's first line, 'completed'",
        ),
        (
            to_csv([RECORD]).encode() + b"x,y\r\n",
            f"h.csv: line 4: expected {len(COLUMNS)} cells, not 2",
        ),
        (to_csv([RECORD]).encode() + b'"', "h.csv: line 4: unexpected end of data"),
    ],
)
def test_a_bad_table_is_reported_by_line_and_column(data, message):
    with pytest.raises(BadFileError) as error:
        read_csv(data, "h.csv")
    assert str(error.value) == message


def test_files_are_recognized_by_their_content(tmp_path):
    for name, text in (
        ("table.txt", to_csv([RECORD])),
        ("document.csv", format_json(build_export_document([RECORD]))),
        ("marked.json", "\ufeff" + format_json(build_export_document([RECORD]))),
    ):
        (tmp_path / name).write_bytes(text.encode())
        assert read_import(tmp_path / name).records == (RECORD,)


@given(histories)
def test_an_imported_table_counts_the_same(records):
    kept = [r for r in records if r.sets and r.deleted_at is None]
    found = read_csv(to_csv(records).encode(), "h.csv").records
    assert [(c.id, c.day, c.sets, c.contacts) for c in counted_sessions(found)] == [
        (c.id, c.day, c.sets, c.contacts) for c in counted_sessions(kept)
    ]


def test_the_plan_round_trips():
    reached = PlannedSet(
        "b1", "squat", TierName.STANDARD, "squat", 1, Side.BOTH, Unit.REPS, 12, 8.5
    )
    missed = replace(reached, block="b3", set=2)
    record = a_session(sets=[a_set("1", block="b1", load_kg=7.5)], planned=(missed, reached))
    [row] = csv.DictReader(io.StringIO(to_csv([record]).removeprefix("\ufeff"), newline=""))
    assert [row[column] for column in PLAN_COLUMNS] == ["2", "12", "8.5"]
    [found] = read_csv(to_csv([record]).encode(), "h.csv").records
    assert found == record
    for text, fault in (("[[1]]", "line 2, not_reached"), ("x", "line 2, not_reached")):
        spoilt = to_csv([record]).replace(row["not_reached"].replace('"', '""'), text)
        with pytest.raises(BadFileError, match=fault):
            read_csv(spoilt.encode(), "h.csv")
