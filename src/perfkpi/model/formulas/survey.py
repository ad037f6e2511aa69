"""Surveys (F9): means, top boxes and indices of what people answered."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Code
from perfkpi.labels import Label
from perfkpi.language import Add, Expr
from perfkpi.model.formulas.answers import express_answered, number_of_answers
from perfkpi.model.formulas.formula import Formula, Operand, as_operand, optional_operand
from perfkpi.model.measurement.measures import Direction, Unit, as_unit
from perfkpi.model.measurement.scales import Scale, as_scale
from perfkpi.model.parameters.constraints import Constraint, count, different, figure, figures
from perfkpi.model.parameters.validation import as_minimum, as_pairs, placed, several
from perfkpi.model.parameters.varying import express_operand
from perfkpi.numbers import Numeric, exact
from perfkpi.numerals import written

Counts = tuple[tuple[Fraction, Operand], ...]

_FITS = (Direction.HIGHER_IS_BETTER, Direction.ON_TARGET)


def _counts(values: Iterable[tuple[Numeric, Operand]]) -> Counts:
    return as_pairs(
        values,
        exact,
        as_operand,
        en="an answer and the measure with its count; write ((5, 'very_good'), (4, 'good'))",
        zh="“选项分值, 答卷数”；请写 ((5, '非常满意'), (4, '满意'))",
    )


@frozen(eq=False, field_transformer=placed)
class SurveyCounts(Formula):
    """A formula of how many people gave each answer. Subclass it, frozen, and say ``express_value``.

    Attributes:
        counts: pairs of the answer's number and the measure that counts it: ``((5, "very_good"), (4, "good"))``.
        minimum_answers: with fewer answers there is too little data; with none, nothing is applicable.

    Raises:
        DefinitionError: fewer than two answers, or one that stands twice.
    """

    counts: Counts = field(converter=_counts, validator=several("(5, 'very_good')", 0, 1, least=2))
    minimum_answers: int = field(default=1, converter=as_minimum, kw_only=True)

    def figure_demands(self) -> Iterator[Constraint]:
        for place, (_, measure) in enumerate(self.counts):
            yield count(figure(measure, f"counts[{place}]"))

    @abstractmethod
    def express_value(self, counts: Sequence[Expr], answers: Expr) -> Expr:
        """Express the value where enough people answered: from the counts, and from how many answers there are."""

    def express(self) -> Expr:
        counts = [express_operand(measure) for _, measure in self.counts]
        value = self.express_value(counts, number_of_answers(counts))
        return express_answered(counts, self.minimum_answers, value)


@frozen(eq=False, field_transformer=placed)
class SurveyMean(SurveyCounts):
    """The mean answer, from how many people gave each (F9): 客户满意度.

    Source, sheet of a customer-service director: 统计调查结果，计算季度满意度指数. Counts that are negative or no
    whole numbers are invalid values. A mean that a survey tool has computed already is a ``RaterScore`` on the survey's
    scale.
    """

    label: ClassVar[Label | None] = Label(zh="调查平均分", en="survey mean")

    def express_value(self, counts: Sequence[Expr], answers: Expr) -> Expr:
        return Add([count * answer for count, (answer, _) in zip(counts, self.counts, strict=True)]) / answers


@frozen(eq=False, field_transformer=placed)
class TopBoxShare(SurveyCounts):
    """The share of answers that are at least so good (F9, top box, top two boxes).

    Source, sheet of a customer-service director: 统计调查结果，计算季度满意度指数. Undefined and invalid as for
    ``SurveyMean``.

    Attributes:
        at_least: the lowest answer that counts, which is included: 4 on a scale of 5 for the top two boxes.

    Raises:
        DefinitionError: all answers count, or none does.
    """

    label: ClassVar[Label | None] = Label(zh="好评率", en="top-box share")

    at_least: Fraction = field(converter=exact, kw_only=True)
    unit: Unit = field(default=Unit.PERCENT, converter=as_unit, kw_only=True)

    def __attrs_post_init__(self) -> None:
        top = sum(answer >= self.at_least for answer, _ in self.counts)
        if top in (0, len(self.counts)):
            lowest, (some, several_zh) = written(self.at_least), ("all", "所有选项都") if top else ("none", "没有选项")
            en = f"{some} of the answers are at least {lowest}; give the lowest of the top boxes, such as 4 of 5"
            zh = f"{several_zh}不低于 {lowest}；请给出计入的最低选项，如 4"
            raise self.refused(Code.LIMITS, "at_least", en=en, zh=zh)

    def express_value(self, counts: Sequence[Expr], answers: Expr) -> Expr:
        top = [count for count, (answer, _) in zip(counts, self.counts, strict=True) if answer >= self.at_least]
        return Add(top) / answers

    @property
    def fits(self) -> tuple[Direction, ...]:
        return _FITS


@frozen(eq=False, field_transformer=placed)
class SurveyIndex(Formula):
    """A mean answer as an index from 0 to 100 (F9, 满意度指数): ``(mean - low) / (high - low) * 100``.

    Source, sheet of a customer-service director: 统计调查结果，计算季度满意度指数. The worst answer is 0, the best
    100: 3 on a scale from 1 to 5 is 50, not 60. A mean off its scale is an invalid value.

    Attributes:
        mean: the mean answer: a measure, or a ``SurveyMean``.
        scale: the scale of the answers.
        answers: how many people answered, where a minimum is asked for.
        minimum_answers: with fewer answers there is too little data; with none, nothing is applicable.

    Raises:
        DefinitionError: a minimum without the number of answers, or one figure for both.
    """

    label: ClassVar[Label | None] = Label(zh="满意度指数", en="satisfaction index")

    mean: Operand = field(converter=as_operand)
    scale: Scale = field(converter=as_scale, kw_only=True)
    answers: Operand | None = field(default=None, converter=optional_operand, kw_only=True)
    minimum_answers: int = field(default=1, converter=as_minimum, kw_only=True)

    constraints: ClassVar[tuple[Constraint, ...]] = (*different("mean", "answers"), count(figures.answers))

    def __attrs_post_init__(self) -> None:
        if self.answers is None and self.minimum_answers > 1:
            en = "a minimum needs a count of the answers; give answers='answers', or the minimum to the SurveyMean"
            zh = "要求最少答卷数时必须指定答卷数；请给出 answers='答卷数'，或在 SurveyMean 中规定"
            raise self.refused(Code.CHOICE_NEEDED, "minimum_answers", en=en, zh=zh)

    def express(self) -> Expr:
        low, high = self.scale.low, self.scale.high
        mean = self.scale.express_within(express_operand(self.mean))
        index = (mean - low) / (high - low) * 100
        if self.answers is None:
            return index
        return express_answered((express_operand(self.answers),), self.minimum_answers, index)

    @property
    def fits(self) -> tuple[Direction, ...]:
        return _FITS
