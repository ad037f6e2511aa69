"""Units of movement (计分单位): what a rate is for, and which part of a unit counts."""

from __future__ import annotations

from collections.abc import Iterator
from enum import unique
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Choice, Code
from perfkpi.language import Expr, RoundingMode
from perfkpi.model.parameters.constraints import Constrained, Constraint, Path, its
from perfkpi.model.parameters.faults import chosen
from perfkpi.model.parameters.parameter import Parameter, as_parameter, varies
from perfkpi.model.parameters.validation import placed
from perfkpi.model.parameters.varying import express_parameter
from perfkpi.model.scoring.rule import absolute


@unique
class Counting(Choice):
    """Which part of a unit counts."""

    PROPORTIONAL = "proportional"
    """Half a unit earns half the rate."""
    FULL_UNITS = "full_units"
    """Only whole units count; what is left over, towards the target, does not."""
    STARTED_UNITS = "started_units"
    """A unit that has begun counts as a whole one (不足一个按一个计)."""


COUNTED = {Counting.FULL_UNITS: RoundingMode.DOWN, Counting.STARTED_UNITS: RoundingMode.UP}
"""How units are rounded where not every part of one counts."""


@frozen(eq=False, field_transformer=placed)
class Additive(Constrained):
    """A unit on the value's own scale: ``Additive("1%")`` is one percentage point, ``Additive("0.1")`` a tenth."""

    constraints: ClassVar[tuple[Constraint, ...]] = (
        Constraint(
            "unit-not-positive", its.step > 0, Code.RATE, advice=("write Additive('1%')", "请写 Additive('1%')")
        ),
    )

    step: Parameter = field(converter=as_parameter)

    def express(self, target: Expr) -> Expr:
        """Express the size of one unit."""
        del target
        return express_parameter(self.step)

    def in_units_of_the_value(self, name: str) -> Iterator[tuple[str, Parameter, bool]]:
        """List what is compared with the value, as ``Scoring.in_units_of_the_value`` does."""
        yield name, self.step, True


@frozen(eq=False, field_transformer=placed)
class Relative(Constrained):
    """A unit that is a share of the target's size: ``Relative("3%")`` of a target of 200 is 6."""

    constraints: ClassVar[tuple[Constraint, ...]] = (
        Constraint(
            "unit-not-positive", its.share > 0, Code.RATE, advice=("write Relative('3%')", "请写 Relative('3%')")
        ),
    )

    share: Parameter = field(converter=as_parameter)

    def express(self, target: Expr) -> Expr:
        """Express the size of one unit: the share of the target, whatever the target's sign."""
        return express_parameter(self.share) * absolute(target)

    def in_units_of_the_value(self, name: str) -> Iterator[tuple[str, Parameter, bool]]:
        """List a share that varies by person: a percentage in a column, which holds 3 or 0.03 for 3 %."""
        if varies(self.share):
            yield name, self.share, False


def share_of_target(unit: Path, *others: Path) -> Constraint:
    """A relative unit needs a target that has a size.

    Args:
        unit: an attribute that may be such a unit.
        others: further ones.
    """
    relative = unit.is_a(Relative)
    for other in others:
        relative |= other.is_a(Relative)
    return Constraint(
        "unit-not-positive",
        abs(its.target) > 0,
        Code.TARGET,
        when=relative,
        en="a share of a target of {target} is no unit",
        zh="目标值为 {target} 时没有相对单位",
        advice=("use Additive, or another target", "请用 Additive，或换一个目标值"),
    )


_DIRECTION_DECIDES = ("write a positive number, the direction decides the sign", "请写成正数，正负由方向决定")


def not_negative(attribute: str, advice: tuple[str, str] = _DIRECTION_DECIDES) -> Constraint:
    """Require that a rate is written as a number that is not negative; the rule decides what it does."""
    return Constraint("negative-rate", its[attribute] >= 0, Code.RATE, advice=advice)


def costs(advice: tuple[str, str]) -> tuple[Constraint, Constraint]:
    """Require a positive number of a loss that is all that a part of a rule says; 0 can never count."""
    en, zh = "loss={loss} can never count", "loss={loss} 永远不起作用"
    idle = Constraint("idle-rate", its.loss > 0, Code.RATE, en=en, zh=zh, advice=advice, slip=True)
    return not_negative("loss", advice), idle


def as_unit(value: Additive | Relative) -> Additive | Relative:
    """Check that a value is a unit, for attrs; a bare number does not say what it is a unit of."""
    return chosen(
        value,
        (Additive, Relative),
        "does not say what a unit is; write Additive('1%') (of the scale) or Relative('1%') (of the target)",
        "没有说明计分单位；请写 Additive('1%')（百分点）或 Relative('1%')（目标值的百分之一）",
        code=Code.WRONG_TYPE,
    )


def optional_unit(value: Additive | Relative | None) -> Additive | Relative | None:
    """Convert a unit that may be left out."""
    return None if value is None else as_unit(value)
