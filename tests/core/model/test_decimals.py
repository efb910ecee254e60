"""A number that is typed is that number, or it is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runcoach.core.model.decimals import parse_decimal


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7), ("7.5", 7.5), ("7,5", 7.5), (".5", 0.5), (",5", 0.5), ("0.125", 0.125),
        ("0,125", 0.125), ("5.", 5), (" 12 ", 12), ("1.000,5", 1000.5), ("1,000.5", 1000.5),
        ("1 000,5", 1000.5), ("1\u202f000", 1000), ("1'000.25", 1000.25),
        ("1.000.000", 1_000_000), ("1,234,567.8", 1_234_567.8), ("12.25", 12.25),
        ("1234.5", 1234.5), ("1.2345", 1.2345), ("1000", 1000), ("1000.125", 1000.125),
    ],
)  # fmt: skip
def test_what_is_typed_is_what_is_meant(text, number):
    assert parse_decimal(text) == number


@pytest.mark.parametrize(
    "text",
    ["", ".", ",", "1.000", "12,345", "1.0.0", "1,00,0", "1,5,", "1..5", "1.00,5", "-1",
     "1e3", "7 5", "x", "١", "1.000.00", "1,000,5", "0x10", "inf", "nan", "1_000"],
)  # fmt: skip
def test_what_could_be_another_number_is_refused(text):
    with pytest.raises(ValueError, match="write it"):
        parse_decimal(text)


@given(st.integers(0, 10**9), st.sampled_from((1, 2)), st.sampled_from((".,", ",.", " ,", "'.")))
def test_grouped_or_not_in_any_dialect(hundredths, digits, marks):
    group, point = marks
    plain = f"{hundredths / 100:.{digits}f}"
    whole, _, rest = plain.partition(".")
    grouped = f"{int(whole):,}".replace(",", group)
    assert parse_decimal(f"{grouped}{point}{rest}") == float(plain)
    assert parse_decimal(f"{whole}{point}{rest}") == float(plain)
