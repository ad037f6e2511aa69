"""A measure as it is."""

from __future__ import annotations

import re
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.labels import Label
from perfkpi.language import Expr, Input
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.parameters.validation import checked_code, placed

_SIGNS = re.compile(r"[-+*/×÷%^()（）<>=≥≤,，]")


def as_formula(value: Formula | str) -> Formula:
    """Convert a formula, for attrs: a text is the name of a measure that is taken as it is.

    Raises:
        DefinitionError: a text that may be a formula as well.
    """
    if not isinstance(value, str):
        return value
    if _SIGNS.search(value):
        text = shown(value)
        en = f"{text} may be a formula or a name; write Computed({text}) for the one, Actual({text}) for the other"
        zh = f"{text} 可能是公式，也可能是名称；公式请写 Computed({text})，名称请写 Actual({text})"
        raise DefinitionError(Code.CHOICE_NEEDED, en=en, zh=zh, value=value)
    return Actual(value)


@frozen(eq=False, field_transformer=placed)
class Actual(Formula):
    """A measure as it is: a count, a duration, a rated score (F7, F8, F10, F11).

    Source, indicators of account directors: 客户总监的销售数据、销售额、市场份额.
    """

    label: ClassVar[Label | None] = Label(zh="实际值", en="actual figure")

    measure: str = field(converter=checked_code)

    def express(self) -> Expr:
        return Input(self.measure)
