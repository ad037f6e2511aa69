"""Points typed as text (F16): whatever no other rule says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Code
from perfkpi.labels import Label
from perfkpi.language import Choose, Compare, Const, Expr, Input, Max, Min, Program, Sign, minds_signs, substitute
from perfkpi.language.parsing.parse_notes import Parsed
from perfkpi.language.validation import Placeholder
from perfkpi.model.changes import Changes, never_negative
from perfkpi.model.formulas.computed import CALLS_A_FUNCTION, as_text, read_text
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.measurement.percentages import Typed
from perfkpi.model.parameters.parameter import Parameter, marked_target, optional_parameter
from perfkpi.model.parameters.validation import placed
from perfkpi.model.parameters.varying import Field
from perfkpi.model.scoring.bounded import BoundedScoring

_VALUE = ("value", "指标值")
_TARGET = ("target", "目标值")

_NO_TARGET = (
    "the text speaks of a target that is not given; give target=, also for a column: Field('target')",
    "规则用到目标值，但没有给出；请给出 target=，来自数据列时写 Field('目标值')",
)
_IDLE_TARGET = (
    "the text never speaks of the target that is given; call it target or 目标值, or leave target= out",
    "规则没有用到给出的目标值；请写 目标值 或 target，或去掉 target=",
)


def _text(value: str | Expr) -> str | Expr:
    en, zh = (
        "is no rule; write text such as 'if(value >= 90%, 100, 60)'",
        "不是计分规则；请写文字，如 'if(指标值 >= 90%, 100, 60)'",
    )
    return as_text(value, en, zh)


@frozen(eq=False, field_transformer=placed)
class ComputedPoints(BoundedScoring, Typed):
    """Points by a text in the grammar of formulas (F16): ``if(指标值 >= 90%, 100, 60)``.

    Source, sheet of a finance director: 实际值/目标值×100.

    ``value`` (指标值) is the value of the indicator, ``target`` (目标值) the target where one is given; every other
    name is a measure. The points stop at the floor and the cap as everywhere; what is not chosen does not matter.

    Nobody can promise of a text that points never fall when the value gets better, so the direction is what its author
    says it is: it tells how the indicator is read, and nothing checks it (``promises_direction`` is false).

    Attributes:
        text: the rule in the text grammar, or an expression of the language.
        target: what the text calls ``target`` or 目标值.
        denominator_sign: ``Sign.ANY`` where negative divisors are meant, which are otherwise undefined.
        parsed: what the text was read as, with every reading that is worth knowing; ``None`` for an expression.

    Raises:
        GrammarError: the text cannot be read; the message points at the character.
        DefinitionError: a text that never speaks of the value, or of a target that is not given, or not of one that
            is; a text that ends in ×100%, because points are no percentages.
    """

    label: ClassVar[Label | None] = Label(zh="文本计分公式", en="points typed as text")

    changes: ClassVar[Changes] = (
        CALLS_A_FUNCTION,
        never_negative(lambda rule: minds_signs(rule.express_unbounded(Input("value")))),
    )

    text: str | Expr = field(converter=_text)
    target: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)
    direction: Direction = field(converter=Direction, kw_only=True)
    denominator_sign: Sign = field(default=Sign.POSITIVE, converter=Sign, kw_only=True)
    parsed: Parsed | None = field(init=False, eq=False, repr=False)
    _expression: Expr = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        parsed, expression = read_text(self.text, self.denominator_sign)
        object.__setattr__(self, "parsed", parsed)
        object.__setattr__(self, "_expression", expression)
        if self.parsed is not None and self.parsed.percent:
            en = "the text ends in ×100%, which is a factor of 1, but points are no percentages; write ×100"
            zh = "规则以 ×100% 结尾，即乘以 1，但得分不是百分数；请写 ×100"
            raise self.refused(Code.SCALE_MISMATCH, "text", en=en, zh=zh)
        names = {node.name for node in self._expression.inputs()}
        if names.isdisjoint(_VALUE):
            en = "the text never speaks of the value that it scores; call it value or 指标值"
            raise self.refused(Code.CHOICE_NEEDED, "text", en=en, zh="规则没有用到所考核的数值；请写 指标值 或 value")
        if names.isdisjoint(_TARGET) != (self.target is None):
            en, zh = _NO_TARGET if self.target is None else _IDLE_TARGET
            raise self.refused(Code.CHOICE_NEEDED, "target", en=en, zh=zh)

    @property
    def promises_direction(self) -> bool:
        return False

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        if self.target is not None:
            yield "target", self.target, False
        for node, _ in Program(self._expression).steps:
            compared: list[Expr] = []
            if isinstance(node, (Choose, Compare)):
                compared = list(node.compared)
            elif isinstance(node, (Min, Max)):
                compared = list(node.values)
            if any(isinstance(each, Input) and each.name in _VALUE for each in compared):
                yield from (("text", each.value, False) for each in compared if isinstance(each, Const))
                names = [each.name for each in compared if isinstance(each, Input)]
                yield from (("text", Field(name), False) for name in names if name not in (*_VALUE, *_TARGET))

    def typed(self) -> Expr:
        return self.express_unbounded(Input(Placeholder("value")))

    def express_unbounded(self, value: Expr) -> Expr:
        named: dict[str, Expr] = {}
        named.update(dict.fromkeys(_VALUE, value))
        if self.target is not None:
            named.update(dict.fromkeys(_TARGET, marked_target(self.target)))
        return substitute(self._expression, named)
