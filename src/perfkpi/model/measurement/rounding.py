"""Declared rounding stages. Nothing is rounded anywhere else."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Code, DefinitionError, shown
from perfkpi.language import Expr, Round, RoundingMode
from perfkpi.model.parameters.faults import positive
from perfkpi.model.parameters.validation import optional_instance, placed
from perfkpi.numbers import Numeric
from perfkpi.numerals import finite_places

_MAX_PLACES = 30


def _places(value: int | None) -> int | None:
    if value is None or (type(value) is int and -_MAX_PLACES <= value <= _MAX_PLACES):
        return value
    en = f"places is a whole number from -{_MAX_PLACES} to {_MAX_PLACES}, not {shown(value)}; use step for 0.5"
    zh = f"小数位数应为 -{_MAX_PLACES} 到 {_MAX_PLACES} 的整数，而不是 {shown(value, 'zh')}；0.5 之类请用 step"
    raise DefinitionError(Code.ROUNDING, en=en, zh=zh, value=value)


def _step(value: Numeric | None) -> Fraction | None:
    advice = "write '0.5' for halves", "半分请写 '0.5'"
    return None if value is None else positive(value, Code.ROUNDING, "a rounding step", "修约间隔", advice)


@frozen(eq=False, field_transformer=placed)
class Rounding(Asking):
    """One rounding (A15): to decimal places (negative ones, too) or to a step like 0.5; half-up (四舍五入) by default.

    Half-up is half away from zero, as in ``decimal.ROUND_HALF_UP``.

    Raises:
        DefinitionError: both or neither of ``places`` and ``step``, or a step that is not positive.
    """

    places: int | None = field(default=None, converter=_places)
    step: Fraction | None = field(default=None, converter=_step, kw_only=True)
    mode: RoundingMode = field(default=RoundingMode.HALF_UP, converter=RoundingMode, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if (self.places is None) == (self.step is None):
            en = "a rounding takes places or step, one of them; write Rounding(2) or Rounding(step='0.5')"
            zh = "修约需要给出小数位数或间隔之一；请写 Rounding(2) 或 Rounding(step='0.5')"
            raise DefinitionError(Code.ROUNDING, en=en, zh=zh, where="Rounding", value=(self.places, self.step))

    @property
    def unit(self) -> Fraction:
        """The step: 1/100 for two places."""
        return self.step if self.step is not None else Fraction(10) ** -(self.places or 0)

    def express(self, value: Expr) -> Expr:
        """Express the rounding as a stage of an expression."""
        return Round(value, self.unit, self.mode)


_stage = optional_instance(Rounding, "Rounding(2)")


@frozen(eq=False, field_transformer=placed)
class RoundingPolicy(Asking):
    """Which stages of a scorecard are rounded (A15). By default one: the total, half-up, to two places.

    Source: payroll systems and printed forms that round at each step; GB/T 8170-2008 on how (修约).
    """

    value: Rounding | None = field(default=None, validator=_stage, kw_only=True)
    points: Rounding | None = field(default=None, validator=_stage, kw_only=True)
    contribution: Rounding | None = field(default=None, validator=_stage, kw_only=True)
    section: Rounding | None = field(default=None, validator=_stage, kw_only=True)
    total: Rounding | None = field(default=Rounding(2), validator=_stage, kw_only=True)

    @property
    def places(self) -> int | None:
        """How many decimals a total has; ``None`` where it is left as it is, or they never end."""
        return None if self.total is None else finite_places(self.total.unit)


def rounded(stage: Rounding | None, value: Expr) -> Expr:
    """Express the value after a stage, or as it is where the stage is not declared."""
    return value if stage is None else stage.express(value)
