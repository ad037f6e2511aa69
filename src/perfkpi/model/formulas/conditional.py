"""A formula that depends on a condition."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from perfkpi.labels import Label
from perfkpi.language import Expr
from perfkpi.model.conditions.condition import Condition, as_condition
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.parameters.parameter import Parameter, as_parameter, declared_ends
from perfkpi.model.parameters.validation import instance, placed
from perfkpi.model.parameters.varying import express_parameter


@frozen(eq=False, field_transformer=placed)
class Conditional(Formula):
    """One of two figures: ``Conditional(AtLeast("safety", 1), then=120, otherwise=100)`` (A7).

    Source, RealNetworks 2009 (SEC, exhibit 10.26): EBITDA pays above 100 % only where revenue is at or above 90 %.

    As a cap it makes the most points depend on another measure; as a target it follows the size of a task.

    Attributes:
        condition: what decides; the value is undefined where it is.
        then: a number, a ``Field`` or a formula: the value where the condition holds.
        otherwise: the value where it does not. The one that is not taken may be undefined.
    """

    label: ClassVar[Label | None] = Label(zh="按条件取值", en="figure by condition")

    condition: Condition = field(converter=as_condition, validator=instance(Condition, "AtLeast('profit', 0)"))
    then: Parameter = field(converter=as_parameter, kw_only=True)
    otherwise: Parameter = field(converter=as_parameter, kw_only=True)

    @property
    def declared_ends(self) -> tuple[Fraction | None, Fraction | None]:
        lows, highs = zip(*map(declared_ends, (self.then, self.otherwise)), strict=True)
        return None if None in lows else min(lows), None if None in highs else max(highs)

    def express(self) -> Expr:
        return self.condition.decide(express_parameter(self.then), express_parameter(self.otherwise))
