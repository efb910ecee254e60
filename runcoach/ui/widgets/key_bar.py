"""The footer: the keys that act now, in one row, the least needed left out first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.strip import Strip

from runcoach.ui.widgets.row_widget import RowWidget

GAPS = (2, 1)
"""Columns between keys: the wide gap, and the narrow one if not all would fit."""
HELP = "?"


class Key(Struct, frozen=True):
    """One key of the row."""

    key: str
    label: str
    action: str
    """The action of a click on it."""

    @property
    def width(self) -> int:
        """Its width in columns."""
        return len(self.key) + 1 + len(self.label)


def fit_keys(
    keys: Sequence[Key], width: int, needed: Sequence[str] = ()
) -> tuple[tuple[Key, int], ...]:
    """The keys that fit whole into `width` columns, each with its column, in their own order.

    If not all fit, the help key has priority, as it shows the others; then the `needed` actions in
    their order, then the rest from the left.
    """
    room = width - 1
    gap = next((g for g in GAPS if _length(keys, g) <= room), GAPS[-1])

    def weight(key: Key) -> int:
        if key.key == HELP:
            return -1
        return needed.index(key.action) if key.action in needed else len(needed)

    chosen: list[Key] = []
    for key in sorted(keys, key=weight):
        if _length([*chosen, key], gap) <= room:
            chosen.append(key)
    chosen = [k for k in keys if k in chosen]
    starts = (1 + _length(chosen[:n], gap) + (gap if n else 0) for n in range(len(chosen)))
    return tuple(zip(chosen, starts, strict=True))


def _length(keys: Sequence[Key], gap: int) -> int:
    return sum(k.width for k in keys) + gap * max(0, len(keys) - 1)


def footer_keys(bindings: Iterable[Binding]) -> tuple[Key, ...]:
    """The keys of the bindings that belong in the footer, one for each action."""
    out: dict[str, Key] = {}
    for binding in bindings:
        if binding.show and binding.description:
            name = binding.key_display or binding.key
            out.setdefault(binding.action, Key(name, binding.description, binding.action))
    return tuple(out.values())


class KeyBar(RowWidget):
    """The screen's keys; a click on one runs its action."""

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; width: 1fr; }"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--label"}

    def __init__(self, *, needed: Sequence[str] = (), id: str | None = None) -> None:
        super().__init__(id=id)
        self._needed = tuple(needed)
        self._keys: tuple[Key, ...] = ()
        self._labels: Mapping[str, str] = {}

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self._look())
        self._look()

    def relabel(self, labels: Mapping[str, str]) -> None:
        """Set labels for actions by name; the others keep their binding's description."""
        if labels != self._labels:
            self._labels = dict(labels)
            self._look()

    def _look(self) -> None:
        if not self.is_attached:
            return
        active = self.screen.active_bindings.values()
        keys = tuple(
            replace(key, label=self._labels.get(key.action, key.label))
            for key in footer_keys(a.binding for a in active if a.enabled)
        )
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    def text(self) -> str:
        """The text of the row."""
        return "".join(f"{gap}{key.key} {key.label}" for gap, key in self._spaced())

    def _spaced(self) -> list[tuple[str, Key]]:
        """The keys that fit, each with the blanks before it."""
        row = fit_keys(self._keys, self.size.width, self._needed)
        ends = (0, *(start + key.width for key, start in row))
        return [(" " * (start - end), key) for end, (key, start) in zip(ends, row, strict=False)]

    def render_line(self, y: int) -> Strip:
        """The row."""
        key_style = self.get_component_rich_style("key-bar--key")
        label_style = self.get_component_rich_style("key-bar--label")
        row: list[tuple[str, Style]] = []
        for gap, key in self._spaced():
            row += [(gap, self.ground), (key.key, key_style)]
            row += [(" ", self.ground), (key.label, label_style)]
        return self.row(*row)

    async def on_click(self, event: events.Click) -> None:
        """Run the action of the key under the pointer."""
        event.stop()
        for key, start in fit_keys(self._keys, self.size.width, self._needed):
            if start <= event.x < start + key.width:
                await self.app.run_action(key.action, self.screen)
                return
