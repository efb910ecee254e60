"""The cost of one frame of a figure, over every variant of the catalogue."""

import statistics
import time

from runcoach.figures.figure import frame_figure
from tests.figures.catalogue_figures import load_figures

WIDTH, HEIGHT = 40, 18
MOMENTS = 8


def picture_s() -> float:
    """Seconds for one frame at 40 x 18 cells: the mean over every variant, framed once."""
    took = []
    for drawn in load_figures().values():
        framed = frame_figure(drawn.figure, WIDTH, HEIGHT)
        framed.frame(0.0)
        begun = time.perf_counter()
        for number in range(MOMENTS):
            framed.frame(drawn.figure.period * (number + 0.37) / MOMENTS)
        took.append((time.perf_counter() - begun) / MOMENTS)
    return statistics.mean(took)
