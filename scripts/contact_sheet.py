"""Draw every variant of the catalogue on one sheet: start, middle and end pose.

python scripts/contact_sheet.py figures.svg [--size 40x18] [--light] [--exercise squat ...]
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

from runcoach.catalogue.exercise_file import exercise_of, tier_tables  # noqa: E402
from runcoach.catalogue.figure_table import read_figure  # noqa: E402
from runcoach.catalogue.problems import Mistake  # noqa: E402
from runcoach.catalogue.toml_tables import read_toml, toml_files  # noqa: E402
from runcoach.figures.drawing.cells import QUADRANTS, Frame  # noqa: E402
from runcoach.figures.drawing.raster import Role  # noqa: E402  # noqa: E402
from runcoach.figures.figure import Figure, stage  # noqa: E402

DARK = {
    Role.NONE: "#10141b", Role.GROUND: "#3a4656", Role.MAT: "#355a52", Role.PROP_SHADE: "#5b4a3a",
    Role.PROP: "#a9824f", Role.FAR: "#48617f", Role.FAR_MUSCLE: "#a0622c", Role.HAIR: "#6d4c3d",
    Role.BODY: "#8fb0da", Role.HELP: "#f2c27d", Role.MUSCLE: "#ff9d3f", Role.NEAR: "#cfe3f7",
    Role.LOAD: "#c98bdb", Role.FACE: "#f0d0b0",
}  # fmt: skip
LIGHT = {
    Role.NONE: "#f7f7f4", Role.GROUND: "#b9c0c8", Role.MAT: "#a9d2c6", Role.PROP_SHADE: "#c9b79c",
    Role.PROP: "#9a7440", Role.FAR: "#a9b9cc", Role.FAR_MUSCLE: "#eab585", Role.HAIR: "#6a4636",
    Role.BODY: "#5f86b5", Role.HELP: "#f0b45c", Role.MUSCLE: "#e06c00", Role.NEAR: "#2f4f74",
    Role.LOAD: "#8a3fa8", Role.FACE: "#c99a74",
}  # fmt: skip
CELL = 4
GAP = 8
TITLE = 16
COLUMNS = 3


def figures(only: list[str]) -> Iterator[tuple[str, Figure]]:
    """Name and figure of every variant; a figure that can't be read is named and left out."""
    for path in toml_files(ROOT / "assets" / "exercises"):
        if only and path.stem not in only:
            continue
        raw = read_toml(path)
        tables = tier_tables(raw).values()
        for tier, table in zip(exercise_of(path.stem, raw).tiers, tables, strict=True):
            try:
                said = table.get("figure", {})
                yield (
                    tier.name,
                    read_figure(said, tier.tempo, tier.kind, tier.sides, tier.muscles),
                )
            except Mistake as mistake:
                print(f"{path.name}: {mistake.key}: {mistake.expected}", file=sys.stderr)


def pixels(frame: Frame, left: int, top: int, colours: dict[Role, str]) -> Iterator[str]:
    """One path a colour, with a rectangle for each run of its quadrants."""
    drawn: dict[Role, list[str]] = {}
    for line in range(len(frame) * 2):
        quarters = [
            ink if QUADRANTS.index(character) >> (line % 2 * 2 + side) & 1 else behind
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


def sheet(found: list[tuple[str, Figure]], size: tuple[int, int], colours: dict[Role, str]) -> str:
    """The whole sheet as SVG."""
    width, height = size
    wide = 3 * (width * CELL + GAP) + GAP
    high = height * CELL * 2 + TITLE + GAP
    lines = -(-len(found) // COLUMNS)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{COLUMNS * wide}" '
        f'height="{lines * high}" shape-rendering="crispEdges">',
        f'<rect width="100%" height="100%" fill="{colours[Role.NONE]}"/>',
    ]
    for number, (name, figure) in enumerate(found):
        left, top = number % COLUMNS * wide + GAP, number // COLUMNS * high
        parts.append(
            f'<text x="{left}" y="{top + 12}" font-family="monospace" font-size="11" '
            f'fill="{colours[Role.BODY]}">{escape(name)}</text>'
        )
        framed = stage(figure, width, height)
        for column, moment in enumerate((figure.start, figure.end / 2, figure.end)):
            x = left + column * (width * CELL + GAP)
            parts.extend(pixels(framed.frame(moment), x, top + TITLE, colours))
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> int:
    """Write the sheet; 1 if a figure could not be read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--size", default="40x18", help="cells of a figure, as 40x18")
    parser.add_argument("--light", action="store_true")
    parser.add_argument("--exercise", nargs="*", default=[], help="ids; all without it")
    said = parser.parse_args()
    width, height = (int(part) for part in said.size.split("x"))
    found = list(figures(said.exercise))
    said.path.write_text(
        sheet(found, (width, height), LIGHT if said.light else DARK), encoding="utf-8"
    )
    print(f"{len(found)} figures in {said.path}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
