"""Every interpreter of the column operations agrees with one exact reference, whatever expression they come from."""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import one_block
import operated
import pytest
from attrs import frozen
from effort import examples
from expressions import RATIONAL
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from loops import LoopGenerator
from operated import GAPS, Cell
from strategies import figure

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.bounds import Bounds
from perfkpi.interpreters.columns.certified_rows.figures import Given
from perfkpi.interpreters.columns.certified_rows.interpreter import CertifiedRows
from perfkpi.interpreters.columns.codegen.generator import CodeGenerator
from perfkpi.interpreters.columns.codegen.numpy_code.results import NumpyGenerator
from perfkpi.interpreters.columns.codegen.plan import Plan
from perfkpi.interpreters.columns.dependencies import needed, vocabulary
from perfkpi.interpreters.columns.intervals import NOTHING, UncoveredError
from perfkpi.interpreters.columns.lowering import EVERY
from perfkpi.interpreters.columns.proofs.lattice import Lattice, Lattices
from perfkpi.interpreters.columns.ratios import wrapped
from perfkpi.interpreters.columns.roots import OpaqueError
from perfkpi.language import Expr, Status, Undefinedness

NAMES = ("a", "b", "c")
LETTERS = ("A", "B", "C")
ROWS = 16
SMALL = 2**60


@frozen
class Case:
    """Operations, and some rows: doubles, the statuses of those that have none, and what each operation is."""

    operations: Sequence[ir.Operation]
    columns: Mapping[str, np.ndarray]
    statuses: Mapping[str, np.ndarray]
    known: Sequence[Sequence[Cell]]

    @property
    def ranges(self) -> dict[str, tuple[float, float]]:
        """Between which numbers each measure lies; a decimal may lie just beyond its double."""
        good = {name: column[~np.isnan(column)] for name, column in self.columns.items()}
        ends = {name: (float(min(each, default=1)), float(max(each, default=1))) for name, each in good.items()}
        return {
            name: (math.nextafter(low, -math.inf), math.nextafter(high, math.inf)) for name, (low, high) in ends.items()
        }

    def numbers(self, node: int) -> Iterator[tuple[int, Fraction]]:
        """The rows in which an operation is a number, and the number."""
        for row, known in enumerate(self.known):
            cell = known[node]
            if isinstance(cell, Fraction):
                yield row, cell


def case_of(
    expression: Expr, rng: random.Random, places: int | None, gaps: Sequence[Status], *, alone: bool = False
) -> Case | None:
    """An expression as operations, in some rows; ``None`` where columns do not cover it. Folding keeps what it means.

    Args:
        expression: whatever it is.
        rng: draws the figures.
        places: how many decimals these have; any number for ``None``.
        gaps: the statuses of those that are not there.
        alone: whether no other status is thought of, as for blocks.
    """
    sizes = {name: rng.choice((1, 2, 0.5, 3)) for name in NAMES}
    cells: dict[str, list[Cell]] = {
        name: [
            GAPS[rng.choice(gaps)] if gaps and rng.random() < 0.15 else Fraction(repr(figure(rng, size, places, 0)))
            for _ in range(ROWS)
        ]
        for name, size in sizes.items()
    }
    cells["grade"] = [rng.choice((*LETTERS, *[GAPS[each] for each in gaps[:1]])) for _ in range(ROWS)]
    rows = [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]
    try:
        lowering = operated.lowered(expression, absences=frozenset(gaps) if alone else EVERY)
    except OpaqueError:
        return None
    operations = lowering.operations
    if not operations:
        return None
    if alone and not lowering.assumed <= set(needed(operations, [ir.Affine(len(operations) - 1)])):
        return None  # what may refuse is only counted
    assert alone or not operated.disagreements(rows, expression)
    codes = vocabulary(operations).get("grade", {})
    columns = {
        name: np.array(
            [
                math.nan
                if isinstance(cell, Undefinedness)
                else codes.get(cell, -1.0)
                if name == "grade"
                else float(cell)
                for cell in each
            ]
        )
        for name, each in cells.items()
    }
    statuses = {
        name: np.array([cell.status if isinstance(cell, Undefinedness) else 0 for cell in each], dtype=np.int8)
        for name, each in cells.items()
    }
    return Case(operations, columns, statuses, [operated.computed(operations, row) for row in rows])


CASES = (
    RATIONAL,
    st.integers(0, 2**32).map(random.Random),  # figures are not shrunk, and drawn at once
    st.sampled_from((0, 1, 3, None)),
)
GIVEN = (Phase.explicit, Phase.reuse, Phase.generate)


@given(*CASES)
@settings(max_examples=examples(600), phases=GIVEN)
def test_the_true_number_lies_in_the_interval(expression: Expr, rng: random.Random, places: int | None) -> None:
    """And is whole, or no smaller in magnitude, where the bound says so; rows that a guard takes out are not meant."""
    case = case_of(expression, rng, places, (Status.NOT_MEASURED,))
    if case is None:
        return
    bounds = Bounds(case.operations, case.ranges)
    for node in range(len(case.operations)):
        try:
            bound = bounds[node]
        except UncoveredError:
            continue
        for row, number in case.numbers(node):
            if guarded(case, bounds, row):
                continue
            assert bound != NOTHING
            assert bound.low <= number <= bound.high
            assert number.denominator == 1 or not bound.is_integer
            assert not number or abs(number) >= bound.least


def guarded(case: Case, bounds: Bounds, row: int) -> bool:
    """Whether a divisor is too small for blocks."""
    for node, guard in bounds.guards.items():
        operation = case.operations[node]
        assert isinstance(operation, ir.Div)
        bottom = case.known[row][operation.bottom]
        if isinstance(bottom, Fraction) and (bottom if operation.positive else abs(bottom)) <= 2 * guard:
            return True
    return False


@given(*CASES)
@settings(max_examples=examples(600), phases=GIVEN)
def test_every_number_lies_on_the_lattice(expression: Expr, rng: random.Random, places: int | None) -> None:
    """Where the measures and quotients that it names are decimals of the number of places."""
    case = case_of(expression, rng, places, (Status.NOT_MEASURED,))
    if case is None:
        return
    for decimals in (0, 2, 5):
        for node in range(len(case.operations)):
            lattices = Lattices(case.operations, decimals)
            lattice = lattices[node]
            named = lattices.inputs | lattices.quotients
            for row, number in case.numbers(node):
                atoms = [case.known[row][each] for each in named]
                if all(isinstance(atom, Fraction) and (atom * 10**decimals).denominator == 1 for atom in atoms):
                    assert lies_on(number, lattice), (case.operations[node], number, lattice)


def lies_on(number: Fraction, lattice: Lattice) -> bool:
    """Whether a number is a multiple of one of the steps of a lattice."""
    if not lattice.step:
        return not number
    return any((number * parts / lattice.step).denominator == 1 for parts in range(1, min(lattice.parts, 5000) + 1))


@given(*CASES)
@settings(max_examples=examples(600), phases=GIVEN)
def test_rows_decided_one_by_one_are_equal(expression: Expr, rng: random.Random, places: int | None) -> None:
    """Status, double within its error, and integers where they are known; rows that are left are few."""
    case = case_of(expression, rng, places, (Status.NOT_MEASURED, Status.NOT_DUE))
    if case is None:
        return
    names = vocabulary(case.operations)
    measures = {
        name: Given(column, case.statuses[name], names.get("grade", {}) if name == "grade" else None)
        for name, column in case.columns.items()
    }
    rows = CertifiedRows(case.operations, measures, ROWS)
    rows.run(range(len(case.operations)))
    for node in range(len(case.operations)):
        figures = rows.line(ir.Affine(node))
        with np.errstate(all="ignore"):
            ratio = figures.ratio()
        spread = [np.broadcast_to(each, ROWS) for each in (figures.values, figures.error, ratio.top, ratio.bottom)]
        sizes, statuses = np.broadcast_to(ratio.size, ROWS), np.broadcast_to(figures.status, ROWS)
        for row in np.flatnonzero(~rows.doubtful).tolist():
            cell = case.known[row][node]
            assert statuses[row] == (cell.status if isinstance(cell, Undefinedness) else 0)
            if not isinstance(cell, Fraction):
                continue
            value, error, top, bottom = (each[row].item() for each in spread)
            assert not math.isfinite(error) or abs(Fraction(value) - cell) <= Fraction(error)
            up, down = ratio.scale.as_integer_ratio()
            size = sizes[row].item()
            if (
                math.isfinite(size) and max(1, abs(cell)) * Fraction(size) * down < SMALL
            ):  # whatever overflows on the way, these are right
                assert Fraction(int(wrapped(top * up)), int(wrapped(bottom * down))) == cell


BACK_ENDS = (NumpyGenerator, LoopGenerator)


@pytest.mark.parametrize("back_end", BACK_ENDS)
@given(*CASES, st.booleans())
@settings(max_examples=examples(1200), phases=GIVEN)
def test_blocks_are_within_their_bound(
    back_end: type[CodeGenerator[Any]],
    expression: Expr,
    rng: random.Random,
    places: int | None,
    gaps: bool,  # noqa: FBT001  # as hypothesis draws it
) -> None:
    """Also in rows in doubt that are proved to lie on the edge; a row that comes to a refusal is left."""
    case = case_of(expression, rng, places, (Status.NOT_MEASURED,) if gaps else (), alone=True)
    if (
        case is None
        or not case.operations
        or (isinstance(case.operations[-1], ir.Input) and case.operations[-1].category)
    ):
        return
    bounds = Bounds(case.operations, case.ranges)
    try:
        plan = one_block.plan_of(case.operations, case.ranges, gaps=gaps, back_end=back_end)
    except UncoveredError:
        return
    found = one_block.of_plan(plan, case.columns)
    if found is None:  # a figure that a check does not let through
        return
    node = len(case.operations) - 1
    bound = bounds[node]
    proved = proved_rows(plan, case, gaps=gaps)
    for row, (value, known) in enumerate(zip(found.values, case.known, strict=True)):
        cell = known[node]
        if found.lost[row] or (found.doubtful[row] and not proved[row]):
            continue
        if isinstance(cell, Fraction):
            assert abs(Fraction(value) - cell) <= Fraction(bound.alpha) + Fraction(bound.beta) * abs(cell)
        else:
            assert isinstance(cell, Undefinedness)
            assert cell.status is Status.NOT_MEASURED
            assert math.isnan(value)


def proved_rows(plan: Plan, case: Case, *, gaps: bool) -> np.ndarray:
    """The rows that lie on every edge that they are close to; one proof does not need the other."""
    columns = {**case.columns, one_block.BESIDE: np.zeros(ROWS)}
    proved = np.zeros(ROWS, dtype=np.bool_)
    with np.errstate(all="ignore"):
        if plan.decimal_proof is not None:
            proved |= plan.decimal_proof.proves(columns, np.empty((2, ROWS)))
        if plan.integer_proof is not None:
            assert not gaps
            proved |= plan.integer_proof.proves(columns)
    return proved
