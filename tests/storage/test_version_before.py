"""A data folder written by the version before: it opens whole, and is written as it was."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from runcoach.catalogue.compiled_cache import load_catalogue
from runcoach.core.coach.athlete import RECENT_SESSIONS, Athlete
from runcoach.core.coach.capacity import capacity_of
from runcoach.core.coach.notebook import Notebook
from runcoach.core.coach.programme_progress import count_programme_sessions
from runcoach.core.model.exercise import TierName
from runcoach.core.model.plan import Side
from runcoach.core.model.profile import Experience, Load, Profile
from runcoach.core.model.records import SessionRecord, Status
from runcoach.core.model.settings import Pace, Settings, Theme, WeightUnit
from runcoach.core.model.standing import Standing, value_at
from runcoach.core.session.session import Phase
from runcoach.resources import assets_folder
from runcoach.runner.conductor import Conductor, Listener, resume_from_journal
from runcoach.storage.data_folder import DataFolder, open_data_folder
from runcoach.storage.documents.coach import FileCoachDocuments
from runcoach.storage.documents.settings import read_settings_with_problems
from runcoach.storage.journal.snapshot import encode_snapshot
from tests.fakes import InlineBackground, ManualClock

FIXTURE = Path(__file__).parents[1] / "fixtures" / "version-0"
PHASES = sorted(path.stem for path in (FIXTURE / "active").glob("*.json"))
EXPORT = json.loads((FIXTURE / "exports" / "history.json").read_bytes())
ATHLETE = json.loads((FIXTURE / "exports" / "athlete.json").read_bytes())
MOMENT = datetime.fromisoformat(ATHLETE["at"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(FIXTURE / "data", tmp_path / "data")


def opened(folder: Path, clock: ManualClock | None = None, *, writer: bool = False) -> DataFolder:
    return open_data_folder(folder, wall=(clock or ManualClock(MOMENT)).wall, writer=writer)


def coach_documents(store: DataFolder) -> FileCoachDocuments:
    catalogue = load_catalogue(assets_folder(), store.folder)
    return FileCoachDocuments(store.documents, catalogue, store.folder / "programmes")


def athlete(store: DataFolder) -> Athlete:
    coaching, history = coach_documents(store), store.history
    history.read_older()
    return Athlete(
        load_catalogue(assets_folder(), store.folder),
        MOMENT,
        coaching.profile(),
        coaching.notebook(),
        history.recent(RECENT_SESSIONS),
        count_programme_sessions(history.entries()),
    )


def plain(value: object) -> Any:
    return json.loads(msgspec.json.encode(value))


def exported(record: SessionRecord) -> dict[str, Any]:
    """A record as an export writes it: without its schema, and null for no programme."""
    document: dict[str, Any] = plain(record)
    return {k: v for k, v in document.items() if k != "schema"} | {
        "programme": document["programme"] or None,
        "outline": document["outline"] or None,
    }


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_session_and_its_revisions_equal_the_old_export(folder: Path) -> None:
    history = opened(folder).history
    history.read_older()
    assert [exported(record) for record in history.records()] == EXPORT["sessions"]
    ids = [record["id"] for record in EXPORT["sessions"]]
    revisions = {id: [exported(r) for r in found] for id in ids if (found := history.revisions(id))}
    assert revisions == EXPORT["revisions"]
    assert history.notices() == ()


def test_the_index_gives_the_same_sessions(folder: Path) -> None:
    history = opened(folder).history
    history.read_older()
    entries = history.entries()
    assert [(e.id, e.started_at, e.title, e.deleted) for e in entries] == [
        (s["id"], s["started_at"], s["title"], s["deleted_at"] is not None)
        for s in EXPORT["sessions"]
    ]
    assert Counter(e.status for e in entries) == {
        Status.COMPLETED: 11,
        Status.PARTIAL: 6,
        Status.DISCARDED: 1,
    }
    assert sum(e.rehearsal for e in entries) == 1
    assert sum(e.pain for e in entries) == 3


def test_profile_and_settings_are_read_whole(folder: Path) -> None:
    store = opened(folder)
    coaching = coach_documents(store)
    assert coaching.profile() == Profile(
        experience=Experience.SOME,
        equipment=("band", "step"),
        loads=(Load(9.07, 2), Load(15.88, 1, "kettlebell")),
        minutes=10,
        sessions_per_week=2,
        run_days=(1, 3, 5, 6),
        long_run_day=6,
        hard_days=(3,),
        race_date="2027-04-18",
        race_km=21.1,
        careful=True,
    )
    settings, problems = read_settings_with_problems(store.documents)
    assert settings == Settings(
        pace=Pace.TEMPO,
        rest_scale=0.75,
        volume=65,
        theme=Theme.LIGHT,
        reduced_motion=True,
        weight_unit=WeightUnit.LB,
        distance_view=True,
        heard=True,
        read_left=True,
        last_programme="core",
        last_minutes=8,
    )
    coaching.notebook()
    assert (problems, coaching.problems()) == ((), ())


def test_the_notebook_gives_the_standings_that_it_gave(folder: Path) -> None:
    person = athlete(opened(folder))
    standings = plain(dict(sorted(person.standings.items())))
    assert standings.keys() == ATHLETE["standings"].keys()
    for id, before in ATHLETE["standings"].items():
        now = standings[id]
        assert (now["tier"], now["load_kg"]) == (before["tier"], before["load_kg"])
        tier = person.catalogue.exercises[id].tier(TierName(now["tier"]))
        asked = value_at(tier.dose, msgspec.convert(before, Standing))
        capacity = capacity_of(msgspec.convert(now, Standing), tier)
        assert asked <= capacity <= asked + 20
    assert person.programme_sessions == ATHLETE["done"]
    areas = [(a.area, a.side, a.since, a.quiet) for a in person.spared_areas]
    assert areas == [
        (a["area"], Side(a["side"]), a["since"], a["quiet"]) for a in ATHLETE["asides"]
    ]
    assert Counter(d.reply.value for d in person.notebook.decisions) == ATHLETE["replies"]
    assert [c.undone for c in person.notebook.changes].count(True) == 2


def _without_capacity(value: dict[str, Any]) -> dict[str, Any]:
    """A standing as it was before it knew a capacity; 0 says that none is known."""
    return {k: v for k, v in value.items() if (k, v) != ("capacity", 0)}


def test_a_notebook_and_a_profile_are_written_with_the_same_keys(
    folder: Path, tmp_path: Path
) -> None:
    """The names on disk: what today's code writes of them equals what was there."""
    theirs = coach_documents(opened(folder))
    profile = theirs.profile()
    assert profile is not None
    ours = tmp_path / "ours"
    store = opened(ours, writer=True)
    coaching = coach_documents(store)
    coaching.keep_profile(profile)
    coaching.keep_notebook(theirs.notebook(), Notebook())
    store.history.close()
    profile_now = json.loads((ours / "profile.json").read_bytes())
    new = {"hard_days_hard": False, "missing": []}
    assert profile_now == json.loads((folder / "profile.json").read_bytes()) | new
    coach_now = json.loads((ours / "coach.json").read_bytes(), object_hook=_without_capacity)
    assert coach_now == json.loads((folder / "coach.json").read_bytes()) | {"schema": 2}


def test_own_exercises_and_programmes_are_read(folder: Path) -> None:
    catalogue = load_catalogue(assets_folder(), folder)
    assert catalogue.problems == ()
    exercise = catalogue.exercise("stair-sit")
    assert exercise is not None
    assert [tier.variant for tier in exercise.tiers][-1] == "stair-sit-one-leg"
    kurz = catalogue.programme("kurz")
    assert kurz is not None
    assert kurz.title == "Kurz & gut 短い"
    assert catalogue.programme("mine-kuche-8-min") is not None


@pytest.mark.parametrize("writer", [False, True])
def test_reading_changes_no_file(folder: Path, writer: bool) -> None:
    before = files(folder)
    store = opened(folder, writer=writer)
    athlete(store)
    for entry in store.history.entries():
        store.history.load(entry.id)
        store.history.revisions(entry.id)
    read_settings_with_problems(store.documents)
    assert store.history.notices() == ()
    store.history.close()
    assert files(folder) == before


def test_an_edit_keeps_every_other_value(folder: Path) -> None:
    store = opened(folder, writer=True)
    record = store.history.load(EXPORT["sessions"][0]["id"])
    assert record is not None
    store.history.edit(msgspec.structs.replace(record, note="edited"), MOMENT)
    store.history.close()
    history = opened(folder).history
    history.read_older()
    first, *others = (exported(r) for r in history.records())
    assert others == EXPORT["sessions"][1:]
    changed = {"note": "edited", "edited_at": first["edited_at"]}
    assert first == EXPORT["sessions"][0] | changed
    assert exported(history.revisions(record.id)[0]) == EXPORT["sessions"][0]


# --- a session under way ---------------------------------------------------------------------


def test_there_is_one_for_each_phase() -> None:
    phases = {name.partition("-")[0] for name in PHASES}
    assert phases == {"ready", "count", "work", "switch", "rest", "paused", "finished"}


def active(folder: Path, name: str) -> dict[str, Any]:
    source = FIXTURE / "active" / f"{name}.json"
    shutil.copyfile(source, folder / "active.json")
    document: dict[str, Any] = json.loads(source.read_bytes())
    return document


@pytest.mark.parametrize("name", PHASES)
def test_a_session_under_way_is_written_as_it_was(folder: Path, name: str) -> None:
    document = active(folder, name)
    waiting = opened(folder, writer=True).journal(lambda call: call()).waiting()
    assert waiting is not None
    again = json.loads(encode_snapshot(waiting.session, waiting.saved_at))
    assert holds_all_of(again | {"app": document["app"]}, document)


def holds_all_of(new: Any, old: Any) -> bool:
    """Whether everything in the old document is in the new one; fields may have been added."""
    if isinstance(old, dict):
        return all(name in new and holds_all_of(new[name], old[name]) for name in old)
    if isinstance(old, list):
        return len(new) == len(old) and all(map(holds_all_of, new, old))
    return bool(new == old)


@pytest.mark.parametrize("name", PHASES)
def test_a_session_under_way_resumes_paused_and_can_be_finished(folder: Path, name: str) -> None:
    document = active(folder, name)["session"]
    clock = ManualClock(MOMENT)
    store = opened(folder, clock, writer=True)
    journal = store.journal(lambda call: call())
    waiting = journal.waiting()
    assert waiting is not None
    assert waiting.session.phase.value == document["phase"]
    session = resume_from_journal(waiting.session, waiting.saved_at, clock.wall())
    # What waits for a key goes on waiting for it; what ran is paused.
    stays = waiting.session.phase in (Phase.READY, Phase.FINISHED)
    assert session.phase is (waiting.session.phase if stays else Phase.PAUSED)
    assert plain(session.sets) == document["sets"]
    conductor = Conductor(
        session,
        Listener(lambda: None, lambda alerts: None, lambda message: None),
        clock=clock,
        journal=journal,
        history=store.history,
        background=InlineBackground(),
    )
    conductor.start()
    for _ in range(1000):
        if conductor.session.phase is Phase.FINISHED:
            break
        if conductor.session.phase_ends_at is None:
            clock.move(30.0)
            conductor.press()
        else:
            clock.move(1.0)
    assert conductor.session.phase is Phase.FINISHED
    clock.move(1.0)
    assert conductor.saved
    conductor.close()
    journal.close()
    store.history.close()

    history = opened(folder).history
    history.read_older()
    record, *others = history.records()
    assert [exported(r) for r in others] == EXPORT["sessions"]
    assert record.id == document["id"]
    assert record.started_at == document["started_at"]
    assert plain(record.sets)[: len(document["sets"])] == document["sets"]
    assert plain(record.planned) == document["planned"]
    ids = {s.block for s in record.sets}
    assert ids == {b["id"] for b in plain(conductor.session.plan.blocks) if b["kind"] == "work"} | {
        s["block"] for s in document["sets"]
    }
    assert not (folder / "active.json").exists()
    assert not list(folder.rglob("*.damaged-*"))
    assert history.notices() == ()


def test_a_session_of_yesterday_waits_with_its_age(folder: Path) -> None:
    active(folder, "rest")
    waiting = opened(folder, writer=True).journal(lambda call: call()).waiting()
    assert waiting is not None
    assert timedelta(hours=23) < MOMENT - waiting.saved_at < timedelta(hours=25)
