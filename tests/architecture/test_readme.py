"""The README's promises name tests that exist."""

import re

from tests.architecture.source import ROOT


def test_each_promise_names_a_test() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    promises = re.findall(r"^\d\. .*?(?=^\d\. |^#)", text, re.MULTILINE | re.DOTALL)
    named = [re.findall(r"`(tests/[\w/]+\.py)`", promise) for promise in promises]
    assert len(named) == 5
    assert all(named)
    for path in (path for paths in named for path in paths):
        assert (ROOT / path).is_file(), path
