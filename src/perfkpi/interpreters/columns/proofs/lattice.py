"""The lattice on which a column lies: every number of it is a multiple of a known step."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import frozen

from perfkpi.interpreters.columns import ir
from perfkpi.value_objects import ValueObject

_ONE, _ZERO = Fraction(1), Fraction(0)


@frozen(eq=False)
class Window(ValueObject):
    """A decision: rows of a column within ``width`` of ``edge`` or any multiple of ``every`` from it are in doubt."""

    on: int
    edge: Fraction
    every: Fraction
    width: float

    def tells(self, lattice: Lattice) -> bool:
        """Tell whether no number on a lattice is near an edge without lying on it."""
        return 2 * self.width < _common([lattice.step, self.edge, self.every]) / lattice.parts


@frozen(eq=False)
class Lattice(ValueObject):
    """Every number of a column is a multiple of ``step / n`` for a whole ``n`` up to ``parts``."""

    step: Fraction
    parts: int = 1


def _common(numbers: Iterable[Fraction]) -> Fraction:
    """Find the largest number of which all are multiples."""
    top, bottom = 0, 1
    for number in numbers:
        top, bottom = math.gcd(top * number.denominator, number.numerator * bottom), bottom * number.denominator
    return Fraction(top, bottom)


class Lattices(ir.ColumnAlgebra[Lattice]):
    """The lattices of columns whose inputs and quotients are decimals with some number of places.

    Args:
        operations: of the whole program.
        places: how many.

    Attributes:
        inputs: the measures that must be such decimals.
        quotients: the quotients (and powers) that must be.
    """

    def __init__(self, operations: Sequence[ir.Operation], places: int) -> None:
        self._operations = operations
        self._decimals = Lattice(Fraction(1, 10**places))
        self._known: dict[int, Lattice] = {}
        self.inputs: set[int] = set()
        self.quotients: set[int] = set()

    def __getitem__(self, node: int) -> Lattice:
        found = self._known.get(node)
        if found is None:
            found = self._known[node] = self._operations[node].meaning(self, node)
        return found

    def _lines(self, lines: Sequence[ir.Affine]) -> Lattice:
        nodes = [(line.node, _ONE) for line in lines if line.node is not None]
        return self._all(nodes, [line.offset for line in lines if line.node is None])

    def _all(self, terms: Sequence[tuple[int, Fraction]], constants: Sequence[Fraction]) -> Lattice:
        """Find what holds for every one of some multiples of columns and of some constants, and for any sum of them."""
        lattices = {node: self[node] for node, _ in terms}
        parts = math.prod(each.parts for each in lattices.values())
        steps = [lattices[node].step * abs(scale) for node, scale in terms]
        return Lattice(_common([*steps, *map(abs, constants)]), parts)

    def _shares(self, node: int) -> tuple[int, int] | None:
        """Find, for a weighted count ``k / n``, the ``n`` and the largest ``k``."""
        count = self._operations[node]
        if isinstance(count, ir.Defined):
            return 1, 1
        if not isinstance(count, ir.WeightedCount):
            return None
        common = math.lcm(count.offset.denominator, *(scale.denominator for _, scale in count.terms))
        most = sum(abs(scale) for _, scale in count.terms) + abs(count.offset)
        return common, int(most * common)

    # --------------------------------------------------------------------------------------------------- operations

    def _whole_numbers(self, _: int, __: ir.Operation) -> Lattice:
        return Lattice(_ONE)

    round = rank = defined = _whole_numbers

    def input(self, node: int, operation: ir.Input) -> Lattice:
        self.inputs.add(node)
        return self._decimals

    def weighted_sum(self, node: int, operation: ir.WeightedSum) -> Lattice:
        return self._all(operation.terms, [operation.offset])

    weighted_count = weighted_sum

    def mul(self, node: int, operation: ir.Mul) -> Lattice:
        one, two = self[operation.left], self[operation.right]
        return Lattice(one.step * two.step, one.parts * two.parts)

    def div(self, node: int, operation: ir.Div) -> Lattice:
        shares = self._shares(operation.bottom)
        if shares is None or operation.top is None:
            self.quotients.add(node)
            return self._decimals
        above = self[operation.top]
        common, most = shares
        if not most:  # the weights cancel out: it is divided by 0, and no row has a number
            return Lattice(_ZERO)
        return Lattice(above.step * common, above.parts * most)

    def power(self, node: int, operation: ir.Power) -> Lattice:
        self.quotients.add(node)
        return self._decimals

    def undefined(self, node: int, operation: ir.Undefined) -> Lattice:
        return Lattice(_ZERO)  # no row has a number

    def clip(self, node: int, operation: ir.Clip) -> Lattice:
        return self._all([(operation.on, _ONE)], [end for end in (operation.low, operation.high) if end is not None])

    def bend(self, node: int, operation: ir.Bend) -> Lattice:
        on, slopes = operation.on, (operation.below, operation.above)
        return self._all([(on, slope) for slope in slopes], [operation.at * slope for slope in slopes])

    def min_max(self, node: int, operation: ir.MinMax) -> Lattice:
        return self._all([(each, _ONE) for each in operation.of], [])

    def choose(self, node: int, operation: ir.Choose) -> Lattice:
        return self._lines(operation.branches)

    def match(self, node: int, operation: ir.Match) -> Lattice:
        return self._lines((*(line for _, line in operation.cases), operation.otherwise))

    def coalesce(self, node: int, operation: ir.Coalesce) -> Lattice:
        return self._lines((ir.Affine(operation.value), operation.otherwise))


def never_doubtful(operations: Sequence[ir.Operation], window: Window) -> bool:
    """Tell whether a column lies on a lattice whatever the figures are, so that a decision leaves no doubt."""
    lattices = Lattices(operations, 0)
    lattice = lattices[window.on]
    return not (lattices.inputs or lattices.quotients) and window.tells(lattice)
