"""The terminal: taken over, and given back whole by whatever ends or stops the app.

Textual's own driver puts the terminal in order only when the app ends by itself. Ours does so for
signals too, leaves the app running where no shell could bring it back, and notices when the
terminal is gone. All of it happens on the event loop: Textual's handlers run between any two
instructions, and lock up when that is within a write.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from codecs import getincrementaldecoder
from contextvars import copy_context
from typing import TYPE_CHECKING, Any, Protocol, TextIO, cast

from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App


class EndableApp(Protocol):
    """What the driver asks of its app."""

    def end(self, code: int) -> None:
        """Keep what runs for the next start, and exit with that code."""

    def crash(self, error: Exception) -> None:
        """End because of a defect."""


ENDS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
"""What the system sends to be rid of an app; it exits with 128 and the signal's number."""

PARSER_TICK_S = 0.1
TICKS = 3
"""Ticks after which nothing that was read is undecided any more: an Esc is one after 0.1 s."""
READ_AT_MOST = 4096


class TerminalDriver(LinuxDriver):
    """Textual's driver, for terminals that close, stop and come back."""

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
        # What a thread calls on the loop must find the app that is active there.
        self._context = copy_context()
        for number in ENDS:
            # Under nohup a hang-up is ignored, and stays so.
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._loop.add_signal_handler(number, self._end, number)
        self._answer_stops()
        self._wake, self._woken = os.pipe()

    def _get_terminal_size(self) -> tuple[int, int]:
        # What the terminal says, and never a shell's COLUMNS, which no resize changes.
        try:
            width, height = os.get_terminal_size(sys.__stderr__.fileno() if sys.__stderr__ else 2)
        except OSError:
            # The window has been closed under us; the end of it is noticed elsewhere.
            return self._app.size.width, self._app.size.height
        return width or 80, height or 24

    @property
    def taken(self) -> bool:
        """The terminal is ours at this moment: in raw mode, showing the app."""
        return self._key_thread is not None and self._key_thread.is_alive()

    def write(self, data: str) -> None:
        """Hand to the thread that writes; what belongs to one picture as one piece."""
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
        cast("EndableApp", self._app).end(128 + number)

    def _gone(self) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end, signal.SIGHUP, context=self._context)

    # --- input ---------------------------------------------------------------------------

    def disable_input(self) -> None:
        """Stop reading, at once: Textual's own thread looks up ten times a second."""
        if self.taken:
            os.write(self._woken, b".")
        super().disable_input()

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except OSError:
            self._gone()
        except Exception as error:
            # The thread's own boundary: on the loop it ends the app as any other fault does.
            crash = cast("EndableApp", self._app).crash
            self._loop.call_soon_threadsafe(crash, error, context=self._context)

    def run_input_thread(self) -> None:
        """Hand on what is typed, until input is disabled or the terminal hangs up.

        Textual's own would read nothing from a closed terminal, at once, for ever.
        """
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        ticks = 0
        while True:
            # Nothing undecided, nothing to wake up for: a countdown leaves the processor alone.
            wait = PARSER_TICK_S if ticks else None
            ready, _, _ = select.select([self.fileno, self._wake], [], [], wait)
            if self._wake in ready:
                os.read(self._wake, 64)
                return
            ticks = TICKS if ready else ticks - 1
            if ready:
                data = os.read(self.fileno, READ_AT_MOST)
                if not data:
                    self._gone()
                    return
                try:
                    for message in parser.feed(decode(data)):
                        self.process_message(message)
                except (ValueError, OverflowError):
                    # No key that there is, by its numbers: forgotten, and the next ones are read.
                    parser = XTermParser(self._debug)
            # An Esc that nothing followed is a key of its own.
            for message in parser.tick():
                self.process_message(message)

    # --- stopping and going on ---------------------------------------------------------

    def _answer_stops(self) -> None:
        self._loop.add_signal_handler(signal.SIGTSTP, self._stop)
        self._loop.add_signal_handler(signal.SIGCONT, self._go_on)

    def _stop(self) -> None:
        """Give the terminal back, stop, and take it again."""
        if self.taken:
            self.suspend_application_mode()
        self._must_signal_resume = True
        # With the default action the kernel decides: where no shell could bring us back it
        # doesn't stop us, and we go straight on.
        self._loop.remove_signal_handler(signal.SIGTSTP)
        self._loop.remove_signal_handler(signal.SIGCONT)
        os.kill(os.getpid(), signal.SIGTSTP)
        self._answer_stops()
        self.resume_application_mode()

    def _go_on(self) -> None:
        """After a stop that nobody announced, or one in the background."""
        if self.taken:
            if not self._in_foreground():
                return  # The first key read stops us again.
            self.suspend_application_mode()
            self._must_signal_resume = True
        self.resume_application_mode()

    def _in_foreground(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) == os.getpgrp()
        except OSError:
            return False


class _Output:
    """The stream that the app is drawn on; once the terminal is gone, into nothing."""

    def __init__(self, file: TextIO | None) -> None:
        assert file is not None  # The command line has asked for a terminal.
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
        # The stream still holds what it couldn't write, and would fail again at exit.
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, self._file.fileno())
        os.close(nothing)
