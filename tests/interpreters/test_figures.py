"""How exact numbers are written inside calculations: decimals that end, fractions that do not, and what is cut."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfkpi.interpreters.figures import decimal_text, double_text, inline_text
from perfkpi.interpreters.surds import Surd, root


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("1", "1"),
        ("-1", "-1"),
        ("100", "100"),
        ("-2000", "-2000"),
        ("0.5", "0.5"),
        ("-0.05", "-0.05"),
        ("10.10", "10.1"),
        ("1/1024", "0.0009765625"),
        ("0.000000000000001", "0.000000000000001"),
        ("999999999999999", "999999999999999"),
    ],
)
def test_a_decimal_that_ends_has_all_its_digits(number: str, text: str) -> None:
    """Up to fifteen digits a number is written as it is, in plain numbers and inside calculations."""
    assert decimal_text(Fraction(number)) == inline_text(Fraction(number)) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [("0.12", "12%"), ("-0.005", "-0.5%"), ("1", "100%"), ("0", "0%"), ("1.25", "125%"), ("0.001", "0.1%")],
)
def test_percent_is_a_hundred_times_the_number(number: str, text: str) -> None:
    """The sign stands behind the digits."""
    assert decimal_text(Fraction(number), percent=True) == inline_text(Fraction(number), percent=True) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1/3", "≈0.333333"),
        ("2/3", "≈0.666667"),
        ("-2/3", "≈-0.666667"),
        ("20/3", "≈6.666667"),
        ("2000/3", "≈666.666667"),
        ("1/7", "≈0.142857"),
        ("-1/70", "≈-0.014286"),
        ("1/300", "≈0.003333"),
        ("1/700", "≈0.001429"),  # two zeros are none too many
        ("1/1050", "≈0.000952381"),  # three zeros: six digits from the first on
        ("1/3000", "≈0.000333333"),
        ("-1/30000", "≈-0.0000333333"),
        ("1/9999990", "≈0.0000001"),  # rounded up to a power of ten, without zeros behind
        ("100.0000001", "100.0000001"),
        ("301/3", "≈100.333333"),
        ("29999999999999/300000000", "≈100000"),  # zeros in front of the point stay
        ("30000000000001/3", "≈10000000000000.333333"),
        ("1000000000000000", "≈1000000000000000"),
        ("1000000000000000.5", "≈1000000000000000.5"),
        ("0.0000000000000001", "≈0.0000000000000001"),
        ("1.0000000000000001", "≈1"),
    ],
)
def test_what_does_not_end_is_cut_and_marked(number: str, text: str) -> None:
    """Six places, rounded half up, or six digits behind many zeros; no zero stands at the end of a fraction."""
    assert decimal_text(Fraction(number)) == text


def test_percent_is_cut_by_the_digits_that_are_shown() -> None:
    """The places are those of the percentage."""
    assert decimal_text(Fraction(1, 3), percent=True) == "≈33.333333%"
    assert decimal_text(Fraction(-1, 300), percent=True) == "≈-0.333333%"
    assert decimal_text(Fraction(1, 300000), percent=True) == "≈0.000333333%"


@pytest.mark.parametrize("last", range(10))
@pytest.mark.parametrize("sign", [1, -1])
def test_the_sixth_place_is_rounded_half_away_from_zero(last: int, sign: int) -> None:
    """A number of sixteen places is cut by its seventh."""
    number = sign * (Fraction(f"1.234565{last}") + Fraction(1, 10**16))
    digits = "1.234566" if last >= 5 else "1.234565"
    assert decimal_text(number) == f"≈{'-' if sign < 0 else ''}{digits}"
    half = sign * Fraction(10**15 * 10**7 + 5, 10**7)
    assert decimal_text(half) == f"≈{'-' if sign < 0 else ''}1000000000000000.000001"


@pytest.mark.parametrize("zeros", [38, 39, 40, 41, 45])
def test_very_small_numbers_show_forty_zeros_at_most(zeros: int) -> None:
    """Behind forty zeros six more digits are looked at; what has none there is shown as nothing."""
    found = decimal_text(Fraction(3, 9 * 10**zeros))
    digits = 6 - max(0, zeros - 40)
    assert found == f"≈0.{'0' * zeros}{'3' * digits}"


def test_nothing_is_left_of_less_than_that() -> None:
    """A number of fifty zeros is about 0."""
    assert decimal_text(Fraction(1, 3 * 10**50)) == "≈0"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1/3", "1/3"),
        ("-2/3", "-2/3"),
        ("20/3", "20/3"),
        ("999999998/999999999", "999999998/999999999"),
        ("-999999999/7", "-999999999/7"),
        ("1000000000/3", "≈333333333.333333"),
        ("-1000000000/3", "≈-333333333.333333"),
        ("1/1000000001", "≈0.000000001"),
    ],
)
def test_a_short_fraction_stands_as_it_is(number: str, text: str) -> None:
    """Where neither part has ten digits a fraction is exact and short; else it is cut."""
    assert inline_text(Fraction(number)) == text


def test_a_fraction_of_percent_is_a_fraction_without_the_sign() -> None:
    """A third is a third however it is shown."""
    assert inline_text(Fraction(1, 3), percent=True) == "1/3"
    assert inline_text(Fraction(10**9, 3), percent=True) == "≈33333333333.333333%"


def test_roots_are_cut_whatever_their_size() -> None:
    """The root of 2 to six places, also negative, moved, small and in percent."""
    two = root(Fraction(2), 2)
    assert isinstance(two, Surd)
    for text in (decimal_text, inline_text):
        assert text(two) == "≈1.414214"
        assert text(two * Fraction(-1)) == "≈-1.414214"
        assert text(two - Fraction(2)) == "≈-0.585786"
        assert text(two / Fraction(10000)) == "≈0.000141421"
        assert text(two, percent=True) == "≈141.421356%"


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**17), 10**17).map(lambda whole: whole / 1e6))
def test_a_double_is_written_as_the_decimal_that_it_stands_for(number: float) -> None:
    """Whether Python prints it in the same way or not."""
    assert double_text(number) == decimal_text(Fraction(repr(number)))
