"""Session documents: edits that keep revisions, the trash, and merging two histories.

A document is a session as stored, including unknown fields. Its earlier versions are in its own
`list_revisions`, so that a single write covers both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from runcoach.core.model.dates import parse_moment

REVISIONS = "revisions"
EDITED_AT = "edited_at"
DELETED_AT = "deleted_at"

Document = Mapping[str, object]

_NEVER = datetime.min.replace(tzinfo=UTC)


def merge_order_key(text: object) -> datetime:
    """A moment in UTC as a sort key that is the same on every machine, whatever a file holds.

    Anything but a moment with an offset sorts first.
    """
    if not isinstance(text, str):
        return _NEVER
    try:
        return parse_moment(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return _NEVER


def without_revisions(document: Document) -> Document:
    """The document without its revisions."""
    return {name: value for name, value in document.items() if name != REVISIONS}


def list_revisions(document: Document) -> list[Document]:
    """The earlier versions of a document, newest first."""
    stored = document.get(REVISIONS)
    if not isinstance(stored, list):
        return []
    return [without_revisions(revision) for revision in stored if isinstance(revision, Mapping)]


def fingerprint(document: Document) -> str:
    """A hash of one version, the same on every machine."""
    # Imported here because hashlib loads OpenSSL, which a start that only reads does not need.
    import hashlib
    import json

    text = json.dumps(without_revisions(document), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def edit_order(document: Document) -> tuple[datetime, str]:
    """Sort key of versions: the later edit is greater, and the hash decides a tie."""
    return merge_order_key(document.get(EDITED_AT)), fingerprint(document)


def merge_documents(one: Document, other: Document) -> Document:
    """Merge two documents of one session: the greater by `edit_order` wins, the rest are revisions.

    Commutative, associative and idempotent; the result holds every version of both.
    """
    winner = max(without_revisions(one), without_revisions(other), key=edit_order)
    losers = (
        without_revisions(one),
        without_revisions(other),
        *list_revisions(one),
        *list_revisions(other),
    )
    return _with_revisions(winner, losers)


def merge_histories(
    ours: Mapping[str, Document], theirs: Mapping[str, Document]
) -> dict[str, Document]:
    """Merge the documents of two histories, by id."""
    ids = sorted(ours.keys() | theirs.keys())
    either = {**theirs, **ours}
    return {id: merge_documents(ours.get(id, either[id]), theirs.get(id, either[id])) for id in ids}


def edit_document(stored: Document, fresh: Document, at: datetime) -> Document:
    """Replace a stored document, which becomes the newest revision.

    Returns the stored document unchanged if nothing but the time of the edit differs.
    """
    if is_same_version(stored, fresh):
        return stored
    winner = {**without_revisions(fresh), EDITED_AT: next_edit_time(stored, at)}
    return _with_revisions(winner, (without_revisions(stored), *list_revisions(stored)))


def delete_document(stored: Document, at: datetime) -> Document:
    """Move a document to the trash as of `at`; one that is already there is unchanged."""
    if stored.get(DELETED_AT):
        return stored
    return {**stored, DELETED_AT: at.isoformat(), EDITED_AT: next_edit_time(stored, at)}


def restore_document(stored: Document, at: datetime) -> Document:
    """Restore a document from the trash; one that is not there is unchanged."""
    if not stored.get(DELETED_AT):
        return stored
    return {**stored, DELETED_AT: None, EDITED_AT: next_edit_time(stored, at)}


def first_start(document: Document) -> str:
    """The start of the session's oldest version, which decides the file that it stays in.

    Raises:
        ValueError: It is not an ISO 8601 moment with an offset.
    """
    oldest = min((without_revisions(document), *list_revisions(document)), key=edit_order)
    started_at = oldest.get("started_at")
    if not isinstance(started_at, str) or merge_order_key(started_at) is _NEVER:
        raise ValueError(f"started_at is {started_at!r:.40}, and should be an ISO 8601 moment")
    return started_at


def next_edit_time(stored: Document, at: datetime) -> str:
    """The time of an edit: `at`, or just after the stored one's if the wall clock went back."""
    before = merge_order_key(stored.get(EDITED_AT))
    if merge_order_key(at.isoformat()) > before:
        return at.isoformat()
    return (before + timedelta(microseconds=1)).isoformat()


def is_same_version(stored: Document, fresh: Document) -> bool:
    """Whether two versions differ in nothing but the time of the edit."""
    left, right = ({**without_revisions(d), EDITED_AT: None} for d in (stored, fresh))
    return fingerprint(left) == fingerprint(right)


def _with_revisions(winner: Document, others: Iterable[Document]) -> Document:
    distinct = {fingerprint(one): one for one in others}
    distinct.pop(fingerprint(winner), None)
    if not distinct:
        return winner
    return {**winner, REVISIONS: sorted(distinct.values(), key=edit_order, reverse=True)}
