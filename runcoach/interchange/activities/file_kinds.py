"""What a file is, from its first bytes; its name decides nothing."""

from __future__ import annotations

from enum import StrEnum

HEAD = 4096
"""Bytes that tell."""


class FileKind(StrEnum):
    """The kinds of file that an import reads."""

    FIT = "fit"
    GPX = "gpx"
    TCX = "tcx"
    ZIP = "zip"
    GZIP = "gzip"
    JSON = "json"
    """One of ours."""
    CSV = "csv"
    """One of ours."""
    TABLE = "table"
    """Activities of Strava, Garmin or intervals.icu."""
    STRONG = "strong"
    HEVY = "hevy"
    OTHER = "other"


def recognize(head: bytes) -> FileKind:
    """The kind of a file that begins with these bytes."""
    if head[:2] == b"\x1f\x8b":
        return FileKind.GZIP
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return FileKind.ZIP
    if head[8:12] == b".FIT":
        return FileKind.FIT
    text = _text(head).lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return _xml_kind(text)
    if text.startswith(("{", "[")):
        return FileKind.JSON
    return _table_kind(text.partition("\n")[0])


def _text(head: bytes) -> str:
    utf16 = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    return head.decode("utf-16" if utf16 else "utf-8", errors="replace")


def _xml_kind(text: str) -> FileKind:
    if "<gpx" in text:
        return FileKind.GPX
    return FileKind.TCX if "<TrainingCenterDatabase" in text else FileKind.OTHER


def _table_kind(header: str) -> FileKind:
    # Imported here: most files of an export are no tables.
    from runcoach.interchange.apps.activity_tables import recognize_table

    if recognize_table(header):
        return FileKind.TABLE
    plain = header.replace('"', "")
    if "Exercise Name" in plain and "Set Order" in plain:
        return FileKind.STRONG
    if "exercise_title" in plain and "set_index" in plain:
        return FileKind.HEVY
    return (
        FileKind.CSV if plain.startswith(("session,", "session;", "session\t")) else FileKind.OTHER
    )
