"""How a spreadsheet saved our table: its encoding, separator and decimal sign."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from runcoach.core.model.decimals import parse_decimal
from runcoach.core.model.text_gate import neutralise
from runcoach.interchange.import_result import BadFileError, decode_text

DELIMITERS = ",;\t|"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SAVE_AS = "save it as CSV in UTF-8 (in Excel: `CSV UTF-8`; in LibreOffice: character set UTF-8)"
"""What to do about an encoding that could be any of several."""


def decode_table(data: bytes, name: str) -> str:
    """Decode a table in UTF-8, or in UTF-16 with its mark, as `Unicode text` is saved.

    Raises:
        BadFileError: it is in another encoding, which can't be told from its bytes.
    """
    if data.startswith(UTF_16):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise BadFileError(name, "", f"cut off, or not UTF-16; {SAVE_AS}") from None
    return decode_text(data, name, f"; {SAVE_AS}")


def find_delimiter(text: str, known: tuple[str, ...]) -> str:
    """Return the separator with which the first line has the most of the known columns."""
    first = text.lstrip("\r\n").splitlines()[:1]

    def count_known(delimiter: str) -> int:
        cells = next(csv.reader(first, delimiter=delimiter), [])
        return len(set(cells) & set(known))

    return max(DELIMITERS, key=count_known)


def read_rows(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each line and its cells; the header first, empty lines left out.

    Raises:
        BadFileError: the table can't be read on.
    """
    # The csv reader finds the row ends itself: notes may contain line ends.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cells):
                yield reader.line_num, [neutralise(cell) for cell in cells]
    except csv.Error as error:
        raise BadFileError(name, f"line {reader.line_num}", str(error)) from None


def read_number(text: str, decimal: str) -> str:
    """A number with the decimal sign of its table, as one with a point.

    Args:
        text: The cell, or a part of it.
        decimal: `.` or `,`.

    Raises:
        ValueError: it has the other sign, and could be two numbers.
    """
    other = "," if decimal == "." else "."
    if other in text:
        return repr(parse_decimal(text))
    plain = text.replace(decimal, ".")
    return f"0{plain}" if plain.startswith(".") else plain
