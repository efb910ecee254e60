"""Everything the command line hands to the app: the ports to the outside, wired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from runcoach.core.ports import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from runcoach.core.model.catalogue import Catalogue
    from runcoach.core.model.exercise import TierName
    from runcoach.core.model.local_time import LocalTime
    from runcoach.core.model.plan import Plan
    from runcoach.core.model.records import SessionRecord
    from runcoach.core.model.run import Run
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
        WaitingSession,
    )
    from runcoach.core.session.alerts import Alert
    from runcoach.core.session.session import Session
    from runcoach.figures.figure import Figure
    from runcoach.runner.conductor import Conductor, Listener

    OpenDevice = Callable[[Settings, Callable[[], None], Callable[[], None]], Device | None]
    """Creates the laptop's device, not opened yet, from the settings and two callbacks.

    The callbacks ring the terminal's bell and invert the screen; the device may call them from any
    thread.
    """

    FigureOf = Callable[[str, TierName, Callable[[str], None]], Figure | None]
    """The figure of an exercise's tier, or None; the callback receives one line about its mistakes,
    once."""


def no_figure(_exercise: str, _tier: TierName, _tell: Callable[[str], None]) -> Figure | None:
    """No figure for any exercise."""
    return None


def no_other_folder(_record: SessionRecord, folder: Path) -> Path:
    """Refuse every folder."""
    raise OSError(f"nothing can be written to {folder}")


class StartRequest(Struct, frozen=True):
    """The session that `runcoach start` asks for, to begin at once."""

    plan: Plan
    hands_free: bool = False


class Services(Struct, frozen=True):
    """Everything outside the app that the screens may reach."""

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
    """Creates an id that is unique across machines."""
    open_device: OpenDevice = field(default=lambda _settings, _ring, _flash: None)
    """Called when a session starts."""
    words: Callable[[Alert, Session, bool], str | None] = field(
        default=lambda _alert, _session, _unseen: None
    )
    """The line spoken at an alert, or None; true where the screen has no figure."""
    aside: Background | None = None
    """For jobs of seconds that must not delay a write: opening a device, reading years."""
    local_time: LocalTime = field(default=lambda entered: entered.astimezone())
    """The person's time zone, for a time that is entered."""
    guide: Callable[[], Sequence[str]] = field(default=tuple)
    """Reads the pages of the guide, in Markdown."""
    figure: FigureOf = no_figure
    """Called when a figure is first needed."""
    figure_rate: float = 10.0
    """Frames a second of a figure."""
    speed: float = 1.0
    """Factor of real time; other than 1 the records are rehearsals."""
    read_runs: Callable[[], Sequence[Run]] = field(default=tuple)
    """Reads the runs as listed, newest first; slow, so called in a thread after the first frame."""
    write_session: Callable[[SessionRecord, Path], Path] = field(default=no_other_folder)
    """Writes a session that the history can't take to a new file in another folder."""
    exporter: Exporter | None = None
    """Writes the history in other formats."""
    start: StartRequest | None = None
    first_frame: Callable[[], None] = field(default=lambda: None)
    """Called when the first frame has been drawn."""
    waiting: WaitingSession | None = None
    """The unfinished session found at the start."""

    def notices(self) -> list[Notice]:
        """The unread notices about the history, the folders and the person's own files."""
        problems = (*self.catalogue.problems, *self.coaching.problems())
        notices = (*self.history.notices(), *self.folders.notices)
        return [*notices, *(Notice(str(problem)) for problem in problems)]

    def create_conductor(
        self, session: Session, listener: Listener, device: Device | None
    ) -> Conductor:
        """Create what runs a session, with the ports it needs."""
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
