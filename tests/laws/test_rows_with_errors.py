"""Rows that are decided one by one hold whatever is true within their errors, and none is left without need."""

import math
import random
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product

import numpy as np
import operated
import pytest
from attrs import frozen
from carefully import Rows, column, spread
from effort import examples
from error_bounds import MORE, T, U
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from operated import GAPS, Cell

from perfkpi.interpreters.columns import ir
from perfkpi.language import Among, EdgeSide, RoundingMode, Status, Undefinedness

ROWS = 8
TWELFTHS = [Fraction(n, 12) for n in range(-30, 31)]
CONSTANTS = [Fraction(each) for each in ("-1", "0", "1/3", "1/2", "1", "3/2", "-2/3")]
SCALES = [Fraction(each) for each in ("1", "-1", "2", "1/3", "-1/2")]
GONE = [Status.NOT_MEASURED, Status.NOT_DUE, Status.UNDEFINED]
ERRORS = (0.0, 2.0**-20, 0.0625, 0.2)
NEAR = Fraction(1, 10**6)
"""Beside the end of an error doubles themselves decide, whose own roundings count."""


@frozen
class Operand:
    """A column: what is true, what is computed and how far that may be off, and whether integers tell the truth."""

    cells: Sequence[Fraction | Status]
    shifts: Sequence[float]
    errors: Sequence[float]
    known: Sequence[bool]

    def allowed(self, row: int, *, wider: bool = False) -> list[Cell]:
        """What may be true in a row: one number where integers tell it, else all that its error reaches."""
        cell = self.cells[row]
        if isinstance(cell, Status):
            return [GAPS[cell]]
        if self.known[row]:
            return [cell]
        value, reach = Fraction(float(cell) + self.shifts[row]), Fraction(self.errors[row])
        if wider:
            reach = max(reach * (1 + NEAR), reach + abs(value) * 16 * U + 16 * T)
        return [value - reach, value, value + reach]


def operand(rng: random.Random, *, gaps: float = 0.1) -> Operand:
    """Small fractions, some of them absent; a double without an error is the number itself."""
    cells, shifts, errors, known = [], [], [], []
    for _ in range(ROWS):
        told = rng.random() < 0.5
        error = rng.choice(ERRORS)
        number = rng.choice(TWELFTHS)
        if not error:
            number = Fraction(round(number * 8), 8)  # a double
        absent = rng.random() < gaps
        cells.append(rng.choice(GONE) if absent else number)
        shifts.append(error * rng.choice((-0.5, 0.0, 0.5)))
        errors.append(error)
        known.append(told)
    return Operand(cells, shifts, errors, known)


Draw = Callable[[random.Random], ir.Operation]


def line(rng: random.Random) -> ir.Affine:
    """A constant, or a line on one of the columns."""
    offset = rng.choice(CONSTANTS)
    if rng.random() < 0.3:
        return ir.Affine(None, Fraction(0), offset)
    return ir.Affine(rng.randrange(3), rng.choice(SCALES), offset)


def weighted_sum(rng: random.Random) -> ir.WeightedSum:
    """Of one column or several."""
    terms = tuple((node, rng.choice(SCALES)) for node in range(rng.randint(1, 3)))
    return ir.WeightedSum(terms, rng.choice(CONSTANTS))


def clip(rng: random.Random) -> ir.Clip:
    """Both ends, or one."""
    low, high = sorted(rng.sample(CONSTANTS, 2))
    return ir.Clip(0, *rng.choice(((low, high), (low, None), (None, high))))


def rank(rng: random.Random) -> ir.Rank:
    """Among a few whole numbers."""
    among = Among(rng.sample([-1, 0, 1, 1, 2, 3], 3))
    return ir.Rank(0, Fraction(rng.randint(1, 3)), rng.choice(CONSTANTS), among, rng.choice(list(EdgeSide)))


def choice(rng: random.Random) -> ir.Choose:
    """By two columns, or twice by one."""
    edges = tuple(
        ir.Edge(rng.randrange(2), rng.choice(CONSTANTS), rng.choice(list(EdgeSide)), rng.random() < 0.5)
        for _ in range(2)
    )
    return ir.Choose(edges, tuple(line(rng) for _ in range(3)), (0, 1))


CONTINUOUS: dict[str, Draw] = {
    "sum": weighted_sum,
    "product": lambda _: ir.Mul(0, 1),
    "clip": clip,
    "bend": lambda rng: ir.Bend(0, rng.choice(CONSTANTS), *rng.sample(SCALES, 2)),
    "extreme": lambda rng: ir.MinMax(tuple(range(rng.randint(1, 3))), rng.random() < 0.5),
}
"""What moves by no more than its operands do, times a factor."""

DECIDED: dict[str, Draw] = {
    "rounding": lambda rng: ir.Round(0, rng.choice(list(RoundingMode))),
    "rank": rank,
    "choice": choice,
}
"""What jumps."""

OTHERS: dict[str, Draw] = {
    "quotient": lambda rng: ir.Div(rng.choice((None, 1)), 0, positive=rng.random() < 0.5),
    "substitute": lambda rng: ir.Coalesce(0, frozenset(rng.sample(GONE, 2)), line(rng)),
    "presence": lambda rng: ir.Defined(0, frozenset(rng.sample(GONE, 2))),
}
SEEDS = st.integers(0, 2**32).map(random.Random)
GIVEN = (Phase.explicit, Phase.reuse, Phase.generate)


@frozen
class Case:
    """An operation on three columns, in some rows, and what it may be in each of them."""

    operation: ir.Operation
    operands: Sequence[Operand]
    rows: Rows

    def meant(self, row: int, *, wider: bool = False) -> list[Cell]:
        """What the operation is of whatever may be true."""
        inputs = [ir.Input(name) for name in "xyz"]
        cells = product(*(each.allowed(row, wider=wider) for each in self.operands))
        rows = (dict(zip("xyz", each, strict=True)) for each in cells)
        return [operated.computed([*inputs, self.operation], each)[-1] for each in rows]

    def told(self, row: int) -> Fraction | None:
        """What integers tell of a row."""
        with np.errstate(all="ignore"):
            ratio = self.rows.figures.ratio()
        top, bottom, size = (spread(each, ROWS)[row] for each in (ratio.top, ratio.bottom, ratio.size))
        if math.isinf(size):
            return None
        assert 0 < bottom <= size * (1 + 1e-8)
        return ratio.scale * Fraction(int(top), int(bottom))

    def true(self, row: int) -> Cell:
        """What it is of what is true."""
        cells = {
            name: GAPS[each.cells[row]] if isinstance(each.cells[row], Status) else each.cells[row]
            for name, each in zip("xyz", self.operands, strict=True)
        }
        return operated.computed([*map(ir.Input, "xyz"), self.operation], cells)[-1]


def drawn(rng: random.Random, draw: Draw) -> Case:
    """A case."""
    operands = [operand(rng) for _ in range(3)]
    columns = [column(*each.cells, error=each.errors, shift=each.shifts, known=each.known) for each in operands]
    operation = draw(rng)
    return Case(operation, operands, Rows(columns, operation))


def statuses(cells: Sequence[Cell]) -> set[Status]:
    """Those that an operation may have."""
    return {cell.status if isinstance(cell, Undefinedness) else Status.OK for cell in cells}


@pytest.mark.parametrize("name", [*CONTINUOUS, *DECIDED, *OTHERS])
@given(SEEDS)
@settings(max_examples=examples(90), phases=GIVEN)
def test_whatever_may_be_true_is_within_the_error(name: str, rng: random.Random) -> None:
    """In rows that are not left the status is the only one that may be, and every number that may be is covered."""
    case = drawn(rng, (CONTINUOUS | DECIDED | OTHERS)[name])
    rows = case.rows
    for row in range(ROWS):
        if rows.left[row]:
            continue
        cells = case.meant(row)
        assert statuses(cells) == {Status(rows.statuses[row])}
        if rows.statuses[row]:
            continue
        value, error = Fraction(rows.values[row]), rows.errors[row]
        for cell in cells:
            assert math.isinf(error) or abs(value - cell) <= Fraction(error), (case, row)
        assert case.told(row) in {None, case.true(row)}


@pytest.mark.parametrize("name", CONTINUOUS)
@given(SEEDS)
@settings(max_examples=examples(90), phases=GIVEN)
def test_an_error_is_hardly_wider_than_it_has_to_be(name: str, rng: random.Random) -> None:
    """Than the errors of the operands, and some roundings; no row is left, and integers go on as far as they decide."""
    case = drawn(rng, CONTINUOUS[name])
    rows, operation = case.rows, case.operation
    assert not any(rows.left)
    for row in range(ROWS):
        if rows.statuses[row]:
            continue
        read = [case.operands[node] for node in operation.operands]
        assert Fraction(rows.errors[row]) <= widest(case, row) * MORE + 100 * U, (case, row)
        assert case.told(row) is not None or not all(each.known[row] for each in read)


def unknown(operands: Sequence[Operand]) -> list[Operand]:
    """The operands, of whose numbers integers tell nothing."""
    return [Operand(each.cells, each.shifts, each.errors, [False] * ROWS) for each in operands]


def widest(case: Case, row: int) -> Fraction:
    """How far what may be true lies from what was computed, where only doubles are asked."""
    operation = case.operation
    blind = unknown(case.operands)
    value = Fraction(case.rows.values[row])
    off = [Fraction(each.errors[row]) for each in case.operands]
    if isinstance(operation, ir.MinMax):  # either may be meant
        return max(off[node] for node in operation.of)
    if isinstance(operation, (ir.Clip, ir.Bend)):
        ends = blind[0].allowed(row, wider=True)
        edges = [operation.at] if isinstance(operation, ir.Bend) else [operation.low, operation.high]
        if any(min(ends) <= edge <= max(ends) for edge in edges if edge is not None):  # either line may be meant
            steep = max(abs(operation.below), abs(operation.above)) if isinstance(operation, ir.Bend) else 1
            return off[0] * steep
    cells = Case(operation, blind, case.rows).meant(row, wider=True)
    return max(abs(value - cell) for cell in cells)


@pytest.mark.parametrize("name", DECIDED)
@given(SEEDS)
@settings(max_examples=examples(90), phases=GIVEN)
def test_a_row_is_left_only_where_both_may_be(name: str, rng: random.Random) -> None:
    """What decides about it lies within its error on either side, and integers do not tell."""
    case = drawn(rng, DECIDED[name])
    for row in range(ROWS):
        if case.rows.left[row]:
            assert decisions(case, row), (case, row)


def decisions(case: Case, row: int) -> bool:
    """Whether more than one decision may be taken in a row, its errors a hair wider."""
    operation = case.operation
    if isinstance(operation, ir.Rank):  # integers are compared with a single edge, and here several may be within reach
        several = Case(operation, unknown(case.operands), case.rows).meant(row, wider=True)
        return len(set(case.meant(row, wider=True))) > 1 or len(set(several)) > 2
    if isinstance(operation, ir.Round):  # on either side of an edge the number may be the same
        half = Fraction(1, 2) if operation.mode.name.startswith("HALF") else 0
        low, *_, high = [cell + half for cell in case.operands[0].allowed(row, wider=True)]
        return low < high and (math.floor(low) < math.floor(high) or low.denominator == 1)
    # Two branches may be one number: what counts is which of them is taken.
    places = tuple(ir.Affine(None, Fraction(0), Fraction(place)) for place in range(len(operation.branches)))
    taken = Case(ir.Choose(operation.edges, places, operation.blamed), case.operands, case.rows)
    return len(set(taken.meant(row, wider=True))) > 1
