"""Measures and the words that describe them: units, directions, cadences."""

from __future__ import annotations

from collections.abc import Iterable
from enum import unique
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen
from attrs.converters import optional

from perfkpi.asking import Asking
from perfkpi.errors import Choice, Code, DefinitionError, PerfKpiError, shown
from perfkpi.labels import Label, as_label
from perfkpi.language import Absent, Expr, Input
from perfkpi.model.measurement.declarations import as_absences, as_currency, as_factor, as_grouping, as_units
from perfkpi.model.measurement.notation import Notation
from perfkpi.model.parameters.validation import checked_code, optional_instance, placed

_PLAIN = Notation()


@frozen(eq=False, field_transformer=placed)
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
    factor: Fraction = field(default=Fraction(1), converter=as_factor, kw_only=True)


Unit.NUMBER = Unit("number")
Unit.PERCENT = Unit("percent", label=Label(zh="%", en="%"), factor=100)
Unit.TIMES = Unit("times", label=Label(zh="次", en="times"))
Unit.COUNT = Unit("count")
Unit.POINTS = Unit("points", label=Label(zh="分", en="points"))
Unit.DAYS = Unit("days", label=Label(zh="天", en="days"))
Unit.HOURS = Unit("hours", label=Label(zh="小时", en="hours"))
Unit.YUAN = Unit("yuan", label=Label(zh="元", en="yuan"))

_UNITS = {each.code: each for each in vars(Unit).values() if isinstance(each, Unit)}


def as_unit(value: Unit | str) -> Unit:
    """Convert a unit, for attrs: ``"percent"`` is ``Unit.PERCENT``, and so are all that have a name.

    Raises:
        DefinitionError: a text that names none, or anything else.
    """
    found: object = _UNITS.get(value) if isinstance(value, str) else value
    if isinstance(found, Unit):
        return found
    texts = list(map(repr, _UNITS))
    raise DefinitionError(
        Code.WRONG_TYPE,
        en=f"{shown(value)} is not a Unit; choose {', '.join(texts)}, or write Unit(...)",
        zh=f"{shown(value, 'zh')} 不是单位；请选择 {'、'.join(texts)}，或写 Unit(...)",
        value=value,
    )


@unique
class Direction(Choice):
    """Which way is better."""

    HIGHER_IS_BETTER = "higher"
    LOWER_IS_BETTER = "lower"
    ON_TARGET = "on_target"

    @property
    def label(self) -> Label:
        """The direction as HR reads it."""
        return _DIRECTIONS[self]


_DIRECTIONS = {
    Direction.HIGHER_IS_BETTER: Label(zh="越高越好", en="higher is better"),
    Direction.LOWER_IS_BETTER: Label(zh="越低越好", en="lower is better"),
    Direction.ON_TARGET: Label(zh="越接近目标越好", en="the closer to the target the better"),
}


@unique
class Frequency(Choice):
    """How often an indicator is appraised (考核周期)."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"
    PROJECT = "project"
    CONTINUOUS = "continuous"

    @property
    def label(self) -> Label:
        """The frequency as HR reads it."""
        return _FREQUENCIES[self]


_FREQUENCIES = {
    Frequency.WEEKLY: Label(zh="每周", en="weekly"),
    Frequency.MONTHLY: Label(zh="月度", en="monthly"),
    Frequency.QUARTERLY: Label(zh="季度", en="quarterly"),
    Frequency.SEMIANNUAL: Label(zh="半年度", en="half-yearly"),
    Frequency.ANNUAL: Label(zh="年度", en="yearly"),
    Frequency.PROJECT: Label(zh="按项目", en="by project"),
    Frequency.CONTINUOUS: Label(zh="持续", en="continuous"),
}


@frozen(eq=False, field_transformer=placed)
class Measure(Asking):
    """A raw input by name, with what HR calls it and how its source writes it.

    What is declared here holds in every reading: ``appraise``, ``score_batch``, ``Population.of``, ``reduce_records``
    and ``reduce_table``. It is about texts; a figure that is given as a number is that number. Texts are compared
    without surrounding space, full-width forms as the usual ones.

    Attributes:
        code: the name in formulas and data; NFKC-normalised, Chinese is welcome.
        name: the label that explanations use.
        unit: how its numbers are shown.
        recorded_in: ``Unit.PERCENT`` where the column holds 12 for 12 %, ``Unit.NUMBER`` where it holds 0.12; it must
            be said of a column that is compared with a percentage. ``None``: the numbers mean themselves.
        absent: texts that stand for no figure, ``("", "N/A", "-", "无")``: not measured, unless a mapping or pairs say
            why else, ``{"未到期": Absent.NOT_DUE}``. Grades know them, too. Kept as pairs in the order of the texts.
        grouping: the sign between groups of three digits: ``","``, ``" "`` or ``"'"``; ``"1,234.5"`` is 1234.5 then,
            and ``"1,23"`` stays invalid.
        currency: signs before or behind a number that do not change it: ``("¥", "元")``.
        units: words behind a number and what they multiply it by: ``(("万元", 10000), ("元", 1))``. Like a percent
            sign, a unit says itself what the number is, whatever the column is recorded in.

    Raises:
        DefinitionError: a text or word that could be read in two ways: an absent text that is a number, a currency
            sign that is a unit, a word that stands twice.
    """

    code: str = field(converter=checked_code)
    name: Label | None = field(default=None, converter=optional(as_label))
    unit: Unit = field(default=Unit.NUMBER, converter=as_unit, kw_only=True)
    recorded_in: Unit | None = field(default=None, converter=optional(as_unit), kw_only=True)
    absent: tuple[tuple[str, Absent], ...] = field(default=(), converter=as_absences, kw_only=True)
    grouping: str | None = field(default=None, converter=as_grouping, kw_only=True)
    currency: tuple[str, ...] = field(default=(), converter=as_currency, kw_only=True)
    units: tuple[tuple[str, Fraction], ...] = field(default=(), converter=as_units, kw_only=True)

    def __attrs_post_init__(self) -> None:
        try:
            _ = self.notation
        except PerfKpiError as error:
            raise error.at("Measure") from None

    @property
    def notation(self) -> Notation | None:
        """How its source writes it; ``None`` where nothing is declared."""
        recorded = Fraction(1) if self.recorded_in is None else self.recorded_in.factor
        found = Notation(self.absent, self.grouping, self.currency, self.units, recorded)
        return None if found == _PLAIN else found


def notations_of(measures: Iterable[Measure]) -> dict[str, Notation]:
    """Collect how the sources of measures write them, by the measure's code; only where something is declared of it."""
    return {measure.code: found for measure in measures if (found := measure.notation) is not None}


def recorded_factors(measures: Iterable[Measure]) -> dict[str, Expr]:
    """Express what stands for each measure whose column is recorded in another unit, by its code."""
    return {
        measure.code: Input(measure.code) * (1 / measure.recorded_in.factor)
        for measure in measures
        if measure.recorded_in is not None and measure.recorded_in.factor != 1
    }
