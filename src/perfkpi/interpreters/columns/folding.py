"""Constants are folded exactly, and equal operations are one: arithmetic on lines."""

from __future__ import annotations

from abc import ABC
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import zip_longest
from typing import cast

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.roots import OpaqueError, RootDegrees
from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.values import pair
from perfkpi.language import Algebra, Kind, Reason

_ZERO, _ONE = Fraction(0), Fraction(1)
EXACTLY = Exact({})


class Folding(Algebra[ir.Affine], ABC):
    """Operations as they are found, and sums, products and quotients of lines on them.

    Args:
        kinds: of the measures, by name.

    Attributes:
        operations: in an order in which they can be computed.
    """

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self.operations: list[ir.Operation] = []
        self._kinds = kinds
        self._known: dict[ir.Operation, int] = {}
        self._roots = RootDegrees()

    def _node(self, operation: ir.Operation) -> int:
        node = self._known.setdefault(operation, len(self.operations))
        if node == len(self.operations):
            self.operations.append(operation)
            self._roots.follow(operation)
        return node

    def _on(self, operation: ir.Operation) -> ir.Affine:
        return ir.Affine(self._node(operation))

    def materialise(self, line: ir.Affine) -> int:
        """Find the operation whose column is the line itself."""
        column = cast("int", line.node)  # a constant is never asked for
        if line.scale == 1 and not line.offset:
            return column
        inner = self.operations[column]
        if isinstance(inner, ir.WeightedSum):
            terms = tuple((node, scale * line.scale) for node, scale in inner.terms)
            return self._sum(terms, inner.offset * line.scale + line.offset)
        return self._sum(((column, line.scale),), line.offset)

    def _sum(self, terms: tuple[tuple[int, Fraction], ...], offset: Fraction = _ZERO) -> int:
        """Build the weighted sum of some columns; a count, where every one of them tells what has a value."""
        counts = all(isinstance(self.operations[node], ir.Defined) for node, _ in terms)
        return self._node((ir.WeightedCount if counts else ir.WeightedSum)(terms, offset))

    def _ready(self, line: ir.Affine) -> ir.Affine:
        """Return the line with nothing left to compute."""
        return line if line.node is None else ir.Affine(self.materialise(line))

    # -------------------------------------------------------------------------------------------------- arithmetic

    def const(self, value: Fraction) -> ir.Affine:
        return ir.Affine(None, _ZERO, Fraction(value))

    def input(self, name: str) -> ir.Affine:
        return self._on(ir.Input(name, category=self._kinds[name] is Kind.CATEGORY))

    def add(self, terms: Sequence[ir.Affine]) -> ir.Affine:
        offset = sum((term.offset for term in terms), _ZERO)
        found: dict[int, Fraction] = {}
        for term in terms:
            if term.node is not None:
                found[term.node] = found.get(term.node, _ZERO) + term.scale
        if not found:
            return self.const(offset)
        if len(found) == 1:
            return ir.Affine(*next(iter(found.items())), offset)
        shared = self._shared_bottom(found)
        if shared is not None:
            return ir.Affine(shared, _ONE, offset)
        return ir.Affine(self._sum(tuple(found.items())), _ONE, offset)

    def _shared_bottom(self, terms: Mapping[int, Fraction]) -> int | None:
        """Combine quotients by the same sum of present weights into one quotient of their sum."""
        tops: list[tuple[int, Fraction]] = []
        bottoms: set[int] = set()
        for node, scale in terms.items():
            operation = self.operations[node]
            if not isinstance(operation, ir.Div) or operation.top is None or not self._counts(operation.bottom):
                return None
            tops.append((operation.top, scale))
            bottoms.add(operation.bottom)
        return self._node(ir.Div(self._flat(tops), bottoms.pop())) if len(bottoms) == 1 else None

    def _flat(self, terms: Sequence[tuple[int, Fraction]]) -> int:
        """Flatten the weighted sum of some columns; what is itself a sum comes in with its terms."""
        found: dict[int, Fraction] = {}
        offset = _ZERO
        for node, scale in terms:
            inner = self.operations[node]
            parts, more = (inner.terms, inner.offset) if isinstance(inner, ir.WeightedSum) else (((node, _ONE),), _ZERO)
            offset += more * scale
            for part, factor in parts:
                found[part] = found.get(part, _ZERO) + factor * scale
        return self._sum(tuple(found.items()), offset)

    def _counts(self, node: int) -> bool:
        """Tell whether a column is a weighted count of what has a value."""
        return isinstance(self.operations[node], ir.WeightedCount)

    def _never_negative(self, column: int) -> bool:
        """Tell whether a column counts what has a value, and nothing is taken off."""
        count = self.operations[column]
        return isinstance(count, ir.WeightedCount) and min(count.offset, *(share for _, share in count.terms)) >= 0

    def sub(self, left: ir.Affine, right: ir.Affine) -> ir.Affine:
        return self.add((left, self._scaled(right, Fraction(-1))))

    def _scaled(self, line: ir.Affine, factor: Fraction) -> ir.Affine:
        return ir.Affine(line.node, line.scale * factor, line.offset * factor)

    def mul(self, factors: Sequence[ir.Affine]) -> ir.Affine:
        constant, columns = _ONE, [line for line in factors if line.node is not None]
        for line in factors:
            constant *= line.offset if line.node is None else _ONE
        if not columns:
            return self.const(constant)
        while len(columns) > 1:  # in pairs, so that many factors are on few levels
            pairs = zip_longest(columns[::2], columns[1::2])
            columns = [one if two is None else self._product(one, two) for one, two in pairs]
        return self._scaled(columns[0], constant)

    def _product(self, left: ir.Affine, right: ir.Affine) -> ir.Affine:
        for first, other in ((left, right), (right, left)):
            if first.offset or first.node is None:
                continue
            operation = self.operations[first.node]
            if isinstance(operation, ir.Defined) and self._vanishes(operation, other):
                return self._scaled(other, first.scale)
            if isinstance(operation, ir.Div) and operation.top is not None and self._counts(operation.bottom):
                weighed = self._scaled(self._product(ir.Affine(operation.top), other), first.scale)
                return self.div(weighed, ir.Affine(operation.bottom), None, None)
        one, by = self._stem(left)
        two, times = self._stem(right)
        return ir.Affine(self._node(ir.Mul(one, two)), by * times)

    def _vanishes(self, present: ir.Defined, line: ir.Affine) -> bool:
        """Tell whether the line is 0 wherever what is counted is absent, so that the count changes nothing."""
        inner = None if line.node is None else self.operations[line.node]
        return (
            isinstance(inner, ir.Coalesce)
            and (inner.value, inner.on) == (present.value, present.gaps)
            and inner.otherwise.node is None
            and line.scale * inner.otherwise.offset + line.offset == 0
        )

    def _stem(self, line: ir.Affine) -> tuple[int, Fraction]:
        """Find a column and what it is multiplied by to be the line."""
        if not line.scale:
            return self.materialise(line), _ONE
        return self.materialise(ir.Affine(line.node, _ONE, line.offset / line.scale)), line.scale

    def div(
        self, numerator: ir.Affine, denominator: ir.Affine, zero: Reason | None, negative: Reason | None
    ) -> ir.Affine:
        if denominator.node is None:
            if not denominator.offset or (negative is not None and denominator.offset < 0):
                raise OpaqueError(denominator)
            return self._scaled(numerator, 1 / denominator.offset)
        bottom, below = self._stem(denominator)
        positive = negative is not None and not (below > 0 and self._never_negative(bottom))
        if positive and below < 0:
            bottom, below = self.materialise(denominator), _ONE
        if numerator.node is None:
            return ir.Affine(self._node(ir.Div(None, bottom, positive)), numerator.offset / below)
        top, above = self._stem(numerator)
        return ir.Affine(self._node(ir.Div(top, bottom, positive)), above / below)

    def power(self, base: ir.Affine, exponent: Fraction, negative: Reason | None) -> ir.Affine:
        if base.node is None:
            found = EXACTLY.power(pair(base.offset), exponent, negative)
            if not isinstance(found, tuple):
                raise OpaqueError(base)
            return self.const(Fraction(*found))
        if negative is not None:  # where the base must be positive, its inverse is raised, for a quotient asks for that
            base, exponent = self.div(self.const(_ONE), base, None, negative), -exponent
        return base if exponent == 1 else self._on(ir.Power(self.materialise(base), exponent))
