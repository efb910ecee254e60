"""Profile and notebook on the disk: round trips, and one line for each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from runcoach.catalogue.loader import read_catalogue
from runcoach.core.coach.decisions import Decision, Direction, Proposal, Reply
from runcoach.core.coach.evidence import CitedSet
from runcoach.core.coach.notebook import Notebook, SorenessCheck
from runcoach.core.coach.pain import MedicalClearance, PainCheck, PainReport
from runcoach.core.model.plan import Side
from runcoach.core.model.profile import Experience, Load, Profile
from runcoach.core.model.programme import Format, Programme, SessionOutline, Slot
from runcoach.core.model.standing import Standing, StandingChange
from runcoach.storage.documents.coach import FileCoachDocuments
from runcoach.storage.documents.programme_file import write_programme
from tests.built_in import built_in_catalogue
from tests.core.coach.small_catalogue import F, S, at
from tests.fakes import MemoryDocuments

ASSETS = Path(__file__).parents[3] / "assets"
CATALOGUE = built_in_catalogue()


def stored(profile=None, coach=None):
    documents = MemoryDocuments()
    if profile is not None:
        documents.stored["profile"] = profile
    if coach is not None:
        documents.stored["coach"] = coach
    return FileCoachDocuments(documents, CATALOGUE, Path("nowhere")), documents


def proposal(session="s1", exercise="squat", way=Direction.UP, step=1):
    return Proposal(session, exercise, way, Standing(F), Standing(F, step), "up-two", "Up.",
                    "practice", (CitedSet("s1-0", "2026-03-02"),))  # fmt: skip


def test_without_documents_there_is_no_profile_and_an_empty_notebook():
    coaching, _ = stored()
    assert coaching.profile() is None
    assert coaching.notebook() == Notebook()
    assert coaching.problems() == ()


def test_a_profile_survives():
    mine = Profile(
        Experience.REGULAR, ("step", "box"), (Load(8, 2), Load(16, 1, "kettlebell")), 25, 3,
        (1, 3), 6, (4,), "2027-04-18", 42.2, True,
    )  # fmt: skip
    coaching, documents = stored({"nickname": "Fox"})
    coaching.keep_profile(mine)
    assert documents.stored["profile"]["nickname"] == "Fox"
    assert coaching.profile() == mine
    coaching.keep_profile(replace(mine, race_date=None))
    assert coaching.profile().race_date is None


def test_a_notebook_survives_bit_by_bit():
    first = Notebook(
        changes=(StandingChange("c1", at(-3), {"squat": Standing(S, 1, 8.0)}, "Easier."),),
        decisions=(Decision(proposal()),),
    )
    then = replace(
        first.with_decisions([Decision(proposal(), Reply.CHANGED, at(-1), Standing(F, 2))]),
        checks=(PainCheck("knee", Side.LEFT, at(-1), False),),
        cleared=(MedicalClearance("knee", Side.LEFT, at(-1)),),
        hurt=(PainReport("knee", Side.LEFT, 2, at(-2), "s0"),),
        sore=SorenessCheck(at(0), "legs"),
        training_since="2026-02-01",
        own_pace=1.1,
    )
    coaching, _ = stored()
    coaching.keep_notebook(first, Notebook())
    assert coaching.notebook() == first
    coaching.keep_notebook(then, first)
    assert coaching.notebook() == then
    assert then.standings == {"squat": Standing(F, 2)}


def test_what_nothing_rests_on_is_let_go():
    coaching, documents = stored()
    book = Notebook()
    for number in range(30):
        way = Direction.HOLD if number % 2 else Direction.UP
        answer = Reply.OPEN if number % 2 else Reply.YES
        fresh = book.with_decisions(
            [Decision(proposal(f"s{number}", way=way, step=number), answer, at(number))]
        )
        coaching.keep_notebook(fresh, book)
        book = fresh
    kept = coaching.notebook()
    assert kept.standings == book.standings
    assert kept.decisions[-1] == book.decisions[-1]
    assert len(documents.stored["coach"]["decisions"]) <= 12


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ({"equipmnet": []}, "profile.json: equipmnet: unknown key; did you mean equipment?"),
        ({"loads": [{"kg": -8}]}, "profile.json: loads[0].kg: expected kilograms above 0, not -8"),
        (
            {"equipment": ["stepp"]},
            'profile.json: equipment: no exercise uses "stepp"; did you mean step?',
        ),
        (
            {"minutes": 300},
            "profile.json: minutes: expected a whole number from 8 to 45, not 300",
        ),
        (
            {"experience": "pro"},
            'profile.json: experience: expected one of beginner, some, regular, not "pro"',
        ),
        (
            {"race_date": "soon"},
            'profile.json: race_date: expected a day as YYYY-MM-DD, not "soon"',
        ),
        (
            {"long_run_day": "Sunday"},
            'profile.json: long_run_day: expected a weekday from 0 (Monday) to 6, not "Sunday"',
        ),
    ],
)
def test_a_mistake_is_one_clear_line_and_the_rest_works(written, line):
    coaching, _ = stored({**written, "sessions_per_week": 4})
    assert coaching.profile().sessions_per_week == 4
    assert [str(p) for p in coaching.problems()] == [line]


def test_of_several_loads_one_mistake_costs_one():
    coaching, _ = stored({"loads": [{"kg": 8, "count": 2}, {"kg": -1}, "bell"]})
    assert coaching.profile().loads == (Load(8, 2),)
    assert len(coaching.problems()) == 2


def test_an_unknown_exercise_is_one_line_and_its_standing_is_kept():
    coaching, _ = stored()
    change = StandingChange("c1", at(-3), {"squatt": Standing(S), "squat": Standing(S, 1)})
    coaching.keep_notebook(Notebook(changes=(change,)), Notebook())
    assert coaching.notebook().standings["squat"] == Standing(S, 1)
    (line,) = map(str, coaching.problems())
    assert line == "coach.json: squatt: is no exercise any more; its standing is kept, unused"


def test_a_broken_entry_is_left_out_and_left_alone():
    coaching, documents = stored(coach={"changes": {"c1": {"at": 3}}, "own_pace": "fast"})
    assert coaching.notebook() == Notebook()
    assert len(coaching.problems()) == 2
    coaching.keep_notebook(Notebook(training_since="2026-01-01"), Notebook())
    assert documents.stored["coach"]["changes"] == {"c1": {"at": 3}}


NAIVE = "2026-03-02T18:00:00"


@pytest.mark.parametrize(
    ("coach", "place"),
    [
        ({"changes": {"c1": {"id": "c1", "at": NAIVE, "after": {}}}}, "changes.c1.at"),
        ({"checks": {"k": {"area": "knee", "side": "left", "at": NAIVE, "hurts": True}}},
         "checks.k.at"),
        ({"cleared": {"k": {"area": "knee", "side": "left", "at": "soon"}}}, "cleared.k.at"),
        ({"hurt": {"k": {"area": "knee", "side": "left", "level": 2, "at": NAIVE, "session": "s"}}},
         "hurt.k.at"),
        ({"sore": {"at": NAIVE}}, "sore.at"),
    ],
)  # fmt: skip
def test_a_moment_without_offset_leaves_out_its_entry_by_name(coach, place):
    coaching, _ = stored(coach=coach | {"training_since": "2026-01-01"})
    assert coaching.notebook() == Notebook(training_since="2026-01-01")
    (line,) = map(str, coaching.problems())
    assert line.startswith(f"coach.json: {place}: expected a moment with its offset")
    assert line.endswith("; it is left out")


@pytest.mark.parametrize("reply", [Reply.YES, Reply.NO, Reply.OPEN])
def test_only_an_open_decision_has_no_moment(reply):
    coaching, _ = stored()
    coaching.keep_notebook(Notebook().with_decisions([Decision(proposal(), reply)]), Notebook())
    assert len(coaching.notebook().decisions) == (reply is Reply.OPEN)


@pytest.mark.parametrize(
    ("coach", "line"),
    [
        ({"training_since": "soon"},
         'coach.json: training_since: expected a day as YYYY-MM-DD, not "soon"; it is left out'),
        ({"own_pace": -1}, "coach.json: own_pace: expected a number from 0.1 to 10, not -1"
         "; it is left out"),
    ],
)  # fmt: skip
def test_a_value_out_of_bounds_is_left_out_by_name(coach, line):
    coaching, _ = stored(coach=coach)
    assert coaching.notebook() == Notebook()
    assert [str(p) for p in coaching.problems()] == [line]


def test_a_programme_is_written_beside_others_and_reads_back_the_same(tmp_path):
    outline = SessionOutline(
        "x-1", 'Mine, "hard"', (Slot("squat", 3, S, 12, 30, ("plank",)), Slot("plank")), 20,
        warm_up=("march",), cool_down=("childs-pose",), format=Format.PAIRS,
    )  # fmt: skip
    mine = Programme("x", 'Mine, "hard"', "Mine", (outline, replace(outline, minutes=25)), 6, 2)
    folder = tmp_path / "programmes"
    first, second = write_programme(mine, folder), write_programme(mine, folder)
    assert first != second
    assert first.read_text() == second.read_text()
    read = read_catalogue(ASSETS, tmp_path)
    assert read.problems == ()
    found = read.programmes[first.stem]
    assert (found.title, found.weeks, found.sessions_per_week) == (mine.title, 6, 2)
    assert [replace(o, id="") for o in found.sessions] == [replace(o, id="") for o in mine.sessions]
