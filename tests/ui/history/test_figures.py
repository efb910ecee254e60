"""Trends, sides, totals and pictures: what is drawn is what was done."""

import re

import pytest

from runcoach.core.coach.decisions import Decision, Direction, Proposal, Reply
from runcoach.core.coach.notebook import Notebook
from runcoach.core.history.counting import counted_sessions
from runcoach.core.history.side_balance import compare_sides
from runcoach.core.history.streaks import compute_streak
from runcoach.core.history.trends import compute_trend
from runcoach.core.model.dates import format_date
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Side
from runcoach.core.model.standing import Standing
from runcoach.core.ports import Folders
from runcoach.ui.history.record_screen import RecordScreen
from runcoach.ui.history.screenshot import write_picture
from runcoach.ui.history.total_rows import SPANS, make_total_rows
from tests.core.history.random_history import a_session, a_set
from tests.fakes import BEGIN
from tests.ui.history.browsing import WIDE, catalogue, lived, looking

TODAY = BEGIN.date()
OVER_TIME = ("up", "right", "right", "enter")
TOTALS = ("up", "right", "enter")


def sided(count):
    return tuple(
        a_session(
            f"s{n}",
            f"2026-10-{n + 1:02}T18:00:00+01:00",
            sets=(
                a_set(f"{n}l", "step-up", side=Side.LEFT, actual=10),
                a_set(f"{n}r", "step-up", side=Side.RIGHT, actual=8),
            ),
        )
        for n in range(count)
    )


async def test_the_chart_shows_the_exercise_done_most_and_its_bests():
    records = lived(60)
    async with looking(records, *OVER_TIME, size=WIDE) as look:
        screen = look.screen
        found = compute_trend(counted_sessions(records), screen.exercise.ids)
        assert screen.trend == found
        title = look.text("#chart").splitlines()[0]
        assert title.strip().startswith(screen.exercise.name)
        beside = " ".join(look.text("#beside").split())
        for best in found.bests:
            told = rf"{best.actual} \w+ {format_date(best.day)} {re.escape(best.name)}"
            assert re.search(told, beside)
        times = [line for line in look.text("#last").splitlines() if line.strip()]
        assert len(times) == len(found.last) == 10
        assert "▾" in look.text("#chart")


async def test_up_and_down_an_exercise_left_and_right_a_session():
    async with looking(lived(60), *OVER_TIME, size=WIDE) as look:
        screen = look.screen
        first, chart = screen.exercise, screen.query_one("#chart")
        newest = chart.selected
        await look.press("left", "left")
        assert chart.selected == screen.trend.sessions[-3]
        assert look.screen.query_one("#last").chosen.session == chart.selected
        await look.press("enter")
        assert isinstance(look.screen, RecordScreen)
        assert look.screen.record.id == screen.trend.sessions[-3]
        await look.press("escape", "down")
        assert screen.exercise != first
        await look.press("up")
        assert screen.exercise == first
        assert chart.selected in screen.trend.sessions
        assert newest in screen.trend.sessions


@pytest.mark.parametrize(
    ("count", "text"),
    [(3, "Not enough yet: 1 more session."), (4, "RIGHT is 20% behind; it goes first.")],
)
async def test_sides_are_compared_from_four_sessions_on(count, text):
    async with looking(sided(count), "c", size=WIDE) as look:
        assert text in " ".join(look.text("#facts-beside").split())
        assert "L left" in look.text("#chart")
        await look.press("w")
        [compared] = compare_sides(counted_sessions(sided(count)), {"step-up"})
        assert {e.id for e in look.screen.query_one("#sessions").items} == set(compared.sessions)


async def test_comparing_begins_with_an_exercise_that_has_sides():
    squats = [
        a_session(f"q{n}", f"2026-10-{n:02}T07:00:00+01:00", sets=(a_set(f"q{n}-1"),))
        for n in range(1, 13)
    ]
    async with looking([*sided(4), *squats], "c", size=WIDE) as look:
        assert look.screen.exercise.ids == {"step-up"}
        assert "L left" in look.text("#chart")
        await look.press("up", "c")
        assert look.told == ["Squat is done on both sides at once."]
        await look.press("down")
        assert "L left" in look.text("#chart")


async def test_assumed_sets_are_no_evidence_about_sides():
    from msgspec.structs import replace

    from runcoach.core.model.records import Source

    records = [
        replace(r, sets=tuple(replace(s, source=Source.ASSUMED) for s in r.sets)) for r in sided(6)
    ]
    async with looking(records, "c", size=WIDE) as look:
        assert "No confirmed sets on both sides" in look.text("#facts-beside")
        assert "behind" not in look.text("#facts-beside")


@pytest.mark.parametrize("span", SPANS, ids=lambda span: span.name)
def test_each_figure_names_the_sessions_that_it_was_made_from(span):
    records = lived(60)
    done = counted_sessions(records)
    rows = make_total_rows(done, catalogue(), 2, TODAY, span)
    known = {c.id for c in done}
    for row in rows:
        assert row.head or set(row.sessions) <= known
        if not row.head and row.text not in ("rest",) and not row.label.startswith("Streak"):
            assert row.sessions, row
    by_label = {row.label: row for row in rows}
    assert by_label["Streak"].sessions == compute_streak(done, 2, TODAY).sessions
    together = by_label["Together"]
    within = [c for c in done if span.days is None or (TODAY - c.day).days < span.days]
    assert together.text.startswith(f"{len(within)} sessions")
    assert f"{sum(c.sets_done for c in within)} sets" in together.text


async def test_why_this_number_lists_its_sessions_beside_and_in_full():
    async with looking(lived(60), *TOTALS, size=WIDE) as look:
        chosen = look.screen.query_one("#figures").chosen
        assert chosen.label == "Streak"
        beside = look.screen.query_one("#why").items
        assert {e.id for e in beside} == set(chosen.sessions)
        await look.press("w")
        assert {e.id for e in look.screen.query_one("#sessions").items} == set(chosen.sessions)
        assert chosen.text in look.text("#figure")
        await look.press("enter")
        assert isinstance(look.screen, RecordScreen)
        await look.press("escape", "escape")
        before = look.text("#figures")
        await look.press("right")
        assert "‹12 months›" in look.text("#span")
        assert look.text("#figures") != before


async def test_an_edit_changes_the_totals_and_a_rehearsal_counts_nowhere():
    records = (a_session("a", "2026-10-20T18:00:00+01:00"),)
    async with looking(records, *TOTALS) as look:
        assert "1 session, 20 min, 1 set" in look.text("#figures")
        await look.press("escape", "escape", "enter", "up", "right", "enter")
        await look.press(*("down",) * 7, "right")
        assert "A rehearsal counts in no statistic." in look.text("#sheet")
        await look.press("enter", "escape", "up", *("left",) * 8, "right", "enter")
        assert "what your sessions add up to" in look.text()


async def test_the_history_tells_why_the_streak_is_what_it_is():
    async with looking(lived(60), "w") as look:
        ids = {e.id for e in look.screen.query_one("#sessions").items}
        assert ids == set(compute_streak(counted_sessions(lived(60)), 2, TODAY).sessions)
        assert "in a row" in look.text("#figure")


async def test_one_session_shows_its_exercise_over_time_where_there_is_room():
    records = lived(60)
    async with looking(records, "enter", size=(120, 40)) as look:
        chart = look.screen.query_one("#chart")
        assert chart.selected == records[0].id
        assert "over time" in look.text("#chart")
        await look.pilot.resize_terminal(80, 24)
        await look.pilot.pause()
        assert not chart.display
        assert "Planned" in look.text("#sets")


async def test_a_picture_is_written_and_never_over_another(tmp_path):
    folders = Folders(tmp_path, tmp_path / "exercises", tmp_path / "programmes")
    picture = ("up", *("right",) * 7, "enter")
    async with looking(lived(6), *picture, folders=folders) as look:
        await look.pilot.pause()
        first = tmp_path / "pictures" / "history-2026-11-02.svg"
        assert look.told == [f"Picture: {first}"]
        text = first.read_text(encoding="utf-8")
        assert "<svg" in text
        await look.press("enter")
        await look.pilot.pause()
        assert first.read_text(encoding="utf-8") == text
        second = tmp_path / "pictures" / "history-2026-11-02-2.svg"
        # What was told of the first was gone when the second was drawn.
        assert look.told == [f"Picture: {second}"]


async def test_the_palette_draws_any_screen_of_the_history(tmp_path):
    folders = Folders(tmp_path, tmp_path / "exercises", tmp_path / "programmes")
    async with looking(lived(6), *TOTALS, "ctrl+p", folders=folders) as look:
        await look.type("picture of")
        for _ in range(100):
            await look.pilot.pause(0.01)
            if (
                look.screen.query("CommandList")
                and look.screen.query_one("CommandList").option_count
            ):
                break
        await look.press("enter")
        for _ in range(100):
            await look.pilot.pause(0.01)
            if look.told:
                break
        [written] = (tmp_path / "pictures").iterdir()
        assert written.name == "totals-2026-11-02.svg"
        assert "Streak" in written.read_text(encoding="utf-8").replace("&#160;", " ")


def test_a_folder_that_cant_be_written_is_an_error_of_the_disk(tmp_path):
    (tmp_path / "pictures").write_text("in the way")
    with pytest.raises(OSError):
        write_picture(tmp_path / "pictures", "a", "<svg/>")


async def test_a_report_is_written_and_never_over_another(tmp_path):
    class Exporter:
        def export(self, format, path, options):
            with path.open("x") as file:
                file.write(format)

    folders = Folders(tmp_path, tmp_path / "exercises", tmp_path / "programmes")
    async with looking(lived(6), "p", folders=folders, exporter=Exporter()) as look:
        await look.press("up", *("right",) * 8, "enter")
        names = sorted(p.name for p in (tmp_path / "reports").iterdir())
        assert names == ["report-2026-11-02-2.md", "report-2026-11-02.md"]
        assert look.told[0] == f"Report: {tmp_path / 'reports' / 'report-2026-11-02.md'}"


async def test_what_the_coach_decided_stands_with_its_session():
    records = lived(6)
    before, after = Standing(TierName.STANDARD), Standing(TierName.STANDARD, step=1)
    decisions = tuple(
        Decision(Proposal(session, exercise, change, before, after, "up", why, "practice"), reply)
        for session, exercise, change, why, reply in (
            (records[0].id, "squat", Direction.UP, "Two sessions with ease.", Reply.YES),
            (records[0].id, "plank", Direction.HOLD, "Once more.", Reply.OPEN),
            (records[1].id, "burpee", Direction.DOWN, "Missed twice.", Reply.OPEN),
        )
    )
    async with looking(records) as look:
        look.app.coach._notebook = Notebook(decisions=decisions)
        await look.press("enter")
        told = look.text("#decisions")
        assert "↑ Squat: Two sessions with ease. (you said yes)" in told
        assert "As before: Plank" in told
        assert "Burpee" not in told
        await look.press("escape", *("down",) * 3, "enter")
        assert not look.screen.query_one("#decisions").display


async def test_a_small_terminal_shows_the_chart_alone_and_the_palette_what_is_ours():
    async with looking(lived(6), "c", size=(40, 12)) as look:
        under, chart = look.screen.query_one("#under"), look.screen.query_one("#chart")
        assert (under.display, chart.size.height) == (False, 11)
        await look.pilot.resize_terminal(80, 24)
        await look.pilot.pause()
        assert under.display
        offered = [c.title for c in look.app.get_system_commands(look.screen)]
        assert offered == ["Guide", "Theme", "Leave"]
