"""History: the list, the calendar, the filter and the notes, by keys alone."""

from datetime import date

import pytest

from runcoach.core.history.session_filter import SessionFilter, filter_entries
from runcoach.core.model.exercise import TierName
from runcoach.ui.history.record_screen import RecordScreen
from runcoach.ui.messages import SessionLeft
from runcoach.ui.session.screen import SessionScreen
from tests.core.history.random_history import a_session, a_set
from tests.fakes import HeldBackground, MemoryDocuments, MemoryHistory
from tests.ui.history.browsing import WIDE, lived, looking

ONE = a_session("a", "2026-10-20T18:00:00+01:00", title="Core 15", note="Sore knee")
TWO = a_session("b", "2026-10-27T18:00:00+01:00", title="Legs 20")
KEYS_TO_DOORS = ("up",)


def doors(name):
    names = ("filter", "totals", "trend", "notes", "add", "again", "trash", "picture")
    return (*KEYS_TO_DOORS, *("right",) * names.index(name), "enter")


def list_of(look):
    return look.screen.query_one("#sessions")


async def test_newest_first_with_the_chosen_session_beside():
    async with looking((ONE, TWO), size=WIDE) as look:
        rows = look.text("#sessions").splitlines()
        assert "27 Oct 2026" in rows[0]
        assert "Legs 20" in rows[0]
        assert "20 Oct 2026" in rows[1]
        assert "note" in rows[1]
        assert "Legs 20" in look.text("#beside")
        await look.press("down")
        assert "“Sore knee”" in look.text("#beside")


async def test_the_calendar_goes_along_with_the_list_and_the_list_with_the_calendar():
    async with looking((ONE, TWO)) as look:
        calendar = look.screen.query_one("#calendar")
        assert calendar.selected == date(2026, 10, 27)
        await look.press("down")
        assert calendar.selected == date(2026, 10, 20)
        assert "Tue 20 Oct 2026: 1 session, 20 min, 1 set" in look.text("#calendar")
        await look.press(*("right",) * 6)
        assert calendar.selected == date(2026, 10, 26)
        assert list_of(look).chosen.id == "a"
        await look.press("right")
        assert list_of(look).chosen.id == "b"
        await look.press(*("right",) * 30)
        assert calendar.selected == date(2026, 11, 2)


async def test_an_older_session_turns_the_calendar_to_its_own_year():
    old = a_session("old", "2022-03-08T18:00:00+01:00")
    async with looking((ONE, TWO, old), "end") as look:
        assert look.screen.query_one("#calendar").selected == date(2022, 3, 8)
        assert "Tue 8 Mar 2022: 1 session" in look.text("#calendar")
        await look.press("home")
        assert "Tue 27 Oct 2026: 1 session" in look.text("#calendar")


async def test_weeks_that_met_the_target_are_marked_and_the_streak_is_told():
    records = lived(30)
    documents = {"profile": {"sessions_per_week": 1}}
    async with looking(records, documents=MemoryDocuments(documents)) as look:
        assert "✓" in look.text("#calendar").splitlines()[8]
        assert "30 weeks in a row with 1 or more" in look.text("#standing")


@pytest.mark.parametrize("weeks", [6, 60])
async def test_what_stands_above_the_list_fits_eighty_columns(weeks):
    async with looking(lived(weeks), exporter=object()) as look:
        assert "Report" in look.text()
        assert "…" not in look.text("#standing")
        assert look.text("#standing").split("best ")[1].strip().isdigit()


async def test_every_size_shows_the_sessions_and_its_keys():
    async with looking(lived(60)) as look:
        for width, height in ((60, 20), (80, 24), (120, 40), (200, 60), (40, 12)):
            await look.pilot.resize_terminal(width, height)
            await look.pilot.pause()
            drawn = look.text()
            assert "Oct 2026" in drawn
            assert "Open" in drawn.splitlines()[-1]
            assert ("q Leave" in drawn) is (width >= 80)
            assert ("Mon" in drawn) is (height >= 20)
            assert ("sets, completed" in drawn) is (width >= 100)


async def test_rows_are_drawn_only_while_they_are_seen():
    async with looking(lived(20)) as look:
        shown = list_of(look)
        drawn = []
        draw = shown._draw
        shown._draw = lambda item, width: drawn.append(item.id) or draw(item, width)  # type: ignore[func-returns-value]
        many = [*shown.items] * 500
        shown.show(many, 0)
        await look.pilot.pause()
        assert 0 < len(drawn) <= 3 * shown.size.height
        drawn.clear()
        await look.press("end")
        look.text()
        assert shown.cursor == len(many) - 1
        assert 0 < len(drawn) <= 3 * shown.size.height


async def test_newer_sessions_are_shown_before_the_older_months_are_read():
    slow = HeldBackground()
    records = lived(60)
    history = MemoryHistory(records, read=6)
    async with looking((), history=history, background=slow) as look:
        assert len(list_of(look).items) == 6
        slow.go()
        await look.pilot.pause()
        assert len(list_of(look).items) == len(records)


async def test_nothing_yet_says_what_will_be_here_and_adding_is_still_reached():
    async with looking((), size=WIDE) as look:
        drawn = look.text("#sessions")
        assert "No sessions yet" in drawn
        assert "a adds one" not in drawn
        assert "adds a session that you did" in drawn
        for door, words in (
            ("totals", "what your sessions add up to"),
            ("trend", "one exercise over time"),
            ("notes", "No notes yet"),
            ("trash", "The trash is empty"),
        ):
            await look.press(*doors(door))
            assert words in look.text()
            await look.press("escape", "escape", *("up", *("left",) * 8), "escape")
        await look.press("enter", "delete", "r", "t", "u")
        assert look.told == ["Nothing to undo."]
        await look.pilot.resize_terminal(80, 24)
        await look.pilot.pause()
        assert "adds a session" in look.text("#sessions")
        assert "nothing is lost" in look.text("#sessions")


async def test_arrows_space_enter_and_esc_reach_every_door():
    async with looking(lived(10)) as look:
        assert look.text("KeyBar").rstrip().endswith("? Help q Leave")
        seen = []
        for number in range(7):
            await look.press("up", *("left",) * 8, *("right",) * number, "space")
            seen.append(type(look.screen).__name__)
            if isinstance(look.screen, SessionScreen):
                look.app.post_message(SessionLeft(look.screen))
                await look.pilot.pause()
                continue
            await look.press("escape")
            assert type(look.screen).__name__ == "HistoryScreen"
            await look.press("home")
        assert seen == [
            "HistoryFilterSheet",
            "TotalsScreen",
            "ExerciseTrendScreen",
            "NotesScreen",
            "AddSessionSheet",
            "SessionScreen",
            "TrashScreen",
        ]


async def test_a_door_that_one_walks_to_is_in_sight_however_narrow():
    async with looking(lived(6), "up", size=(40, 24)) as look:
        for name in ("Filter", "Totals", "Over time", "Notes", "Add", "Again", "Trash"):
            assert f" {name} " in look.text("#links")
            await look.press("right")
        assert "Picture" in look.text("#links")


async def test_a_filter_narrows_the_list_and_esc_takes_it_away():
    records = lived(60)
    history = MemoryHistory(records)
    async with looking((), "slash", history=history) as look:
        await look.type("knee")
        expected = filter_entries(history.entries(), SessionFilter(words="knee"))
        assert f"{len(expected)} sessions" in look.text()
        await look.press("escape")
        assert [e.id for e in list_of(look).items] == [e.id for e in expected]
        assert "“knee” in notes" in look.text("#standing")
        await look.press("escape")
        assert len(list_of(look).items) == len(records)
        assert list_of(look).cursor > 0
        await look.press("escape", "up", "down")
        assert (list_of(look).cursor, list_of(look).has_focus) == (0, True)
        await look.press("escape")
        assert look.app.current_mode == "today"


async def test_each_row_of_the_filter_asks_for_what_it_says():
    asked = (
        (("down", "right"), SessionFilter(exercises=frozenset({"calf-raise"}))),
        (("down", "down", "right"), SessionFilter(programme="core")),
        (("down",) * 3 + ("right", "right"), SessionFilter(tier=TierName.STANDARD)),
        (("down",) * 4 + ("right",), SessionFilter(pain=True)),
        (("down",) * 5 + tuple("2026-09"), SessionFilter(since=date(2026, 9, 1))),
        (("down",) * 6 + tuple("2026-09"), SessionFilter(until=date(2026, 9, 30))),
    )
    async with looking(lived(60)) as look:
        for keys, wanted in asked:
            await look.press("slash", *keys, "enter")
            expected = [e.id for e in filter_entries(look.history.entries(), wanted)]
            assert [e.id for e in list_of(look).items] == expected
            assert 0 < len(expected) < len(lived(60))
            await look.press("escape")


async def test_in_a_text_field_letters_and_space_are_only_text():
    async with looking((ONE, TWO), "slash") as look:
        await look.type("a q?1/")
        assert type(look.screen).__name__ == "HistoryFilterSheet"
        assert look.screen.form.chosen.shown == "a q?1/"
        await look.press("backspace", "enter")
        assert "“a q?1” in notes" in look.text("#standing")
        assert "No session fits" in look.text("#sessions")


async def test_what_is_no_day_is_told_and_loses_nothing():
    async with looking((ONE, TWO), "slash", *("down",) * 5) as look:
        await look.type("2026-99")
        await look.press("enter")
        assert "From: expected a day, such as 2026-11-02" in look.text()
        await look.press(*("backspace",) * 2)
        await look.type("10")
        await look.press("enter")
        assert len(list_of(look).items) == 2


async def test_notes_are_found_by_a_word_and_open_their_session():
    noted = a_session("c", "2026-10-28T18:00:00+01:00", sets=(a_set("c1", note="Hips LEVEL"),))
    async with looking((ONE, TWO, noted), *doors("notes")) as look:
        assert "2 notes" in look.text("#figure")
        await look.type("level")
        assert "1 note" in look.text("#figure")
        assert "Hips LEVEL" in look.text("#notes")
        await look.press("down", "enter")
        assert isinstance(look.screen, RecordScreen)
        assert look.screen.record.id == "c"
        await look.press("escape", "up")
        await look.type("x")
        assert "0 notes" in look.text("#figure")


async def test_one_session_in_full():
    record = lived(30)[3]
    async with looking((record,), "enter", size=WIDE) as look:
        drawn = look.text("#sets")
        for done in record.main_sets[:6]:
            assert (done.name or done.exercise)[:12] in drawn
        for heading in ("Planned", "Done", "Effort", "Form", "From"):
            assert heading in drawn
        assert "LEFT" in drawn or "timed" in drawn
        assert "planned" in look.text("#record-facts")
        first = record.sets[0]
        told = look.text("#message")
        assert f"done {first.actual}" in told
        await look.press("down")
        assert f"done {record.sets[1].actual}" in look.text("#message")


async def test_the_place_of_the_coachs_decisions_takes_no_room_until_it_is_used():
    async with looking((ONE,), "enter") as look:
        assert not look.screen.query_one("#decisions").display
        look.screen.show_decisions([[("Up one step next time", "good")]])
        await look.pilot.pause()
        assert "Up one step next time" in look.text("#decisions")


async def test_doing_again_starts_a_plan_composed_anew():
    record = next(r for r in lived(30) if r.programme == "core")
    async with looking((record,), "r") as look:
        assert isinstance(look.screen, SessionScreen)
        plan = look.screen.session.plan
        assert (plan.programme, plan.title) == ("core", "Core 15")
        assert any(b.role.value == "warm-up" for b in plan.blocks)


async def test_doing_again_without_its_programme_takes_the_records_own_sets():
    record = a_session("x", title="Old", programme="gone", sets=(a_set("1"), a_set("2", set=2)))
    async with looking((record,), "r") as look:
        plan = look.screen.session.plan
        assert [(b.exercise, b.target) for b in plan.work] == [("squat", 10), ("squat", 10)]


async def test_doing_again_what_the_catalogue_lost_says_so():
    record = a_session("x", sets=(a_set("1", exercise="unheard-of"),))
    async with looking((record,), "r") as look:
        assert look.told == ["Its exercises are no longer in the catalogue."]
