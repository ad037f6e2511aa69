"""Rows that lie on an edge, proved by the decimals of their figures alone.

Where every reading and every quotient of a row is a short decimal, each computed column lies on a lattice of known
width. A row whose distance from an edge is below that width lies on the edge: nothing has to be computed again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from attrs import frozen

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import Bools, Floats
from perfkpi.interpreters.columns.proofs.lattice import Lattices, Window

_PLACES = (9, 8, 7, 6, 5, 4, 3, 2)
_DECIMALS = (0, 2, 4, 6)
_PROBE = 16
_FEW = 4
_DIGITS = 1e15
_BITS = np.array(_DIGITS).view(np.uint64)[()]


@frozen(eq=False)
class DecimalProof:
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

    def proves(self, columns: Mapping[str, Floats], buffers: Floats) -> Bools:
        """Prove which rows lie on every edge that they are close to.

        Args:
            columns: the measures that are looked at.
            buffers: two rows of doubles, at least as long, that are written to.
        """
        rows = len(next(iter(columns.values())))
        proved, met = np.ones(rows, dtype=np.bool_), np.empty(rows, dtype=np.bool_)
        one, two = buffers[0, :rows], buffers[1, :rows]
        for name in self.readings:
            numbers = columns[name]
            _whole(numbers, self.places, one, two, met)
            np.logical_and(met, np.abs(one, out=two) < _DIGITS, out=met)
            _narrow(proved, met, numbers)
        for top, bottom in self.quotients:
            above, below = columns[top], columns[bottom]
            decimals, places = _likely(above[:_PROBE], below[:_PROBE], self.places)
            _whole(below, decimals, one, two, met)
            _narrow(proved, met, below)
            _divides(above, below, _Buffers(one, two, met), decimals, places)
            _narrow(proved, met, above, below)
        return proved


def _narrow(proved: Bools, met: Bools, *figures: Floats) -> None:
    """Keep the rows in which something is met; a row without a figure has none that could be wrong."""
    if np.count_nonzero(met) < len(met):
        for column in figures:
            np.logical_or(met, np.isnan(column), out=met)
        np.logical_and(proved, met, out=proved)


def _whole(numbers: Floats, decimals: int, whole: Floats, rest: Floats, met: Bools) -> None:
    """Express figures in units of their last decimal, and tell where they have no more decimals than that."""
    if not decimals:
        np.rint(numbers, out=whole)
        np.equal(whole, numbers, out=met)
        return
    np.multiply(numbers, 10.0**decimals, out=whole)
    np.rint(whole, out=whole)
    np.divide(whole, 10.0**decimals, out=rest)
    np.equal(rest, numbers, out=met)


class _Buffers(NamedTuple):
    """What a division of columns works with: divisors in units of their last decimal, room, and the outcome."""

    whole: Floats
    quotient: Floats
    met: Bools


def _divides(top: Floats, bottom: Floats, buffers: _Buffers, decimals: int, places: int) -> None:
    """Find where ``top / bottom`` has few decimals: its product with the divisor, in integers, is the dividend.

    A decimal of at most fifteen digits that rounds to a double is the one that it prints as.
    """
    whole, quotient, met = buffers
    np.divide(top, bottom, out=quotient)
    np.multiply(quotient, 10.0**places, out=quotient)
    np.rint(quotient, out=quotient)
    np.multiply(quotient, whole, out=quotient)
    # The bits of what is negative, or no number, are larger than those of any large number.
    small = None if np.maximum.reduce(quotient.view(np.uint64)) < _BITS else np.abs(quotient) < _DIGITS
    np.divide(quotient, 10.0 ** (decimals + places), out=quotient)
    np.equal(quotient, top, out=met)
    if small is not None:
        np.logical_and(met, small, out=met)


def _likely(top: Floats, bottom: Floats, most: int) -> tuple[int, int]:
    """Judge by the first rows how many decimals divisors and quotients have; every row is checked afterwards."""
    absent = np.isnan(top) | np.isnan(bottom)  # says nothing about the others
    one, two = np.empty((2, len(top)))
    met = np.empty(len(top), dtype=np.bool_)
    decimals = 0
    for decimals in _DECIMALS:
        _whole(bottom, decimals, one, two, met)
        if (met | absent).all():
            break
    few = min(_FEW, most)
    _divides(top, bottom, _Buffers(one, two, met), decimals, few)
    return decimals, few if (met | absent).all() else most


def decimal_proof_of(operations: Sequence[ir.Operation], windows: Sequence[Window]) -> DecimalProof | None:
    """Find the widest lattice on which no row is close to an edge without lying on it; ``None`` where there is none."""
    for places in _PLACES:
        lattices = Lattices(operations, places)
        wide = True
        for window in windows:
            wide = window.tells(lattices[window.on]) and wide
        pairs = [_pair(operations, node) for node in lattices.quotients]
        if wide and all(pair is not None for pair in pairs):
            readings = tuple(name for node in sorted(lattices.inputs) if (name := _name(operations, node)))
            return DecimalProof(places, readings, tuple(pair for pair in pairs if pair is not None))
    return None


def _pair(operations: Sequence[ir.Operation], node: int) -> tuple[str, str] | None:
    operation = operations[node]
    if not isinstance(operation, ir.Div) or operation.top is None:
        return None
    top, bottom = _name(operations, operation.top), _name(operations, operation.bottom)
    return (top, bottom) if top and bottom else None


def _name(operations: Sequence[ir.Operation], node: int) -> str:
    operation = operations[node]
    return operation.name if isinstance(operation, ir.Input) and not operation.category else ""
