"""Settings: seen at every size, and acting in the session that comes."""

from __future__ import annotations

from runcoach.catalogue.figure_cache import FigureCache
from runcoach.core.model.plan import BlockKind, Plan, Role
from runcoach.core.model.settings import Settings
from runcoach.core.session.session import Phase
from runcoach.ui.forms.choices import ChoiceList
from runcoach.ui.settings.screen import ROWS
from tests.fakes import Ear, ManualClock
from tests.ui.session.driving import ASSETS, Drive, catalogue, driving, programme


async def turn(d: Drive, field: str, by: int) -> None:
    """Walk to a row from above and turn its value."""
    choices = d.app.screen.query_one(ChoiceList)
    while choices.selected.id != field:
        choices.action_row(1)
    await d.press(*["right" if by > 0 else "left"] * abs(by))


def rests(plan: Plan) -> list[float]:
    main = (b for b in plan.blocks if b.kind is BlockKind.REST and b.role is Role.MAIN)
    return [b.seconds for b in main]


async def test_every_sentence_is_read_where_there_is_room_else_that_of_the_row() -> None:
    async with driving() as d:
        await d.press("5")
        for size, told in (((120, 40), True), ((200, 60), True), ((80, 24), False)):
            await d.pilot.resize_terminal(*size)
            await d.pilot.pause()
            text = d.text()
            assert all(row.label in text for row in ROWS), size
            assert all(row.help in text for row in ROWS) is told, size
            assert "Your own programmes" in text, size
        await d.pilot.resize_terminal(40, 12)
        await d.press(*["down"] * len(ROWS))
        text = " ".join(d.text().split())
        assert "▸ Distance view" in text
        assert ROWS[-1].help in text
        choices = d.app.screen.query_one(ChoiceList)
        await d.pilot.resize_terminal(120, 40)
        await d.pilot.click(ChoiceList, offset=(4, 4))
        assert choices.selected.id == ROWS[2].field, "two lines a row"


async def test_what_is_set_acts_in_the_next_session() -> None:
    clock = ManualClock()
    ear = Ear(clock)
    asked: list[Settings] = []

    def open_device(settings, _ring, _flash):
        asked.append(settings)
        return ear

    figures = FigureCache(catalogue(), ASSETS)
    settings = Settings(read_left=True, heard=True, last_programme="core")
    given = {"clock": clock, "open_device": open_device, "figure": figures.figure}
    async with driving(size=(120, 40), settings=settings, **given) as d:
        await d.press("5")
        for field, by in (
            ("voice", -1),
            ("volume", -3),
            ("count_in_s", 1),
            ("rest_scale", 3),
            ("hands_free", 1),
            ("theme", 1),
            ("reduced_motion", 1),
            ("weight_unit", 1),
            ("distance_view", 1),
        ):
            await turn(d, field, by)
        assert d.app.settings.volume == 50
        assert d.app.current_theme.name == "runcoach-light"
        await d.press("1", "space")
        assert (asked[-1].voice, asked[-1].volume) == (False, 50)
        session = d.session
        assert session.hands_free
        assert session.count_in_s == 5
        assert rests(session.plan) == [2 * s for s in rests(programme("first-session"))]
        assert d.screen.has_class("-distance")
        await d.to(Phase.WORK)
        before = d.screen._presenter.board.figure.moment
        d.clock.move(3.0)
        assert d.screen._presenter.board.figure.moment == before, "it stands still"
        d.app.change_settings(sound=False)
        assert ear.muted
