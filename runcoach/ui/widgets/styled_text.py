"""Pieces: a few lines of text whose parts have their own colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.widget import Widget

if TYPE_CHECKING:
    from rich.style import Style

Piece = tuple[str, str]


class Pieces(Widget):
    """Lines that are put together from pieces; each piece names its part."""

    DEFAULT_CSS = """
    Pieces {
        height: auto; width: 1fr;
        & > .pieces--quiet { color: $text-muted; }
        & > .pieces--strong { text-style: bold; }
        & > .pieces--head { color: $accent; text-style: bold; }
        & > .pieces--good { color: $success; }
        & > .pieces--alert { color: $error; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "pieces--quiet",
        "pieces--strong",
        "pieces--head",
        "pieces--good",
        "pieces--alert",
    }

    def __init__(self, *, id: str | None = None, wrap: bool = True) -> None:
        super().__init__(id=id)
        self._lines: Sequence[Sequence[Piece]] = ()
        self._wrap = wrap

    @property
    def text(self) -> str:
        """The words alone."""
        return "\n".join("".join(text for text, _ in line) for line in self._lines)

    def show(self, lines: Sequence[Sequence[Piece]]) -> None:
        """Other lines."""
        self._lines = lines
        self.refresh(layout=True)

    def render(self) -> Text:
        """The lines, each piece in its part's style."""
        out = Text(no_wrap=not self._wrap, overflow="fold" if self._wrap else "ellipsis")
        for number, line in enumerate(self._lines):
            if number:
                out.append("\n")
            for text, part in line:
                out.append(text, self._style(part) if part else None)
        return out

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"pieces--{part}", partial=True)
