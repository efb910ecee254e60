"""No bytes, however wrong, are more than a sentence."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from runcoach.interchange.activities.collecting import read_activities
from tests.interchange.fit_bytes import a_fit_run
from tests.interchange.track_text import STRAVA, a_gpx, a_tcx

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
SEEDS = (a_fit_run(every_s=120), a_gpx(minutes=2), a_tcx(minutes=2), STRAVA.encode())


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SEEDS), st.data())
def test_a_file_with_wrong_bytes_raises_nothing(tmp_path_factory, seed, data):
    changed = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(seed) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "crooked"
    path.write_bytes(bytes(changed))
    for outcome in read_activities(path, now=NOW):
        for run in outcome.runs:
            assert 0 < run.seconds <= 1_000_000
            assert 0 <= run.km <= 1_000
