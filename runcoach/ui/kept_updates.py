"""Kept updates: what a terminal is told from one picture to the next, for the next round.

A figure comes round to the same pictures again and again. What leads from each to the next is put
together once, by the compositor, and told as it was as long as nothing on the screen has moved.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING

from textual._compositor import CompositorUpdate

from runcoach.ui.frugal_compositor import FrugalCompositor
from runcoach.ui.prompt_painting import paint_now

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult
    from textual.geometry import Region
    from textual.widget import Widget

MOST = 512


class _Told(CompositorUpdate):
    """An update that was put together before."""

    def __init__(self, sequences: str) -> None:
        self.sequences = sequences

    def render_segments(self, console: Console) -> str:
        return self.sequences

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.sequences


class KeptUpdates:
    """The updates of one widget that draws plain rows, by what changes in them."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._kept: dict[Hashable, _Told] = {}
        self._layout: object = None
        """The compositor's table of what stands where: another one for each layout."""
        self._bare = False

    def clear(self) -> None:
        """Forget them: the pictures, or their colours, are others now."""
        self._kept.clear()

    def paint(self, step: Hashable, changed: Callable[[], Sequence[Region]]) -> None:
        """Paint what a step changes, at once.

        Args:
            step: names the picture that is shown and the one that comes; None where it won't
                come again.
            changed: what of the widget looks otherwise, asked for where it isn't known.
        """
        compositor = self._compositor()
        if compositor is None or step is None:
            self._refresh(changed())
            return
        widget = self._widget
        if step not in self._kept:
            regions = changed()
            widget._set_dirty(*regions)
            compositor.update_widgets({widget})
            update = compositor.render_partial_update() if regions else None
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[step] = _Told(update.render_segments(widget.app.console) if update else "")
        told = self._kept[step]
        if told.sequences:
            widget.app._display(widget.screen, told)

    def _refresh(self, regions: Sequence[Region]) -> None:
        if regions:
            self._widget.refresh(*regions)
            paint_now(self._widget.screen, (self._widget,))

    def _compositor(self) -> FrugalCompositor | None:
        """The screen's, if nothing but the widget itself has a part in its picture now."""
        widget, app = self._widget, self._widget.app
        screen = widget.screen
        compositor = screen._compositor
        hidden = screen is not app.screen or app._batch_count
        if hidden or not isinstance(compositor, FrugalCompositor):
            return None
        if compositor.visible_widgets is not self._layout:
            self._layout = compositor.visible_widgets
            self._bare = compositor.shows_whole(widget)
            self._kept.clear()
        waits = widget._repaint_required or screen._layout_required or screen._dirty_widgets
        free = self._bare and compositor.inverted is None and not waits
        return compositor if free and not compositor._dirty_regions else None
