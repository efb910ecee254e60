"""A compositor that asks only those widgets for their rows which an update really shows."""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip


class FrugalCompositor(Compositor):
    """Textual's own, but for the partial update of a screen that changes many times a second.

    Textual asks every widget whose container the update touches, and all that stands behind it.
    Here a widget is asked only where it shows in a region that is to be painted, and nothing
    behind one that fills that region: a moving figure costs its own rows and no others.
    """

    def __init__(self) -> None:
        super().__init__()
        self._wanted: frozenset[Region] | None = None

    def render_partial_update(self) -> ChopsUpdate | None:
        """The regions that are to be painted, and no more."""
        self._wanted = frozenset(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._wanted = None

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        if self._wanted is None:
            yield from super()._get_renders(crop)
            return
        bare, around = set(self._wanted), crop or Region.from_union(list(self._wanted))
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
