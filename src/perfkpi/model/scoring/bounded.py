"""Rules whose points lie between a floor and a cap, and how far these reach on a scorecard."""

from __future__ import annotations

from abc import abstractmethod
from fractions import Fraction
from typing import Any, ClassVar, Self, TypeAlias, cast

from attrs import evolve, field, frozen

from perfkpi.errors import Code
from perfkpi.labels import Label
from perfkpi.language import Expr
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.measurement.scales import HUNDRED, SCALE_TOP, UNLIMITED, Scale, ScaleCap, Unlimited, is_unlimited
from perfkpi.model.parameters.constraints import CORRECT_ONE, EXCHANGE, NEVER_IN_FULL, Constraint, check, its
from perfkpi.model.parameters.parameter import Parameter, between, declared_ends, optional_parameter, varies
from perfkpi.model.parameters.validation import placed
from perfkpi.model.parameters.varying import Field, express_parameter
from perfkpi.model.scoring.rule import Scoring
from perfkpi.numbers import Numeric
from perfkpi.numerals import written

FloorPoints: TypeAlias = Parameter | Unlimited
CapPoints: TypeAlias = Parameter | Unlimited | ScaleCap


def _floor(value: Numeric | Field | Formula | Unlimited | None) -> FloorPoints | None:
    return UNLIMITED if is_unlimited(value) else optional_parameter(cast("Parameter | None", value))


def _cap(value: Numeric | Field | Formula | Unlimited | ScaleCap | None) -> CapPoints | None:
    if isinstance(value, ScaleCap) or (isinstance(value, str) and value == SCALE_TOP.value):
        return SCALE_TOP
    return UNLIMITED if is_unlimited(value) else optional_parameter(cast("Parameter | None", value))


SLIP: dict[str, Any] = {"slip": True, "late": True}
"""What can never count is refused, once it is known how far floor and cap reach, and of one person is no matter."""

BASE_COUNTS = (
    Constraint("base-above-cap", its.base_points <= its.highest, advice=NEVER_IN_FULL, **SLIP),
    Constraint("base-below-floor", its.base_points >= its.lowest, advice=NEVER_IN_FULL, **SLIP),
)
"""That the points of whoever meets the target lie between floor and cap."""

_CAN_EXCEED = its.can_exceed.is_(True)
_NOTHING_EXCEEDS: dict[str, Any] = {
    "when": ~_CAN_EXCEED,
    "about": its.cap,
    "en": "nothing pays more than the full mark {scale.high} here, so no cap above it counts, such as {highest}",
    "zh": "此规则最多得满分 {scale.high}，高于满分的封顶分不起作用，如 {highest}",
    "advice": ("{instead_of_exceeding}", "{instead_of_exceeding}"),
}


@frozen(eq=False, field_transformer=placed)
class BoundedScoring(Scoring):
    """A scoring rule whose points stop at a floor and at a cap.

    Attributes:
        floor: the fewest points; ``None`` stands for the low end of the scale, ``UNLIMITED`` for no floor.
        cap: the most points; ``None`` stands for the full mark, unless the scorecard says otherwise for all rules that
            can pay more. More than the full mark is paid only where the scale goes beyond it: a number up to its
            ``up_to``, ``SCALE_TOP`` for all of it, ``UNLIMITED`` under an unlimited one.
    """

    floor: FloorPoints | None = field(default=None, converter=_floor, kw_only=True)
    cap: CapPoints | None = field(default=None, converter=_cap, kw_only=True)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        Constraint("floor-too-high", its.lowest < its.scale.high, about=its.floor, advice=CORRECT_ONE),
        Constraint(
            "cap-too-high",
            its.highest <= its.scale.top,
            about=its.cap,
            when=its.scale.up_to.given & _CAN_EXCEED,
            advice=CORRECT_ONE,
        ),
        Constraint("cap-too-high", its.highest <= its.scale.high, **_NOTHING_EXCEEDS),
        Constraint("cap-too-high", its.is_said_to_exceed.is_(False), **_NOTHING_EXCEEDS),
        Constraint("cap-too-low", its.highest > its.scale.low, about=its.cap, advice=CORRECT_ONE),
        Constraint("floor-above-cap", its.lowest < its.highest, about=its.floor, advice=EXCHANGE),
    )

    @property
    def is_said_to_exceed(self) -> bool:
        """Whether a cap that is no number of its own is declared to lie above the full mark."""
        if isinstance(self.cap, Formula):
            most = self.cap.declared_ends[1]
            return most is not None and self.scale is not None and most > self.scale.high
        return isinstance(self.cap, (Unlimited, ScaleCap))

    @property
    def can_exceed(self) -> bool:
        """Whether the rule pays more than the full mark where its cap lets it."""
        return True

    @property
    def instead_of_exceeding(self) -> Label:
        """Of a rule that never pays more: which ones do."""
        return Label(
            en="use PiecewiseLinear or Attainment for more", zh="如需超过满分，请用 PiecewiseLinear 或 Attainment"
        )

    @property
    def lowest(self) -> FloorPoints | None:
        """The floor, declared or the low end of the scale; ``None`` where only the scorecard will tell that."""
        return super().lowest if self.floor is None else self.floor

    @property
    def highest(self) -> Parameter | Unlimited | None:
        """The cap, declared or the full mark; ``None`` where only the scorecard will tell that."""
        if isinstance(self.cap, ScaleCap):
            return super().highest
        if self.cap is not None:
            return self.cap
        return None if self.scale is None else self.scale.high

    @property
    def has_limits(self) -> bool:
        return self.cap is not None

    def check_counts(self) -> None:
        """Refuse what can never count within floor and cap; asked when the scorecard says how far these reach."""
        check(self, late=True)

    def under(self, level: Scale, *, shares: bool, cap: ScaleCap | None) -> Self:
        own = self._scale_under(level, shares=shares)
        wanted = cap if self.cap is None and self.can_exceed else self.cap
        if isinstance(wanted, ScaleCap):
            if own.up_to is None:
                wider = evolve(level, up_to=None).spelled(level.high * Fraction(6, 5))
                en = f"cap=SCALE_TOP is where {level} ends, at its full mark; write {wider} for the scorecard's scale"
                zh = f"cap=SCALE_TOP 表示分制的上限，但 {level:zh}没有超过满分的部分；请把考核表的分制写成如 {wider}"
                raise self.refused(Code.SCALE, "cap", en=en, zh=zh)
            wanted = own.top
        self._check_reach(wanted, own, level, shares=shares)
        rule = self
        if wanted is not self.cap or (wanted is not None and varies(wanted)):
            rule = evolve(self, cap=wanted, scale=evolve(own, up_to=own.top))
        rule.check_counts()
        return rule

    def _check_reach(self, cap: CapPoints | None, own: Scale, level: Scale, *, shares: bool) -> None:
        """Check that a cap lies on the scale of the scorecard, which says how far above the full mark points may go."""
        most = cap if cap is None or isinstance(cap, (Unlimited, ScaleCap)) else declared_ends(cap)[1]
        limit = own.scale_to_write(most, level, shares=shares)
        if limit is not None:
            told = "UNLIMITED" if isinstance(most, Unlimited) else written(cast("Fraction", most))
            en = f"the cap {told} is above the most points of the scale {own}; write {limit} for the scorecard's scale"
            zh = f"封顶分 {told} 超过分制（{own:zh}）的上限；请把考核表的分制写成 {limit}"
            raise self.refused(Code.LIMITS, "cap", en=en, zh=zh, value=cap)

    @abstractmethod
    def express_unbounded(self, value: Expr) -> Expr:
        """Express the points before floor and cap."""

    def express(self, value: Expr) -> Expr:
        return self.bounded(self.express_unbounded(value))

    def bounded(self, points: Expr) -> Expr:
        """Hold the points between the floor and the cap, each of them marked."""
        rule = self.placed_on(HUNDRED)  # where it stands by itself
        return between(points, *map(_limit, (rule.lowest, rule.highest)))


def _limit(end: FloorPoints | None) -> Expr | None:
    return None if end is None or isinstance(end, Unlimited) else express_parameter(end)
