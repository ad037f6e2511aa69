"""What operations need, and which names of categories are known."""

from fractions import Fraction

import pytest

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.dependencies import needed, vocabulary
from perfkpi.language import Among, Belongs, RoundingMode, Status

ONE = Fraction(1)
NUMBER = ir.Affine(None, Fraction(0), ONE)


@pytest.mark.parametrize(
    ("operation", "operands"),
    [
        (ir.Input("a"), ()),
        (ir.Undefined(Status.UNDEFINED), ()),
        (ir.WeightedSum(((4, ONE), (2, ONE))), (4, 2)),
        (ir.Mul(3, 1), (3, 1)),
        (ir.Div(3, 1), (3, 1)),
        (ir.Div(None, 1), (1,)),
        (ir.Clip(5), (5,)),
        (ir.Bend(5, ONE, ONE, ONE), (5,)),
        (ir.MinMax((2, 7), largest=True), (2, 7)),
        (ir.Round(6, RoundingMode.UP), (6,)),
        (ir.Power(6, ONE), (6,)),
        (ir.Rank(6, ONE, ONE, Among([1]), Belongs.ABOVE), (6,)),
        (ir.Choose((ir.Edge(3, ONE, Belongs.ABOVE),), (ir.Affine(4), NUMBER, ir.Affine(0)), (1, 2)), (3, 4, 0, 1, 2)),
        (ir.Match(0, (("A", ir.Affine(2)), ("B", NUMBER)), ir.Affine(3)), (0, 2, 3)),
        (ir.Match(0, (("A", ir.Affine(2)),), NUMBER), (0, 2)),
        (ir.Coalesce(1, frozenset(), ir.Affine(2)), (1, 2)),
        (ir.Coalesce(1, frozenset(), NUMBER), (1,)),
        (ir.Defined(4), (4,)),
    ],
)
def test_operands(operation: ir.Operation, operands: tuple[int, ...]) -> None:
    """An operation needs every column that it reads; a constant is none, and the first column is one."""
    assert operation.operands == operands


def test_needed_operations_come_after_their_operands() -> None:
    """Some results need their columns, what these are made from, and nothing else."""
    operations = [ir.Input("a"), ir.Input("b"), ir.Mul(0, 1), ir.Input("c"), ir.Clip(3), ir.Mul(2, 0), ir.Mul(4, 5)]
    assert needed(operations, [ir.Affine(6)]) == [0, 1, 2, 3, 4, 5, 6]
    assert needed(operations, [ir.Affine(5)]) == [0, 1, 2, 5]
    assert needed(operations, [ir.Affine(4), NUMBER, ir.Affine(1)]) == [1, 3, 4]
    assert needed(operations, [ir.Affine(0)]) == [0]
    assert needed(operations, [NUMBER]) == []


def test_each_name_of_a_category_has_one_position() -> None:
    """All rules that match a category know the names of all, in alphabetical order, whichever rule comes first."""
    grade, level = ir.Input("grade", category=True), ir.Input("level", category=True)
    first = ir.Match(0, (("C", NUMBER), ("A", NUMBER)), NUMBER)
    second = ir.Match(0, (("B", NUMBER), ("A", NUMBER)), NUMBER)
    other = ir.Match(1, (("x", NUMBER),), NUMBER)
    found = {"grade": {"A": 0, "B": 1, "C": 2}, "level": {"x": 0}}
    assert vocabulary([grade, level, first, second, other]) == found
    assert vocabulary([grade, level, other, second, first]) == found
    assert vocabulary([grade, ir.Input("a")]) == {}
