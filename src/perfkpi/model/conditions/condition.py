"""Conditions (条件): what must hold for a gate to open, a veto to strike or a standard to count as met.

A condition is undefined where a figure that it asks for is; where several are asked, none of them is skipped, so that
their order cannot be seen.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TypeAlias, cast

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Code
from perfkpi.foreign import as_plain, is_a
from perfkpi.labels import Label
from perfkpi.language import Caption, Const, Expr, If, Named, Role, Sentence, decide_by
from perfkpi.model.measurement.percentages import Typed
from perfkpi.model.parameters.faults import chosen
from perfkpi.model.parameters.validation import members, placed, tuple_of

_HOLDS = Label(zh="条件成立", en="condition holds")
_ANSWER = Sentence(_HOLDS, zero=Label(zh="条件不成立", en="condition does not hold"))


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
        return decide_by(Named(Role.CONDITION, Caption(code, _HOLDS, sentence=_ANSWER), self.express()), met, otherwise)


def _text(value: str) -> str:
    en, zh = "is not a condition; write text such as 'accidents >= 1'", "不是条件；请写文字，如 '事故数 >= 1'"
    return as_plain(chosen(value, str, en, zh, code=Code.WRONG_TYPE))


@frozen(eq=False, field_transformer=placed)
class ComputedCondition(Condition, Typed):
    """A condition that is typed as text (F16): ``事故数 >= 1``, ``利润 < 0 或 逾期天数 > 30``.

    Source, rules of vetoes (一票否决): 有下列情形之一的.

    Wherever a condition is asked for, a text is one of these. What it compares are measures and numbers; nothing of it
    is skipped where a figure is missing.

    Attributes:
        text: as ``if(condition, then, otherwise)`` asks it in the text grammar.

    Raises:
        GrammarError: the text cannot be read; the message points at the character.

    Examples:
        >>> import perfkpi as pk
        >>> pk.adjustments.Veto("safety", "安全", condition="事故数 >= 1").condition
        ComputedCondition(text='事故数 >= 1')
    """

    text: str = field(converter=_text)
    _expression: Expr = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        from perfkpi.language.parsing.grammar import parse_condition  # noqa: PLC0415  # loaded when somebody types

        object.__setattr__(self, "_expression", parse_condition(self.text))

    def typed(self) -> Expr:
        return self._expression

    def express(self) -> Expr:
        return self._expression

    def decide(self, met: Expr, otherwise: Expr) -> Expr:
        return If(self._expression, met, otherwise)


Conditions: TypeAlias = tuple[Condition, ...]


def as_condition(value: Condition | str) -> Condition:
    """Convert a condition, for attrs: a text is one that was typed."""
    return ComputedCondition(cast("str", value)) if is_a(value, str) else cast("Condition", value)


def as_conditions(conditions: Iterable[Condition | str] | Condition) -> Conditions:
    """Convert conditions to a tuple, for attrs; a text is one that was typed."""
    listed: tuple[Condition | str, ...] = members(conditions, Condition)
    return tuple(map(as_condition, listed))


some_conditions = tuple_of(Condition, "AtLeast('profit', 0)", least=1)
"""The validator of attributes that hold conditions."""
