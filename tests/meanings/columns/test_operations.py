"""What operations need, and which names of categories are known."""

from fractions import Fraction

import pytest

from perfkpi.language import Among, Belongs, RoundingMode, Status
from perfkpi.meanings.columns.operations import (
    Chosen,
    Clip,
    Extreme,
    Filled,
    Kink,
    Line,
    Linear,
    Matched,
    Operation,
    Present,
    Product,
    Quotient,
    Raised,
    Ranked,
    Read,
    Refused,
    Rounded,
    Test,
    needed,
    vocabulary,
)

ONE = Fraction(1)
NUMBER = Line(None, Fraction(0), ONE)


@pytest.mark.parametrize(
    ("operation", "operands"),
    [
        (Read("a"), ()),
        (Refused(Status.UNDEFINED), ()),
        (Linear(((4, ONE), (2, ONE))), (4, 2)),
        (Product(3, 1), (3, 1)),
        (Quotient(3, 1), (3, 1)),
        (Quotient(None, 1), (1,)),
        (Clip(5), (5,)),
        (Kink(5, ONE, ONE, ONE), (5,)),
        (Extreme((2, 7), largest=True), (2, 7)),
        (Rounded(6, RoundingMode.UP), (6,)),
        (Raised(6, ONE), (6,)),
        (Ranked(6, ONE, ONE, Among([1]), Belongs.ABOVE), (6,)),
        (Chosen((Test(3, ONE, Belongs.ABOVE),), (Line(4), NUMBER, Line(0)), (1, 2)), (3, 4, 0, 1, 2)),
        (Matched(0, (("A", Line(2)), ("B", NUMBER)), Line(3)), (0, 2, 3)),
        (Matched(0, (("A", Line(2)),), NUMBER), (0, 2)),
        (Filled(1, frozenset(), Line(2)), (1, 2)),
        (Filled(1, frozenset(), NUMBER), (1,)),
        (Present(4), (4,)),
    ],
)
def test_operands(operation: Operation, operands: tuple[int, ...]) -> None:
    """An operation needs every column that it reads; a constant is none, and the first column is one."""
    assert operation.operands == operands


def test_needed_operations_come_after_their_operands() -> None:
    """Some results need their columns, what these are made from, and nothing else."""
    operations = [Read("a"), Read("b"), Product(0, 1), Read("c"), Clip(3), Product(2, 0), Product(4, 5)]
    assert needed(operations, [Line(6)]) == [0, 1, 2, 3, 4, 5, 6]
    assert needed(operations, [Line(5)]) == [0, 1, 2, 5]
    assert needed(operations, [Line(4), NUMBER, Line(1)]) == [1, 3, 4]
    assert needed(operations, [Line(0)]) == [0]
    assert needed(operations, [NUMBER]) == []


def test_each_name_of_a_category_has_one_position() -> None:
    """All rules that match a category know the names of all, in alphabetical order, whichever rule comes first."""
    grade, level = Read("grade", category=True), Read("level", category=True)
    first = Matched(0, (("C", NUMBER), ("A", NUMBER)), NUMBER)
    second = Matched(0, (("B", NUMBER), ("A", NUMBER)), NUMBER)
    other = Matched(1, (("x", NUMBER),), NUMBER)
    found = {"grade": {"A": 0, "B": 1, "C": 2}, "level": {"x": 0}}
    assert vocabulary([grade, level, first, second, other]) == found
    assert vocabulary([grade, level, other, second, first]) == found
    assert vocabulary([grade, Read("a")]) == {}
