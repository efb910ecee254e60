"""What makes apps quick in tests: style sheets parsed once, and no wait longer than its cause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import textual.app
import textual.pilot
from textual.css import stylesheet

from tests.ui.idling import idle


@pytest.fixture(scope="session", autouse=True)
def quick_apps() -> Iterator[None]:
    """Each app parses the same sheets; the rules of one serve the next, theme by theme."""
    rules: dict[tuple[Any, ...], list[stylesheet.RuleSet]] = {}  # type: ignore[name-defined]
    tokens: dict[tuple[Any, ...], dict[str, list[Any]]] = {}
    parse, tokenize = stylesheet.Stylesheet._parse_rules, stylesheet.tokenize_values  # type: ignore[attr-defined]

    def parsed(sheet: stylesheet.Stylesheet, *sheet_of: Any, **named: Any) -> Any:
        # All that the rules are made from: the text and where it stands, and the theme's colours.
        key = (*sheet_of, *named.items(), *sheet._variables.items())
        if key not in rules:
            rules[key] = parse(sheet, *sheet_of, **named)
        return rules[key]

    def tokenized(values: dict[str, str]) -> dict[str, list[Any]]:
        key = tuple(values.items())
        if key not in tokens:
            tokens[key] = tokenize(values)
        # A sheet adds variables of its own to what it is given.
        return {name: list(given) for name, given in tokens[key].items()}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stylesheet.Stylesheet, "_parse_rules", parsed)
        patch.setattr(stylesheet, "tokenize_values", tokenized)
        # By identity as before, but without a call of Python's for each rule of each widget.
        patch.setattr(stylesheet.RuleSet, "__hash__", object.__hash__)  # type: ignore[attr-defined]
        patch.setattr(textual.app, "wait_for_idle", idle)
        patch.setattr(textual.pilot, "wait_for_idle", idle)
        yield
