"""A picture: the screen as it stands, as an SVG beside the person's data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from runcoach.core.os_error_text import fault_words

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen

    from runcoach.ui.app_shell import Home

NAME = "Picture of this screen"
HELP = "Write it as an SVG into your data's folder; nothing is overwritten"
FOLDER = "pictures"


class PictureCommand(Provider):
    """The palette's command."""

    async def discover(self) -> Hits:
        """Offered before anything is typed."""
        yield DiscoveryHit(NAME, self._take, help=HELP)

    async def search(self, query: str) -> Hits:
        """Found by its name."""
        score = self.matcher(query).match(NAME)
        if score > 0:
            yield Hit(score, self.matcher(query).highlight(NAME), self._take, help=HELP)

    def _take(self) -> None:
        take_picture(self.screen)


def take_picture(screen: Screen[Any]) -> None:
    """Draw the screen once nothing lies over it any more, and write the file."""
    screen.call_after_refresh(_clear_notifications, screen)


async def _clear_notifications(screen: Screen[Any]) -> None:
    # What was notified before is no part of the screen.
    screen.app.clear_notifications()
    await screen.query("ToastHolder").remove()
    screen.call_after_refresh(_take, screen)


def _take(screen: Screen[Any]) -> None:
    app = cast("Home", screen.app)
    services = app.services
    svg = app.export_screenshot(title="runcoach")
    day = services.clock.wall().date().isoformat()
    name = screen.name or type(screen).__name__.removesuffix("Screen").lower()
    folder = services.folders.data / FOLDER
    written: list[Path] = []

    def told(error: OSError | None) -> None:
        if error is not None:
            app.notify(
                f"Can't write the picture: {fault_words(error)}", severity="error", markup=False
            )
        else:
            app.notify(f"Picture: {written[0]}", markup=False)

    services.background.run(
        lambda: written.append(write_picture(folder, f"{name}-{day}", svg)), told
    )


def write_picture(folder: Path, name: str, svg: str) -> Path:
    """Write the picture under a name that is still free, and tell which.

    Raises:
        OSError: it can't be written; nothing is left behind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        path = folder / f"{name}{f'-{number}' if number > 1 else ''}.svg"
        try:
            file = path.open("x", encoding="utf-8")
        except FileExistsError:
            number += 1
            continue
        try:
            with file:
                file.write(svg)
        except OSError:
            path.unlink(missing_ok=True)
            raise
        return path
