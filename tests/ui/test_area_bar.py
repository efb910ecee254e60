"""The row of areas at every width: nothing is cut off, and a click goes where it says."""

from tests.ui.session.driving import driving


async def test_the_row_of_areas_is_whole_at_every_width() -> None:
    async with driving(size=(57, 24)) as d:
        for width, row in (
            (57, "  1 Today   2 History   3 Library   4 Tiers   5 Settings"),
            (47, " 1 Today 2 History 3 Library 4 Tiers 5 Settings"),
            (46, "  1 Today   2   3   4   5"),
            (40, "  1 Today   2   3   4   5"),
        ):
            await d.pilot.resize_terminal(width, 24)
            assert d.lines()[0].rstrip() == row
        await d.pilot.click("AreaBar", offset=(row.index("4"), 0))
        await d.pilot.pause()
        assert d.lines()[0].rstrip() == "  1   2   3   4 Tiers   5"
