"""Rows that lie on an edge, proved by the decimals of their figures alone.

Where every reading and every quotient of a row is a short decimal, each computed column lies on a grid of known width.
A row whose distance from an edge is below that width lies on the edge: nothing has to be computed again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import numpy as np
from attrs import frozen

from perfkpi.meanings.columns.arrays import Bools, Floats
from perfkpi.meanings.columns.operations import (
    Chosen,
    Clip,
    Extreme,
    Filled,
    Kink,
    Line,
    Linear,
    Operation,
    Present,
    Product,
    Quotient,
    Read,
    Rounded,
)

__all__ = ["Grid", "Window", "grid_of"]

_PLACES = (9, 8, 7, 6, 5, 4, 3, 2)
_DECIMALS = (0, 2, 4, 6)
_PROBE = 16
_DIGITS = 1e15


@frozen
class Window:
    """A decision: rows of a column within ``width`` of ``edge`` or any multiple of ``every`` from it are in doubt."""

    on: int
    edge: Fraction
    every: Fraction
    width: float


@frozen
class _Steps:
    """Every number of a column is a multiple of ``step / n`` for a whole ``n`` up to ``parts``."""

    step: Fraction
    parts: int = 1


def _common(numbers: Iterable[Fraction]) -> Fraction:
    """The largest number of which all are multiples."""
    top, bottom = 0, 1
    for number in numbers:
        top, bottom = math.gcd(top * number.denominator, number.numerator * bottom), bottom * number.denominator
    return Fraction(top, bottom)


class _Fold:
    def __init__(self, operations: Sequence[Operation], places: int) -> None:
        self._operations = operations
        self._atom = _Steps(Fraction(1, 10**places))
        self._known: dict[int, _Steps | None] = {}
        self.readings: set[int] = set()
        self.quotients: set[int] = set()

    def __call__(self, node: int) -> _Steps | None:
        if node not in self._known:
            self._known[node] = self._steps(node, self._operations[node])
        return self._known[node]

    def _steps(self, node: int, operation: Operation) -> _Steps | None:  # noqa: PLR0911  # one for each operation
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
                return None if above is None else _Steps(above.step * parts[0], above.parts * parts[1])
            case Rounded() | Present():
                return _Steps(Fraction(1))
            case Linear(terms=terms, offset=offset):
                return self._all([(inner, scale) for inner, scale in terms], [offset])
            case Product(left=left, right=right):
                one, two = self(left), self(right)
                return None if one is None or two is None else _Steps(one.step * two.step, one.parts * two.parts)
            case Clip(on=on, low=low, high=high):
                return self._all([(on, Fraction(1))], [end for end in (low, high) if end is not None])
            case Kink(on=on, at=at, below=below, above=above):
                return self._all([(on, below), (on, above)], [at * below, at * above])
            case Extreme(of=of):
                return self._all([(each, Fraction(1)) for each in of], [])
            case Chosen(branches=branches):
                return self._lines(branches)
            case Filled(value=value, otherwise=otherwise):
                return self._lines((Line(value), otherwise))
            case _:
                return _Steps(Fraction(0))

    def _lines(self, lines: Sequence[Line]) -> _Steps | None:
        nodes = [(line.node, Fraction(1)) for line in lines if line.node is not None]
        return self._all(nodes, [line.offset for line in lines if line.node is None])

    def _all(self, terms: Sequence[tuple[int, Fraction]], constants: Sequence[Fraction]) -> _Steps | None:
        found = [(self(node), scale) for node, scale in terms]
        steps = [(each.step * abs(scale), each.parts) for each, scale in found if each is not None]
        if len(steps) < len(found):
            return None
        parts = math.prod(
            {node: each.parts for (node, _), (each, _) in zip(terms, found, strict=True) if each}.values()
        )
        return _Steps(_common([*(step for step, _ in steps), *map(abs, constants)]), parts)

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


@frozen(eq=False)
class Grid:
    """What must be short decimals so that doubtful rows are proved, and how short.

    Attributes:
        places: the decimals that a reading or quotient may have.
        readings: the measures that are read as they are.
        quotients: the measures on top and below of each quotient.
    """

    places: int
    readings: tuple[str, ...]
    quotients: tuple[tuple[str, str], ...]

    @property
    def measures(self) -> tuple[str, ...]:
        """Every measure that is looked at."""
        return tuple(dict.fromkeys([*self.readings, *(name for pair in self.quotients for name in pair)]))

    def proves(self, columns: Mapping[str, Floats]) -> Bools:
        """The rows that lie on every edge that they are close to."""
        rows = np.ones(len(next(iter(columns.values()))), dtype=np.bool_)
        for name in self.readings:
            rows &= _short(columns[name], 10.0**self.places)
        for top, bottom in self.quotients:
            rows &= _divides(columns[top], columns[bottom], self.places)
        return rows


def _short(numbers: Floats, power: float) -> Bools:
    whole = np.rint(numbers * power)
    short: Bools = ((whole / power == numbers) & (np.abs(whole) < _DIGITS)) | np.isnan(numbers)
    return short


def _divides(top: Floats, bottom: Floats, places: int) -> Bools:
    """Where a quotient is a short decimal; a row without a number has none that could be wrong."""
    decimals = next((d for d in _DECIMALS if _short(bottom[:_PROBE], 10.0**d).all()), _DECIMALS[-1])
    for fewer in (3, places):
        if fewer == places or _quotients(top[:_PROBE], bottom[:_PROBE], decimals, fewer).all():
            return _quotients(top, bottom, decimals, fewer)
    return np.zeros(len(top), dtype=np.bool_)


def _quotients(top: Floats, bottom: Floats, decimals: int, places: int) -> Bools:
    """Where ``top / bottom`` has few decimals: its product with the divisor, in integers, must be the dividend.

    A decimal of at most fifteen digits that rounds to a double is the one that it prints as.
    """
    below = bottom * 10.0**decimals
    np.rint(below, out=below)
    found: Bools = np.divide(below, 10.0**decimals) == bottom
    quotient = np.divide(top, bottom)
    np.multiply(quotient, 10.0**places, out=quotient)
    np.rint(quotient, out=quotient)
    np.multiply(quotient, below, out=quotient)
    np.abs(below, out=below)
    small = max(np.abs(quotient).max(), below.max()) < _DIGITS if len(top) else True
    if not small:
        found &= (np.abs(quotient) < _DIGITS) & (below < _DIGITS)
    np.divide(quotient, 10.0 ** (decimals + places), out=quotient)
    found &= quotient == top
    if not found.all():
        found |= np.isnan(top) | np.isnan(bottom)
    return found


def grid_of(operations: Sequence[Operation], windows: Sequence[Window]) -> Grid | None:
    """The widest grid on which no row is close to an edge without lying on it; ``None`` where there is none."""
    for places in _PLACES:
        fold = _Fold(operations, places)
        wide = True
        for window in windows:
            steps = fold(window.on)
            if steps is None or not 2 * window.width < _common([steps.step, window.edge, window.every]) / steps.parts:
                wide = False
        pairs = [_pair(operations, node) for node in fold.quotients]
        if wide and all(pair is not None for pair in pairs):
            readings = tuple(name for node in sorted(fold.readings) if (name := _name(operations, node)))
            return Grid(places, readings, tuple(pair for pair in pairs if pair is not None))
    return None


def _pair(operations: Sequence[Operation], node: int) -> tuple[str, str] | None:
    operation = operations[node]
    if not isinstance(operation, Quotient) or operation.top is None:
        return None
    top, bottom = _name(operations, operation.top), _name(operations, operation.bottom)
    return (top, bottom) if top and bottom else None


def _name(operations: Sequence[Operation], node: int) -> str:
    operation = operations[node]
    return operation.name if isinstance(operation, Read) and not operation.category else ""
