"""A grid proves the rows whose figures are short decimals, and no others."""

import math
from decimal import Decimal
from fractions import Fraction
from itertools import product

import numpy as np
import numpy.typing as npt
import operated
import pytest

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import Floats
from perfkpi.interpreters.columns.proofs.decimal_proof import DecimalProof, decimal_proof_of
from perfkpi.interpreters.columns.proofs.lattice import Window
from perfkpi.language import RoundingMode

F = Fraction
NAN = float("nan")
DIGITS = 10**15
SIGNS = (1, -1)
PROBE = 16  # so many rows tell how many decimals there are


def decimal(number: float) -> Fraction:
    """What a double prints as."""
    return Fraction(Decimal(repr(number)))


def short(number: Fraction, places: int) -> bool:
    """Whether a number has at most so many decimals, and fifteen digits when it is written with all of them."""
    units = number * 10**places
    return units.denominator == 1 and abs(units) < DIGITS


def proved(grid: DecimalProof, *columns: npt.ArrayLike) -> list[bool]:
    """The rows that a grid proves, with more room than it needs."""
    arrays: list[Floats] = [np.array(column, dtype=np.float64) for column in columns]
    buffers: Floats = np.full((2, len(arrays[0]) + 3), NAN)
    found = grid.proves(dict(zip(grid.measures, arrays, strict=True)), buffers)
    assert np.isnan(buffers[:, len(arrays[0]) :]).all()
    assert found.dtype == np.bool_
    return found.tolist()


@pytest.mark.parametrize("places", range(2, 10))
def test_readings_with_few_decimals_are_proved(places: int) -> None:
    """Those with one decimal too many, or with more than fifteen digits, are not; absent figures are."""
    unit, large = Decimal(10) ** -places, Decimal(10) ** (15 - places)
    fits = (unit, 3 * unit, 1 + unit, large - unit, large - 1)
    fails = (unit / 10, 7 + unit / 2, large, large + unit, 2 * large)
    numbers = [
        *(sign * float(number) for numbers in (fits, fails) for number in numbers for sign in SIGNS),
        *(0.0, 1.0, 0.5, 0.25, 0.1 + 0.2, 1 / 3, 1e290, float("inf")),
    ]
    expected = [number < float("inf") and short(decimal(number), places) for number in numbers]
    assert expected[:20] == [True] * 5 * 2 + [False] * 5 * 2
    assert proved(DecimalProof(places, ("a",), ()), numbers) == expected
    assert proved(DecimalProof(places, ("a",), ()), [*numbers, NAN]) == [*expected, True]


def test_columns_of_short_decimals_are_proved() -> None:
    """Also where no row is struck out."""
    grid = DecimalProof(2, ("a", "b"), (("a", "b"), ("c", "b")))
    assert grid.measures == ("a", "b", "c")
    assert proved(grid, [0.25, -2.0, 3.0], [0.5, 2.0, 1.0], [1.0, 3.0, 0.01]) == [True] * 3


def test_what_is_looked_at_stands_once() -> None:
    """Readings come first, then what is divided and by what."""
    assert DecimalProof(2, ("c", "a"), (("b", "a"), ("d", "c"), ("b", "e"))).measures == ("c", "a", "b", "d", "e")


def test_each_reading_and_quotient_can_strike_a_row_out() -> None:
    """A row is proved where all of them are short: each column below has one row of its own where it is not."""
    grid = DecimalProof(2, ("a", "b"), (("c", "d"), ("e", "f")))
    ones, third, fine = [1.0] * 30, 1 / 3, 0.001
    columns = [list(ones) for _ in grid.measures]
    columns[0][20] = columns[1][21] = third
    columns[2][22] = columns[4][23] = fine
    columns[3][24] = columns[5][25] = third
    columns[3][26] = columns[5][27] = 3.0
    assert proved(grid, *columns) == [row not in range(20, 28) for row in range(30)]


def test_a_row_without_a_figure_has_none_that_could_be_wrong() -> None:
    """Where one of two figures is absent, there is no quotient; the other figures of the row still count."""
    grid = DecimalProof(2, ("a",), (("b", "c"),))
    a = [1.0] * 20 + [NAN, 1.0, 1.0, 1.0, NAN, 1 / 3, NAN, 1 / 3]
    b = [1.0] * 20 + [1.0, NAN, 1.0, NAN, NAN, NAN, 1.0, 1.0]
    c = [1.0] * 20 + [2.0, 3.0, NAN, NAN, NAN, NAN, 3.0, NAN]
    assert proved(grid, a, b, c) == [True] * 20 + [True, True, True, True, True, False, False, False]


def in_units(units: int, places: int) -> float:
    """A decimal with some places."""
    return float(F(units, 10**places))


@pytest.mark.parametrize("most", [2, 3, 4, 6, 9])
@pytest.mark.parametrize("have", range(6))
@pytest.mark.parametrize("needs", [0, 2, 4, 5])
@pytest.mark.parametrize("sign", SIGNS)
def test_the_first_rows_tell_what_is_asked_of_quotients(most: int, have: int, needs: int, sign: int) -> None:
    """Divisors may have as many decimals as theirs, rounded up to an even number, and quotients as many, or four.

    A quotient is short where it is a decimal with those places, the divisor is one with its own, and the dividend has
    at most fifteen digits with both together.
    """
    needs = min(needs, most)
    decimals, places = have + have % 2, most if needs > 4 else min(4, most)
    divisor, quotient = sign * (10**have + 1), 10**needs + 1
    first = in_units(divisor * quotient, have + needs), in_units(divisor, have)
    largest = DIGITS // 10 ** (decimals + places)
    rows = [
        (in_units(3 * (10**places + 1), places), 3.0),
        (in_units(-3 * (10**places + 1), places), 3.0),
        (in_units(3 * (10 ** (places + 1) + 1), places + 1), 3.0),
        (in_units(-3 * (10 ** (places + 1) + 1), places + 1), 3.0),
        (in_units(2 * (10**decimals + 1), decimals), in_units(10**decimals + 1, decimals)),
        (in_units(2 * (10 ** (decimals + 1) + 1), decimals + 1), in_units(10 ** (decimals + 1) + 1, decimals + 1)),
        (1.0, 3.0),
        (0.0, 3.0),
        (in_units(DIGITS - 10**decimals, decimals + places), 1.0),
        (float(largest), 1.0),
        (float(-largest), 1.0),
        (float(2 * largest), -2.0),
    ]
    expected = [
        short(decimal(above) / decimal(below), places)
        and short(decimal(below), decimals)
        and short(decimal(above), decimals + places)
        for above, below in (first, *rows)
    ]
    assert expected[0] is (decimals + places < 15)
    assert expected[5:] == [largest > 2, False, False, True, True, False, False, False]
    grid = DecimalProof(most, (), (("a", "b"),))
    above, below = (np.array([*[column[0]] * PROBE, *column[1:]]) for column in zip(first, *rows, strict=True))
    for count in (2, 8, 10, len(rows)):
        some = slice(PROBE + count)
        known = expected[:1] * PROBE + expected[1 : count + 1]
        assert proved(grid, above[some], below[some]) == known
        assert proved(grid, abs(above[some]), abs(below[some])) == known


@pytest.mark.parametrize(("above", "below"), [(math.nan, 8.0), (4.0, math.nan), (math.nan, math.nan)])
def test_an_absent_figure_among_the_first_rows_changes_nothing_for_the_others(above: float, below: float) -> None:
    """What is asked of quotients follows from the rows that have figures."""
    tops, bottoms = np.array([above, *[2500.0] * PROBE * 2]), np.array([below, *[1000.0] * PROBE * 2])
    assert proved(DecimalProof(9, (), (("a", "b"),)), tops, bottoms) == [True] * len(tops)


@pytest.mark.parametrize("places", range(1, 10))
def test_the_grid_is_the_finest_that_tells(places: int) -> None:
    """A reading may have as many decimals as leave its grid wider than twice the window, from two to nine."""
    operations = (ir.Input("a"), ir.Input("b"), ir.WeightedSum(((0, F(1)), (1, F(1)))))
    found = decimal_proof_of(operations, [Window(2, F(90), F(0), 0.4 * 10.0**-places)])
    if places < 2:
        assert found is None
    else:
        assert found is not None
        assert (found.places, found.readings, found.quotients) == (places, ("a", "b"), ())


def test_every_window_has_to_tell() -> None:
    """The narrowest grid that one of them needs is that of all, and their readings are looked at together."""
    operations = (ir.Input("a"), ir.Input("b"), ir.Input("c"), ir.Div(1, 0))
    coarse, fine = 0.4e-3, 0.4e-6
    for widths in ([fine, coarse, fine], [coarse, fine, fine], [fine, fine, coarse]):
        windows = [Window(on, F(1), F(0), width) for on, width in zip((2, 0, 3), widths, strict=True)]
        found = decimal_proof_of(operations, windows)
        assert found is not None
        assert (found.places, found.readings, found.quotients) == (3, ("a", "c"), (("b", "a"),))
        assert decimal_proof_of(operations, [*windows, Window(1, F(1), F(0), 0.4e-1)]) is None


READS = (ir.Input("a"), ir.Input("b"))
COMPUTED: dict[str, ir.Operation] = {
    "one over a reading": ir.Div(None, 0),
    "a sum over a reading": ir.Div(2, 0),
    "a reading over a sum": ir.Div(0, 2),
    "a name over a reading": ir.Div(3, 0),
}


@pytest.mark.parametrize("name", COMPUTED)
def test_quotients_that_are_not_of_two_readings(name: str) -> None:
    """Whether they are short is not looked at, so there is no grid."""
    operations = (
        *READS,
        ir.WeightedSum(((0, F(1)), (1, F(1)))),
        ir.Input("c", category=True),
        COMPUTED[name],
        ir.Div(0, 1),
    )
    assert decimal_proof_of(operations, [Window(4, F(1), F(0), 1e-12)]) is None
    assert decimal_proof_of(operations, [Window(5, F(1), F(0), 1e-12), Window(4, F(1), F(0), 1e-12)]) is None
    assert decimal_proof_of(operations, [Window(5, F(1), F(0), 1e-12)]) is not None


def test_a_grid_that_nothing_is_asked_of() -> None:
    """Behind a rounding no figure matters."""
    found = decimal_proof_of((*READS, ir.Round(0, RoundingMode.FLOOR)), [Window(2, F(1), F(0), 1e-12)])
    assert found is not None
    assert (found.places, found.measures) == (9, ())


PLANS: dict[str, tuple[tuple[ir.Operation, ...], Fraction]] = {
    "a weighted sum": ((*READS, ir.WeightedSum(((0, F(3, 10)), (1, F(7, 10))))), F(1)),
    "a product": ((*READS, ir.Mul(0, 1)), F(1, 100)),
    "a quotient": ((*READS, ir.Div(0, 1)), F(1, 2)),
    "a quotient and a third": ((*READS, ir.Div(0, 1), ir.WeightedSum(((2, F(1, 3)), (0, F(1, 3))))), F(1)),
}


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("every", [F(0), F(1)])
def test_a_row_that_is_proved_lies_on_the_edge_or_far_from_it(name: str, every: Fraction) -> None:
    """No proved row is within twice the window of an edge without lying on it."""
    operations, edge = PLANS[name]
    window = Window(len(operations) - 1, edge, every, 0.4e-5)
    grid = decimal_proof_of(operations, [window])
    assert grid is not None
    figures = [0.5, 1.0, 1.5, 3.0, 1 / 3, 0.3, 0.00001, 0.999999, 1.0000001, 2.0000000001, 0.1 + 0.2, -0.7, 123456.789]
    rows = [(0.5, 1.0)] * PROBE + list(product(figures, figures))
    columns = dict(zip("ab", (np.array(column) for column in zip(*rows, strict=True)), strict=True))
    found = grid.proves({measure: columns[measure] for measure in grid.measures}, np.empty((2, len(rows))))
    assert found[:PROBE].all()
    for (a, b), there in zip(rows, found, strict=True):
        number = operated.number(operations, window.on, {"a": decimal(a), "b": decimal(b)})
        assert number is not None
        gap = number - edge
        gap = gap - round(gap / every) * every if every else gap
        assert not there or not gap or abs(gap) > 2 * window.width
