"""`runcoach` and `python -m runcoach`."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Run the command line; the collector rests until everything is imported."""
    gc.disable()
    from runcoach.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
