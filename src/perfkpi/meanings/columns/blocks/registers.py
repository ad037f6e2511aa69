"""The registers of a plan under construction, and the calls that are written down for it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

from perfkpi.meanings.columns.blocks.plan import Instruction, Run
from perfkpi.meanings.columns.bounds import Bounds
from perfkpi.meanings.columns.operations import Line, Operation, Present, Quotient, Read, needed, vocabulary
from perfkpi.meanings.columns.proofs.steps import Window

__all__ = ["Registers", "Ufunc"]

Ufunc: TypeAlias = Any


class Registers(ABC):
    """Registers are counted as they are taken and given back; an operation is computed when it is first needed.

    Args:
        operations: of the whole program.
        bounds: of the operations.
        roots: the results.
        gaps: whether a figure may be missing.

    Attributes:
        instructions: the calls so far.
        checks: the places of those that only check figures.
        measures: the names of the columns that are read, in the order of the first cells.
        divisors: the measures that something is divided by.
        count: how many registers of doubles there are.
        windows: the decisions that are made.
        names: for each category, the positions of the names that rules know.
    """

    def __init__(self, operations: Sequence[Operation], bounds: Bounds, roots: Sequence[Line], *, gaps: bool) -> None:
        self.operations = operations
        self.bounds = bounds
        self.gaps = gaps
        self.instructions: list[Instruction] = []
        self.checks: list[int] = []
        order = needed(operations, roots)
        self.measures = [op.name for node in order if isinstance(op := operations[node], Read)]
        bottoms = [operations[op.bottom] for node in order if isinstance(op := operations[node], Quotient)]
        self.divisors = frozenset(op.name for op in bottoms if isinstance(op, Read))
        self.count = 0
        self.windows: list[Window] = []
        self.names = vocabulary(operations)
        self._uses = Counter(operand for node in order for operand in operations[node].operands)
        self._uses.update(line.node for line in roots if line.node is not None)
        self._cell: dict[int, int] = {}
        self._free: list[int] = []
        self._constants: dict[float, int] = {}

    @abstractmethod
    def compute(self, node: int) -> int:
        """Write down how an operation is computed, and return where it stands then."""

    def take(self) -> int:
        """A register to write to."""
        if self._free:
            return self._free.pop()
        self.count += 1
        return len(self.measures) + self.count - 1

    def give(self, cell: int) -> None:
        """A register that is no longer needed."""
        if cell >= len(self.measures):
            self._free.append(cell)

    def constant(self, number: float) -> int:
        """A register that holds one number in every row, for calls that are slow with a bare number."""
        found = self._constants.get(number)
        if found is None:
            self.count += 1
            found = self._constants[number] = len(self.measures) + self.count - 1
            place = found
            self.add(lambda run: run.cells[place].fill(number))
        return found

    def cell(self, node: int) -> int:
        """Where an operation stands; it is computed if it is not yet."""
        found = self._cell.get(node)
        if found is None:
            found = self._cell[node] = self.compute(node)
        return found

    def done(self, *nodes: int) -> None:
        """One reader of each operation has read it."""
        for node in nodes:
            self._uses[node] -= 1
            if self._uses[node]:
                continue
            if node in self._cell:
                self.give(self._cell[node])
            operation = self.operations[node]
            if isinstance(operation, Present):  # read as long as it is counted
                self.done(operation.value)

    def add(self, instruction: Instruction) -> None:
        """One more call."""
        self.instructions.append(instruction)

    def unary(self, ufunc: Ufunc, one: int, out: int) -> None:
        """``out = ufunc(one)``."""

        def instruction(run: Run) -> None:
            cells = run.cells
            ufunc(cells[one], out=cells[out])

        self.add(instruction)

    def binary(self, ufunc: Ufunc, one: int, two: int, out: int) -> None:
        """``out = ufunc(one, two)``."""

        def instruction(run: Run) -> None:
            cells = run.cells
            ufunc(cells[one], cells[two], out=cells[out])

        self.add(instruction)

    def scalar(self, ufunc: Ufunc, one: int, number: float, out: int) -> None:
        """``out = ufunc(one, number)``."""
        constant = np.array(number)

        def instruction(run: Run) -> None:
            cells = run.cells
            ufunc(cells[one], constant, out=cells[out])

        self.add(instruction)
