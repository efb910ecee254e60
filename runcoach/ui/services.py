"""What the command line hands to the app: every door to the outside, wired."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from runcoach.core.catalogue import Catalogue
from runcoach.core.plan import Plan
from runcoach.core.ports import (
    Background,
    Clock,
    CoachDocuments,
    Device,
    Documents,
    Folders,
    History,
    Journal,
    Waiting,
)
from runcoach.core.settings import Settings


@dataclass(frozen=True, slots=True)
class Start:
    """What `runcoach start` asked for: a session to begin with at once."""

    plan: Plan
    hands_free: bool = False


@dataclass(frozen=True, slots=True)
class Services:
    """Everything the screens reach; nothing else of the outside is theirs."""

    catalogue: Catalogue
    history: History
    journal: Journal
    documents: Documents
    coaching: CoachDocuments
    clock: Clock
    background: Background
    settings: Settings
    folders: Folders
    new_id: Callable[[], str]
    """An id that no other machine gives."""
    open_device: Callable[[Settings], Device | None] = field(default=lambda _settings: None)
    """Called when a session starts, not before."""
    speed: float = 1.0
    """Times as fast as real; other than 1 the records are rehearsals."""
    start: Start | None = None
    waiting: Waiting | None = None
    """A session that was kept or cut off."""
