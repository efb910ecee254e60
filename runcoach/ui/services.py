"""What the command line hands to the app: every door to the outside, wired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from runcoach.core.ports import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from runcoach.core.model.catalogue import Catalogue
    from runcoach.core.model.exercise import TierName
    from runcoach.core.model.plan import Plan
    from runcoach.core.model.settings import Settings
    from runcoach.core.ports import (
        Background,
        Clock,
        CoachDocuments,
        Device,
        Documents,
        Exporter,
        Folders,
        History,
        Journal,
        Waiting,
    )
    from runcoach.core.session.alerts import Alert
    from runcoach.core.session.session import Session
    from runcoach.figures.figure import Figure
    from runcoach.runner.conductor import Conductor, Listener

    OpenDevice = Callable[[Settings, Callable[[], None], Callable[[], None]], Device | None]
    """Makes the laptop's device, not opened yet: settings, ring the bell, invert the screen.

    Both callables may be called from any thread.
    """

    FigureOf = Callable[[str, TierName, Callable[[str], None]], Figure | None]
    """The figure of an exercise's tier, or None; told once, in one line, what is wrong with it."""


def no_figure(_exercise: str, _tier: TierName, _tell: Callable[[str], None]) -> Figure | None:
    """The figure of nothing."""
    return None


class Start(Struct, frozen=True):
    """What `runcoach start` asked for: a session to begin with at once."""

    plan: Plan
    hands_free: bool = False


class Services(Struct, frozen=True):
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
    open_device: OpenDevice = field(default=lambda _settings, _ring, _flash: None)
    """Called when a session starts, not before."""
    words: Callable[[Alert, Session, bool], str | None] = field(
        default=lambda _alert, _session, _unseen: None
    )
    """What is said at an alert; true where the screen shows no figure."""
    aside: Background | None = None
    """For what may take seconds and must not make a disk wait: opening and closing a device."""
    guide: Callable[[], Sequence[str]] = field(default=tuple)
    """The pages of the guide as Markdown, read when they are first asked for."""
    figure: FigureOf = no_figure
    """Called when a figure is first shown, not before."""
    figure_rate: float = 10.0
    """Pictures of a figure in a second."""
    speed: float = 1.0
    """Times as fast as real; other than 1 the records are rehearsals."""
    exporter: Exporter | None = None
    """Writes the history in other formats, where that is wired."""
    start: Start | None = None
    waiting: Waiting | None = None
    """A session that was kept or cut off."""

    def notices(self) -> list[Notice]:
        """What went wrong outside, and is not known to have been read."""
        problems = (*self.catalogue.problems, *self.coaching.problems())
        told = (*self.history.notices(), *self.folders.notices)
        return [*told, *(Notice(str(problem)) for problem in problems)]

    def conductor(self, session: Session, listener: Listener, device: Device | None) -> Conductor:
        """What runs a session, with every door to the outside that it needs."""
        from runcoach.runner.conductor import Conductor

        return Conductor(
            session,
            listener,
            clock=self.clock,
            journal=self.journal,
            history=self.history,
            background=self.background,
            device=device,
            aside=self.aside,
            words=self.words,
            speed=self.speed,
        )
