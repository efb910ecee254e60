"""The sound commands of a session for the command palette."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from runcoach.ui.app_shell import AppShell

VOLUME_STEP = 10


class SoundCommands(Provider):
    """Sound on or off, louder, quieter; they act at once and are saved."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for name, help, act in self._offers():
            yield DiscoveryHit(name, act, help=help)

    async def search(self, query: str) -> Hits:
        """Those that match what is typed."""
        matcher = self.matcher(query)
        for name, help, act in self._offers():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), act, help=help)

    def _offers(self) -> Iterator[tuple[str, str, Callable[[], None]]]:
        app = cast(AppShell, self.app)
        settings = app.settings
        name, help = (
            ("Sound off: mute", "No sound; the screen flashes instead")
            if settings.sound
            else ("Sound on", "Plays ticks, go, halfway, switch and done")
        )
        yield name, help, partial(app.change_settings, sound=not settings.sound)
        for how, by in (("Louder", VOLUME_STEP), ("Quieter", -VOLUME_STEP)):
            volume = min(100, max(0, settings.volume + by))
            if volume != settings.volume:
                help = f"From {settings.volume} % to {volume} %"
                yield f"{how}: volume {volume}", help, partial(app.change_settings, volume=volume)
