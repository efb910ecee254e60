"""Programmes over weeks advance by sessions done."""

from __future__ import annotations

import pytest

from runcoach.core.coach.programme_progress import count_programme_sessions, progress_after
from runcoach.core.model.programme import Programme, SessionOutline
from runcoach.core.model.records import Status
from tests.core.coach.small_catalogue import F, done, session


def outline(id):
    return SessionOutline(id, id, (), 15)


TWELVE = Programme("twelve", "First twelve", "", (outline("a"), outline("b")), 6, 2)


def of_programme(count, status=Status.COMPLETED):
    return [
        session(n * 5, done("squat", F, 6), programme="twelve", status=status) for n in range(count)
    ]


def progress(sessions):
    return progress_after(TWELVE, count_programme_sessions(sessions).get("twelve", 0))


@pytest.mark.parametrize(
    ("count", "week_number", "lighter", "next_id", "finished"),
    [(0, 1, False, "a", False), (1, 1, False, "b", False), (2, 2, False, "a", False),
     (6, 4, True, "a", False), (7, 4, True, "b", False), (8, 5, False, "a", False),
     (12, 7, False, "a", True)],
)  # fmt: skip
def test_programmes_advance_by_sessions_done(count, week_number, lighter, next_id, finished):
    found = progress(of_programme(count))
    assert (found.week, found.lighter, found.outline.id) == (week_number, lighter, next_id)
    assert found.finished is finished


def test_a_session_left_early_does_not_advance_it():
    left = of_programme(1, Status.PARTIAL)[0]
    few = session(0, done("squat", F, 6), programme="twelve", status=Status.PARTIAL,
                  planned=left.planned * 3)  # fmt: skip
    assert progress([few]).done == 0
    assert progress([left]).done == 1
