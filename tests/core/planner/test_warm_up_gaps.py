"""Nothing of a warm-up begins before the body and the things are where it needs them."""

from __future__ import annotations

from itertools import pairwise

from runcoach.core.model.plan import BlockKind, Role
from runcoach.core.planner.warm_up import GAP_S
from runcoach.core.session.timing import is_upright, setup_seconds
from tests.ui.session.driving import catalogue, programme


def test_a_change_of_position_or_a_thing_to_fetch_has_its_time() -> None:
    changes = 0
    for id in catalogue().programmes:
        blocks = [b for b in programme(id).blocks if b.role is not Role.MAIN]
        for before, gap in pairwise(blocks):
            if gap.kind is not BlockKind.REST or before.role is not gap.role:
                continue
            fetch = [thing for thing in gap.equipment if thing not in before.equipment]
            moved = is_upright(before.position) is not is_upright(gap.position)
            changes += moved or bool(fetch)
            wanted = setup_seconds(gap.position, fetch) if moved or fetch else GAP_S
            assert gap.seconds == wanted, (id, gap.name)
    assert changes > 5
