"""The degrees of roots: which columns are roots, and where only exact arithmetic knows what becomes of them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.surds import MAX_DEGREE

_RATIONAL = 1
"""The degree of a column that is no root."""

_MIXED = 0
"""The degree of a root to which something was added."""


class OpaqueError(Exception):
    """An expression that columns do not cover: it is scored row by row, exactly."""


class RootDegrees(ir.ColumnAlgebra[int]):
    """The degree of the root that each operation is.

    Where roots may meet, only exact arithmetic knows whether their sum or comparison is defined. The product of plain
    roots is a plain root again, and plain roots can be compared; their degree is all that has to be known. A root to
    which something was added is no plain one.
    """

    def __init__(self) -> None:
        self._degrees: list[int] = []

    def follow(self, operation: ir.Operation) -> None:
        """Note the degree of the next operation, whose operands stand before it.

        Raises:
            OpaqueError: roots of roots, several roots that meet, or a degree that is too large.
        """
        degree = operation.meaning(self, len(self._degrees))
        if degree > MAX_DEGREE:
            raise OpaqueError(operation)
        self._degrees.append(degree)

    def _roots(self, operation: ir.Operation) -> Sequence[int]:
        """List the degrees of the operands that are roots."""
        return [degree for node in operation.operands if (degree := self._degrees[node]) != _RATIONAL]

    def _joint(self, _: int, operation: ir.Operation) -> int:
        """Find the degree of the product of some roots, or of any one of them."""
        roots = self._roots(operation)
        if _MIXED in roots and len(roots) > 1:
            raise OpaqueError(roots)
        return math.lcm(*roots)  # which is _MIXED where one of them is

    def _either(self, node: int, operation: ir.Operation) -> int:
        """Find the degree of what is one of some columns in each row."""
        return _MIXED if _MIXED in self._roots(operation) else self._joint(node, operation)

    def _moved(self, _: int, operation: ir.Operation) -> int:
        """Find the degree of what is added to something else."""
        roots = self._roots(operation)
        if len(roots) > 1:
            raise OpaqueError(operation)
        return _MIXED if roots else _RATIONAL

    def _rational(self, _: int, operation: ir.Operation) -> int:  # whatever it is made of
        return _RATIONAL

    input = undefined = weighted_count = round = rank = defined = _rational
    mul = clip = min_max = _joint
    choose = match = coalesce = _either
    bend = _moved

    def weighted_sum(self, node: int, operation: ir.WeightedSum) -> int:
        alone = len(operation.terms) == 1 and not operation.offset
        return self._joint(node, operation) if alone else self._moved(node, operation)

    def div(self, node: int, operation: ir.Div) -> int:
        if self._degrees[operation.bottom] != _RATIONAL:
            raise OpaqueError(operation)
        return self._joint(node, operation)

    def power(self, node: int, operation: ir.Power) -> int:
        degree = operation.exponent.denominator * self._joint(node, operation)
        if not degree:
            raise OpaqueError(operation)
        return degree
