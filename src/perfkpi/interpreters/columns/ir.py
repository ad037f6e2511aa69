"""The few operations that a scorecard comes down to in columns, once its constants are folded.

Each operation stands for one column of numbers, computed from the columns of its operands. What is multiplied by or
added to a column as a constant is no operation of its own: it stays in an ``Affine`` until something needs the number.

What an operation means is said by a ``ColumnAlgebra``: the degree of a root, an interval with its error bound, the
lattice of a column, code for blocks of rows, figures with an error in every row. Operations bear the names of the nodes
of the language from which they come.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from fractions import Fraction
from typing import Generic, TypeVar

from attrs import field, frozen

from perfkpi.language import Among, EdgeSide, RoundingMode, Status
from perfkpi.value_objects import ValueObject

T = TypeVar("T")

_ONE, _ZERO = Fraction(1), Fraction(0)


@frozen(eq=False)
class Affine(ValueObject):
    """``scale * column + offset``; a plain constant where there is no column."""

    node: int | None
    scale: Fraction = _ONE
    offset: Fraction = _ZERO


def columns_of(lines: Iterable[Affine]) -> tuple[int, ...]:
    """The positions of the columns that some lines are on."""
    return tuple(line.node for line in lines if line.node is not None)


@frozen(eq=False)
class Operation(ValueObject, ABC):
    """One column, computed from others, which are called by their positions."""

    @property
    def operands(self) -> tuple[int, ...]:
        """The positions of the columns that it needs."""
        return ()

    @abstractmethod
    def meaning(self, algebra: ColumnAlgebra[T], node: int) -> T:
        """Ask an algebra what this operation means, which stands at a position."""


@frozen(eq=False)
class _Unary(Operation):
    """An operation on one column."""

    on: int

    @property
    def operands(self) -> tuple[int, ...]:
        return (self.on,)


@frozen(eq=False)
class Input(Operation):
    """A measure as the table holds it."""

    name: str
    category: bool = False

    def meaning(self, algebra: ColumnAlgebra[T], node: int) -> T:
        return algebra.input(node, self)


@frozen(eq=False)
class Undefined(Operation):
    """No number in any row, and why."""

    status: Status

    def meaning(self, algebra: ColumnAlgebra[T], node: int) -> T:
        return algebra.undefined(node, self)


@frozen(eq=False)
class WeightedSum(Operation):
    """The weighted sum of some columns, and a constant."""

    terms: tuple[tuple[int, Fraction], ...]
    offset: Fraction = _ZERO

    @property
    def operands(self) -> tuple[int, ...]:
        return tuple(node for node, _ in self.terms)

    def meaning(self, algebra: ColumnAlgebra[T], node: int) -> T:
        return algebra.weighted_sum(node, self)


@frozen(eq=False)
class WeightedCount(WeightedSum):
    """The weighted sum of some counts of what has a value, each 0 or 1, and a constant: every term is a ``Defined``."""

    def meaning(self, algebra: ColumnAlgebra[T], node: int) -> T:
        return algebra.weighted_count(node, self)


@frozen(eq=False)
class Mul(Operation):
    """The product of two columns."""

    left: int
    right: int

    @property
    def operands(self) -> tuple[int, ...]:
        return (self.left, self.right)

    def meaning(self, algebra: ColumnAlgebra[T], node: int) -> T:
        return algebra.mul(node, self)


@frozen(eq=False)
class Div(Operation):
    """One column divided by another; undefined where that is 0, or where it is negative and must not be.

    Without a column on top, 1 stands there.
    """

    top: int | None
    bottom: int
    positive: bool = False

    @property
    def operands(self) -> tuple[int, ...]:
        return (self.bottom,) if self.top is None else (self.top, self.bottom)

    def meaning(self, algebra: ColumnAlgebra[T], node: int) -> T:
        return algebra.div(node, self)


@frozen(eq=False)
class Clip(_Unary):
    """A column between two constants, either of which may be missing."""

    low: Fraction | None = None
    high: Fraction | None = None

    def meaning(self, algebra: ColumnAlgebra[T], node: int) -> T:
        return algebra.clip(node, self)


@frozen(eq=False)
class Bend(_Unary):
    """A line that bends at one point, where it is 0: ``below * x`` before it, ``above * x`` from it on."""

    at: Fraction
    below: Fraction
    above: Fraction

    def meaning(self, algebra: ColumnAlgebra[T], node: int) -> T:
        return algebra.bend(node, self)


@frozen(eq=False)
class MinMax(Operation):
    """The least (or the largest) of several columns, row by row."""

    of: tuple[int, ...]
    largest: bool

    @property
    def operands(self) -> tuple[int, ...]:
        return self.of

    def meaning(self, algebra: ColumnAlgebra[T], node: int) -> T:
        return algebra.min_max(node, self)


@frozen(eq=False)
class Round(_Unary):
    """The whole number that a mode chooses."""

    mode: RoundingMode

    def meaning(self, algebra: ColumnAlgebra[T], node: int) -> T:
        return algebra.round(node, self)


@frozen(eq=False)
class Power(_Unary):
    """A column to a constant power."""

    exponent: Fraction

    def meaning(self, algebra: ColumnAlgebra[T], node: int) -> T:
        return algebra.power(node, self)


@frozen(eq=False)
class Rank(_Unary):
    """How many members of a list ``scale * column + offset`` has reached; ``scale`` is positive."""

    scale: Fraction
    offset: Fraction
    among: Among
    belongs: EdgeSide

    def meaning(self, algebra: ColumnAlgebra[T], node: int) -> T:
        return algebra.rank(node, self)


@frozen(eq=False)
class Edge(ValueObject):
    """Whether a row lies before an edge: ``column < at``, or ``column > at`` where ``downward``.

    ``belongs`` tells whether a row on the edge itself lies before it (BELOW) or not (ABOVE).
    """

    on: int
    at: Fraction
    belongs: EdgeSide
    downward: bool = False


@frozen(eq=False)
class Choose(Operation):
    """The branch before the first edge that a row lies before, else the last branch.

    ``blamed`` are the columns whose statuses a row gets where a test cannot be made.
    """

    edges: tuple[Edge, ...]
    branches: tuple[Affine, ...]
    blamed: tuple[int, ...]

    @property
    def operands(self) -> tuple[int, ...]:
        return (*(edge.on for edge in self.edges), *columns_of(self.branches), *self.blamed)

    def meaning(self, algebra: ColumnAlgebra[T], node: int) -> T:
        return algebra.choose(node, self)


@frozen(eq=False)
class Match(Operation):
    """The case whose name a category is."""

    on: int
    cases: tuple[tuple[str, Affine], ...]
    otherwise: Affine

    @property
    def operands(self) -> tuple[int, ...]:
        return (self.on, *columns_of([*(line for _, line in self.cases), self.otherwise]))

    def meaning(self, algebra: ColumnAlgebra[T], node: int) -> T:
        return algebra.match(node, self)


@frozen(eq=False)
class Coalesce(Operation):
    """A column, and what stands in where its status is one of some."""

    value: int
    on: frozenset[Status]
    otherwise: Affine

    @property
    def operands(self) -> tuple[int, ...]:
        return (self.value, *columns_of([self.otherwise]))

    def meaning(self, algebra: ColumnAlgebra[T], node: int) -> T:
        return algebra.coalesce(node, self)


@frozen(eq=False)
class Defined(Operation):
    """0 where the status of a column is one of some, no number where it is one of those that are wrong, else 1."""

    value: int
    gaps: frozenset[Status] = field(default=frozenset[Status]())
    wrong: frozenset[Status] = field(default=frozenset[Status]())

    @property
    def operands(self) -> tuple[int, ...]:
        return (self.value,)

    def meaning(self, algebra: ColumnAlgebra[T], node: int) -> T:
        return algebra.defined(node, self)


class ColumnAlgebra(ABC, Generic[T]):
    """One meaning of the operations: a method for each, which finds the meanings of its operands by their positions.

    Args of every method: the position of the operation, and the operation itself.
    """

    @abstractmethod
    def input(self, node: int, operation: Input, /) -> T:
        """Read a measure as the table holds it."""

    @abstractmethod
    def undefined(self, node: int, operation: Undefined, /) -> T:
        """Leave every row without a number."""

    @abstractmethod
    def weighted_sum(self, node: int, operation: WeightedSum, /) -> T:
        """Sum some weighted columns, and a constant."""

    @abstractmethod
    def weighted_count(self, node: int, operation: WeightedCount, /) -> T:
        """Sum the weights of what has a value, and a constant."""

    @abstractmethod
    def mul(self, node: int, operation: Mul, /) -> T:
        """Multiply two columns."""

    @abstractmethod
    def div(self, node: int, operation: Div, /) -> T:
        """Divide one column by another, or 1 by it."""

    @abstractmethod
    def clip(self, node: int, operation: Clip, /) -> T:
        """Keep a column between two constants."""

    @abstractmethod
    def bend(self, node: int, operation: Bend, /) -> T:
        """Bend a line at one point."""

    @abstractmethod
    def min_max(self, node: int, operation: MinMax, /) -> T:
        """Take the least or the largest of several columns."""

    @abstractmethod
    def round(self, node: int, operation: Round, /) -> T:
        """Round to the whole number that a mode chooses."""

    @abstractmethod
    def power(self, node: int, operation: Power, /) -> T:
        """Raise a column to a constant power."""

    @abstractmethod
    def rank(self, node: int, operation: Rank, /) -> T:
        """Count how many members of a list a column has reached."""

    @abstractmethod
    def choose(self, node: int, operation: Choose, /) -> T:
        """Choose the branch before the first edge that a row lies before."""

    @abstractmethod
    def match(self, node: int, operation: Match, /) -> T:
        """Choose the case whose name a category is."""

    @abstractmethod
    def coalesce(self, node: int, operation: Coalesce, /) -> T:
        """Take a column, and what stands in where it has no value."""

    @abstractmethod
    def defined(self, node: int, operation: Defined, /) -> T:
        """Tell whether a column has a value."""
