"""A payout matrix (R14): two values choose the points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Code
from perfkpi.labels import Label
from perfkpi.language import Caption, Expr, Named, Role, decide
from perfkpi.model.formulas.formula import Formula, Operand, as_operand
from perfkpi.model.measurement.measures import Direction, Unit
from perfkpi.model.measurement.percentages import Compared, Comparing, check_percent
from perfkpi.model.parameters.constraints import Constraint
from perfkpi.model.parameters.parameter import Parameter, as_parameter
from perfkpi.model.parameters.validation import as_tuple, placed, several
from perfkpi.model.parameters.varying import express_operand, express_parameter
from perfkpi.model.scoring.boundaries import Boundaries, as_boundaries, ascending, express_edges
from perfkpi.model.scoring.points_table import PointsTable, running

_SECOND = Caption.told("second", Label(zh="第二指标值", en="second value"))


def _rows(values: Iterable[Iterable[Parameter]]) -> tuple[tuple[Parameter, ...], ...]:
    return tuple(tuple(as_parameter(number) for number in as_tuple(row)) for row in as_tuple(values))


@frozen(eq=False, field_transformer=placed)
class PayoutMatrix(PointsTable, Comparing):
    """The points in the row of the indicator's value and the column of a second value (R14).

    Source: a payout matrix pays for two results at once, such as growth and margin: one chooses the row, the other the
    column, and the cell is the payout.

    Attributes:
        second: the measure or formula that chooses the column.
        row_edges: where one row ends and the next begins, from the lowest value up: ``(From("90%"), From("100%"))`` are
            three rows.
        column_edges: the same for columns.
        points: the rows from the lowest value up, each from the lowest second value up.
        direction: the points of a column never fall when the value moves that way.
        second_direction: the points of a row never fall when the second value moves that way.

    Raises:
        DefinitionError: rows or columns that do not fit the edges, an edge that says nothing of its own number, edges
            out of order, or points against a direction.
    """

    label: ClassVar[Label | None] = Label(zh="支付矩阵", en="payout matrix")

    second: Operand = field(converter=as_operand, kw_only=True)
    row_edges: Boundaries = field(converter=as_boundaries, validator=several("From('100%')"), kw_only=True)
    column_edges: Boundaries = field(converter=as_boundaries, validator=several("From('100%')"), kw_only=True)
    points: tuple[tuple[Parameter, ...], ...] = field(converter=_rows, kw_only=True)
    direction: Direction = field(converter=Direction, kw_only=True)
    second_direction: Direction = field(converter=Direction, kw_only=True)

    def __attrs_post_init__(self) -> None:
        self._check_shape()
        self._check_percent()

    def demands(self) -> Iterator[Constraint]:
        for name, edges in (("row_edges", self.row_edges), ("column_edges", self.column_edges)):
            yield from ascending([(f"{name}[{place}]", edge) for place, edge in enumerate(edges)])
        yield from super().demands()
        for row in self._cells:
            yield from running(row, self.second_direction)
        for column in zip(*self._cells, strict=True):
            yield from running(column, self.direction)

    def _check_shape(self) -> None:
        rows, columns = len(self.row_edges) + 1, len(self.column_edges) + 1
        given = [len(row) for row in self.points]
        if given != [columns] * rows:
            en = f"the edges make {rows} rows of {columns} points, but the rows given have {given}; fill every cell"
            zh = f"按分界应有 {rows} 行，每行 {columns} 个分值，而给出的各行为 {given}；请填满每一格"
            raise self.refused(Code.CHOICE_NEEDED, "points", en=en, zh=zh, value=given)

    def _check_percent(self) -> None:
        if not (isinstance(self.second, Formula) and self.second.unit == Unit.PERCENT):
            return
        for place, edge in enumerate(self.column_edges):
            check_percent(edge.at, f"PayoutMatrix.column_edges[{place}]")

    @property
    def _cells(self) -> list[list[tuple[str, Parameter]]]:
        """The rows of points, each with its place."""
        return [
            [(f"points[{number}][{place}]", points) for place, points in enumerate(row)]
            for number, row in enumerate(self.points)
        ]

    def listed(self) -> Iterator[tuple[str, Parameter]]:
        for row in self._cells:
            yield from row

    def compared(self) -> Compared:
        edges = tuple((f"column_edges[{place}]", edge.at) for place, edge in enumerate(self.column_edges))
        return Compared((("second", self.second),), edges)

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        for place, edge in enumerate(self.row_edges):
            yield f"row_edges[{place}]", edge.at, False

    def express_unbounded(self, value: Expr) -> Expr:
        second = Named(Role.STEP, _SECOND, express_operand(self.second))
        columns = express_edges(self.column_edges)
        cells = [decide(second, columns, [express_parameter(points) for points in row]) for row in self.points]
        return decide(value, express_edges(self.row_edges), cells)
