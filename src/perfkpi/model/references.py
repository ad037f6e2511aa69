"""Formulas that speak of another indicator of the same scorecard."""

from __future__ import annotations

from attrs import field, frozen

from perfkpi.language import Expr, Role, reference
from perfkpi.model.formulas import Formula
from perfkpi.model.validation import checked_code, placed

__all__ = ["PointsOf", "ValueOf"]


@frozen(cache_hash=True, field_transformer=placed)
class ValueOf(Formula):
    """The value of another indicator of the same scorecard, rounded as that card declares.

    Attributes:
        code: of the indicator. A scorecard that has none of that code, or on which indicators speak of each other in a
            circle, refuses it.
    """

    code: str = field(converter=checked_code)

    def express(self) -> Expr:
        return reference(Role.VALUE, self.code)


@frozen(cache_hash=True, field_transformer=placed)
class PointsOf(Formula):
    """The points of another indicator of the same scorecard, or the score of a section, before any missing-data policy.

    Attributes:
        code: of the indicator or section, as for ``ValueOf``.
    """

    code: str = field(converter=checked_code)

    def express(self) -> Expr:
        return reference(Role.POINTS, self.code)
