"""Documents of the history: edits that keep what was, the trash, and merging two histories.

A document is a session as its file has it, unknown fields included. Its earlier forms stand in
its own `revisions`, so that one write carries both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

REVISIONS = "revisions"
EDITED_AT = "edited_at"
DELETED_AT = "deleted_at"

Document = Mapping[str, object]

_NEVER = datetime.min.replace(tzinfo=UTC)


def instant(text: object) -> datetime:
    """An ISO 8601 moment, comparable whatever its offset; the earliest of all for anything else.

    A moment without an offset counts as UTC: two machines must order it alike.
    """
    if not isinstance(text, str):
        return _NEVER
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return _NEVER


def form(document: Document) -> Document:
    """The document without its earlier forms."""
    return {name: value for name, value in document.items() if name != REVISIONS}


def revisions(document: Document) -> list[Document]:
    """The earlier forms, newest first."""
    kept = document.get(REVISIONS)
    return [form(one) for one in kept if isinstance(one, Mapping)] if isinstance(kept, list) else []


def fingerprint(document: Document) -> str:
    """A hash of one form that is the same on every machine."""
    # Loads OpenSSL, and a start that only reads never needs it.
    import hashlib
    import json

    text = json.dumps(form(document), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def order(document: Document) -> tuple[datetime, str]:
    """By what two forms are compared: the later edit wins, and the hash decides a tie."""
    return instant(document.get(EDITED_AT)), fingerprint(document)


def merged(one: Document, other: Document) -> Document:
    """Two forms of one session: the greater by `order` stands, all else is kept as revisions.

    Commutative, associative and idempotent; every form of either is in the outcome.
    """
    winner = max(form(one), form(other), key=order)
    losers = (form(one), form(other), *revisions(one), *revisions(other))
    return _with_revisions(winner, losers)


def merge(ours: Mapping[str, Document], theirs: Mapping[str, Document]) -> dict[str, Document]:
    """Two histories' documents by id; a document that both have is merged with itself."""
    ids = sorted(ours.keys() | theirs.keys())
    either = {**theirs, **ours}
    return {id: merged(ours.get(id, either[id]), theirs.get(id, either[id])) for id in ids}


def edited(stored: Document, fresh: Document, at: datetime) -> Document:
    """The fresh form in the stored one's place, which becomes the newest revision.

    Where nothing but the moment of the edit differs, the stored document as it is.
    """
    if same(stored, fresh):
        return stored
    winner = {**form(fresh), EDITED_AT: later(stored, at)}
    return _with_revisions(winner, (form(stored), *revisions(stored)))


def deleted(stored: Document, at: datetime) -> Document:
    """In the trash since `at`; as it is where it was there before."""
    if stored.get(DELETED_AT):
        return stored
    return {**stored, DELETED_AT: at.isoformat(), EDITED_AT: later(stored, at)}


def restored(stored: Document, at: datetime) -> Document:
    """Out of the trash."""
    if not stored.get(DELETED_AT):
        return stored
    return {**stored, DELETED_AT: None, EDITED_AT: later(stored, at)}


def first_start(document: Document) -> str:
    """The start that the session's oldest form has: it names the file that it never leaves.

    Raises:
        ValueError: it has none.
    """
    oldest = min((form(document), *revisions(document)), key=order)
    started_at = oldest.get("started_at")
    if not isinstance(started_at, str) or instant(started_at) is _NEVER:
        raise ValueError(f"started_at is {started_at!r:.40}, and should be an ISO 8601 moment")
    return started_at


def later(stored: Document, at: datetime) -> str:
    """The moment of an edit, after the stored one's even where the wall clock went back."""
    before = instant(stored.get(EDITED_AT))
    if instant(at.isoformat()) > before:
        return at.isoformat()
    return (before + timedelta(microseconds=1)).isoformat()


def same(stored: Document, fresh: Document) -> bool:
    """Whether two forms differ in nothing but the moment of the edit."""
    left, right = ({**form(d), EDITED_AT: None} for d in (stored, fresh))
    return fingerprint(left) == fingerprint(right)


def _with_revisions(winner: Document, others: Iterable[Document]) -> Document:
    kept = {fingerprint(one): one for one in others}
    kept.pop(fingerprint(winner), None)
    if not kept:
        return winner
    return {**winner, REVISIONS: sorted(kept.values(), key=order, reverse=True)}
