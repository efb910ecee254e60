"""A terminal of any size made any other, while a session runs."""

import random
from collections.abc import Iterator

from runcoach.core.session.session import Phase
from tests.core.session.plans import hold, ready
from tests.ui.session.driving import PLANK, driving, made

Size = tuple[int, int]

SIZES: tuple[Size, ...] = ((1, 1), (20, 4), (40, 3), (80, 24), (120, 3), (200, 60))
RANDOM = 10


def every_pair(sizes: tuple[Size, ...]) -> Iterator[Size]:
    """A walk on which each of the sizes comes right after each other one."""
    for at, size in enumerate(sizes):
        yield size
        for other in sizes[at + 1 :]:
            yield other
            yield size


async def test_from_every_size_to_every_other_and_at_random() -> None:
    randomly = random.Random(20)
    walk = [*every_pair(SIZES)]
    walk += [(randomly.randint(1, 200), randomly.randint(1, 60)) for _ in range(RANDOM)]
    plan = made(ready("r", "plank", **PLANK), hold("h", "plank", 900, **PLANK))
    async with driving(plan) as d:
        await d.to(Phase.WORK, "h")
        for at, size in enumerate(walk):
            await d.pilot.resize_terminal(*size)
            # Another second: the clock draws what changed, and the rows before had another width.
            await d.wait(1.0)
            if at % 15 == 14:
                await d.press("v")
            assert d.app.return_code is None, size
        assert d.phase is Phase.WORK
