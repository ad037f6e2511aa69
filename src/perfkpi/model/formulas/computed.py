"""Formulas that are typed as text (F16)."""

from __future__ import annotations

from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Code, cut
from perfkpi.foreign import as_plain
from perfkpi.labels import Label
from perfkpi.language import Expr, Sign, lift, minds_signs, with_any_divisor
from perfkpi.language.parsing.grammar import functions_called, parse
from perfkpi.language.parsing.parse_notes import Parsed
from perfkpi.language.parsing.token_kinds import ORIGINAL_FUNCTIONS
from perfkpi.model.changes import Change, Changes, never_negative
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.measurement.measures import Unit
from perfkpi.model.measurement.percentages import Typed
from perfkpi.model.parameters.faults import chosen
from perfkpi.model.parameters.validation import placed

CALLS_A_FUNCTION = Change(
    "text",
    since=2,
    affects=lambda formula: not functions_called(formula.text) <= ORIGINAL_FUNCTIONS,
    en="it calls a function that schema 1 had not, where such a word with its brackets was a name, if anything; "
    'quote the whole name for what was meant, write "schema": 2 for the function',
    zh="其中的函数在 schema 1 中还没有，那时这样的词连同括号至多是名称；按原含义请给整个名称加引号，如指函数请写 "
    '"schema": 2',
    said=True,
)
"""Texts in which ``average(a)`` was the name of a measure, and ``mod(a, b)`` nothing at all."""


def as_text(value: str | Expr, en: str, zh: str) -> str | Expr:
    """A text, or the expression that stands in its place; ``en`` and ``zh`` say what is wrong with anything else."""
    found = chosen(value, (str, Expr), en, zh, code=Code.WRONG_TYPE)
    return as_plain(found) if isinstance(found, str) else found


def read_text(text: str | Expr, sign: Sign) -> tuple[Parsed | None, Expr]:
    """What a text was read as, and what it means where a divisor may have a sign, or may not."""
    parsed = parse(text) if isinstance(text, str) else None
    expression = parsed.expression if parsed else lift(text)
    return parsed, expression if sign is Sign.POSITIVE else with_any_divisor(expression)


def _formula(value: str | Expr) -> str | Expr:
    text = "'税后净利润/所有者权益×100%'"
    return as_text(value, f"is not a formula; write text such as {text}", f"不是公式；请写文字，如 {text}")


@frozen(eq=False, field_transformer=placed)
class Computed(Formula, Typed):
    """Any arithmetic of measures, typed as text (F16): ``税后净利润/所有者权益×100%``, ``(期初+期末)/2``.

    Source, sheet of a finance director: 主营业务收入/总资产均值×100%.

    What it divides by must not be 0, nor negative, which would turn the meaning round: the value is then undefined.
    Divisors that are numbers are exempt.

    Attributes:
        text: the formula in the text grammar, or an expression of the language.
        denominator_sign: ``Sign.ANY`` where negative divisors are meant, for all divisions and negative powers.
        parsed: what the text was read as, with every reading that is worth knowing; ``None`` for an expression.

    Raises:
        GrammarError: the text cannot be read; the message points at the character.
    """

    label: ClassVar[Label | None] = Label(zh="文本公式", en="formula typed as text")

    changes: ClassVar[Changes] = (
        CALLS_A_FUNCTION,
        never_negative(lambda formula: minds_signs(formula.express())),
    )

    text: str | Expr = field(converter=_formula)
    denominator_sign: Sign = field(default=Sign.POSITIVE, converter=Sign, kw_only=True)
    parsed: Parsed | None = field(init=False, eq=False, repr=False)
    _expression: Expr = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        parsed, expression = read_text(self.text, self.denominator_sign)
        object.__setattr__(self, "parsed", parsed)
        object.__setattr__(self, "_expression", expression)
        if parsed is None or not parsed.percent:
            return
        if self.unit not in (Unit.NUMBER, Unit.PERCENT):
            en = f"the text ends in ×100%, but the unit is {cut(self.unit.code)}; drop ×100% or say unit='percent'"
            zh = f"公式以 ×100% 结尾，但单位是 {cut(self.unit.code)}；请去掉 ×100% 或写 unit='percent'"
            raise self.refused(Code.SCALE_MISMATCH, "unit", en=en, zh=zh)
        object.__setattr__(self, "unit", Unit.PERCENT)

    def typed(self) -> Expr:
        return self._expression

    def express(self) -> Expr:
        return self._expression
