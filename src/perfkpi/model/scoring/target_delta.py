"""Points per unit of movement from a target (R2, 加减分法)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import unique
from fractions import Fraction

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Choice, Code, DefinitionError, shown
from perfkpi.language import Const, Edge, Expr, Named, Role, Round, RoundingMode, decide
from perfkpi.model.measures import Direction
from perfkpi.model.parameters import (
    Parameter,
    as_parameter,
    express_parameter,
    if_not_negative,
    if_positive,
    invalid_parameter,
    optional_parameter,
    varies,
)
from perfkpi.model.scoring.bounded import BoundedScoring, FloorPoints
from perfkpi.model.scoring.rule import absolute, as_direction, quotient
from perfkpi.model.validation import instance, placed
from perfkpi.numerals import written

__all__ = ["Additive", "Counting", "Relative", "TargetDelta"]


@unique
class Counting(Choice):
    """Which part of a unit counts."""

    PROPORTIONAL = "proportional"
    """Half a unit earns half the rate."""
    FULL_UNITS = "full_units"
    """Only whole units count; what is left over, towards the target, does not."""
    STARTED_UNITS = "started_units"
    """A unit that has begun counts as a whole one (不足一个按一个计)."""


_COUNTED = {Counting.FULL_UNITS: RoundingMode.DOWN, Counting.STARTED_UNITS: RoundingMode.UP}


def _refuse_unit(where: str, value: Fraction, example: str) -> DefinitionError:
    return DefinitionError(
        Code.RATE,
        en=f"a unit of movement is greater than 0, not {written(value)}; write {example}",
        zh=f"计分单位必须大于 0，而不是 {written(value)}；请写 {example}",
        where=where,
        value=value,
    )


def check_rate(where: str, rate: Parameter | None) -> None:
    """A rate is written as a positive number; the direction decides what it does."""
    if isinstance(rate, Fraction) and rate < 0:
        raise DefinitionError(
            Code.RATE,
            en=f"a rate is a positive number of points per unit, not {written(rate)}; the direction decides the sign",
            zh=f"加分或减分应写成正数，而不是 {written(rate)}；正负由方向决定",
            where=where,
            value=rate,
        )


@frozen(cache_hash=True, field_transformer=placed)
class Additive(Asking):
    """A unit on the value's own scale: ``Additive("1%")`` is one percentage point, ``Additive("0.1")`` a tenth."""

    step: Parameter = field(converter=as_parameter)

    def __attrs_post_init__(self) -> None:
        if isinstance(self.step, Fraction) and self.step <= 0:
            raise _refuse_unit("Additive.step", self.step, "Additive('1%')")

    def express(self, target: Expr) -> Expr:
        """The size of one unit."""
        del target
        return express_parameter(self.step)

    def varies_with(self, target: Parameter) -> bool:
        """Whether the size differs from person to person."""
        del target
        return varies(self.step)

    def in_units_of_the_value(self, name: str) -> Iterator[tuple[str, Parameter, bool]]:
        """What is compared with the value, as ``Scoring.in_units_of_the_value`` tells it."""
        yield name, self.step, True


@frozen(cache_hash=True, field_transformer=placed)
class Relative(Asking):
    """A unit that is a share of the target's size: ``Relative("3%")`` of a target of 200 is 6."""

    share: Parameter = field(converter=as_parameter)

    def __attrs_post_init__(self) -> None:
        if isinstance(self.share, Fraction) and self.share <= 0:
            raise _refuse_unit("Relative.share", self.share, "Relative('3%')")

    def express(self, target: Expr) -> Expr:
        """The size of one unit: the share of the target, whatever the target's sign."""
        return express_parameter(self.share) * absolute(target)

    def varies_with(self, target: Parameter) -> bool:
        """Whether the size differs from person to person."""
        return varies(self.share, target)

    def in_units_of_the_value(self, name: str) -> Iterator[tuple[str, Parameter, bool]]:
        """A share that varies by person is a percentage in a column, which holds 3 or 0.03 for 3 %."""
        if varies(self.share):
            yield name, self.share, False


_BAD_UNIT = invalid_parameter(
    "unit-not-positive",
    zh="计分单位不是正数（目标值为零或参数无效）",
    en="the unit of movement is not positive (a target of 0, or a bad parameter)",
)
_BAD_RATE = invalid_parameter("negative-rate", zh="加减分标准为负数", en="a rate is negative")


def as_unit(value: Additive | Relative) -> Additive | Relative:
    """An attrs converter: a unit as it is; a bare number does not say what it is a unit of."""
    if isinstance(value, (Additive, Relative)):
        return value
    raise DefinitionError(
        Code.WRONG_TYPE,
        en=f"{shown(value)} does not say what a unit is; write Additive('1%') (of the scale) "
        "or Relative('1%') (of the target)",
        zh=f"{shown(value)} 没有说明计分单位；请写 Additive('1%')（百分点）或 Relative('1%')（目标值的百分之一）",
        value=value,
    )


def _optional_unit(value: Additive | Relative | None) -> Additive | Relative | None:
    return None if value is None else as_unit(value)


@frozen(cache_hash=True, field_transformer=placed)
class TargetDelta(BoundedScoring):
    """Base points at the target, more or fewer for each unit of movement away from it (R2).

    Source, sheet of a finance director: 目标值( )%。增加1个百分点,加( )分;减少1个百分点,减( )分. The unit is explicit,
    so that from 8 % to 9 % is one percentage point and never 12.5 %; so is what a part of a unit counts.

    Attributes:
        target: the target on the value's scale.
        per: the unit, ``Additive`` or ``Relative``; ``loss_per`` where losses have another one.
        gain: points for each unit better than the target; left out, being better earns nothing.
        loss: points (as a positive number) for each unit worse; left out, being worse costs nothing.
        base_points: what meeting the target is worth.
        counting: proportional, full units or started units.
    """

    target: Parameter = field(converter=as_parameter, kw_only=True)
    per: Additive | Relative = field(converter=as_unit, kw_only=True)
    loss_per: Additive | Relative | None = field(default=None, converter=_optional_unit, kw_only=True)
    gain: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)
    loss: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)
    base_points: Parameter = field(converter=as_parameter, kw_only=True)
    counting: Counting = field(validator=instance(Counting, "Counting.PROPORTIONAL"), kw_only=True)
    direction: Direction = field(validator=as_direction, kw_only=True)

    def __attrs_post_init__(self) -> None:
        BoundedScoring.__attrs_post_init__(self)
        self._check_rates()
        relative = [unit for unit in (self.per, self.loss_per) if isinstance(unit, Relative)]
        if self.target == 0 and relative:
            raise DefinitionError(
                Code.TARGET,
                en="a share of a target of 0 is no unit; use Additive, or another target",
                zh="目标值为 0 时没有相对单位；请用 Additive，或换一个目标值",
                where="TargetDelta.target",
                value=self.target,
            )

    def _check_rates(self) -> None:
        check_rate("TargetDelta.gain", self.gain)
        check_rate("TargetDelta.loss", self.loss)
        if not self.gain and not self.loss:
            raise DefinitionError(
                Code.CHOICE_NEEDED,
                en="neither gain nor loss counts, so every value scores the same; give at least one",
                zh="加分和减分都没有给出（或为零），任何数值得分都一样；请至少给出一个",
                where="TargetDelta.gain",
            )
        if self.direction is Direction.ON_TARGET and self.gain is not None:
            raise DefinitionError(
                Code.DIRECTION,
                en="with ON_TARGET nothing is better than the target, so there is no gain; give loss alone",
                zh="方向为“越接近目标越好”时不存在加分；请只给出减分",
                where="TargetDelta.gain",
                value=self.gain,
            )
        if self.cap is not None:
            self.check_counts()

    def check_counts(self) -> None:
        self._check_room("gain", self.gain, self.highest, "cap", "封顶分")
        self._check_room("loss", self.loss, self.lowest, "floor", "保底分")
        self._check_base()

    def _check_room(self, side: str, rate: Parameter | None, limit: FloorPoints, name: str, zh: str) -> None:
        """A rate that can never move the points is a contradiction: nobody writes it on purpose."""
        base = self.base_points
        if not (isinstance(rate, Fraction) and rate and isinstance(limit, Fraction) and isinstance(base, Fraction)):
            return
        if (base >= limit) if name == "cap" else (base <= limit):
            raise DefinitionError(
                Code.LIMITS,
                en=f"{side}={written(rate)} can never count: "
                f"base_points {written(base)} already stand at the {name} {written(limit)}; give "
                f"{name}=",
                zh=f"{side}={written(rate)} 永远不起作用：基准分 {written(base)} 已到{zh} {written(limit)}；"
                f"请给出 {name}=",
                where=f"TargetDelta.{side}",
                value=rate,
            )

    def _check_base(self) -> None:
        base, low, high = self.base_points, self.lowest, self.highest
        if not isinstance(base, Fraction):
            return
        for limit, beyond, en, zh in (
            (low, -1, "below the floor", "低于保底分"),
            (high, 1, "above the cap", "高于封顶分"),
        ):
            if isinstance(limit, Fraction) and (base - limit) * beyond > 0:
                raise DefinitionError(
                    Code.LIMITS,
                    en=f"base_points={written(base)} can never count in full: they stand {en} {written(limit)}; "
                    "correct one of them",
                    zh=f"基准分 {written(base)} {zh} {written(limit)}，永远得不到；请更正其一",
                    where="TargetDelta.base_points",
                    value=base,
                )

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        yield "target", self.target, False
        for name, unit in (("per", self.per), ("loss_per", self.loss_per)):
            if unit is not None:
                yield from unit.in_units_of_the_value(name)

    def express_unbounded(self, value: Expr) -> Expr:
        target = Named(Role.TARGET, "target", express_parameter(self.target))
        gap = Named(Role.STEP, "gap", self._better(value, target))
        units = self._units(gap, target)
        zero = Const(0)
        lost = zero if self.loss is None else units * express_parameter(self.loss)
        gained = zero if self.gain is None else units * express_parameter(self.gain)
        points = express_parameter(self.base_points) + decide(gap, [Edge(zero)], [lost, gained])
        return self._guarded(points, target)

    def _guarded(self, points: Expr, target: Expr) -> Expr:
        """The points, where the constructor would have taken the row's parameters as well."""
        for rate in (self.gain, self.loss):
            if rate is not None:
                points = if_not_negative(express_parameter(rate), _BAD_RATE, points)
        for unit in (self.per, self.loss_per):
            if unit is not None and unit.varies_with(self.target):
                points = if_positive(unit.express(target), _BAD_UNIT, points)
        return points

    def _better(self, value: Expr, target: Expr) -> Expr:
        """How much better than the target, on the value's scale; negative where it is worse."""
        if self.direction is Direction.HIGHER_IS_BETTER:
            return value - target
        if self.direction is Direction.LOWER_IS_BETTER:
            return target - value
        return -absolute(value - target)

    def _units(self, gap: Expr, target: Expr) -> Expr:
        units = quotient(gap, Named(Role.STEP, "unit", self.per.express(target)))
        if self.loss_per is not None:
            lost = quotient(gap, Named(Role.STEP, "loss_unit", self.loss_per.express(target)))
            units = decide(gap, [Edge(Const(0))], [lost, units])
        if self.counting in _COUNTED:
            units = Round(units, 1, _COUNTED[self.counting])
        return Named(Role.STEP, "units", units)
