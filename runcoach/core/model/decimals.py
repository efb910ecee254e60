"""Numbers as people type them: with a point or a comma, grouped or not, and never misread."""

from __future__ import annotations

import re

_GROUP_SPACES = re.compile("(?<=[0-9])[ '\u2019\u00a0\u202f](?=[0-9]{3})")
"""What groups thousands and is never a decimal sign: a space, an apostrophe."""
_PLAIN = re.compile(r"[0-9]*[.,]?[0-9]+|[0-9]+[.,]")


def parse_decimal(text: str) -> float:
    """Parse a number of zero or more: `7`, `7.5`, `7,5`, `.5`, `,5`, `1.000,5`, `1 000.5`.

    Raises:
        ValueError: It is no number, or could be two: `1.000` is one or a thousand.
    """
    number = _GROUP_SPACES.sub("", text.strip())
    marks = [mark for mark in number if mark in ".,"]
    if len(marks) > 1 or (marks and number[0] in "123456789" and len(number) > 4):
        number = _ungroup(number, text)
    if not _PLAIN.fullmatch(number):
        raise ValueError(f"{text!r} is not a number; write it like 7.5")
    return float(number.replace(",", "."))


def _ungroup(number: str, text: str) -> str:
    """The number without the marks that group its thousands."""
    last = max(number.rfind("."), number.rfind(","))
    group = "," if number[last] == "." else "."
    if number.count(number[last]) == 1 and group in number:
        whole, rest = number[:last], number[last:]
    elif number.count(number[last]) > 1:
        whole, rest, group = number, "", number[last]
    elif re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", number):
        raise ValueError(f"{text!r} could be two numbers; write it without the mark, or like 7.5")
    else:
        return number
    if not re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:{re.escape(group)}[0-9]{{3}})+", whole):
        raise ValueError(f"{text!r} is not a number; write it like 7.5")
    return whole.replace(group, "") + rest
