"""Categories and ranks in blocks: which case a row is, how many members it has reached, in how many registers."""

import math
from fractions import Fraction
from functools import reduce

import pytest
from blocks import agree, covers, registers

from perfkpi.language import Among, Const, EdgeSide, Expr, Floor, Input, Kind, Match, Rank, Reason, Status, Undefined

A, B, GRADE = Input("a"), Input("b"), Input("grade", kind=Kind.CATEGORY)
NAN = math.nan
NEVER = Undefined(Status.INSUFFICIENT, Reason("never", "从不", "never"))
RANGES = {"a": (-100.0, 100.0), "b": (-100.0, 100.0)}
GRADES = ["x", "y", "z", "another", "y", "x"]
COLUMNS = {"grade": GRADES, "a": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], "b": [10.0, 20.0, 30.0, 40.0, 50.0, 60.0]}


@pytest.mark.parametrize("otherwise", [Const(-1), A, 3 * A], ids=["constant", "measure", "computed"])
@pytest.mark.parametrize("names", ["xyz", "zxy", "yx"])
@pytest.mark.parametrize("gaps", [False, True])
def test_each_name_has_its_case(names: str, otherwise: Expr, *, gaps: bool) -> None:
    """In any order of the cases, which are constants or columns; what no case names is otherwise, a gap is a gap."""
    columns = {name: [*column, None if gaps and name == "grade" else column[0]] for name, column in COLUMNS.items()}
    for one, two in ((Const(7), B), (3 * A, Const(8)), (A, 3 * A), (Const(9), Const(10))):
        cases = zip(names, (one, two, one), strict=False)
        agree(Match(GRADE, list(cases), otherwise) + 0 * (A + B), columns, RANGES, gaps=gaps)


def test_rules_that_know_different_names_share_their_codes() -> None:
    """A name that only another rule knows is otherwise."""
    one = Match(GRADE, [("y", Const(1))], Const(2))
    two = Match(GRADE, [("z", Const(3)), ("x", Const(4))], Const(5))
    agree(one + 8 * two, {"grade": GRADES}, RANGES)


@pytest.mark.parametrize("refused", [{"x"}, {"y"}, {"x", "z"}, {"else"}, {"else", "y"}, {"x", "y", "z"}])
def test_rows_that_come_to_a_refusal_are_lost(refused: set[str]) -> None:
    """And no others; where nobody comes to it, nobody is."""
    lines = {"x": Const(1), "y": A, "z": Const(3), "else": Const(4)}
    known: dict[str, Expr] = {name: NEVER if name in refused else line for name, line in lines.items()}
    match = Match(GRADE, [(name, known[name]) for name in "xyz"], known["else"])
    figures = {"a": COLUMNS["a"]}
    agree(match, {"grade": GRADES, **figures}, RANGES)
    agree(match, {"grade": ["x", None, "y", "another", None, "z"], **figures}, RANGES, gaps=True)
    for grades in (["x", "y", "x"], ["x", None, "y"]):
        agree(match, {"grade": grades, "a": [1.0, 2.0, 3.0]}, RANGES, gaps=None in grades)


def test_registers_of_matches_are_given_back() -> None:
    """A chain of any length needs the outcome beside what it is chosen from; which is kept while it is still read."""
    column = A * B
    chain = reduce(lambda inner, _: A * Match(GRADE, [("x", inner), ("y", Const(1))], inner), range(3), column)
    assert registers(chain, RANGES) == 2
    other = B * B + 1
    first = Match(GRADE, [("x", column), ("y", other)], A)
    agree(column + 2 * other + 4 * first + 8 * (column * other), COLUMNS, RANGES)


# ------------------------------------------------------------------------------------------------------------ ranks

MEMBERS = Among([Fraction(each) for each in ("0.3", "1", "1", "-2", "2.5", "7")])
REACHED = [-3.0, -2.0, 0.0, math.nextafter(0.3, 0), 0.3, math.nextafter(0.3, 1), 1.0, 2.0, 2.5, 7.0, 99.0]


@pytest.mark.parametrize("belongs", EdgeSide)
@pytest.mark.parametrize(("scale", "offset"), [("1", "0"), ("2", "1"), ("1/3", "-1")])
def test_measures_are_counted_without_a_doubt(belongs: EdgeSide, scale: str, offset: str) -> None:
    """By their decimals: 0.3 has reached three tenths, its neighbours have not, or are beyond."""
    factor, plus = Fraction(scale), Fraction(offset)
    rank = Rank(Const(factor) * A + Const(plus), MEMBERS, belongs)
    # Members in terms of the measure, on which numbers are found that reach them just so.
    agree(rank, {"a": [*REACHED, *[float((each - plus) / factor) for each in MEMBERS.values]]}, RANGES)
    agree(rank, {"a": [NAN, *REACHED, NAN]}, RANGES, gaps=True)


@pytest.mark.parametrize("belongs", EdgeSide)
def test_whole_numbers_are_counted_without_a_doubt(belongs: EdgeSide) -> None:
    """What is rounded is as good as a measure."""
    rank = Rank(Floor(A) / 2 + Const("1/4"), MEMBERS, belongs)
    agree(rank, {"a": [number + 0.5 for number in range(-8, 18)]}, RANGES)
    agree(rank, {"a": [NAN, 0.5, 2.5]}, RANGES, gaps=True)


def test_computed_columns_are_not_counted() -> None:
    """Those who are counted are mostly on the list, and as computed numbers all in doubt."""
    assert not covers(Rank(A + B, MEMBERS), RANGES)
    assert covers(Rank(Floor(A + B), MEMBERS), RANGES)


def test_registers_of_ranks_are_given_back() -> None:
    """A chain of any length takes one; what was ranked is kept while it is still read."""
    whole = Floor(A)
    assert registers(reduce(lambda inner, _: Rank(inner, MEMBERS), range(4), whole), RANGES) == 1
    count = Rank(whole, MEMBERS)
    agree(whole + 16 * count + 256 * (whole * count), {"a": [-3.5, 0.5, 1.5, 8.0]}, RANGES)
