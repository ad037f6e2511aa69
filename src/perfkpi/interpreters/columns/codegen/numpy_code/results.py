"""The three results, and the operations for which blocks are not computed in doubles."""

from __future__ import annotations

from typing import Never, cast

import numpy as np

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import Bytes
from perfkpi.interpreters.columns.codegen.generator import Scaling
from perfkpi.interpreters.columns.codegen.numpy_code.choices import Choices
from perfkpi.interpreters.columns.codegen.numpy_code.decisions import count_edges
from perfkpi.interpreters.columns.codegen.numpy_code.registers import Ufunc
from perfkpi.interpreters.columns.codegen.plan import Run
from perfkpi.interpreters.columns.intervals import UncoveredError


class NumpyGenerator(Choices):
    """Code that is a list of ufunc calls on registers."""

    def _uncovered(self, _: int, operation: ir.Operation) -> Never:
        raise UncoveredError(operation)

    power = undefined = _uncovered

    def total(self, line: ir.Affine) -> None:
        node, scaling = self.scaled_total(line)
        self._write(node, scaling, 0)

    def _write(self, node: int, scaling: Scaling, result: int) -> None:
        cell = self.cell(node)
        steps: list[tuple[Ufunc, float]] = [(np.divide, scaling.over)]
        if scaling.plus:
            steps.insert(0, (np.add, scaling.plus))
        if scaling.times != 1:
            steps.insert(0, (np.multiply, scaling.times))
        if scaling.signed:
            steps.append((np.add, 0.0))  # no -0.0
        taken = [(ufunc, np.array(number)) for ufunc, number in steps]

        def instruction(run: Run) -> None:
            column, out = run.cells[cell], run.out[result]
            for ufunc, number in taken:
                column = ufunc(column, number, out=out)

        self.add(instruction)
        self.done(node)

    def rating(self, line: ir.Affine) -> None:
        if not line.scale:
            only = int(line.offset)
            self.add(lambda run: run.out[1].fill(only))
            return
        operation = self.bands(line)
        edges = [self.tested(edge) for edge in operation.edges]
        self.add(lambda run: count_edges(run, edges, cast("Bytes", run.out[1])))
        self.done(*(edge.on for edge in operation.edges), *operation.blamed)

    def completeness(self, line: ir.Affine) -> None:
        if line.node is None:
            return
        if line != ir.Affine(line.node):
            self._write(line.node, self.scaling(line, line.node), 2)
            return
        cell = self.cell(line.node)

        def instruction(run: Run) -> None:
            np.copyto(run.out[2], run.cells[cell])

        self.add(instruction)
        self.done(line.node)
