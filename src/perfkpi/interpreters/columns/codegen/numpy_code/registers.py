"""The registers of code under construction, and the ufunc calls that are written down for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
from attrs import frozen

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.bounds import Bounds
from perfkpi.interpreters.columns.codegen.generator import CodeGenerator
from perfkpi.interpreters.columns.codegen.plan import Code, Run

Ufunc: TypeAlias = Any
Instruction: TypeAlias = Callable[[Run], bool | None]
"""One call on a block, or some that belong together; true where it found a figure that the plan does not cover."""


@frozen(eq=False)
class NumpyCode(Code):
    """Calls, in this order.

    Attributes:
        checked: the calls, and before the first use of each measure a check that all its figures are covered.
        unchecked: the calls alone, for figures that are known to be covered.
    """

    checked: Sequence[Instruction]
    unchecked: Sequence[Instruction]

    def compute(self, run: Run, *, check: bool) -> bool:
        for instruction in self.checked if check else self.unchecked:
            if instruction(run):
                break
        else:
            return True
        return False


class Registers(CodeGenerator[int]):
    """Registers are counted as they are taken and given back; an operation is computed when it is first needed.

    Attributes:
        instructions: the calls so far.
        checks: the places of those that only check figures.
        count: how many registers of doubles there are.
    """

    def __init__(
        self, operations: Sequence[ir.Operation], bounds: Bounds, roots: Sequence[ir.Affine], *, gaps: bool
    ) -> None:
        super().__init__(operations, bounds, roots, gaps=gaps)
        self.instructions: list[Instruction] = []
        self.checks: list[int] = []
        self.count = 0
        self._uses = Counter(operand for node in self._order for operand in operations[node].operands)
        self._uses.update(line.node for line in roots if line.node is not None)
        self._cell: dict[int, int] = {}
        self._free: list[int] = []
        self._constants: dict[float, int] = {}

    def code(self) -> NumpyCode:
        places = set(self.checks)
        return NumpyCode(
            registers=self.count,
            checked=tuple(self.instructions),
            unchecked=tuple(each for place, each in enumerate(self.instructions) if place not in places),
        )

    def take(self) -> int:
        """Take a register to write to."""
        if self._free:
            return self._free.pop()
        self.count += 1
        return len(self.measures) + self.count - 1

    def give(self, cell: int) -> None:
        """Give back a register that is no longer needed."""
        if cell >= len(self.measures):
            self._free.append(cell)

    def constant(self, number: float) -> int:
        """Provide a register that holds one number in every row, for calls that are slow with a bare number."""
        found = self._constants.get(number)
        if found is None:
            self.count += 1
            found = self._constants[number] = len(self.measures) + self.count - 1
            place = found
            self.add(lambda run: run.cells[place].fill(number))
        return found

    def cell(self, node: int) -> int:
        """Find where an operation stands; it is computed if it is not yet."""
        found = self._cell.get(node)
        if found is None:
            operation, _ = self.operations[node], self.bounds[node]  # raises where doubles may overflow; sets the guard
            found = self._cell[node] = operation.meaning(self, node)
        return found

    def done(self, *nodes: int) -> None:
        """Note that one reader of each operation has read it."""
        for node in nodes:
            self._uses[node] -= 1
            if self._uses[node]:
                continue
            if node in self._cell:
                self.give(self._cell[node])
            operation = self.operations[node]
            if isinstance(operation, ir.Defined):  # read as long as it is counted
                self.done(operation.value)

    def add(self, instruction: Instruction) -> None:
        """Add one more call."""
        self.instructions.append(instruction)

    def unary(self, ufunc: Ufunc, one: int, out: int) -> None:
        """Add the call ``out = ufunc(one)``."""

        def instruction(run: Run) -> None:
            cells = run.cells
            ufunc(cells[one], out=cells[out])

        self.add(instruction)

    def binary(self, ufunc: Ufunc, one: int, two: int, out: int) -> None:
        """Add the call ``out = ufunc(one, two)``."""

        def instruction(run: Run) -> None:
            cells = run.cells
            ufunc(cells[one], cells[two], out=cells[out])

        self.add(instruction)

    def scalar(self, ufunc: Ufunc, one: int, number: float, out: int) -> None:
        """Add the call ``out = ufunc(one, number)``."""
        constant = np.array(number)

        def instruction(run: Run) -> None:
            cells = run.cells
            ufunc(cells[one], constant, out=cells[out])

        self.add(instruction)
