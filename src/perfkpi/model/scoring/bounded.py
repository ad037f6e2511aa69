"""Rules whose points lie between a floor and a cap, and how far these reach on a scorecard."""

from __future__ import annotations

from abc import abstractmethod
from fractions import Fraction
from typing import Self, TypeAlias, cast

from attrs import evolve, field, frozen

from perfkpi.errors import Code
from perfkpi.language import Expr
from perfkpi.model.formulas import Formula
from perfkpi.model.measures import Field
from perfkpi.model.parameters import (
    Parameter,
    between,
    declared_ends,
    express_parameter,
    if_not_negative,
    if_positive,
    invalid_parameter,
    optional_parameter,
    quoted,
    varies,
)
from perfkpi.model.scales import Scale, ScaleCap, Unlimited
from perfkpi.model.scoring.rule import Scoring
from perfkpi.model.validation import placed
from perfkpi.numbers import Numeric
from perfkpi.numerals import written

__all__ = ["BoundedScoring", "CapPoints", "FloorPoints"]

FloorPoints: TypeAlias = Parameter | Unlimited
CapPoints: TypeAlias = Parameter | Unlimited | ScaleCap


def _floor(value: Numeric | Field | Formula | Unlimited | None) -> FloorPoints | None:
    return value if isinstance(value, Unlimited) else optional_parameter(value)


def _cap(value: Numeric | Field | Formula | Unlimited | ScaleCap | None) -> CapPoints | None:
    return value if isinstance(value, (Unlimited, ScaleCap)) else optional_parameter(value)


@frozen(cache_hash=True, field_transformer=placed)
class BoundedScoring(Scoring):
    """A scoring rule whose points stop at a floor and at a cap.

    Attributes:
        floor: the fewest points; ``None`` stands for the low end of the scale, ``UNLIMITED`` for no floor.
        cap: the most points; ``None`` stands for the full mark, unless the scorecard says otherwise for all rules that
            can pay more. More than the full mark is paid only where the scale goes beyond it: a number up to its
            ``up_to``, ``UP_TO`` for all of it, ``UNLIMITED`` under an unlimited one.
    """

    floor: FloorPoints | None = field(default=None, converter=_floor, kw_only=True)
    cap: CapPoints | None = field(default=None, converter=_cap, kw_only=True)

    def __attrs_post_init__(self) -> None:
        floor, cap, scale = self.lowest, self.highest, self.scale
        if isinstance(cap, Fraction) and cap <= scale.low:
            raise self.refused(
                Code.LIMITS,
                "cap",
                en=f"the cap {written(cap)} is not above the low end of the scale {scale}; correct one of them",
                zh=f"封顶分 {written(cap)} 不高于量表 {scale} 的下限；请更正其一",
                value=cap,
            )
        if isinstance(floor, Fraction) and floor >= scale.high:
            raise self.refused(
                Code.LIMITS,
                "floor",
                en=f"the floor {written(floor)} is not below the full mark of the scale {scale}; correct one of them",
                zh=f"保底分 {written(floor)} 不低于量表 {scale} 的满分；请更正其一",
                value=floor,
            )
        if isinstance(floor, Fraction) and isinstance(cap, Fraction) and floor >= cap:
            raise self.refused(
                Code.LIMITS,
                "floor",
                en=f"the floor {written(floor)} is {'above' if floor > cap else 'at'} the cap {written(cap)}; "
                "exchange or correct them",
                zh=f"保底分 {written(floor)} {'高于' if floor > cap else '等于'}封顶分 {written(cap)}；请对调或更正",
                value=floor,
            )
        if not self.can_exceed and self._exceeds_full_mark:
            en, zh = self.instead_of_exceeding
            raise self.refused(
                Code.LIMITS,
                "cap",
                en=f"nothing pays more than the full mark {written(scale.high)} here, so no cap above it counts; {en}",
                zh=f"此规则最多得满分 {written(scale.high)}，高于满分的封顶分不起作用；{zh}",
                value=self.cap,
            )

    @property
    def _exceeds_full_mark(self) -> bool:
        if self.cap is None or isinstance(self.cap, (Unlimited, ScaleCap)):
            return self.cap is not None
        most = declared_ends(self.cap)[1]
        return most is not None and most > self.scale.high

    @property
    def can_exceed(self) -> bool:
        """Whether the rule pays more than the full mark where its cap lets it."""
        return True

    @property
    def instead_of_exceeding(self) -> tuple[str, str]:
        """Of a rule that never pays more: which ones do, in English and Chinese."""
        return "use PiecewiseLinear or Attainment for more", "如需超过满分，请用 PiecewiseLinear 或 Attainment"

    @property
    def lowest(self) -> FloorPoints:
        """The floor, declared or the low end of the scale."""
        return self.scale.low if self.floor is None else self.floor

    @property
    def highest(self) -> Parameter | Unlimited:
        """The cap, declared or the full mark."""
        if isinstance(self.cap, ScaleCap):
            return self.scale.top
        return self.scale.high if self.cap is None else self.cap

    def check_counts(self) -> None:
        """Refuse what can never count within floor and cap; asked when the scorecard says how far these reach."""

    def under(self, level: Scale, *, shares: bool, cap: ScaleCap | None) -> Self:
        own = self._scale_under(level, shares=shares)
        wanted = cap if self.cap is None and self.can_exceed else self.cap
        if isinstance(wanted, ScaleCap):
            if own.up_to is None:
                raise self.refused(
                    Code.SCALE,
                    "cap",
                    en=f"cap=UP_TO is where the scale ends, but {level} does not go beyond its full mark; write "
                    f"{evolve(level, up_to=None).spelled(level.high * Fraction(6, 5))} for the scorecard's scale",
                    zh=f"cap=UP_TO 表示量表的上限，但 {level} 没有超过满分的部分；请把考核表的量表写成，例如 "
                    f"{evolve(level, up_to=None).spelled(level.high * Fraction(6, 5))}",
                    value=self.cap,
                )
            wanted = own.top
        self._check_reach(wanted, own, level, shares=shares)
        rule = self
        if wanted is not self.cap or (wanted is not None and varies(wanted)):
            rule = evolve(self, cap=wanted, scale=evolve(own, up_to=own.top))
        rule.check_counts()
        return rule

    def _check_reach(self, cap: CapPoints | None, own: Scale, level: Scale, *, shares: bool) -> None:
        """A cap lies on the scale of the scorecard, which says how far above the full mark points may go."""
        most = cap if cap is None or isinstance(cap, (Unlimited, ScaleCap)) else declared_ends(cap)[1]
        limit = own.scale_to_write(most, level, shares=shares)
        if limit is not None:
            quoted_cap = "UNLIMITED" if isinstance(most, Unlimited) else written(cast("Fraction", most))
            raise self.refused(
                Code.LIMITS,
                "cap",
                en=f"the cap {quoted_cap} is above the scale {own}, on which nothing exceeds "
                f"{'its limit' if own.exceeds else 'the full mark'}; write {limit} for the scorecard's scale",
                zh=f"封顶分 {quoted_cap} 高于量表 {own} 的上限；请把考核表的量表写成 {limit}",
                value=cap,
            )

    @abstractmethod
    def express_unbounded(self, value: Expr) -> Expr:
        """The points before floor and cap."""

    def express(self, value: Expr) -> Expr:
        return self.if_limits_fit(self.bounded(self.express_unbounded(value)))

    def bounded(self, points: Expr) -> Expr:
        """The points between the floor and the cap, each of them marked."""
        floor, cap = self.lowest, self.highest
        return between(
            points,
            None if isinstance(floor, Unlimited) else express_parameter(floor),
            None if isinstance(cap, Unlimited) else express_parameter(cap),
        )

    def if_limits_fit(self, points: Expr) -> Expr:
        """``points``, where the constructor would have taken a row's floor and cap as well."""
        floor, cap, scale = self.lowest, self.highest, self.scale
        limits = [limit for limit in (floor, cap) if not isinstance(limit, Unlimited)]
        if not varies(*limits):
            return points
        if not isinstance(cap, Unlimited):
            highest = express_parameter(cap)
            if not isinstance(floor, Unlimited):
                crossed = invalid_parameter(
                    "floor-above-cap",
                    zh=f"保底分 {quoted(floor)} 不低于封顶分 {quoted(cap)}",
                    en=f"the floor {quoted(floor)} is not below the cap {quoted(cap)}",
                )
                points = if_positive(highest - express_parameter(floor), crossed, points)
            low = invalid_parameter(
                "cap-too-low",
                zh=f"封顶分不高于量表 {scale} 的下限",
                en=f"the cap is not above the low end of the scale {scale}",
            )
            points = if_positive(highest - scale.low, low, points)
            top = scale.top if self.can_exceed else scale.high
            if (scale.up_to is not None or not self.can_exceed) and not isinstance(top, Unlimited):
                en, zh = (f"scale {scale}", f"量表 {scale}")
                if not self.can_exceed:
                    en, zh = (
                        f"full mark {written(top)}, which nothing exceeds",
                        f"满分 {written(top)}，而此规则不超过满分",
                    )
                high = invalid_parameter("cap-too-high", zh=f"封顶分高于{zh}", en=f"the cap is above the {en}")
                points = if_not_negative(top - highest, high, points)
        if not isinstance(floor, Unlimited):
            full = invalid_parameter(
                "floor-too-high",
                zh=f"保底分不低于量表 {scale} 的满分",
                en=f"the floor is not below the full mark of the scale {scale}",
            )
            points = if_positive(scale.high - express_parameter(floor), full, points)
        return points
