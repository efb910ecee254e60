"""A few lines of text whose parts have their own styles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.widget import Widget

if TYPE_CHECKING:
    from rich.style import Style

Piece = tuple[str, str]


class StyledText(Widget):
    """Lines of pieces, each a text and the name of its style: `quiet`, `head` or empty."""

    DEFAULT_CSS = """
    StyledText {
        height: auto; width: 1fr;
        & > .styled-text--quiet { color: $text-muted; }
        & > .styled-text--strong { text-style: bold; }
        & > .styled-text--head { color: $accent; text-style: bold; }
        & > .styled-text--good { color: $success; }
        & > .styled-text--alert { color: $error; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "styled-text--quiet",
        "styled-text--strong",
        "styled-text--head",
        "styled-text--good",
        "styled-text--alert",
    }

    def __init__(self, *, id: str | None = None, wrap: bool = True) -> None:
        super().__init__(id=id)
        self._lines: Sequence[Sequence[Piece]] = ()
        self._wrap = wrap

    @property
    def text(self) -> str:
        """The text without styles."""
        return "\n".join("".join(text for text, _ in line) for line in self._lines)

    def show(self, lines: Sequence[Sequence[Piece]]) -> None:
        """Show other lines."""
        self._lines = lines
        self.refresh(layout=True)

    def render(self) -> Text:
        """The lines, each piece in its style."""
        out = Text(no_wrap=not self._wrap, overflow="fold" if self._wrap else "ellipsis")
        for number, line in enumerate(self._lines):
            if number:
                out.append("\n")
            for text, part in line:
                out.append(text, self._style(part) if part else None)
        return out

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"styled-text--{part}", partial=True)
