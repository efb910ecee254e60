"""The figure: what performs the exercise, in step with a clock that others hold."""

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
from runcoach.ui.textual_internals.plain_rows import plain_rows

if TYPE_CHECKING:
    from runcoach.figures.drawing.cells import Frame, Role, Run
    from runcoach.figures.figure import Figure, Stage

LEAST = Size(16, 7)
"""The smallest space in which a figure can be read; in less there is none."""
MOST_FRAMES = 256
MOST_STRIPS = 1024
"""What is kept of a cycle, so that its second round costs next to nothing."""
LATE_S = 0.001
"""An alarm for the next picture rings this much after its moment, never before it."""


class FigureView(Widget):
    """A figure at a moment of its movement, which it carries on by itself until told anew.

    It asks for a picture only when its moment, size or side is other, and repaints only the cells
    that changed. While nothing moves, or nobody sees it, no alarm is set.
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
        "figure-view--help",
        "figure-view--muscle",
        "figure-view--near",
        "figure-view--load",
        "figure-view--face",
    }

    def __init__(self, clock: Clock, rate: float = 10.0, *, id: str | None = None) -> None:
        """`rate`: pictures a second, at most."""
        super().__init__(id=id, classes="-empty")
        self._clock = clock
        self._rate = rate
        self._figure: Figure | None = None
        self._side = "right"
        self._still = False
        self._seconds = 0.0
        self._speed = 0.0
        self._told_at = 0.0
        self._moment = 0.0
        self._stage: Stage | None = None
        self._ahead: tuple[tuple[Figure, str, Size], Stage] | None = None
        self._frame: Frame = ()
        self._drawn: Size | None = None
        self._alarm: Alarm | None = None
        self._frames: dict[tuple[float, int], Frame] = {}
        self._strips: dict[tuple[Run, ...], Strip] = {}
        self._styles: dict[tuple[Role, Role], Style] = {}

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
            seconds: from the start of its first rep; None to stay at the moment shown.
            side: the side that works, "right" or "left".
            speed: seconds of movement in a real second from here on; 0 to stand still.
            still: start and end side by side, and nothing moves.
        """
        if figure is not self._figure:
            self._moment = 0.0
        if figure is not self._figure or (side, still) != (self._side, self._still):
            self._figure, self._side, self._still = figure, side, still
            self._stage = self._drawn = None
            self.set_class(figure is None, "-empty")
        self._seconds = self._moment if seconds is None else seconds
        self._speed = 0.0 if still else speed
        self._told_at = self._clock.monotonic()
        self._look()

    @property
    def moment(self) -> float:
        """The moment of the movement that is shown, in seconds."""
        return self._moment

    def on_show(self) -> None:
        """There is somebody to see it."""
        self._look()

    def on_resize(self) -> None:
        """There is more room, or less."""
        self._look()

    def on_unmount(self) -> None:
        """Let the alarm go."""
        self._disarm()

    # --- time ------------------------------------------------------------------------------

    def _look(self) -> None:
        """Take the picture of now, and set an alarm for the next one."""
        self._disarm()
        if not self.is_attached:
            return
        step = self._step
        now = self._seconds + (self._clock.monotonic() - self._told_at) * self._speed
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
        """It is on the screen that is shown, be it beneath a sheet."""
        if not self.is_attached:
            return False
        screen = self.screen
        beneath = screen.is_current and self.app.screen.is_modal
        return (screen.is_active or beneath) and self.is_on_screen

    def _disarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    # --- pictures --------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One row of the picture."""
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
        """The rows that are asked for."""
        return plain_rows(self, self.render_line, crop)

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
        # Imported here: nothing of figures is read before the first one that is seen.
        from runcoach.figures.figure import stage, stills

        plain = self.app.no_color
        if self._still:
            return stills(figure, *size, self._side, plain=plain)
        if self._stage is None or self._stage.canvas[:2] != tuple(size):
            ahead, self._ahead = self._ahead, None
            if ahead is not None and ahead[0] == (figure, self._side, size):
                self._stage = ahead[1]
            else:
                self._stage = stage(figure, *size, self._side, plain=plain)
            self._frames = {}
        return self._frame_of(self._stage)

    def prepare(self, figure: Figure, side: str) -> None:
        """Frame the figure that is shown next, for the room that there is now."""
        size = self.content_size
        if not self._still and size.width >= LEAST.width and size.height >= LEAST.height:
            from runcoach.figures.figure import stage

            framed = stage(figure, *size, side, plain=self.app.no_color)
            self._ahead = ((figure, side, size), framed)

    def _frame_of(self, stage: Stage) -> Frame:
        """The picture of the moment, kept where the movement comes round to it again."""
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
        """Seconds of movement from one picture to the next."""
        return (self._speed or 1.0) / self._rate

    def notify_style_update(self) -> None:
        """Colours may be others."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def _style(self, ink: Role, behind: Role) -> Style:
        style = self._styles.get((ink, behind))
        if style is None:
            style = self._part(ink)
            if behind:
                style += Style(bgcolor=self._part(behind).color)
            self._styles[ink, behind] = style
        return style

    def _part(self, role: Role) -> Style:
        return (
            self.get_component_rich_style(f"figure-view--{part(role)}")
            if role
            else (self.rich_style)
        )


def part(role: Role) -> str:
    """What the styles call a role: `far-muscle`."""
    return role.name.lower().replace("_", "-")


def _changed(old: tuple[Run, ...], new: tuple[Run, ...]) -> tuple[int, int]:
    """From which column and up to which two rows differ; what is alike at both ends is left out."""
    width = sum(len(text) for text, _, _ in new)
    return _alike(old, new, 1), width - _alike(old[::-1], new[::-1], -1)


def _alike(old: Sequence[Run], new: Sequence[Run], way: int) -> int:
    """The columns at one end that are alike; `way` is -1 where it is the right end."""
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
