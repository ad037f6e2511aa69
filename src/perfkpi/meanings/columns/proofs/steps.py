"""The grid on which a column lies: every number of it is a multiple of a known step."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import frozen

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
    Rounded,
)

__all__ = ["Fold", "Steps", "Window", "settled"]


@frozen
class Window:
    """A decision: rows of a column within ``width`` of ``edge`` or any multiple of ``every`` from it are in doubt."""

    on: int
    edge: Fraction
    every: Fraction
    width: float

    def tells(self, steps: Steps) -> bool:
        """Whether no number on a grid is near an edge without lying on it."""
        return 2 * self.width < _common([steps.step, self.edge, self.every]) / steps.parts


@frozen
class Steps:
    """Every number of a column is a multiple of ``step / n`` for a whole ``n`` up to ``parts``."""

    step: Fraction
    parts: int = 1


def _common(numbers: Iterable[Fraction]) -> Fraction:
    """The largest number of which all are multiples."""
    top, bottom = 0, 1
    for number in numbers:
        top, bottom = math.gcd(top * number.denominator, number.numerator * bottom), bottom * number.denominator
    return Fraction(top, bottom)


class Fold:
    """The steps of columns whose readings and quotients are decimals with some number of places.

    Attributes:
        readings: the measures that must be such decimals.
        quotients: the quotients that must be.
    """

    def __init__(self, operations: Sequence[Operation], places: int) -> None:
        self._operations = operations
        self._atom = Steps(Fraction(1, 10**places))
        self._known: dict[int, Steps] = {}
        self.readings: set[int] = set()
        self.quotients: set[int] = set()

    def __call__(self, node: int) -> Steps:
        if node not in self._known:
            self._known[node] = self._steps(node, self._operations[node])
        return self._known[node]

    def _steps(self, node: int, operation: Operation) -> Steps:  # noqa: C901, PLR0911, PLR0912  # one for each operation
        match operation:
            case Read():
                self.readings.add(node)
                return self._atom
            case Quotient(top=top, bottom=bottom):
                parts = self._parts(bottom)
                if parts is None or top is None:
                    self.quotients.add(node)
                    return self._atom
                above = self(top)
                if not parts[1]:  # the weights cancel out: it is divided by 0, and no row has a number
                    return Steps(Fraction(0))
                return Steps(above.step * parts[0], above.parts * parts[1])
            case Rounded() | Present() | Ranked():
                return Steps(Fraction(1))
            case Linear(terms=terms, offset=offset):
                return self._all([(inner, scale) for inner, scale in terms], [offset])
            case Product(left=left, right=right):
                one, two = self(left), self(right)
                return Steps(one.step * two.step, one.parts * two.parts)
            case Clip(on=on, low=low, high=high):
                return self._all([(on, Fraction(1))], [end for end in (low, high) if end is not None])
            case Kink(on=on, at=at, below=below, above=above):
                return self._all([(on, below), (on, above)], [at * below, at * above])
            case Extreme(of=of):
                return self._all([(each, Fraction(1)) for each in of], [])
            case Chosen(branches=branches):
                return self._lines(branches)
            case Matched(cases=cases, otherwise=otherwise):
                return self._lines((*(line for _, line in cases), otherwise))
            case Filled(value=value, otherwise=otherwise):
                return self._lines((Line(value), otherwise))
            case _:
                return Steps(Fraction(0))

    def _lines(self, lines: Sequence[Line]) -> Steps:
        nodes = [(line.node, Fraction(1)) for line in lines if line.node is not None]
        return self._all(nodes, [line.offset for line in lines if line.node is None])

    def _all(self, terms: Sequence[tuple[int, Fraction]], constants: Sequence[Fraction]) -> Steps:
        steps = {node: self(node) for node, _ in terms}
        parts = math.prod(each.parts for each in steps.values())
        return Steps(_common([*(steps[node].step * abs(scale) for node, scale in terms), *map(abs, constants)]), parts)

    def _parts(self, node: int) -> tuple[int, int] | None:
        """For a weighted count ``k / n``: the ``n``, and the largest ``k``."""
        operation = self._operations[node]
        if isinstance(operation, Present):
            return 1, 1
        if not isinstance(operation, Linear) or not all(
            isinstance(self._operations[each], Present) for each in operation.operands
        ):
            return None
        common = math.lcm(operation.offset.denominator, *(scale.denominator for _, scale in operation.terms))
        most = sum(abs(scale) for _, scale in operation.terms) + abs(operation.offset)
        return common, int(most * common)


def settled(operations: Sequence[Operation], window: Window) -> bool:
    """Whether a column lies on a grid whatever the figures are, so that a decision leaves no doubt."""
    fold = Fold(operations, 0)
    steps = fold(window.on)
    return not (fold.readings or fold.quotients) and window.tells(steps)
