"""Why: each reason of a plan or a proposal, with its source."""

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
from runcoach.core.planner.propose import Proposed


class WhyScreen(ModalScreen[None]):
    """A title, and reasons with where each is from."""

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
    def of(cls, made: Proposed, programme: Programme | None) -> WhyScreen:
        """Why a plan is what it is."""
        said = [(w.sentence, w.source) for w in (*made.gave_way, *made.whys)]
        known = {sentence for sentence, _ in said}
        if programme is not None:
            said.insert(0, (programme.summary, "the programme"))
        said += [(line, "") for line in made.plan.why if line not in known]
        return cls(f"Why {made.plan.title}", said or [("As written.", "")])

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
        """Up and down."""
        self._body.scroll_relative(y=by, animate=False)
