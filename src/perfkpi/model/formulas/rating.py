"""Ratings (F10): a number on a declared scale, or a letter."""

from __future__ import annotations

from attrs import field, frozen

from perfkpi.language import Expr, Input, Kind
from perfkpi.model.formulas.formula import Formula, Operand, as_operand
from perfkpi.model.measurement.scales import Scale
from perfkpi.model.parameters.validation import checked_code, instance, placed
from perfkpi.model.parameters.varying import express_operand


@frozen(eq=False, field_transformer=placed)
class Rating(Formula):
    """A score that somebody gave on a declared scale (F10): 满分为10分.

    Source, sheet of a customer-service director: 根据领导团队的能力和表现评定领导能力，满分为10分. A rating off its
    scale is an invalid value, not the nearest end.

    Attributes:
        measure: the rating, or a formula of several.
        scale: the scale on which is rated.
    """

    measure: Operand = field(converter=as_operand)
    scale: Scale = field(validator=instance(Scale, "Scale(0, 10)"), kw_only=True)

    @property
    def scored_on(self) -> Scale:
        return self.scale

    def express(self) -> Expr:
        return self.scale.express_within(express_operand(self.measure))


@frozen(eq=False, field_transformer=placed)
class Grade(Formula):
    """A category as it was given, such as a letter grade (F10).

    Source, scheme for new-media directors: 内容质量的评级.
    """

    measure: str = field(converter=checked_code)

    def express(self) -> Expr:
        return Input(self.measure, kind=Kind.CATEGORY)
