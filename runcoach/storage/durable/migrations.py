"""Migrations of stored documents to the current schema, in memory, one version at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from runcoach.core.model.records import SCHEMA
from runcoach.storage.durable.damage import DamagedError, NewerSchemaError

RawDocument = dict[str, Any]
"""A document as decoded from its file."""

Steps = Mapping[int, Callable[[RawDocument], RawDocument]]
"""By schema number, the function that migrates a document to the next."""

STEPS: Steps = {}
"""Of the history; none yet, schema 1 is the first."""


def schema_of(document: RawDocument) -> int:
    """The schema number of a document; 1 where it has none.

    Raises:
        DamagedError: the value is no schema number.
    """
    schema = document.get("schema", 1)
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 0:
        raise DamagedError(f"schema is {schema!r:.40}")
    return schema


def migrate(document: RawDocument, steps: Steps = STEPS, to: int = SCHEMA) -> RawDocument:
    """Migrate a document to schema `to`. The argument is not changed.

    Raises:
        NewerSchemaError: its schema is newer than `to`.
        DamagedError: there is no step from its schema.
    """
    schema = schema_of(document)
    if schema > to:
        raise NewerSchemaError(f"schema {schema}, and this runcoach knows {to}")
    for version in range(schema, to):
        if version not in steps:
            raise DamagedError(f"schema {version} is unknown")
        document = {**steps[version](dict(document)), "schema": version + 1}
    return document
