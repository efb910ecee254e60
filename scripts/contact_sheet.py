"""Draws every variant of the catalogue on one sheet, at five moments of its movement.

python scripts/contact_sheet.py figures.svg [--size 40x18] [--light] [--unnamed] [--exercise squat]
"""

from __future__ import annotations

import argparse
import re
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
from runcoach.ui.theme import themes  # noqa: E402

SHEET = ROOT / "runcoach" / "ui" / "widgets" / "figure.tcss"
RULE = re.compile(r"figure-view--([a-z-]+) \{ color: \$([a-z-]+)(?: (\d+)%)?; \}")
CELL = 4
GAP = 8
TITLE = 16
COLUMNS = 2
MOMENTS = 5


def theme_colours(name: str) -> dict[CellRole, str]:
    """Return the colour of each role in a theme of the app, as its style sheet has it."""
    theme = next(theme for theme in themes() if theme.name == f"runcoach-{name}")
    ground = theme.background or "#000000"
    known = {
        **theme.variables,
        "accent": theme.accent or ground,
        "success": theme.success or ground,
    }
    colours = {CellRole.NONE: ground}
    for role, variable, share in RULE.findall(SHEET.read_text(encoding="utf-8")):
        colour = blend(ground, known[variable], int(share or 100) / 100)
        colours[CellRole[role.upper().replace("-", "_")]] = colour
    return colours


def blend(under: str, over: str, share: float) -> str:
    """Return the colour of a paint that covers a share of what is under it."""
    pairs = [(int(under[n : n + 2], 16), int(over[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


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
    colours = theme_colours("light" if arguments.light else "dark")
    sheet = draw_sheet(figures, (width, height), colours, not arguments.unnamed)
    arguments.path.write_text(sheet, encoding="utf-8")
    print(f"{len(figures)} figures in {arguments.path}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
