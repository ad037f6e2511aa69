"""How far a computed column may lie from the true one: an interval and a rounding-error bound for each operation.

Every bound has the form ``|computed - true| <= alpha + beta * |true|``. The inequalities, with their proofs, stand in
``docs/explanation/error-bound.md``. A bound is computed in doubles itself, of non-negative numbers only; ``SLACK``
covers what that loses.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import evolve

from perfkpi.doubles import SMALLEST, TINY
from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import ROUNDOFF, SLACK, near
from perfkpi.interpreters.columns.intervals import (
    NOTHING,
    Bound,
    UncoveredError,
    bend_bound,
    clip_bound,
    constant_bound,
    count_bound,
    divided,
    floor_of,
    hull,
    linear_bound,
    min_max_bound,
    product_bound,
)

_CANCELLED = 2.0**36
"""How many times its error a divisor that could be 0 must be; other rows are decided one by one."""

_LOSES = 0.1
_CHOOSES = (ir.Choose, ir.Coalesce, ir.Match, ir.Defined)
"""What may have a number where an operand has none; anything else has none either."""


class Bounds(ir.ColumnAlgebra[Bound]):
    """The bound of every operation that is asked for.

    Args:
        operations: of the whole program.
        ranges: between which numbers each measure lies in the rows that are computed.

    Attributes:
        guards: for each quotient whose divisor could be 0, the magnitude that a divisor must have, or the number that
            it must reach where it has to be positive.
    """

    def __init__(self, operations: Sequence[ir.Operation], ranges: Mapping[str, tuple[float, float]]) -> None:
        self._operations = operations
        self._ranges = ranges
        self._known: dict[int, Bound] = {}
        self.guards: dict[int, float] = {}

    def __getitem__(self, node: int) -> Bound:
        found = self._known.get(node)
        if found is None:
            operation = self._operations[node]
            chooses = isinstance(operation, _CHOOSES)
            nothing = not chooses and any(self[each] == NOTHING for each in operation.operands)
            found = self._known[node] = NOTHING if nothing else operation.meaning(self, node)
            if not math.isfinite(found.alpha + found.beta):
                raise UncoveredError(operation)
        return found

    def line(self, line: ir.Affine) -> Bound:
        """Bound a line with nothing left to compute."""
        return constant_bound(line.offset) if line.node is None else self[line.node]

    def _finite(self, node: int) -> Bound:
        """Bound what is multiplied, or divided by: infinity times nothing would pass for a missing figure."""
        bound = self[node]
        if not (math.isfinite(bound.size) or isinstance(self._operations[node], ir.Input)):
            raise UncoveredError(self._operations[node])
        return bound

    # --------------------------------------------------------------------------------------------------- operations

    def input(self, node: int, operation: ir.Input) -> Bound:
        low, high = (end if math.isinf(end) else Fraction(end) for end in self._ranges[operation.name])
        return Bound(low, high, TINY, ROUNDOFF * SLACK)

    def undefined(self, node: int, operation: ir.Undefined) -> Bound:
        return NOTHING

    def weighted_sum(self, node: int, operation: ir.WeightedSum) -> Bound:
        return linear_bound([(self[inner], scale) for inner, scale in operation.terms], operation.offset)

    def weighted_count(self, node: int, operation: ir.WeightedCount) -> Bound:
        return count_bound(operation.terms, operation.offset)

    def mul(self, node: int, operation: ir.Mul) -> Bound:
        return product_bound(self._finite(operation.left), self._finite(operation.right))

    def div(self, node: int, operation: ir.Div) -> Bound:
        top = constant_bound(Fraction(1)) if operation.top is None else self[operation.top]
        bottom = self._finite(operation.bottom)
        if operation.positive:
            if bottom.high <= 0:
                raise UncoveredError(operation)  # no row has a quotient
            bottom = evolve(bottom, low=max(bottom.low, Fraction(0)))
        least = max(bottom.low, -bottom.high)
        if least <= 0:
            guard = near(bottom.least) / 2 if bottom.least else max(bottom.alpha * _CANCELLED, SMALLEST)
            if not math.isfinite(guard):
                raise UncoveredError(operation)
            self.guards[node] = guard
            least = bottom.least or Fraction(guard) / 2
        smallest = near(Fraction(least)) / SLACK
        off = bottom.alpha / smallest + bottom.beta
        if not off < _LOSES:
            raise UncoveredError(operation)
        beta = ((top.beta + off) / (1 - off) * (1 + ROUNDOFF) + ROUNDOFF) * SLACK
        alpha = (top.alpha / smallest / (1 - off) + TINY) * SLACK
        return Bound(*divided(top, bottom, least), alpha, beta)

    def clip(self, node: int, operation: ir.Clip) -> Bound:
        return clip_bound(self[operation.on], operation.low, operation.high)

    def bend(self, node: int, operation: ir.Bend) -> Bound:
        return bend_bound(self[operation.on], operation)

    def min_max(self, node: int, operation: ir.MinMax) -> Bound:
        return min_max_bound([self[each] for each in operation.of], largest=operation.largest)

    def round(self, node: int, operation: ir.Round) -> Bound:
        on = self[operation.on]
        return Bound(floor_of(on.low), -floor_of(-on.high), is_integer=True)

    def power(self, node: int, operation: ir.Power) -> Bound:
        raise UncoveredError(operation)

    def rank(self, node: int, operation: ir.Rank) -> Bound:
        return Bound(Fraction(0), Fraction(operation.among.count), is_integer=True)

    def choose(self, node: int, operation: ir.Choose) -> Bound:
        return hull([self.line(line) for line in operation.branches])

    def match(self, node: int, operation: ir.Match) -> Bound:
        return hull([self.line(line) for line in (*(line for _, line in operation.cases), operation.otherwise)])

    def coalesce(self, node: int, operation: ir.Coalesce) -> Bound:
        return hull([self[operation.value], self.line(operation.otherwise)])

    def defined(self, node: int, operation: ir.Defined) -> Bound:
        return Bound(Fraction(0), Fraction(1), is_integer=True, least=Fraction(1))
