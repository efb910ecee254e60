"""Decoding of session documents from elsewhere: other histories and revisions."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from runcoach.core.merging.documents import Document, first_start
from runcoach.core.model.records import SessionRecord
from runcoach.storage.durable.damage import DamagedError, NewerSchemaError
from runcoach.storage.durable.migrations import RawDocument, migrate
from runcoach.storage.history.month_document import decode_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def check_session_document(document: Document) -> RawDocument:
    """Migrate a document of another history to our schema. Raises ValueError if it's no session."""
    try:
        document = migrate(dict(document))
    except (DamagedError, NewerSchemaError) as fault:
        raise ValueError(str(fault)) from fault
    decode_record(document)
    first_start(document)
    return document


def decode_readable(documents: Iterable[Document]) -> Iterator[SessionRecord]:
    """The records of those documents that can be decoded; the others are skipped."""
    for document in documents:
        # What can't be decoded stays in the file; it should not hide the others.
        with suppress(ValueError):
            yield decode_record(check_session_document(document))
