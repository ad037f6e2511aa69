"""Why a row lacks a figure, asked of columns: rows for which all of this is the same lack it for the same reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from attrs import field, frozen

from perfkpi.appraisal.compiled_card import CompiledCard
from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import Bools, Codes
from perfkpi.interpreters.columns.certified_rows.figures import Given
from perfkpi.interpreters.columns.certified_rows.interpreter import CertifiedRows
from perfkpi.interpreters.columns.dependencies import needed
from perfkpi.interpreters.columns.lowering import Lowering
from perfkpi.language import Choose, Const, Div, Expr, If, Input, Match, Named, Power, Program, Role, by_sign

_UNDECIDED = -1
_CODE = "decision {}"


_OWN = (ir.Input, ir.Div, ir.Power, ir.Choose, ir.Match)
"""Operations that may lack a value of their own accord; of others that follows from what they are made of."""


@frozen(eq=False)
class Decision:
    """What one step has decided, where it has no value.

    Attributes:
        step: the operation that the step is.
        taken: the line that tells which branch it takes, or the sign of what it refuses.
        order: the operations that are computed for it beside those of all steps.
    """

    step: int
    taken: ir.Affine
    order: Sequence[int]


@frozen(eq=False)
class Decisions:
    """What the reason of a row depends on: which steps have no value, and what these have decided.

    Whether a step has a value, and which reasons it takes over from which of its parts, follows from whether those have
    one, and from the branch that it took or the sign that it refuses. So does, step by step, the reason of the last.

    Attributes:
        operations: of the program and of its decisions.
        order: those that the steps of the program need.
        decided: what single steps decide.
        columns: the operations that may lack a value of their own accord.
    """

    operations: Sequence[ir.Operation]
    order: Sequence[int]
    decided: Sequence[Decision]
    columns: Sequence[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        columns = [node for node in self.order if isinstance(self.operations[node], _OWN)]
        object.__setattr__(self, "columns", columns)

    def kinds(self, given: Mapping[str, Given], rows: int) -> tuple[Codes, Bools]:
        """Tell rows apart.

        Args:
            given: each measure in these rows.
            rows: how many there are.

        Returns:
            int32, a row of it for each of the rows; and the rows in which something is not proved.
        """
        certified = CertifiedRows(self.operations, given, rows)
        certified.run(self.order)
        found = np.full((len(self.columns) + len(self.decided), rows), _UNDECIDED, dtype=np.int32)
        for column, node in zip(found, self.columns, strict=False):
            column[:] = certified.line(ir.Affine(node)).status
        for column, decision in zip(found[len(self.columns) :], self.decided, strict=True):
            lacking = certified.line(ir.Affine(decision.step)).status != 0
            if lacking.any():
                certified.run(decision.order)
                number, status = certified.whole_numbers(decision.taken)
                column[:] = np.where(lacking & (status == 0), number, _UNDECIDED)
        return found.T, certified.doubtful


@frozen(eq=False)
class Question:
    """One figure of a scorecard, as a program of its own.

    Attributes:
        program: the figure alone.
        inputs: every measure that is read for it.
        decisions: what its reason depends on; ``None`` where columns do not cover the scorecard.
    """

    program: Program
    inputs: tuple[Input, ...]
    decisions: Decisions | None

    @classmethod
    def about(cls, card: CompiledCard, slot: int, *, covered: bool) -> Question:
        """Ask about one step of the program of a compiled card.

        Args:
            card: the compiled card.
            slot: the position of the step.
            covered: whether columns cover the scorecard.
        """
        root = card.program.steps[slot][0]
        program = Program(root)
        inputs = tuple(node for node, _ in program.steps if isinstance(node, Input))
        return cls(program, inputs, _decisions(root, program) if covered else None)


def _decisions(root: Expr, program: Program) -> Decisions:
    asked = dict(_asked(program))
    marks = {slot: Named(Role.PART, _CODE.format(slot), decision) for slot, decision in asked.items()}
    whole = Program(root, *marks.values())
    lowering = Lowering(whole)
    lines = lowering.lines
    told = {node.code: slot for slot, (node, _) in enumerate(whole.steps) if isinstance(node, Named)}
    operations = lowering.operations
    order = needed(operations, lines[: len(program.steps)])
    known, decided = set(order), list[Decision]()
    for slot, mark in marks.items():
        taken = lines[told[mark.code]]
        more = [node for node in needed(operations, [taken]) if node not in known]
        decided += [Decision(step, taken, more) for step in ir.columns_of([lines[slot]])]  # a constant has a value
    return Decisions(tuple(operations), order, decided)


def _asked(program: Program) -> Iterator[tuple[int, Expr]]:
    """Yield, for every step that may decide why there is no value, a number that tells what it has decided."""
    for slot, (node, _) in enumerate(program.steps):
        if isinstance(node, Choose):
            if not all(isinstance(branch, Const) for branch in node.branches):
                yield slot, Choose(node.on, node.edges, _numbered(len(node.branches)))
        elif isinstance(node, Match):
            *cases, otherwise = _numbered(len(node.cases) + 1)
            yield slot, Match(node.on, zip((name for name, _ in node.cases), cases, strict=True), otherwise)
        elif isinstance(node, If):
            yield slot, node.condition
        elif isinstance(node, (Div, Power)):
            number = node.denominator if isinstance(node, Div) else node.base
            if not isinstance(number, Const):
                negative, zero, positive = _numbered(3)
                yield slot, by_sign(number, negative=negative, zero=zero, positive=positive)


def _numbered(branches: int) -> list[Const]:
    return [Const(place) for place in range(branches)]
