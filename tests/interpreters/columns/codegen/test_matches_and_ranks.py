"""Categories and ranks on registers: which case a row is, how many members it has reached, in how many registers."""

import math
from fractions import Fraction
from itertools import product

import pytest
from one_block import Ranges, agree, computed, plan_of, registers

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.intervals import UncoveredError
from perfkpi.language import Among, Belongs, RoundingMode, Status

F = Fraction
NAN = math.nan
RANGES: Ranges = {"a": (-100.0, 100.0), "b": (-100.0, 100.0), "grade": (0.0, 8.0)}
GRADE = ir.Input("grade", category=True)
CODES = [0.0, 1.0, 2.0, 3.0, 1.0, 0.0]
"""Three names that rules know, in the order of the alphabet, and others."""

COLUMNS = {"grade": CODES, "a": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], "b": [10.0, 20.0, 30.0, 40.0, 50.0, 60.0]}


def constant(number: int | str) -> ir.Affine:
    """A branch without a column."""
    return ir.Affine(None, F(0), F(number))


@pytest.mark.parametrize(
    "otherwise", [constant(-1), ir.Affine(1), ir.Affine(3)], ids=["constant", "measure", "computed"]
)
@pytest.mark.parametrize("gaps", [False, True])
def test_each_name_has_its_case(otherwise: ir.Affine, *, gaps: bool) -> None:
    """In any order of the cases, which are constants or columns; what no case names is otherwise, a gap is a gap."""
    lines = (
        (constant(7), ir.Affine(2)),
        (ir.Affine(3), constant(8)),
        (ir.Affine(1), ir.Affine(3)),
        (constant(9), constant(10)),
    )
    columns = {name: [*column, NAN if gaps and name == "grade" else 1.0] for name, column in COLUMNS.items()}
    for names, chosen in product((("x", "y", "z"), ("z", "x", "y"), ("y", "x")), lines):
        cases = tuple(zip(names, (*chosen, chosen[0]), strict=False))
        operations = [GRADE, ir.Input("a"), ir.Input("b"), ir.WeightedSum(((1, F(3)),)), ir.Match(0, cases, otherwise)]
        agree(operations, RANGES, columns, gaps=gaps)


def test_rules_that_know_different_names_share_their_codes() -> None:
    """A name that only another rule knows is otherwise."""
    operations: list[ir.Operation] = [GRADE, ir.Match(0, (("y", constant(1)),), constant(2))]
    operations += [
        ir.Match(0, (("z", constant(3)), ("x", constant(4))), constant(5)),
        ir.WeightedSum(((1, F(1)), (2, F(8)))),
    ]
    agree(operations, RANGES, {"grade": CODES})


@pytest.mark.parametrize("refused", [{"x"}, {"y"}, {"x", "z"}, {"else"}, {"else", "y"}, {"x", "y", "z"}])
def test_rows_that_come_to_a_refusal_are_lost(refused: set[str]) -> None:
    """And no others."""
    cases = tuple((name, ir.Affine(2) if name in refused else line) for name, line in
                  (("x", constant(1)), ("y", ir.Affine(1)), ("z", constant(3))))  # fmt: skip
    operations = [GRADE, ir.Input("a"), ir.Undefined(Status.INSUFFICIENT)]
    operations += [ir.Match(0, cases, ir.Affine(2) if "else" in refused else constant(4))]
    agree(operations, RANGES, {"grade": COLUMNS["grade"], "a": COLUMNS["a"]})
    agree(operations, RANGES, {"grade": [0.0, NAN, 1.0, 3.0, NAN, 2.0], "a": COLUMNS["a"]}, gaps=True)


def test_where_no_row_comes_to_what_refuses_otherwise_none_is_lost() -> None:
    """Every name is known, or missing."""
    operations = [
        GRADE,
        ir.Undefined(Status.INSUFFICIENT),
        ir.Match(0, (("x", constant(1)), ("y", constant(2))), ir.Affine(1)),
    ]
    agree(operations, RANGES, {"grade": [0.0, 1.0, 0.0]})
    agree(operations, RANGES, {"grade": [0.0, NAN, 1.0]}, gaps=True)


def test_registers_of_matches_are_given_back() -> None:
    """A chain of any length needs the outcome beside what it is chosen from; which is kept while it is still read."""
    operations: list[ir.Operation] = [GRADE, ir.Input("a"), ir.WeightedSum(((1, F(3)),))]
    for place in range(2, 8, 2):
        operations += [
            ir.Match(0, (("x", ir.Affine(place)), ("y", constant(1))), ir.Affine(place)),
            ir.Mul(1, place + 1),
        ]
    assert registers(operations, RANGES) == 2
    first: list[ir.Operation] = [GRADE, ir.Input("a"), ir.WeightedSum(((1, F(3)),)), ir.WeightedSum(((1, F(2)),), F(1))]
    first += [ir.Match(0, (("x", ir.Affine(2)), ("y", ir.Affine(3))), ir.Affine(1)), ir.Mul(2, 3)]
    first += [ir.WeightedSum(((2, F(1)), (3, F(2)), (4, F(4)), (5, F(8))))]
    agree(first, RANGES, {"grade": COLUMNS["grade"], "a": COLUMNS["a"]})


# ------------------------------------------------------------------------------------------------------------ ranks

MEMBERS = Among([F("0.3"), F(1), F(1), F(-2), F("2.5"), F(7)])
REACHED = [-3.0, -2.0, 0.0, math.nextafter(0.3, 0), 0.3, math.nextafter(0.3, 1), 1.0, 2.0, 2.5, 7.0, 99.0]


@pytest.mark.parametrize("belongs", Belongs)
@pytest.mark.parametrize(("scale", "offset"), [(F(1), F(0)), (F(2), F(1)), (F(1, 3), F(-1))])
def test_measures_are_counted_without_a_doubt(belongs: Belongs, scale: Fraction, offset: Fraction) -> None:
    """By their decimals: 0.3 has reached three tenths, its neighbours have not, or are beyond."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Rank(0, scale, offset, MEMBERS, belongs)]
    # Members in terms of the measure, on which numbers are found that reach them just so.
    agree(operations, RANGES, {"a": [*REACHED, *[float((each - offset) / scale) for each in MEMBERS.values]]})
    agree(operations, RANGES, {"a": [NAN, *REACHED, NAN]}, gaps=True)


@pytest.mark.parametrize("belongs", Belongs)
def test_whole_numbers_are_counted_without_a_doubt(belongs: Belongs) -> None:
    """What is rounded is as good as a measure."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Round(0, RoundingMode.FLOOR)]
    operations += [ir.Rank(1, F(1, 2), F(1, 4), MEMBERS, belongs)]
    agree(operations, RANGES, {"a": [number + 0.5 for number in range(-8, 18)]})
    agree(operations, RANGES, {"a": [NAN, 0.5, 2.5]}, gaps=True)


def test_computed_columns_are_not_counted() -> None:
    """Those who are counted are mostly on the list, and as computed numbers all in doubt."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.WeightedSum(((0, F(1, 3)),))]
    operations += [ir.Rank(1, F(1), F(0), MEMBERS, Belongs.ABOVE)]
    with pytest.raises(UncoveredError) as refused:
        plan_of(operations, RANGES)
    assert refused.value.args == (operations[2],)


def test_registers_of_ranks_are_given_back() -> None:
    """A chain of any length takes one; what was ranked is kept while it is still read."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Round(0, RoundingMode.FLOOR)]
    for place in range(1, 5):
        operations += [ir.Rank(place, F(1), F(0), MEMBERS, Belongs.ABOVE)]
    assert registers(operations, RANGES) == 1
    again: list[ir.Operation] = [*operations[:3], ir.Mul(1, 2), ir.WeightedSum(((1, F(1)), (2, F(16)), (3, F(256))))]
    assert computed(again, RANGES, {"a": [-3.5, 0.5, 1.5, 8.0]}).values == [
        float(number + 16 * count + 256 * number * count) for number, count in ((-4, 0), (0, 1), (1, 4), (8, 6))
    ]
