"""The rows in which a wrong figure was read, whatever status speaks: what cannot be decided is not decided over one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from perfkpi.language import Status
from perfkpi.meanings.columns.arrays import NO, Bools, Bytes
from perfkpi.meanings.columns.operations import Chosen, Filled, Line, Matched, Operation, Present, Read
from perfkpi.meanings.columns.rows.figures import Given

__all__ = ["WrongFigures"]

_INVALID = Status.INVALID_VALUE.value


class WrongFigures:
    """For each operation the rows in which a figure that it has read is an invalid value.

    Args:
        given: each measure that is read.
    """

    def __init__(self, given: Mapping[str, Given]) -> None:
        self._figures = {name: np.asarray(each.status == _INVALID) for name, each in given.items()}
        self.any = any(rows.any() for rows in self._figures.values())
        self._known: dict[int, Bools] = {}

    def note(self, node: int, operation: Operation, statuses: Mapping[int, Bytes]) -> None:
        """Remember what an operation has read that decides nothing; ``statuses`` are those of its operands."""
        match operation:
            case Read(name=name):
                self._known[node] = self._figures[name]
            case Present(value=value, wrong=wrong):
                kept = np.isin(statuses[value], [status.value for status in wrong])
                self._known[node] = self._of(value) & kept
            case Filled(value=value, on=on, otherwise=otherwise):
                absent = np.isin(statuses[value], [status.value for status in on])
                self._known[node] = self._of(value) | (absent & self._line(otherwise))
            case Chosen() | Matched():
                pass  # noted when it is decided
            case _:
                self._known[node] = self._any(operation.operands)

    def decided(
        self,
        node: int,
        asked: Iterable[int],
        masks: Sequence[Bools],
        branches: Sequence[Line],
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
        taken = read[-1]
        for mask, each in zip(masks[::-1], read[-2::-1], strict=True):
            taken = np.where(mask, each, taken)
        undecided = np.logical_or.reduce(open_ones) if open_ones else NO
        self._known[node] = self._any(asked) | np.where(undecided, still_open, taken)
        return np.asarray(still_open)

    def _of(self, node: int) -> Bools:
        return self._known[node]

    def _line(self, line: Line) -> Bools:
        return NO if line.node is None else self._of(line.node)

    def _any(self, nodes: Iterable[int]) -> Bools:
        found = NO
        for node in nodes:
            found = found | self._of(node)
        return found
