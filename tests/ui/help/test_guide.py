"""The guide is one key behind the help, page by page, with the health advice in it."""

from runcoach.resources import read_guide_pages
from runcoach.ui.text.formatting import ADVICE
from tests.ui.session.driving import driving


async def test_the_guide_is_behind_the_help() -> None:
    async with driving(guide=read_guide_pages) as d:
        await d.press("question_mark")
        assert "Enter: the guide" in d.text()
        await d.press("enter")
        assert d.shown == "GuideScreen"
        assert "page 1 of 7" in d.text()
        assert "Why strength for runners" in d.text()
        await d.press("left", "right", "right", "right")
        assert "page 4 of 7" in d.text()
        assert ADVICE[:60] in " ".join(d.text().split())
        before = d.text()
        await d.press("down", "down", "down")
        assert d.text() != before
        await d.press("escape")
        assert d.shown == "TodayScreen"


async def test_without_its_pages_it_says_so() -> None:
    async with driving() as d:
        await d.press("question_mark", "enter")
        assert "The guide is missing" in d.text()
