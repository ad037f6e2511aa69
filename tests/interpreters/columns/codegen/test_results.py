"""The three results of a plan: the rounded total, the rating as a position, the share of weights that has points."""

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
from one_block import BESIDE, scratch_of
from operated import present

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import Bytes, Floats
from perfkpi.interpreters.columns.bounds import Bounds
from perfkpi.interpreters.columns.codegen.generation import generate
from perfkpi.interpreters.columns.codegen.plan import Plan
from perfkpi.interpreters.columns.intervals import UncoveredError
from perfkpi.language import EdgeSide, RoundingMode, Status

F = Fraction
ABOVE, BELOW = EdgeSide.ABOVE, EdgeSide.BELOW
ONE = ir.Affine(None, F(0), F(1))
"""A completeness that nobody has to compute."""

RANGES = {"a": (-100.0, 100.0)}


def emitted(
    operations: Sequence[ir.Operation],
    total: ir.Affine,
    rating: ir.Affine | None = None,
    completeness: ir.Affine = ONE,
    *,
    ranges: dict[str, tuple[float, float]] = RANGES,
    gaps: bool = False,
) -> Plan:
    """A plan for some results."""
    return generate(operations, Bounds(operations, ranges), total, rating, completeness, gaps=gaps)


def results(plan: Plan, figures: Sequence[float]) -> tuple[list[float], list[int], list[float]]:
    """What a plan writes for figures of one measure."""
    rows = len(figures)
    out: list[Floats | Bytes] = [np.full(rows, np.inf), np.full(rows, 99, dtype=np.int8), np.full(rows, np.inf)]
    with np.errstate(all="ignore"):
        run = plan.run({"a": np.array(figures)}, scratch_of(plan, rows), out, check=True)
    assert run is not None
    return out[0].tolist(), out[1].tolist(), out[2].tolist()


# ------------------------------------------------------------------------------------------------------------ totals


@pytest.mark.parametrize("step", [F(1), F(1, 100), F(1, 3), F(5), F(5, 2), F(3, 10)])
def test_a_total_is_the_double_nearest_to_its_decimal(step: Fraction) -> None:
    """So many steps, of whatever size: multiplied in whole numbers, divided once."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Round(0, RoundingMode.FLOOR)]
    figures = [float(number) for number in range(-100, 101)]
    totals, _, _ = results(emitted(operations, ir.Affine(1, step)), figures)
    assert totals == [float(F(figure) * step) for figure in figures]


@pytest.mark.parametrize("mode", RoundingMode)
@pytest.mark.parametrize("low", [F(-50), F(0)])
@pytest.mark.parametrize("step", [F(1), F(5, 2)])
def test_no_total_is_a_negative_zero(mode: RoundingMode, low: Fraction, step: Fraction) -> None:
    """Whatever it is rounded from: -0.3, -0.0, 0 or a hair of something."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Clip(0, low, F(50)), ir.Round(1, mode)]
    plan = emitted(operations, ir.Affine(2, step))
    totals, _, _ = results(plan, [-0.3, -0.0, 0.0, 0.3, -1e-300, 1e-300, -5.25])
    for total in totals:
        assert total or math.copysign(1.0, total) == 1.0
    assert sum(total == 0 for total in totals) >= 3


def refused(operations: Sequence[ir.Operation], total: ir.Affine, **more: ir.Affine) -> object:
    """What an error says is not covered."""
    with pytest.raises(UncoveredError) as error:
        emitted(operations, total, more.get("rating"), more.get("completeness", ONE))
    return error.value.args


def test_totals_that_are_no_roundings_are_not_covered() -> None:
    """Nor such as something is added to; the error names the line."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Round(0, RoundingMode.FLOOR)]
    for total in (ir.Affine(None, F(0), F(3)), ir.Affine(0), ir.Affine(1, F(1), F(1))):
        assert refused(operations, total) == (total,)


def test_totals_are_covered_as_far_as_whole_numbers_are_doubles() -> None:
    """What is divided, and what it is divided by, are below 2 to the 53rd."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Round(0, RoundingMode.FLOOR)]
    for step in (F(2**45), F(2**45, 3), F(1, 2**52), F(1, 2**53 - 1)):
        assert emitted(operations, ir.Affine(1, step)).measures == ("a",)
    for step in (F(2**47), F(2**47, 3), F(1, 2**53), F(1, 2**60)):
        assert refused(operations, ir.Affine(1, step)) == (ir.Affine(1, step),)


def test_what_blocks_do_not_compute_is_named() -> None:
    """Roots are for other lanes, and so is a total that nobody has."""
    roots: list[ir.Operation] = [ir.Input("a"), ir.Power(0, F(1, 2)), ir.Round(1, RoundingMode.FLOOR)]
    assert refused(roots, ir.Affine(2)) == (roots[1],)
    # A share of what is there is known to lie between 0 and 1, whatever is counted: nobody asks for the bound of that.
    shares: list[ir.Operation] = [ir.Input("a"), ir.Round(0, RoundingMode.FLOOR), ir.Power(0, F(1, 2)), present(2)]
    assert refused(shares, ir.Affine(1), completeness=ir.Affine(3)) == (shares[2],)
    nobody: list[ir.Operation] = [ir.Input("a"), ir.Round(0, RoundingMode.FLOOR), ir.Undefined(Status.INSUFFICIENT)]
    assert refused(nobody, ir.Affine(1), completeness=ir.Affine(2)) == (nobody[2],)


def test_a_total_gives_its_register_back() -> None:
    """To what is computed after it."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Round(0, RoundingMode.FLOOR), ir.Clip(0, F(0), F(1))]
    plan = emitted(operations, ir.Affine(1), completeness=ir.Affine(2))
    assert plan.registers == 1
    totals, _, shares = results(plan, [0.5, 7.25, -3.5])
    assert (totals, shares) == ([0.0, 7.0, -4.0], [0.5, 1.0, 0.0])
    also: list[ir.Operation] = [ir.Input("a"), ir.Round(0, RoundingMode.FLOOR), ir.Clip(0, F(0), F(1)), ir.Mul(1, 2)]
    assert results(emitted(also, ir.Affine(1), completeness=ir.Affine(3)), [0.5, 7.25, -3.5])[2] == [0.0, 7.0, 0.0]


# ----------------------------------------------------------------------------------------------------------- ratings


def scale(on: int, edges: Sequence[int], belongs: EdgeSide, *, downward: bool = False) -> ir.Choose:
    """Bands from the worst to the best, each with its position: 0 is the best."""
    bands = tuple(ir.Affine(None, F(0), F(place)) for place in range(len(edges), -1, -1))
    return ir.Choose(tuple(ir.Edge(on, F(edge), belongs, downward) for edge in edges), bands, (on,))


@pytest.mark.parametrize("edges", [(60,), (60, 70), (60, 70, 80, 90)])
@pytest.mark.parametrize("belongs", [ABOVE, BELOW])
def test_a_rating_is_how_many_edges_lie_beyond_the_total(edges: Sequence[int], belongs: EdgeSide) -> None:
    """An edge itself belongs to either band; the total stands beside it."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Round(0, RoundingMode.FLOOR), scale(1, edges, belongs)]
    figures = [-5.0, 59.0, 60.0, 61.0, 69.5, 70.0, 75.0, 80.0, 89.0, 90.0, 99.0]
    totals, ratings, _ = results(emitted(operations, ir.Affine(1), ir.Affine(2)), figures)
    wholes = [math.floor(figure) for figure in figures]
    assert totals == wholes
    beyond = [sum(edge > each or (edge == each and belongs is BELOW) for edge in edges) for each in wholes]
    assert ratings == beyond
    downward = [*operations[:2], scale(1, [-each for each in edges], belongs, downward=True)]
    figures = [-figure for figure in figures]
    wholes = [math.floor(figure) for figure in figures]
    _, ratings, _ = results(emitted(downward, ir.Affine(1), ir.Affine(2)), figures)
    assert ratings == [sum(-edge < each or (-edge == each and belongs is BELOW) for edge in edges) for each in wholes]


def test_a_rating_may_be_the_same_for_everybody() -> None:
    """Which one, does not matter, nor is a measure needed for it."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Round(0, RoundingMode.FLOOR)]
    for only in (0, 3):
        _, ratings, _ = results(emitted(operations, ir.Affine(1), ir.Affine(None, F(0), F(only))), [1.0, 50.0, -3.0])
        assert ratings == [only] * 3


def test_other_ratings_are_not_covered() -> None:
    """Positions that go up, that leave one out or begin elsewhere, columns instead of positions, no choice at all."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Round(0, RoundingMode.FLOOR)]
    tests = tuple(ir.Edge(1, F(edge), ABOVE) for edge in (60, 70))
    lists = [(0, 1, 2), (2, 2, 0), (3, 2, 1), (1, 0, 0), (2, 0, 1), (2, 1, 1), (4, 2, 0)]
    for places in lists:
        other = ir.Choose(tests, tuple(ir.Affine(None, F(0), F(place)) for place in places), (1,))
        assert refused([*operations, other], ir.Affine(1), rating=ir.Affine(2)) == (other,)
    columns = ir.Choose(tests, (ir.Affine(None, F(0), F(2)), ir.Affine(1), ir.Affine(None, F(0), F(0))), (1,))
    assert refused([*operations, columns], ir.Affine(1), rating=ir.Affine(2)) == (columns,)
    assert refused(operations, ir.Affine(1), rating=ir.Affine(1)) == (operations[1],)


def test_a_rating_of_the_total_as_it_is_leaves_doubts_of_its_own() -> None:
    """On an edge of the bands, as well as on one of the rounding."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.WeightedSum(((0, F(2)),)), ir.Round(1, RoundingMode.HALF_UP)]
    operations += [scale(1, (60, 70), ABOVE)]
    plan = emitted(operations, ir.Affine(2), ir.Affine(3))
    out: list[Floats | Bytes] = [np.zeros(5), np.zeros(5, dtype=np.int8)]
    run = plan.run({"a": np.array([30.0, 35.0, 30.25, 31.1, 2.1])}, scratch_of(plan, 5), out, check=True)
    assert run is not None
    assert run.doubtful is not None
    assert run.doubtful.tolist() == [True, True, True, False, False]
    assert out[1].tolist() == [1, 0, 1, 1, 2]
    assert not plan.counts


def test_a_rating_gives_its_column_back() -> None:
    """When its total was rounded as well, one register is free for what is computed after it."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Clip(0, F(0), F(99)), scale(1, (60, 70), ABOVE)]
    operations += [ir.Round(1, RoundingMode.HALF_UP), ir.Clip(0, F(0), F(1)), ir.Clip(0, F(1), F(2)), ir.Mul(4, 5)]
    plan = emitted(operations, ir.Affine(3), ir.Affine(2), ir.Affine(6), ranges={"a": (0.0, 99.0)})
    assert plan.registers == 2
    assert results(plan, [60.75, 1.25, 0.25]) == ([61.0, 1.0, 0.0], [1, 2, 2], [2.0, 1.25, 0.25])


# ------------------------------------------------------------------------------------------------------- completeness


def test_a_completeness_is_written_where_there_is_one() -> None:
    """A constant is nobody's column, and the third result is not even asked for."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Round(0, RoundingMode.FLOOR), ir.Clip(0, F(0), F(1))]
    with_it = emitted(operations, ir.Affine(1), completeness=ir.Affine(2))
    assert with_it.counts
    assert results(with_it, [0.25, 7.0])[2] == [0.25, 1.0]
    without = emitted(operations, ir.Affine(1))
    assert not without.counts
    assert results(without, [0.25, 7.0])[2] == [math.inf] * 2
    for line in (ir.Affine(2, F(2)), ir.Affine(2, F(1), F(1)), ir.Affine(2, F(2), F(1))):
        assert refused(operations, ir.Affine(1), completeness=line) == (line,)


@pytest.mark.parametrize("share", [F(1, 5), F(2, 5), F(3, 7)])
@pytest.mark.parametrize("present", [F(0), F(1, 5), F(1, 3)])
def test_a_completeness_is_the_nearest_double(share: Fraction, present: Fraction) -> None:
    """Shares of whole numbers are added as whole numbers, and divided once."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.Round(0, RoundingMode.FLOOR)]
    plan = emitted(operations, ir.Affine(1), completeness=ir.Affine(1, share, present))
    expected = [float(F(count) * share + present) for count in range(50)]
    assert results(plan, [count + 0.5 for count in range(50)])[2] == expected


def test_results_that_are_one_column_share_it() -> None:
    """Read three times, it is computed once, and kept until it was written."""
    operations: list[ir.Operation] = [
        ir.Input("a"),
        ir.Clip(0, F(0), F(99)),
        ir.Round(1, RoundingMode.FLOOR),
        scale(2, (60,), ABOVE),
    ]
    operations += [ir.Clip(2, F(0), F(1))]
    plan = emitted(operations, ir.Affine(2), ir.Affine(3), ir.Affine(4))
    assert results(plan, [60.5, 0.5, 3.5]) == ([60.0, 0.0, 3.0], [0, 1, 1], [1.0, 0.0, 1.0])
    same = emitted(operations[:4], ir.Affine(2), ir.Affine(3), ir.Affine(2))
    assert results(same, [60.5, 0.5, 3.5]) == ([60.0, 0.0, 3.0], [0, 1, 1], [60.0, 0.0, 3.0])


# ------------------------------------------------------------------------------------------------------------- plans


def test_a_plan_reads_what_its_results_need() -> None:
    """Of all the measures of a program, in the order of the program."""
    operations: list[ir.Operation] = [
        ir.Input("unread"),
        ir.Input("b"),
        ir.Input("a"),
        ir.Input(BESIDE),
        ir.Round(2, RoundingMode.FLOOR),
    ]
    operations += [ir.Round(1, RoundingMode.FLOOR), scale(5, (60,), ABOVE)]
    ranges: dict[str, tuple[float, float]] = dict.fromkeys(("a", "b", BESIDE, "unread"), (0.0, 99.0))
    assert emitted(operations, ir.Affine(4), ranges=ranges).measures == ("a",)
    assert emitted(operations, ir.Affine(4), ir.Affine(6), ranges=ranges).measures == ("b", "a")
    assert emitted(operations, ir.Affine(4), None, ir.Affine(3), ranges=ranges).measures == ("a", BESIDE)
    plan = emitted(operations, ir.Affine(4), ir.Affine(6), ranges=ranges)
    assert len(plan.code.checked) - len(plan.code.unchecked) == 2
    assert [each for each in plan.code.checked if each in plan.code.unchecked] == list(plan.code.unchecked)


def test_decisions_are_proved_by_the_grid_and_by_integers() -> None:
    """Integers only where no figure is missing; where nothing is in doubt, there is nothing to prove by them."""
    operations: list[ir.Operation] = [ir.Input("a"), ir.WeightedSum(((0, F(1, 4)),)), ir.Round(1, RoundingMode.HALF_UP)]
    plan, with_gaps = emitted(operations, ir.Affine(2)), emitted(operations, ir.Affine(2), gaps=True)
    for each in (plan, with_gaps):
        assert each.decimal_proof is not None
        # Two more decimals than the figure has, and the half on the edge, stay wide of the window.
        assert each.decimal_proof.readings == ("a",)
    assert with_gaps.integer_proof is None
    assert plan.integer_proof is not None
    assert plan.integer_proof.measures == ("a",)
    column = np.array([2.0, 6.0, math.nextafter(2.0, 3.0), 5.0])
    assert plan.integer_proof.proves({"a": column}).tolist() == [True, True, False, True]
