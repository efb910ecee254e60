"""The coach behind the screens: what is asked, answered, changed by hand and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from runcoach.core.coach.decisions import Reply
from runcoach.core.coach.dose_text import format_dose
from runcoach.core.model.plan import Side
from runcoach.core.model.profile import Load, Profile
from runcoach.core.model.programme import Format, Programme, SessionOutline, Slot
from runcoach.core.model.records import Pain
from runcoach.core.model.settings import WeightUnit
from runcoach.core.planner.propose import propose_session
from runcoach.core.planner.request import SessionRequest
from runcoach.ui.history.repeat_session import plan_again
from runcoach.ui.profile import rows
from runcoach.ui.text.load_parser import format_loads, parse_loads
from runcoach.ui.today import check_in
from runcoach.ui.today.rows import TodayRows
from tests.core.coach.completed_records import completed_record
from tests.ui.tiers.coached_app import CATALOGUE, OWNER, app_of, live


def rows_of(app):
    programmes = list(CATALOGUE.programmes.values())
    return TodayRows.of(app.coach.athlete(), programmes, app.settings, first=False)


def test_what_hurt_last_time_is_asked():
    app, clock = app_of()
    live(app, clock)
    record = app.services.history.recent(1)[0]
    hurting = replace(
        record,
        sets=tuple(
            replace(s, pain=Pain("knee", Side.LEFT, 2)) if s.exercise == "squat" else s
            for s in record.sets
        ),
    )
    app.services.history.save(hurting)
    row = rows_of(app).rows[0]
    assert (row.label, row.value) == ("Left knee today?", "not given")
    check_in.store_answer(replace(row, at=1), app.coach.athlete(), app.coach)
    (check,) = app.services.coaching.notebook().checks
    assert (check.area, check.side, check.hurts) == ("knee", Side.LEFT, False)
    assert rows_of(app).rows[0].value == "fine"
    app.services.history.save(replace(hurting, id="again"))
    professional = rows_of(app).rows[0]
    assert professional.values[-1] == "looked at"
    check_in.store_answer(replace(professional, at=3), app.coach.athlete(), app.coach)
    assert len(app.services.coaching.notebook().cleared) == 1


def test_soreness_is_asked_in_the_days_after_a_session():
    app, clock = app_of()
    live(app, clock, sessions=2)
    row = rows_of(app).rows[0]
    assert row.label == "Still sore?"
    legs = SessionRequest(programme=CATALOGUE.programmes["legs"])
    before = len(propose_session(legs, app.coach.athlete()).plan.work)
    check_in.store_answer(replace(row, at=1), app.coach.athlete(), app.coach)
    assert rows_of(app).rows[0].value == "legs, a bit"
    assert len(propose_session(legs, app.coach.athlete()).plan.work) < before
    clock.set_wall(clock.wall() + timedelta(days=6))
    assert rows_of(app).rows[0].label == "Session"


def test_a_break_stands_once_a_session_has_begun():
    app, clock = app_of()
    live(app, clock)
    clock.set_wall(clock.wall() + timedelta(days=32))
    eased = app.coach.athlete().standings
    app.coach.save_day_changes()
    assert app.services.coaching.notebook().standings.items() <= eased.items()
    assert not app.coach.undo_layoff_step()


def test_as_before_takes_the_break_back():
    app, clock = app_of()
    live(app, clock)
    clock.set_wall(clock.wall() + timedelta(days=32))
    eased = app.coach.athlete().standings
    assert app.coach.undo_layoff_step()
    assert app.coach.athlete().standings != eased
    assert app.coach.athlete().layoff is None


@pytest.mark.parametrize("reply", [Reply.YES, Reply.NO])
def test_an_answer_is_kept_and_can_be_taken_back(reply):
    app, clock = app_of()
    live(app, clock, sessions=4)
    waiting = app.coach.open_proposals()
    assert len(waiting) > 1
    app.coach.answer(waiting[:1], reply)
    kept = app.services.coaching.notebook()
    moved = kept.standings[waiting[0].exercise] == waiting[0].after
    assert moved == (reply is Reply.YES)
    assert app.coach.open_proposals() == waiting[1:]
    app.coach.answer(waiting[:1], Reply.OPEN)
    assert set(app.coach.open_proposals()) == set(waiting)


def test_one_change_for_all_and_back():
    app, clock = app_of()
    live(app, clock)
    before = app.coach.notebook.standings
    for change in (
        lambda s: app.coach.ease_after_illness(21, s),
        lambda s: app.coach.step_all(True, s),
    ):
        change(app.coach.athlete().standings)
        after = app.coach.notebook.standings
        assert len([id for id in before if after[id] != before[id]]) > 1
        app.coach.undo()
        assert app.coach.notebook.standings == before
        assert app.services.coaching.notebook().standings == before


def test_an_undo_names_what_the_exercise_is_back_to():
    app, clock = app_of()
    live(app, clock)
    coach = app.coach
    position = next(
        r for r in coach.ladder_positions(coach.athlete().standings) if r.exercise.id == "squat"
    )
    before = format_dose(position.exercise, position.standing)
    assert coach.step(position, up=False)
    assert coach.undo() == f"Squat back to {before}."
    coach.toggle_lock(position)
    assert coach.undo() == "Squat unlocked."
    said = coach.ease_after_illness(21, coach.athlete().standings)
    assert coach.undo() == said, "a change of several exercises is named by its own sentence"


def test_what_can_t_be_kept_is_told():
    app, _ = app_of()
    told = []
    app.coach._failed = told.append
    app.services.background.fault = OSError("full")
    app.coach.keep_profile(OWNER)
    assert [str(e) for e in told] == ["full"]


@pytest.mark.parametrize(
    ("text", "loads"),
    [
        ("", ()),
        ("none", ()),
        ("2 x 8 kg", (Load(8, 2),)),
        ("2x8, 16 bell", (Load(8, 2), Load(16, 1, "kettlebell"))),
        ("2,5 kg; 5 kg backpack", (Load(2.5), Load(5, 1, "backpack"))),
        ("6 kg vest, 3 kg medicine ball", (Load(6, 1, "vest"), Load(3, 1, "medicine ball"))),
        ("2 x 4-12 kg by 4", (Load(4, 2), Load(8, 2), Load(12, 2))),
        ("2 to 5 kg", (Load(2), Load(4), Load(5))),
    ],
)
def test_weights_as_they_are_written(text, loads):
    assert parse_loads(text) == loads
    assert parse_loads(format_loads(loads)) == loads


@pytest.mark.parametrize("text", ["-8", "2 x", "8 stones", "0 kg", "99 x 8"])
def test_what_is_no_weight_is_said(text):
    with pytest.raises(ValueError, match="is not a weight"):
        parse_loads(text)


@pytest.mark.parametrize(
    ("text", "loads", "told"),
    [
        ("2 x 20 lb", (Load(9.07, 2),), "2 x 20 lb"),
        ("2 x 20", (Load(9.07, 2),), "2 x 20 lb"),
        ("35 lbs bell", (Load(15.88, 1, "kettlebell"),), "35 lb kettlebell"),
        ("2 x 8 kg, 5 pounds backpack", (Load(8, 2), Load(2.27, 1, "backpack")), None),
    ],
)
def test_weights_in_pounds_where_pounds_are_chosen(text, loads, told):
    assert parse_loads(text, WeightUnit.LB) == loads
    words = format_loads(loads, WeightUnit.LB)
    assert told in (None, words)
    assert parse_loads(words, WeightUnit.LB, loads) == loads


@pytest.mark.parametrize("unit", list(WeightUnit))
def test_the_likeliest_weights_are_in_the_unit_chosen(unit):
    row = next(r for r in rows.first_question_rows(Profile(), unit) if r.id == "at-home")
    weighed = [w for w in row.values if any(c.isdigit() for c in w)]
    assert weighed
    assert all(w.endswith(unit.value) for w in weighed)
    for at in range(len(row.values)):
        said = rows.apply_first_answers(Profile(), [replace(row, at=at)])
        again = next(r for r in rows.first_question_rows(said, unit) if r.id == "at-home")
        assert again.at == at
    own = replace(Profile(), loads=(Load(7, 2),))
    asked = rows.first_question_rows(own, unit)
    assert rows.apply_first_answers(own, asked).loads == own.loads


def test_a_race_as_it_is_written():
    profile = rows.with_race(Profile(), "2027-04-18 42")
    assert (profile.race_date, profile.race_km) == ("2027-04-18", 42)
    assert rows.race_words(profile) == "2027-04-18 42"
    assert rows.with_race(profile, "").race_date is None
    with pytest.raises(ValueError, match="a race as its day and its kilometres"):
        rows.with_race(profile, "soon")


def test_every_row_of_the_profile_turns():
    def shown(profile):
        return (*rows.profile_rows(profile), *rows.equipment_rows(profile, CATALOGUE))

    profile = OWNER
    for row in shown(profile):
        if row.id in (*rows.TYPED_ROWS, rows.EQUIPMENT):
            continue
        for at in range(len(row.values)):
            profile = rows.apply_row(profile, replace(row, at=at))
            again = {r.id: r for r in shown(profile)}
            assert again[row.id].value == row.values[at]


def test_equipment_stands_in_the_article_s_groups_with_what_does_instead():
    labels = [row.label.split()[0] for row in rows.equipment_rows(OWNER, CATALOGUE)]
    assert list(dict.fromkeys(labels)) == ["home", "basic", "extra", "machine"]
    step = next(r for r in rows.equipment_rows(OWNER, CATALOGUE) if r.id.endswith(":step"))
    assert (step.value, step.help.startswith("Instead: ")) == ("yes", True)


@pytest.mark.parametrize("format", list(Format))
def test_doing_it_again_keeps_order_and_doses_without_its_programme(format):
    app, clock = app_of()
    live(app, clock, sessions=2)
    slots = tuple(Slot(e) for e in ("walking-lunge", "press-up", "glute-bridge", "plank"))
    outline = SessionOutline("gone", "Gone", slots, 20, format=format)
    known = app.coach.athlete()
    plan = propose_session(
        SessionRequest(programme=Programme("gone", "Gone", "", (outline,))), known
    ).plan
    once_more = plan_again(completed_record(plan, clock.wall(), "x"), known, app.settings)
    told = [[(b.exercise, b.set, b.target, b.group) for b in p.work] for p in (plan, once_more)]
    assert told[0] == told[1]
