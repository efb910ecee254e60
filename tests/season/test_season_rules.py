"""COACHING's rules on virtual runners: a few here, all twelve in `python -m tests.bench season`."""

from __future__ import annotations

import pytest

from runcoach.core.model.catalogue import Catalogue
from runcoach.core.planner.propose import propose_session
from runcoach.core.planner.request import SessionRequest
from tests.core.coach.completed_records import completed_record
from tests.season.catalogue import read_catalogue_once
from tests.season.rules import find_breaches, hard_sets
from tests.season.runners import all_runners
from tests.season.virtual_runner import Runner, coach_runner

NAMES = ("dumbbells", "fragile bones", "knee pain at week 5")
WEEKS = 11
"""Enough for Learn, Build, a lighter week of each, and Strength."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue_once()


def runner_called(name: str) -> Runner:
    return next(r for r in all_runners() if r.name == name)


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_is_broken(name: str, catalogue: Catalogue) -> None:
    runner = runner_called(name)
    runner.weeks = WEEKS
    sessions = coach_runner(runner, catalogue)
    assert len(sessions) == 2 * WEEKS
    assert list(find_breaches(runner, catalogue)) == []
    heavy = [d for d in sessions if d.season_week.block.name == "strength"]
    assert heavy
    assert all(hard_sets(d) for d in heavy)


def test_the_same_moment_gives_the_same_session(catalogue: Catalogue) -> None:
    runner = runner_called("dumbbells")
    runner.weeks = 2
    last = coach_runner(runner, catalogue)[-1]
    again = propose_session(SessionRequest(), last.athlete)
    assert again == last.proposed
    assert completed_record(again.plan, last.athlete.at, "x").sets_done == last.record.sets_done
