"""Standard output and error: the gate for foreign text, any encoding, and closed pipes."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from typing import Any, TextIO, cast


class GatedStream:
    """A text stream that neutralises all that is written to it.

    Every command and argparse write through it, so no line of a command has to think of it. The
    app's screen goes another way: `ui/textual_internals/compositor.py`.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write the text without what a terminal would obey."""
        if text.isascii() and text.replace("\n", "").isprintable():
            return self._stream.write(text)
        # Imported here: a version or a help page needs none of the core.
        from runcoach.core.model.text_gate import neutralise

        return self._stream.write(neutralise(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def gate_output() -> ExitStack:
    """Redirect standard output and error, where there are any, through the gate, until closed."""
    stack = ExitStack()
    if sys.stdout is not None:
        stack.enter_context(redirect_stdout(cast(TextIO, GatedStream(sys.stdout))))
    if sys.stderr is not None:
        stack.enter_context(redirect_stderr(cast(TextIO, GatedStream(sys.stderr))))
    return stack


def configure_output() -> None:
    """Print a question mark for a character that the locale can't encode, instead of failing."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")


def print_json(document: object) -> None:
    """Print a document for other programs, in UTF-8 whatever the locale."""
    import json

    from runcoach.core.model.text_gate import escape_json

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict")
    print(escape_json(json.dumps(document, ensure_ascii=False, indent=1)))


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
