"""A weight can be said on the mat, though none was known before."""

from runcoach.core.model.exercise import TierName
from runcoach.core.session.session import Phase
from tests.core.session.plans import ready, reps, rest
from tests.ui.session.driving import driving, made, programme


async def test_a_load_that_nobody_knew_can_be_entered_in_rest() -> None:
    async with driving(programme("upper-body", tier=TierName.STANDARD)) as d:
        for _ in range(400):
            if d.phase is Phase.REST and d.session.main_sets:
                break
            if d.session.phase_ends_at is None:
                d.clock.move(1.0)
                d.screen.conductor.press()
            else:
                d.clock.move(1.0)
        await d.pilot.pause()
        assert d.session.main_sets[-1].load_kg == 0
        await d.key("down", "down", "right", "right")
        assert {s.load_kg for s in d.session.main_sets} == {2.0}
        assert "2 kg" in d.text()


async def test_a_vest_or_a_cable_has_its_load_a_row_below_as_well() -> None:
    plain = {"variant": "press-up", "name": "Press-up", "tier": TierName.STANDARD}
    plan = made(
        ready("r", "press-up", **plain),
        reps("a", "press-up", **plain),
        rest("t", "press-up", **plain),
        reps("b", "press-up", set=2, **plain),
    )
    async with driving(plan) as d:
        await d.to(Phase.REST)
        assert "kg" not in d.text()
        await d.press("down", "right")
        assert d.session.sets[0].load_kg == 1.0
        assert "‹ 1 kg ›" in d.text()
