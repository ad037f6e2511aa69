"""Comparisons: a figure against a threshold, a category among some."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable

from attrs import field, frozen

from perfkpi.language import Compare, Const, Edge, Expr, Input, Kind, Match, Relation, decide
from perfkpi.model.conditions.condition import Condition
from perfkpi.model.formulas.formula import Formula, Operand, as_operand
from perfkpi.model.measurement.measures import Unit
from perfkpi.model.measurement.percentages import Compared, Comparing, check_percent
from perfkpi.model.parameters.parameter import Parameter, as_parameter
from perfkpi.model.parameters.validation import as_tuple, checked_code, checked_grade, placed, several
from perfkpi.model.parameters.varying import express_operand, express_parameter


@frozen(eq=False, field_transformer=placed)
class Comparison(Condition, Comparing):
    """A figure against a threshold.

    Attributes:
        operand: a measure by its name, or a formula such as ``ValueOf("roe")``.
        threshold: a number, a ``Field`` or a formula.

    Raises:
        DefinitionError: a bare threshold such as 12 on a percentage.
    """

    operand: Operand = field(converter=as_operand)
    threshold: Parameter = field(converter=as_parameter)

    def __attrs_post_init__(self) -> None:
        if isinstance(self.operand, Formula) and self.operand.unit == Unit.PERCENT:
            check_percent(self.threshold, f"{type(self).__name__}.threshold")

    @property
    @abstractmethod
    def relation(self) -> Relation:
        """How the operand stands to the threshold where the condition holds."""

    def decide(self, met: Expr, otherwise: Expr) -> Expr:
        on, at = express_operand(self.operand), express_parameter(self.threshold)
        edges = [Edge(at, side) for side in self.relation.sides]
        branches = [met if held else otherwise for held in self.relation.holds]
        return decide(on, edges, branches, asked=self.relation)

    def express(self) -> Expr:
        known = super().express()
        if isinstance(known, Const):
            return known
        return Compare(express_operand(self.operand), self.relation, express_parameter(self.threshold))

    def compared(self) -> Compared:
        return Compared((("operand", self.operand),), (("threshold", self.threshold),))


@frozen(eq=False, field_transformer=placed)
class AtLeast(Comparison):
    """``operand >= threshold``: 以上, 不低于, 达到. The threshold itself is included (A12).

    Source, Civil Code of China, article 1259: 民法所称的“以上”、“以下”、“以内”、“届满”，包括本数.
    """

    @property
    def relation(self) -> Relation:
        return Relation.AT_LEAST


@frozen(eq=False, field_transformer=placed)
class MoreThan(Comparison):
    """``operand > threshold``: 超过, 高于. The threshold itself is not included (A12).

    Source, Civil Code of China, article 1259: 所称的“不满”、“超过”、“以外”，不包括本数.
    """

    @property
    def relation(self) -> Relation:
        return Relation.MORE_THAN


@frozen(eq=False, field_transformer=placed)
class AtMost(Comparison):
    """``operand <= threshold``: 以下, 以内, 不超过. The threshold itself is included (A12).

    Source, Civil Code of China, article 1259: 民法所称的“以上”、“以下”、“以内”、“届满”，包括本数.
    """

    @property
    def relation(self) -> Relation:
        return Relation.AT_MOST


@frozen(eq=False, field_transformer=placed)
class LessThan(Comparison):
    """``operand < threshold``: 不满, 低于. The threshold itself is not included (A12).

    Source, Civil Code of China, article 1259: 所称的“不满”、“超过”、“以外”，不包括本数.
    """

    @property
    def relation(self) -> Relation:
        return Relation.LESS_THAN


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(checked_grade, as_tuple(names)))


@frozen(eq=False, field_transformer=placed)
class IsOneOf(Condition):
    """A category (a grade, a described case) is one of some (A12): ``IsOneOf("integrity", ("violated",))``.

    Source, scheme for new-media directors: 将考核结果分为优秀、良好、合格和不合格四个等级.

    A category that is none of them does not meet the condition, whatever it is.
    """

    measure: str = field(converter=checked_code)
    names: tuple[str, ...] = field(converter=_names, validator=several("'A'"))

    def decide(self, met: Expr, otherwise: Expr) -> Expr:
        return Match(Input(self.measure, kind=Kind.CATEGORY), [(name, met) for name in self.names], otherwise)
