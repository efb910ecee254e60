"""An app with a coach, and weeks that a person has lived with it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from runcoach.core.coach.decisions import Reply
from runcoach.core.model.profile import Experience, Load, Profile
from runcoach.core.model.settings import Settings
from runcoach.core.planner.propose import propose_session
from runcoach.core.planner.request import SessionRequest
from runcoach.ui.app import RunCoach
from runcoach.ui.session.screen import SessionScreen
from tests.built_in import built_in_catalogue
from tests.core.coach.completed_records import completed_record
from tests.fakes import ManualClock, services

ASSETS = Path(__file__).parents[3] / "assets"
CATALOGUE = built_in_catalogue()
OWNER = Profile(Experience.SOME, ("step",), (Load(8, 2), Load(16, 1)), 20)


def app_of(**changes):
    clock = ManualClock()
    settings = changes.pop("settings", Settings(read_left=True))
    return RunCoach(services(CATALOGUE, clock=clock, settings=settings, **changes)), clock


def live(app, clock, sessions=5, programme="full-body", yes=True, apart=2.5):
    """Some sessions are behind the person; the last one is still to be answered."""
    app.coach.keep_profile(OWNER)
    now = clock.wall()
    for number in range(sessions):
        clock.set_wall(now - timedelta(days=apart * (sessions - number)))
        known = app.coach.athlete()
        plan = propose_session(
            SessionRequest(programme=CATALOGUE.programmes[programme]), known
        ).plan
        record = completed_record(plan, known.at, f"lived-{number}")
        app.services.history.save(record)
        app.coach.review_session(record)
        clock.set_wall(clock.wall() + timedelta(hours=1))
        if yes and number < sessions - 1:
            app.coach.answer(app.coach.open_proposals(), Reply.YES)
    clock.set_wall(now)


def shown(screen, query):
    return str(screen.query_one(query).render())


def titles(app):
    return app.screen.query_one("#title").text


async def play(app, pilot, clock, plan=None):
    known = app.coach.athlete()
    plan = (
        plan
        or propose_session(
            SessionRequest(programme=CATALOGUE.programmes["first-session"]), known
        ).plan
    )
    app.starting.begin(plan, hands_free=True)
    await pilot.pause()
    for _ in range(4000):
        clock.move(1.0)
        if not isinstance(app.screen, SessionScreen):
            break
    await pilot.pause()
