"""What stands in for gaps in blocks: constants, columns and refusals, and how many registers they take."""

import math
from functools import reduce

import pytest
from blocks import agree, registers

from perfkpi.language import Coalesce, Const, Expr, Input, Max, Min, Reason, Status, Undefined

A, B = Input("a"), Input("b")
NAN = math.nan
RANGES = dict.fromkeys("ab", (-100.0, 100.0))
NEVER = Undefined(Status.INSUFFICIENT, Reason("never", "从不", "never"))
FIVE = {"a": [NAN, 1.0, -3.0, NAN, 0.0], "b": [2.0, 3.0, NAN, NAN, 5.0]}


def filled(value: Expr, otherwise: Expr | int) -> Expr:
    """A column in which something stands in for what is absent."""
    return Coalesce(value, Status.absences(), otherwise if isinstance(otherwise, Expr) else Const(otherwise))


def clipped(on: Expr, low: int, high: int) -> Expr:
    """A computed column, and between which numbers it lies."""
    return Min((Max((on, Const(low))), Const(high)))


@pytest.mark.parametrize("column", [A, clipped(A, 0, 5), clipped(A, -5, 0), clipped(A, -1, 1)])
@pytest.mark.parametrize("number", ["-5", "0", "5", "1/2", "200", "-200", "1/3"])
def test_a_constant_stands_in_for_gaps(column: Expr, number: str) -> None:
    """Whether it lies below all figures, above them, at an end of them or between."""
    agree(filled(column, Const(number)), {"a": FIVE["a"]}, RANGES, gaps=True)


def test_a_column_stands_in_for_gaps() -> None:
    """A measure or a computed one; where it is missing as well, the gap stays."""
    one, two = A * A, B * B
    for expression in (filled(A, B), filled(one, two), filled(one, B) * filled(two, one)):
        agree(expression, FIVE, RANGES, gaps=True)


def test_rows_without_what_a_rule_requires_are_lost() -> None:
    """And no others; what is there is what it was, and takes no register more."""
    for column in (A, A * A):
        required = filled(column, NEVER)
        agree(required, {"a": FIVE["a"]}, RANGES, gaps=True)
        agree(required, {"a": [1.0, 2.0]}, RANGES, gaps=True)
        agree(column + 4 * required, {"a": [NAN, 1.0, 2.0]}, RANGES, gaps=True)
    assert registers(reduce(lambda inner, _: A * filled(inner, NEVER), range(3), A * A), RANGES, gaps=True) == 1


@pytest.mark.parametrize("number", [-5, 0, 5])
def test_what_is_filled_can_be_read_again(number: int) -> None:
    """As it was, and filled."""
    column = clipped(A, -1, 1)
    agree(column + 4 * filled(column, number) + 16 * (filled(column, number) * A), {"a": FIVE["a"]}, RANGES, gaps=True)


@pytest.mark.parametrize("number", [-5, -1, 0, 1, 5])
def test_registers_of_what_is_filled_are_given_back(number: int) -> None:
    """A chain of any length takes one, and one for the constant where it lies beyond all figures.

    Where it lies among them, gaps are looked for while the column is still there.
    """
    chain = reduce(lambda inner, _: clipped(filled(inner, number), -1, 1) * A, range(4), clipped(A, -1, 1))
    assert registers(chain, {"a": (-1.0, 1.0)}, gaps=True) == 2
    agree(chain, {"a": [NAN, 0.5, -1.0, 0.0]}, {"a": (-1.0, 1.0)}, gaps=True)


def test_a_column_that_stands_in_gives_its_register_back() -> None:
    """So does the column in which it stands in."""
    for length in (2, 4):
        chain = reduce(lambda inner, place: filled(inner, Max((B, Const(place)))) * A, range(length), clipped(A, 0, 1))
        assert registers(chain, RANGES, gaps=True) == 3


@pytest.mark.parametrize(("one", "two", "needed"), [(100, 100, 3), (100, 200, 4), (-100, 100, 4)])
def test_two_constants_have_two_registers(one: int, two: int, needed: int) -> None:
    """The same one is used again, also by another column."""
    total = filled(A, one) + filled(B, two)
    assert registers(total, RANGES, gaps=True) == needed
    agree(total, FIVE, RANGES, gaps=True)
