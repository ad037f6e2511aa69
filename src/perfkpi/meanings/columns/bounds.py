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

from perfkpi.meanings.columns.arrays import ROUNDOFF, SLACK, SMALLEST, TINY, near
from perfkpi.meanings.columns.intervals import (
    NOTHING,
    Bound,
    UncoveredError,
    clip_bound,
    constant_bound,
    count_bound,
    divided,
    extreme_bound,
    floor_of,
    hull,
    kink_bound,
    linear_bound,
    product_bound,
)
from perfkpi.meanings.columns.operations import (
    Chosen,
    Clip,
    Extreme,
    Filled,
    Kink,
    Line,
    Linear,
    Matched,
    Operation,
    Present,
    Product,
    Quotient,
    Ranked,
    Read,
    Refused,
    Rounded,
)

__all__ = ["Bounds"]

_CANCELLED = 2.0**36
"""How many times its error a divisor that could be 0 must be; other rows are decided one by one."""

_LOSES = 0.1
_SELECTS = (Chosen, Filled, Matched, Present)


class Bounds:
    """The bound of every operation that is asked for.

    Args:
        operations: of the whole program.
        ranges: between which numbers each measure lies in the rows that are computed.

    Attributes:
        guards: for each quotient whose divisor could be 0, the magnitude that a divisor must have, or the number that
            it must reach where it has to be positive.
    """

    def __init__(self, operations: Sequence[Operation], ranges: Mapping[str, tuple[float, float]]) -> None:
        self._operations = operations
        self._ranges = ranges
        self._known: dict[int, Bound] = {}
        self.guards: dict[int, float] = {}

    def __getitem__(self, node: int) -> Bound:
        found = self._known.get(node)
        if found is None:
            found = self._known[node] = self._bound(node, self._operations[node])
            if not math.isfinite(found.alpha + found.beta):
                raise UncoveredError(self._operations[node])
        return found

    def line(self, line: Line) -> Bound:
        """The bound of a line with nothing left to compute."""
        return constant_bound(line.offset) if line.node is None else self[line.node]

    def _bound(self, node: int, operation: Operation) -> Bound:  # noqa: C901, PLR0911, PLR0912  # one for each operation
        if not isinstance(operation, _SELECTS) and any(self[each] == NOTHING for each in operation.operands):
            return NOTHING
        match operation:
            case Read(name=name):
                low, high = (end if math.isinf(end) else Fraction(end) for end in self._ranges[name])
                return Bound(low, high, TINY, ROUNDOFF * SLACK)
            case Refused():
                return NOTHING
            case Linear(terms=terms, offset=offset):
                if all(isinstance(self._operations[inner], Present) for inner, _ in terms):
                    return count_bound(terms, offset)
                return linear_bound([(self[inner], scale) for inner, scale in terms], offset)
            case Product(left=left, right=right):
                return product_bound(self._finite(left), self._finite(right))
            case Quotient():
                return self._quotient(node, operation)
            case Clip(on=on, low=low, high=high):
                return clip_bound(self[on], low, high)
            case Kink():
                return kink_bound(self[operation.on], operation)
            case Extreme(of=of, largest=largest):
                return extreme_bound([self[each] for each in of], largest=largest)
            case Rounded(on=on):
                return Bound(floor_of(self[on].low), -floor_of(-self[on].high), whole=True)
            case Ranked(among=among):
                return Bound(Fraction(0), Fraction(among.count), whole=True)
            case Chosen(branches=branches):
                return hull([self.line(line) for line in branches])
            case Matched(cases=cases, otherwise=otherwise):
                return hull([self.line(line) for line in (*(line for _, line in cases), otherwise)])
            case Filled(value=value, otherwise=otherwise):
                return hull([self[value], self.line(otherwise)])
            case Present():
                return Bound(Fraction(0), Fraction(1), whole=True, least=Fraction(1))
            case _:
                raise UncoveredError(operation)

    def _finite(self, node: int) -> Bound:
        """The bound of what is multiplied, or divided by: infinity times nothing would pass for a missing figure."""
        bound = self[node]
        if not (math.isfinite(bound.size) or isinstance(self._operations[node], Read)):
            raise UncoveredError(self._operations[node])
        return bound

    def _quotient(self, node: int, operation: Quotient) -> Bound:
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
