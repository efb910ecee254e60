"""The three themes: dark, light and high contrast, all safe for red-green colour blindness.

Phases differ by word, by the digits' fill and by hue; any two hues are 20 or more apart (CIE76)
under deuteranopia.
"""

from __future__ import annotations

from textual.theme import Theme

PHASES = ("ready", "work", "switch", "rest", "paused")


def _theme(
    name: str,
    *,
    dark: bool,
    ground: str,
    panel: str,
    edge: str,
    text: str,
    quiet: str,
    accent: str,
    phases: tuple[str, str, str, str, str],
    body: str,
    near: str,
    far: str,
    muscle: str,
    load: str,
    face: str,
    hair: str,
    prop: str,
) -> Theme:
    variables = dict(zip((f"phase-{p}" for p in PHASES), phases, strict=True)) | {
        "quiet": quiet,
        "edge": edge,
        "figure-body": body,
        "figure-near": near,
        "figure-far": far,
        "figure-muscle": muscle,
        "figure-load": load,
        "figure-face": face,
        "figure-hair": hair,
        "figure-prop": prop,
        "figure-ground": edge,
        "block-cursor-background": accent,
        "block-cursor-foreground": ground,
    }
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        secondary=phases[3],
        accent=accent,
        warning=phases[0],
        error=muscle,
        success=phases[1],
        foreground=text,
        background=ground,
        surface=ground,
        panel=panel,
        variables=variables,
    )


def themes() -> tuple[Theme, ...]:
    """The dark, light and contrast theme, each named `runcoach-` and the value of the setting."""
    return (
        _theme(
            "runcoach-dark",
            dark=True,
            ground="#0b0f14",
            panel="#16202b",
            edge="#5b6b7d",
            text="#e6edf3",
            quiet="#93a4b5",
            accent="#ffd166",
            phases=("#ffb527", "#41e594", "#e785e6", "#5ca8ff", "#bdccd7"),
            body="#8fb2dd",
            near="#d2e6f9",
            far="#56749b",
            muscle="#ff9f43",
            load="#d79be3",
            face="#f0d9c0",
            hair="#8f6247",
            prop="#b79c7c",
        ),
        _theme(
            "runcoach-light",
            dark=False,
            ground="#fbfaf6",
            panel="#e6e9ec",
            edge="#76828f",
            text="#15202b",
            quiet="#4c5a68",
            accent="#7a4b00",
            phases=("#a25f00", "#006d2a", "#a42395", "#0050b8", "#50555c"),
            body="#5b7fae",
            near="#2a4a75",
            far="#93abc9",
            muscle="#d2691e",
            load="#8a2f9c",
            face="#b98560",
            hair="#5a3a28",
            prop="#8a6d4a",
        ),
        _theme(
            "runcoach-contrast",
            dark=True,
            ground="#000000",
            panel="#1c1c1c",
            edge="#9a9a9a",
            text="#ffffff",
            quiet="#d0d0d0",
            accent="#ffee00",
            phases=("#ffd000", "#00ffae", "#ff9ff0", "#66b8ff", "#ffffff"),
            body="#a9c8f0",
            near="#ffffff",
            far="#6f8fba",
            muscle="#ff9a1f",
            load="#ffb3ff",
            face="#ffe6cc",
            hair="#b07a52",
            prop="#d8b98e",
        ),
    )
