"""The widget that plays an exercise's figure, in step with the session's clock."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from math import floor
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from runcoach.core.ports import Alarm, Clock
from runcoach.ui.textual_internals.paint_now import paint_now
from runcoach.ui.textual_internals.plain_rows import render_plain_rows

if TYPE_CHECKING:
    from runcoach.figures.drawing.cells import CellRole, CellRun, Frame
    from runcoach.figures.figure import Figure, FramedFigure

LEAST = Size(16, 7)
"""The smallest space in which a figure can be read; in less, none is drawn."""
MOST_FRAMES = 256
MOST_STRIPS = 1024
"""The sizes of the caches, which hold a cycle: its second round costs next to nothing."""
LATE_S = 0.001
"""How long after its moment the timer for the next frame is set to fire, so never before it."""


class FigureView(Widget):
    """A figure at a moment of its movement, which continues by itself until the next `show`.

    A frame is drawn only when the moment, size or side changes, and only the cells that differ are
    repainted. While the figure stands still or is out of sight, no timer is armed.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "figure-view--ground",
        "figure-view--mat",
        "figure-view--prop-shade",
        "figure-view--prop",
        "figure-view--far",
        "figure-view--far-muscle",
        "figure-view--hair",
        "figure-view--body",
        "figure-view--muscle",
        "figure-view--near",
        "figure-view--load",
        "figure-view--face",
        "figure-view--mark",
    }

    def __init__(self, clock: Clock, rate: float = 10.0, *, id: str | None = None) -> None:
        """Create the widget; `rate` is the most frames a second."""
        super().__init__(id=id, classes="-empty")
        self._clock = clock
        self._rate = rate
        self._figure: Figure | None = None
        self._side = "right"
        self._still = False
        self._seconds = 0.0
        self._speed = 0.0
        self._shown_at = 0.0
        self._moment = 0.0
        self._stage: FramedFigure | None = None
        self._ahead: tuple[tuple[Figure, str, Size], FramedFigure] | None = None
        self._frame: Frame = ()
        self._drawn: Size | None = None
        self._alarm: Alarm | None = None
        self._frames: dict[tuple[float, int], Frame] = {}
        self._strips: dict[tuple[CellRun, ...], Strip] = {}
        self._styles: dict[tuple[CellRole, CellRole], Style] = {}

    def show(
        self,
        figure: Figure | None,
        seconds: float | None = None,
        side: str = "right",
        *,
        speed: float = 1.0,
        still: bool = False,
    ) -> None:
        """Show a figure at a moment.

        Args:
            figure: None for none.
            seconds: The moment, from the start of its first rep; None to stay at the current one.
            side: The working side, "right" or "left".
            speed: Seconds of movement in a real second from now on; 0 to stand still.
            still: Show start and end side by side, without movement.
        """
        if figure is not self._figure:
            self._moment = 0.0
        if figure is not self._figure or (side, still) != (self._side, self._still):
            self._figure, self._side, self._still = figure, side, still
            self._stage = self._drawn = None
            self.set_class(figure is None, "-empty")
        self._seconds = self._moment if seconds is None else seconds
        self._speed = 0.0 if still else speed
        self._shown_at = self._clock.monotonic()
        self._look()

    @property
    def moment(self) -> float:
        """The current moment of the movement, in seconds from the start of its first rep."""
        return self._moment

    def on_show(self) -> None:
        """Play on once it is visible."""
        self._look()

    def on_resize(self) -> None:
        """Draw at the new size."""
        self._look()

    def on_unmount(self) -> None:
        """Cancel the timer."""
        self._disarm()

    # --- time ------------------------------------------------------------------------------

    def _look(self) -> None:
        """Draw the current frame, and arm the timer for the next one."""
        self._disarm()
        if not self.is_attached:
            return
        step = self._step
        now = self._seconds + (self._clock.monotonic() - self._shown_at) * self._speed
        number = floor(now / step + 1e-6)
        moment = number * step
        if self._drawn != self.content_size or (moment != self._moment and not self._still):
            self._moment = moment
            self._repaint_changes()
        if self._speed > 0 and self._frame and self.seen:
            delay = ((number + 1) * step - now) / self._speed
            self._alarm = self._clock.call_later(delay + LATE_S, self._look)

    @property
    def seen(self) -> bool:
        """Whether it is visible, including under a modal sheet."""
        if not self.is_attached:
            return False
        screen = self.screen
        beneath = screen.is_current and self.app.screen.is_modal
        return (screen.is_active or beneath) and self.is_on_screen

    def _disarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    # --- frames ----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One row of the frame."""
        if self._drawn != self.content_size:
            self._frame = self._picture()
        width = self.content_size.width
        if y >= len(self._frame):
            return Strip.blank(width, self.rich_style)
        row = self._frame[y]
        strip = self._strips.get(row)
        if strip is None:
            if len(self._strips) >= MOST_STRIPS:
                self._strips.clear()
            segments = [Segment(text, self._style(ink, behind)) for text, ink, behind in row]
            strip = self._strips[row] = Strip(segments, width)
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of `crop`, without Textual's style lookups."""
        return render_plain_rows(self, self.render_line, crop)

    def _repaint_changes(self) -> None:
        before = self._frame
        self._frame = now = self._picture()
        if len(before) != len(now):
            self.refresh()
            return
        changed = [
            Region(first, y, last - first, 1)
            for y, (old, new) in enumerate(zip(before, now, strict=True))
            if old != new
            for first, last in [_changed(old, new)]
        ]
        if changed:
            self.refresh(*changed)
            paint_now(self.screen, (self,))

    def _picture(self) -> Frame:
        size = self._drawn = self.content_size
        figure = self._figure
        if figure is None or size.width < LEAST.width or size.height < LEAST.height:
            return ()
        # Imported here so that no start pays for figures before the first one is visible.
        from runcoach.figures.figure import draw_stills, frame_figure

        plain = self.app.no_color
        if self._still:
            return draw_stills(figure, *size, self._side, plain=plain)
        if self._stage is None or self._stage.canvas[:2] != tuple(size):
            ahead, self._ahead = self._ahead, None
            if ahead is not None and ahead[0] == (figure, self._side, size):
                self._stage = ahead[1]
            else:
                self._stage = frame_figure(figure, *size, self._side, plain=plain)
            self._frames = {}
        return self._frame_of(self._stage)

    def prepare(self, figure: Figure, side: str) -> None:
        """Compute the framing of the next figure for the current size, ahead of its `show`."""
        size = self.content_size
        if not self._still and size.width >= LEAST.width and size.height >= LEAST.height:
            from runcoach.figures.figure import frame_figure

            framed = frame_figure(figure, *size, side, plain=self.app.no_color)
            self._ahead = ((figure, side, size), framed)

    def _frame_of(self, stage: FramedFigure) -> Frame:
        """The frame of the current moment, cached if the movement is periodic in frames."""
        step = self._step
        count = stage.figure.period / step
        if count > MOST_FRAMES or abs(count - round(count)) > 1e-6:
            return stage.frame(self._moment)
        key = (step, round(self._moment / step) % round(count))
        if key not in self._frames:
            if len(self._frames) >= MOST_FRAMES:
                self._frames.clear()
            self._frames[key] = stage.frame(self._moment)
        return self._frames[key]

    @property
    def _step(self) -> float:
        """Seconds of movement from one frame to the next."""
        return (self._speed or 1.0) / self._rate

    def notify_style_update(self) -> None:
        """Drop cached styles: colours may have changed."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def _style(self, ink: CellRole, behind: CellRole) -> Style:
        style = self._styles.get((ink, behind))
        if style is None:
            style = self._part(ink)
            if behind:
                style += Style(bgcolor=self._part(behind).color)
            self._styles[ink, behind] = style
        return style

    def _part(self, role: CellRole) -> Style:
        return (
            self.get_component_rich_style(f"figure-view--{style_name(role)}")
            if role
            else (self.rich_style)
        )


def style_name(role: CellRole) -> str:
    """The component class of a role, without its prefix: `far-muscle`."""
    return role.name.lower().replace("_", "-")


def _changed(old: tuple[CellRun, ...], new: tuple[CellRun, ...]) -> tuple[int, int]:
    """The first and the past-the-last column in which two rows differ."""
    width = sum(len(text) for text, _, _ in new)
    return _alike(old, new, 1), width - _alike(old[::-1], new[::-1], -1)


def _alike(old: Sequence[CellRun], new: Sequence[CellRun], way: int) -> int:
    """How many columns are equal at one end: the left (`way` 1) or the right (-1)."""
    columns = 0
    for before, now in zip(old, new, strict=False):
        if before == now:
            columns += len(now[0])
            continue
        if before[1:] == now[1:]:
            pairs = zip(before[0][::way], now[0][::way], strict=False)
            columns += sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        break
    return columns
