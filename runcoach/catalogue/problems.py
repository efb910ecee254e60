"""Mistakes in a TOML file, in plain words: which key, and what was expected there."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import inspect

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

_AT = re.compile(r"^(?P<what>.*?)(?: - at `(?:key in )?\$(?P<path>.*)`)?$", re.DOTALL)
_UNKNOWN = re.compile(r"unknown field `(?P<key>.*)`")
_MISSING = re.compile(r"missing required field `(?P<key>.*)`")
_PART = re.compile(r"[^.\[\]]+|\[(?:\d+|\.\.\.)\]")
_TOO_MUCH = re.compile(r" <= (\d+)")


class Mistake(Exception):
    """Something wrong with a table: its dotted key, and what was expected there."""

    def __init__(self, key: str, expected: str) -> None:
        super().__init__(key, expected)
        self.key = _one_line(key)
        self.expected = _one_line(expected)


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The ending `; did you mean squat?`, or nothing if no known word is similar."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""


def join_keys(*keys: str) -> str:
    """Join the parts of a dotted key; empty parts and list indexes get no dot."""
    dotted = ""
    for key in keys:
        dotted += key if not dotted or not key or key.startswith("[") else f".{key}"
    return dotted


def convert_table(table: object, shape: type[T], also_known: Iterable[str] = ()) -> T:
    """Convert a table to a Struct.

    Args:
        table: the value in the file.
        shape: a msgspec Struct with `forbid_unknown_fields`.
        also_known: further words to suggest for an unknown key.

    Raises:
        Mistake: the first thing that does not fit; its key is relative to the table.
    """
    try:
        return msgspec.convert(table, shape)
    except msgspec.ValidationError as error:
        raise _explained(str(error), table, shape, also_known) from None


def _explained(message: str, table: object, shape: type, also_known: Iterable[str]) -> Mistake:
    match = _AT.match(message)
    assert match is not None  # the pattern matches any text
    # msgspec writes `[...]` for a key of a table with free keys: it does not say which one.
    path = (match["path"] or "").lstrip(".")
    parts = _PART.findall(path)
    path = path.replace("[...]", "")
    kind = _type_at(inspect.type_info(shape), parts)
    if unknown := _UNKNOWN.search(match["what"]):
        known = [*_keys(kind), *(() if parts else also_known)]
        key = unknown["key"]
        return Mistake(join_keys(path, key), f"unknown key{did_you_mean(key, known)}")
    if missing := _MISSING.search(match["what"]):
        key = missing["key"]
        return Mistake(
            join_keys(path, key), f"missing; expected {describe_type(_type_at(kind, [key]))}"
        )
    wanted = describe_type(kind)
    if (high := _TOO_MUCH.search(match["what"])) and high[1] not in wanted:
        wanted = f"{high[1]} at most"
    if "[...]" in parts:
        return Mistake(path, f"expected {wanted} throughout")
    return Mistake(path, f"expected {wanted}, not {_format(_value_at(table, parts))}")


def _keys(kind: inspect.Type) -> list[str]:
    table = _with_keys(kind)
    return [f.encode_name for f in table.fields] if isinstance(table, inspect.StructType) else []


def _type_at(kind: inspect.Type, parts: list[str]) -> inspect.Type:
    for part in parts:
        kind = _with_keys(kind) if not part.startswith("[") else _plain(kind)
        if isinstance(kind, inspect.StructType):
            kind = next(f.type for f in kind.fields if f.encode_name == part)
        elif isinstance(kind, inspect.TupleType):
            kind = kind.item_types[int(part.strip("[]"))]
        elif isinstance(kind, inspect.VarTupleType):
            kind = kind.item_type
        elif isinstance(kind, inspect.DictType):
            kind = kind.value_type
    return kind


def _plain(kind: inspect.Type) -> inspect.Type:
    """The type without `None`, which TOML does not have, and without metadata."""
    if isinstance(kind, inspect.Metadata):
        return _plain(kind.type)
    if isinstance(kind, inspect.UnionType):
        return _plain(next(t for t in kind.types if not isinstance(t, inspect.NoneType)))
    return kind


def _with_keys(kind: inspect.Type) -> inspect.Type:
    """The type, or that type of a union that is a table."""
    types = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
    tables = (t for t in types if isinstance(t, inspect.StructType))
    return next(tables, _plain(kind))


def _value_at(table: object, parts: list[str]) -> object:
    value: Any = table
    for part in parts:
        value = value[int(part.strip("[]"))] if part.startswith("[") else value[part]
    return value


def _format(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


def describe_type(kind: inspect.Type) -> str:
    """What a type expects, in words."""
    if isinstance(kind, inspect.UnionType) and len(kind.types) > 1:
        unlike = (t for t in kind.types if not isinstance(t, inspect.NoneType | inspect.StructType))
        return " or ".join(describe_type(t) for t in unlike)
    match _plain(kind):
        case inspect.LiteralType(values=values):
            return " or ".join(map(str, values))
        case inspect.EnumType(cls=cls):
            return "one of " + ", ".join(str(member.value) for member in cls)
        case inspect.IntType(ge=low, le=high) if low is not None and high is not None:
            return f"a whole number from {low} to {high}"
        case inspect.IntType(gt=low) if low is not None:
            return f"a whole number above {low}"
        case inspect.IntType():
            return "a whole number"
        case inspect.FloatType(gt=low) if low is not None:
            return f"a number above {low:g}"
        case inspect.FloatType():
            return "a number"
        case inspect.BoolType():
            return "true or false"
        case inspect.StrType(pattern=pattern) if pattern is not None:
            return "small letters, digits and hyphens"
        case inspect.StrType():
            return "some text"
        case inspect.TupleType(item_types=items):
            return f"a list of {len(items)}: " + " and ".join(describe_type(item) for item in items)
        case inspect.VarTupleType(item_type=item, min_length=few):
            if isinstance(_plain(item), inspect.StrType):
                return "a list of texts"
            return f"a list, each item {describe_type(item)}" + (
                "" if not few else ", at least one"
            )
        case _:
            return "a table"
