"""The season: which block each week is, from the race, the days trained and what was decided."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runcoach.core.coach.block_lengths import calendar_blocks
from runcoach.core.coach.season import SeasonFacts, derive_season, recover_weeks, taper_weeks
from runcoach.core.model.dates import WEEK, week_start
from runcoach.core.model.profile import Experience, Profile
from runcoach.core.model.season import (
    BlockName,
    BlockReason,
    HeldBlock,
    Race,
    Season,
    SeasonChoices,
    SeasonStart,
)

MONDAY = date(2026, 6, 1)
REGULAR = Profile(experience=Experience.REGULAR)
NEW = Profile(experience=Experience.BEGINNER)


def facts(
    profile: Profile = REGULAR, *weeks: int, today: int = 0, needs: str = "", **decided: object
) -> SeasonFacts:
    """A person who trained on the Tuesday of these weeks; today is the Wednesday of `today`."""
    days = tuple(MONDAY + week * WEEK + timedelta(days=1) for week in weeks)
    return SeasonFacts(
        profile,
        days,
        SeasonChoices(**decided),
        MONDAY + today * WEEK + timedelta(days=2),
        frozenset(needs.split()),
    )


def race_in(weeks: int, km: float, profile: Profile = REGULAR) -> Profile:
    """The profile with a race on the Sunday so many weeks after the first."""
    from msgspec.structs import replace

    day = MONDAY + weeks * WEEK + timedelta(days=6)
    return replace(profile, race_date=day.isoformat(), race_km=km)


def shape(season: Season) -> str:
    """The blocks by their first letters and weeks: `L4 B4 S6`."""
    return " ".join(f"{b.name[0].upper()}{b.weeks}" for b in season.blocks)


def test_without_a_race_the_blocks_follow_each_other_and_learn_comes_once() -> None:
    assert shape(derive_season(facts(), 30)) == "L4 B4 S6 P4 B4 S6 P3"
    assert shape(derive_season(facts(NEW), 30)) == "L6 B4 S4 P4 B4 S4 P4 B1"


@pytest.mark.parametrize(
    ("weeks", "km", "expected"),
    [
        # Weeks from this Monday to the race's own; Taper is two of them from a half on, else one.
        (18, 21.1, "L4 B4 S5 P4 T2 R2"),
        (20, 42.2, "L4 B5 S6 P4 T2 R3"),
        (17, 10.0, "L4 B4 S5 P4 T1 R1"),
        (14, 21.1, "L4 B1 S4 P4 T2 R2"),
        (12, 21.1, "L4 S4 P3 T2 R2"),
        (9, 21.1, "L4 S4 T2 R2"),
        (7, 21.1, "L4 S2 T2 R2"),
        (5, 21.1, "L4 T2 R2"),
        (3, 21.1, "L2 T2 R2"),
        (30, 42.2, "L4 B5 S6 B4 S6 P4 T2 R3"),
    ],
)
def test_a_race_is_counted_back_from_and_build_gives_way_first(
    weeks: int, km: float, expected: str
) -> None:
    found = shape(derive_season(facts(race_in(weeks, km)), 4))
    assert found.split(" R")[0] + " R" + found.split(" R")[1][0] == expected


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        (18, "L7 B4 S6 T2"),
        (15, "L6 B4 S4 T2"),
        (12, "L7 B4 T2"),
        (10, "L9 T2"),
        (20, "L6 B4 S5 P4 T2"),
    ],
)
def test_for_someone_new_power_goes_first_then_strength_and_learn_fills(
    weeks: int, expected: str
) -> None:
    found = shape(derive_season(facts(race_in(weeks, 21.1, NEW)), 4))
    assert found.split(" R")[0] == expected


@given(st.integers(0, 120), st.booleans())
def test_the_weeks_before_taper_are_filled_whatever_their_number(weeks: int, new: bool) -> None:
    names = calendar_blocks(MONDAY, MONDAY + weeks * WEEK, new=new)
    assert sorted(names) == [MONDAY + n * WEEK for n in range(weeks)]
    assert weeks < 4 or BlockName.STRENGTH in names.values() or new


def test_taper_ends_on_race_day_and_recover_begins_after_it() -> None:
    season = derive_season(facts(race_in(18, 42.2)), 4)
    race = season.race
    assert race is not None
    assert season.block_on(race.day).name is BlockName.TAPER
    after = season.block_on(race.day + timedelta(days=1))
    assert (after.name, after.reason) == (BlockName.RECOVER, BlockReason.AFTER_RACE)
    assert season.block_on(race.day + timedelta(days=1) + 3 * WEEK).name is BlockName.BUILD


@pytest.mark.parametrize(
    ("km", "taper", "recover"), [(5, 1, 1), (10, 1, 1), (15, 1, 2), (21.1, 2, 2), (42.2, 2, 3)]
)
def test_the_longer_the_race_the_longer_the_taper_and_the_recovery(
    km: float, taper: int, recover: int
) -> None:
    assert (taper_weeks(km), recover_weeks(km)) == (taper, recover)


def test_a_missed_week_moves_the_season_on() -> None:
    every = derive_season(facts(REGULAR, 0, 1, 2, 3, 4, 5, today=6))
    missed = derive_season(facts(REGULAR, 0, 1, 3, 4, 5, today=6))
    assert [b.weeks for b in every.blocks[:2]] == [4, 4]
    assert [b.weeks for b in missed.blocks[:2]] == [5, 4]
    assert missed.blocks[1].start == every.blocks[1].start + WEEK


def test_before_a_race_a_missed_week_is_lost_and_the_race_stays() -> None:
    profile = race_in(18, 21.1)
    whole = derive_season(facts(profile, *range(10), today=10))
    missed = derive_season(facts(profile, *range(6), 8, 9, today=10))
    assert whole.block_on(MONDAY + 12 * WEEK) == missed.block_on(MONDAY + 12 * WEEK)


def test_a_layoff_of_28_days_begins_with_two_weeks_of_learn() -> None:
    season = derive_season(facts(REGULAR, *range(12), 17, today=17))
    first = season.blocks[0]
    assert (first.name, first.weeks, first.reason) == (BlockName.LEARN, 2, BlockReason.LAYOFF)
    assert first.start == MONDAY + 17 * WEEK
    assert season.blocks[1].name is BlockName.BUILD


def test_a_layoff_that_this_day_ends_counts_as_well() -> None:
    assert derive_season(facts(REGULAR, 0, 1, 2, today=9)).blocks[0].reason is BlockReason.LAYOFF
    assert derive_season(facts(REGULAR, 0, 1, 2, today=5)).blocks[0].reason is BlockReason.NEW


def test_starting_over_begins_with_learn_whole() -> None:
    over = (SeasonStart("a", MONDAY + 8 * WEEK),)
    season = derive_season(facts(REGULAR, *range(10), today=10, starts=over))
    assert (season.blocks[0].start, season.blocks[0].weeks) == (MONDAY + 8 * WEEK, 4)
    undone = (SeasonStart("a", MONDAY + 8 * WEEK, undone=True),)
    same = derive_season(facts(REGULAR, *range(10), today=10, starts=undone))
    assert same.blocks[0].start == MONDAY


def test_a_held_block_goes_on_until_it_is_released() -> None:
    held = (HeldBlock("a", BlockName.MAINTAIN, MONDAY + 6 * WEEK),)
    season = derive_season(facts(REGULAR, *range(7), today=7, held=held), 10)
    assert season.blocks[-1].name is BlockName.MAINTAIN
    ended = (HeldBlock("a", BlockName.MAINTAIN, MONDAY + 6 * WEEK, MONDAY + 8 * WEEK),)
    assert (
        shape(derive_season(facts(REGULAR, *range(7), today=7, held=ended), 6)) == "L4 B2 M3 B2 S3"
    )


def test_pregnant_has_learn_and_build_alone_and_just_given_birth_learn() -> None:
    pregnant = derive_season(facts(REGULAR, needs="pregnant"), 30)
    assert {b.name for b in pregnant.blocks} == {BlockName.LEARN, BlockName.BUILD}
    birth = derive_season(facts(REGULAR, needs="given-birth pregnant"), 30)
    assert {b.name for b in birth.blocks} == {BlockName.LEARN}


def test_races_near_each_other_are_joined_by_maintain() -> None:
    from msgspec.structs import replace

    before = Race(MONDAY + timedelta(days=6), 10.0)
    now = replace(facts(race_in(7, 10.0), *range(2), today=1), last_race=before)
    names = [b.name for b in derive_season(now, 4).blocks]
    assert names[:4] == [BlockName.LEARN, BlockName.RECOVER, BlockName.MAINTAIN, BlockName.TAPER]


def test_the_fourth_week_of_a_block_is_lighter_but_none_before_taper() -> None:
    season = derive_season(facts(), 17)
    assert sorted((d - MONDAY) // WEEK for d in season.lighter) == [3, 7, 11, 17]
    assert [season.week_of(d).number for d in sorted(season.lighter)] == [4, 4, 4, 4]
    raced = derive_season(facts(race_in(18, 21.1)), 4)
    taper = next(b for b in raced.blocks if b.name is BlockName.TAPER)
    assert taper.start - WEEK not in raced.lighter


def test_a_missed_week_is_rest_already() -> None:
    season = derive_season(facts(REGULAR, 0, 2, 3, today=4), 2)
    assert MONDAY + 3 * WEEK not in season.lighter


def test_one_session_a_week_has_no_lighter_weeks() -> None:
    once = Profile(experience=Experience.REGULAR, sessions_per_week=1)
    assert not derive_season(facts(once), 30).lighter


weeks_trained = st.sets(st.integers(0, 40), max_size=30)


@given(weeks_trained, st.integers(0, 40), st.none() | st.integers(0, 60), st.booleans())
def test_any_season_is_without_gaps_and_covers_today(
    weeks: set[int], today: int, race: int | None, new: bool
) -> None:
    profile = NEW if new else REGULAR
    if race is not None:
        profile = race_in(race, 21.1, profile)
    season = derive_season(facts(profile, *sorted(weeks), today=today), 12)
    day = MONDAY + today * WEEK + timedelta(days=2)
    assert season.blocks[0].start <= day <= season.blocks[-1].end
    for before, after in zip(season.blocks, season.blocks[1:], strict=False):
        assert after.start == before.end + timedelta(days=1)
        assert after.name is not before.name
    assert all(week_start(d) == d for d in season.lighter)


@given(weeks_trained, st.integers(1, 30))
def test_what_was_done_never_changes_it_backwards(weeks: set[int], today: int) -> None:
    done = sorted(w for w in weeks if w < today)
    before = derive_season(facts(REGULAR, *done, today=today), 4)
    after = derive_season(facts(REGULAR, *done, today, today=today + 1), 4)
    if after.blocks[0].start == before.blocks[0].start:
        for week in range(today):
            day = MONDAY + week * WEEK
            if day >= before.blocks[0].start:
                assert after.block_on(day).name is before.block_on(day).name
