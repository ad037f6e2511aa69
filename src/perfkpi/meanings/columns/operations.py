"""The few operations that a scorecard comes down to in columns, once its constants are folded.

Each operation stands for one column of numbers, computed from the columns of its operands. What is multiplied by or
added to a column as a constant is no operation of its own: it stays in a ``Line`` until something needs the number.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias, cast

from attrs import field, frozen

from perfkpi.errors import ShownByAttributes
from perfkpi.language import Among, Belongs, RoundingMode, Status

__all__ = [
    "Chosen",
    "Clip",
    "Extreme",
    "Filled",
    "Kink",
    "Line",
    "Linear",
    "Matched",
    "Operation",
    "Present",
    "Product",
    "Quotient",
    "Raised",
    "Ranked",
    "Read",
    "Refused",
    "Rounded",
    "Test",
    "depth",
    "needed",
    "vocabulary",
]

_ONE, _ZERO = Fraction(1), Fraction(0)


@frozen(cache_hash=True)
class Line(ShownByAttributes):
    """``scale * column + offset``; a plain constant where there is no column."""

    node: int | None
    scale: Fraction = _ONE
    offset: Fraction = _ZERO


@frozen(cache_hash=True)
class Operation(ShownByAttributes):
    """One column, computed from others, which are called by their positions."""

    @property
    def operands(self) -> tuple[int, ...]:
        """The positions of the columns that it needs."""
        return ()


@frozen(cache_hash=True)
class Read(Operation):
    """A measure as the table holds it."""

    name: str
    category: bool = False


@frozen(cache_hash=True)
class Refused(Operation):
    """No number in any row, and why."""

    status: Status


@frozen(cache_hash=True)
class Linear(Operation):
    """The weighted sum of some columns, and a constant."""

    terms: tuple[tuple[int, Fraction], ...]
    offset: Fraction = _ZERO

    @property
    def operands(self) -> tuple[int, ...]:
        return tuple(node for node, _ in self.terms)


@frozen(cache_hash=True)
class Product(Operation):
    """The product of two columns."""

    left: int
    right: int

    @property
    def operands(self) -> tuple[int, ...]:
        return (self.left, self.right)


@frozen(cache_hash=True)
class Quotient(Operation):
    """One column divided by another; undefined where that is 0, or where it is negative and must not be.

    Without a column on top, 1 stands there.
    """

    top: int | None
    bottom: int
    positive: bool = False

    @property
    def operands(self) -> tuple[int, ...]:
        return (self.bottom,) if self.top is None else (self.top, self.bottom)


@frozen(cache_hash=True)
class Clip(Operation):
    """A column between two constants, either of which may be missing."""

    on: int
    low: Fraction | None = None
    high: Fraction | None = None

    @property
    def operands(self) -> tuple[int, ...]:
        return (self.on,)


@frozen(cache_hash=True)
class Kink(Operation):
    """A line that bends at one point, where it is 0: ``below * x`` before it, ``above * x`` from it on."""

    on: int
    at: Fraction
    below: Fraction
    above: Fraction

    @property
    def operands(self) -> tuple[int, ...]:
        return (self.on,)


@frozen(cache_hash=True)
class Extreme(Operation):
    """The least (or the largest) of several columns, row by row."""

    of: tuple[int, ...]
    largest: bool

    @property
    def operands(self) -> tuple[int, ...]:
        return self.of


@frozen(cache_hash=True)
class Rounded(Operation):
    """The whole number that a mode chooses."""

    on: int
    mode: RoundingMode

    @property
    def operands(self) -> tuple[int, ...]:
        return (self.on,)


@frozen(cache_hash=True)
class Raised(Operation):
    """A column to a constant power."""

    base: int
    exponent: Fraction

    @property
    def operands(self) -> tuple[int, ...]:
        return (self.base,)


@frozen(cache_hash=True)
class Ranked(Operation):
    """How many members of a list ``scale * column + offset`` has reached; ``scale`` is positive."""

    on: int
    scale: Fraction
    offset: Fraction
    among: Among
    belongs: Belongs

    @property
    def operands(self) -> tuple[int, ...]:
        return (self.on,)


@frozen(cache_hash=True)
class Test:
    """Whether a row lies before an edge: ``column < at``, or ``column > at`` where ``downward``.

    ``belongs`` tells whether a row on the edge itself lies before it (BELOW) or not (ABOVE).
    """

    __test__ = False  # no test case, whatever its name suggests to a collector

    on: int
    at: Fraction
    belongs: Belongs
    downward: bool = False


@frozen(cache_hash=True)
class Chosen(Operation):
    """The branch before the first edge that a row lies before, else the last branch.

    ``blamed`` are the columns whose statuses a row gets where a test cannot be made.
    """

    tests: tuple[Test, ...]
    branches: tuple[Line, ...]
    blamed: tuple[int, ...]

    @property
    def operands(self) -> tuple[int, ...]:
        return (*(test.on for test in self.tests), *_nodes(self.branches), *self.blamed)


@frozen(cache_hash=True)
class Matched(Operation):
    """The case whose name a category is."""

    on: int
    cases: tuple[tuple[str, Line], ...]
    otherwise: Line

    @property
    def operands(self) -> tuple[int, ...]:
        return (self.on, *_nodes([line for _, line in self.cases]), *_nodes([self.otherwise]))


@frozen(cache_hash=True)
class Filled(Operation):
    """A column, and what stands in where its status is one of some."""

    value: int
    on: frozenset[Status]
    otherwise: Line

    @property
    def operands(self) -> tuple[int, ...]:
        return (self.value, *_nodes([self.otherwise]))


@frozen(cache_hash=True)
class Present(Operation):
    """0 where the status of a column is one of some, no number where it is one of those that are wrong, else 1."""

    value: int
    gaps: frozenset[Status] = field(default=frozenset[Status]())
    wrong: frozenset[Status] = field(default=frozenset[Status]())

    @property
    def operands(self) -> tuple[int, ...]:
        return (self.value,)


Operations: TypeAlias = Sequence[Operation]


def _nodes(lines: Sequence[Line]) -> tuple[int, ...]:
    return tuple(line.node for line in lines if line.node is not None)


def vocabulary(operations: Operations) -> dict[str, dict[str, int]]:
    """For each category, the position of every name that a rule knows; the order of rules does not matter."""
    names: dict[str, set[str]] = {}
    for operation in operations:
        if isinstance(operation, Matched):
            category = cast("Read", operations[operation.on])
            names.setdefault(category.name, set()).update(name for name, _ in operation.cases)
    return {category: {name: place for place, name in enumerate(sorted(known))} for category, known in names.items()}


def depth(operations: Operations) -> int:
    """On how many levels operations stand, each on its operands."""
    levels: list[int] = []
    for operation in operations:
        levels.append(1 + max((levels[operand] for operand in operation.operands), default=0))
    return max(levels, default=0)


def needed(operations: Operations, roots: Sequence[Line]) -> list[int]:
    """The positions of the operations that some results need, in an order in which they can be computed."""
    wanted: set[int] = set()
    waiting = list(_nodes(roots))
    while waiting:
        node = waiting.pop()
        if node not in wanted:
            wanted.add(node)
            waiting.extend(operations[node].operands)
    return sorted(wanted)
