"""Adjustments: bonus points and deductions outside the weights (加分项, 减分项)."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError
from perfkpi.labels import Label, as_label
from perfkpi.language import Const, Expr, Max, Min, Named, Role
from perfkpi.model.formulas import Formula
from perfkpi.model.missing import MissingPolicy, Refuse, Reweight
from perfkpi.model.validation import checked_code, instance, placed
from perfkpi.numbers import exact

__all__ = ["Adjustment"]


@frozen(cache_hash=True, field_transformer=placed)
class Adjustment:
    """Points added to the weighted sum before the total is rounded; negative ones are deducted.

    Attributes:
        code: a short name, unique on the scorecard.
        name: what HR calls it.
        formula: the points, such as ``Actual("bonus")`` or ``Computed("-2 × 投诉次数")``.
        floor: the fewest points; must be said.
        cap: the most points; must be said.
        missing: what a missing figure does: ``Refuse`` or ``ZeroPoints``.
    """

    code: str = field(converter=checked_code, kw_only=True)
    name: Label = field(converter=as_label, kw_only=True)
    formula: Formula = field(validator=instance(Formula, "Actual('bonus')"), kw_only=True)
    floor: Fraction = field(converter=exact, kw_only=True)
    cap: Fraction = field(converter=exact, kw_only=True)
    missing: MissingPolicy = field(default=Refuse(), validator=instance(MissingPolicy, "ZeroPoints()"), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.floor > self.cap:
            raise DefinitionError(
                Code.LIMITS,
                en=f"the floor {self.floor} is above the cap {self.cap}; exchange them",
                zh=f"下限 {self.floor} 高于上限 {self.cap}；请对调",
                where="Adjustment.floor",
                value=self.floor,
            )
        if isinstance(self.missing, Reweight):
            raise DefinitionError(
                Code.MISSING_POLICY,
                en="an adjustment has no weight to give away; choose Refuse() or ZeroPoints()",
                zh="加减分项没有权重可以让出；请选择 Refuse() 或 ZeroPoints()",
                where="Adjustment.missing",
                value=self.missing,
            )

    def express(self) -> Expr:
        """The points, bounded and marked."""
        counted = self.missing.express(self.formula.express())
        floor, cap = (
            Named(role, role.value, Const(end)) for role, end in ((Role.FLOOR, self.floor), (Role.CAP, self.cap))
        )
        return Named(Role.ADJUSTMENT, self.code, Min((Max((counted, floor)), cap)))
