"""The sheet with the reasons of a plan or a proposal, each with its source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from runcoach.core.model.programme import Programme
from runcoach.core.planner.propose import ProposedSession


class WhySheet(ModalScreen[None]):
    """A title, and reasons with their sources."""

    CSS_PATH = "../forms/sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,space,enter,w,W,q,Q", "dismiss", "Close", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
    ]

    def __init__(self, title: str, reasons: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        self._reasons = tuple(reasons)
        self._body = VerticalScroll(id="sheet", can_focus=False)

    @classmethod
    def of(cls, made: ProposedSession, programme: Programme | None) -> WhySheet:
        """The reasons of a proposed plan, and its programme's summary if it has one."""
        reasons = [(w.sentence, w.source) for w in (*made.gave_way, *made.reasons)]
        sentences = {sentence for sentence, _ in reasons}
        if programme is not None:
            reasons.insert(0, (programme.summary, "the programme"))
        reasons += [(line, "") for line in made.plan.why if line not in sentences]
        return cls(f"Why {made.plan.title}", reasons or [("As written.", "")])

    def compose(self) -> ComposeResult:
        """The sheet."""
        text = Text(f"{self._title}\n\n", style="bold")
        for sentence, source in self._reasons:
            text.append(sentence, "not bold")
            if source:
                text.append(f"  {source}", "not bold dim")
            text.append("\n")
        with self._body:
            yield Static(text)
            yield Static("Esc: back", id="hint")

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self._body.scroll_relative(y=by, animate=False)
