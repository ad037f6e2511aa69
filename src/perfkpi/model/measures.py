"""Measures and the words that describe them: units, directions, cadences."""

from __future__ import annotations

from enum import Enum, unique
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.labels import Label
from perfkpi.model.asking import Asking
from perfkpi.model.validation import checked_code, instance, optional_instance, placed
from perfkpi.numbers import Numeric, exact

__all__ = ["Direction", "Field", "Frequency", "Measure", "Unit"]


def _factor(value: Numeric) -> Fraction:
    factor = exact(value)
    if factor <= 0:
        raise DefinitionError(
            Code.SCALE,
            en=f"a display factor is greater than 0, not {shown(value)}; write 100 for percent",
            zh=f"显示倍数必须大于 0，而不是 {shown(value)}；百分数请写 100",
            value=value,
        )
    return factor


@frozen(cache_hash=True, field_transformer=placed)
class Unit(Asking):
    """How a number is shown; it never changes the number.

    Attributes:
        code: a short name, such as ``percent``.
        label: the sign or word behind the number; ``None`` where it needs none.
        factor: what the number is multiplied by for display: 100 for percent, so that 12/100 reads 12%.
    """

    NUMBER: ClassVar[Unit]
    PERCENT: ClassVar[Unit]
    TIMES: ClassVar[Unit]
    COUNT: ClassVar[Unit]
    POINTS: ClassVar[Unit]
    DAYS: ClassVar[Unit]
    HOURS: ClassVar[Unit]
    YUAN: ClassVar[Unit]

    code: str = field(converter=checked_code)
    label: Label | None = field(default=None, validator=optional_instance(Label, "Label(zh='元')"), kw_only=True)
    factor: Fraction = field(default=Fraction(1), converter=_factor, kw_only=True)


Unit.NUMBER = Unit("number")
Unit.PERCENT = Unit("percent", label=Label(zh="%", en="%"), factor=100)
Unit.TIMES = Unit("times", label=Label(zh="次", en="times"))
Unit.COUNT = Unit("count")
Unit.POINTS = Unit("points", label=Label(zh="分", en="points"))
Unit.DAYS = Unit("days", label=Label(zh="天", en="days"))
Unit.HOURS = Unit("hours", label=Label(zh="小时", en="hours"))
Unit.YUAN = Unit("yuan", label=Label(zh="元", en="yuan"))


@unique
class Direction(Enum):
    """Which way is better."""

    HIGHER_IS_BETTER = "higher"
    LOWER_IS_BETTER = "lower"
    ON_TARGET = "on_target"


@unique
class Frequency(Enum):
    """How often an indicator is appraised (考核周期)."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"
    PROJECT = "project"
    CONTINUOUS = "continuous"


@frozen(cache_hash=True, field_transformer=placed)
class Measure(Asking):
    """A raw input by name, with what HR calls it and how the column holds it.

    Attributes:
        code: the name in formulas and data; NFKC-normalised, Chinese is welcome.
        name: the label that explanations use.
        unit: how its numbers are shown.
        recorded_in: ``Unit.PERCENT`` where the column holds 12 for 12 %; ``None``: the numbers mean themselves.
    """

    code: str = field(converter=checked_code)
    name: Label | None = field(
        default=None, validator=optional_instance(Label, "Label(zh='净利润', en='Net profit')"), kw_only=True
    )
    unit: Unit = field(default=Unit.NUMBER, validator=instance(Unit, "Unit.PERCENT"), kw_only=True)
    recorded_in: Unit | None = field(default=None, validator=optional_instance(Unit, "Unit.PERCENT"), kw_only=True)


@frozen(cache_hash=True, field_transformer=placed)
class Field(Asking):
    """A parameter that varies by person (A17, 个性化目标): the column that holds it.

    Source, scheme for account directors: 根据客户总监的实际情况进行个性化目标的制定.
    """

    column: str = field(converter=checked_code)
