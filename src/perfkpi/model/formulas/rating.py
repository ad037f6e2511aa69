"""Ratings (F10): a number on a declared scale, or a letter."""

from __future__ import annotations

from attrs import field, frozen

from perfkpi.language import Expr, Input, Kind
from perfkpi.model.operands import Formula
from perfkpi.model.validation import checked_code, placed

__all__ = ["Grade"]


@frozen(cache_hash=True, field_transformer=placed)
class Grade(Formula):
    """A category as it was given, such as a letter grade (F10)."""

    measure: str = field(converter=checked_code)

    def express(self) -> Expr:
        return Input(self.measure, kind=Kind.CATEGORY)
