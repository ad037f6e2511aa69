"""Products, quotients and powers of lines: constants stay outside, and a count that changes nothing is left out."""

from fractions import Fraction
from functools import partial

import pytest
from operated import GAPS, covered, disagreements, operations, rows

from perfkpi.language import Coalesce, Const, Defined, Div, Expr, Input, Mul, Power, Sign, Status

A, B, C = Input("a"), Input("b"), Input("c")
EVERY = frozenset(Status) - {Status.OK}
LATE = frozenset({Status.NOT_DUE})
ROWS = rows(a=[-2, 0, 3, GAPS[Status.NOT_DUE]], b=[-1, 0, 2, GAPS[Status.UNDEFINED]], c=[1, 4, GAPS[Status.NOT_DUE]])
COUNT = 2 * Defined(A) + 3 * Defined(B)
PRESENT = Defined(A)
FILLED = Coalesce(A, EVERY, Const(0))
HALF_FILLED = Coalesce(A, EVERY, Const("1/2"))


@pytest.mark.parametrize(
    "expression",
    [
        A * B * C,
        Mul((A, Const(2), B, Const("1/3"))),
        Mul((Const(2), Const(3))) + A,
        (2 * A + 3) * (4 - B),
        (A - A + 3) * (B - 1),
        (A - A) * B,
        0 * A * B,
        A * A,
        PRESENT * FILLED,
        FILLED * PRESENT,
        (3 * PRESENT) * (5 * FILLED),
        (PRESENT + 1) * FILLED,
        PRESENT * (FILLED + 1),
        PRESENT * (HALF_FILLED - Const("1/2")),
        PRESENT * (4 * HALF_FILLED - 2),
        PRESENT * (4 * HALF_FILLED + 2),
        PRESENT * HALF_FILLED,
        PRESENT * PRESENT,
        PRESENT * A,
        Defined(B) * FILLED,
        PRESENT * Coalesce(A, LATE, Const(0)),
        Defined(A, LATE) * FILLED,
        PRESENT * Coalesce(A, EVERY, B),
        PRESENT * Coalesce(A, EVERY, B - B),
        Div(A, COUNT) * B,
        B * Div(A, COUNT),
        (3 * Div(2 * A, COUNT)) * (B + 1),
        Div(A, COUNT) * Div(B, COUNT),
        Div(A, COUNT) * Div(B, C),
        (Div(A, COUNT) + 1) * B,
        Div(Const(3), COUNT) * B,
        Div(A, B) * C,
        A / 4,
        A / Const("-2/3"),
        Div(Const(6), B),
        Div(Const(6), 4 * B),
        Div(Const(0), B),
        Div(A, 3 * B),
        Div(2 * A + 4, 4 - 3 * B),
        Div(A - A + 2, B),
        Div(A, B - B + 2),
        Div(A, B - B),
        Div(A, A),
        Power(Const(2), -3) * A,
        Power(Const(0), 0) + A,
        Power(A, 1),
        Power(2 * A, 2),
        Power(A + 1, 3),
        Power(A, -1),
        Power(A, 0),
        Power(B, Fraction(2)),
    ],
)
def test_products_and_quotients_are_the_exact_ones(expression: Expr) -> None:
    """Whatever is taken out or left out, every step has the exact number or status."""
    assert not disagreements(ROWS, expression)


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        (Const(3) * Const(4), []),
        (Const(3) / Const(4), []),
        (Power(Const(4), "1/2"), []),
        (Power(Const(2), -3), []),
        (A * 2 * Const("1/4"), []),
        (A / -2 + 1, []),
        ((2 * A) * (3 * B), ["Mul"]),
        ((2 * A + 6) * (3 * B), ["WeightedSum", "Mul"]),
        ((2 * A) / (4 * B), ["Div"]),
        (6 / (4 * B), ["Div"]),
        (Power(A, 1), []),
        (Power(A, 2), ["Power"]),
    ],
)
def test_factors_stay_in_lines(expression: Expr, names: list[str]) -> None:
    """Constants are folded, constant factors taken out, and the first power of a column is the column."""
    assert operations(expression) == operations(expression, 3 * expression - 1) == names
    assert not disagreements(ROWS, expression)


@pytest.mark.parametrize("name", ["Mul", "Div"])
@pytest.mark.parametrize(("one", "two"), [(A, B), (A + 1, B + 3), (A + B, A - B)])
def test_what_differs_by_a_factor_shares_a_column(name: str, one: Expr, two: Expr) -> None:
    """Products and quotients are computed once, whatever their sides are multiplied by."""
    pairs = [(one, two), (2 * one, two), (one, -3 * two), (4 * one, 5 * two)]
    any_sign = partial(Div, sign=Sign.ANY)
    found = operations(*(left * right if name == "Mul" else any_sign(left, right) for left, right in pairs))
    assert found.count(name) == 1


@pytest.mark.parametrize(("factor", "columns"), [(5, 1), ("1/7", 1), (-3, 2)])
def test_a_divisor_that_is_turned_round_is_another_one(factor: object, columns: int) -> None:
    """Where it must be positive, what is negative in one quotient is positive in the other."""
    assert operations(Div(A, B), Div(A, Const(factor) * B)).count("Div") == columns
    assert not disagreements(rows(a=(-1, 2), b=(-3, 0, 4)), Div(A, B), Div(A, Const(factor) * B))


@pytest.mark.parametrize(
    "expression",
    [
        PRESENT * FILLED,
        FILLED * PRESENT,
        (3 * PRESENT) * (5 * FILLED),
        PRESENT * (2 * Coalesce(A, EVERY, Const(5)) - 10),
        (2 * Coalesce(A, EVERY, Const(5)) - 10) * PRESENT,
    ],
)
def test_what_is_0_where_it_is_absent_need_not_be_counted(expression: Expr) -> None:
    """To multiply by 0 what is 0 already, and by 1 what is there, is no operation."""
    assert operations(PRESENT, expression) == ["Defined", "Coalesce"]
    assert not disagreements(ROWS, expression)


@pytest.mark.parametrize(
    "expression",
    [
        PRESENT * HALF_FILLED,
        PRESENT * (4 * HALF_FILLED + 2),
        PRESENT * A,
        PRESENT * Coalesce(A, LATE, Const(0)),
        Defined(B) * FILLED,
        PRESENT * Coalesce(A, EVERY, B),
        (PRESENT + 1) * FILLED,
    ],
)
def test_what_is_counted_otherwise_is_a_product(expression: Expr) -> None:
    """Where the count may change something, it is multiplied by."""
    assert operations(expression)[-1] == "Mul"


@pytest.mark.parametrize("expression", [Div(A, COUNT) * B, B * Div(A, COUNT), 3 * Div(2 * A, COUNT) * (B / 6)])
def test_a_weighted_mean_is_weighed_before_it_is_divided(expression: Expr) -> None:
    """Then means of means by one count of what is present are divided once."""
    found = operations(A * B, expression)
    assert (found.count("Mul"), found[-1]) == (1, "Div")
    assert operations(expression + Div(C, COUNT)).count("Div") == 1
    assert not disagreements(ROWS, expression)


@pytest.mark.parametrize(
    "expression", [A / (Const(2) - 2), Power(Const(2), "1/2"), Power(Const(0), -1), Power(Const(-4), "1/2")]
)
def test_constants_that_are_no_rational_are_not_covered(expression: Expr) -> None:
    """What is undefined in every row, or a root, is no constant."""
    assert not covered(expression)
