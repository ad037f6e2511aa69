"""Rows decided one by one: a double and its error in every row, integers where the double does not decide.

This is the meaning of every operation for any row, whatever is absent or wrong in it. Where even the integers do not
decide, the row is marked as doubtful, and its exact score is computed by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from perfkpi.language import Status
from perfkpi.meanings.columns.arrays import ROUNDOFF, SLACK, TINY, Bools, Bytes, Floats, Integers
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
    Raised,
    Ranked,
    Read,
    Refused,
    Rounded,
)
from perfkpi.meanings.columns.ratios import (
    decimal_ratio,
    size_of,
    unknown_ratio,
    whole_ratio,
    wrapped,
)
from perfkpi.meanings.columns.rows.figures import (
    FINE,
    Figures,
    Given,
    Later,
    constant,
    linear,
    pick,
    pick_status,
    worst,
)
from perfkpi.meanings.columns.rows.reckoning import Reckoning
from perfkpi.meanings.columns.rows.wrong import WrongFigures

__all__ = ["Careful"]

_WHOLE = 2.0**52
_EXACT = 2.0**53
_POWER = 2.0**-48
_UNKNOWN = Later(unknown_ratio)


class Careful(Reckoning):
    """The operations of a program in some rows.

    Args:
        operations: of the whole program.
        given: each measure that is read.
        rows: how many rows there are.
    """

    def __init__(self, operations: Sequence[Operation], given: Mapping[str, Given], rows: int) -> None:
        super().__init__(rows)
        self._operations = operations
        self._given = given
        self._wrong = WrongFigures(given)

    def run(self, nodes: Iterable[int]) -> None:
        """Compute some operations, each after its operands."""
        with np.errstate(all="ignore"):
            for node in nodes:
                operation = self._operations[node]
                self._known[node] = self._meaning(node, operation)
                if self._wrong.any:
                    self._wrong.note(node, operation, {each: self._of(each).status for each in operation.operands})

    def line(self, line: Line) -> Figures:
        """A line on a computed operation."""
        if line.node is None:
            return constant(line.offset)
        figures = self._known[line.node]
        return figures if line.scale == 1 and not line.offset else linear([(figures, line.scale)], line.offset)

    def whole(self, line: Line) -> tuple[Integers, Bytes]:
        """Whole numbers, and the statuses of their rows."""
        with np.errstate(all="ignore"):
            figures = self.line(line)
            defined = figures.status == 0
            return np.where(defined, figures.values, 0.0).astype(np.int64), self.spread(figures.status)

    def nearest(self, line: Line) -> tuple[Floats, Bytes, Bools]:
        """The doubles nearest to the true numbers, the statuses, and the rows in which they are not proved."""
        with np.errstate(all="ignore"):
            figures = self.line(line)
            status = self.spread(figures.status)
            if figures.given is not None:
                found, proved = figures.values, np.ones(self.rows, dtype=np.bool_)
            else:
                found, proved = _divided(figures)
            values = np.where(status == 0, found, np.nan) + 0.0  # no -0.0
            return values, status, ~self.spread(proved) & (status == 0)

    # --------------------------------------------------------------------------------------------------- operations

    def _meaning(self, node: int, operation: Operation) -> Figures:  # noqa: C901, PLR0911, PLR0912  # one for each operation
        match operation:
            case Read():
                return self._read(operation)
            case Linear():
                return linear([(self._of(node), scale) for node, scale in operation.terms], operation.offset)
            case Product():
                return self._product(operation)
            case Quotient():
                return self._quotient(operation)
            case Clip():
                return self._clip(operation)
            case Kink():
                return self._kink(operation)
            case Extreme():
                return self._extreme_of([self._of(node) for node in operation.of], largest=operation.largest)
            case Rounded():
                return self._rounded(operation)
            case Raised():
                return self._raised(operation)
            case Ranked():
                return self._ranked(operation)
            case Chosen():
                return self._chosen(node, operation)
            case Matched():
                return self._matched(node, operation)
            case Filled():
                return self._filled(operation)
            case Present():
                return self._present(operation)
            case _:
                return self._refused(operation)

    def _read(self, operation: Read) -> Figures:
        given = self._given[operation.name]
        status = given.status
        if operation.category:
            return Figures(given.values, np.array(0.0), status, _UNKNOWN, given)
        error = np.abs(given.values) * (ROUNDOFF * SLACK) + TINY
        return Figures(given.values, error, status, Later(lambda: decimal_ratio(given.values)), given)

    def _refused(self, operation: Operation) -> Figures:
        status = np.array(operation.status.value if isinstance(operation, Refused) else 0, dtype=np.int8)
        return Figures(np.array(np.nan), np.array(0.0), status, _UNKNOWN)

    def _chosen(self, node: int, operation: Chosen) -> Figures:
        blamed = worst(self._of(each) for each in operation.blamed)
        masks: list[Bools] = []
        open_rows: Bools = np.ones(self.rows, dtype=np.bool_)
        untold: Bools = np.zeros(self.rows, dtype=np.bool_)
        open_ones: list[Bools] = []
        for test in operation.tests:
            figures = self._of(test.on)
            below, proved = self.before(figures, test)
            asked = open_rows & (figures.status == 0)
            untold = untold | (open_rows & (figures.status != 0))
            open_ones.append(untold)
            self.doubt(asked & ~proved, FINE)
            masks.append(asked & below)
            open_rows = asked & ~below
        branches = [self.line(line) for line in operation.branches]
        wrong = self._wrong.decided(node, operation.blamed, masks, operation.branches, [*open_ones, untold])
        status = np.where(untold, _worse(blamed, wrong), pick_status(masks, branches))
        return pick(masks, branches, status)

    def _matched(self, node: int, operation: Matched) -> Figures:
        figures = self._of(operation.on)
        given = self._given[self._name(operation.on)]
        names = given.names or {}
        masks = [np.asarray(figures.values == names.get(name, -1)) for name, _ in operation.cases]
        lines = (*(line for _, line in operation.cases), operation.otherwise)
        branches = [self.line(line) for line in lines]
        untold = np.asarray(figures.status != 0)
        wrong = self._wrong.decided(node, (operation.on,), masks, lines, [untold] * len(lines))
        status = np.where(untold, _worse(figures.status, wrong), pick_status(masks, branches))
        return pick(masks, branches, status)

    def _name(self, node: int) -> str:
        operation = self._operations[node]
        return operation.name if isinstance(operation, Read) else ""

    def _filled(self, operation: Filled) -> Figures:
        figures, otherwise = self._of(operation.value), self.line(operation.otherwise)
        absent = np.isin(figures.status, [status.value for status in operation.on])
        return pick([absent], [otherwise, figures], np.where(absent, otherwise.status, figures.status))

    def _present(self, operation: Present) -> Figures:
        figures = self._of(operation.value)
        absent = np.isin(figures.status, [status.value for status in operation.gaps])
        values = np.where(absent, 0.0, 1.0)
        status = FINE
        if operation.wrong:
            bad = np.isin(figures.status, [status.value for status in operation.wrong])
            status = np.where(bad, figures.status, FINE)
        return Figures(values, np.array(0.0), status, Later(lambda: whole_ratio(values)))


def _worse(status: Bytes, wrong: Bools) -> Bytes:
    """Statuses, and an invalid value where a wrong figure was read that is worse."""
    return np.where(wrong, np.maximum(status, np.int8(Status.INVALID_VALUE.value)), status)


def _divided(figures: Figures) -> tuple[Floats, Bools]:
    """The quotient of the integers, and where both are so small that it is the nearest double."""
    ratio = figures.ratio()
    top, bottom = ratio.scale.as_integer_ratio()
    size = ratio.size * (size_of(bottom) * SLACK)
    proved = (size < _EXACT) & ((np.abs(figures.values) + figures.error) * size < _EXACT)
    return (ratio.top * wrapped(top)) / (ratio.bottom * wrapped(bottom)), proved
