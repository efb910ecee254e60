"""Entry point of `runcoach` and `python -m runcoach`."""

from __future__ import annotations

import gc
import os
import sys


def main() -> int:
    """Run the command line and return its exit code."""
    # A collection during the imports only costs time; the app enables it again when it runs.
    gc.disable()
    # All that is written is the person's own: history, exports, cache, log.
    os.umask(0o077)
    from runcoach.cli.main import run

    return run(sys.argv[1:])


def leave() -> None:
    """Run the command line and exit the process with its code.

    By then everything is on the disk and every thread has been joined, so the interpreter's own
    teardown is skipped: it would only delay the prompt.
    """
    code = main()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    leave()
