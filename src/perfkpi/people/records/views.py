"""Views: one record as a reduction sees it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from perfkpi.appraisal.binding import bind, found
from perfkpi.errors import shown
from perfkpi.language import Input, Program, Reason, Status, Undefinedness
from perfkpi.meanings.evaluation import Evaluation
from perfkpi.people.records.cells import figure_of, identity_of, moment_of
from perfkpi.people.records.piles import Reading
from perfkpi.people.records.reducers import Answers, Reads
from perfkpi.people.records.reductions import Reduction

__all__ = ["Asked", "View"]


class Asked:
    """A condition made ready for many records.

    Args:
        program: the condition as a program, which is 1 where it holds and 0 where it does not.
    """

    def __init__(self, program: Program) -> None:
        self.inputs = tuple(node for node, _ in program.steps if isinstance(node, Input))
        self._evaluation = Evaluation(program)

    def meets(self, record: Mapping[str, object]) -> bool | Undefinedness:
        """Whether a record meets it, or why that is not known."""
        value = self._evaluation.run(bind(self.inputs, record, {}))[-1]
        return value if isinstance(value, Undefinedness) else value == (1, 1)


class View:
    """How one reduction reads records.

    Args:
        reduction: what is reduced.

    Attributes:
        reduction: the same.
        asked: the condition of its reducer; ``None`` without one.
        columns: every column that is read.
    """

    def __init__(self, reduction: Reduction) -> None:
        by = reduction.by
        self.reduction = reduction
        self.asked = None if by.condition is None else Asked(Program(by.condition.express()))
        own = (reduction.of, by.weight, None if by.order is None else by.order[0])
        asked = () if self.asked is None else (node.name for node in self.asked.inputs)
        self.columns = tuple(dict.fromkeys([*(name for name in own if name is not None), *asked]))
        self._inputs = tuple(map(Input, self.columns))

    def read(self, row: int, record: Mapping[str, object]) -> Reading | Undefinedness:
        """One record: what is read, or why it is missing or invalid; wrong is told before missing.

        Raises:
            MeasureError: the record lacks a column that is read.
        """
        cells = {node.name: cell for node, cell in found(self._inputs, record)}
        by, of = self.reduction.by, self.reduction.of
        parts: dict[str, Any] = {}
        if of is not None and by.reads is Reads.FIGURES:
            parts["figure"] = self.figure(of, cells[of])
        elif of is not None:
            parts["value"] = identity_of(of, cells[of])
        if by.weight is not None:
            parts["weight"] = weight_of(by.weight, cells[by.weight])
        if by.order is not None:
            parts["moment"] = moment_of(by.order[0], cells[by.order[0]])
        if self.asked is not None:
            parts["met"] = self.asked.meets(cells)
        broken = [part for part in parts.values() if isinstance(part, Undefinedness)]
        if broken:
            return next((part for part in broken if part.status not in Status.absences()), broken[0])
        return Reading(row, **parts)

    def figure(self, column: str, cell: object) -> Fraction | Undefinedness:
        """The figure that is reduced; one that could not be given is invalid."""
        figure = figure_of(column, cell)
        if isinstance(figure, Undefinedness):
            return figure
        off = next((answers for answers in self.reduction.answers if not answers.allow(figure)), None)
        return figure if off is None else _off(column, figure, off)


def weight_of(column: str, cell: object) -> Fraction | Undefinedness:
    """A weight; a negative one is invalid."""
    weight = figure_of(column, cell)
    if isinstance(weight, Undefinedness) or weight >= 0:
        return weight
    zh, en = f"{{names}}：权重 {_plain(weight)} 为负", f"{{names}}: the weight {_plain(weight)} is negative"
    return Undefinedness(Status.INVALID_VALUE, (Reason("negative-weight", zh=zh, en=en, names=(column,)),))


def _off(column: str, figure: Fraction, answers: Answers) -> Undefinedness:
    scale, step = answers.scale, answers.step
    zh, en = f"{{names}}：{_plain(figure)} 超出量表 {scale}", f"{{names}}: {_plain(figure)} is off the scale {scale}"
    if step is not None:
        zh, en = f"{zh}（间隔 {step}）", f"{en} in steps of {step}"
    return Undefinedness(Status.INVALID_VALUE, (Reason("off-scale", zh=zh, en=en, names=(column,)),))


def _plain(figure: Fraction) -> str:
    """A figure as people write it: 8.5, not 17/2."""
    short = Decimal(figure.numerator) / Decimal(figure.denominator)
    return str(short) if Fraction(short) == figure else shown(figure)
