"""Conditions that are made of others: their opposite, all of them, any of them."""

from __future__ import annotations

from attrs import field, frozen

from perfkpi.labels import Label
from perfkpi.language import Add, All, Any, Caption, Expr, If, Named, Predicate, Role, opposite
from perfkpi.model.conditions.condition import (
    Condition,
    Conditions,
    as_condition,
    as_conditions,
    some_conditions,
)
from perfkpi.model.parameters.validation import instance, placed


@frozen(eq=False, field_transformer=placed)
class Not(Condition):
    """The opposite of a condition (A12); undefined where that is.

    Source, sheet of a customer-service director: 不符合要求得分递减.
    """

    condition: Condition = field(converter=as_condition, validator=instance(Condition, "AtLeast('profit', 0)"))

    def decide(self, met: Expr, otherwise: Expr) -> Expr:
        return self.condition.decide(otherwise, met)

    def express(self) -> Expr:
        inner = self.condition.express()
        return opposite(inner) if isinstance(inner, Predicate) else super().express()


_COUNTED = Caption("conditions_met", Label(zh="达标项数", en="conditions met"))


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
