"""Streaming of XML without document types, so that no entity can grow or read a file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError, XMLParser

from runcoach.interchange.recordings.recording import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

CHUNK = 1 << 16
DEEPEST = 64
LONGEST_TEXT = 10_000


class _Target:
    """Receives what the parser finds; keeps the names of the open elements and the last text."""

    def __init__(
        self,
        start: Callable[[list[str], dict[str, str]], None],
        end: Callable[[list[str], str], None],
    ) -> None:
        self._start = start
        self._end = end
        self._open: list[str] = []
        self._text: list[str] = []
        self._length = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= DEEPEST:
            raise UnreadableError("its elements are nested too deep")
        self._open.append(tag.rpartition("}")[2])
        self._text, self._length = [], 0
        self._start(self._open, attributes)

    def data(self, text: str) -> None:
        self._length += len(text)
        if self._length <= LONGEST_TEXT:
            self._text.append(text)

    def end(self, tag: str) -> None:
        self._end(self._open, "".join(self._text).strip())
        self._open.pop()
        self._text, self._length = [], 0

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise UnreadableError("it has a document type, which no track needs")

    def close(self) -> None:
        pass


def read_elements(
    data: bytes,
    start: Callable[[list[str], dict[str, str]], None],
    end: Callable[[list[str], str], None],
) -> bool:
    """Call `start` and `end` for each element with the names of the open ones, outermost first.

    Returns:
        Whether the file is whole. What was called for one that ends too early is right.

    Raises:
        UnreadableError: It has a document type, or is nested without end.
    """
    parser = XMLParser(target=_Target(start, end))
    data = data.lstrip()  # Some services write spaces before the declaration.
    try:
        for at in range(0, len(data), CHUNK):
            parser.feed(data[at : at + CHUNK])
        parser.close()
    except (ParseError, LookupError):  # Not XML from here on, or in an unknown encoding.
        return False
    return True


def parse_number(text: str) -> float | None:
    """A finite number; None for anything else."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < 1e12 else None
