"""Conditions (条件): what must hold for a gate to open, a veto to strike or a standard to count as met.

A condition is undefined where a figure that it asks for is; where several are asked, none of them is skipped, so that
their order cannot be seen.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TypeAlias

from attrs import Attribute, field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Code
from perfkpi.labels import Label
from perfkpi.language import (
    Add,
    All,
    Any,
    Caption,
    Compare,
    Const,
    Edge,
    Expr,
    If,
    Input,
    Kind,
    Match,
    Named,
    Predicate,
    Relation,
    Role,
    decide,
    decide_by,
    opposite,
)
from perfkpi.model.formulas.formula import Formula, Operand, as_operand
from perfkpi.model.measurement.measures import Unit
from perfkpi.model.measurement.percentages import Compared, Comparing, check_percent
from perfkpi.model.parameters.faults import chosen
from perfkpi.model.parameters.parameter import Parameter, as_parameter
from perfkpi.model.parameters.validation import as_tuple, checked_code, checked_grade, placed, several, tuple_of
from perfkpi.model.parameters.varying import express_operand, express_parameter

_HOLDS = Label(zh="条件成立", en="condition holds")


@frozen(eq=False, field_transformer=placed)
class Condition(Asking, ABC):
    """Something that holds or does not. Subclass it, frozen, and say ``decide``."""

    @abstractmethod
    def decide(self, met: Expr, otherwise: Expr) -> Expr:
        """Choose ``met`` where the condition holds, ``otherwise`` where it does not."""

    def express(self) -> Expr:
        """Express whether the condition holds: 1 where it does, 0 where it does not."""
        return self.decide(Const(1), Const(0))

    def decide_marked(self, code: str, met: Expr, otherwise: Expr) -> Expr:
        """Decide with a marked step, which tells in explanations whether the condition of that code holds."""
        return decide_by(Named(Role.CONDITION, Caption(code, _HOLDS), self.express()), met, otherwise)


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
        return decide(on, edges, [met if held else otherwise for held in self.relation.holds])

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


def _check_condition(_: Not, __: Attribute[Condition], value: Condition) -> None:
    en, zh = "is not a condition; write for example AtLeast('profit', 0)", "不是条件；请写，例如 AtLeast('利润', 0)"
    chosen(value, Condition, en, zh, code=Code.WRONG_TYPE, where="Not.condition")


@frozen(eq=False, field_transformer=placed)
class Not(Condition):
    """The opposite of a condition (A12); undefined where that is.

    Source, sheet of a customer-service director: 不符合要求得分递减.
    """

    condition: Condition = field(validator=_check_condition)

    def decide(self, met: Expr, otherwise: Expr) -> Expr:
        return self.condition.decide(otherwise, met)

    def express(self) -> Expr:
        inner = self.condition.express()
        return opposite(inner) if isinstance(inner, Predicate) else super().express()


_COUNTED = Caption("conditions_met", Label(zh="达标项数", en="conditions met"))

Conditions: TypeAlias = tuple[Condition, ...]


def as_conditions(conditions: Iterable[Condition]) -> Conditions:
    """Convert conditions to a tuple, for attrs."""
    return as_tuple(conditions)


some_conditions = tuple_of(Condition, "AtLeast('profit', 0)", least=1)
"""The validator of attributes that hold conditions."""


def express_met(conditions: Conditions) -> Expr:
    """Express how many of some conditions hold; undefined where any of them is."""
    return Named(Role.STEP, _COUNTED, Add([condition.express() for condition in conditions]))


@frozen(eq=False, field_transformer=placed)
class AllOf(Condition):
    """Every one of some conditions holds (A12).

    Source, sheet of a customer-service director: 各项指标符合要求.
    """

    conditions: Conditions = field(converter=as_conditions, validator=some_conditions)

    def express(self) -> Expr:
        return All([condition.express() for condition in self.conditions], counted=_COUNTED)

    def decide(self, met: Expr, otherwise: Expr) -> Expr:
        return If(self.express(), met, otherwise)


@frozen(eq=False, field_transformer=placed)
class AnyOf(Condition):
    """At least one of some conditions holds (A12).

    Source, rules of vetoes (一票否决): 有下列情形之一的.
    """

    conditions: Conditions = field(converter=as_conditions, validator=some_conditions)

    def express(self) -> Expr:
        return Any([condition.express() for condition in self.conditions], counted=_COUNTED)

    def decide(self, met: Expr, otherwise: Expr) -> Expr:
        return If(self.express(), met, otherwise)
