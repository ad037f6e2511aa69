"""Views: one record as a reduction sees it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from perfkpi.inputs.binding import bind, found
from perfkpi.language import Expr, Input, Kind, Program, Reason, Status, Undefinedness, substitute
from perfkpi.meanings.evaluation import Evaluation
from perfkpi.model.card.checks.percentages import check_percentages
from perfkpi.model.conditions import Condition
from perfkpi.model.notation import Notation
from perfkpi.numerals import written
from perfkpi.people.records.cells import figure_of, identity_of, moment_of
from perfkpi.people.records.notations import ColumnNotations
from perfkpi.people.records.piles import Reading
from perfkpi.people.records.reducers import Answers, Reads
from perfkpi.people.records.reductions import Reduction

__all__ = ["Asked", "View", "views_of"]


class Asked:
    """A condition made ready for many records.

    Args:
        condition: the condition.
        columns: how its columns are written.
    """

    def __init__(self, condition: Condition, columns: ColumnNotations) -> None:
        program = Program(_meant(condition.express(), columns))  # 1 where it holds and 0 where it does not
        self.inputs = tuple(node for node, _ in program.steps if isinstance(node, Input))
        self._columns = columns
        self._evaluation = Evaluation(program)

    def meets(self, record: Mapping[str, object]) -> bool | Undefinedness:
        """Whether a record meets it, or why that is not known."""
        value = self._evaluation.run(bind(self.inputs, record, self._columns.notations))[-1]
        return value if isinstance(value, Undefinedness) else value == (1, 1)


def _meant(expression: Expr, columns: ColumnNotations) -> Expr:
    """The same of what the figures mean, where columns are recorded in another unit."""
    numbers = {node.name for node in expression.inputs() if node.kind is Kind.NUMBER}
    factors = {name: factor for name, factor in columns.factors.items() if name in numbers}
    return substitute(expression, factors) if factors else expression


class View:
    """How one reduction reads records.

    Args:
        reduction: what is reduced.
        columns: how the columns of the records are written.

    Attributes:
        reduction: the same.
        asked: the condition of its reducer; ``None`` without one.
        columns: every column that is read.
    """

    def __init__(self, reduction: Reduction, columns: ColumnNotations) -> None:
        by = reduction.by
        self.reduction = reduction
        self.asked = None if by.condition is None else Asked(by.condition, columns)
        own = (reduction.of, by.weight, None if by.order is None else by.order[0])
        asked = () if self.asked is None else (node.name for node in self.asked.inputs)
        self.columns = tuple(dict.fromkeys([*(name for name in own if name is not None), *asked]))
        self._inputs = tuple(map(Input, self.columns))
        self._notation = columns.notations.get

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
            parts["value"] = identity_of(of, cells[of], self._notation(of))
        if by.weight is not None:
            parts["weight"] = weight_of(by.weight, cells[by.weight], self._notation(by.weight))
        if by.order is not None:
            parts["moment"] = moment_of(by.order[0], cells[by.order[0]], self._notation(by.order[0]))
        if self.asked is not None:
            parts["met"] = self.asked.meets(cells)
        broken = [part for part in parts.values() if isinstance(part, Undefinedness)]
        if broken:
            return next((part for part in broken if part.status not in Status.absences()), broken[0])
        return Reading(row, **parts)

    def figure(self, column: str, cell: object) -> Fraction | Undefinedness:
        """The figure that is reduced; one that could not be given is invalid."""
        figure = figure_of(column, cell, self._notation(column))
        if isinstance(figure, Undefinedness):
            return figure
        off = next((answers for answers in self.reduction.answers if not answers.allow(figure)), None)
        return figure if off is None else _off(column, figure, off)


def views_of(reductions: Iterable[Reduction], columns: ColumnNotations) -> list[View]:
    """The view of each reduction on records.

    Raises:
        MeasureError: something is declared of a column that none of them reads.
        DefinitionError: a condition compares a column with a percentage, and nothing says how the column is recorded.
    """
    reductions = tuple(reductions)
    check_percentages({f"reductions[{place}]": each for place, each in enumerate(reductions)}, {}, columns.measures)
    views = [View(reduction, columns) for reduction in reductions]
    columns.check_read(name for view in views for name in view.columns)
    return views


def weight_of(column: str, cell: object, notation: Notation | None) -> Fraction | Undefinedness:
    """A weight; a negative one is invalid."""
    weight = figure_of(column, cell, notation)
    if isinstance(weight, Undefinedness) or weight >= 0:
        return weight
    zh, en = f"{{names}}：权重 {written(weight)} 为负", f"{{names}}: the weight {written(weight)} is negative"
    return Undefinedness(Status.INVALID_VALUE, (Reason("negative-weight", zh=zh, en=en, names=(column,)),))


def _off(column: str, figure: Fraction, answers: Answers) -> Undefinedness:
    scale, step = answers.scale, answers.step
    zh, en = f"{{names}}：{written(figure)} 超出量表 {scale}", f"{{names}}: {written(figure)} is off the scale {scale}"
    if step is not None:
        zh, en = f"{zh}（间隔 {written(step)}）", f"{en} in steps of {written(step)}"
    return Undefinedness(Status.INVALID_VALUE, (Reason("off-scale", zh=zh, en=en, names=(column,)),))
