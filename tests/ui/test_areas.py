"""The table of the areas names screens that exist."""

from __future__ import annotations

import pytest

from runcoach.ui.area_screen import AreaScreen
from runcoach.ui.areas import AREAS, Area
from tests.fakes import services
from tests.ui.session.driving import catalogue


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.id)
def test_each_area_has_its_screen(area: Area) -> None:
    screen = area.create_screen(services(catalogue()))
    assert isinstance(screen, AreaScreen)
    assert area.id == screen.AREA


def test_ids_are_unique() -> None:
    assert len({area.id for area in AREAS}) == len(AREAS)
