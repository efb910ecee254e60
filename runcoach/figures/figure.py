"""A figure: what performs an exercise; and the stage on which it is drawn, moment by moment."""

from __future__ import annotations

from msgspec import Struct

from runcoach.figures.body.muscles import Patch
from runcoach.figures.body.skeleton import Skeleton
from runcoach.figures.drawing.cells import Frame, Role, Run
from runcoach.figures.drawing.flesh import OFF_SIDE, Camera
from runcoach.figures.drawing.flesh import shapes as body_shapes
from runcoach.figures.drawing.props import Prop
from runcoach.figures.drawing.props import shapes as prop_shapes
from runcoach.figures.drawing.raster import Block, Canvas, Shape, drawn
from runcoach.figures.motion.motion import Motion

BREATH_S = 4.5
"""A slow breath in a hold, in seconds."""
LOOKS = 25
"""How many moments of a cycle the framing is made from."""
MARGIN = 0.03


class Figure(Struct, frozen=True):
    """One variant's movement, ready to be drawn.

    Attributes:
        motion: what the body does, in seconds of the exercise's own tempo.
        view: where it is seen from, in degrees: 0 the side, 90 the front.
        props: the things around it.
        patches: the working muscles.
        breathes: it holds a pose.
        start: the moment that shows where a rep begins, in seconds.
        end: the moment that shows its far end.
    """

    motion: Motion
    view: float = 0.0
    props: tuple[Prop, ...] = ()
    patches: tuple[Patch, ...] = ()
    breathes: bool = False
    start: float = 0.0
    end: float = 0.0

    @property
    def period(self) -> float:
        """Seconds after which the picture repeats itself."""
        return self.motion.period or BREATH_S

    @property
    def rep_s(self) -> float:
        """Seconds of one rep; 0 for a hold."""
        return 0.0 if self.breathes else self.motion.period / self.motion.reps

    @property
    def camera(self) -> Camera:
        """Where the viewer stands: a little before the side, or straight in front."""
        return Camera.beside(OFF_SIDE if self.view < 45.0 else 0.0)

    def body(self, seconds: float) -> Skeleton:
        """Every joint at a moment, counted from the start of the first rep."""
        return self.motion.at(seconds)

    def shapes(self, seconds: float) -> list[Shape]:
        """What is to be drawn at a moment."""
        body, camera = self.body(seconds), self.camera
        breath = 0.0
        if self.breathes:
            half = seconds % BREATH_S / BREATH_S * 2.0
            rising = half if half < 1.0 else 2.0 - half
            breath = rising * rising * (3.0 - 2.0 * rising)
        found = list(body_shapes(body, camera, self.patches, breath))
        share = seconds % self.period / self.period * self.motion.reps % 1.0
        for prop in self.props:
            found.extend(prop_shapes(prop, body, camera, share))
        return found


class Stage(Struct, frozen=True):
    """A figure framed for a number of cells. The framing is the whole movement's."""

    figure: Figure
    canvas: Canvas
    flip: bool = False
    plain: bool = False
    blank_rows: int = 0
    """Rows at the top that the whole movement leaves empty; a layout may use them."""

    def frame(self, seconds: float) -> Frame:
        """The cells at a moment, counted from the start of the first rep.

        Frames that look alike are equal, so that only changes need be painted.
        """
        return drawn(self.figure.shapes(seconds), self.canvas, self.flip, self.plain)


def stage(
    figure: Figure, width: int, height: int, side: str = "right", *, plain: bool = False
) -> Stage:
    """Frame a figure.

    Args:
        figure: what is to be shown.
        width: in cells, 16 or more to be readable.
        height: in cells, 7 or more.
        side: the side that works, "right" or "left"; the two mirror each other exactly. Drawn as
            written, the near limbs are the right ones.
        plain: without colour; near limbs keep a gap, far limbs and muscles are shaded.
    """
    moments = [figure.period * number / (LOOKS - 1) for number in range(LOOKS)]
    moments += [key.at for key in figure.motion.keys]
    return _framed(figure, moments, width, height, side == "left", plain)


def stills(
    figure: Figure, width: int, height: int, side: str = "right", *, plain: bool = False
) -> Frame:
    """Start and end pose side by side, for reduced motion; a hold is one picture."""
    if figure.breathes and not figure.motion.period:
        return stage(figure, width, height, side, plain=plain).frame(0.0)
    half = (width - 1) // 2
    moments = [figure.start, figure.end]
    framed = _framed(figure, moments, half, height, side == "left", plain)
    first, second = (framed.frame(moment) for moment in moments)
    gap: Run = (" " * (width - 2 * half), Role.NONE, Role.NONE)
    return tuple((*one, gap, *two) for one, two in zip(first, second, strict=True))


def _framed(
    figure: Figure, moments: list[float], width: int, height: int, flip: bool, plain: bool
) -> Stage:
    left, right, top = 1e9, -1e9, 0.0
    for moment in moments:
        for shape in figure.shapes(moment):
            if isinstance(shape, Block):
                low, high, over = shape.left, shape.right, shape.top
                if shape.role is Role.MAT:
                    continue  # a mat may run out of the picture, so that the body fills it
            else:
                low = min(shape.x0 - shape.r0, shape.x1 - shape.r1)
                high = max(shape.x0 + shape.r0, shape.x1 + shape.r1)
                over = max(shape.y0 + shape.r0, shape.y1 + shape.r1)
            left, right, top = min(left, low), max(right, high), max(top, over)
    span = right - left + 2 * MARGIN
    scale = min(width / span, (height - 1) * 2.0 / (top + MARGIN / 2))
    middle = (left + right) / 2.0
    canvas = Canvas(width, height, scale, middle - width / scale / 2.0)
    blank = max(0, int(height - 1 - top * scale / 2.0))
    return Stage(figure, canvas, flip, plain, blank)
