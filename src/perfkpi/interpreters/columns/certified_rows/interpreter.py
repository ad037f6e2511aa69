"""Rows decided one by one: a double and its error in every row, integers where the double does not decide.

This is the meaning of every operation for any row, whatever is absent or wrong in it. Where even the integers do not
decide, the row is marked as doubtful, and its exact score is computed by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from perfkpi.doubles import TINY
from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import ROUNDOFF, SLACK, Bools, Bytes, Floats, Integers, picked
from perfkpi.interpreters.columns.certified_rows.arithmetic import Arithmetic
from perfkpi.interpreters.columns.certified_rows.figures import (
    FINE,
    Figures,
    Given,
    Later,
    constant,
    linear,
    pick,
    worst,
)
from perfkpi.interpreters.columns.certified_rows.invalid_figures import InvalidFigures
from perfkpi.interpreters.columns.ratios import decimal_ratio, size_of, unknown_ratio, whole_ratio, wrapped
from perfkpi.language import Status

_EXACT = 2.0**53
_UNKNOWN = Later(unknown_ratio)


class CertifiedRows(Arithmetic):
    """The operations of a program in some rows.

    Args:
        operations: of the whole program.
        given: each measure that is read.
        rows: how many rows there are.
    """

    def __init__(self, operations: Sequence[ir.Operation], given: Mapping[str, Given], rows: int) -> None:
        super().__init__(rows)
        self._operations = operations
        self._given = given
        self._invalid = InvalidFigures(given)

    def run(self, nodes: Iterable[int]) -> None:
        """Compute some operations, each after its operands."""
        with np.errstate(all="ignore"):
            for node in nodes:
                operation = self._operations[node]
                self._known[node] = operation.meaning(self, node)
                if self._invalid.any:
                    self._invalid.note(node, operation, {each: self._of(each).status for each in operation.operands})

    def line(self, line: ir.Affine) -> Figures:
        """Compute a line on a computed operation."""
        if line.node is None:
            return constant(line.offset)
        figures = self._known[line.node]
        return figures if line.scale == 1 and not line.offset else linear([(figures, line.scale)], line.offset)

    def whole_numbers(self, line: ir.Affine) -> tuple[Integers, Bytes]:
        """Compute whole numbers, and the statuses of their rows."""
        with np.errstate(all="ignore"):
            figures = self.line(line)
            defined = figures.status == 0
            return np.where(defined, figures.values, 0.0).astype(np.int64), self.broadcast(figures.status)

    def nearest(self, line: ir.Affine) -> tuple[Floats, Bytes, Bools]:
        """Find the doubles nearest to the true numbers, the statuses, and the rows in which they are not proved."""
        with np.errstate(all="ignore"):
            figures = self.line(line)
            status = self.broadcast(figures.status)
            if figures.given is not None:
                found, proved = figures.values, np.ones(self.rows, dtype=np.bool_)
            else:
                found, proved = _divided(figures)
            values = np.where(status == 0, found, np.nan) + 0.0  # no -0.0
            return values, status, ~self.broadcast(proved) & (status == 0)

    # --------------------------------------------------------------------------------------------------- operations

    def input(self, node: int, operation: ir.Input) -> Figures:
        given = self._given[operation.name]
        status = given.status
        if operation.category:
            return Figures(given.values, np.array(0.0), status, _UNKNOWN, given)
        error = np.abs(given.values) * (ROUNDOFF * SLACK) + TINY
        return Figures(given.values, error, status, Later(lambda: decimal_ratio(given.values)), given)

    def undefined(self, node: int, operation: ir.Undefined) -> Figures:
        return Figures(np.array(np.nan), np.array(0.0), np.array(operation.status.value, dtype=np.int8), _UNKNOWN)

    def choose(self, node: int, operation: ir.Choose) -> Figures:
        blamed = worst(self._of(each) for each in operation.blamed)
        masks: list[Bools] = []
        open_rows: Bools = np.ones(self.rows, dtype=np.bool_)
        untold: Bools = np.zeros(self.rows, dtype=np.bool_)
        open_ones: list[Bools] = []
        for test in operation.edges:
            figures = self._of(test.on)
            below, proved = self.before(figures, test)
            asked = open_rows & (figures.status == 0)
            untold = untold | (open_rows & (figures.status != 0))
            open_ones.append(untold)
            self.mark_uncertain(asked & ~proved, FINE)
            masks.append(asked & below)
            open_rows = asked & ~below
        branches = [self.line(line) for line in operation.branches]
        wrong = self._invalid.decided(node, operation.blamed, masks, operation.branches, [*open_ones, untold])
        status = np.where(untold, _worse(blamed, wrong), picked(masks, [each.status for each in branches]))
        return pick(masks, branches, status)

    def match(self, node: int, operation: ir.Match) -> Figures:
        figures = self._of(operation.on)
        given = self._given[self._name(operation.on)]
        names = given.names or {}
        masks = [np.asarray(figures.values == names.get(name, -1)) for name, _ in operation.cases]
        lines = (*(line for _, line in operation.cases), operation.otherwise)
        branches = [self.line(line) for line in lines]
        untold = np.asarray(figures.status != 0)
        wrong = self._invalid.decided(node, (operation.on,), masks, lines, [untold] * len(lines))
        status = np.where(untold, _worse(figures.status, wrong), picked(masks, [each.status for each in branches]))
        return pick(masks, branches, status)

    def _name(self, node: int) -> str:
        operation = self._operations[node]
        return operation.name if isinstance(operation, ir.Input) else ""

    def coalesce(self, node: int, operation: ir.Coalesce) -> Figures:
        figures, otherwise = self._of(operation.value), self.line(operation.otherwise)
        absent = np.isin(figures.status, [status.value for status in operation.on])
        return pick([absent], [otherwise, figures], np.where(absent, otherwise.status, figures.status))

    def defined(self, node: int, operation: ir.Defined) -> Figures:
        figures = self._of(operation.value)
        absent = np.isin(figures.status, [status.value for status in operation.gaps])
        values = np.where(absent, 0.0, 1.0)
        status = FINE
        if operation.wrong:
            bad = np.isin(figures.status, [status.value for status in operation.wrong])
            status = np.where(bad, figures.status, FINE)
        return Figures(values, np.array(0.0), status, Later(lambda: whole_ratio(values)))


def _worse(status: Bytes, wrong: Bools) -> Bytes:
    """Turn statuses into an invalid value where a wrong figure was read that is worse."""
    return np.where(wrong, np.maximum(status, np.int8(Status.INVALID_VALUE.value)), status)


def _divided(figures: Figures) -> tuple[Floats, Bools]:
    """Divide the integers, and tell where both are so small that the quotient is the nearest double."""
    ratio = figures.ratio()
    top, bottom = ratio.scale.as_integer_ratio()
    size = ratio.size * (size_of(bottom) * SLACK)
    proved = (size < _EXACT) & ((np.abs(figures.values) + figures.error) * size < _EXACT)
    return (ratio.top * wrapped(top)) / (ratio.bottom * wrapped(bottom)), proved
