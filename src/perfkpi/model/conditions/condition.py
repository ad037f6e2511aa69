"""Conditions (条件): what must hold for a gate to open, a veto to strike or a standard to count as met.

A condition is undefined where a figure that it asks for is; where several are asked, none of them is skipped, so that
their order cannot be seen.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TypeAlias, cast

from attrs import frozen

from perfkpi.asking import Asking
from perfkpi.foreign import is_a
from perfkpi.labels import Label
from perfkpi.language import Caption, Const, Expr, Named, Role, decide_by
from perfkpi.model.parameters.validation import members, placed, tuple_of

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


Conditions: TypeAlias = tuple[Condition, ...]


def as_condition(value: Condition | str) -> Condition:
    """Convert a condition, for attrs: a text is one that was typed."""
    if not is_a(value, str):
        return cast("Condition", value)
    from perfkpi.model.conditions.computed_condition import ComputedCondition  # noqa: PLC0415  # loads the grammar

    return ComputedCondition(cast("str", value))


def as_conditions(conditions: Iterable[Condition | str] | Condition) -> Conditions:
    """Convert conditions to a tuple, for attrs; a text is one that was typed."""
    listed: tuple[Condition | str, ...] = members(conditions, Condition)
    return tuple(map(as_condition, listed))


some_conditions = tuple_of(Condition, "AtLeast('profit', 0)", least=1)
"""The validator of attributes that hold conditions."""
