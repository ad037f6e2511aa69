"""Raters' scores (F10): a number on a declared scale."""

from __future__ import annotations

from typing import ClassVar

from attrs import field, frozen

from perfkpi.labels import Label
from perfkpi.language import Expr
from perfkpi.model.formulas.formula import Formula, Operand, as_operand
from perfkpi.model.measurement.scales import Scale, as_scale
from perfkpi.model.parameters.validation import placed
from perfkpi.model.parameters.varying import express_operand


@frozen(eq=False, field_transformer=placed)
class RaterScore(Formula):
    """A score that somebody gave on a declared scale (F10): 满分为10分.

    Source, sheet of a customer-service director: 根据领导团队的能力和表现评定领导能力，满分为10分. A score off its
    scale is an invalid value, not the nearest end.

    Attributes:
        measure: the score, or a formula of several.
        scale: the scale on which it is given.
    """

    label: ClassVar[Label | None] = Label(zh="评分", en="rated score")

    measure: Operand = field(converter=as_operand)
    scale: Scale = field(converter=as_scale, kw_only=True)

    @property
    def scored_on(self) -> Scale:
        return self.scale

    def express(self) -> Expr:
        return self.scale.express_within(express_operand(self.measure))
