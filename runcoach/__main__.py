"""`runcoach` and `python -m runcoach`."""

from __future__ import annotations

import gc
import os
import sys


def main() -> int:
    """Run the command line; the collector rests until everything is imported."""
    gc.disable()
    from runcoach.cli.main import run

    return run(sys.argv[1:])


def leave() -> None:
    """Run the command line and end the process with its code.

    Everything is on the disk by then and every thread has been waited for: taking the interpreter
    apart, object by object, would only keep the person from their prompt.
    """
    code = main()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    leave()
