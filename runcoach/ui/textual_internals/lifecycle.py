"""An app base class: start, failure and calls from outside, where Textual has no public way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.widget import MountError

if TYPE_CHECKING:
    from collections.abc import Callable


class LifecycleApp(App[int]):
    """An app whose defects end it with one line from the command line, never with a traceback."""

    @property
    def defect(self) -> Exception | None:
        """The defect that ended the app."""
        return self._exception

    def crash(self, error: Exception) -> None:
        """End the app because of a defect; the journal is on the disk."""
        self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print a traceback here; ours goes to the log, once the screen is restored.
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._return_code = 1
        self._close_messages_no_wait()

    def call_in_app_context(self, call: Callable[[], object]) -> None:
        """Call it on the loop, with this app as Textual's active app.

        Callbacks from threads run without that context variable; without it no screen can be
        made and no key be looked up.
        """
        with self._context():
            call()

    def write_to_terminal(self, text: str) -> None:
        """Write control sequences directly; a no-op where no terminal is attached."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(text)

    def has_child(self, id: str) -> bool:
        """Whether a node with that id is a child of the app, including one being removed."""
        return self._nodes._get_by_id(id) is not None

    async def _on_compose(self) -> None:
        try:
            await super()._on_compose()
        except MountError:
            # Keys typed during the start may open another screen before the first one is there.
            # The app itself has nothing to mount.
            return
