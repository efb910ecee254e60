from pathlib import Path

import pytest

from runcoach.catalogue.compiled_cache import load_catalogue
from runcoach.core.model.plan import BlockKind, Role
from runcoach.core.planner.compose import Terms, compose
from runcoach.core.planner.replan import COLD_AFTER_S, is_cold, warmed_again
from runcoach.core.session.events import EndSet, Pause, Press
from runcoach.core.session.machine import advance, begin
from runcoach.core.session.session import Phase

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def plan():
    catalogue = load_catalogue(ROOT / "assets", None)
    return compose(catalogue.programmes["core"], catalogue, Terms())


def paused_in(plan, phase):
    """Hands-free until that phase of the main part, five seconds into it, then paused."""
    session = begin(plan, id="s", started_at="2026-11-02T18:26:40+01:00", hands_free=True)
    now = 0.0
    while session.phase is not phase or session.work.role is not Role.MAIN:
        now += 1
        session, _ = advance(session, None, now)
    session, _ = advance(session, None, now + 1)
    return advance(session, Pause(), now + 1)[0]


@pytest.mark.parametrize("phase", [Phase.READY, Phase.COUNT_IN, Phase.WORK, Phase.REST])
def test_after_a_long_break_the_warm_up_comes_again_before_what_is_left(plan, phase):
    session = paused_in(plan, phase)
    work = session.work
    later = session.seen + COLD_AFTER_S
    assert not is_cold(session, later)
    assert is_cold(session, later + 1)
    left = [b.exercise for b in session.plan.blocks[session.cursor :] if b.kind is BlockKind.WORK]
    session, _ = advance(session, warmed_again(session), later + 1)
    coming = [b for b in session.plan.blocks[session.cursor :] if b.kind is BlockKind.WORK]
    warm = [b for b in coming if b.role is Role.WARM_UP]
    assert coming[: len(warm)] == warm
    assert warm
    assert [b.exercise for b in coming[len(warm) :]] == left
    first = coming[len(warm)]
    assert (first.variant, first.set, first.side) == (work.variant, work.set, work.side)
    assert session.phase is Phase.PAUSED


def test_it_runs_on_to_the_end(plan):
    session = paused_in(plan, Phase.WORK)
    now = session.seen + COLD_AFTER_S + 1
    session, _ = advance(session, warmed_again(session), now)
    session, _ = advance(session, Press(), now)
    session, _ = advance(session, None, now + 3 * 3600)
    assert session.phase is Phase.FINISHED
    assert all(not s.skipped for s in session.main_sets)


def test_a_session_without_a_warm_up_is_never_cold(plan):
    bare = [b for b in plan.blocks if b.role is not Role.WARM_UP]
    from msgspec.structs import replace

    session = paused_in(replace(plan, blocks=tuple(bare)), Phase.WORK)
    assert not is_cold(session, session.seen + 10 * COLD_AFTER_S)
    session, _ = advance(session, EndSet(), session.seen)
    assert session.sets
