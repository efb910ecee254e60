"""Documents that come from elsewhere, another history or an earlier day, as records."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from runcoach.core.merging.documents import Document, first_start
from runcoach.core.model.records import SessionRecord
from runcoach.storage.durable.damage import DamagedError, NewerSchemaError
from runcoach.storage.durable.migrations import Raw, migrate
from runcoach.storage.history.month_document import month_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def checked(document: Document) -> Raw:
    """A document of another history, at our schema. Raises ValueError where it's no session."""
    try:
        document = migrate(dict(document))
    except (DamagedError, NewerSchemaError) as fault:
        raise ValueError(str(fault)) from fault
    month_of(msgspec.convert(document, SessionRecord).started_at)
    first_start(document)
    return document


def readable(forms: Iterable[Document]) -> Iterator[SessionRecord]:
    """Those forms that can be read, as records."""
    for form in forms:
        # What can't be read stays in the file; it is no reason to hide the others.
        with suppress(ValueError):
            yield msgspec.convert(checked(form), SessionRecord)
