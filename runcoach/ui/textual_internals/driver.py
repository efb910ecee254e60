"""The terminal driver: restores the terminal however the app ends or stops.

Textual's own driver restores the terminal only when the app ends by itself. This one does so on
signals too, keeps the app running where no shell could resume it, and notices when the terminal is
gone. All of it happens on the event loop: Textual's signal handlers run between any two
instructions, and deadlock when that is within a write.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from codecs import getincrementaldecoder
from contextvars import copy_context
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol, TextIO, cast

from textual import events
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from runcoach.core.model.text_gate import neutralise
from runcoach.core.remote import is_remote
from runcoach.ui.textual_internals.split_sequences import (
    ESCAPE,
    NEAR_WAIT_S,
    REMOTE_WAIT_S,
    SequenceJoiner,
)

if TYPE_CHECKING:
    from textual.app import App


class EndableApp(Protocol):
    """What the driver needs of its app."""

    def exit_for_signal(self, code: int) -> None:
        """Keep the running session for the next start, and exit with that code."""

    def crash(self, error: Exception) -> None:
        """Exit because of a defect."""


END_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
"""Signals that end the app; it exits with 128 plus the signal's number."""

PARSER_TICK_S = 0.1
SETTLE_TICKS = 3
"""Ticks after which nothing that was read is still ambiguous: an Esc is a key after 0.1 s."""
HELD_TICK_S = 0.05
"""How often a held-back Esc is looked at."""
READ_AT_MOST = 4096


class TerminalDriver(LinuxDriver):
    """Textual's Linux driver, for terminals that close, stop and come back."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file = cast(Any, _Output(sys.__stderr__))
        self._picture: list[str] = []
        # Calls from a thread into the loop need Textual's active-app context variable.
        self._context = copy_context()
        for number in END_SIGNALS:
            # Under nohup a hang-up is ignored, and has to stay ignored.
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._loop.add_signal_handler(number, self._end, number)
        self._answer_stops()
        self._wake, self._woken = os.pipe()

    def _get_terminal_size(self) -> tuple[int, int]:
        # Ask the terminal, never a shell's COLUMNS, which does not change on a resize.
        try:
            width, height = os.get_terminal_size(sys.__stderr__.fileno() if sys.__stderr__ else 2)
        except OSError:
            # The window has been closed; the hang-up is handled elsewhere.
            return self._app.size.width, self._app.size.height
        return width or 80, height or 24

    @property
    def is_active(self) -> bool:
        """Whether the terminal is in raw mode and shows the app."""
        return self._key_thread is not None and self._key_thread.is_alive()

    def write(self, data: str) -> None:
        """Queue data for the writer thread; one synchronised update is one piece."""
        if data == SYNC_START:
            self._picture = [data]
        elif self._picture:
            self._picture.append(data)
            if data == SYNC_END:
                data, self._picture = "".join(self._picture), []
                super().write(data)
        else:
            super().write(data)

    # --- ending ------------------------------------------------------------------------

    def _end(self, number: int) -> None:
        cast("EndableApp", self._app).exit_for_signal(128 + number)

    def _gone(self) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end, signal.SIGHUP, context=self._context)

    # --- input ---------------------------------------------------------------------------

    def disable_input(self) -> None:
        """Stop reading at once: Textual's own thread checks ten times a second."""
        if self.is_active:
            os.write(self._woken, b".")
        super().disable_input()

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except OSError:
            self._gone()
        except Exception as error:
            # Nothing above this catches it: reported on the loop, it ends the app like any defect.
            crash = cast("EndableApp", self._app).crash
            self._loop.call_soon_threadsafe(crash, error, context=self._context)

    def run_input_thread(self) -> None:
        """Post what is typed, until input is disabled or the terminal hangs up.

        Textual's own would spin on a closed terminal, whose reads return nothing at once.
        """
        parser = XTermParser(self._debug)
        joiner = SequenceJoiner(REMOTE_WAIT_S if is_remote(os.environ) else NEAR_WAIT_S)
        decode = getincrementaldecoder("utf-8")("replace").decode
        ticks = 0
        while True:
            # Nothing ambiguous, nothing to wake up for: a countdown leaves the processor idle.
            wait = HELD_TICK_S if joiner.pending else PARSER_TICK_S if ticks else None
            ready, _, _ = select.select([self.fileno, self._wake], [], [], wait)
            if self._wake in ready:
                os.read(self._wake, 64)
                return
            ticks = SETTLE_TICKS if ready else ticks - 1
            if ready:
                data = os.read(self.fileno, READ_AT_MOST)
                if not data:
                    self._gone()
                    return
                pieces = joiner.join(decode(data), monotonic())
            else:
                pieces = joiner.expire(monotonic())
            for piece in pieces:
                try:
                    self.parse_piece(parser, piece)
                except (ValueError, OverflowError):
                    # A sequence with impossible numbers: dropped, and reading goes on after it.
                    parser = XTermParser(self._debug)
            # An Esc that nothing follows is a key by itself.
            for message in parser.tick():
                self.process_message(message)

    def parse_piece(self, parser: XTermParser, piece: str) -> None:
        """Post the messages of a piece of input; a lone Esc is the key."""
        if piece == ESCAPE:
            self.process_message(events.Key("escape", ESCAPE))
            return
        for message in parser.feed(piece):
            if isinstance(message, events.Paste):
                # Whatever was copied, nothing in it acts: it passes the gate like a file.
                message = events.Paste(neutralise(message.text))
            self.process_message(message)

    # --- stopping and continuing -------------------------------------------------------

    def _answer_stops(self) -> None:
        self._loop.add_signal_handler(signal.SIGTSTP, self._stop)
        self._loop.add_signal_handler(signal.SIGCONT, self._go_on)

    def _stop(self) -> None:
        """Restore the terminal, stop, and take the terminal over again."""
        if self.is_active:
            self.suspend_application_mode()
        self._must_signal_resume = True
        # With the default action the kernel decides: where no shell could resume us it doesn't
        # stop us, and we continue at once.
        self._loop.remove_signal_handler(signal.SIGTSTP)
        self._loop.remove_signal_handler(signal.SIGCONT)
        os.kill(os.getpid(), signal.SIGTSTP)
        self._answer_stops()
        self.resume_application_mode()

    def _go_on(self) -> None:
        """Continue after a stop without SIGTSTP, or after one in the background."""
        if self.is_active:
            if not self._in_foreground():
                return  # The first read of a key stops us again.
            self.suspend_application_mode()
            self._must_signal_resume = True
        self.resume_application_mode()

    def _in_foreground(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) == os.getpgrp()
        except OSError:
            return False


class _Output:
    """The stream that the app is drawn on; discards everything once the terminal is gone."""

    def __init__(self, file: TextIO | None) -> None:
        assert file is not None  # The command line has checked that there is a terminal.
        self._file = file

    def write(self, text: str) -> None:
        try:
            self._file.write(text)
        except OSError:
            self._drop()

    def flush(self) -> None:
        try:
            self._file.flush()
        except OSError:
            self._drop()

    def fileno(self) -> int:
        return self._file.fileno()

    def _drop(self) -> None:
        # The stream still buffers what it couldn't write, and would fail again at exit.
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, self._file.fileno())
        os.close(null)
