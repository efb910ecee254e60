"""The gate for foreign text: nothing that a terminal would obey, or that can't be seen, passes.

Foreign is all that we did not write: files, imports, file names, arguments, what is typed or
pasted. Text passes the gate where it enters and again where it leaves for a terminal, because a
file may be older than the gate. Data for other programs (JSON) escapes the same characters.
"""

from __future__ import annotations

import unicodedata
from typing import Any

LINE_ENDS = ("\r\n", "\r", "\u2028", "\u2029", "\x85")
"""What other systems and word processors end a line with."""
JOINERS = "\u200c\u200d"
"""ZWNJ and ZWJ: Persian and Indic spelling, and families of emoji, need them."""
JOINED = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "So", "Sk"))
"""Classes of what a joiner joins."""
VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
"""Arabic and Syriac number signs: format characters by class, but drawn."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Stands for half a character: the undecodable bytes of a file name, a cut-off emoji."""


def neutralise(text: str) -> str:
    """Return the text without control, bidi and invisible format characters.

    Line ends become newlines; newlines, tabs, and joiners between letters or emoji stay.
    """
    if text.isprintable():
        return text
    for end in LINE_ENDS:
        text = text.replace(end, "\n")
    kept = "".join(
        REPLACEMENT if unicodedata.category(character) == "Cs" else character
        for character in text
        if character in JOINERS or not _acts(character)
    )
    return "".join(c for at, c in enumerate(kept) if c not in JOINERS or _is_joining(kept, at))


def neutralise_line(text: str) -> str:
    """Return the text as `neutralise` does, on one line: a space stands for newlines and tabs."""
    if text.isprintable():
        return text
    return neutralise(text).replace("\n", " ").replace("\t", " ")


def neutralise_values(values: Any) -> Any:
    """Return decoded JSON or TOML with all of its text neutralised, keys included."""
    if isinstance(values, str):
        return neutralise(values)
    if isinstance(values, dict):
        return {neutralise_values(key): neutralise_values(each) for key, each in values.items()}
    if isinstance(values, list):
        return [neutralise_values(each) for each in values]
    return values


def escape_json(document: str) -> str:
    """Return JSON in which what the gate refuses is an escape (u and four digits): values stay.

    Args:
        document: Valid JSON, whose only raw control characters are newlines and tabs.
    """
    if document.isprintable():
        return document
    return "".join(
        _json_escape(character)
        if (character in JOINERS and not _is_joining(document, at))
        or (character not in JOINERS and _acts(character))
        or unicodedata.category(character) == "Cs"
        else character
        for at, character in enumerate(document)
    )


def _acts(character: str) -> bool:
    """Whether a terminal would obey the character, or nobody see it; joiners are another matter."""
    if character.isprintable() or character in "\n\t":
        return False
    category = unicodedata.category(character)
    return category in ("Cc", "Zl", "Zp") or (category == "Cf" and character not in VISIBLE_FORMATS)


def _is_joining(text: str, at: int) -> bool:
    """Whether a joiner is between letters, their marks, emoji or their skin tones."""
    neighbours = (text[at - 1], text[at + 1]) if 0 < at < len(text) - 1 else ()
    return bool(neighbours) and all(
        c not in JOINERS and unicodedata.category(c) in JOINED for c in neighbours
    )


def _json_escape(character: str) -> str:
    code = ord(character)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
