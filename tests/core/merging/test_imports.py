"""What a session from a file is to the history that it comes into."""

import pytest
from msgspec.structs import replace

from runcoach.core.merging.imports import Arrival, classify_arrival, take_file_version
from tests.core.history.random_history import a_session, a_set

OURS = a_session(sets=[a_set("1", actual=30)], edited_at="2026-11-20T18:00:00+01:00")
BEFORE = replace(OURS, note="before", edited_at="2026-11-19T18:00:00+01:00")
OTHER = replace(OURS, sets=(replace(OURS.sets[0], actual=12),))
LATER = "2026-11-21T18:00:00+01:00"
DELETED = replace(OURS, deleted_at="2026-11-20T18:00:00+01:00")


@pytest.mark.parametrize(
    ("ours", "theirs", "arrival"),
    [
        (None, OURS, Arrival.ADDED),
        (OURS, OURS, Arrival.UNCHANGED),
        (OURS, replace(OURS, edited_at=""), Arrival.UNCHANGED),
        (OURS, replace(OURS, edited_at=LATER), Arrival.UNCHANGED),
        (OURS, BEFORE, Arrival.UNCHANGED),
        (OURS, replace(OTHER, edited_at=LATER), Arrival.CHANGED),
        (OURS, OTHER, Arrival.DISPUTED),
        (OURS, replace(OTHER, edited_at=""), Arrival.DISPUTED),
        (OURS, replace(OTHER, edited_at="2026-11-01T18:00:00+01:00"), Arrival.DISPUTED),
        (DELETED, OURS, Arrival.UNCHANGED),
        (DELETED, replace(OURS, edited_at=LATER), Arrival.CHANGED),
    ],
)
def test_an_arrival(ours, theirs, arrival):
    assert classify_arrival(ours, [BEFORE] if ours else [], theirs) is arrival


def test_the_files_version_stays_in_the_trash_where_ours_is():
    assert take_file_version(DELETED, OTHER).deleted_at == DELETED.deleted_at
    assert take_file_version(OURS, replace(OTHER, deleted_at="x")).deleted_at is None
