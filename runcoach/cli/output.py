"""Standard output: any encoding, JSON as UTF-8, and a reader that closes the pipe."""

from __future__ import annotations

import os
import sys


def configure_output() -> None:
    """Print a question mark for a character that the locale can't encode, instead of failing."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")


def print_json(document: object) -> None:
    """Print a document for other programs, in UTF-8 whatever the locale."""
    import json

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict")
    print(json.dumps(document, ensure_ascii=False, indent=1))


def terminal_width() -> int | None:
    """The columns of the terminal that output goes to; None where it is no terminal."""
    # Standard output may be closed, and is None then.
    terminal = sys.stdout is not None and sys.stdout.isatty()
    return os.get_terminal_size().columns if terminal else None


def discard_output() -> None:
    """Discard the rest of the output, once the reader of a pipe has closed it, as `head` does."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
