"""The widgets of a proposal: its choices and its plan, beside them the last weeks and reasons."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from runcoach.ui.big_type.lettering import Lettering
from runcoach.ui.forms.choices import ChoiceList
from runcoach.ui.today.plan_list import PlanList
from runcoach.ui.today.reasons_panel import ReasonsPanel


class ProposalBoard(Vertical):
    """Title and facts over two columns: choices and plan, last weeks and reasons."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.choices = ChoiceList(id="choices")
        """The rows that can be turned."""
        self._title = Lettering(id="title")
        self._facts = Static(id="facts", markup=False)
        self._detail = Vertical(id="detail")
        self._plan = PlanList(id="plan")
        self._aside = ReasonsPanel(id="aside")

    def compose(self) -> ComposeResult:
        """The proposal on the left, its reasons on the right."""
        yield self._title
        yield self._facts
        with self._detail:
            yield self._aside
            yield self.choices
            yield self._plan

    def show(
        self,
        title: str,
        facts: Sequence[str],
        rows: Sequence[tuple[str, str, str]],
        why: str = "",
        more: str = "",
    ) -> None:
        """Show a session.

        Args:
            title: Its name.
            facts: Lines under the title.
            rows: The plan: dose, name and benefit of each exercise.
            why: The reasons, one a line.
            more: The last line if not all reasons fit.
        """
        self._title.text = title
        self._facts.update("\n".join(facts))
        self.show_rows(rows)
        self._aside.tell(why, more)

    def show_rows(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show the same session with other rows, with benefits or without."""
        self._plan.show(rows)

    def look_back(self, lines: Sequence[str]) -> None:
        """Show the last weeks and the last session."""
        self._aside.look_back(lines)

    def put_first(self, answers: Widget) -> None:
        """Mount a widget above the choices."""
        self._detail.mount(answers, before=self.choices)
