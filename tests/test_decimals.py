"""Figures: read from text as people write them, rounded as offices do, printed without frills."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.decimals import from_float, half_up, parse_decimal, places_of, plain, signed, truncated


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8.65", "8.65"),
        (" 8.65 ", "8.65"),
        ("86,500", "86500"),
        ("1,234,567.80", "1234567.80"),
        ("８６，５００．５", "86500.5"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("+5", "5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1.2E+2", "120"),
    ],
)
def test_numbers_in_all_spellings(text: str, number: str) -> None:
    assert parse_decimal(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    ["", " ", "—", "8.65万元", "95%", "1,23", "12,3456", "1.2.3", "1e9999", "nan", "inf", "0x10", "5-"],
)
def test_what_is_no_number(text: str) -> None:
    assert parse_decimal(text) is None


@pytest.mark.parametrize(
    ("value", "places", "up", "cut"),
    [
        ("7.225", 2, "7.23", "7.22"),
        ("-7.225", 2, "-7.23", "-7.22"),
        ("9.735", 2, "9.74", "9.73"),
        ("1.005", 2, "1.01", "1"),
        ("2.5", 0, "3", "2"),
        ("9.994999", 2, "9.99", "9.99"),
        ("1234.5", -2, "1200", "1200"),
    ],
)
def test_half_goes_away_from_zero(value: str, places: int, up: str, cut: str) -> None:
    assert half_up(Decimal(value), places) == Decimal(up)
    assert truncated(Decimal(value), places) == Decimal(cut)


@pytest.mark.parametrize("text", ["1E+999", "9" * 5000 + ".5", "-1E+500", "1E-999"])
def test_numbers_of_any_length_are_rounded(text: str) -> None:
    value = parse_decimal(text)
    assert value is not None
    assert abs(half_up(value) - value) <= Decimal("0.005")


@pytest.mark.parametrize(
    ("value", "text"),
    [("95.230", "95.23"), ("100", "100"), ("1E+3", "1000"), ("0.00", "0"), ("-0", "0"), ("0.50", "0.5")],
)
def test_figures_are_printed_without_zeros_or_exponents(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "places"), [("8.650", 2), ("100", 0), ("1E+3", 0), ("0.00", 0), ("6.25025", 5)]
)
def test_decimals_that_show(value: str, places: int) -> None:
    assert places_of(Decimal(value)) == places


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6))
def test_a_stored_number_is_read_back_as_it_was_typed(value: Decimal) -> None:
    assert from_float(float(value)) == value


@given(st.integers(-(10**12), 10**12), st.integers(0, 9))
def test_printing_and_reading_are_inverse(digits: int, places: int) -> None:
    value = Decimal(digits).scaleb(-places)
    assert parse_decimal(plain(value)) == value


def test_the_result_of_a_subtraction_has_the_minus_of_the_arithmetic() -> None:
    assert [signed(Decimal(text)) for text in ("-20", "2.50", "0")] == ["－20", "2.5", "0"]
