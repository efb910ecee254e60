"""A terminal is resized live, in every phase: nothing changes, and nothing is clipped.

`python -m tests.bench --only resizes` does a hundred in each.
"""

import sys

import pytest

from tests.terminal.resizing import ABSURD, DESIGNED, Stage, sizes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and terminals")

MOMENTS = (
    "ready", "rest, answering", "a note that is typed", "count-in", "hold", "switch", "paused",
    "the longest name", "leaving", "summary",
)  # fmt: skip
"""One moment of each phase, and moments with typed or chosen values."""


def test_resizing_changes_nothing_and_cuts_nothing_off(tmp_path):
    wrong = []
    with Stage(tmp_path) as stage:
        stage.ask("begin")
        earlier = {}
        for number, moment in enumerate(MOMENTS):
            before = stage.to(moment)
            assert before["kept"] != earlier, moment
            earlier = before["kept"]
            other = ABSURD[number % len(ABSURD)] if number % 3 else next(sizes(moment, 1))
            chosen = (other,) if number % 2 else (other, DESIGNED[number // 2 % len(DESIGNED)])
            for size in chosen:
                wrong += [f"{moment} at {size}: {what}" for what in stage.resized(*size, before)]
        stage.ask("leave")
        assert stage.app.code() == 0
    assert wrong == []
