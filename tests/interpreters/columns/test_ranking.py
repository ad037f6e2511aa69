"""Members of a list as columns: where each begins to be reached, and the window of a number that is off."""

import math
import weakref
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from carefully import fraction, stated
from error_bounds import T, U

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.ranking import Members, counted, members
from perfkpi.language import Among, EdgeSide

TEXTS = ["-7", "-0.1", "0", "0.1", "1/3", "1/2", "0.30000000000000004", "1", "1.00000000000000000001", "7/2", "1e22"]
NUMBERS = [fraction(text) for text in TEXTS]
TWICE = Among(NUMBERS, [2, 1, 1, 3, 1, 1, 1, 1, 1, 1, 4])
ONCE = Among(NUMBERS)
LINES = [
    (Fraction(1), Fraction(0)),
    (Fraction(2), Fraction(0)),
    (Fraction(1), Fraction(1, 2)),
    (Fraction(1, 4), Fraction(-1)),
]


def rank(among: Among, scale: Fraction, offset: Fraction, belongs: EdgeSide) -> ir.Rank:
    """Among a list, a line on a column."""
    return ir.Rank(0, scale, offset, among, belongs)


def reaches(number: Fraction, member: Fraction, belongs: EdgeSide) -> bool:
    """Whether a number counts the member."""
    return member < number or (member == number and belongs is EdgeSide.ABOVE)


def test_a_list_has_its_columns_once() -> None:
    """They are found again for it and for its equal, and are forgotten with it."""
    one = Fraction(1, 7919)  # in no list of other tests, which may be alive
    among = Among([one, 2, 2])
    found = members(among)
    assert members(among) is found
    assert members(Among([2, one, 2])) is found
    assert members(Among([one, 2])) is not found
    alive = weakref.ref(found)
    del among, found
    assert alive() is None


def test_columns_of_a_list() -> None:
    """Each different value once, in order, in the memory of the list; and how many stand before it."""
    found = Members(TWICE)
    assert found.doubles.tolist() == [float(number) for number in sorted(NUMBERS)]
    assert np.shares_memory(found.doubles, np.asarray(TWICE.doubles))
    assert found.before.tolist() == [0, 2, 3, 4, 7, 8, 9, 10, 11, 12, 13, 17]
    assert (found.doubles.dtype, found.before.dtype) == (np.float64, np.float64)
    assert not found.alone
    assert Members(ONCE).alone


@pytest.mark.parametrize("among", [TWICE, ONCE, Among([])])
def test_how_many_stand_before_a_place(among: Among) -> None:
    """As a column of doubles, whether or not members are alone."""
    places = np.arange(len(among.values) + 1)
    found = Members(among).at(places)
    assert found.tolist() == list(among.before)
    assert found.dtype == np.float64


def test_members_as_integers() -> None:
    """Numerators and denominators, and the sizes of these, of the places that are asked for."""
    among = Among([Fraction(1, 3), Fraction(-5, 7), Fraction(2**64 + 5, 2**70), Fraction(2)])
    places = np.array([3, 0, 1, 1])
    tops, bottoms, sizes = Members(among).fractions(places)
    assert tops.tolist() == [2, -5, 5, 5]
    assert bottoms.tolist() == [1, 7, 0, 0]
    assert sizes.tolist() == [1.0, 7.0, 2.0**70, 2.0**70]
    assert (tops.dtype, bottoms.dtype, sizes.dtype) == (np.int64, np.int64, np.float64)


@pytest.mark.parametrize("belongs", EdgeSide)
@pytest.mark.parametrize(("scale", "offset"), LINES)
def test_first_readings(scale: Fraction, offset: Fraction, belongs: EdgeSide) -> None:
    """For each member the smallest double whose decimal reaches it: the double before does not."""
    found = Members(ONCE).firsts(rank(ONCE, scale, offset, belongs), whole=False)
    for member, first in zip(ONCE.values, found.tolist(), strict=True):
        before, at = (scale * Fraction(repr(each)) + offset for each in (math.nextafter(first, -math.inf), first))
        assert reaches(at, member, belongs)
        assert not reaches(before, member, belongs)


@pytest.mark.parametrize("belongs", EdgeSide)
@pytest.mark.parametrize(("scale", "offset"), LINES)
def test_first_whole_numbers(scale: Fraction, offset: Fraction, belongs: EdgeSide) -> None:
    """For each member the smallest whole number that reaches it."""
    among = Among([each for each in NUMBERS if each < 1000])
    found = Members(among).firsts(rank(among, scale, offset, belongs), whole=True)
    for member, first in zip(among.values, found.tolist(), strict=True):
        assert first == int(first)
        assert reaches(scale * Fraction(first) + offset, member, belongs)
        assert not reaches(scale * Fraction(first - 1) + offset, member, belongs)


def test_members_beyond_the_doubles() -> None:
    """No double reaches the one, every double the other."""
    among = Among([Fraction("-1e400"), Fraction("1e400")])
    for belongs, whole in product(EdgeSide, (False, True)):
        found = Members(among).firsts(rank(among, Fraction(1), Fraction(0), belongs), whole=whole)
        assert found.tolist() == [-math.inf, math.inf]


def test_firsts_are_found_once_for_each_question() -> None:
    """The same line on the same side has the same column, any other its own."""
    found = Members(TWICE)
    questions = list(product(LINES, EdgeSide, (False, True)))
    first, again = (
        [found.firsts(rank(TWICE, *line, belongs), whole=whole) for line, belongs, whole in questions] for _ in range(2)
    )
    assert all(one is other for one, other in zip(first, again, strict=True))
    assert len({id(each) for each in first}) == len(questions)
    assert all(each.dtype == np.float64 for each in first)


READINGS = sorted({
    each
    for number in NUMBERS
    for each in (float(number), math.nextafter(float(number), -math.inf), math.nextafter(float(number), math.inf))
})  # fmt: skip


@pytest.mark.parametrize("belongs", EdgeSide)
@pytest.mark.parametrize("rows", [33, 511, 512, 1000])
def test_readings_are_counted(rows: int, belongs: EdgeSide) -> None:
    """However many rows there are, in whatever order, each counts the members that its decimal has reached."""
    column = np.array([READINGS[(row * 7) % len(READINGS)] for row in range(rows)])
    expected = {
        each: sum(
            count
            for member, count in zip(TWICE.values, TWICE.counts(), strict=True)
            if reaches(Fraction(repr(each)), member, belongs)
        )
        for each in READINGS
    }
    found = counted(rank(TWICE, Fraction(1), Fraction(0), belongs), column, whole=False)
    assert found.tolist() == [expected[each] for each in column.tolist()]


@pytest.mark.parametrize("belongs", EdgeSide)
def test_whole_numbers_are_counted(belongs: EdgeSide) -> None:
    """Those below ``2**53`` are doubles, and count what they have reached themselves."""
    large = 2**53 - 5
    among = Among([0, 3, Fraction(7, 2), large, large + Fraction(1, 2), large + 1])
    column = [-1.0, 0.0, 3.0, 4.0, *(float(large + more) for more in range(-1, 4))]
    found = counted(rank(among, Fraction(1), Fraction(0), belongs), np.array(column), whole=True)
    assert found.tolist() == [
        sum(reaches(Fraction(each), member, belongs) for member in among.values) for each in column
    ]


def test_the_window_of_a_number() -> None:
    """Whatever the number may be within its error, its place is between the two; what lies further is without."""
    found = Members(Among([-2, Fraction(-1, 3), 0, Fraction(1, 3), 1, 4]))
    cases = list(product([-2.0, -0.5, 0.0, 1.0, 2.5, 1e15], [0.0, 2.0**-20, 0.5, 4.0]))
    values, errors = (np.array(each) for each in zip(*cases, strict=True))
    low, high, width = found.window(values, errors)
    for place, (value, error) in enumerate(cases):
        reach = Fraction(error) + 8 * U * (abs(Fraction(value)) + Fraction(error)) + 8 * T
        assert stated(float(width[place]), reach)
        ends = Fraction(value) - Fraction(float(width[place])), Fraction(value) + Fraction(float(width[place]))
        assert low[place] == sum(Fraction(double) < ends[0] for double in found.doubles.tolist())
        assert high[place] == sum(Fraction(double) <= ends[1] for double in found.doubles.tolist())
    many = found.window(np.tile(values, 30), np.tile(errors, 30))
    assert [each.tolist() for each in many] == [each.tolist() * 30 for each in (low, high, width)]


def test_the_ends_of_a_window_belong_to_it() -> None:
    """A member at either end may be the number, and is within."""
    width = float(Members(Among([])).window(np.array([0.0]), np.array([0.5]))[2][0])
    low, high, _ = Members(Among([Fraction(-width), Fraction(width)])).window(np.array([0.0]), np.array([0.5]))
    assert (low.tolist(), high.tolist()) == ([0], [2])
