"""Points per unit of movement from a target (R2, 加减分法)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Code
from perfkpi.labels import Label
from perfkpi.language import Caption, Const, Edge, Expr, Named, Role, Round, Sentence, decide
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.parameters.constraints import Constraint, its
from perfkpi.model.parameters.parameter import Parameter, as_parameter, marked_target, optional_parameter
from perfkpi.model.parameters.validation import placed
from perfkpi.model.parameters.varying import express_parameter
from perfkpi.model.scoring.bounded import BASE_COUNTS, SLIP, BoundedScoring
from perfkpi.model.scoring.rule import marked_gap, quotient
from perfkpi.model.scoring.units import (
    COUNTED,
    Additive,
    Counting,
    Relative,
    as_unit,
    not_negative,
    optional_unit,
    share_of_target,
)

_UNIT = Caption("unit", Label(zh="计分单位", en="unit"), difference=True)
_LOSS_UNIT = Caption("loss_unit", Label(zh="减分单位", en="unit of loss"), difference=True)
_UNITS = Caption("units", Label(zh="单位数", en="units"))
_GAIN = Caption("gain", Label(zh="每个单位加分", en="points gained per unit"), aside=True)
_LOSS = Caption("loss", Label(zh="每个单位减分", en="points lost per unit"), aside=True)


_BROKEN = {
    Counting.FULL_UNITS: Label(zh="不足一个单位不计", en="only full units count"),
    Counting.STARTED_UNITS: Label(zh="不足一个单位按一个计", en="a started unit counts as a full one"),
}
"""What is said where a unit is broken that does not count in proportion."""


def _changed(zh: str, en: str, unit: Caption, counting: Counting) -> Caption:
    """Build the caption of the points that are gained or lost, of which only a sentence speaks."""
    label = Label(zh=f"每 {{{unit}}} {zh} 分", en=f"{en} for every {{{unit}}}")
    broken = _BROKEN.get(counting)
    cut = None
    if broken is not None:
        zh, en = f"{label.say('zh')}，{broken.say('zh')}", f"{label.say('en')}, {broken.say('en')}"
        cut = str(_UNITS), Label(zh=zh, en=en)
    return Caption(
        "changed", Label(zh="加减分", en="change"), aside=True, sentence=Sentence(label, None, label, cut=cut)
    )


@frozen(eq=False, field_transformer=placed)
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

    label: ClassVar[Label | None] = Label(zh="加减分法", en="target delta")

    target: Parameter = field(converter=as_parameter)
    per: Additive | Relative = field(converter=as_unit, kw_only=True)
    loss_per: Additive | Relative | None = field(default=None, converter=optional_unit, kw_only=True)
    gain: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)
    loss: Parameter | None = field(default=None, converter=optional_parameter, kw_only=True)
    base_points: Parameter = field(converter=as_parameter, kw_only=True)
    counting: Counting = field(converter=Counting, kw_only=True)
    direction: Direction = field(converter=Direction, kw_only=True)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        Constraint(
            "nothing-counts",
            its.gains.is_(True) | its.loses.is_(True),
            Code.CHOICE_NEEDED,
            about=its.gain,
            en="neither gain nor loss counts, so every value scores the same",
            zh="加分和减分都没有给出（或为零），任何数值得分都一样",
            advice=("give at least one", "请至少给出一个"),
            slip=True,
        ),
        Constraint(
            "gain-on-target",
            ~its.gain.given | ~its.direction.is_(Direction.ON_TARGET),
            Code.DIRECTION,
            en="where closest to the target is best, nothing is better than the target, so there is no gain",
            zh="方向为“越接近目标越好”时不存在加分",
            advice=("give loss alone", "请只给出减分"),
        ),
        share_of_target(its.per, its.loss_per),
        not_negative("loss"),
        not_negative("gain"),
        *BASE_COUNTS,
        Constraint(
            "gain-at-cap",
            its.base_points < its.highest,
            about=its.gain,
            when=its.gains.is_(True),
            advice=("gain={gain} can never count, give cap=", "gain={gain} 永远不起作用，请给出 cap="),
            **SLIP,
        ),
        Constraint(
            "loss-at-floor",
            its.base_points > its.lowest,
            about=its.loss,
            when=its.loses.is_(True),
            advice=("loss={loss} can never count, give floor=", "loss={loss} 永远不起作用，请给出 floor="),
            **SLIP,
        ),
    )

    @property
    def gains(self) -> bool:
        """Whether being better earns anything, for whomever."""
        return bool(self.gain)

    @property
    def loses(self) -> bool:
        """Whether being worse costs anything, for whomever."""
        return bool(self.loss)

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        yield "target", self.target, False
        for name, unit in (("per", self.per), ("loss_per", self.loss_per)):
            if unit is not None:
                yield from unit.in_units_of_the_value(name)

    def express_unbounded(self, value: Expr) -> Expr:
        target = marked_target(self.target)
        gap = marked_gap(self.direction, value, target)
        units = self._units(gap, target)
        zero: Expr = Const(0)
        lost = gained = zero
        if self.loss is not None:
            caption = _changed("扣 {loss}", "-{loss}", _UNIT if self.loss_per is None else _LOSS_UNIT, self.counting)
            lost = Named(Role.STEP, caption, units * Named(Role.STEP, _LOSS, express_parameter(self.loss)))
        if self.gain is not None:
            caption = _changed("加 {gain}", "+{gain}", _UNIT, self.counting)
            gained = Named(Role.STEP, caption, units * Named(Role.STEP, _GAIN, express_parameter(self.gain)))
        return express_parameter(self.base_points) + decide(gap, [Edge(zero)], [lost, gained])

    def _units(self, gap: Expr, target: Expr) -> Expr:
        units = quotient(gap, Named(Role.STEP, _UNIT, self.per.express(target)))
        if self.loss_per is not None:
            lost = quotient(gap, Named(Role.STEP, _LOSS_UNIT, self.loss_per.express(target)))
            units = decide(gap, [Edge(Const(0))], [lost, units])
        if self.counting in COUNTED:
            units = Round(units, 1, COUNTED[self.counting])
        return Named(Role.STEP, _UNITS, units)
