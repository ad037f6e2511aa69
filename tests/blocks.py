"""A block of rows through the plan of an expression, and what the expression is worth in each of them."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
import one_block
from attrs import frozen
from evaluated import Figure, Worth, evaluated
from one_block import Outcome, Ranges

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.bounds import Bounds
from perfkpi.interpreters.columns.codegen.plan import Plan
from perfkpi.interpreters.columns.dependencies import vocabulary
from perfkpi.interpreters.columns.intervals import Bound, UncoveredError
from perfkpi.interpreters.columns.lowering import Lowering
from perfkpi.language import Expr, Program, Status, Undefinedness

Columns = Mapping[str, Sequence[float] | np.ndarray | Sequence[str | None]]
"""Doubles, of which NaN is not measured; or categories, of which None is not given."""

_MISSING = frozenset({Status.NOT_MEASURED})


@frozen
class Compiled:
    """An expression as operations.

    Attributes:
        operations: all of them.
        node: the one that it is.
        gaps: whether figures may be missing.
    """

    operations: Sequence[ir.Operation]
    node: int
    gaps: bool

    def plan(self, ranges: Ranges) -> Plan:
        """The plan for figures in some ranges."""
        return one_block.plan_of(self.operations, self._known(ranges), node=self.node, gaps=self.gaps)

    def bounds(self, ranges: Ranges) -> Bounds:
        """What is known of every operation."""
        return Bounds(self.operations, self._known(ranges))

    def doubles(self, columns: Columns) -> dict[str, Sequence[float] | np.ndarray]:
        """Columns as plans read them: a category by the place of its name, behind all others where no rule knows it."""
        names = vocabulary(self.operations)
        return {name: _coded(column, names[name]) if name in names else column for name, column in columns.items()}

    def _known(self, ranges: Ranges) -> Ranges:
        return {**{name: (0.0, float(len(cases))) for name, cases in vocabulary(self.operations).items()}, **ranges}


def compiled(expression: Expr, *, gaps: bool = False) -> Compiled:
    """An expression for blocks in which figures may be missing, or none is."""
    lowering = Lowering(Program(expression), _MISSING if gaps else frozenset())
    node = lowering.materialise(lowering.lines[-1])
    return Compiled(lowering.operations, node, gaps)


def registers(expression: Expr, ranges: Ranges, *, gaps: bool = False) -> int:
    """How many columns have to be held at a time."""
    return compiled(expression, gaps=gaps).plan(ranges).registers


def calls(expression: Expr, ranges: Ranges, *, gaps: bool = False, checked: bool = False) -> int:
    """How often NumPy is called for a block, the figures checked as well or not."""
    code = compiled(expression, gaps=gaps).plan(ranges).code
    return len(code.checked if checked else code.unchecked)


def window(expression: Expr, ranges: Ranges, at: Fraction | None = None) -> float:
    """How close to an edge a row is in doubt."""
    return bound(expression, ranges).window(at)


def bound(expression: Expr, ranges: Ranges, *, gaps: bool = False) -> Bound:
    """Between which numbers an expression lies, and how far what is computed may be off."""
    found = compiled(expression, gaps=gaps)
    return found.bounds(ranges)[found.node]


def guards(expression: Expr, ranges: Ranges, *, gaps: bool = False) -> list[Fraction]:
    """How large divisors have to be at least, where they may be smaller."""
    found = compiled(expression, gaps=gaps)
    bounds = found.bounds(ranges)
    _ = bounds[found.node]
    return [Fraction(least) for least in bounds.guards.values()]


def decimals(expression: Expr, ranges: Ranges) -> int | None:
    """With how many decimals figures are proved to lie on an edge; ``None`` where nothing proves it."""
    proof = compiled(expression).plan(ranges).decimal_proof
    return None if proof is None else proof.places


def covers(expression: Expr, ranges: Ranges, *, gaps: bool = False) -> bool:
    """Whether there is a plan for figures in some ranges at all."""
    try:
        compiled(expression, gaps=gaps).plan(ranges)
    except UncoveredError:
        return False
    return True


def outcome(expression: Expr, columns: Columns, ranges: Ranges, *, gaps: bool = False) -> Outcome | None:
    """What the plan makes of columns; ``None`` where it gives up."""
    found = compiled(expression, gaps=gaps)
    return one_block.of_plan(found.plan(ranges), found.doubles(columns))


def agree(
    expression: Expr, columns: Columns, ranges: Ranges, *, gaps: bool = False, doubtful: Sequence[int] = ()
) -> None:
    """Every row has the number that the expression is worth, as close as its bound says; those named are in doubt.

    Rows that come to a refusal are lost, and only they are.
    """
    found = compiled(expression, gaps=gaps)
    got = one_block.of_plan(found.plan(ranges), found.doubles(columns))
    assert got is not None, "the plan gave up"
    bound = found.bounds(ranges)[found.node]
    refused: list[int] = []
    for place, (row, value) in enumerate(zip(_rows(columns), got.values, strict=True)):
        true = evaluated(expression, row)
        if isinstance(true, Undefinedness) and true.status is not Status.NOT_MEASURED:
            refused.append(place)
        else:
            assert _close(value, true, Fraction(bound.alpha), Fraction(bound.beta)), (row, value, true)
    assert [place for place, doubt in enumerate(got.doubtful) if doubt] == list(doubtful)
    assert [place for place, lost in enumerate(got.lost) if lost] == refused


def _coded(grades: Sequence[str | None], places: Mapping[str, int]) -> list[float]:
    return [math.nan if each is None else float(places.get(each, len(places))) for each in grades]


def _close(value: float, true: Worth, alpha: Fraction, beta: Fraction) -> bool:
    if isinstance(true, Undefinedness):
        return math.isnan(value)
    assert isinstance(true, Fraction)
    return math.isfinite(value) and abs(Fraction(value) - true) <= alpha + beta * abs(true)


def _rows(columns: Columns) -> list[dict[str, Figure]]:
    rows = zip(*columns.values(), strict=True)
    return [{name: _figure(cell) for name, cell in zip(columns, row, strict=True)} for row in rows]


def _figure(cell: float | str | None) -> Figure:
    if cell is None or cell != cell:  # noqa: PLR0124  # NaN
        return Status.NOT_MEASURED
    return cell if isinstance(cell, str) else Fraction(repr(cell))
