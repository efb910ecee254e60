from pathlib import Path

import pytest
from msgspec.structs import replace

from runcoach.core.model.plan import BlockKind, Role
from runcoach.core.planner.compose import compose_plan
from runcoach.core.planner.prescriptions import PrescriptionContext
from runcoach.core.planner.replan import COLD_AFTER_S, insert_warm_up, needs_warm_up
from runcoach.core.session.events import EndSet, Pause, Press
from runcoach.core.session.machine import advance, begin_session
from runcoach.core.session.session import Phase
from tests.built_in import built_in_catalogue

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def plan():
    catalogue = built_in_catalogue()
    return compose_plan(catalogue.programmes["core"], catalogue, PrescriptionContext())


def paused_in(plan, phase):
    """Hands-free until that phase of the main part, five seconds into it, then paused."""
    session = begin_session(plan, id="s", started_at="2026-11-02T18:26:40+01:00", hands_free=True)
    now = 0.0
    while session.phase is not phase or session.work.role is not Role.MAIN:
        now += 1
        session, _ = advance(session, None, now)
    session, _ = advance(session, None, now + 1)
    return advance(session, Pause(), now + 1)[0]


@pytest.mark.parametrize("phase", [Phase.READY, Phase.COUNT_IN, Phase.WORK, Phase.REST])
def test_after_a_long_pause_the_warm_up_comes_again_before_the_rest(plan, phase):
    session = paused_in(plan, phase)
    work = session.work
    later = session.advanced_to + COLD_AFTER_S
    running, _ = advance(session, Press(), session.advanced_to)
    assert not needs_warm_up(running, later + 1)
    assert not needs_warm_up(session, later)
    assert needs_warm_up(session, later + 1)
    left = [b.exercise for b in session.plan.blocks[session.cursor :] if b.kind is BlockKind.WORK]
    session, _ = advance(session, insert_warm_up(session), later + 1)
    coming = [b for b in session.plan.blocks[session.cursor :] if b.kind is BlockKind.WORK]
    warm = [b for b in coming if b.role is Role.WARM_UP]
    assert coming[: len(warm)] == warm
    assert warm
    assert [b.exercise for b in coming[len(warm) :]] == left
    # Whatever was under way begins again with getting ready, once.
    blocks = session.plan.blocks[session.tail_start :]
    main = [b for b in blocks if b.role is not Role.WARM_UP]
    assert [b.kind for b in main[:2]] == [BlockKind.READY, BlockKind.WORK]
    assert [b.id for b in main[2:]] == [b.id for b in plan.blocks[-len(main[2:]) :]]
    assert main[1].supersedes == (work.id if phase is Phase.WORK else "")
    assert len({b.id for b in session.plan.blocks}) == len(session.plan.blocks)
    first = coming[len(warm)]
    assert (first.variant, first.set, first.side) == (work.variant, work.set, work.side)
    assert session.phase is Phase.PAUSED


def test_the_session_then_runs_to_its_end(plan):
    session = paused_in(plan, Phase.WORK)
    now = session.advanced_to + COLD_AFTER_S + 1
    session, _ = advance(session, insert_warm_up(session), now)
    session, _ = advance(session, Press(), now)
    session, _ = advance(session, None, now + 3 * 3600)
    assert session.phase is Phase.FINISHED
    assert all(not s.skipped for s in session.main_sets)


def test_a_session_without_a_warm_up_never_needs_one(plan):
    bare = [b for b in plan.blocks if b.role is not Role.WARM_UP]
    from msgspec.structs import replace

    session = paused_in(replace(plan, blocks=tuple(bare)), Phase.WORK)
    assert not needs_warm_up(session, session.advanced_to + 10 * COLD_AFTER_S)
    session, _ = advance(session, EndSet(), session.advanced_to)
    assert session.sets


def test_no_warm_up_is_repeated_within_the_warm_up_or_without_one(plan):
    session = begin_session(plan, id="s", started_at="2026-11-02T18:26:40+01:00", hands_free=True)
    session, _ = advance(session, None, 20)
    session, _ = advance(session, Pause(), 20)
    assert session.work.role is Role.WARM_UP
    assert not needs_warm_up(session, 20 + 2 * COLD_AFTER_S)
    bare = replace(plan, blocks=tuple(b for b in plan.blocks if b.role is not Role.WARM_UP))
    session = paused_in(bare, Phase.WORK)
    assert not needs_warm_up(session, session.advanced_to + 2 * COLD_AFTER_S)
