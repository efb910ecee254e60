"""A hundred random live resizes in every phase of a session, in a real terminal.

`python tests/bench/resizes.py` prints what was lost, moved or cut off, and exits with 1 if anything
was.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.terminal.resizing import DESIGNED, MOMENTS, Stage, sizes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=100, help="resizes in each phase")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    wrong, done = [], 0
    with tempfile.TemporaryDirectory() as folder, Stage(Path(folder)) as stage:
        stage.ask("begin")
        for moment in MOMENTS:
            before = stage.to(moment)
            random_sizes = sizes(
                f"{arguments.seed} {moment}", max(0, arguments.each - len(DESIGNED))
            )
            for size in (*DESIGNED, *random_sizes):
                problems = stage.resized(*size, before)
                wrong += [f"{moment} at {size[0]}x{size[1]}: {what}" for what in problems]
                done += 1
        stage.ask("leave")
        code = stage.app.code()
    print(f"{done} resizes in {len(MOMENTS)} phases, {len(wrong)} wrong, exit {code}")
    for line in wrong[:40]:
        print(line)
    return 1 if wrong or code else 0


if __name__ == "__main__":
    sys.exit(main())
