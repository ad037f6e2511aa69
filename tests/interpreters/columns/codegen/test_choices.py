"""Choices in blocks: which branch a row takes, where it is in doubt, where it is lost, in how many registers."""

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from itertools import product

import pytest
from blocks import agree, calls, covers, decimals, outcome, registers, window

from perfkpi.language import Choose, Const, Edge, EdgeSide, Expr, Floor, Input, Max, Reason, Status, Undefined

A, B, C = map(Input, "abc")
RANGES = {"a": (-100.0, 100.0), "b": (-100.0, 100.0), "c": (-100.0, 100.0)}
ABOVE, BELOW = EdgeSide.ABOVE, EdgeSide.BELOW
NAN = math.nan
NEVER = Undefined(Status.INSUFFICIENT, Reason("never", "从不", "never"))
CONSTANTS: list[Expr] = [Const(each) for each in (7, "-2.5", "1/4", 40)]


def hair(number: float) -> list[float]:
    """A double with its neighbours."""
    return [math.nextafter(number, -math.inf), number, math.nextafter(number, math.inf)]


def chosen(
    on: Expr, edges: Sequence[Fraction | int], belongs: Sequence[EdgeSide], branches: Sequence[Expr], *, falling: bool
) -> Choose:
    """A choice by a column, or by its negative, which passes the same figures the other way round."""
    sign = -1 if falling else 1
    several = [Edge(Const(sign * at), side) for at, side in zip(edges, belongs, strict=True)]
    return Choose(sign * on, several, branches)


WAYS = list(product(EdgeSide, (False, True)))
"""To which side an edge belongs, and whether a falling line is tested."""


@pytest.mark.parametrize(("belongs", "falling"), WAYS)
@pytest.mark.parametrize("at", ["1", "0.3", "-7/2", "0", "1/3"])
def test_a_measure_is_compared_without_a_doubt(at: str, belongs: EdgeSide, *, falling: bool) -> None:
    """On the edge, a hair beside it and far from it; by its decimal, as 0.3 is, which is no double."""
    edge = Fraction(at)
    choice = chosen(A, [edge], [belongs], CONSTANTS[:2], falling=falling)
    agree(choice, {"a": [*hair(float(edge)), -99.0, 99.0, 0.0]}, RANGES)


@pytest.mark.parametrize(("belongs", "falling"), WAYS)
@pytest.mark.parametrize("at", ["3", "0", "-2", "5/2", "-1/2"])
def test_whole_numbers_are_compared_without_a_doubt(at: str, belongs: EdgeSide, *, falling: bool) -> None:
    """Also with an edge between two of them."""
    choice = chosen(Floor(A), [Fraction(at)], [belongs], CONSTANTS[:2], falling=falling)
    agree(choice, {"a": [number + 0.5 for number in range(-6, 7)]}, RANGES)


@pytest.mark.parametrize(("belongs", "falling"), WAYS)
@pytest.mark.parametrize("at", ["3", "0", "-5/2"])
def test_computed_columns_are_in_doubt_on_the_edge(at: str, belongs: EdgeSide, *, falling: bool) -> None:
    """They are decided as if they lay there; rows beside it are not in doubt."""
    edge = Fraction(at)
    choice = chosen(A + B, [edge], [belongs], CONSTANTS[:2], falling=falling)
    beside = [float(edge) + off for off in (-1e-9, 0.0, 1e-9, -1.0, 1.0)]
    agree(choice, {"a": beside, "b": [0.0] * 5}, RANGES, doubtful=[1])
    agree(choice, {"a": beside[3:], "b": [0.0] * 2}, RANGES)


@pytest.mark.parametrize(("belongs", "falling"), WAYS)
@pytest.mark.parametrize("at", [3, -3, 0])
def test_a_window_is_as_wide_as_the_bound_says(at: int, belongs: EdgeSide, *, falling: bool) -> None:
    """Rows within are decided as if on the edge, to either side; rows beyond are not in doubt."""
    ranges = {"a": (-1e12, 1e12), "b": (-1e12, 1e12)}
    width = window(A + B, ranges, Fraction(at))
    assert 1e-4 < width < 1e-2
    columns = {"a": [at + off * width for off in (-1.01, -0.99, 0.0, 0.99, 1.01)], "b": [0.0] * 5}
    choice = chosen(A + B, [at], [belongs], [Const(1), Const(2)], falling=falling)
    found = outcome(choice, columns, ranges)
    assert found is not None
    assert found.doubtful == [False, True, True, True, False]
    edge = 1.0 if belongs is BELOW else 2.0
    ends = [2.0, 1.0] if falling else [1.0, 2.0]
    assert found.values == [ends[0], edge, edge, edge, ends[1]]


def test_what_may_be_too_large_for_doubles_is_not_compared() -> None:
    """Neither a column nor an edge."""
    assert not covers(Choose(A * A - A, [Edge(Const(1))], CONSTANTS[:2]), {"a": (-math.inf, math.inf)})
    assert not covers(Choose(A + B, [Edge(Const(10**399))], CONSTANTS[:2]), RANGES)
    assert covers(Choose(A * A - A, [Edge(Const(1))], CONSTANTS[:2]), RANGES)


@pytest.mark.parametrize(("belongs", "falling"), WAYS)
def test_columns_on_a_grid_leave_no_doubt(belongs: EdgeSide, *, falling: bool) -> None:
    """A third of a whole number is on an edge of two thirds, or a third beside it."""
    third = Floor(A) / 3 + Floor(B) / 3
    choice = chosen(third, [Fraction(2, 3)], [belongs], CONSTANTS[:2], falling=falling)
    whole = [float(number) for number in range(-3, 6)]
    agree(choice, {"a": whole, "b": [0.0] * 9}, RANGES)


# ----------------------------------------------------------------------------------------------- several edges

EDGES = (-1, 2, 5)
GRID = [-3.0, -1.0, 0.5, 2.0, 3.0, 5.0, 8.0]
COLUMNS = {"a": GRID, "b": [float(row) for row in range(7)], "c": [10.0 * row for row in range(7)]}
ORDERS = [(0, 1, 2), (2, 1, 0), (1, 0, 2), (0, 1), (1, 0), (2, 0), (1, 1)]
SIDES = [(ABOVE,) * 3, (BELOW,) * 3, (ABOVE, BELOW, ABOVE), (BELOW, ABOVE, BELOW)]


def chain(
    on: Expr, order: Sequence[int], belongs: Sequence[EdgeSide], branches: Sequence[Expr], *, falling: bool
) -> Choose:
    """Tests of one column, in some order of their edges."""
    edges = [EDGES[place] for place in order]
    return chosen(on, edges, belongs[: len(order)], branches[: len(order) + 1], falling=falling)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("falling", [False, True])
def test_the_first_edge_that_a_row_lies_before_decides(order: tuple[int, ...], *, falling: bool) -> None:
    """In whatever order the edges come, and whether the branches are constants or columns."""
    for belongs in SIDES:
        agree(chain(A, order, belongs, CONSTANTS, falling=falling), {"a": GRID}, RANGES)
        agree(chain(A, order, belongs, (B, C, Const(9), 2 * B), falling=falling), COLUMNS, RANGES)


@pytest.mark.parametrize("falling", list(product((1, -1), repeat=2)))
def test_edges_of_two_directions_and_two_columns(falling: tuple[int, int]) -> None:
    """The second is asked only where the first does not decide."""
    rows = list(product((0.0, 1.0, 2.0, 3.0), repeat=2))
    columns = {"a": [one for one, _ in rows], "b": [two for _, two in rows]}
    one, two = falling
    for other, first, second in product((A, B), (1, 2), (1, 2)):
        edges = [Edge(one * A - first, ABOVE), Edge(two * other - second, BELOW)]
        agree(Choose(Const(0), edges, CONSTANTS[:3]), columns, RANGES)


def test_constants_are_looked_up_and_columns_are_picked() -> None:
    """Both write the register of the choice alone: the column and the branches are read again."""
    looked = chain(A, (0, 1, 2), (ABOVE,) * 3, CONSTANTS, falling=False)
    tripled = Max((3 * B, C))
    picked = chain(A, (0, 1, 2), (ABOVE,) * 3, (tripled, B, Const(2), A), falling=False)
    agree(tripled + 2 * A + 4 * looked + 8 * picked, COLUMNS, RANGES)


@pytest.mark.parametrize("belongs", [ABOVE, BELOW])
@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2)])
def test_doubts_of_all_edges_are_collected(order: tuple[int, ...], belongs: EdgeSide) -> None:
    """A row on any of them is in doubt."""
    choice = chain(A + B, order, (belongs,) * 3, CONSTANTS, falling=False)
    agree(choice, {"a": [-2.0, 0.0, 1.0, 3.0, 4.0], "b": [1.0] * 5}, RANGES, doubtful=[0, 2, 4])


def test_rows_beyond_the_window_mark_nobody() -> None:
    """In a block of them nobody is in doubt."""
    agree(Choose(A + B, [Edge(Const(1))], CONSTANTS[:2]), {"a": [5.0, 7.0], "b": [1.0, 2.0]}, RANGES)


# ---------------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize("refused", [(0,), (1,), (2,), (3,), (0, 1), (1, 3), (0, 3), (0, 1, 2), (1, 2, 3)])
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_rows_that_come_to_a_refusal_are_lost(refused: tuple[int, ...], order: tuple[int, ...]) -> None:
    """And no others, whichever branches refuse; the others are constants, or columns."""
    for falling, others in product((False, True), (CONSTANTS, [B, Const(4), 3 * B, B])):
        branches = [NEVER if place in refused else others[place] for place in range(4)]
        choice = chain(A, order, (ABOVE, BELOW, ABOVE), branches, falling=falling)
        agree(choice, {"a": GRID, "b": COLUMNS["b"]}, RANGES)


@pytest.mark.parametrize("branches", [[NEVER, Const(2)], [Const(2), NEVER], [NEVER, NEVER]])
def test_where_rows_come_to_a_refusal_depends_on_the_rows(branches: list[Expr]) -> None:
    """Where none does, none is lost; where every branch refuses, every row is."""
    choice = Choose(A, [Edge(Const(1))], branches)
    for figures in ([1.0, 2.0], [0.0, 0.5], [0.0, 1.0, 2.0]):
        agree(choice, {"a": figures}, RANGES)


# ---------------------------------------------------------------------------------------------------------- gaps


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("falling", [False, True])
def test_a_test_that_cannot_be_made_chooses_nothing(order: tuple[int, ...], *, falling: bool) -> None:
    """Whether constants are looked up or columns picked."""
    figures = {"a": [NAN, *GRID, NAN], "b": [1.0] * 9}
    agree(chain(A, order, (ABOVE,) * 3, CONSTANTS, falling=falling), {"a": figures["a"]}, RANGES, gaps=True)
    agree(chain(A, order, (ABOVE,) * 3, (B, Const(3), B, Const(2)), falling=falling), figures, RANGES, gaps=True)


@pytest.mark.parametrize("falling", list(product((1, -1), repeat=2)))
@pytest.mark.parametrize("names", ["ab", "ba", "abc", "aba", "aab", "cba"])
def test_what_was_chosen_before_is_not_tested(names: str, falling: tuple[int, int]) -> None:
    """A gap in a second column matters only to rows that the first test does not decide."""
    rows = list(product((NAN, 0.0, 1.0), repeat=3))
    columns = {name: [row[place] for row in rows] for place, name in enumerate("abc")}
    edges = [
        Edge(falling["abc".index(name) % 2] * (Input(name) - 1), side)
        for name, side in zip(names, (ABOVE, BELOW, ABOVE), strict=False)
    ]
    for branches in (CONSTANTS, [C, Const(1), C, Const(5)]):
        agree(Choose(Const(0), edges, branches[: len(edges) + 1]), columns, RANGES, gaps=True)


def test_a_branch_without_a_figure_is_a_gap_only_where_it_is_taken() -> None:
    """The row before it has its own."""
    columns = {"a": [0.0, 0.0, 2.0, NAN], "b": [NAN, 5.0, NAN, 1.0]}
    agree(Choose(A, [Edge(Const(1))], [B, Const(2)]), columns, RANGES, gaps=True)


def test_a_gap_in_a_later_column_alone_is_seen() -> None:
    """Also where no row lacks what is tested first."""
    choice = Choose(Const(0), [Edge(1 - A), Edge(1 - B)], CONSTANTS[:3])
    agree(choice, {"a": [0.0, 2.0, 2.0], "b": [NAN, NAN, 3.0]}, RANGES, gaps=True)


def test_without_gaps_nobody_looks_for_them() -> None:
    """A plan for whole rows has one call less."""
    choice = Choose(A, [Edge(Const(1))], CONSTANTS[:2])
    assert calls(choice, RANGES, gaps=True) == calls(choice, RANGES) + 1


# ------------------------------------------------------------------------------------------------------ registers


@pytest.mark.parametrize(("name", "needed"), [("looked up", 2), ("one picked", 2), ("two picked", 3), ("refused", 2)])
def test_registers_of_choices_are_given_back(name: str, needed: int) -> None:
    """A chain of any length needs as many as its longest link; a refusal takes none."""

    def grown(inner: Expr) -> Expr:
        return {
            "looked up": Choose(inner, [Edge(Const(1)), Edge(Const(2))], CONSTANTS[:3]),
            "one picked": Choose(inner, [Edge(Const(1))], [inner, Const(2)]),
            "two picked": Choose(inner, [Edge(Const(1))], [Max((inner, Const(1))), Const(1)]),
            "refused": Choose(inner, [Edge(Const(1))], [NEVER, inner]),
        }[name] * A

    assert registers(reduce(lambda inner, _: grown(inner), range(3), A + B), RANGES) == needed


def test_a_branch_that_is_read_again_is_kept() -> None:
    """So is a column that is tested, and what was chosen."""
    one, two = A * B + Const("1/4"), Max((B, Const(1)))
    choice = Choose(Const(0), [Edge(1 - one), Edge(1 - two)], [two, one, Const(1)])
    whole = one + 2 * two + 4 * choice + 8 * (one * two) + 16 * Max((choice, Const(0)))
    columns = {"a": [0.5, 1.0, 2.0, 5.0], "b": [1.25, 2.0, 7.0, 3.5]}
    agree(whole, columns, RANGES)


def test_the_decimals_of_a_comparison_are_as_many_as_its_window_allows() -> None:
    """There is one edge: between it and three times any other decimal, twice the window must fit."""
    choice = Choose(3 * A - 3 * B, [Edge(Const(3))], CONSTANTS[:2])
    found: list[int | None] = []
    expected: list[int | None] = []
    for exponent in range(8, 40):
        ranges = dict.fromkeys("ab", (-(2.0**exponent), 2.0**exponent))
        found.append(decimals(choice, ranges))
        width = window(3 * A - 3 * B, ranges, Fraction(3))
        expected.append(next((places for places in range(9, 1, -1) if 2 * width < Fraction(3, 10**places)), None))
    assert found == expected
    assert len(set(found)) > 3
