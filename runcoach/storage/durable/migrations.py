"""Older documents brought to today's schema, in memory, one step after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from runcoach.core.model.records import SCHEMA
from runcoach.storage.durable.damage import DamagedError, NewerSchemaError

Raw = dict[str, Any]
"""A document as its file has it."""

Steps = Mapping[int, Callable[[Raw], Raw]]
"""From each schema to the next."""

STEPS: Steps = {}
"""Schema 1 is the first."""


def schema_of(document: Raw) -> int:
    """The schema a document says it has; one that says nothing has the first.

    Raises:
        DamagedError: what it says is no schema.
    """
    schema = document.get("schema", 1)
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 0:
        raise DamagedError(f"schema is {schema!r:.40}")
    return schema


def migrate(document: Raw, steps: Steps = STEPS, to: int = SCHEMA) -> Raw:
    """The document at schema `to`; the one handed in stays as it was.

    Raises:
        NewerSchemaError: it is newer than that.
        DamagedError: no steps lead there.
    """
    schema = schema_of(document)
    if schema > to:
        raise NewerSchemaError(f"schema {schema}, and this runcoach knows {to}")
    for version in range(schema, to):
        if version not in steps:
            raise DamagedError(f"schema {version} is unknown")
        document = {**steps[version](dict(document)), "schema": version + 1}
    return document
