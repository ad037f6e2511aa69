"""Lists of numbers among which others are counted, against counting one by one."""

import math
import pickle
from collections import Counter
from fractions import Fraction
from itertools import combinations_with_replacement, permutations, product

import pytest

from perfkpi.language import Among, Const, EdgeSide

TINY = Fraction(1, 10**30)
HUGE = Fraction(10**399)
NUMBERS = (-HUGE, Fraction(-1), Fraction(1, 2), Fraction(1, 2) + TINY, Fraction(1, 2) + 2 * TINY, Fraction(2), HUGE)
"""Three that share a double, and two that are beyond every double."""

PAIRS = list(combinations_with_replacement(NUMBERS, 2))
TRIPLES = list(combinations_with_replacement(NUMBERS[:5], 3))

ASKED = (*NUMBERS, -2 * HUGE, Fraction(0), Fraction(1, 2) - TINY, Fraction(1, 3), HUGE - 1, 2 * HUGE)


def counted(members: tuple[Fraction, ...], on: Fraction, belongs: EdgeSide) -> int:
    """How many members a number has reached."""
    return sum(member < on or (member == on and belongs is EdgeSide.ABOVE) for member in members)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_members_are_counted_one_by_one(size: int) -> None:
    """Those below a number, and with ABOVE those that equal it; exactly, also where doubles cannot tell them apart."""
    for members in combinations_with_replacement(NUMBERS, size):
        among = Among(members)
        for on, belongs in product(ASKED, EdgeSide):
            found = among.reached(*on.as_integer_ratio(), belongs)
            assert found == counted(members, on, belongs), (members, on, belongs)
            assert among.reached(3 * on.numerator, 3 * on.denominator, belongs) == found


@pytest.mark.parametrize("members", TRIPLES)
def test_the_order_in_which_numbers_are_given_cannot_be_seen(members: tuple[Fraction, ...]) -> None:
    """Every different number once and ascending, with its double, and how many stand before it."""
    often = Counter(members)
    values = sorted(often)
    for given in permutations(members):
        among = Among(given)
        assert list(among.values) == values
        assert list(among.before) == [sum(member < value for member in members) for value in values] + [3]
        assert list(among.doubles) == [-math.inf if value == -HUGE else float(value) for value in values]
        assert (among.count, among.counts()) == (3, [often[value] for value in values])
        assert among == Among(values, [often[value] for value in values])
        assert hash(among) == hash(Among(values, [often[value] for value in values]))


def test_counts_belong_to_the_numbers_beside_them() -> None:
    """However the numbers are ordered; equal ones count together."""
    among = Among([2, Fraction(1, 2) + TINY, -1, Fraction(1, 2), 2], [5, 3, 1, 2, 10])
    assert list(among.values) == [-1, Fraction(1, 2), Fraction(1, 2) + TINY, 2]
    assert (among.counts(), among.count) == ([1, 2, 3, 15], 21)
    assert list(among.before) == [0, 1, 3, 6, 21]


def test_what_is_beyond_every_double_is_infinite() -> None:
    """In either direction, and still apart from what is further beyond."""
    among = Among([2 * HUGE, -HUGE, HUGE, -2 * HUGE, 0])
    assert list(among.values) == [-2 * HUGE, -HUGE, 0, HUGE, 2 * HUGE]
    assert list(among.doubles) == [-math.inf, -math.inf, 0, math.inf, math.inf]


def test_lists_are_equal_where_numbers_and_counts_are() -> None:
    """Each list of at most two numbers differs from every other, and from what is no list."""
    lists = [Among(members) for size in (0, 1, 2) for members in combinations_with_replacement(NUMBERS, size)]
    for one, other in product(range(len(lists)), repeat=2):
        assert (lists[one] == lists[other]) is (one == other)
    assert Among([]) != ()
    assert hash(Among([1])) != hash(Among([2]))
    assert (Among([]).count, Among([]).reached(1, 1, EdgeSide.ABOVE)) == (0, 0)


@pytest.mark.parametrize("members", PAIRS)
def test_a_list_survives_pickling(members: tuple[Fraction, ...]) -> None:
    """Equal in all that can be asked of it."""
    among = Among(members)
    again = pickle.loads(pickle.dumps(among))  # noqa: S301  # what was written one line above
    assert again == among
    assert (again.values, again.counts(), list(again.doubles)) == (among.values, among.counts(), list(among.doubles))


@pytest.mark.parametrize("members", PAIRS)
def test_distinct_values_are_a_list_like_any_other(members: tuple[Fraction, ...]) -> None:
    """Each once; a list in which each stands once already is itself."""
    among, once = Among(members), Among(set(members))
    distinct = among.distinct()
    assert distinct == once
    assert hash(distinct) == hash(once)
    assert (distinct.values, list(distinct.before), list(distinct.doubles)) == (
        once.values,
        list(once.before),
        list(once.doubles),
    )
    assert (distinct is among) is (len(set(members)) == len(members))
    assert distinct.distinct() is distinct


@pytest.mark.parametrize("number", [Const("50%").value, "50%", 0.5, ".5", Fraction(1, 2)])
def test_a_member_is_a_plain_fraction(number: str | float | Fraction) -> None:
    """Whatever it was written as; one that is a plain fraction is kept, since there may be millions."""
    (value,) = Among([number]).values
    assert (value, type(value)) == (Fraction(1, 2), Fraction)
    assert (value is number) is (type(number) is Fraction)
