"""Replanning a session in progress: another exercise, another tier, and what stays of the plan."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from runcoach.core.coach.athlete import Athlete
from runcoach.core.coach.jump_clearance import JumpClearance
from runcoach.core.coach.rulebook import cite_rule
from runcoach.core.coach.training_day import TrainingDay
from runcoach.core.model.body import AREAS
from runcoach.core.model.exercise import TierName
from runcoach.core.model.focus import need_of
from runcoach.core.model.plan import Block, BlockKind, Role, Side
from runcoach.core.model.profile import Experience, Load, Profile
from runcoach.core.model.programme import Slot
from runcoach.core.model.records import Answer, Pain
from runcoach.core.model.standing import Standing
from runcoach.core.planner.compose import compose_plan
from runcoach.core.planner.prescriptions import PrescriptionContext
from runcoach.core.planner.replan import (
    change_tier,
    next_alternative,
    remaining_blocks,
    remaining_exercises,
    replace_exercises,
    spare_hurt_areas,
)
from runcoach.core.planner.substitutes import (
    Substitution,
    find_substitute,
    substitute_for_pain,
)
from runcoach.core.session.events import HandsFree, Hurt, Pause
from runcoach.core.session.machine import begin_session
from runcoach.core.session.session import Phase
from tests.built_in import built_in_catalogue
from tests.core.coach.small_catalogue import DAY_0
from tests.core.session.plans import Walk

CATALOGUE = built_in_catalogue()
OWNED = Profile(Experience.REGULAR, ("step", "box"), loads=(Load(8, 2), Load(16, 1)))
PHASES = [Phase.READY, Phase.COUNT_IN, Phase.WORK, Phase.REST]


def a_day(profile: Profile = OWNED, **changes: object) -> TrainingDay:
    return replace(Athlete(CATALOGUE, DAY_0, profile).training_day, **changes)


def started(programme: str = "full-body", **context: object) -> Walk:
    found = CATALOGUE.programme(programme)
    assert found is not None
    plan = compose_plan(found, CATALOGUE, PrescriptionContext(**context))
    return Walk(begin_session(plan, id="s", started_at="2026-11-03T18:00:00+01:00"))


def started_with(*ids: str, tier: TierName = TierName.STANDARD, **context: object) -> Walk:
    """A session of these exercises alone."""
    found = CATALOGUE.programme("full-body")
    assert found is not None
    outline = replace(found.sessions[0], slots=tuple(Slot(id, sets=2, tier=tier) for id in ids))
    programme = replace(found, sessions=(outline,))
    plan = compose_plan(programme, CATALOGUE, PrescriptionContext(**context), outline)
    return Walk(begin_session(plan, id="s", started_at="2026-11-03T18:00:00+01:00"))


def stand(walk: Walk, phase: Phase, exercise: str = "", set: int = 1) -> Walk:
    """Run to a phase of a set in the main part, and two seconds into it."""
    for _ in range(600):
        work = walk.session.work
        assert work is not None, f"never {phase} on {exercise} {set}"
        if (
            walk.phase is phase
            and work.role is Role.MAIN
            and exercise in ("", work.exercise)
            and work.set == set
        ):
            return walk.wait(2)
        ends_at = walk.session.phase_ends_at
        if ends_at is None:
            walk.press(walk.session.advanced_to + 5)
        else:
            walk.send(None, ends_at)
    raise AssertionError(f"never {phase} on {exercise} {set}")


def coming(walk: Walk) -> tuple[Block, ...]:
    return walk.session.plan.blocks[walk.session.tail_start :]


def outline(blocks: object) -> list[tuple[object, ...]]:
    """What of a plan is the same whatever its ids are."""
    return [
        (b.kind, b.exercise, b.tier, b.set, b.side, b.target, b.load_kg)
        for b in blocks  # type: ignore[attr-defined]
    ]


def gaps(blocks: object, exercise: str) -> list[tuple[BlockKind, float, int]]:
    return [
        (b.kind, b.seconds, b.set)
        for b in blocks  # type: ignore[attr-defined]
        if b.exercise == exercise and b.kind in (BlockKind.REST, BlockKind.SWITCH)
    ]


# --- another exercise ------------------------------------------------------------------------


@pytest.mark.parametrize("phase", PHASES)
def test_another_exercise_takes_the_place_of_the_sets_that_are_left(phase: Phase) -> None:
    walk = stand(started(), phase, "squat", 2 if phase is Phase.REST else 1)
    before = remaining_blocks(walk.session)
    revision = next_alternative(walk.session, a_day())
    assert revision is not None
    walk.send(revision)
    work = walk.session.work
    assert work is not None
    new = CATALOGUE.exercises[work.exercise]
    assert new.pattern is CATALOGUE.exercises["squat"].pattern
    assert new.id not in {b.exercise for b in before}
    assert "squat" not in remaining_exercises(walk.session)
    after = coming(walk)
    sets = {b.set for b in before if b.exercise == "squat" and b.kind is BlockKind.WORK}
    if phase in (Phase.WORK, Phase.COUNT_IN):
        sets |= {1}
    assert {b.set for b in after if b.exercise == new.id and b.kind is BlockKind.WORK} == sets
    others = [b for b in before if b.exercise != "squat"]
    assert [b for b in after if b.exercise != new.id] == others
    walk.to(Phase.FINISHED)


def test_the_rests_between_its_sets_are_as_long_as_they_were_planned() -> None:
    walk = stand(started(rest_scale=2.0), Phase.READY, "squat")
    planned = [g for g in gaps(coming(walk), "squat") if g[0] is BlockKind.REST]
    assert planned
    revision = next_alternative(walk.session, a_day())
    assert revision is not None
    walk.send(revision)
    work = walk.session.work
    assert work is not None
    rests = [g for g in gaps(coming(walk), work.exercise) if g[0] is BlockKind.REST]
    assert rests == planned


@pytest.mark.parametrize("phase", [Phase.COUNT_IN, Phase.WORK])
def test_in_a_set_the_other_exercise_gets_ready_first(phase: Phase) -> None:
    walk = stand(started(), phase, "squat")
    walk.send(next_alternative(walk.session, a_day()))
    first, second = (
        coming(walk)[:2]
        if phase is Phase.COUNT_IN
        else walk.session.plan.blocks[walk.session.cursor : walk.session.cursor + 2]
    )
    assert (first.kind, second.kind) == (BlockKind.READY, BlockKind.WORK)
    assert first.exercise == second.exercise != "squat"
    assert first.setup_s == second.setup_s
    done = [s for s in walk.session.main_sets if s.exercise == "squat"]
    assert len(done) == (phase is Phase.WORK)


def test_asked_again_each_time_another_comes_that_the_session_has_not() -> None:
    walk = stand(started(), Phase.READY, "squat")
    need = need_of(CATALOGUE.exercises["squat"])
    for _ in range(6):
        plan = {b.exercise for b in walk.session.plan.blocks} | {"squat"}
        revision = next_alternative(walk.session, a_day())
        assert revision is not None
        walk.send(revision)
        work = walk.session.work
        assert work is not None
        assert work.exercise not in plan
        assert need_of(CATALOGUE.exercises[work.exercise]) is need


def test_one_that_was_planned_comes_back_only_where_no_other_is_left() -> None:
    two = {id: CATALOGUE.exercises[id] for id in ("press-up", "tricep-dip")}
    day = a_day(replace(OWNED, equipment=("bench",)), catalogue=replace(CATALOGUE, exercises=two))
    walk = stand(started(), Phase.READY, "press-up")
    names = []
    for _ in range(3):
        revision = next_alternative(walk.session, day)
        assert revision is not None
        walk.send(revision)
        assert walk.session.work is not None
        names.append(walk.session.work.exercise)
    assert names == ["tricep-dip", "press-up", "tricep-dip"]


def test_another_that_was_not_planned_comes_before_one_that_was() -> None:
    walk = stand(started_with("squat", "plank"), Phase.READY, "plank")
    ids = ("plank", "bird-dog", "dead-bug")
    day = a_day(catalogue=replace(CATALOGUE, exercises={i: CATALOGUE.exercises[i] for i in ids}))
    names = []
    for _ in range(3):
        revision = next_alternative(walk.session, day)
        assert revision is not None
        walk.send(revision)
        assert walk.session.work is not None
        names.append(walk.session.work.exercise)
    # The plank is more similar to the second, but it was planned.
    assert names == ["bird-dog", "dead-bug", "bird-dog"]


@pytest.mark.parametrize("phase", PHASES)
def test_after_pain_the_swaps_fit_the_session_as_it_is_by_then(phase: Phase) -> None:
    walk = stand(started(), phase, "squat", 2 if phase is Phase.REST else 1)
    before = walk.session
    left, ids = remaining_blocks(before), remaining_exercises(before)
    walk.send(Hurt(Pain("ankle", Side.LEFT, 2), "squat"))
    used = {s.block for s in walk.session.sets} | {b.id for b in walk.session.plan.blocks}
    swaps = substitute_for_pain("ankle", ids, a_day(), "squat")
    revision = replace_exercises(before, left, swaps, walk.session)
    assert any(swap.substitute for swap in swaps)
    walk.send(revision)
    assert walk.phase is Phase.PAUSED
    planned = {b.id: b for b in before.plan.blocks}
    for block in revision.tail:
        assert block.id not in used or block == planned[block.id], "an id is never used again"
    walk.to(Phase.FINISHED)
    assert "squat" not in {s.exercise for s in walk.session.main_sets if not s.skipped} or (
        [s.exercise for s in walk.session.main_sets].count("squat") == 1
    )


def test_a_tail_ends_with_work_and_may_be_empty() -> None:
    walk = stand(started(), Phase.READY, "squat")
    left = remaining_blocks(walk.session)
    end = next(i for i, b in enumerate(left) if b.kind is BlockKind.REST)
    assert replace_exercises(walk.session, left[: end + 1], []).tail == left[:end]
    squats = [b for b in left if b.exercise == "squat"]
    dropped = Substitution("squat", None, cite_rule("pain-dropped", out="Squat", area="knee"))
    assert replace_exercises(walk.session, squats, [dropped]).tail == ()


def test_a_substitute_takes_a_weight_that_is_owned() -> None:
    walk = stand(started_with("pull-up"), Phase.READY, "pull-up")
    swap = find_substitute(CATALOGUE.exercises["pull-up"], a_day())
    assert swap is not None
    assert swap.substitute is not None
    assert swap.substitute.tier.loaded
    [revised] = [replace_exercises(walk.session, remaining_blocks(walk.session), [swap])]
    works = [b for b in revised.tail if b.exercise == swap.substitute.exercise.id]
    assert {b.load_kg for b in works} == {swap.substitute.standing.load_kg}
    assert works[0].load_kg in OWNED.available_loads_kg(swap.substitute.tier)


def test_none_where_nothing_of_the_kind_fits() -> None:
    walk = stand(started(), Phase.READY, "squat")
    alone = replace(CATALOGUE, exercises={"squat": CATALOGUE.exercises["squat"]})
    assert next_alternative(walk.session, a_day(catalogue=alone)) is None
    nothing = replace(CATALOGUE, exercises={})
    assert next_alternative(walk.session, a_day(catalogue=nothing)) is None
    assert next_alternative(walk.to(Phase.FINISHED).session, a_day()) is None


def test_what_hurt_in_this_session_is_spared_by_what_comes_instead() -> None:
    walk = stand(started(), Phase.REST, "squat", 2)
    day = a_day()
    before = next_alternative(walk.session, day)
    assert before is not None
    first = before.tail[0]
    instead = CATALOGUE.exercises[first.exercise].tier(first.tier)
    area = next(a for a in instead.areas if a in AREAS)
    walk.send(Answer(walk.session.sets[-1].id, pain=Pain(area, Side.BOTH, 2)))
    assert spare_hurt_areas(walk.session, day).spared == {area}
    after = next_alternative(walk.session, day)
    if after is not None:
        block = after.tail[0]
        assert area not in CATALOGUE.exercises[block.exercise].tier(block.tier).areas
    # No pain at all is none.
    walk.send(Answer(walk.session.sets[-1].id, pain=Pain(area, Side.BOTH, 0)))
    assert spare_hurt_areas(walk.session, day).spared == set()


def test_an_exercise_without_a_substitute_is_dropped_and_nothing_else() -> None:
    walk = stand(started(), Phase.READY, "squat")
    before = remaining_blocks(walk.session)
    swaps = substitute_for_pain("knee", remaining_exercises(walk.session), a_day(), "squat")
    revision = replace_exercises(walk.session, before, swaps)
    replaced = {swap.replaced for swap in swaps}
    assert "squat" in replaced
    kept = [b for b in before if b.exercise not in replaced]
    new = {swap.substitute.exercise.id for swap in swaps if swap.substitute}
    assert {b.exercise for b in revision.tail} == {b.exercise for b in kept} | new
    assert outline(b for b in revision.tail if b.exercise not in new) == outline(kept)
    assert revision.why == " ".join(swap.reason.sentence for swap in swaps)
    assert revision.tail[-1].kind is BlockKind.WORK, "no gap that nothing follows"


def test_a_substitute_is_done_at_the_persons_own_standing() -> None:
    squat = CATALOGUE.exercises["squat"]
    plain = find_substitute(squat, a_day())
    assert plain is not None
    assert plain.substitute is not None
    id, tier = plain.substitute.exercise.id, plain.substitute.tier
    day = a_day(standings={id: Standing(tier.tier, step=1, slow=True, load_kg=8.0)})
    walk = stand(started(), Phase.READY, "squat")
    swap = find_substitute(squat, day)
    assert swap is not None
    revision = replace_exercises(walk.session, remaining_blocks(walk.session), [swap])
    work = next(b for b in revision.tail if b.exercise == id and b.kind is BlockKind.WORK)
    assert swap.substitute is not None
    assert work.target in (swap.substitute.value, 2 * swap.substitute.value)
    assert work.load_kg == (8.0 if tier.loaded else 0.0)
    assert work.cycle_s == tier.cycle_s + 2


# --- another tier ----------------------------------------------------------------------------


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("by", [1, -1])
def test_another_tier_is_for_the_sets_that_are_left_of_that_exercise(phase: Phase, by: int) -> None:
    walk = stand(started(), phase, "squat", 2 if phase is Phase.REST else 1)
    before = coming(walk)
    revision = change_tier(walk.session, CATALOGUE, by)
    assert revision is not None
    assert ("harder" in revision.why) is (by > 0)
    walk.send(revision)
    tiers = [t.tier for t in CATALOGUE.exercises["squat"].tiers]
    asked = tiers[tiers.index(TierName.STANDARD) + by]
    after = coming(walk)
    works = [b for b in after if b.exercise == "squat" and b.kind is BlockKind.WORK]
    assert {b.tier for b in works} <= {asked}
    assert walk.session.work is not None
    assert walk.session.work.tier is asked
    assert walk.session.work.target == CATALOGUE.exercises["squat"].tier(asked).dose.at(0)
    assert [b for b in after if b.exercise != "squat"] == [
        b for b in before if b.exercise != "squat"
    ]
    kinds = [b.kind for b in before]
    if phase is Phase.COUNT_IN:
        assert [b.kind for b in after] == [BlockKind.READY, *kinds]
    elif phase is Phase.WORK:  # The set that was ended is over, and getting ready has begun.
        assert [b.kind for b in walk.session.plan.blocks[walk.session.cursor :]] == [
            BlockKind.READY,
            BlockKind.WORK,
            *kinds,
        ]
    else:
        assert [b.kind for b in after] == kinds
    rests = [b.seconds for b in before if b.exercise == "squat" and b.kind is BlockKind.REST]
    assert [b.seconds for b in after if b.exercise == "squat" and b.kind is BlockKind.REST] == rests


def test_in_a_set_it_is_repeated_at_the_new_tier_and_supersedes_what_was_done() -> None:
    walk = stand(started(), Phase.WORK, "squat")
    old = walk.session.block
    assert old is not None
    walk.send(change_tier(walk.session, CATALOGUE, -1))
    assert [s.block for s in walk.session.sets if s.exercise == "squat"][-1] == old.id
    ready, work = walk.session.plan.blocks[walk.session.cursor :][:2]
    assert (ready.kind, work.kind) == (BlockKind.READY, BlockKind.WORK)
    assert work.supersedes == old.id
    assert len({b.id for b in walk.session.plan.blocks}) == len(walk.session.plan.blocks)


def test_no_tier_beyond_the_first_and_the_last() -> None:
    walk = stand(started(), Phase.READY, "squat")
    for by, last in ((-1, TierName.FOUNDATION), (1, TierName.CHALLENGE)):
        for _ in range(3):
            revision = change_tier(walk.session, CATALOGUE, by)
            if revision is None:
                break
            walk.send(revision)
        assert walk.session.work is not None
        assert walk.session.work.tier is last
        assert change_tier(walk.session, CATALOGUE, by) is None
    unknown = replace(CATALOGUE, exercises={})
    assert change_tier(walk.session, unknown, -1) is None
    assert change_tier(walk.to(Phase.FINISHED).session, CATALOGUE, -1) is None


def test_a_harder_tier_asks_for_what_it_needs_an_easier_one_for_nothing() -> None:
    walk = stand(started("power"), Phase.READY)
    work = walk.session.work
    assert work is not None
    exercise = CATALOGUE.exercises[work.exercise]
    assert exercise.power
    granted = JumpClearance(True, 80, cite_rule("power-open", contacts=80))
    closed = replace(granted, granted=False)
    up = exercise.tiers[[t.tier for t in exercise.tiers].index(work.tier) + 1]
    assert up.landings
    equipped = replace(OWNED, equipment=(*OWNED.equipment, *up.equipment))
    session = walk.session
    for day, allowed in (
        (a_day(equipped, jump_clearance=granted), True),
        (a_day(equipped, jump_clearance=closed), False),
        (a_day(replace(equipped, careful=True), jump_clearance=granted), False),
    ):
        assert (change_tier(session, CATALOGUE, 1, day) is not None) is allowed
        assert change_tier(session, CATALOGUE, -1, day) is not None


def loaded_lift() -> tuple[Walk, str]:
    """Standing before a set whose harder tier takes a weight that this one does not."""
    for programme in CATALOGUE.programmes.values():
        plan = compose_plan(programme, CATALOGUE, PrescriptionContext())
        for block in plan.work:
            exercise = CATALOGUE.exercises[block.exercise]
            harder = exercise.tier(TierName.CHALLENGE)
            if block.tier is TierName.STANDARD and not block.equipment and harder.loaded:
                return stand(started(programme.id), Phase.READY, exercise.id), exercise.id
    raise AssertionError("no exercise takes a weight at its challenge tier alone")


@pytest.mark.parametrize("id", ["jump-squat", "burpee"])
def test_down_to_a_tier_without_landings_and_up_to_one_with(id: str) -> None:
    """Jumps need clearance; the foundation of a jump has no landing, so it needs none."""
    granted = JumpClearance(True, 80, cite_rule("power-open", contacts=80))
    closed = a_day(jump_clearance=replace(granted, granted=False))
    opened = a_day(jump_clearance=granted)
    walk = stand(started_with(id, tier=TierName.CHALLENGE), Phase.READY, id)
    # Easier is always allowed, also from one jump to another.
    walk.send(change_tier(walk.session, CATALOGUE, -1, closed))
    assert walk.session.work is not None
    assert (walk.session.work.tier, walk.session.work.landings > 0) == (TierName.STANDARD, True)
    walk.send(change_tier(walk.session, CATALOGUE, -1, closed))
    assert change_tier(walk.session, CATALOGUE, 1, closed) is None
    assert change_tier(walk.session, CATALOGUE, 1, opened) is not None


def test_landings_alone_or_power_alone_need_no_clearance() -> None:
    closed = a_day(jump_clearance=JumpClearance(False, 0, cite_rule("power-base", done=0)))
    walk = stand(started_with("squat", tier=TierName.FOUNDATION), Phase.READY, "squat")
    squat = CATALOGUE.exercises["squat"]
    power = replace(squat, power=True)
    hops = replace(squat, tiers=tuple(replace(t, landings=1) for t in squat.tiers))
    for exercise, allowed in (
        (power, True),
        (hops, True),
        (replace(hops, power=True), False),
    ):
        catalogue = replace(CATALOGUE, exercises=CATALOGUE.exercises | {"squat": exercise})
        assert (change_tier(walk.session, catalogue, 1, closed) is not None) is allowed


def test_a_weight_stays_where_none_is_owned_that_could_be_chosen() -> None:
    context = {"standings": {"dumbbell-row": Standing(TierName.STANDARD, load_kg=10.0)}}
    walk = stand(started_with("dumbbell-row", **context), Phase.READY, "dumbbell-row")
    assert walk.session.work is not None
    assert walk.session.work.load_kg == 10.0
    for day, load in (
        (None, 10.0),
        (a_day(Profile()), 10.0),
        (a_day(Profile(loads=(Load(4, 2), Load(9, 2), Load(12, 2)))), 9.0),
    ):
        revision = change_tier(walk.session, CATALOGUE, -1, day)
        assert revision is not None
        works = [b for b in revision.tail if b.exercise == "dumbbell-row"]
        assert {b.load_kg for b in works} == {load}


def test_the_rehearsal_of_a_lift_changes_by_itself() -> None:
    walk = started()
    while walk.session.work is not None and walk.session.work.exercise != "squat":
        walk.to(Phase.WORK).send(None, walk.session.phase_ends_at)
        walk.wait(1)
    work = walk.session.work
    assert work is not None
    assert work.role is Role.WARM_UP
    revision = change_tier(walk.session, CATALOGUE, -1)
    assert revision is not None
    for block in revision.tail:
        if block.exercise == "squat" and block.kind is BlockKind.WORK:
            warm = block.role is Role.WARM_UP
            assert (block.tier is TierName.FOUNDATION) is warm


def test_a_tier_with_a_weight_takes_one_that_is_owned() -> None:
    walk, id = loaded_lift()
    tier = CATALOGUE.exercises[id].tier(TierName.CHALLENGE)
    bare = Profile(Experience.REGULAR)
    assert change_tier(walk.session, CATALOGUE, 1, a_day(bare)) is None
    # Of a person whose equipment is unknown nothing is asked.
    assert change_tier(walk.session, CATALOGUE, 1, a_day(bare), owned=False) is not None
    day = a_day(Profile(Experience.REGULAR, tuple(tier.equipment), (Load(8, 2), Load(12, 2))))
    revision = change_tier(walk.session, CATALOGUE, 1, day)
    assert revision is not None
    work = next(b for b in revision.tail if b.exercise == id and b.kind is BlockKind.WORK)
    assert work.load_kg == min(day.profile.available_loads_kg(tier))


def test_the_side_that_came_first_stays_first() -> None:
    """A tier on both sides at once becomes one with sides, and the other way round."""
    walk = stand(started("core"), Phase.READY, "side-plank")
    work = walk.session.work
    assert work is not None
    assert work.side is Side.LEFT
    walk.to(Phase.SWITCH).wait(1)
    assert walk.session.work is not None
    assert walk.session.work.side is Side.RIGHT
    walk.send(change_tier(walk.session, CATALOGUE, -1))
    sides = [b.side for b in coming(walk) if b.exercise == "side-plank" and b.kind == "work"]
    assert sides[0] is Side.RIGHT
    assert sides[1:] == [Side.LEFT, Side.RIGHT] * (len(sides[1:]) // 2)


def test_what_is_left_begins_after_the_set_under_way() -> None:
    walk = stand(started(), Phase.READY, "squat").send(HandsFree(True))
    cursor = walk.session.cursor
    assert remaining_blocks(walk.session) == walk.session.plan.blocks[cursor:]
    assert remaining_exercises(walk.session)[0] == "squat"
    walk = stand(walk, Phase.WORK, "squat")
    cursor = walk.session.cursor
    assert remaining_blocks(walk.session) == walk.session.plan.blocks[cursor + 1 :]
    walk.send(Pause())
    assert remaining_blocks(walk.session) == walk.session.plan.blocks[cursor + 1 :]
