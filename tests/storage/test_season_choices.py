"""What the person decided of the season, in coach.json."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from runcoach.core.coach.notebook import Notebook
from runcoach.core.model.catalogue import Catalogue
from runcoach.core.model.season import (
    Absence,
    AbsenceKind,
    BlockName,
    HeldBlock,
    MovedSession,
    SeasonChoices,
    SeasonStart,
)
from runcoach.storage.documents.coach import FileCoachDocuments
from tests.storage.test_version_before import opened

DAY = date(2026, 11, 3)
CHOICES = SeasonChoices(
    (SeasonStart("s", DAY),),
    (HeldBlock("h", BlockName.MAINTAIN, DAY),),
    (MovedSession("m", DAY, date(2026, 11, 5)),),
    (Absence("a", AbsenceKind.ILL, DAY, date(2026, 11, 9)),),
)


def documents(folder: Path) -> FileCoachDocuments:
    return FileCoachDocuments(opened(folder, writer=True).documents, Catalogue(), folder)


def test_choices_are_written_by_id_and_read_again(tmp_path: Path) -> None:
    documents(tmp_path).keep_notebook(Notebook(season=CHOICES), Notebook())
    stored = json.loads((tmp_path / "coach.json").read_bytes())
    assert stored["schema"] == 2
    assert stored["season"]["absences"]["a"]["kind"] == "ill"


def test_a_choice_of_another_kind_stays_and_a_wrong_one_is_named(tmp_path: Path) -> None:
    path = tmp_path / "coach.json"
    path.write_text(json.dumps({"schema": 1, "season": {"wishes": {"w": 1}, "starts": {"x": 3}}}))
    coaching = documents(tmp_path)
    book = coaching.notebook()
    assert book.season == SeasonChoices()
    assert [p.key for p in coaching.problems()] == ["season.starts.x"]
    coaching.keep_notebook(replace(book, season=CHOICES), book)
    stored = json.loads(path.read_bytes())["season"]
    assert stored["wishes"] == {"w": 1}
    assert stored["starts"].keys() == {"x", "s"}
    assert coaching.notebook().season == CHOICES
