"""The small documents beside the history: settings, profile, the coach's decisions."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import msgspec

from runcoach.storage.durable.damage import DamagedError, NewerSchemaError, newer_sentence
from runcoach.storage.durable.guarded_file import Keeping, KeptFile
from runcoach.storage.durable.migrations import Raw, Steps, migrate
from runcoach.storage.durable.patching import patched

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SCHEMA = 1
STEPS: Steps = {}
NAMES = ("settings", "profile", "coach")

_BOM = b"\xef\xbb\xbf"


def read_document(data: bytes) -> Raw:
    """What the bytes of a document mean.

    Raises:
        DamagedError: they are no document.
        NewerSchemaError: a newer runcoach wrote them.
    """
    try:
        document = msgspec.json.decode(data.removeprefix(_BOM))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise DamagedError(str(fault)) from fault
    if not isinstance(document, dict):
        raise DamagedError("it is no document")
    return migrate(document, STEPS, SCHEMA)


class StoredDocuments:
    """Documents by name, one file each. Safe to call from several threads."""

    def __init__(self, folder: Path, keeping: Keeping) -> None:
        self._keeping = keeping
        self._turn = threading.Lock()
        self._files = {
            name: KeptFile(folder / f"{name}.json", f"{name}.json", read_document, keeping)
            for name in NAMES
        }

    def read(self, name: str) -> Mapping[str, object]:
        """One document as a mapping; empty where there is none yet, or a newer runcoach's."""
        with self._turn:
            try:
                document = self._files[name].read() or {}
            except NewerSchemaError:
                self._keeping.notices.tell(newer_sentence(f"{name}.json"), self._files[name].path)
                document = {}
        return {field: value for field, value in document.items() if field != "schema"}

    def write(self, name: str, values: Mapping[str, object]) -> None:
        """Patch the stored document, durably; what `values` doesn't name survives.

        A mapping within is patched too, and None takes a name away. Items of a list are matched
        by their `id`; those left out are gone.

        Raises:
            OSError: nothing was changed.
        """
        file = self._files[name]
        with self._turn:
            self._keeping.lock.claim()
            try:
                stored = file.read() or {}
                fresh = patched(stored, msgspec.to_builtins(values), remove_none=True)
                if fresh != stored:
                    file.write(
                        msgspec.json.format(msgspec.json.encode({"schema": SCHEMA, **fresh}))
                    )
            except NewerSchemaError as fault:
                raise OSError(newer_sentence(f"{name}.json")) from fault
