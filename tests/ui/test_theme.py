"""Every theme can be read by everybody: contrast, and phases that a deuteranope tells apart."""

from __future__ import annotations

from itertools import combinations

import pytest
from textual.color import Color
from textual.theme import Theme

from runcoach.core.model.settings import Settings
from runcoach.core.model.settings import Theme as ThemeName
from runcoach.ui.theme import PHASES, themes
from tests.ui.session.driving import driving

Triple = tuple[float, float, float]

# Machado, Oliveira and Fernandes 2009: deuteranopia, severity 1, of linear RGB.
DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
# sRGB (D65) to XYZ, each row over its white, so that white is 1, 1, 1.
TO_XYZ = (
    (0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883),
)


def linear(colour: str) -> Triple:
    values = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in values)
    return red, green, blue


def times(matrix: tuple[Triple, Triple, Triple], colour: Triple) -> Triple:
    one, two, three = (sum(m * c for m, c in zip(row, colour, strict=True)) for row in matrix)
    return one, two, three


def contrast(one: str, other: str) -> float:
    """WCAG 2: (L1 + 0.05) / (L2 + 0.05)."""
    low, high = sorted(times(TO_XYZ, linear(c))[1] for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour: Triple) -> Triple:
    clipped = tuple(min(1.0, max(0.0, c)) for c in colour)
    x, y, z = (
        t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116
        for t in times(TO_XYZ, clipped)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str) -> float:
    """CIE76 of the two as a deuteranope sees them."""
    seen = (lab(times(DEUTERANOPIA, linear(c))) for c in (one, other))
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


def variable(theme: Theme, name: str) -> str:
    return theme.variables[name]


def test_the_measures_know_what_is_known() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert distance("#ffffff", "#ffffff") == 0
    assert distance("#000000", "#ffffff") == pytest.approx(100, abs=0.5)
    # Red and green of one lightness: one hue to a deuteranope, two to others.
    assert distance("#c00000", "#5f6a00") < 20 < distance("#c00000", "#0000c0")


def test_there_is_a_theme_for_each_name_of_the_settings() -> None:
    assert [t.name for t in themes()] == [f"runcoach-{name}" for name in ThemeName]


@pytest.mark.parametrize("theme", themes(), ids=lambda t: t.name)
class TestEachTheme:
    def test_text_can_be_read_on_ground_and_panels(self, theme: Theme) -> None:
        for colour in (theme.foreground, variable(theme, "quiet"), theme.accent):
            for under in (theme.background, theme.panel):
                assert colour is not None
                assert under is not None
                assert contrast(colour, under) >= 4.5, (colour, under)

    def test_notices_can_be_read(self, theme: Theme) -> None:
        assert contrast(theme.background or "", theme.warning or "") >= 4.5

    def test_what_is_unfilled_is_seen(self, theme: Theme) -> None:
        for under in (theme.background, theme.panel):
            assert contrast(variable(theme, "edge"), under or "") >= 3

    @pytest.mark.parametrize("phase", PHASES)
    def test_each_phase_stands_out(self, theme: Theme, phase: str) -> None:
        assert contrast(variable(theme, f"phase-{phase}"), theme.background or "") >= 4.5

    @pytest.mark.parametrize(("one", "other"), tuple(combinations(PHASES, 2)))
    def test_any_two_phases_differ_for_a_deuteranope(
        self, theme: Theme, one: str, other: str
    ) -> None:
        found = distance(variable(theme, f"phase-{one}"), variable(theme, f"phase-{other}"))
        assert found >= 20


@pytest.mark.parametrize("name", ThemeName)
async def test_the_first_frame_is_in_the_colours_chosen(name: ThemeName) -> None:
    chosen = next(theme for theme in themes() if theme.name == f"runcoach-{name}")
    async with driving(settings=Settings(theme=name)) as d:
        title = d.app.screen.query_one("#proposal #title").styles
        for shown, wanted in (
            (d.app.screen.styles.background, chosen.background),
            (title.color, chosen.accent),
        ):
            # Textual mixes its shades in floats: one off is the same colour.
            assert wanted
            parts = zip(shown.rgb, Color.parse(wanted).rgb, strict=True)
            assert max(abs(one - other) for one, other in parts) <= 1
