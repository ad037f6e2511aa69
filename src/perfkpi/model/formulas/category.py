"""Categories (F10): a letter, or any other word, as it was given."""

from __future__ import annotations

from typing import ClassVar

from attrs import field, frozen

from perfkpi.labels import Label
from perfkpi.language import Expr, Input, Kind
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.parameters.validation import checked_code, placed


@frozen(eq=False, field_transformer=placed)
class Category(Formula):
    """A category as it was given, such as a letter grade (F10).

    Source, scheme for new-media directors: 内容质量的评级. ``LetterPoints`` and ``DescribedCases`` score it.

    Attributes:
        measure: the letter or word.
    """

    label: ClassVar[Label | None] = Label(zh="等级评定", en="letter grade")

    measure: str = field(converter=checked_code)

    def express(self) -> Expr:
        return Input(self.measure, kind=Kind.CATEGORY)
