"""The rows in which a wrong figure was read, whatever status speaks: what cannot be decided is not decided over one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import NO, Bools, Bytes, picked
from perfkpi.interpreters.columns.certified_rows.figures import Given
from perfkpi.language import Status

_INVALID = Status.INVALID_VALUE.value


class InvalidFigures(ir.ColumnAlgebra[Bools]):
    """For each operation the rows in which a figure that it has read is an invalid value.

    Args:
        given: each measure that is read.
    """

    def __init__(self, given: Mapping[str, Given]) -> None:
        self._figures = {name: np.asarray(each.status == _INVALID) for name, each in given.items()}
        self.any = any(rows.any() for rows in self._figures.values())
        self._known: dict[int, Bools] = {}
        self._statuses: Mapping[int, Bytes] = {}

    def note(self, node: int, operation: ir.Operation, statuses: Mapping[int, Bytes]) -> None:
        """Remember what an operation has read; ``statuses`` are those of its operands."""
        self._statuses = statuses
        self._known[node] = operation.meaning(self, node)

    def decided(
        self,
        node: int,
        asked: Iterable[int],
        masks: Sequence[Bools],
        branches: Sequence[ir.Affine],
        open_ones: Sequence[Bools],
    ) -> Bools:
        """Remember what a decision has read.

        Args:
            node: the decision.
            asked: what it is decided by.
            masks: the rows that take each branch but the last.
            branches: the branches.
            open_ones: for each branch the rows that may take it for all that is known, none of which is decided.

        Returns:
            the rows that are not decided and in which a branch that is still open has read a wrong figure.
        """
        if not self.any:
            return NO
        read = [self._line(branch) for branch in branches]
        still_open = NO
        for rows, each in zip(open_ones, read, strict=True):
            still_open = still_open | (rows & each)
        undecided = np.logical_or.reduce(open_ones) if open_ones else NO
        self._known[node] = self._any(asked) | np.where(undecided, still_open, picked(masks, read))
        return np.asarray(still_open)

    def _of(self, node: int) -> Bools:
        return self._known[node]

    def _line(self, line: ir.Affine) -> Bools:
        return NO if line.node is None else self._of(line.node)

    # --------------------------------------------------------------------------------------------------- operations

    def _by_operands(self, _: int, operation: ir.Operation) -> Bools:
        """Find what an operation has read: all that its operands have read."""
        return self._any(operation.operands)

    def _as_decided(self, node: int, _: ir.Operation) -> Bools:
        """Return what was noted when it was decided."""
        return self._known[node]

    undefined = weighted_sum = weighted_count = mul = div = clip = bend = min_max = round = power = rank = _by_operands
    choose = match = _as_decided

    def input(self, node: int, operation: ir.Input) -> Bools:
        return self._figures[operation.name]

    def defined(self, node: int, operation: ir.Defined) -> Bools:
        kept = np.isin(self._statuses[operation.value], [status.value for status in operation.wrong])
        return self._of(operation.value) & kept

    def coalesce(self, node: int, operation: ir.Coalesce) -> Bools:
        absent = np.isin(self._statuses[operation.value], [status.value for status in operation.on])
        return self._of(operation.value) | (absent & self._line(operation.otherwise))

    def _any(self, nodes: Iterable[int]) -> Bools:
        found = NO
        for node in nodes:
            found = found | self._of(node)
        return found
