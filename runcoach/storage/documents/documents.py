"""The JSON documents beside the history: settings, profile, the coach's decisions."""

from __future__ import annotations

import threading
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from runcoach.core.model.nesting import MOST_NESTED, is_nested_deeper
from runcoach.storage.durable.damage import (
    BOM,
    DamagedError,
    NewerSchemaError,
    UnreadableError,
    newer_schema_message,
)
from runcoach.storage.durable.guarded_file import FolderAccess, GuardedFile
from runcoach.storage.durable.migrations import RawDocument, Steps, migrate
from runcoach.storage.durable.patching import patch_document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SCHEMAS = MappingProxyType({"settings": 1, "profile": 1, "coach": 2})
"""Schema 2 of coach.json may hold what the person decided of the season."""
STEPS: Steps = {1: lambda document: document}
"""Nothing of schema 1 has to change."""


def decode_document(data: bytes, schema: int) -> RawDocument:
    """Decode the bytes of a document, migrated to a schema.

    Raises:
        DamagedError: they are no JSON object.
        NewerSchemaError: a newer runcoach wrote them.
    """
    try:
        document = msgspec.json.decode(data.removeprefix(BOM))
    except (ValueError, RecursionError) as fault:  # msgspec's errors are ValueErrors.
        raise DamagedError(str(fault)) from fault
    if not isinstance(document, dict):
        raise DamagedError("it is no JSON object")
    if is_nested_deeper(document, MOST_NESTED):
        raise DamagedError(f"nested deeper than {MOST_NESTED} levels")
    try:
        msgspec.json.encode(document)  # What is read can be written.
    except (ValueError, OverflowError) as fault:
        raise DamagedError(str(fault)) from fault
    return migrate(document, STEPS, schema)


class FileDocuments:
    """The port `Documents`: one file for each name. Thread-safe."""

    def __init__(self, folder: Path, access: FolderAccess) -> None:
        self._access = access
        self._mutex = threading.Lock()
        self._unreadable: dict[str, str] = {}
        self._files = {
            name: GuardedFile(
                folder / f"{name}.json",
                f"{name}.json",
                partial(decode_document, schema=schema),
                access,
            )
            for name, schema in SCHEMAS.items()
        }

    def read(self, name: str) -> Mapping[str, object]:
        """One document as a mapping; empty where there is none, or one that can't be read.

        A newer runcoach may have written it, or the disk may not give it now: a notice names it.
        """
        with self._mutex:
            try:
                document = self._read(name)
            except (NewerSchemaError, UnreadableError):
                document = {}
        return {field: value for field, value in document.items() if field != "schema"}

    def _read(self, name: str) -> RawDocument:
        file, notices = self._files[name], self._access.notices
        try:
            document = file.read() or {}
        except NewerSchemaError:
            notices.add(newer_schema_message(file.name), file.path)
            raise
        except UnreadableError as fault:
            self._unreadable[name] = str(fault.strerror)
            notices.add(self._unreadable[name], file.path)
            raise
        if text := self._unreadable.pop(name, ""):
            notices.withdraw(text)
        return document

    def write(self, name: str, values: Mapping[str, object]) -> None:
        """Patch the stored document, durably; names that `values` lacks stay.

        Nested mappings are patched too, and None removes a name. Items of a list are matched by
        their `id`; those that `values` lacks are removed.

        Raises:
            OSError: nothing was changed. A document that could not be read is not written before
                a `read` succeeds: `values` may come from a person who did not see what is in it.
        """
        file = self._files[name]
        with self._mutex:
            self._access.lock.claim()
            if name in self._unreadable:
                raise OSError(self._unreadable[name])
            try:
                stored = file.read() or {}
                fresh = patch_document(stored, msgspec.to_builtins(values), remove_none=True)
                if fresh != stored:
                    file.write(
                        msgspec.json.format(msgspec.json.encode({**fresh, "schema": SCHEMAS[name]}))
                    )
            except NewerSchemaError as fault:
                raise OSError(newer_schema_message(f"{name}.json")) from fault
