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
    Compare,
    Const,
    Expr,
    Floor,
    If,
    Input,
    Kind,
    Match,
    Max,
    Min,
    Named,
    Predicate,
    Program,
    Round,
    Sub,
)
from perfkpi.language.validation import Placeholder
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.formulas.formula import Formula, Operand
from perfkpi.model.formulas.references import ValueOf
from perfkpi.model.measurement.measures import Measure, Unit
from perfkpi.model.measurement.percentages import Compared, Comparing, Typed, check_percent
from perfkpi.model.parameters.parameter import Parameter
from perfkpi.model.parameters.varying import Field
from perfkpi.model.parts import parts_of
from perfkpi.model.scoring.ranking.population_rule import PopulationRule
from perfkpi.numerals import Percentage

_KEEPS_UNIT = (Named, Add, Sub, Min, Max, Floor, Round, Coalesce)
"""Nodes whose value is in the unit of their children; a product or a quotient is not."""
_OF_THE_CARD = re.compile(r"(items\[\d+\]\.)+scoring")
"""The place of a rule that scores an indicator of the card, and not a part of something else."""


def check_percentages(
    parts: Mapping[str, object], indicators: Mapping[str, Indicator], measures: Iterable[Measure]
) -> None:
    """Check that whatever stands beside a percentage says what it is: a number by its sign, a column by its measure.

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
        around: list[tuple[str, str]] = []  # indicators with a prefix, and where these stand
        for where, value in parts_of(part, place):
            while around and not where.startswith(f"{around[-1][0]}."):
                around.pop()
            if isinstance(value, Indicator):
                around.append((where, value.prefix))
            checks.prefix = "".join(prefix for _, prefix in around)
            checks.part(value, where)


def is_percentage(item: Indicator) -> bool:
    """Tell whether the value of an indicator is a percentage, by its unit or by what its rule compares it with."""
    written = any(isinstance(parameter, Percentage) for _, parameter, _ in item.scoring.in_units_of_the_value())
    return written or item.formula.unit == Unit.PERCENT


def is_shown_in_percent(item: Indicator) -> bool:
    """Tell whether people read the value of an indicator in percent: 0.91 as 91%."""
    return item.formula.unit in (Unit.PERCENT, Unit.NUMBER) and is_percentage(item)


def _ranks_within(rule: PopulationRule, where: str) -> DefinitionError:
    """Refuse to rank parts: a population holds the values of indicators, not those of their parts."""
    name = type(rule).__name__
    en = f"{name} ranks within another rule or formula, which has no population; make it an indicator of its own"
    zh = f"{name} 嵌套在其他规则或公式中，总体不含其指标值；请把它作为考核表中单独的指标"
    return DefinitionError(Code.POPULATION, en=en, zh=zh, where=where, value=name)


class _Checks:
    """The checks of one scorecard.

    Args:
        indicators: by their codes.
        declared: the measures of which is said how their columns are recorded.

    Attributes:
        prefix: what stands in the data before the names of the measures of the part that is checked.
    """

    def __init__(self, indicators: Mapping[str, Indicator], declared: frozenset[str]) -> None:
        self._indicators, self._declared = indicators, declared
        self.prefix = ""

    def part(self, value: object, where: str) -> None:
        """Check whatever a scorecard is made of, if it is something that compares."""
        match value:
            case Indicator():
                self.indicator(value, where)
            case Comparing():
                self.comparison(value.compared(), where)
            case Typed():
                self.text(value.typed(), f"{where}.text")
            case PopulationRule() if not _OF_THE_CARD.fullmatch(where):
                raise _ranks_within(value, where)
            case _:
                pass

    def comparison(self, found: Compared, where: str) -> None:
        """Check all sides of a comparison, where one of them is a percentage."""
        if any(self._is_percent(side) for _, side in (*found.figures, *found.parameters)):
            for name, operand in found.figures:
                self._figure(operand, f"{where}.{name}")
            for name, parameter in found.parameters:
                if found.bare_numbers or not isinstance(parameter, Fraction):
                    self._number(parameter, f"{where}.{name}", difference=False)

    def indicator(self, item: Indicator, where: str) -> None:
        """Check the value of an indicator and what its rule compares it with, where that is a percentage."""
        percent, compared = self._is_percent(item.formula), tuple(item.scoring.in_units_of_the_value())
        if not (percent or is_percentage(item)):
            return
        self._figure(item.formula, f"{where}.formula")
        for name, parameter, difference in compared:
            if percent or not isinstance(parameter, Fraction):  # 1.5 beside '12%' is 150 % where no unit says more
                self._number(parameter, f"{where}.scoring.{name}", difference=difference)

    def text(self, written: Expr, where: str) -> None:
        """Check what a text compares with a number that is written with a percent sign."""
        for node, _ in Program(written).steps:
            if isinstance(node, (Choose, Compare)):
                sides = [side for value in node.compared for side in _bare(value)]
                if any(isinstance(side, Const) and isinstance(side.value, Percentage) for side in sides):
                    for side in sides:
                        if isinstance(side, Input):
                            self._column(side.name, where)

    def _is_percent(self, value: object) -> bool:
        """Tell whether something is a percentage, or leads to one by whatever references."""
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
        if isinstance(name, Placeholder):
            return
        name = self.prefix + name
        if name in self._declared:
            return
        declared = f"measures=(Measure({shown(name)}, recorded_in='percent'),)"
        raise DefinitionError(
            Code.BARE_PERCENT,
            en=f"nothing says whether the column {shown(name)} holds 88 or 0.88 for 88%; "
            f"declare {declared} for 88, or recorded_in='number' for 0.88",
            zh=f"没有说明数据列 {shown(name, 'zh')} 中 88% 记为 88 还是 0.88；"
            f"请写 {declared}（88），或 recorded_in='number'（0.88）",
            where=where,
            value=name,
        )


def _bare(value: Expr) -> Iterator[Input | Const]:
    """Find the measures and numbers that are the value itself, or a term of it, in its own unit."""
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
        elif isinstance(node, If):
            waiting += (node.met, node.otherwise)
        elif isinstance(node, Predicate):
            waiting += (Const(1), Const(0))
        elif isinstance(node, Match):
            waiting += (*(branch for _, branch in node.cases), node.otherwise)
        elif isinstance(node, _KEEPS_UNIT):
            waiting += node.children
