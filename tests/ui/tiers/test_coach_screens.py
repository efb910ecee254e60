"""The coach by its keys: Today, summary, proposals, Tiers, profile, and another exercise."""

from __future__ import annotations

from datetime import timedelta

from runcoach.catalogue.loader import read_catalogue
from runcoach.core.coach.decisions import Reply
from runcoach.core.model.profile import Experience, Load, Profile
from runcoach.core.model.settings import Settings
from runcoach.core.planner.propose import propose_session
from runcoach.core.planner.request import SessionRequest
from runcoach.core.session.events import Skip
from runcoach.core.session.session import Phase
from runcoach.ui.help.why_sheet import WhySheet
from runcoach.ui.profile.screen import ProfileScreen
from runcoach.ui.session.screen import SessionScreen
from runcoach.ui.summary.screen import SummaryScreen
from runcoach.ui.tiers.proposals_sheet import ProposalsSheet
from runcoach.ui.tiers.screen import TiersScreen
from runcoach.ui.today.first_questions import FirstQuestions
from runcoach.ui.today.reasons_panel import ReasonsPanel
from runcoach.ui.today.screen import TodayScreen
from tests.core.coach.completed_records import completed_record
from tests.ui.tiers.coached_app import ASSETS, CATALOGUE, app_of, live, play, shown, titles


async def test_on_a_first_start_two_spaces_lead_to_ready():
    app, _ = app_of(settings=Settings())
    async with app.run_test() as pilot:
        assert titles(app) == "First session 15"
        await pilot.press("space")
        await pilot.press("space")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        assert app.screen.session.phase is Phase.READY


async def test_the_three_questions_are_one_key_away_and_fit_the_sessions():
    app, _ = app_of()
    async with app.run_test() as pilot:
        await pilot.press("i")
        assert isinstance(app.screen, FirstQuestions)
        await pilot.press("right", "down", "right", "right", "space")
        await pilot.pause()
        said = app.services.coaching.profile()
        assert said.experience is Experience.SOME
        assert said.loads == (Load(4, 2),)
        await pilot.press("i")
        assert isinstance(app.screen, ProfileScreen)


async def test_after_the_first_session_today_offers_them_and_is_not_in_the_way():
    app, clock = app_of()
    async with app.run_test() as pilot:
        await play(app, pilot, clock)
        assert isinstance(app.screen, SummaryScreen)
        clock.move(2)
        await pilot.press("space")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        notes = app.screen.query_one(ReasonsPanel)
        beside = " ".join(line for lines in notes.lines(*notes.size) for line in lines)
        assert "Three questions tailor the sessions to you: i." in beside


async def test_today_proposes_for_the_day_and_o_brings_another():
    app, clock = app_of()
    live(app, clock)
    async with app.run_test() as pilot:
        first = app.screen._proposed
        assert first.outline.id == "composed"
        await pilot.press("o")
        second = app.screen._proposed
        assert {b.exercise for b in first.plan.work} != {b.exercise for b in second.plan.work}
        await pilot.press("w")
        assert isinstance(app.screen, WhySheet)
        await pilot.press("escape", "space")
        await pilot.pause()
        assert app.screen.session.plan.work == second.plan.work  # type: ignore[attr-defined]


async def test_the_summary_lists_what_is_proposed_and_space_only_closes():
    app, clock = app_of()
    live(app, clock)
    async with app.run_test() as pilot:
        known = app.coach.athlete()
        plan = propose_session(
            SessionRequest(programme=CATALOGUE.programmes["full-body"]), known
        ).plan
        await play(app, pilot, clock, plan)
        for _ in range(len(plan.work) + 1):
            await pilot.press("2")
        await pilot.pause()
        assert "The coach proposes" in shown(app.screen, "#proposed")
        waiting = app.coach.open_proposals()
        before = app.coach.notebook.standings
        clock.move(2)
        await pilot.press("space")
        await pilot.pause()
        assert app.coach.open_proposals() == waiting
        assert app.coach.notebook.standings == before


async def test_the_summary_takes_every_proposal_at_one_key():
    app, clock = app_of()
    live(app, clock)
    async with app.run_test() as pilot:
        known = app.coach.athlete()
        plan = propose_session(
            SessionRequest(programme=CATALOGUE.programmes["full-body"]), known
        ).plan
        await play(app, pilot, clock, plan)
        await pilot.press("a")
        await pilot.pause()
        screen = app.screen
        waiting = app.coach.open_proposals(screen.conductor.session.id)
        assert waiting
        assert "g Take all" in screen.query_one("KeyBar").text()
        await pilot.press("g")
        assert app.coach.open_proposals(screen.conductor.session.id) == ()
        assert {app.coach.decision_on(p).reply for p in waiting} == {"yes"}
        assert "g Take all" not in screen.query_one("KeyBar").text()


async def test_the_summary_takes_an_answer_back_and_says_what_was_answered():
    app, clock = app_of()
    live(app, clock)
    async with app.run_test() as pilot:
        known = app.coach.athlete()
        plan = propose_session(
            SessionRequest(programme=CATALOGUE.programmes["full-body"]), known
        ).plan
        await play(app, pilot, clock, plan)
        screen = app.screen
        first = screen._choices.selected.id
        await pilot.press("right", "left")
        record = next(s for s in screen.conductor.session.sets if s.id == first)
        assert (record.effort, record.form_ok) == (None, None)
        for _ in range(len(plan.work) + 1):
            await pilot.press("2")
        assert screen._choices.selected.id == "feel"
        await pilot.press("right")
        assert screen.conductor.session.feel == 1
        await pilot.press("left")
        assert screen.conductor.session.feel is None
        await pilot.press("enter", "space")
        await pilot.pause()
        assert app.screen is screen
        assert "(you said yes)" in shown(screen, "#proposed")


async def test_the_proposals_and_the_tiers_by_their_keys():
    app, clock = app_of()
    live(app, clock, sessions=4)
    waiting = app.coach.open_proposals()
    async with app.run_test() as pilot:
        await pilot.press("4")
        assert isinstance(app.screen, TiersScreen)
        keys = app.screen.query_one("KeyBar").text()  # type: ignore[attr-defined]
        assert "enter Open" in keys
        assert "q Leave" in keys
        await pilot.press("enter")
        assert isinstance(app.screen, ProposalsSheet)
        await pilot.press("w")
        text = str(app.screen.query("Static").first().render())
        assert "met twice" in text
        assert "Source:" in text
        await pilot.press("escape", "n")
        assert "4. " in str(app.screen.query("Static").first().render())
        await pilot.press("escape", "h", "down", "right", "escape")
        await pilot.pause()
        first, second, *_ = (app.coach.decision_on(p) for p in waiting)
        assert first.reply is Reply.CHANGED
        assert second.reply is Reply.YES
        before = app.coach.notebook.standings["squat"]
        await pilot.press("e")
        assert app.coach.notebook.standings["squat"] != before
        await pilot.press("h")
        assert app.coach.notebook.standings["squat"] == before
        await pilot.press("l")
        assert app.services.coaching.notebook().standings["squat"].locked
        await pilot.press("u", "u", "u")
        assert app.coach.notebook.standings["squat"] == before
        await pilot.press("g", "down", "space")
        await pilot.pause()
        assert app.coach.notebook.standings["squat"] != before


async def test_a_break_is_said_once_and_h_is_as_before():
    app, clock = app_of()
    live(app, clock)
    clock.set_wall(clock.wall() + timedelta(days=32))
    async with app.run_test() as pilot:
        assert "one step easier today. H: as before" in shown(app.screen, "#notices")
        await pilot.press("h")
        await pilot.pause()
        assert "H: as before" not in shown(app.screen, "#notices")


async def test_another_exercise_of_the_same_kind():
    app, clock = app_of()
    live(app, clock)
    async with app.run_test() as pilot:
        known = app.coach.athlete()
        plan = propose_session(
            SessionRequest(programme=CATALOGUE.programmes["full-body"]), known
        ).plan
        app.starting.begin(plan, hands_free=False)
        await pilot.pause()
        screen = app.screen
        screen.conductor.send(Skip(part=True))  # The warm-up, whole.
        await pilot.pause()
        seen = [screen.session.work.exercise]
        for _ in range(2):
            clock.move(2)
            await pilot.press("o")
            await pilot.pause()
            seen.append(screen.session.work.exercise)
        assert len(set(seen)) == 3
        left = [b for b in screen.session.plan.work if b.exercise == seen[-1]]
        assert [b.set for b in left] == [1, 1, 2, 2] or [b.set for b in left] == [1, 2]
        fits = known.training_day.profile
        assert all(set(b.equipment) <= fits.at_hand for b in left)


async def test_the_profile_is_written_and_a_mistake_asked_again():
    app, _ = app_of()
    app.coach.keep_profile(Profile())
    async with app.run_test() as pilot:
        await pilot.press("i", "down", "down", "down", "enter")
        await pilot.press(*"2 x -8", "enter")
        await pilot.pause()
        assert app.coach.profile.loads == ()
        for _ in range(6):
            await pilot.press("backspace")
        await pilot.press(*"2 x 8, 16 bell", "enter")
        await pilot.pause()
        assert app.services.coaching.profile().loads == (Load(8, 2), Load(16, 1, "kettlebell"))
        await pilot.press("down", "enter", "down", "space", "escape")
        assert app.services.coaching.profile().missing == ("table",)
        assert isinstance(app.screen, ProfileScreen)


async def test_a_session_is_kept_as_a_programme_of_one_s_own(tmp_path):
    from runcoach.core.ports import Folders

    folders = Folders(tmp_path, tmp_path / "exercises", tmp_path / "programmes")
    app, clock = app_of(folders=folders)
    live(app, clock)
    async with app.run_test() as pilot:
        await pilot.press("j", "j")
        await pilot.pause()
        found = read_catalogue(ASSETS, tmp_path)
        assert found.problems == ()
        assert len(found.programmes) == len(CATALOGUE.programmes) + 2


async def test_a_mistake_in_the_profile_is_told_and_the_rest_works():
    from tests.fakes import MemoryDocuments

    documents = MemoryDocuments({"profile": {"minutes": 25, "loads": [{"kg": -8}]}})
    app, clock = app_of(documents=documents)
    app.services.history.save(
        completed_record(
            propose_session(SessionRequest(), app.coach.athlete()).plan, clock.wall(), "x"
        )
    )
    async with app.run_test(size=(100, 40)):
        assert "loads[0].kg: expected kilograms above 0, not -8" in shown(app.screen, "#notices")
        assert app.screen._proposed.outline.minutes in range(15, 26)
