"""A figure that performs an exercise, and its framing for a number of cells."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from runcoach.figures.body.muscles import MusclePatch
from runcoach.figures.body.skeleton import Skeleton
from runcoach.figures.drawing.cells import CellRole, CellRun, Frame
from runcoach.figures.drawing.flesh import SIDE_VIEW_TURN, Camera
from runcoach.figures.drawing.flesh import body_shapes as body_shapes
from runcoach.figures.drawing.marks import (
    Arrow,
    TempoNote,
    arrow_shapes,
    place_ring,
    ring_shapes,
    write_note,
)
from runcoach.figures.drawing.props import Prop
from runcoach.figures.drawing.props import prop_shapes as prop_shapes
from runcoach.figures.drawing.raster import Canvas, RasterBlock, Shape, rasterize
from runcoach.figures.motion.motion import Motion

BREATH_S = 4.5
"""Length of a slow breath in a hold, in seconds."""
RING_S = 2.0 * BREATH_S
"""The time in which the ring beside a hold fills: two breaths, in seconds."""
ARROW_SCALE = 16.0
"""The smallest scale at which an arrow can be told from a limb, in cell widths a body height."""
FRAMING_SAMPLES = 25
"""How many moments of a cycle are sampled for the framing."""
MARGIN = 0.03


class Working(Enum):
    """Whose limbs work: a resting limb has no colour."""

    BOTH = "both"
    NEAR = "near"
    TURNS = "turns"
    """The near ones in the first rep, the far ones in the second, and so on."""


class Figure(Struct, frozen=True):
    """The movement of one variant, ready to be drawn.

    Attributes:
        motion: the body over time, in the exercise's own tempo.
        view: the viewing direction in degrees: 0 from the side, 90 from the front.
        above: how far the camera is raised, in degrees.
        props: the objects around or on the body.
        patches: the working muscles.
        working: the limbs that these muscles are coloured on.
        arrows: the directions of circles, slides and steps.
        notes: for each phase of a rep, what its tempo asks for.
        caption: what is shown while there is no note.
        breathes: it is a hold, in which only breath moves.
        start: the moment at which a rep begins, in seconds.
        end: the moment of its far end, in seconds.
    """

    motion: Motion
    view: float = 0.0
    above: float = 0.0
    props: tuple[Prop, ...] = ()
    patches: tuple[MusclePatch, ...] = ()
    working: Working = Working.BOTH
    arrows: tuple[Arrow, ...] = ()
    notes: tuple[TempoNote, ...] = ()
    caption: str = ""
    breathes: bool = False
    start: float = 0.0
    end: float = 0.0

    @property
    def period(self) -> float:
        """Seconds after which the picture repeats."""
        return self.motion.period or RING_S

    @property
    def rep_s(self) -> float:
        """Seconds of one rep; 0 for a hold."""
        return 0.0 if self.breathes else self.motion.period / self.motion.reps

    @property
    def camera(self) -> Camera:
        """The camera: a little in front of the side, or straight in front; raised or not."""
        return Camera.beside(SIDE_VIEW_TURN if self.view < 45.0 else 0.0, self.above)

    def body(self, seconds: float) -> Skeleton:
        """The skeleton at a moment, in seconds from the start of the first rep."""
        return self.motion.at(seconds)

    def shapes(self, seconds: float) -> list[Shape]:
        """The shapes of body and props at a moment, in seconds."""
        body, camera = self.body(seconds), self.camera
        breath = 0.0
        if self.breathes:
            half = seconds % BREATH_S / BREATH_S * 2.0
            rising = half if half < 1.0 else 2.0 - half
            breath = rising * rising * (3.0 - 2.0 * rising)
        reps = seconds % self.period / self.period * self.motion.reps
        share = reps % 1.0
        shapes = list(body_shapes(body, camera, self.patches, breath, self._works(int(reps))))
        for prop in self.props:
            shapes.extend(prop_shapes(prop, body, camera, share))
        return shapes

    def note(self, seconds: float) -> str:
        """The note on the tempo at a moment, or else the caption."""
        if not self.notes:
            return self.caption
        moment = seconds % self.notes[-1].until
        return next(note.text for note in self.notes if moment < note.until) or self.caption

    def _works(self, rep: int) -> tuple[bool, bool]:
        if self.working is Working.BOTH:
            return True, True
        near = self.working is Working.NEAR or rep % 2 == 0
        return near, not near


class FramedFigure(Struct, frozen=True):
    """A figure framed for a number of cells; the framing fits the whole movement."""

    figure: Figure
    canvas: Canvas
    flip: bool = False
    plain: bool = False
    blank_rows: int = 0
    """Rows at the top that stay empty throughout the movement; a layout may use them."""
    ring: tuple[float, float] | None = None
    """The middle of the ring that fills beside a hold."""

    def frame(self, seconds: float) -> Frame:
        """The cells at a moment, in seconds from the start of the first rep.

        Frames that look the same are equal, so only changes need repainting.
        """
        shapes = list(self.figure.shapes(seconds))
        if self.canvas.scale >= ARROW_SCALE:
            for arrow in self.figure.arrows:
                shapes += arrow_shapes(arrow, self.figure.camera, self.canvas.scale)
        if self.ring is not None:
            share = seconds % RING_S / RING_S
            shapes += ring_shapes(self.ring, self.canvas.scale, share)
        frame = rasterize(shapes, self.canvas, self.flip, self.plain)
        note = self.figure.note(seconds)
        return (*frame[:-1], write_note(frame[-1], note)) if note else frame


def frame_figure(
    figure: Figure, width: int, height: int, side: str = "right", *, plain: bool = False
) -> FramedFigure:
    """Frame a figure for a number of cells.

    Args:
        figure: the figure.
        width: in cells, 16 or more to be readable.
        height: in cells, 7 or more.
        side: the working side, "right" or "left"; the two mirror each other exactly. Unmirrored,
            the near limbs are the right ones.
        plain: without colour; near limbs are outlined by a gap, far limbs and muscles are shaded.
    """
    moments = [figure.period * number / (FRAMING_SAMPLES - 1) for number in range(FRAMING_SAMPLES)]
    moments += [key.at for key in figure.motion.keys]
    return _framed(figure, moments, width, height, side == "left", plain)


def draw_stills(
    figure: Figure, width: int, height: int, side: str = "right", *, plain: bool = False
) -> Frame:
    """Draw the start and end pose side by side, for reduced motion; a hold is one picture."""
    if figure.breathes and not figure.motion.period:
        return frame_figure(figure, width, height, side, plain=plain).frame(0.0)
    half = (width - 1) // 2
    moments = [figure.start, figure.end]
    framed = _framed(figure, moments, half, height, side == "left", plain)
    first, second = (framed.frame(moment) for moment in moments)
    gap: CellRun = (" " * (width - 2 * half), CellRole.NONE, CellRole.NONE)
    return tuple((*one, gap, *two) for one, two in zip(first, second, strict=True))


def _framed(
    figure: Figure, moments: list[float], width: int, height: int, flip: bool, plain: bool
) -> FramedFigure:
    left, right, top = 1e9, -1e9, 0.0
    places = []
    arrows = [shape for arrow in figure.arrows for shape in arrow_shapes(arrow, figure.camera, 1e3)]
    for moment in moments:
        for shape in [*figure.shapes(moment), *arrows]:
            if isinstance(shape, RasterBlock):
                low, under, high, over = shape.left, shape.bottom, shape.right, shape.top
                if shape.role is CellRole.MAT:
                    continue  # a mat may extend beyond the picture, so that the body fills it
            else:
                low = min(shape.x0 - shape.r0, shape.x1 - shape.r1)
                high = max(shape.x0 + shape.r0, shape.x1 + shape.r1)
                under = min(shape.y0 - shape.r0, shape.y1 - shape.r1)
                over = max(shape.y0 + shape.r0, shape.y1 + shape.r1)
            if figure.breathes:
                places.append((low, under, high, over))
            left, right, top = min(left, low), max(right, high), max(top, over)
    span = right - left + 2 * MARGIN
    scale = min(width / span, (height - 1) * 2.0 / (top + MARGIN / 2))
    middle = (left + right) / 2.0
    canvas = Canvas(width, height, scale, middle - width / scale / 2.0)
    blank = max(0, int(height - 1 - top * scale / 2.0))
    ring = place_ring(canvas, places) if figure.breathes and not figure.motion.period else None
    return FramedFigure(figure, canvas, flip, plain, 0 if ring else blank, ring)
