"""Constants are folded exactly, and equal operations are one: arithmetic on lines."""

from __future__ import annotations

import math
from abc import ABC
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import zip_longest
from typing import cast

from perfkpi.language import Algebra, Kind, Reason
from perfkpi.meanings.columns.operations import (
    Chosen,
    Filled,
    Kink,
    Line,
    Linear,
    Matched,
    Operation,
    Present,
    Product,
    Quotient,
    Raised,
    Ranked,
    Read,
    Rounded,
)
from perfkpi.meanings.exact import Exact, pair
from perfkpi.meanings.surds import MAX_DEGREE

__all__ = ["EXACTLY", "Folding", "OpaqueError"]

_ZERO, _ONE = Fraction(0), Fraction(1)
_MIXED = 0
"""The degree of a root to which something was added."""
EXACTLY = Exact({})


class OpaqueError(Exception):
    """An expression that columns do not cover: it is scored row by row, exactly."""


class Folding(Algebra[Line], ABC):
    """Operations as they are found, and sums, products and quotients of lines on them.

    Args:
        kinds: of the measures, by name.

    Attributes:
        operations: in an order in which they can be computed.
    """

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self.operations: list[Operation] = []
        self._kinds = kinds
        self._known: dict[Operation, int] = {}
        self._degrees: dict[int, int] = {}

    def _node(self, operation: Operation) -> int:
        node = self._known.setdefault(operation, len(self.operations))
        if node == len(self.operations):
            self.operations.append(operation)
            self._track_roots(operation, node)
        return node

    def _track_roots(self, operation: Operation, node: int) -> None:
        """Where roots may meet, only exact arithmetic knows whether their sum or comparison is defined.

        The product of plain roots is a plain root again, and plain roots can be compared; their degree is all that has
        to be known. A root to which something was added is no plain one.
        """
        roots = [self._degrees[operand] for operand in operation.operands if operand in self._degrees]
        match operation:
            case Rounded() | Present() | Ranked():
                return
            case Raised(exponent=exponent):
                degree = exponent.denominator * self._joint(roots)
                if _MIXED in roots:
                    raise OpaqueError(operation)
            case Quotient(bottom=bottom) if bottom in self._degrees:
                raise OpaqueError(operation)
            case Filled() | Matched() | Chosen():
                degree = _MIXED if _MIXED in roots else self._joint(roots)
            case Kink() | Linear() if not isinstance(operation, Linear) or len(operation.terms) > 1 or operation.offset:
                if len(roots) > 1:
                    raise OpaqueError(operation)
                degree = _MIXED if roots else 1
            case _:
                degree = self._joint(roots)
        if degree > MAX_DEGREE:
            raise OpaqueError(operation)
        if degree != 1:
            self._degrees[node] = degree

    @staticmethod
    def _joint(degrees: Sequence[int]) -> int:
        """The degree of the product of some roots, or of any one of them."""
        if _MIXED in degrees and len(degrees) > 1:
            raise OpaqueError(degrees)
        return math.lcm(*degrees)  # which is _MIXED where one of them is

    def _on(self, operation: Operation) -> Line:
        return Line(self._node(operation))

    def whole(self, line: Line) -> int:
        """The operation whose column is the line itself."""
        column = cast("int", line.node)  # a constant is never asked for
        if line.scale == 1 and not line.offset:
            return column
        inner = self.operations[column]
        if isinstance(inner, Linear):
            terms = tuple((node, scale * line.scale) for node, scale in inner.terms)
            return self._node(Linear(terms, inner.offset * line.scale + line.offset))
        return self._node(Linear(((column, line.scale),), line.offset))

    def _ready(self, line: Line) -> Line:
        """The line with nothing left to compute."""
        return line if line.node is None else Line(self.whole(line))

    # -------------------------------------------------------------------------------------------------- arithmetic

    def const(self, value: Fraction) -> Line:
        return Line(None, _ZERO, Fraction(value))

    def input(self, name: str) -> Line:
        return self._on(Read(name, category=self._kinds[name] is Kind.CATEGORY))

    def add(self, terms: Sequence[Line]) -> Line:
        offset = sum((term.offset for term in terms), _ZERO)
        found: dict[int, Fraction] = {}
        for term in terms:
            if term.node is not None:
                found[term.node] = found.get(term.node, _ZERO) + term.scale
        if not found:
            return self.const(offset)
        if len(found) == 1:
            return Line(*next(iter(found.items())), offset)
        shared = self._shared_bottom(found)
        if shared is not None:
            return Line(shared, _ONE, offset)
        return Line(self._node(Linear(tuple(found.items()))), _ONE, offset)

    def _shared_bottom(self, terms: Mapping[int, Fraction]) -> int | None:
        """Quotients by the same sum of present weights are one quotient of their sum."""
        tops: list[tuple[int, Fraction]] = []
        bottoms: set[int] = set()
        for node, scale in terms.items():
            operation = self.operations[node]
            if not isinstance(operation, Quotient) or operation.top is None or not self._counts(operation.bottom):
                return None
            tops.append((operation.top, scale))
            bottoms.add(operation.bottom)
        return self._node(Quotient(self._node(self._flat(tops)), bottoms.pop())) if len(bottoms) == 1 else None

    def _flat(self, terms: Sequence[tuple[int, Fraction]]) -> Linear:
        """The weighted sum of some columns; what is itself a sum comes in with its terms."""
        found: dict[int, Fraction] = {}
        offset = _ZERO
        for node, scale in terms:
            inner = self.operations[node]
            parts, more = (inner.terms, inner.offset) if isinstance(inner, Linear) else (((node, _ONE),), _ZERO)
            offset += more * scale
            for part, factor in parts:
                found[part] = found.get(part, _ZERO) + factor * scale
        return Linear(tuple(found.items()), offset)

    def _counts(self, node: int) -> bool:
        """Whether a column is a weighted count of what is present."""
        operation = self.operations[node]
        return isinstance(operation, Linear) and all(
            isinstance(self.operations[operand], Present) for operand in operation.operands
        )

    def _never_negative(self, column: int) -> bool:
        """Whether a column counts what is present, and nothing is taken off."""
        operation = self.operations[column]
        if not isinstance(operation, Linear) or not self._counts(column):
            return False
        return min(operation.offset, *(weight for _, weight in operation.terms)) >= 0

    def sub(self, left: Line, right: Line) -> Line:
        return self.add((left, self._scaled(right, Fraction(-1))))

    def _scaled(self, line: Line, factor: Fraction) -> Line:
        return Line(line.node, line.scale * factor, line.offset * factor)

    def mul(self, factors: Sequence[Line]) -> Line:
        constant, columns = _ONE, [line for line in factors if line.node is not None]
        for line in factors:
            constant *= line.offset if line.node is None else _ONE
        if not columns:
            return self.const(constant)
        while len(columns) > 1:  # in pairs, so that many factors are on few levels
            pairs = zip_longest(columns[::2], columns[1::2])
            columns = [one if two is None else self._product(one, two) for one, two in pairs]
        return self._scaled(columns[0], constant)

    def _product(self, left: Line, right: Line) -> Line:
        for first, other in ((left, right), (right, left)):
            if first.offset or first.node is None:
                continue
            operation = self.operations[first.node]
            if isinstance(operation, Present) and self._vanishes(operation, other):
                return self._scaled(other, first.scale)
            if isinstance(operation, Quotient) and operation.top is not None and self._counts(operation.bottom):
                weighed = self._scaled(self._product(Line(operation.top), other), first.scale)
                return self.div(weighed, Line(operation.bottom), None, None)
        one, by = self._stem(left)
        two, times = self._stem(right)
        return Line(self._node(Product(one, two)), by * times)

    def _vanishes(self, present: Present, line: Line) -> bool:
        """Whether the line is 0 wherever what is counted is absent, so that the count changes nothing."""
        inner = None if line.node is None else self.operations[line.node]
        return (
            isinstance(inner, Filled)
            and (inner.value, inner.on) == (present.value, present.gaps)
            and inner.otherwise.node is None
            and line.scale * inner.otherwise.offset + line.offset == 0
        )

    def _stem(self, line: Line) -> tuple[int, Fraction]:
        """A column and what it is multiplied by to be the line."""
        if not line.scale:
            return self.whole(line), _ONE
        return self.whole(Line(line.node, _ONE, line.offset / line.scale)), line.scale

    def div(self, numerator: Line, denominator: Line, zero: Reason | None, negative: Reason | None) -> Line:
        if denominator.node is None:
            if not denominator.offset or (negative is not None and denominator.offset < 0):
                raise OpaqueError(denominator)
            return self._scaled(numerator, 1 / denominator.offset)
        bottom, below = self._stem(denominator)
        positive = negative is not None and not (below > 0 and self._never_negative(bottom))
        if positive and below < 0:
            bottom, below = self.whole(denominator), _ONE
        if numerator.node is None:
            return Line(self._node(Quotient(None, bottom, positive)), numerator.offset / below)
        top, above = self._stem(numerator)
        return Line(self._node(Quotient(top, bottom, positive)), above / below)

    def power(self, base: Line, exponent: Fraction, negative: Reason | None) -> Line:
        if base.node is None:
            found = EXACTLY.power(pair(base.offset), exponent, negative)
            if not isinstance(found, tuple):
                raise OpaqueError(base)
            return self.const(Fraction(*found))
        if negative is not None:  # where the base must be positive, its inverse is raised, for a quotient asks for that
            base, exponent = self.div(self.const(_ONE), base, None, negative), -exponent
        return base if exponent == 1 else self._on(Raised(self.whole(base), exponent))
