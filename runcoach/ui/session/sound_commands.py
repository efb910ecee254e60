"""Commands of a session for the palette: sound on or off, louder, quieter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from runcoach.ui.app_shell import Home

VOLUME_BY = 10


class SoundCommands(Provider):
    """They act at once, and are kept."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for name, told, act in self._offers():
            yield DiscoveryHit(name, act, help=told)

    async def search(self, query: str) -> Hits:
        """Those that match what is typed."""
        matcher = self.matcher(query)
        for name, told, act in self._offers():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), act, help=told)

    def _offers(self) -> Iterator[tuple[str, str, Callable[[], None]]]:
        app = cast(Home, self.app)
        settings = app.settings
        name, told = (
            ("Sound off: mute", "No sound; the screen flashes instead")
            if settings.sound
            else ("Sound on", "Ticks, go, halfway, switch and done are heard")
        )
        yield name, told, partial(app.change_settings, sound=not settings.sound)
        for how, by in (("Louder", VOLUME_BY), ("Quieter", -VOLUME_BY)):
            volume = min(100, max(0, settings.volume + by))
            if volume != settings.volume:
                told = f"From {settings.volume} to {volume} per cent"
                yield f"{how}: volume {volume}", told, partial(app.change_settings, volume=volume)
