"""The progress strip: the whole session, with what is done, current and remaining."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from runcoach.core.model.plan import BlockKind, Role
from runcoach.core.session.session import Session

DONE, NOW, LEFT, SKIPPED = "█", "▓", "▂", "░"
"""Done is full height, remaining a low line, skipped hollow: they differ without colour."""


class Stretch(Struct, frozen=True):
    """The cells of one exercise, each `DONE`, `NOW`, `LEFT` or `SKIPPED`."""

    name: str
    cells: str


def compute_stretches(
    session: Session, width: int, pending: frozenset[str] = frozenset()
) -> tuple[Stretch, ...]:
    """The plan as stretches of cells that fill the width, with one cell between exercises.

    Each exercise gets cells in proportion to its time, at least one. A block whose id is in
    `pending` is done but not on the disk yet: it is drawn as current.
    """
    skipped = _skipped_blocks(session)
    groups: list[tuple[str, str, list[tuple[float, int]]]] = []
    for index, block in enumerate(session.plan.blocks):
        key = block.exercise if block.role is Role.MAIN else block.role.value
        name = block.name if block.role is Role.MAIN else block.role.value
        if not groups or groups[-1][0] != key:
            groups.append((key, name, []))
        groups[-1][2].append((block.seconds, index))
    if not groups or width <= 0:
        return ()
    room = max(len(groups), width - (len(groups) - 1))
    total = sum(s for _, _, blocks in groups for s, _ in blocks) or 1.0
    lengths = [sum(s for s, _ in blocks) for _, _, blocks in groups]
    cells = [max(1, int(room * seconds / total)) for seconds in lengths]
    order = sorted(range(len(cells)), key=lambda i: room * lengths[i] / total - cells[i])
    while sum(cells) < room:
        cells[order[-1 - (sum(cells) % len(cells))]] += 1
    while sum(cells) > room and max(cells) > 1:
        cells[cells.index(max(cells))] -= 1
    return tuple(
        Stretch(name, _cells(session, blocks, count, pending, skipped))
        for (_, name, blocks), count in zip(groups, cells, strict=True)
    )


def _skipped_blocks(session: Session) -> frozenset[int]:
    """The indices of the sets left out, each with the gap before it and the one after it."""
    ids = {s.block for s in session.effective_sets if s.skipped}
    passed = session.plan.blocks[: session.cursor]
    work = [i for i, b in enumerate(passed) if b.id in ids]
    beside = {n for i in work for n in (i - 1, i + 1) if 0 <= n < len(passed)}
    return frozenset(work) | {n for n in beside if passed[n].kind is not BlockKind.WORK}


def _cells(
    session: Session,
    blocks: list[tuple[float, int]],
    count: int,
    pending: frozenset[str],
    skipped: frozenset[int],
) -> str:
    length = sum(s for s, _ in blocks) or 1.0
    text = ""
    for cell in range(count):
        at = (cell + 0.5) / count * length
        passed = 0.0
        index = blocks[-1][1]
        for seconds, number in blocks:
            passed += seconds
            if at < passed:
                index = number
                break
        waits = session.plan.blocks[index].id in pending
        if index < session.cursor and not waits:
            text += SKIPPED if index in skipped else DONE
        else:
            text += NOW if index == session.cursor or waits else LEFT
    return text


class ProgressStrip(Widget):
    """The strip, and the names of the exercises under it if there are two rows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "progress-strip--done",
        "progress-strip--now",
        "progress-strip--left",
        "progress-strip--name",
    }

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._session: Session | None = None
        self._pending: frozenset[str] = frozenset()
        self._shown: tuple[Stretch, ...] = ()
        self._drawn: tuple[object, ...] = ()

    def show(self, session: Session, pending: frozenset[str] = frozenset()) -> None:
        """Show the session's progress; `pending` are blocks with sets not on the disk yet."""
        self._session = session
        self._pending = pending
        # All that the strip depends on: a passing second changes none of it.
        wanted = (session.plan, session.cursor, self.size.width, pending, len(session.sets))
        if wanted != self._drawn:
            self._drawn = wanted
            self._shown = compute_stretches(session, self.size.width, pending)
            self.refresh()

    def on_resize(self) -> None:
        """Fill the new width."""
        if self._session is not None:
            self.show(self._session, self._pending)

    def render_line(self, y: int) -> Strip:
        """The strip in row 0, the names in row 1."""
        width = self.size.width
        if y > 1 or not self._shown:
            return Strip.blank(width, self.rich_style)
        segments: list[Segment] = []
        for number, stretch in enumerate(self._shown):
            if number:
                segments.append(Segment(" ", self.rich_style))
            segments += self._marks(stretch) if y == 0 else self._named(stretch)
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"progress-strip--{part}")

    def _marks(self, stretch: Stretch) -> list[Segment]:
        parts = {DONE: "done", NOW: "now", LEFT: "left", SKIPPED: "left"}
        return [Segment(cell, self._style(parts[cell])) for cell in stretch.cells]

    def _named(self, stretch: Stretch) -> list[Segment]:
        room = len(stretch.cells)
        name = stretch.name if len(stretch.name) <= room else stretch.name[: room - 1] + "…"
        lit = "now" if NOW in stretch.cells else "name"
        return [Segment(f"{name if room > 2 else '':<{room}}", self._style(lit))]
