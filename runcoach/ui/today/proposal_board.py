"""The proposal: a session with its choices and its plan, and beside it what lies behind."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from runcoach.ui.big_type.lettering import Lettering
from runcoach.ui.forms.choices import Choices
from runcoach.ui.today.plan_list import PlanList
from runcoach.ui.today.reasons_panel import SideNotes


class ProposalBoard(Vertical):
    """Title and facts over two columns: the choices and the plan, the last weeks and the why."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.choices = Choices(id="choices")
        """What can be turned."""
        self._title = Lettering(id="title")
        self._facts = Static(id="facts", markup=False)
        self._detail = Vertical(id="detail")
        self._plan = PlanList(id="plan")
        self._aside = SideNotes(id="aside")

    def compose(self) -> ComposeResult:
        """What is proposed on the left, what speaks for it on the right."""
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
        """A session: rows of dose, name and what it gives; `more` names the key to all the why."""
        self._title.text = title
        self._facts.update("\n".join(facts))
        self.show_rows(rows)
        self._aside.tell(why, more)

    def show_rows(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """The same session with more, or less, told of each exercise."""
        self._plan.show(rows)

    def look_back(self, lines: Sequence[str]) -> None:
        """What lies behind; nothing where there are no lines."""
        self._aside.look_back(lines)

    def put_first(self, answers: Widget) -> None:
        """Stand these before the choices."""
        self._detail.mount(answers, before=self.choices)
