"""The guide, one page at a time: reasons, doses, running, safety, own exercises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Markdown, Static

from runcoach.ui.widgets.key_bar import KeyBar


class GuideScreen(Screen[None]):
    """Left and right turn the page, up and down scroll it."""

    CSS_PATH = "guide.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "page(-1)", "Page", key_display="←→", id="guide.page"),
        Binding("right,space,enter", "page(1)", show=False),
        Binding("up", "scroll(-1)", "Scroll", key_display="↑↓", id="guide.scroll"),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("escape,q,Q", "back", "Back", key_display="esc", id="guide.back"),
    ]

    def __init__(self, pages: Sequence[str]) -> None:
        """Create the screen; `pages` are Markdown, each with its title first."""
        super().__init__()
        self._pages = tuple(pages)
        self._at = 0
        self._where = Static(id="where", markup=False)
        self._text = Markdown(open_links=False)
        self._body = VerticalScroll(self._text, id="guide", can_focus=False)

    def compose(self) -> ComposeResult:
        """The page number, the page, the keys."""
        yield self._where
        yield self._body
        yield KeyBar()

    async def on_mount(self) -> None:
        """Show the first page."""
        await self._show()

    async def action_page(self, by: int) -> None:
        """Show the page before or after; the ends don't wrap."""
        at = max(0, min(len(self._pages) - 1, self._at + by))
        if at != self._at:
            self._at = at
            await self._show()

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self._body.scroll_relative(y=by, animate=False)

    def action_back(self) -> None:
        """Close the guide."""
        self.dismiss(None)

    async def _show(self) -> None:
        if not self._pages:
            self._where.update("The guide is missing: please install runcoach again.")
            return
        self._where.update(f"Guide, page {self._at + 1} of {len(self._pages)}")
        await self._text.update(self._pages[self._at])
        self._body.scroll_home(animate=False)
