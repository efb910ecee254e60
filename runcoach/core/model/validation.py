"""Validation of values by the types and bounds of their fields, with readable errors.

msgspec checks a value when it is converted, never when it is constructed. So every entry point for
values (files, imports, edits) converts them here.
"""

from __future__ import annotations

import math
import re
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_BOUND = re.compile(r"Expected `\w+` (?:of length )?[<>]=? ")
"""How msgspec begins a message about a value of the right type that is out of bounds."""


class InvalidValueError(ValueError):
    """An invalid value: its path, and what was expected."""

    def __init__(self, where: str, expected: str, *, out_of_bounds: bool = False) -> None:
        super().__init__(f"{where}: {expected}" if where else expected)
        self.where = where
        """Path such as `sets[2].actual`; empty for the value as a whole."""
        self.expected = expected
        """Text such as `expected a whole number from 0 to 100, not 300`."""
        self.out_of_bounds = out_of_bounds
        """Whether the value has the right type but is out of bounds."""


def validate(value: T) -> T:
    """Return an equal value if all of its fields are valid.

    Raises:
        InvalidValueError: The first field that is not.
    """
    return convert(msgspec.to_builtins(value), type(value))


def convert(values: Any, kind: type[T], *, strict: bool = True) -> T:
    """Convert plain values to a type.

    Args:
        values: Values as parsed from JSON or TOML.
        kind: A Struct, or any other type that msgspec supports.
        strict: If false, numbers and booleans are also read from text.

    Raises:
        InvalidValueError: A field is missing, of a wrong type or out of bounds.
    """
    try:
        return msgspec.convert(values, kind, strict=strict)
    except msgspec.ValidationError as error:
        raise _explained(error, values, kind) from None


def display_value(value: object) -> str:
    """A value for an error message, as JSON, cut to 40 characters."""
    if value == "":
        return "nothing"
    if isinstance(value, dict | list | tuple):
        return "an object" if isinstance(value, dict) else "a list"
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    text = msgspec.json.encode(value).decode() if not _huge(value) else f"{str(value)[:41]}"
    return text if len(text) <= 40 else f"{text[:39]}…"


def _huge(value: object) -> bool:
    return isinstance(value, int) and value.bit_length() > 63


def _explained(error: msgspec.ValidationError, values: Any, kind: Any) -> InvalidValueError:
    message, _, path = str(error).partition(" - at `$")
    where = path.rstrip("`").removeprefix(".")
    if missing := re.fullmatch(r"Object missing required field `(\w+)`", message):
        return InvalidValueError(f"{where}.{missing[1]}".removeprefix("."), "is missing")
    steps = re.findall(r"\w+|\.\.\.", where)
    expected = _expected_at(kind, steps)
    if not expected:
        return InvalidValueError(where, f"{message[:1].lower()}{message[1:]}")
    found = _value_at(values, steps)
    out_of_bounds = _BOUND.match(message) is not None
    # A number stored as text in a table is displayed without quotes.
    text = found if out_of_bounds and isinstance(found, str) and found else display_value(found)
    return InvalidValueError(where, f"expected {expected}, not {text}", out_of_bounds=out_of_bounds)


def _value_at(values: Any, steps: list[str]) -> Any:
    for step in steps:
        values = values[step] if isinstance(values, dict) else values[int(step)]
    return values


def _expected_at(kind: Any, steps: list[str]) -> str:
    """What the type expects at a path, in words; empty if the path leads to no field."""
    # Imported here because it takes 1 ms, and only an error needs it.
    from msgspec import inspect

    node = inspect.type_info(kind)
    for step in steps:
        node = _inner(node)
        if isinstance(node, inspect.StructType):
            node = next(field.type for field in node.fields if field.encode_name == step)
        elif isinstance(node, inspect.VarTupleType | inspect.ListType):
            node = node.item_type
        else:
            return ""
    return _words(node)


def _inner(node: Any) -> Any:
    """The type without an optional None and without metadata."""
    from msgspec import inspect

    while True:
        if isinstance(node, inspect.Metadata):
            node = node.type
        elif isinstance(node, inspect.UnionType):
            node = next(t for t in node.types if not isinstance(t, inspect.NoneType))
        else:
            return node


def _words(node: Any) -> str:
    from msgspec import inspect

    match node:
        case inspect.Metadata(extra_json_schema={"description": str(text)}):
            return text
        case inspect.Metadata():
            return _words(node.type)
        case inspect.UnionType():
            return _words(next(t for t in node.types if not isinstance(t, inspect.NoneType)))
        case inspect.IntType():
            return f"a whole number{_bounds(node)}"
        case inspect.FloatType():
            return f"a number{_bounds(node)}"
        case inspect.BoolType():
            return "true or false"
        case inspect.EnumType():
            return f"one of {', '.join(str(choice.value) for choice in node.cls)}"
        case inspect.LiteralType():
            return " or ".join(str(value) for value in node.values)
        case inspect.StrType():
            return "text"
        case inspect.VarTupleType() | inspect.ListType():
            return "a list"
        case _:
            return "an object"


def _bounds(node: Any) -> str:
    if node.ge is not None and node.le is not None:
        return f" from {node.ge:.12g} to {node.le:.12g}"
    if node.gt is not None:
        return f" above {node.gt:.12g}"
    return ""
