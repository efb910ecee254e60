"""A picture of the present screen, as an SVG in the data folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from runcoach.core.os_error_text import describe_os_error

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen

    from runcoach.ui.app_shell import AppShell

NAME = "Picture of this screen"
HELP = "Save it as an SVG in your data folder; nothing is overwritten"
FOLDER = "pictures"


class PictureCommand(Provider):
    """The palette's command."""

    async def discover(self) -> Hits:
        """Offer the command before anything is typed."""
        yield DiscoveryHit(NAME, self._take, help=HELP)

    async def search(self, query: str) -> Hits:
        """Find the command by its name."""
        score = self.matcher(query).match(NAME)
        if score > 0:
            yield Hit(score, self.matcher(query).highlight(NAME), self._take, help=HELP)

    def _take(self) -> None:
        take_picture(self.screen)


def take_picture(screen: Screen[Any]) -> None:
    """Write the screen as a file, once nothing covers it any more."""
    screen.call_after_refresh(_clear_notifications, screen)


async def _clear_notifications(screen: Screen[Any]) -> None:
    # Notifications are not part of the screen.
    screen.app.clear_notifications()
    await screen.query("ToastHolder").remove()
    screen.call_after_refresh(_take, screen)


def _take(screen: Screen[Any]) -> None:
    app = cast("AppShell", screen.app)
    services = app.services
    svg = app.export_screenshot(title="runcoach")
    day = services.clock.wall().date().isoformat()
    name = screen.name or type(screen).__name__.removesuffix("Screen").lower()
    folder = services.folders.data / FOLDER

    def done(path: Path) -> None:
        app.notify(f"Picture: {path}", markup=False)

    def failed(error: OSError) -> None:
        app.notify(
            f"Can't write the picture: {describe_os_error(error)}", severity="error", markup=False
        )

    services.background.run(lambda: write_picture(folder, f"{name}-{day}", svg), done, failed)


def write_picture(folder: Path, name: str, svg: str) -> Path:
    """Write the picture under an unused name and return its path.

    Raises:
        OSError: The file cannot be written; no partial file is left.
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
