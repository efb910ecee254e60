"""The sheet that asks about pain: where, on which side, and how much."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from runcoach.core.model.plan import Side
from runcoach.core.model.records import Pain
from runcoach.ui.forms.choices import ChoiceList, ChoiceRow
from runcoach.ui.text.answer_values import PAIN_AREAS

SIDES = (("left", Side.LEFT), ("right", Side.RIGHT), ("both or middle", Side.BOTH))


class PainSheet(ModalScreen[Pain | None]):
    """Asks where it hurts. Result: the pain, or None if there is none after all."""

    CSS_PATH = "../forms/sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "confirm", "Confirm", show=False, priority=True),
        Binding("escape", "dismiss(None)", "No pain", show=False),
    ]

    def __init__(self, areas: tuple[str, ...], side: Side) -> None:
        super().__init__()
        self._areas = tuple(dict.fromkeys((*areas, *PAIN_AREAS)))
        sides = [s for _, s in SIDES]
        self._choices = ChoiceList(
            (
                ChoiceRow("area", "Where", self._areas),
                ChoiceRow(
                    "side",
                    "Side",
                    tuple(t for t, _ in SIDES),
                    sides.index(side) if side in sides else 2,
                ),
                ChoiceRow("level", "How much, 0 to 10", tuple(str(n) for n in range(11)), 3),
                ChoiceRow("sharp", "Sharp, or limping", ("no", "yes")),
            )
        )

    def compose(self) -> ComposeResult:
        """The question and its rows."""
        with Vertical(id="sheet"):
            yield Static("Stopped. Where does it hurt? We spare it today.", id="asked")
            yield self._choices
            yield Static(
                "Arrows choose, Space confirms. Esc: no pain.\n"
                "Chest pain, fainting, unusual breathlessness: stop and seek help.",
                id="hint",
            )

    def on_mount(self) -> None:
        """Focus the rows, so that the arrows act at once."""
        self._choices.focus()

    def action_confirm(self) -> None:
        """Close with the pain as the rows have it."""
        area, side, level, sharp = self._choices.rows
        self.dismiss(Pain(area.value, SIDES[side.at][1], level.at, bool(sharp.at)))
