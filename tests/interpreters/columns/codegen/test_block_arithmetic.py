"""Arithmetic on blocks gives what is meant, within its bound, and in no register more than it needs."""

import math
from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from itertools import product

import pytest
from blocks import agree, guards, outcome, registers

from perfkpi.language import Add, Choose, Const, Defined, Div, Edge, Expr, Input, Max, Min, Sign

A, B, C, D = map(Input, "abcd")
WIDE = dict.fromkeys("abcd", (-100.0, 100.0))
FIGURES = (-3.5, -1.0, -0.1, 0.0, 0.3, 1.0, 2.5)
PAIRS = list(product(FIGURES, repeat=2))
TWO = {"a": [one for one, _ in PAIRS], "b": [two for _, two in PAIRS]}
SCALES = (1, -1, 2, -2)


def values(expression: Expr, columns: dict[str, list[float]], ranges: dict[str, tuple[float, float]]) -> list[float]:
    """The doubles that a block has."""
    found = outcome(expression, columns, ranges)
    assert found is not None
    return found.values


@pytest.mark.parametrize("offset", ["0", "-1/3"])
@pytest.mark.parametrize("several", [1, 2, 3])
def test_a_weighted_sum_is_what_it_says(several: int, offset: str) -> None:
    """Whatever signs the weights have, and whichever of them are the same."""
    columns = {"a": [1.0, -2.5, 0.3], "b": [7.0, 0.25, -9.1], "c": [0.5, 64.0, 1.5]}
    names = "abc"[:several]
    for scales in product(SCALES, repeat=several):
        total = Add([Const(scale) * Input(name) for scale, name in zip(scales, names, strict=True)])
        agree(total + Const(offset), {name: columns[name] for name in names}, WIDE)


def test_columns_of_one_weight_are_added_before_they_are_multiplied() -> None:
    """Which rounds once: three tenths of ten and twenty are nine, without an error."""
    columns = {"a": [0.7, 0.1, 0.3], "b": [0.1, 0.2, 0.6]}
    pairs = list(zip(columns["a"], columns["b"], strict=True))
    tenths = Const("0.1") * A + Const("0.1") * B
    assert values(tenths, columns, WIDE) == [(a + b) * 0.1 for a, b in pairs] != [a * 0.1 + b * 0.1 for a, b in pairs]


@pytest.mark.parametrize("sign", [1, -1])
def test_opposite_weights_are_one_difference(sign: int) -> None:
    """It is multiplied once, whichever sign comes first."""
    columns = {"a": [0.7, 0.1, 0.3], "b": [0.1, 0.2, 0.6]}
    difference = Const("0.1") * sign * A - Const("0.1") * sign * B
    pairs = zip(columns["a"], columns["b"], strict=True)
    assert values(difference, columns, WIDE) == [sign * ((a - b) * 0.1) for a, b in pairs]


@pytest.mark.parametrize(("one", "two"), [("1/4", "1/4"), ("1/4", "-1/4"), ("-1/4", "1/8")])
def test_huge_columns_are_weighed_before_they_are_added(one: str, two: str) -> None:
    """The bare columns would add up to infinity; a weight goes with its own column."""
    ranges = {"a": (0.0, 1.7e308), "b": (0.0, 1.7e308)}
    first, second = Fraction(one), Fraction(two)
    columns = {"a": [1.7e308, 1.0, 4.0], "b": [1.7e308, 2.0, 8.0]}
    expected = [float(first * Fraction(a) + second * Fraction(b)) for a, b in zip(*columns.values(), strict=True)]
    assert values(Const(one) * A + Const(two) * B, columns, ranges) == expected


def test_products_and_quotients() -> None:
    """Of every pair of figures, except by 0."""
    agree(A * B, TWO, WIDE)
    agree(A * A, {"a": FIGURES}, WIDE)
    ranges = {"a": (-100.0, 100.0), "b": (0.25, 100.0)}
    columns = {"a": [1.0, -2.5, 0.0, 10.0], "b": [3.0, 0.25, 7.0, 10.0]}
    raised = {"a": A + 1, "b": B + 1}
    for top, bottom in product((A, raised["a"]), (B, raised["b"])):
        agree(top / bottom, columns, ranges)
    for bottom in (B / B, 1 / B, 1 / raised["b"]):
        agree(bottom, {"b": columns["b"]}, ranges)


@pytest.mark.parametrize("size", [2, 3, 4])
@pytest.mark.parametrize("kind", [Min, Max])
def test_the_least_and_the_largest(size: int, kind: type[Min | Max]) -> None:
    """Of any number of columns, wherever it stands among them."""
    rows = list(product((-1.5, 0.0, 2.5), repeat=size))
    columns = {name: [row[place] for row in rows] for place, name in enumerate("abcd"[:size])}
    agree(kind([Input(name) for name in columns]), columns, WIDE)
    agree(kind([2 * Input(name) for name in columns]), columns, WIDE)


@pytest.mark.parametrize("low", [None, "-1", "1/3"])
@pytest.mark.parametrize("high", [None, "1/3", "2"])
def test_a_column_between_constants(low: str | None, high: str | None) -> None:
    """Either of which may be missing."""
    figures = [-100.0, -1.0, -0.9, 0.0, 0.3, 0.4, 1.9, 2.0, 2.1, 100.0]
    for on, names in ((A, "a"), (A - B, "ab")):
        above = on if low is None else Max((on, Const(low)))
        agree(above if high is None else Min((above, Const(high))), dict.fromkeys(names, figures), WIDE)


@pytest.mark.parametrize("at", ["0", "3/2", "-2"])
def test_a_line_that_bends(at: str) -> None:
    """One slope leads to the bend, the other away from it; either may be none."""
    figures = [-4.0, -2.0, -1.0, 0.0, 0.75, 1.0, 1.5, 2.0, 9.0]
    for below, above in product((0, 1, -1, 2, "-3/2"), repeat=2):
        for on, names in ((A, "a"), (A + 2 * B, "ab")):  # two lines that meet leave no doubt
            gap = on - Const(at)
            bent = Choose(on, [Edge(Const(at))], [Const(below) * gap, Const(above) * gap])
            agree(bent, dict.fromkeys(names, figures), WIDE)


# ------------------------------------------------------------------------------------------------------------- guards


def test_rows_with_a_count_of_nothing_are_lost() -> None:
    """A whole divisor is 0 or at least 1: the guard lies between. Rows beyond are covered."""
    mean = Div(Const(1), Defined(A) + Defined(B))
    agree(mean, {"a": [1.0, math.nan, 2.0, math.nan], "b": [1.0, math.nan, math.nan, 3.0]}, WIDE, gaps=True)


ANY = Div(A, B - C, sign=Sign.ANY)


def test_a_difference_that_all_but_cancels_is_lost() -> None:
    """In computed divisors that may be 0, whatever the sign; all other rows are covered."""
    columns = {"a": [1.0] * 6, "b": [1.0, 5.0, 0.0, 1.0, 3.0, 3.0], "c": [1.0, 0.0, 5.0, 1 + 2.0**-52, 1.0, 7.0]}
    found = outcome(ANY, columns, WIDE)
    assert found is not None
    assert found.lost == [True, False, False, True, False, False]
    assert [found.values[place] for place in (1, 2, 4, 5)] == [0.2, -0.2, 0.5, -0.25]
    assert found.doubtful == [False] * 6
    agree(ANY, {name: column[4:] for name, column in columns.items()}, WIDE)


def test_a_divisor_as_large_as_the_guard_is_large_enough() -> None:
    """On either side of 0."""
    (least,) = map(float, guards(ANY, WIDE))
    nothing = math.nextafter(least, 0)
    found = outcome(ANY, {"a": [1.0] * 4, "b": [least, 0.0, nothing, 0.0], "c": [0.0, least, 0.0, nothing]}, WIDE)
    assert found is not None
    assert found.lost == [False, False, True, True]


def test_a_divisor_that_must_be_positive_is_lost_below_the_guard() -> None:
    """A negative one is refused, which blocks do not know."""
    columns = {"a": [1.0, 1.0, 1.0], "b": [5.0, 0.0, 3.0], "c": [0.0, 5.0, 3.0]}
    agree(A / (B - C), columns, WIDE)


def test_a_divisor_that_cannot_be_nothing_loses_no_row() -> None:
    """Nor is its size looked at, which would need another register."""
    ranges = {"a": (-100.0, 100.0), "b": (0.25, 100.0)}
    assert registers(A / (B + 1), ranges) == 1
    agree(A / (B + 1), {"a": [0.0, 1.0], "b": [0.25, 1.0]}, ranges)


# ---------------------------------------------------------------------------------------------------------- registers

RANGES = dict.fromkeys("abcd", (1.0, 2.0))

READERS: dict[str, tuple[Callable[[Expr], Expr], int]] = {
    "square": (lambda inner: inner * inner, 1),
    "product": (lambda inner: inner * A, 1),
    "reciprocal": (lambda inner: 1 / inner + 1, 1),
    "ratio": (lambda inner: A / inner + 1, 1),
    "clip": (lambda inner: 3 - Max((inner, Const(1))) * A, 1),
    "kink": (lambda inner: A * Max((inner, Const("1/2"))), 1),
    "sum": (lambda inner: A * inner + B, 1),
    "sum of three": (lambda inner: (A * inner + B - A) * B, 1),
    "bend": (lambda inner: A * Max((2 * inner - 1, 3 * inner - 2)), 2),
    "least": (lambda inner: A * Min((B, inner)), 2),
    "largest": (lambda inner: A * Max((inner, B, A)), 2),
    "sum of two weights": (lambda inner: (inner + 2 * A) * B, 2),
}
"""What is made of a column, and how many registers a chain of these needs, however long it is."""


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("length", [2, 4])
def test_a_column_is_written_over_what_nothing_reads_any_more(name: str, length: int) -> None:
    """And a register beside it is given back."""
    grow, needed = READERS[name]
    chain = reduce(lambda inner, _: grow(inner), range(length), (B + 1) * A)
    assert registers(chain, RANGES) == needed


@pytest.mark.parametrize("weights", [(1,) * 5, (2, -2) * 2, (1, 2, 3)])
def test_a_sum_of_computed_columns_needs_two(weights: tuple[int, ...]) -> None:
    """One for what was added so far, one for the next."""
    parts = [Const(weight) * Max((A, Const(place))) for place, weight in enumerate(weights)]
    assert registers(Add(parts), {"a": (-9.0, 9.0)}) == 2


def test_the_size_of_a_divisor_is_needed_no_longer_than_the_guard() -> None:
    """It stands in a second register, which the quotient of the next divisor takes again."""
    first = Div(A, A - B, sign=Sign.ANY)
    second = Div(A, first - B, sign=Sign.ANY)
    assert registers(Div(B, second - B, sign=Sign.ANY), RANGES) == 2


@pytest.mark.parametrize("name", READERS)
def test_a_column_that_is_read_again_is_kept(name: str) -> None:
    """Until its last reader: here a sum of the column, and of what was made of it, and of it once more."""
    grow, _ = READERS[name]
    column = (B + 1) * A
    once, again = grow(column), grow(grow(column))
    agree(column + 2 * once + 3 * again + 4 * Max((column, Const(3))),
          {"a": [1.0, 1.25, 1.5, 2.0], "b": [1.0, 2.0, 1.5, 1.75]}, RANGES)  # fmt: skip
