"""Choices on registers: between branches, between cases, and ranks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import near
from perfkpi.interpreters.columns.codegen.numpy_code.decisions import Decisions, Tested, count_edges
from perfkpi.interpreters.columns.codegen.numpy_code.registers import Instruction
from perfkpi.interpreters.columns.codegen.plan import Run
from perfkpi.interpreters.columns.intervals import UncoveredError
from perfkpi.interpreters.columns.ranking import counted


class Choices(Decisions):
    """The operations that take one of several columns, or count edges."""

    def choose(self, node: int, operation: ir.Choose) -> int:
        edges = [self.tested(edge) for edge in operation.edges]
        lines = operation.branches
        values = [self._value(line) for line in lines]
        refused = [self._refuses(line) for line in lines]
        for place in [place for place, no in enumerate(refused) if no]:
            self.add(_refusal(edges, place))
        out = self.take()
        for line, no in zip(lines, refused, strict=True):
            if line.node is not None and not no:
                self.done(line.node)
        self.done(*(edge.on for edge in operation.edges), *operation.blamed)
        constants = [value for value in values if isinstance(value, float)]
        if len(constants) == len(values) and self._in_order(operation.edges):
            self.add(_counted(edges, constants, out))
        else:
            # Rows that come to a refusal are lost, so that any branch may stand there.
            taken = [place for place, no in enumerate(refused) if not no] or [0]
            self.add(_picked([edges[place] for place in taken[:-1]], [values[place] for place in taken], out))
        if self.gaps:
            self.add(_missing(edges, out))
        return out

    def _in_order(self, edges: Sequence[ir.Edge]) -> bool:
        """Tell whether a row that lies before an edge lies before all that follow."""
        pairs = list(pairwise(edges))
        return all(
            one.on == two.on and one.downward == two.downward and (one.at > two.at if one.downward else one.at < two.at)
            for one, two in pairs
        )

    def rank(self, node: int, operation: ir.Rank) -> int:
        """Count among a list. Those who are counted are mostly on it, and as computed numbers all in doubt."""
        reading = isinstance(self.operations[operation.on], ir.Input)
        if not reading and not self.bounds[operation.on].is_integer:
            raise UncoveredError(operation)
        cell = self.cell(operation.on)
        self.done(operation.on)
        out = self.take()

        def instruction(run: Run) -> None:
            column = run.cells[cell]
            found = counted(operation, column, whole=not reading)
            if self.gaps:
                np.copyto(found, np.nan, where=np.isnan(column, out=run.masks[0]))
            np.copyto(run.cells[out], found)

        self.add(instruction)
        return out

    def match(self, node: int, operation: ir.Match) -> int:
        category = self.operations[operation.on]
        places = self.names[category.name] if isinstance(category, ir.Input) else {}
        code, lines = self.cell(operation.on), [line for _, line in operation.cases]
        known = [float(places[name]) for name, _ in operation.cases]
        values = [self._value(line) for line in lines]
        refusing = [self._refuses(line) for line in lines]
        others, refused = self._value(operation.otherwise), self._refuses(operation.otherwise)
        out = self.take()
        self.done(*operation.operands)

        def instruction(run: Run) -> None:
            codes, column, (mask, named) = run.cells[code], run.cells[out], run.masks
            np.isnan(codes, out=named)  # what is missing is not matched by what is otherwise
            np.copyto(column, others if isinstance(others, float) else run.cells[others])
            np.copyto(column, np.nan, where=named)
            for place, value, no in zip(known, values, refusing, strict=True):
                np.equal(codes, place, out=mask)
                if no:
                    run.mark_unsupported(mask)
                np.copyto(column, value if isinstance(value, float) else run.cells[value], where=mask)
                np.logical_or(named, mask, out=named)
            if refused and not named.all():
                run.mark_unsupported(np.logical_not(named, out=named))

        self.add(instruction)
        return out

    def _value(self, line: ir.Affine) -> int | float:
        """Find where a branch stands, or the constant that it is."""
        if line.node is None or self._refuses(line):
            return math.nan if line.node is not None else near(line.offset)
        return self.cell(line.node)


def _counted(edges: Sequence[Tested], values: Sequence[float], out: int) -> Instruction:
    """Look up constants by how many edges a row lies before."""
    table = np.array(values[::-1])

    def instruction(run: Run) -> None:
        count = run.counts[0]
        count_edges(run, edges, count)
        table.take(count, out=run.cells[out], mode="clip")

    return instruction


def _picked(edges: Sequence[Tested], values: Sequence[float | int], out: int) -> Instruction:
    """Pick the branch before the first edge that a row lies before, else the last one."""

    def instruction(run: Run) -> None:
        mask, last = run.masks[0], values[-1]
        found = last if isinstance(last, float) else run.cells[last]
        for (on, ufunc, at), value in zip(edges[::-1], values[-2::-1], strict=True):
            ufunc(run.cells[on], at, out=mask)
            found = np.where(mask, value if isinstance(value, float) else run.cells[value], found)
        np.copyto(run.cells[out], found)

    return instruction


def _refusal(edges: Sequence[Tested], place: int) -> Instruction:
    """Mark as not for doubles rows that come to a branch without a number."""

    def instruction(run: Run) -> None:
        mask, before = run.masks
        mask.fill(place == len(edges))
        if place < len(edges):
            on, ufunc, at = edges[place]
            ufunc(run.cells[on], at, out=mask)
        for on, ufunc, at in edges[:place]:
            np.logical_and(mask, ~ufunc(run.cells[on], at, out=before), out=mask)
        if mask.any():
            run.mark_unsupported(mask)

    return instruction


def _missing(edges: Sequence[Tested], out: int) -> Instruction:
    """Choose nothing where what is tested is not measured; what was chosen before is not tested."""
    tests = edges[:1] if len({on for on, _, _ in edges}) == 1 else edges

    def instruction(run: Run) -> None:
        mask, before = run.masks
        for place, (on, _, _) in enumerate(tests):
            np.isnan(run.cells[on], out=mask)
            if not mask.any():
                continue
            for earlier, ufunc, at in tests[:place]:
                np.logical_and(mask, ~ufunc(run.cells[earlier], at, out=before), out=mask)
            np.copyto(run.cells[out], np.nan, where=mask)

    return instruction
