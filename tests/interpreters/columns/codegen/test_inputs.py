"""Measures in blocks: which figures a check lets pass, how often it is made, what is counted as present."""

import math
import sys
from fractions import Fraction
from functools import reduce
from itertools import product

import numpy as np
import pytest
from blocks import agree, calls, covers, outcome, registers

from perfkpi.language import Add, Const, Defined, Expr, Input, Max, Min

A, B, C = map(Input, "abc")
NAN = math.nan
RANGES = dict.fromkeys("abc", (-100.0, 100.0))
POSITIVE = dict.fromkeys("abc", (1.0, 2.0))

# ----------------------------------------------------------------------------------------------------------- checks

SMALLEST, LARGEST = sys.float_info.min, sys.float_info.max
BELOW_ALL = math.nextafter(SMALLEST, 0)
FIGURES = (1.0, -1.0, 0.0, -0.0, SMALLEST, BELOW_ALL, 5e-324, LARGEST, -LARGEST, math.inf, -math.inf, NAN)


def good(figure: float, *, divides: bool, gaps: bool) -> bool:
    """Whether a plan says something about a figure: a number of full precision, positive where something is divided."""
    if math.isnan(figure):
        return gaps
    return math.isfinite(figure) and (figure >= SMALLEST if divides else True)


@pytest.mark.parametrize("gaps", [False, True])
@pytest.mark.parametrize("divides", [False, True])
@pytest.mark.parametrize("strided", [False, True])
def test_a_check_gives_up_where_a_figure_is_not_covered(*, gaps: bool, divides: bool, strided: bool) -> None:
    """Wherever it stands in a block, also in a block of one row, or in a column that is part of a table of rows."""
    expression = 1 / A if divides else Min((Max((A, Const(-1))), Const(1)))
    ranges = {"a": (SMALLEST if divides else -math.inf, math.inf)}
    columns = [(one,) for one in FIGURES] + list(product(FIGURES, repeat=2))
    columns += [(2.0, one, 2.0) for one in FIGURES] + [(NAN, NAN, one) for one in FIGURES]
    for column in columns:
        array = np.array([column, column]).T[:, 0] if strided else np.array(column)
        found = outcome(expression, {"a": array}, ranges, gaps=gaps)
        assert (found is not None) is all(good(each, divides=divides, gaps=gaps) for each in column), column


@pytest.mark.parametrize("gaps", [False, True])
@pytest.mark.parametrize("also", [False, True])
def test_a_division_checks_both_of_its_figures(*, gaps: bool, also: bool) -> None:
    """Also where what is divided is a divisor elsewhere; the quotient tells nothing that the figures do not."""
    expression = A / B + B / A if also else A / B
    ranges = {"a": (1.0, 2.0) if also else (-2.0, 2.0), "b": (1.0, 2.0)}
    for top, bottom, last in product(FIGURES, FIGURES, (1.0, -1.0)):
        fine = all(good(each, divides=also, gaps=gaps) for each in (top, last))
        fine = fine and good(bottom, divides=True, gaps=gaps)
        if also and fine and top / bottom == math.inf:
            continue  # which is given up, though both figures are covered
        found = outcome(expression, {"a": [top, last], "b": [bottom, 1.0]}, ranges, gaps=gaps)
        assert (found is not None) is fine, (top, bottom, last)


def test_a_figure_divided_by_itself_is_looked_at() -> None:
    """There is only one of it."""
    for figure, column in ((each, column) for each in FIGURES for column in ([each], [1.0, each])):
        found = outcome(A / A, {"a": column}, {"a": (1.0, 2.0)})
        assert (found is not None) is good(figure, divides=True, gaps=False)


@pytest.mark.parametrize(("expression", "measures"), [(A / A, 1), ((A + B) / A * B, 2), (A * A + A, 1)])
def test_a_measure_is_checked_once(expression: Expr, measures: int) -> None:
    """However often it is read; one check more is for the total that stands beside it."""
    assert calls(expression, POSITIVE, checked=True) - calls(expression, POSITIVE) == measures + 1


def test_a_measure_is_checked_as_a_divisor_wherever_it_is_read() -> None:
    """What is only added to something may be 0, what is divided by may not."""
    expression = (A + B) / A * B
    assert outcome(expression, {"a": [1.0, 0.0], "b": [1.0, 1.0]}, POSITIVE) is None
    assert outcome(expression, {"a": [1.0, 1.0], "b": [1.0, 0.0]}, POSITIVE) is not None


# ----------------------------------------------------------------------------------------------------------- counts

ROWS = list(product((NAN, 0.0), repeat=3))
THREE = {name: [row[place] for row in ROWS] for place, name in enumerate("abc")}


@pytest.mark.parametrize("offset", ["0", "1", "-1/2", "1/6"])
@pytest.mark.parametrize("shares", [["1"], ["1", "2"], ["1/2", "1/3", "1/6"], ["-1", "1/4", "3"], ["1/10"] * 3])
def test_shares_of_what_is_present(shares: list[str], offset: str) -> None:
    """Of measures and of what is computed from them, as the doubles nearest to them."""
    columns = {name: THREE[name] for name in "abc"[: len(shares)]}
    plus, parts = Fraction(offset), [Fraction(share) for share in shares]
    rows = zip(*columns.values(), strict=True)
    counts = [sum((part for part, each in zip(parts, row, strict=True) if each == 0), plus) for row in rows]
    for grown in (Input, lambda name: Max((Input(name) * Input(name), Const(0)))):
        share = Add([Const(part) * Defined(grown(name)) for part, name in zip(parts, columns, strict=True)]) + plus
        agree(share, columns, RANGES, gaps=True)
        found = outcome(share, columns, RANGES, gaps=True)
        assert found is not None
        assert found.values == [float(count) for count in counts]


def test_two_counts_of_the_same_figures() -> None:
    """What the first has counted serves the second, in the order and with the shares of its own."""
    one = Defined(A) / 2 + Defined(B) / 4
    two = 3 * Defined(C) + 2 * Defined(B) + Defined(A)
    agree(64 * Max((one, Const("1/8"))) + Max((two, Const("3/2"))) * Defined(A), THREE, RANGES, gaps=True)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("first", "offset", "fits"), [(127, 0, True), (128, 0, False), (100, 27, True), (100, 28, False), (100, -28, False)]
)
def test_counts_are_as_large_as_small_integers(first: int, offset: int, sign: int, *, fits: bool) -> None:
    """All shares together, in whole parts of one, come to 127 at most."""
    count = sign * (first - 1) * Defined(A) + Defined(B) + offset
    assert covers(count, RANGES, gaps=True) is fits
    if fits:
        agree(count, {"a": [1.0, NAN, 1.0, NAN], "b": [1.0, 1.0, NAN, NAN]}, RANGES, gaps=True)


def test_what_is_counted_once_may_be_read_on_its_own() -> None:
    """1 where there is a figure, 0 where there is none."""
    inner = Max((A, Const(0)))
    columns = {"a": [NAN, 0.0, 5.0, -1.0], "b": [2.0, 3.0, 4.0, 5.0]}
    agree(Defined(inner), {"a": columns["a"]}, RANGES, gaps=True)
    agree(Defined(inner) * B, columns, RANGES, gaps=True)
    agree(Defined(inner) * B * inner, columns, RANGES, gaps=True)


def test_a_figure_is_kept_as_long_as_it_is_counted() -> None:
    """What is made of it in between takes other registers; when it was counted, they are given back."""
    one, two = Max((A, Const(0))) * A, Max((B, Const(0))) * B
    both = (2 * one + 3 * two) * (Defined(one) / 2 + Defined(two) / 2)
    rows = list(product((NAN, 0.5), repeat=2))
    agree(both, {"a": [a for a, _ in rows], "b": [b for _, b in rows]}, RANGES, gaps=True)
    assert registers(both, RANGES, gaps=True) == 4  # two columns, their sum, how many there are
    assert registers(Max((both, Max((A * both, Max((A * both, Const(-1))))))), RANGES, gaps=True) == 4


@pytest.mark.parametrize("alone", [False, True])
def test_registers_of_counts_are_given_back(*, alone: bool) -> None:
    """A chain of any length takes what is counted, and the count."""

    def grown(inner: Expr) -> Expr:
        return A * (Defined(inner) if alone else Defined(inner) / 2 + Const("1/2"))

    assert registers(reduce(lambda inner, _: grown(inner), range(3), A * A), RANGES, gaps=True) == 2
