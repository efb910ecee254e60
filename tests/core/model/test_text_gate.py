"""What the gate for foreign text lets through, and what it takes out."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runcoach.core.model.text_gate import (
    JOINERS,
    VISIBLE_FORMATS,
    escape_json,
    neutralise,
    neutralise_line,
    neutralise_values,
)

ANY_TEXT = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Side plank, 30 s: ¾ é 漢字 🏃", "Side plank, 30 s: ¾ é 漢字 🏃"),
        ("a\x1b[2Jb", "a[2Jb"),
        ("\x1b]0;owned\x07x", "]0;ownedx"),
        ("\x9b31mred", "31mred"),
        ("a\x00\x08\x7fb", "ab"),
        ("user\u202egpj.exe", "usergpj.exe"),
        ("\u2066a\u2069\u200e\u200f\u061c", "a"),
        ("in\u200bvisible\ufeff\u2060\xad", "invisible"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("one\ttwo\nthree", "one\ttwo\nthree"),
        ("dos\r\nmac\runix\nend", "dos\nmac\nunix\nend"),
        ("word\u2028para\u2029nel\x85end", "word\npara\nnel\nend"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👧, 🏃🏽\u200d♀\ufe0f", "👩\u200d👧, 🏃🏽\u200d♀\ufe0f"),
        ("\u200dlonely \u200c 1\u200d2", "lonely  12"),
        ("\u0600١٢", "\u0600١٢"),
        ("caf\udce9.toml", "caf\N{REPLACEMENT CHARACTER}.toml"),
    ],
)
def test_only_what_is_seen_passes(text, expected):
    assert neutralise(text) == expected


def test_on_one_line_a_space_stands_for_a_line_end_and_a_tab():
    assert neutralise_line("one\r\ntwo\tthree\x1b") == "one two three"


@given(ANY_TEXT)
def test_nothing_that_acts_is_left_in_any_text(text):
    for passed, spared in ((neutralise(text), "\n\t"), (neutralise_line(text), "")):
        for character in passed:
            if character not in spared and character not in JOINERS:
                category = unicodedata.category(character)
                assert category not in ("Cc", "Cs", "Zl", "Zp")
                assert category != "Cf" or character in VISIBLE_FORMATS
        passed.encode()


@given(ANY_TEXT)
def test_what_passed_passes_again_unchanged(text):
    assert neutralise(neutralise(text)) == neutralise(text)


@given(ANY_TEXT)
def test_escaped_json_holds_the_same_value_and_no_character_that_acts(text):
    document = json.dumps({"note": text}, ensure_ascii=False)
    escaped = escape_json(document)
    assert neutralise(escaped) == escaped
    # Two halves written as escapes are read as the whole that they make.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert json.loads(escaped)["note"] == whole


def test_decoded_values_are_neutralised_at_every_depth_keys_included():
    values = {"a\x1b": ["b\x9b", {"c": "d\u202e"}], "n": [1, 2.5, None, True]}
    assert neutralise_values(values) == {"a": ["b", {"c": "d"}], "n": [1, 2.5, None, True]}
