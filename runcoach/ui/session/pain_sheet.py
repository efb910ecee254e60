"""Pain: where, on which side, and how much."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from runcoach.core.coach import pain
from runcoach.core.model.plan import Side
from runcoach.core.model.records import Pain
from runcoach.ui.forms.choices import Choice, Choices

AREAS = ("knee", *(a for a in pain.AREAS if a != "knee"), "elsewhere")
"""Those that exercises say they load, so that they can be spared, the knee first, and any other."""
SIDES = (("left", Side.LEFT), ("right", Side.RIGHT), ("both or middle", Side.BOTH))


class PainScreen(ModalScreen[Pain | None]):
    """Asks where it hurts. Result: the pain, or None when there is none after all."""

    CSS_PATH = "../forms/sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "say", "Say so", show=False, priority=True),
        Binding("escape", "dismiss(None)", "It is nothing", show=False),
    ]

    def __init__(self, areas: tuple[str, ...], side: Side) -> None:
        super().__init__()
        self._areas = tuple(dict.fromkeys((*areas, *AREAS)))
        sides = [s for _, s in SIDES]
        self._choices = Choices(
            (
                Choice("area", "Where", self._areas),
                Choice(
                    "side",
                    "Side",
                    tuple(t for t, _ in SIDES),
                    sides.index(side) if side in sides else 2,
                ),
                Choice("level", "How much, 0 to 10", tuple(str(n) for n in range(11)), 3),
                Choice("sharp", "Sharp, or limping", ("no", "yes")),
            )
        )

    def compose(self) -> ComposeResult:
        """The question and its rows."""
        with Vertical(id="sheet"):
            yield Static("Stopped. Where does it hurt? We spare it today.", id="asked")
            yield self._choices
            yield Static(
                "Arrows choose, Space says so. Esc: it is nothing.\n"
                "Chest pain, fainting, unusual breathlessness: stop and seek help.",
                id="hint",
            )

    def on_mount(self) -> None:
        """The arrows are at once the rows'."""
        self._choices.focus()

    def action_say(self) -> None:
        """That is it."""
        area, side, level, sharp = self._choices.rows
        self.dismiss(Pain(area.value, SIDES[side.at][1], level.at, bool(sharp.at)))
