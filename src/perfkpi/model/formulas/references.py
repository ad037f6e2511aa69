"""Formulas that speak of another indicator of the same scorecard."""

from __future__ import annotations

from typing import ClassVar

from attrs import field, frozen

from perfkpi.labels import Label
from perfkpi.language import Expr, Reference, Role
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.parameters.validation import checked_code, placed


@frozen(eq=False, field_transformer=placed)
class ValueOf(Formula):
    """The value of another indicator of the same scorecard, rounded as that card declares (A12).

    Source, RealNetworks 2009 (SEC, exhibit 10.26): EBITDA pays above 100 % only where revenue is at or above 90 %.

    Attributes:
        code: of the indicator. A scorecard that has none of that code, or on which indicators speak of each other in a
            circle, refuses it.
    """

    label: ClassVar[Label | None] = Label(zh="其他指标的指标值", en="value of another indicator")

    code: str = field(converter=checked_code)

    def express(self) -> Expr:
        return Reference(Role.VALUE, self.code)


@frozen(eq=False, field_transformer=placed)
class PointsOf(Formula):
    """The points of another indicator of the same scorecard, or of a section, before any missing-data policy (A12).

    Source, scheme for new-media directors: 根据公司整体业绩、部门业绩及个人年度绩效考核结果，发放年终奖金.

    Attributes:
        code: of the indicator or section, as for ``ValueOf``.
    """

    label: ClassVar[Label | None] = Label(zh="其他指标的得分", en="points of another indicator")

    code: str = field(converter=checked_code)

    def express(self) -> Expr:
        return Reference(Role.POINTS, self.code)
