"""What only a whole scorecard can see: what is compared with a percentage, how columns are recorded, where ranks are.

A bare 12 on a percentage may mean 12 % or 1200 %, and so may every figure of a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.language import (
    Add,
    Choose,
    Coalesce,
    Const,
    Expr,
    Floor,
    Input,
    Kind,
    Match,
    Max,
    Min,
    Named,
    Program,
    Round,
    Sub,
)
from perfkpi.language.validation import Placeholder
from perfkpi.model.adjustments.modifiers import Modifier
from perfkpi.model.conditions import Comparison
from perfkpi.model.formulas.computed import Computed
from perfkpi.model.indicators import Indicator
from perfkpi.model.measures import Field, Measure, Unit
from perfkpi.model.operands import Formula, Operand
from perfkpi.model.parameters import Parameter
from perfkpi.model.parts import parts_of
from perfkpi.model.percents import check_percent
from perfkpi.model.references import ValueOf
from perfkpi.model.scoring.computed import ComputedPoints
from perfkpi.model.scoring.deductions import Event
from perfkpi.model.scoring.matrix import PayoutMatrix
from perfkpi.model.scoring.standing import Standing
from perfkpi.numerals import Percentage

__all__ = ["check_links"]

_KEEPS_UNIT = (Named, Add, Sub, Min, Max, Floor, Round, Coalesce)
"""Nodes whose value is in the unit of their children; a product or a quotient is not."""
_OF_THE_CARD = re.compile(r"(items\[\d+\]\.item\.)+scoring")
"""The place of a rule that scores an indicator of the card, and not a part of something else."""


def check_links(parts: Mapping[str, object], indicators: Mapping[str, Indicator], measures: Iterable[Measure]) -> None:
    """Whatever stands beside a percentage says what it is: a number by its sign, a column by how it is recorded.

    Args:
        parts: whatever may compare, by its place.
        indicators: of the scorecard, by their codes; their references are known to end.
        measures: those that the scorecard declares.

    Raises:
        DefinitionError: a bare number such as ``LessThan(ValueOf("roe"), 12)``, a column of which nothing says
            whether 88 % stands there as 88 or as 0.88, or a rule that ranks within another rule or formula.
    """
    declared = frozenset(measure.code for measure in measures if measure.recorded_in is not None)
    checks = _Checks(indicators, declared)
    for place, part in parts.items():
        for where, value in parts_of(part, place):
            checks.part(value, where)


def _ranks_within(rule: Standing, where: str) -> DefinitionError:
    """A population holds the values of indicators, not those of their parts."""
    name = type(rule).__name__
    return DefinitionError(
        Code.POPULATION,
        en=f"{name} ranks within another rule or formula, of whose values there is no population; "
        "make it an indicator of its own on the scorecard",
        zh=f"{name} 嵌套在其他规则或公式中，总体不含其指标值；请把它作为考核表中单独的指标",
        where=where,
        value=name,
    )


class _Checks:
    """The checks of one scorecard.

    Args:
        indicators: by their codes.
        declared: the measures of which is said how their columns are recorded.
    """

    def __init__(self, indicators: Mapping[str, Indicator], declared: frozenset[str]) -> None:
        self._indicators, self._declared = indicators, declared

    def part(self, value: object, where: str) -> None:
        """Whatever a scorecard is made of, if it is something that compares."""
        match value:
            case Comparison():
                self.comparison(value, where)
            case Indicator():
                self.indicator(value, where)
            case PayoutMatrix():
                self.columns_of(value, where)
            case Event():
                self.event(value, where)
            case Modifier():
                self.modifier(value, where)
            case Computed():
                self.text(value.express(), f"{where}.text")
            case ComputedPoints():
                self.text(value.express_unbounded(Input(Placeholder("value"))), f"{where}.text")
            case Standing() if not _OF_THE_CARD.fullmatch(where):
                raise _ranks_within(value, where)
            case _:
                pass

    def comparison(self, condition: Comparison, where: str) -> None:
        """Both sides of a condition, where one of them is a percentage."""
        if self._is_percent(condition.operand) or self._is_percent(condition.threshold):
            self._figure(condition.operand, f"{where}.operand")
            self._number(condition.threshold, f"{where}.threshold", difference=False)

    def indicator(self, item: Indicator, where: str) -> None:
        """The value of an indicator and what its rule compares it with, where that is a percentage."""
        percent, compared = self._is_percent(item.formula), tuple(item.scoring.in_units_of_the_value())
        if not (percent or any(isinstance(parameter, Percentage) for _, parameter, _ in compared)):
            return
        self._figure(item.formula, f"{where}.formula")
        for name, parameter, difference in compared:
            if percent or not isinstance(parameter, Fraction):  # 1.5 beside '12%' is 150 % where no unit says more
                self._number(parameter, f"{where}.scoring.{name}", difference=difference)

    def event(self, event: Event, where: str) -> None:
        """What counts events by itself and how many are free, where either is a percentage."""
        if event.of is not None and (self._is_percent(event.of) or self._is_percent(event.free)):
            self._figure(event.of, f"{where}.of")
            self._number(event.free, f"{where}.free", difference=False)

    def modifier(self, step: Modifier, where: str) -> None:
        """A coefficient that is a percentage, or is held between percentages."""
        if any(map(self._is_percent, (step.factor, step.floor, step.cap))):
            for name in ("factor", "floor", "cap"):
                parameter = getattr(step, name)
                if not isinstance(parameter, Fraction):
                    self._number(parameter, f"{where}.{name}", difference=False)

    def text(self, written: Expr, where: str) -> None:
        """What a text compares with a number that is written with a percent sign."""
        for node, _ in Program(written).steps:
            if isinstance(node, Choose):
                sides = [side for value in (node.on, *(edge.at for edge in node.edges)) for side in _bare(value)]
                if any(isinstance(side, Const) and isinstance(side.value, Percentage) for side in sides):
                    for side in sides:
                        if isinstance(side, Input):
                            self._column(side.name, where)

    def columns_of(self, matrix: PayoutMatrix, where: str) -> None:
        """The second value of a matrix and the edges between its columns, where either is a percentage."""
        edges = [edge.at for edge in matrix.column_edges]
        if any(map(self._is_percent, (matrix.second, *edges))):
            self._figure(matrix.second, f"{where}.second")
            for place, edge in enumerate(edges):
                self._number(edge, f"{where}.column_edges[{place}]", difference=False)

    def _is_percent(self, value: object) -> bool:
        """Whether something is a percentage, or leads to one by whatever references."""
        while isinstance(value, ValueOf):
            value = self._indicators[value.code].formula
        return isinstance(value, Percentage) or (isinstance(value, Formula) and value.unit == Unit.PERCENT)

    def _figure(self, operand: Operand, where: str) -> None:
        for each in (Input(operand),) if isinstance(operand, str) else _bare(operand.express()):
            if isinstance(each, Input) and each.kind is Kind.NUMBER:
                self._column(each.name, where)

    def _number(self, parameter: Parameter, where: str, *, difference: bool) -> None:
        if isinstance(parameter, Fraction):
            check_percent(parameter, where, difference=difference)
        elif isinstance(parameter, Field):
            self._column(parameter.column, where)
        elif not isinstance(parameter, ValueOf):
            for each in _bare(parameter.express()):
                if isinstance(each, Input):
                    self._column(each.name, where)
                else:
                    check_percent(each.value, where, difference=difference)

    def _column(self, name: str, where: str) -> None:
        if name in self._declared or isinstance(name, Placeholder):
            return
        raise DefinitionError(
            Code.BARE_PERCENT,
            en=f"nothing says whether the column {shown(name)} holds 88 or 0.88 for 88%; declare "
            f"measures=(Measure({shown(name)}, recorded_in=Unit.PERCENT),) for 88, or recorded_in=Unit.NUMBER for 0.88",
            zh=f"没有说明数据列 {shown(name)} 中 88% 记为 88 还是 0.88；请声明 "
            f"measures=(Measure({shown(name)}, recorded_in=Unit.PERCENT),)（88），或 recorded_in=Unit.NUMBER（0.88）",
            where=where,
            value=name,
        )


def _bare(value: Expr) -> Iterator[Input | Const]:
    """The measures and numbers that are the value itself, or a term of it, in its own unit."""
    waiting, seen = [value], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, (Input, Const)):
            yield node
        elif isinstance(node, Choose):
            waiting += node.branches
        elif isinstance(node, Match):
            waiting += (*(branch for _, branch in node.cases), node.otherwise)
        elif isinstance(node, _KEEPS_UNIT):
            waiting += node.children
