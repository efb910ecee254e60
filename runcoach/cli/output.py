"""What a command prints on standard output, whatever stands at its other end."""

from __future__ import annotations

import os
import sys


def ready_output() -> None:
    """A character that the locale lacks becomes a question mark, and no fault."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")


def print_json(document: object) -> None:
    """A document for other programs: UTF-8, as JSON is, whatever the locale says."""
    import json

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict")
    print(json.dumps(document, ensure_ascii=False, indent=1))


def width() -> int | None:
    """Columns of the terminal that is printed to; None where it is none."""
    return os.get_terminal_size().columns if sys.stdout.isatty() else None


def drop_output() -> None:
    """The reader of a pipe has gone, as `head` does; let what is left go nowhere, quietly."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
