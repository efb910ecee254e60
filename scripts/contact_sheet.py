"""Draws every variant of the catalogue on one sheet, at five moments of its movement.

python scripts/contact_sheet.py figures.svg [--size 40x18] [--light] [--unnamed] [--exercise squat]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from runcoach.catalogue.exercise_file import merge_tier_tables, parse_exercise  # noqa: E402
from runcoach.catalogue.figure_table import read_figure  # noqa: E402
from runcoach.catalogue.problems import Mistake  # noqa: E402
from runcoach.catalogue.toml_tables import read_toml, toml_files  # noqa: E402
from runcoach.figures.drawing.cells import QUADRANTS, CellRole, Frame  # noqa: E402
from runcoach.figures.figure import Figure, frame_figure  # noqa: E402

DARK = {
    CellRole.NONE: "#10141b",
    CellRole.GROUND: "#3a4656",
    CellRole.MAT: "#355a52",
    CellRole.PROP_SHADE: "#5b4a3a",
    CellRole.PROP: "#a9824f",
    CellRole.FAR: "#48617f",
    CellRole.FAR_MUSCLE: "#a0622c",
    CellRole.HAIR: "#6d4c3d",
    CellRole.BODY: "#8fb0da",
    CellRole.MUSCLE: "#ff9d3f",
    CellRole.NEAR: "#cfe3f7",
    CellRole.LOAD: "#c98bdb",
    CellRole.FACE: "#f0d0b0",
    CellRole.MARK: "#ffd166",
}
LIGHT = {
    CellRole.NONE: "#f7f7f4",
    CellRole.GROUND: "#b9c0c8",
    CellRole.MAT: "#a9d2c6",
    CellRole.PROP_SHADE: "#c9b79c",
    CellRole.PROP: "#9a7440",
    CellRole.FAR: "#a9b9cc",
    CellRole.FAR_MUSCLE: "#eab585",
    CellRole.HAIR: "#6a4636",
    CellRole.BODY: "#5f86b5",
    CellRole.MUSCLE: "#e06c00",
    CellRole.NEAR: "#2f4f74",
    CellRole.LOAD: "#8a3fa8",
    CellRole.FACE: "#c99a74",
    CellRole.MARK: "#7a4b00",
}
CELL = 4
GAP = 8
TITLE = 16
COLUMNS = 2
MOMENTS = 5


def read_figures(only: list[str]) -> Iterator[tuple[str, Figure]]:
    """Yield name and figure of every variant; a figure with a mistake is reported and left out."""
    for path in toml_files(ROOT / "assets" / "exercises"):
        if only and path.stem not in only:
            continue
        raw = read_toml(path)
        tables = merge_tier_tables(raw).values()
        for tier, table in zip(parse_exercise(path.stem, raw).tiers, tables, strict=True):
            try:
                figure_table = table.get("figure", {})
                yield (
                    tier.name,
                    read_figure(figure_table, tier.tempo, tier.kind, tier.sides, tier.muscles),
                )
            except Mistake as mistake:
                print(f"{path.name}: {mistake.key}: {mistake.expected}", file=sys.stderr)


def draw_frame(frame: Frame, left: int, top: int, colours: dict[CellRole, str]) -> Iterator[str]:
    """Yield one SVG path a colour, with a rectangle for each run of its quadrants."""
    drawn: dict[CellRole, list[str]] = {}
    for line in range(len(frame) * 2):
        quarters = [
            ink if max(0, QUADRANTS.find(character)) >> (line % 2 * 2 + side) & 1 else behind
            for text, ink, behind in frame[line // 2]
            for character in text
            for side in (0, 1)
        ]
        start = 0
        for role, run in groupby(quarters):
            count = len(list(run))
            if role:
                x, y, wide = left + start * CELL // 2, top + line * CELL, count * CELL // 2
                drawn.setdefault(role, []).append(f"M{x} {y}h{wide}v{CELL}h-{wide}z")
            start += count
    for role, rectangles in drawn.items():
        yield f'<path fill="{colours[role]}" d="{"".join(rectangles)}"/>'
    for text, ink, _ in frame[-1]:
        if text.strip(QUADRANTS):
            y = top + len(frame) * CELL * 2
            yield (
                f'<text x="{left}" y="{y}" font-family="monospace" font-size="{CELL * 2.2}" '
                f'fill="{colours[ink]}">{escape(text)}</text>'
            )


def draw_sheet(
    figures: list[tuple[str, Figure]],
    size: tuple[int, int],
    colours: dict[CellRole, str],
    named: bool = True,
) -> str:
    """Draw the whole sheet as SVG."""
    width, height = size
    wide = MOMENTS * (width * CELL + GAP) + GAP
    high = height * CELL * 2 + TITLE + GAP
    lines = -(-len(figures) // COLUMNS)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{COLUMNS * wide}" '
        f'height="{lines * high}" shape-rendering="crispEdges">',
        f'<rect width="100%" height="100%" fill="{colours[CellRole.NONE]}"/>',
    ]
    for number, (name, figure) in enumerate(figures):
        left, top = number % COLUMNS * wide + GAP, number // COLUMNS * high
        parts.append(
            f'<text x="{left}" y="{top + 12}" font-family="monospace" font-size="11" '
            f'fill="{colours[CellRole.BODY]}">{escape(name if named else str(number))}</text>'
        )
        framed = frame_figure(figure, width, height)
        for column in range(MOMENTS):
            moment = figure.period * column / MOMENTS
            x = left + column * (width * CELL + GAP)
            parts.extend(draw_frame(framed.frame(moment), x, top + TITLE, colours))
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> int:
    """Write the sheet."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--size", default="40x18", help="cells of a figure, as 40x18")
    parser.add_argument("--light", action="store_true")
    parser.add_argument("--unnamed", action="store_true", help="numbers in place of names")
    parser.add_argument("--exercise", nargs="*", default=[], help="ids; all by default")
    arguments = parser.parse_args()
    width, height = (int(part) for part in arguments.size.split("x"))
    figures = list(read_figures(arguments.exercise))
    colours = LIGHT if arguments.light else DARK
    sheet = draw_sheet(figures, (width, height), colours, not arguments.unnamed)
    arguments.path.write_text(sheet, encoding="utf-8")
    print(f"{len(figures)} figures in {arguments.path}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
