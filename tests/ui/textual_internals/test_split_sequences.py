"""Keys that arrive in pieces, as a slow connection delivers them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runcoach.ui.textual_internals.split_sequences import ESCAPE, SequenceJoiner

WAIT_S = 0.5


def parsed(*pieces: tuple[float, str]) -> list[str]:
    """What the parser gets of pieces, each at its time."""
    joiner, got = SequenceJoiner(WAIT_S), []
    for at, data in pieces:
        got += [*joiner.expire(at), *joiner.join(data, at)]
    return got + joiner.expire(pieces[-1][0] + WAIT_S)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([(0, "\x1b[A")], ["\x1b[A"]),
        ([(0, "\x1b"), (0.15, "[A")], ["\x1b[A"]),
        ([(0, "\x1b["), (0.4, "A")], ["\x1b[A"]),
        ([(0, "\x1b"), (0.2, "["), (0.4, "1;"), (0.8, "5A")], ["\x1b[1;5A"]),
        ([(0, "\x1bO"), (0.3, "P")], ["\x1bOP"]),
        ([(0, "a\x1b"), (0.15, "[Bb")], ["a", "\x1b[Bb"]),
        ([(0, "\x1b")], [ESCAPE]),
        ([(0, "\x1b"), (0.6, "[A")], [ESCAPE, "[A"]),
        ([(0, "\x1b"), (0.15, " ")], [ESCAPE, " "]),
        ([(0, "\x1b"), (0.05, "x")], ["\x1bx"]),
        ([(0, "\x1b"), (0.15, "\x1b"), (0.3, "[A")], [ESCAPE, "\x1b[A"]),
        ([(0, "\x1b[")], []),
    ],
)
def test_a_sequence_is_one_key_and_an_esc_alone_is_esc(pieces, expected):
    assert parsed(*pieces) == expected


@given(st.lists(st.sampled_from(("\x1b[A", "\x1b[1;5C", "\x1bOP", "a", " ", "\x1b[<0;5;5M"))))
def test_wherever_it_is_cut_the_text_is_the_same(keys):
    text = "".join(keys)
    pieces = [(at * 0.15, character) for at, character in enumerate(text)] or [(0.0, "")]
    assert "".join(parsed(*pieces)) == text
