"""The correction layer of the efficacy-coefficient method (修正指标): further indicators correct a part's score."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar, TypeAlias, cast

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Code, DefinitionError
from perfkpi.labels import CODE_AS_NAME, Label, as_label
from perfkpi.language import Add, Caption, Const, Expr, Max, Min, Mul, Named, Role
from perfkpi.model.adjustments.adjustment import Adjustment
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.conditions.condition import Condition, as_condition
from perfkpi.model.measurement.scales import Scale
from perfkpi.model.parameters.constraints import EXCHANGE, Constraint, its
from perfkpi.model.parameters.faults import chosen, weight_of
from perfkpi.model.parameters.reach import Span
from perfkpi.model.parameters.validation import as_tuple, checked_code, instance, placed, several, tuple_of
from perfkpi.model.scoring.efficacy import EfficacyCoefficient
from perfkpi.numbers import Numeric, exact

_ANALYSIS_COEFFICIENT = Caption("analysis_coefficient", Label(zh="基本指标分析系数", en="analysis coefficient"))
_CORRECTION_COEFFICIENT = Caption("correction_coefficient", Label(zh="综合修正系数", en="correction coefficient"))


def _weight(value: Numeric) -> Fraction:
    return weight_of(value, "an indicator", "指标")


@frozen(eq=False, field_transformer=placed)
class SpecialCoefficient(Asking):
    """A correction coefficient that a condition fixes, whatever the value of the indicator (A14).

    Source, 《中央企业综合绩效评价实施细则》: 如果盈余现金保障倍数分子为正数,分母为负数,单项修正系数确定为1.1.

    Attributes:
        condition: when it is fixed, such as ``AllOf((MoreThan("cash_flow", 0), LessThan("profit", 0)))``.
        coefficient: the coefficient.
    """

    condition: Condition = field(converter=as_condition, validator=instance(Condition, "LessThan('净利润', 0)"))
    coefficient: Fraction = field(converter=exact)


def _special(special: Iterable[SpecialCoefficient]) -> tuple[SpecialCoefficient, ...]:
    return as_tuple(special)


@frozen(eq=False, field_transformer=placed)
class CorrectionIndicator(Asking):
    """An indicator that corrects the score of its part (A14): ``CorrectionIndicator(margin, 10)``.

    Attributes:
        indicator: scored by ``EfficacyCoefficient``; its points do not count, its standard values do.
        weight: its correction weight (修正指标权数); those of a part share the part among them.
        special: what fixes its coefficient, the first that holds.
    """

    indicator: Indicator = field(validator=instance(Indicator, "Indicator(...)"))
    weight: Fraction = field(converter=_weight)
    special: tuple[SpecialCoefficient, ...] = field(
        default=(),
        converter=_special,
        validator=tuple_of(SpecialCoefficient, "SpecialCoefficient(condition, '1.1')"),
        kw_only=True,
    )

    def __attrs_post_init__(self) -> None:
        rule = self.indicator.scoring
        if not isinstance(rule, EfficacyCoefficient):
            en = f"{type(rule).__name__} has no standard values to correct by; score it by EfficacyCoefficient"
            zh = f"{type(rule).__name__} 没有可据以修正的标准值；该指标请使用 EfficacyCoefficient"
            raise self.refused(Code.WRONG_TYPE, "indicator", en=en, zh=zh)
        if self.indicator.missing is not None:
            en = "a correction indicator has no points to replace; leave missing= out, or write FixedCorrection"
            zh = "修正指标没有可由缺失策略替代的得分；请去掉 missing=，或用 FixedCorrection 确定其修正系数"
            missing = self.indicator.missing
            raise self.refused(Code.MISSING_POLICY, "indicator.missing", en=en, zh=zh, value=missing)

    @property
    def code(self) -> str:
        """The code of the indicator."""
        return self.indicator.code

    def express(self, analysis: Expr, low: Fraction, high: Fraction) -> Expr:
        """Express the correction coefficient (单项修正系数), given the analysis coefficient of its part."""
        rule = cast("EfficacyCoefficient", self.indicator.scoring)
        place = self.indicator.in_the_data(rule.express_place(self.indicator.formula.express()))
        coefficient: Expr = Min((Max((1 + (place - analysis), Const(low))), Const(high)))
        for special in reversed(self.special):
            coefficient = special.condition.decide(Const(special.coefficient), coefficient)
        return coefficient


@frozen(eq=False, field_transformer=placed)
class FixedCorrection(Asking):
    """A correction indicator without standard values in its industry (A14): its coefficient is fixed, officially 1.0.

    Source, 《中央企业综合绩效评价实施细则》: 如果个别指标难以确定行业标准,该指标单项修正系数确定为1.0.

    Attributes:
        code: a short name.
        name: what HR calls it.
        weight: its correction weight.
        coefficient: the coefficient.
    """

    code: str = field(converter=checked_code)
    weight: Fraction = field(converter=_weight)
    name: Label = field(default=CODE_AS_NAME, converter=as_label, kw_only=True)
    coefficient: Fraction = field(default=Fraction(1), converter=exact, kw_only=True)

    def express(self, analysis: Expr, low: Fraction, high: Fraction) -> Expr:
        """Express the correction coefficient: what was fixed."""
        del analysis, low, high
        return Const(self.coefficient)


Correction: TypeAlias = CorrectionIndicator | FixedCorrection


def _corrections(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    found = as_tuple(corrections)
    en, zh = (
        "corrects nothing; write CorrectionIndicator(margin, 10)",
        "不是修正指标；请写 CorrectionIndicator(margin, 10)",
    )
    for position, each in enumerate(found):
        chosen(each, (CorrectionIndicator, FixedCorrection), en, zh, code=Code.WRONG_TYPE, where=f"[{position}]")
    return found


@frozen(eq=False, field_transformer=placed)
class EfficacyCorrection(Adjustment):
    """The score of a part times its correction coefficient (A14, 修正指标): a step of the section that scores the part.

    Source, 国资委《中央企业综合绩效评价实施细则》 (国资发评价〔2006〕157号):
    各部分修正后得分=各部分基本指标分数×该部分综合修正系数; 某部分综合修正系数=∑该部分各修正指标加权修正系数;
    某指标加权修正系数=(修正指标权数/该部分权数)×该指标单项修正系数;
    某指标单项修正系数=1.0+(本档标准系数+功效系数×0.2-该部分基本指标分析系数), 控制修正幅度为0.7~1.3;
    某部分基本指标分析系数=该部分基本指标得分/该部分权数. 达到优秀值以上: 1.2+本档标准系数-该部分基本指标分析系数;
    处于较差值以下: 1.0-该部分基本指标分析系数.

    The part's weight is the full mark of its section; the correction weights of a part add up to it, so that each
    counts by its share of their sum. From the excellent value on, the coefficient of the band is the best one, 1.0, as
    in published calculations. A corrected score may exceed the full mark of its part; a limit is a step of its own.

    Attributes:
        corrections: the correction indicators of the part.
        low: the smallest coefficient of one indicator; left out, the official 0.7.
        high: the largest one; left out, the official 1.3. A coefficient that was fixed is not held to them.

    Raises:
        DefinitionError: no indicators, one code twice, bounds upside down, a section whose scale does not begin at 0.
    """

    corrections: tuple[Correction, ...] = field(
        converter=_corrections, validator=several("CorrectionIndicator(margin, 10)", "code"), kw_only=True
    )
    low: Fraction = field(default=Fraction(7, 10), converter=exact, kw_only=True)
    high: Fraction = field(default=Fraction(13, 10), converter=exact, kw_only=True)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        Constraint("coefficients-crossed", its.low < its.high, advice=EXCHANGE),
    )

    def express(self, running: Expr, scale: Scale) -> Expr:
        if scale.low != 0:
            en = f"a part is corrected as a share of its weight, from 0 on, not on the scale {scale}"
            zh = f"修正以该部分权数为基础，从 0 开始，分制 {scale} 不适用"
            raise DefinitionError(Code.SCALE, en=en, zh=zh, where="EfficacyCorrection", value=scale)
        analysis = Named(Role.STEP, _ANALYSIS_COEFFICIENT, running / scale.high)
        total = sum(each.weight for each in self.corrections)
        weighted = [
            Mul((Const(each.weight / total), Named(Role.STEP, each.code, each.express(analysis, self.low, self.high))))
            for each in self.corrections
        ]
        coefficient = Named(Role.STEP, _CORRECTION_COEFFICIENT, Add(weighted))
        return running * (coefficient - 1)

    def reach(self, running: Span, scale: Scale) -> Span:
        fixed = [each.coefficient for each in self.corrections if isinstance(each, FixedCorrection)]
        fixed += [
            special.coefficient
            for each in self.corrections
            if isinstance(each, CorrectionIndicator)
            for special in each.special
        ]
        return running.times(min([self.low, *fixed]), max([self.high, *fixed]))
