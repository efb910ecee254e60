"""A compositor that asks only those widgets for their rows which an update really shows.

It can hand all of them on inverted, which styles nothing anew.
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

Render = tuple[Region, Region, list[Strip]]


class FrugalCompositor(Compositor):
    """Textual's own, but for the partial update of a screen that changes many times a second.

    Textual asks every widget whose container the update touches, and all that stands behind it.
    Here a widget is asked only where it shows in a region that is to be painted, and nothing
    behind one that fills that region: a moving figure costs its own rows and no others.
    """

    def __init__(self) -> None:
        super().__init__()
        self.inverted: Style | None = None
        """While set, ink and ground change places; it has the ink of cells that name none."""
        self._wanted: frozenset[Region] | None = None

    def render_partial_update(self) -> ChopsUpdate | None:
        """The regions that are to be painted, and no more."""
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
        bare, around = set(wanted), crop or Region.from_union(list(wanted))
        for widget, (region, clip) in self.visible_widgets.items():
            # Most widgets are nowhere near: one look instead of one for each region.
            if not around.overlaps(region):
                continue
            shown = region.intersection(clip)
            here = [each for each in bare if shown.overlaps(each)]
            if not here:
                continue
            top = max(shown.y, min(each.y for each in here))
            bottom = min(shown.bottom, max(each.bottom for each in here))
            rows = Region(shown.x, top, shown.width, bottom - top)
            yield rows, rows, widget.render_lines(rows.translate(-region.offset))
            bare = {each for each in bare if not shown.contains_region(each)}
            if not bare:
                return


def use_frugal_compositor(screen: Screen[Any]) -> FrugalCompositor:
    """Give a screen that is not shown yet a compositor of this kind, and return it."""
    screen._compositor = compositor = FrugalCompositor()
    return compositor


def _inverted(strip: Strip, blank: Style, known: dict[Style | None, Style]) -> Strip:
    """The strip with ink and ground changed over; `known` remembers styles."""
    segments = []
    for text, style, control in strip:
        if style not in known:
            drawn = style or Style()
            if drawn.color or drawn.bgcolor:  # Neither: a terminal without colours.
                drawn = blank + drawn
            known[style] = drawn + Style(reverse=not drawn.reverse)
        segments.append(Segment(text, known[style], control))
    return Strip(segments, strip.cell_length)
