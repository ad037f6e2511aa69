"""Numbers that lie on the very end of what is allowed."""

from fractions import Fraction

import pytest
from pickled import pickled

import perfkpi as pk
from perfkpi.language import Among
from perfkpi.numerals import as_decimal

PERCENT = pk.Ratio("a", "b", unit=pk.Unit.PERCENT)


def test_one_on_a_percentage_is_the_whole() -> None:
    """1 on a percentage is 100% and needs no sign; what lies beyond must be written with one."""
    assert pk.conditions.AtLeast(PERCENT, 1).threshold == 1
    assert pk.conditions.AtMost(PERCENT, -1).threshold == -1
    with pytest.raises(pk.errors.DefinitionError, match=r"'1\.01%' .*'101%'"):
        pk.conditions.AtLeast(PERCENT, Fraction(101, 100))


def test_bands_are_shown_with_their_ends() -> None:
    """A band that is refused is at hand as it is written, open to infinity or closed."""
    with pytest.raises(pk.errors.DefinitionError) as caught:
        pk.RatingScale((pk.Band("优", 90, None), pk.Band("良", None, 89, high_belongs=True)))
    assert caught.value.value == "良 (-∞, 89]"


def test_fifteen_digits_are_written_and_sixteen_are_not() -> None:
    """A decimal is written out as long as a reader can follow it."""
    assert as_decimal(Fraction(10**15 - 1), 15) == "9" * 15
    assert as_decimal(Fraction(10**15), 15) is None
    assert as_decimal(Fraction(1, 10**15), 15) == "0.000000000000001"
    assert as_decimal(Fraction(1, 10**16), 15) is None


def test_a_list_comes_back_from_a_pickle() -> None:
    """A list of numbers that goes to another process is the same list there."""
    among = Among([2, "0.5", 2, Fraction(1, 3)])
    again = pickled(among)
    assert again == among
    assert (again.values, list(again.before)) == (among.values, list(among.before))
