"""Choices on registers: which branch a row takes, where it is in doubt, where it is lost, in how many registers."""

import math
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from one_block import GARBAGE, Ranges, agree, computed, of_plan, plan_of, registers, started

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.bounds import Bounds
from perfkpi.interpreters.columns.intervals import UncoveredError
from perfkpi.language import Belongs, RoundingMode, Status

F = Fraction
RANGES = {"a": (-100.0, 100.0), "b": (-100.0, 100.0), "c": (-100.0, 100.0)}
ABOVE, BELOW = Belongs.ABOVE, Belongs.BELOW
SIDES = list(product((ABOVE, BELOW), (False, True)))


def constant(number: int | str) -> ir.Affine:
    """A branch without a column."""
    return ir.Affine(None, F(0), F(number))


CONSTANTS = (constant(7), constant("-2.5"), constant("1/4"), constant(40))
DOUBLED = ir.WeightedSum(((0, F(2)),))
"""A computed column: its comparisons have windows."""

THIRD = ir.WeightedSum(((0, F(1, 3)),))


def hair(number: float) -> list[float]:
    """A double with its neighbours."""
    return [math.nextafter(number, -math.inf), number, math.nextafter(number, math.inf)]


@pytest.mark.parametrize(("belongs", "downward"), SIDES)
def test_a_measure_is_compared_without_a_doubt(belongs: Belongs, *, downward: bool) -> None:
    """On the edge, a hair beside it and far from it; by its decimal, as 0.3 is, which is no double."""
    for at in (F(1), F("0.3"), F(-7, 2), F(0), F(1, 3)):
        operations: list[ir.Operation] = [
            ir.Input("a"),
            ir.Choose((ir.Edge(0, at, belongs, downward),), CONSTANTS[:2], ()),
        ]
        agree(operations, RANGES, {"a": [*hair(float(at)), -99.0, 99.0, 0.0]})


@pytest.mark.parametrize(("belongs", "downward"), SIDES)
@pytest.mark.parametrize("at", [F(3), F(0), F(-2), F(5, 2), F(-1, 2)])
def test_whole_numbers_are_compared_without_a_doubt(at: Fraction, belongs: Belongs, *, downward: bool) -> None:
    """Also with an edge between two of them."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Round(0, RoundingMode.FLOOR)]
    operations += [ir.Choose((ir.Edge(1, at, belongs, downward),), CONSTANTS[:2], ())]
    agree(operations, RANGES, {"a": [number + 0.5 for number in range(-6, 7)]})


@pytest.mark.parametrize(("belongs", "downward"), SIDES)
@pytest.mark.parametrize("at", [F(3), F(0), F(-5, 2)])
def test_computed_columns_are_in_doubt_on_the_edge(at: Fraction, belongs: Belongs, *, downward: bool) -> None:
    """They are decided as if they lay there; rows beside it are not in doubt."""
    operations: list[ir.Operation] = [
        ir.Input("a"),
        DOUBLED,
        ir.Choose((ir.Edge(1, at, belongs, downward),), CONSTANTS[:2], ()),
    ]
    beside = [float(at) / 2 + off for off in (-1e-9, 0.0, 1e-9, -1.0, 1.0)]
    agree(operations, RANGES, {"a": beside}, doubtful=[1])
    agree(operations, RANGES, {"a": beside[3:]})


@pytest.mark.parametrize(("belongs", "downward"), SIDES)
def test_a_window_is_as_wide_as_the_bound_says(belongs: Belongs, *, downward: bool) -> None:
    """Rows within are decided as if on the edge, to either side; rows beyond are not in doubt."""
    ranges: Ranges = {"a": (-1e12, 1e12), "b": (-1e12, 1e12)}
    column: list[ir.Operation] = [ir.Input("a"), ir.Input("b"), ir.WeightedSum(((0, F(1)), (1, F(1))))]
    for at in (F(3), F(-3), F(0)):
        width = Bounds(column, ranges)[2].window(at)
        assert 1e-4 < width < 1e-2
        test = ir.Edge(2, at, belongs, downward)
        found = computed(
            [*column, ir.Choose((test,), (constant(1), constant(2)), ())],
            ranges,
            {"a": [float(at) + off * width for off in (-1.01, -0.99, 0.0, 0.99, 1.01)], "b": [0.0] * 5},
        )
        assert found.doubtful == [False, True, True, True, False]
        edge = 1.0 if belongs is BELOW else 2.0
        ends = [2.0, 1.0] if downward else [1.0, 2.0]
        assert found.values == [ends[0], edge, edge, edge, ends[1]]


def test_a_column_of_unknown_size_is_not_compared() -> None:
    """The error names what may be too large for doubles."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Mul(0, 0), ir.WeightedSum(((0, F(1)), (1, F(-1))))]
    operations += [ir.Choose((ir.Edge(2, F(1), ABOVE),), CONSTANTS[:2], ())]
    with pytest.raises(UncoveredError) as refused:
        plan_of(operations, {"a": (-math.inf, math.inf)})
    assert refused.value.args == (operations[1],)


def test_an_edge_beyond_the_doubles_is_not_compared() -> None:
    """The error names the column."""
    operations: list[ir.Operation] = [
        ir.Input("a"),
        ir.WeightedSum(((0, F(3)),)),
        ir.Choose((ir.Edge(1, F(10**400), ABOVE),), CONSTANTS[:2], ()),
    ]
    with pytest.raises(UncoveredError) as refused:
        plan_of(operations, RANGES)
    assert refused.value.args == (operations[1],)


@pytest.mark.parametrize(("belongs", "downward"), SIDES)
def test_columns_on_a_grid_leave_no_doubt(belongs: Belongs, *, downward: bool) -> None:
    """A third of a whole number is on an edge of two thirds, or a third beside it."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Round(0, RoundingMode.FLOOR), ir.WeightedSum(((1, F(1, 3)),))]
    operations += [ir.Choose((ir.Edge(2, F(2, 3), belongs, downward),), CONSTANTS[:2], ())]
    agree(operations, RANGES, {"a": [float(number) for number in range(-3, 6)]})


# ----------------------------------------------------------------------------------------------- several edges

EDGES = (F(-1), F(2), F(5))
GRID = [-3.0, -1.0, 0.5, 2.0, 3.0, 5.0, 8.0]


def chain(
    on: int, order: tuple[int, ...], belongs: tuple[Belongs, ...], *, downward: bool = False
) -> tuple[ir.Edge, ...]:
    """Tests of one column, in some order of their edges."""
    return tuple(ir.Edge(on, EDGES[place], side, downward) for place, side in zip(order, belongs, strict=True))


ORDERS = [(0, 1, 2), (2, 1, 0), (1, 0, 2), (0, 1), (1, 0), (2, 0), (1, 1)]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("downward", [False, True])
def test_the_first_edge_that_a_row_lies_before_decides(order: tuple[int, ...], *, downward: bool) -> None:
    """In whatever order the edges come, and whether the branches are constants or columns."""
    for belongs in ((ABOVE,) * 3, (BELOW,) * 3, (ABOVE, BELOW, ABOVE), (BELOW, ABOVE, BELOW)):
        tests = chain(0, order, belongs[: len(order)], downward=downward)
        chosen = ir.Choose(tests, CONSTANTS[: len(order) + 1], ())
        agree([ir.Input("a"), chosen], RANGES, {"a": GRID})
        mixed = (ir.Affine(0), ir.Affine(1), constant(9), ir.Affine(2))[: len(order) + 1]
        shifted = chain(3, order, belongs[: len(order)], downward=downward)
        operations: list[ir.Operation] = [
            ir.Input("b"),
            ir.Input("c"),
            DOUBLED,
            ir.Input("a"),
            ir.Choose(shifted, mixed, ()),
        ]
        columns = {"a": GRID, "b": [float(row) for row in range(7)], "c": [10.0 * row for row in range(7)]}
        agree(operations, RANGES, columns)


@pytest.mark.parametrize("downward", list(product((False, True), repeat=2)))
def test_edges_of_two_directions_and_two_columns(downward: tuple[bool, bool]) -> None:
    """The second is asked only where the first does not decide."""
    rows = list(product((0.0, 1.0, 2.0, 3.0), repeat=2))
    columns = {"a": [one for one, _ in rows], "b": [two for _, two in rows]}
    for other, first, second in product((0, 1), (F(1), F(2)), (F(1), F(2))):
        tests = (ir.Edge(0, first, ABOVE, downward[0]), ir.Edge(other, second, BELOW, downward[1]))
        agree([ir.Input("a"), ir.Input("b"), ir.Choose(tests, CONSTANTS[:3], ())], RANGES, columns)


def test_constants_are_looked_up_and_columns_are_picked() -> None:
    """Both write the register of the choice alone: the column and the branches are read again."""
    tests = chain(2, (0, 1, 2), (ABOVE,) * 3)
    operations: list[ir.Operation] = [ir.Input("b"), ir.WeightedSum(((0, F(3)),)), ir.Input("a")]
    operations += [
        ir.Choose(tests, CONSTANTS, ()),
        ir.Choose(tests, (ir.Affine(1), ir.Affine(0), constant(2), ir.Affine(2)), ()),
    ]
    operations += [ir.WeightedSum(((1, F(1)), (2, F(2)), (3, F(4)), (4, F(8))))]
    agree(operations, RANGES, {"a": GRID, "b": [float(row) for row in range(7)]})


@pytest.mark.parametrize("belongs", [ABOVE, BELOW])
def test_doubts_of_all_edges_are_collected(belongs: Belongs) -> None:
    """A row on any of them is in doubt."""
    column: list[ir.Operation] = [ir.Input("a"), ir.WeightedSum(((0, F(1)),), F(1))]
    for order in ((0, 1, 2), (1, 0, 2)):
        tests = chain(1, order, (belongs,) * 3)
        agree([*column, ir.Choose(tests, CONSTANTS, ())], RANGES, {"a": [-2.0, 0.0, 1.0, 3.0, 4.0]}, doubtful=[0, 2, 4])


# ---------------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize("refused", [(0,), (1,), (2,), (3,), (0, 1), (1, 3), (0, 3), (0, 1, 2), (1, 2, 3)])
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_rows_that_come_to_a_refusal_are_lost(refused: tuple[int, ...], order: tuple[int, ...]) -> None:
    """And no others, whichever branches refuse; the others are constants, or columns."""
    for downward, columns in product((False, True), repeat=2):
        others = (ir.Affine(1), constant(4), ir.Affine(2), ir.Affine(1)) if columns else CONSTANTS
        branches = tuple(ir.Affine(3) if place in refused else others[place] for place in range(4))
        operations: list[ir.Operation] = [
            ir.Input("a"),
            ir.Input("b"),
            ir.WeightedSum(((1, F(3)),)),
            ir.Undefined(Status.INSUFFICIENT),
        ]
        operations += [ir.Choose(chain(0, order, (ABOVE, BELOW, ABOVE), downward=downward), branches, ())]
        agree(operations, RANGES, {"a": GRID, "b": [float(row) for row in range(7)]})


def test_where_no_row_comes_to_a_refusal_none_is_lost() -> None:
    """Not even marked as kept."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Undefined(Status.INSUFFICIENT)]
    operations += [ir.Choose((ir.Edge(0, F(1), ABOVE),), (ir.Affine(1), constant(2)), ())]
    agree(operations, RANGES, {"a": [1.0, 2.0]})
    operations[2] = ir.Choose((ir.Edge(0, F(1), ABOVE),), (constant(2), ir.Affine(1)), ())
    agree(operations, RANGES, {"a": [0.0, 0.5]})


def test_where_every_branch_refuses_every_row_is_lost() -> None:
    """Whatever stands there instead of a number."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Undefined(Status.INSUFFICIENT)]
    operations += [ir.Choose((ir.Edge(0, F(1), ABOVE),), (ir.Affine(1), ir.Affine(1)), ())]
    found = of_plan(plan_of(operations, RANGES), {"a": [0.0, 1.0, 2.0]})
    assert found is not None
    assert found.lost == [True] * 3
    assert GARBAGE not in found.values


# ---------------------------------------------------------------------------------------------------------- gaps

NAN = math.nan


def test_a_test_that_cannot_be_made_chooses_nothing() -> None:
    """Whether constants are looked up or columns picked."""
    figures = {"a": [NAN, *GRID, NAN], "b": [1.0] * 9}
    for downward, order in product((False, True), ORDERS):
        tests = chain(0, order, (ABOVE,) * len(order), downward=downward)
        agree(
            [ir.Input("a"), ir.Choose(tests, CONSTANTS[: len(order) + 1], ())], RANGES, {"a": figures["a"]}, gaps=True
        )
        branches = (ir.Affine(1), constant(3), ir.Affine(1), constant(2))[: len(order) + 1]
        agree([ir.Input("a"), ir.Input("b"), ir.Choose(tests, branches, ())], RANGES, figures, gaps=True)


@pytest.mark.parametrize("downward", list(product((False, True), repeat=2)))
def test_what_was_chosen_before_is_not_tested(downward: tuple[bool, bool]) -> None:
    """A gap in a second column matters only to rows that the first test does not decide."""
    rows = list(product((NAN, 0.0, 1.0), repeat=3))
    columns = {name: [row[place] for row in rows] for place, name in enumerate("abc")}
    for nodes in ((0, 1), (1, 0), (0, 1, 2), (0, 1, 0), (0, 0, 1), (2, 1, 0)):
        tests = tuple(
            ir.Edge(node, F(1), side, downward[node % 2])
            for node, side in zip(nodes, (ABOVE, BELOW, ABOVE), strict=False)
        )
        constants, mixed = (
            CONSTANTS[: len(nodes) + 1],
            (ir.Affine(2), constant(1), ir.Affine(2), constant(5))[: len(nodes) + 1],
        )
        for branches in (constants, mixed):
            agree(
                [ir.Input("a"), ir.Input("b"), ir.Input("c"), ir.Choose(tests, branches, ())],
                RANGES,
                columns,
                gaps=True,
            )


def test_a_branch_without_a_figure_is_a_gap_only_where_it_is_taken() -> None:
    """The row before it has its own."""
    operations: list[ir.Operation] = [
        ir.Input("a"),
        ir.Input("b"),
        ir.Choose((ir.Edge(0, F(1), ABOVE),), (ir.Affine(1), constant(2)), ()),
    ]
    agree(operations, RANGES, {"a": [0.0, 0.0, 2.0, NAN], "b": [NAN, 5.0, NAN, 1.0]}, gaps=True)


def test_without_gaps_nobody_looks_for_them() -> None:
    """A plan for whole rows has one call less."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Choose((ir.Edge(0, F(1), ABOVE),), CONSTANTS[:2], ())]
    with_gaps, without = plan_of(operations, RANGES, gaps=True), plan_of(operations, RANGES)
    assert len(with_gaps.code.unchecked) - len(without.code.unchecked) == 1


# ------------------------------------------------------------------------------------------------------ registers


def test_registers_of_choices_are_given_back() -> None:
    """A chain of any length needs as many as its longest link: what is tested, what is chosen from, the outcome."""
    picked: list[ir.Operation] = [ir.Input("a"), DOUBLED]
    looked: list[ir.Operation] = [ir.Input("a"), DOUBLED]
    both: list[ir.Operation] = [ir.Input("a"), DOUBLED]
    for place in range(1, 7, 2):
        test = ir.Edge(place, F(1), ABOVE)
        looked += [ir.Choose((test, ir.Edge(place, F(2), ABOVE)), CONSTANTS[:3], (place,)), ir.Mul(0, place + 1)]
        both += [ir.Choose((test,), (ir.Affine(place), constant(2)), (place,)), ir.Mul(0, place + 1)]
    for place in range(1, 10, 3):
        picked += [
            ir.Clip(place, F(1), None),
            ir.Choose((ir.Edge(place, F(1), ABOVE),), (ir.Affine(place + 1), constant(1)), (place,)),
        ]
        picked += [ir.Mul(0, place + 2)]
    assert registers(looked, RANGES) == 2
    assert registers(both, RANGES) == 2
    assert registers(picked, RANGES) == 3


def test_a_refusal_takes_no_register() -> None:
    """There is nothing to be computed, nor to be given back."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Undefined(Status.INSUFFICIENT)]
    for place in range(1, 7, 2):
        on = place if place > 1 else 0
        operations += [
            ir.Choose((ir.Edge(on, F(1), ABOVE),), (ir.Affine(1), ir.Affine(on)), (on,)),
            ir.WeightedSum(((place + 1, F(2)),)),
        ]
    assert registers(operations, RANGES) == 2
    agree(operations, RANGES, {"a": [0.0, 1.0, 3.0, 4.0]}, doubtful=[])


def test_a_branch_that_is_read_again_is_kept() -> None:
    """So is a column that is tested, and what was chosen."""
    tests = (ir.Edge(2, F(1), ABOVE), ir.Edge(3, F(1), ABOVE))
    operations: list[ir.Operation] = [
        ir.Input("a"),
        ir.Input("b"),
        ir.WeightedSum(((0, F(1)),), F(1, 4)),
        ir.Bend(1, F(1), F(0), F(1)),
    ]
    operations += [
        ir.Choose(tests, (ir.Affine(3), ir.Affine(2), constant(1)), (2, 3)),
        ir.Mul(2, 3),
        ir.Clip(4, F(0), F(2)),
    ]
    operations += [ir.WeightedSum(((2, F(1)), (3, F(2)), (4, F(4)), (5, F(8)), (6, F(16))))]
    agree(operations, RANGES, {"a": [0.0, 1.0, 2.0, 5.0], "b": [0.5, 1.5, 7.0, 3.5]})


def test_the_grid_of_a_comparison_is_as_fine_as_its_window_allows() -> None:
    """There is one edge: between it and three times any other decimal, twice the window must fit."""
    column: list[ir.Operation] = [ir.Input("a"), ir.Input("b"), ir.WeightedSum(((0, F(3)), (1, F(-3))))]
    found: list[int | None] = []
    expected: list[int | None] = []
    for exponent in range(8, 40):
        ranges: Ranges = dict.fromkeys("ab", (-(2.0**exponent), 2.0**exponent))
        grid = plan_of([*column, ir.Choose((ir.Edge(2, F(3), ABOVE),), CONSTANTS[:2], ())], ranges).decimal_proof
        found.append(None if grid is None else grid.places)
        width = Bounds(column, ranges)[2].window(F(3))
        expected.append(next((places for places in range(9, 1, -1) if 2 * width < F(3, 10**places)), None))
    assert found == expected
    assert len(set(found)) > 3


def test_a_gap_in_a_later_column_alone_is_seen() -> None:
    """Also where no row lacks what is tested first."""
    tests = (ir.Edge(0, F(1), ABOVE), ir.Edge(1, F(1), ABOVE))
    operations: list[ir.Operation] = [ir.Input("a"), ir.Input("b"), ir.Choose(tests, CONSTANTS[:3], ())]
    agree(operations, RANGES, {"a": [0.0, 2.0, 2.0], "b": [NAN, NAN, 3.0]}, gaps=True)


def test_rows_beyond_the_window_mark_nobody() -> None:
    """Not even as proved."""
    operations: list[ir.Operation] = [ir.Input("a"), DOUBLED, ir.Choose((ir.Edge(1, F(1), ABOVE),), CONSTANTS[:2], ())]
    run, _ = started(plan_of(operations, RANGES), {"a": np.array([5.0, 7.0])})
    assert run is not None
    assert run.doubtful is None
