"""Products, quotients and powers of lines: constants stay outside, and a count that changes nothing is left out."""

from fractions import Fraction
from functools import partial

import pytest
from operated import GAPS, disagreements, lowered, rows

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.roots import OpaqueError
from perfkpi.language import Coalesce, Const, Defined, Div, Expr, Input, Mul, Power, Sign, Status

A, B, C = Input("a"), Input("b"), Input("c")
ONE, ZERO = Fraction(1), Fraction(0)
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
    ("expression", "value"),
    [
        (Const(3) * Const(4), Fraction(12)),
        (Const(3) / Const(4), Fraction(3, 4)),
        (Power(Const(4), "1/2"), Fraction(2)),
        (Power(Const(2), -3), Fraction(1, 8)),
    ],
)
def test_constants_are_folded(expression: Expr, value: Fraction) -> None:
    """What has no column in it is a number, and no operation."""
    lowering = lowered(expression)
    assert (lowering.lines[-1], lowering.operations) == (ir.Affine(None, ZERO, value), [])


@pytest.mark.parametrize(
    ("expression", "line", "operations"),
    [
        (A * 2 * Const("1/4"), ir.Affine(0, Fraction(1, 2)), [ir.Input("a")]),
        (A / -2 + 1, ir.Affine(0, Fraction(-1, 2), ONE), [ir.Input("a")]),
        ((2 * A) * (3 * B), ir.Affine(2, Fraction(6)), [ir.Input("a"), ir.Input("b"), ir.Mul(0, 1)]),
        (
            (2 * A + 6) * (3 * B),
            ir.Affine(3, Fraction(6)),
            [ir.Input("a"), ir.Input("b"), ir.WeightedSum(((0, ONE),), Fraction(3)), ir.Mul(2, 1)],
        ),
        ((2 * A) / (4 * B), ir.Affine(2, Fraction(1, 2)), [ir.Input("a"), ir.Input("b"), ir.Div(0, 1, positive=True)]),
        (6 / (4 * B), ir.Affine(1, Fraction(3, 2)), [ir.Input("b"), ir.Div(None, 0, positive=True)]),
        (Power(A, 1), ir.Affine(0), [ir.Input("a")]),
        (Power(A, 2), ir.Affine(1), [ir.Input("a"), ir.Power(0, Fraction(2))]),
    ],
)
def test_factors_stay_in_lines(expression: Expr, line: ir.Affine, operations: list[ir.Operation]) -> None:
    """A constant factor is taken out of products and quotients, and the first power of a column is the column."""
    lowering = lowered(expression)
    assert (lowering.lines[-1], lowering.operations) == (line, operations)


@pytest.mark.parametrize("kind", [ir.Mul, ir.Div])
@pytest.mark.parametrize(("one", "two"), [(A, B), (A + 1, B + 3), (A + B, A - B)])
def test_what_differs_by_a_factor_shares_a_column(kind: type[ir.Operation], one: Expr, two: Expr) -> None:
    """Products and quotients are computed once, whatever their sides are multiplied by."""
    pairs = [(one, two), (2 * one, two), (one, -3 * two), (4 * one, 5 * two)]
    any_sign = partial(Div, sign=Sign.ANY)
    lowering = lowered(*(left * right if kind is ir.Mul else any_sign(left, right) for left, right in pairs))
    assert sum(isinstance(each, kind) for each in lowering.operations) == 1


@pytest.mark.parametrize(("factor", "columns"), [(5, 1), ("1/7", 1), (-3, 2)])
def test_a_divisor_that_is_turned_round_is_another_one(factor: object, columns: int) -> None:
    """Where it must be positive, what is negative in one quotient is positive in the other."""
    lowering = lowered(Div(A, B), Div(A, Const(factor) * B))
    assert sum(isinstance(each, ir.Div) for each in lowering.operations) == columns
    assert not disagreements(rows(a=(-1, 2), b=(-3, 0, 4)), Div(A, B), Div(A, Const(factor) * B))


@pytest.mark.parametrize(
    ("expression", "line"),
    [
        (PRESENT * FILLED, ir.Affine(2)),
        (FILLED * PRESENT, ir.Affine(2)),
        ((3 * PRESENT) * (5 * FILLED), ir.Affine(2, Fraction(15))),
        (PRESENT * (2 * Coalesce(A, EVERY, Const(5)) - 10), ir.Affine(2, Fraction(2), Fraction(-10))),
        ((2 * Coalesce(A, EVERY, Const(5)) - 10) * PRESENT, ir.Affine(2, Fraction(2), Fraction(-10))),
    ],
)
def test_what_is_0_where_it_is_absent_need_not_be_counted(expression: Expr, line: ir.Affine) -> None:
    """To multiply by 0 what is 0 already, and by 1 what is there, is no operation."""
    lowering = lowered(PRESENT, expression)
    assert [type(each) for each in lowering.operations] == [ir.Input, ir.Defined, ir.Coalesce]
    assert lowering.lines[-1] == line


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
    lowering = lowered(expression)
    assert isinstance(lowering.operations[-1], ir.Mul)
    assert lowering.lines[-1].node == len(lowering.operations) - 1


@pytest.mark.parametrize("expression", [Div(A, COUNT) * B, B * Div(A, COUNT), 3 * Div(2 * A, COUNT) * (B / 6)])
def test_a_weighted_mean_is_weighed_before_it_is_divided(expression: Expr) -> None:
    """Then means of means by one count of what is present are divided once."""
    lowering = lowered(A * B, expression)
    (weighed,) = (place for place, each in enumerate(lowering.operations) if isinstance(each, ir.Mul))
    line = lowering.lines[-1]
    mean = lowering.operations[line.node or 0]
    assert isinstance(mean, ir.Div)
    assert (mean.top, line) == (weighed, ir.Affine(line.node))
    assert isinstance(lowering.operations[mean.bottom], ir.WeightedSum)


@pytest.mark.parametrize(
    ("expression", "carried"),
    [
        (A / (Const(2) - 2), ir.Affine(None, ZERO, ZERO)),
        (Power(Const(2), "1/2"), ir.Affine(None, ZERO, Fraction(2))),
        (Power(Const(0), -1), ir.Affine(None, ZERO, ZERO)),
        (Power(Const(-4), "1/2"), ir.Affine(None, ZERO, Fraction(-4))),
    ],
)
def test_constants_that_are_no_rational_are_opaque(expression: Expr, carried: ir.Affine) -> None:
    """What is undefined in every row, or a root, is no constant; the error carries what was divided by or raised."""
    with pytest.raises(OpaqueError) as caught:
        lowered(expression)
    assert caught.value.args == (carried,)
