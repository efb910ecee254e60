"""Moments as records write them: with their offset, or refused."""

from datetime import UTC, datetime

import pytest

from runcoach.core.model.dates import MomentError, local_day, parse_moment


def test_a_moment_keeps_its_offset():
    moment = parse_moment("2026-11-03T18:02:00+01:00")
    assert moment == datetime(2026, 11, 3, 17, 2, tzinfo=UTC)
    assert moment.isoformat() == "2026-11-03T18:02:00+01:00"
    assert parse_moment("2026-11-03T17:02:00Z") == moment


@pytest.mark.parametrize("text", ["2026-11-03T18:02:00", "2026-11-03", "2026-11-03 18:02"])
@pytest.mark.parametrize("parse", [parse_moment, local_day])
def test_a_moment_without_an_offset_is_refused(parse, text):
    with pytest.raises(MomentError) as fault:
        parse(text)
    assert str(fault.value) == (
        f"expected a moment with its offset, such as 2026-11-03T18:02:00+01:00, not {text!r}"
    )


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-03T18:02:00+01:00", "18:02+01:00"])
def test_what_is_no_moment_is_named(text):
    with pytest.raises(ValueError, match="expected a moment with its offset") as fault:
        parse_moment(text)
    assert not isinstance(fault.value, MomentError)
