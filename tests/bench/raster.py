"""What one picture of a figure costs, over every variant of the catalogue."""

import statistics
import time

from runcoach.figures.figure import stage
from tests.figures.every_figure import every_figure

WIDTH, HEIGHT = 40, 18
MOMENTS = 8


def picture_s() -> float:
    """Seconds of one picture at 40 x 18 cells: the mean over every variant, framed once."""
    took = []
    for drawn in every_figure().values():
        framed = stage(drawn.figure, WIDTH, HEIGHT)
        framed.frame(0.0)
        begun = time.perf_counter()
        for number in range(MOMENTS):
            framed.frame(drawn.figure.period * (number + 0.37) / MOMENTS)
        took.append((time.perf_counter() - begun) / MOMENTS)
    return statistics.mean(took)
