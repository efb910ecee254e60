"""What screens are painted by: the gate for foreign text, and frugal partial updates.

The gate is here because all text of every widget comes by as plain strips, before our own escapes
are added. The frugal compositor can also invert all that it paints, without restyling any widget.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from runcoach.core.model.text_gate import neutralise_line

Render = tuple[Region, Region, list[Strip]]


class GatedCompositor(Compositor):
    """Textual's own, which lets no control character of a widget's text reach the terminal."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[Render]:
        return (
            (at, clip, list(map(_gated, strips))) for at, clip, strips in super()._get_renders(crop)
        )


class FrugalCompositor(GatedCompositor):
    """Textual's own, with cheaper partial updates for a screen that changes many times a second.

    Textual renders every widget whose container the update touches, and everything behind it.
    Here a widget is rendered only where it shows in a region that is to be repainted, and nothing
    behind a widget that covers the region: a moving figure costs its own rows and no others.
    """

    def __init__(self) -> None:
        super().__init__()
        self.inverted: Style | None = None
        """While set, colours are inverted; it gives the colours of cells that have none."""
        self._wanted: frozenset[Region] | None = None

    def render_partial_update(self) -> ChopsUpdate | None:
        """Render the dirty regions, and no more."""
        self._wanted = frozenset(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._wanted = None

    def _get_renders(self, crop: Region | None = None) -> Iterable[Render]:
        wanted = self._wanted
        renders = super()._get_renders(crop) if wanted is None else self._showing(wanted, crop)
        if self.inverted is None:
            return renders
        invert = partial(_inverted, blank=self.inverted, known={})
        return ((at, clip, list(map(invert, strips))) for at, clip, strips in renders)

    def _showing(self, wanted: frozenset[Region], crop: Region | None) -> Iterable[Render]:
        uncovered, around = set(wanted), crop or Region.from_union(list(wanted))
        for widget, (region, clip) in self.visible_widgets.items():
            # Most widgets are nowhere near: one comparison instead of one for each region.
            if not around.overlaps(region):
                continue
            visible = region.intersection(clip)
            touched = [each for each in uncovered if visible.overlaps(each)]
            if not touched:
                continue
            top = max(visible.y, min(each.y for each in touched))
            bottom = min(visible.bottom, max(each.bottom for each in touched))
            rows = Region(visible.x, top, visible.width, bottom - top)
            strips = widget.render_lines(rows.translate(-region.offset))
            yield rows, rows, list(map(_gated, strips))
            uncovered = {each for each in uncovered if not visible.contains_region(each)}
            if not uncovered:
                return


def use_frugal_compositor(screen: Screen[Any]) -> FrugalCompositor:
    """Give a screen a `FrugalCompositor` before it is first shown, and return that."""
    screen._compositor = compositor = FrugalCompositor()
    return compositor


def use_gated_compositor(screen: Screen[Any]) -> None:
    """Give a screen a `GatedCompositor` before it is first shown, unless it has one."""
    if not isinstance(screen._compositor, GatedCompositor):
        screen._compositor = GatedCompositor()


def _gated(strip: Strip) -> Strip:
    """The strip without control characters, as wide as before; the same one if it has none."""
    if all(text.isprintable() for text, _, _ in strip):
        return strip
    segments = [Segment(neutralise_line(text), style) for text, style, control in strip]
    return Strip(segments).adjust_cell_length(strip.cell_length)


def _inverted(strip: Strip, blank: Style, known: dict[Style | None, Style]) -> Strip:
    """The strip with foreground and background swapped; `known` caches styles."""
    segments = []
    for text, style, control in strip:
        if style not in known:
            drawn = style or Style()
            if drawn.color or drawn.bgcolor:  # A terminal without colours has neither.
                drawn = blank + drawn
            known[style] = drawn + Style(reverse=not drawn.reverse)
        segments.append(Segment(text, known[style], control))
    return Strip(segments, strip.cell_length)
