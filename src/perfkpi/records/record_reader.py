"""One record as a reduction sees it: what is read of its cells, or why it is missing or invalid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

from attrs import frozen

from perfkpi.inputs.binding import bind, found
from perfkpi.interpreters.evaluation import Evaluation
from perfkpi.language import Expr, Input, Kind, Program, Status, Undefinedness, substitute
from perfkpi.language.statuses import because
from perfkpi.model.card.checks.percentages import check_percentages
from perfkpi.model.conditions.condition import Condition
from perfkpi.model.measurement.notation import Notation
from perfkpi.numerals import written
from perfkpi.records.cell_parsing import figure_of, identity_of, moment_of
from perfkpi.records.column_notations import ColumnNotations
from perfkpi.records.reducers import Answers, ReducerInput
from perfkpi.records.reductions import Reduction

_ReadCell: TypeAlias = Callable[[Input, object, "Notation | None"], object]
_ReadPart: TypeAlias = Callable[[Mapping[str, object]], object]


@frozen
class ReadRecord:
    """One record, as a reduction sees it; what the reduction does not read is left at its default.

    Attributes:
        row: its position among all records.
        figure: the number in the column that is reduced.
        value: what tells it from other values of that column.
        weight: its weight.
        moment: where it stands in the order of records.
        met: whether it meets the condition.
    """

    row: int
    figure: Fraction = Fraction(0)
    value: object = None
    weight: Fraction = Fraction(1)
    moment: tuple[int, Any] = (0, 0)
    met: bool = False


class ConditionReader:
    """Reads whether records meet a condition.

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
        """Tell whether a record meets it, or why that is not known."""
        value = self._evaluation.run(bind(self.inputs, record, self._columns.notations))[-1]
        return value if isinstance(value, Undefinedness) else value == (1, 1)


def _meant(expression: Expr, columns: ColumnNotations) -> Expr:
    """Put what the figures mean in place of the figures, where columns are recorded in another unit."""
    numbers = {node.name for node in expression.inputs() if node.kind is Kind.NUMBER}
    factors = {name: factor for name, factor in columns.factors.items() if name in numbers}
    return substitute(expression, factors) if factors else expression


class RecordReader:
    """Reads records for one reduction.

    Args:
        reduction: what is reduced.
        columns: how the columns of the records are written.

    Attributes:
        reduction: what is reduced.
        condition: the condition of its reducer; ``None`` without one.
        columns: every column that is read.
        parts: what it fills of a ``ReadRecord``, apart from the row.
    """

    def __init__(self, reduction: Reduction, columns: ColumnNotations) -> None:
        by = reduction.by
        self.reduction = reduction
        self.condition = None if by.condition is None else ConditionReader(by.condition, columns)
        own = (reduction.of, by.weight, None if by.order is None else by.order[0])
        asked = () if self.condition is None else (node.name for node in self.condition.inputs)
        self.columns = tuple(dict.fromkeys([*(name for name in own if name is not None), *asked]))
        self._inputs = tuple(map(Input, self.columns))
        self._parts = dict(self._readers(columns))
        self.parts = frozenset(self._parts)

    def _readers(self, columns: ColumnNotations) -> Iterator[tuple[str, _ReadPart]]:
        """Yield each part that is read of a record, and how."""

        def cell_of(column: str, read: _ReadCell) -> _ReadPart:
            node, notation = Input(column), columns.notations.get(column)
            return lambda cells: read(node, cells[column], notation)

        by, of = self.reduction.by, self.reduction.of
        if of is not None:
            figures = by.reads is ReducerInput.FIGURES
            yield ("figure", cell_of(of, self._figure)) if figures else ("value", cell_of(of, identity_of))
        if by.weight is not None:
            yield "weight", cell_of(by.weight, weight_of)
        if by.order is not None:
            yield "moment", cell_of(by.order[0], moment_of)
        if self.condition is not None:
            yield "met", self.condition.meets

    def read(self, row: int, record: Mapping[str, object]) -> ReadRecord | Undefinedness:
        """Read one record, or say why it is missing or invalid; wrong is told before missing.

        Raises:
            MeasureError: the record lacks a column that is read.
        """
        cells = {node.name: cell for node, cell in found(self._inputs, record)}
        parts: dict[str, Any] = {part: read(cells) for part, read in self._parts.items()}
        broken = [part for part in parts.values() if isinstance(part, Undefinedness)]
        if broken:
            return next((part for part in broken if part.status not in Status.absences()), broken[0])
        return ReadRecord(row, **parts)

    def _figure(self, node: Input, cell: object, notation: Notation | None) -> Fraction | Undefinedness:
        """Read the figure that is reduced; one that could not be given is invalid."""
        figure = figure_of(node, cell, notation)
        if isinstance(figure, Undefinedness):
            return figure
        off = next((answers for answers in self.reduction.answers if not answers.allow(figure)), None)
        return figure if off is None else _off(node.name, figure, off)


def record_readers(reductions: Iterable[Reduction], columns: ColumnNotations) -> list[RecordReader]:
    """Make a reader of records for each reduction.

    Raises:
        MeasureError: something is declared of a column that none of them reads.
        DefinitionError: a condition compares a column with a percentage, and nothing says how the column is recorded.
    """
    reductions = tuple(reductions)
    check_percentages({f"reductions[{place}]": each for place, each in enumerate(reductions)}, {}, columns.measures)
    readers = [RecordReader(reduction, columns) for reduction in reductions]
    columns.check_read(name for reader in readers for name in reader.columns)
    return readers


def weight_of(node: Input, cell: object, notation: Notation | None) -> Fraction | Undefinedness:
    """Read a weight; a negative one is invalid."""
    weight = figure_of(node, cell, notation)
    if isinstance(weight, Undefinedness) or weight >= 0:
        return weight
    zh, en = f"{{names}}：权重 {written(weight)} 为负", f"{{names}}: the weight {written(weight)} is negative"
    return because(Status.INVALID_VALUE, "negative-weight", zh, en, node.name)


def _off(column: str, figure: Fraction, answers: Answers) -> Undefinedness:
    scale, step = answers.scale, answers.step
    zh, en = (
        f"{{names}}：{written(figure)} 超出分制 {scale:zh}",
        f"{{names}}: {written(figure)} is off the scale {scale}",
    )
    if step is not None:
        zh, en = f"{zh}（间隔 {written(step)}）", f"{en} in steps of {written(step)}"
    return because(Status.INVALID_VALUE, "off-scale", zh, en, column)
