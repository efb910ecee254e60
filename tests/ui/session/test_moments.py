"""A moment has its word, as large as the phase, for two seconds; its sound and its line."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from runcoach.core.model.exercise import Cue, Moment
from runcoach.core.model.plan import TimedCue
from runcoach.core.session.alerts import AlertKind
from runcoach.core.session.block_layout import Prescription, lay_out_straight
from runcoach.core.session.session import Phase
from runcoach.ui.big_type.lettering import Lettering
from runcoach.ui.session.moments import moment_word
from tests.core.session.plans import Walk, hold, ready, rest, start
from tests.ui.session.driving import Drive, catalogue, driving, made

TURN = (TimedCue(15.0, "Change direction"),)


def session_with(*cues: TimedCue, seconds: float = 30) -> Walk:
    blocks = (
        ready("r"),
        hold("w1", seconds=seconds, timed_cues=cues, sets=2),
        rest("t", set=2, sets=2),
        hold("w2", seconds=seconds, set=2, sets=2),
    )
    return Walk(start(*blocks, hands_free=True))


def words(walk: Walk, upto: float) -> dict[float, str]:
    """The word at each half second in which it changes, from here on."""
    found: dict[float, str] = {}
    begun, last = walk.session.advanced_to, ""
    for half in range(int(upto * 2) + 1):
        walk.wait(0.5 if half else 0.0)
        word = moment_word(walk.session, walk.session.advanced_to)
        if word != last:
            found[half / 2] = last = word
    assert walk.session.advanced_to - begun == pytest.approx(upto)
    return found


def test_a_hold_has_its_half_and_its_last_five() -> None:
    walk = session_with().to(Phase.WORK, "w1")
    assert words(walk, 29.5) == {15.0: "HALFWAY", 17.0: "", 25.0: "LAST FIVE", 27.0: ""}


def test_a_cue_has_its_moment_and_no_other() -> None:
    walk = session_with(*TURN).to(Phase.WORK, "w1")
    assert words(walk, 20) == {15.0: "CHANGE DIRECTION", 17.0: ""}
    kinds = [a.kind for a in walk.alerts if a.block == "w1"]
    assert kinds.count(AlertKind.MOMENT) == 1
    assert AlertKind.HALFWAY not in kinds, "the cue takes its place"


def test_the_last_set_is_announced_before_the_count_in() -> None:
    walk = session_with().to(Phase.REST, "t")
    # 45 s, of which 3 are the count-in.
    assert words(walk, 41.5) == {39.0: "LAST SET", 41.0: ""}


def test_a_paused_set_has_no_word() -> None:
    walk = session_with().to(Phase.WORK, "w1").wait(16)
    assert moment_word(walk.session, walk.session.advanced_to) == "HALFWAY"
    walk.press()
    assert moment_word(walk.session, walk.session.advanced_to) == ""


@pytest.mark.parametrize(
    ("at", "seconds"), [(Moment.HALF, 20.0), (Moment.LAST_FIVE, 35.0), (12, 12.0), (90, None)]
)
def test_moments_of_a_file_are_offsets_of_the_block(
    at: Moment | int, seconds: float | None
) -> None:
    plank = catalogue().exercises["plank"]
    tier = plank.tiers[1]
    tier = replace(tier, cues=replace(tier.cues, movement=(Cue("Change direction", at),)))
    work = list(lay_out_straight(Prescription(plank, tier, 1, 40, 30.0)))[-1]
    assert [cue.at for cue in work.timed_cues] == ([] if seconds is None else [seconds])


SIZES = [(200, 60), (120, 40), (90, 50), (80, 24), (60, 20), (40, 12)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_word_is_whole_beside_phase_side_and_clock(size: tuple[int, int]) -> None:
    plan = made(ready("r"), hold("w", seconds=30, timed_cues=TURN, name="Plank"))

    def named(d: Drive) -> str:
        return d.screen.query_one("#name", Lettering).text

    async with driving(plan, size=size) as d:
        await d.to(Phase.WORK, "w")
        assert named(d) == "Plank"
        left = d.session.phase_ends_at - d.screen.conductor.now()
        await d.wait(left - 14.9)
        assert named(d) == "CHANGE DIRECTION"
        name = d.screen.query_one("#name", Lettering)
        assert (
            name.size.height >= d.screen.query_one("#word", Lettering).size.height or size[0] < 60
        )
        assert "…" not in "".join(d.lines()[name.region.y : name.region.bottom])
        assert d.screen.query_one("#word", Lettering).text == "HOLD"
        await d.wait(2.2)
        assert named(d) == "Plank"
