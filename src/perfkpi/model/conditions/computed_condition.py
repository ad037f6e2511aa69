"""Conditions that are typed as text."""

from __future__ import annotations

from attrs import field, frozen

from perfkpi.errors import Code
from perfkpi.foreign import as_plain
from perfkpi.language import Expr, If
from perfkpi.language.parsing.grammar import parse_condition
from perfkpi.model.conditions.condition import Condition
from perfkpi.model.measurement.percentages import Typed
from perfkpi.model.parameters.faults import chosen
from perfkpi.model.parameters.validation import placed


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
        object.__setattr__(self, "_expression", parse_condition(self.text))

    def typed(self) -> Expr:
        return self._expression

    def express(self) -> Expr:
        return self._expression

    def decide(self, met: Expr, otherwise: Expr) -> Expr:
        return If(self._expression, met, otherwise)
