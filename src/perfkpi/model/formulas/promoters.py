"""Net promoter scores (F9)."""

from __future__ import annotations

from enum import unique
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Choice, Code, cut
from perfkpi.labels import Label
from perfkpi.language import Expr
from perfkpi.model.formulas.answers import express_answered, number_of_answers
from perfkpi.model.formulas.formula import Formula, Operand, as_operand
from perfkpi.model.measurement.measures import Direction, Unit
from perfkpi.model.parameters.constraints import Constraint, count, different, figures
from perfkpi.model.parameters.validation import as_minimum, placed
from perfkpi.model.parameters.varying import express_operand


@unique
class PromoterScale(Choice):
    """How a net promoter score is written: practice disagrees, so it is said."""

    NUMBER = "number"
    """From -100 to 100: 42."""
    PERCENT = "percent"
    """From -100 % to 100 %: 42 %, which is 0.42."""


@frozen(eq=False, field_transformer=placed)
class NetPromoterScore(Formula):
    """The share of promoters less that of detractors (F9, NPS, 净推荐值).

    Source, the published rule: on a question from 0 to 10, the percentage of answers 9 and 10 minus that of answers 0
    to 6; 7 and 8 count in the number of answers alone. Counts that are negative or no whole numbers are invalid
    values.

    Attributes:
        promoters: how many answered 9 or 10.
        passives: how many answered 7 or 8.
        detractors: how many answered 0 to 6.
        written: as a number from -100 to 100, or as a percentage.
        minimum_answers: with fewer answers there is too little data; with none, nothing is applicable.

    Raises:
        DefinitionError: two of them are the same figure, or a unit that contradicts ``written``.
    """

    label: ClassVar[Label | None] = Label(zh="净推荐值", en="net promoter score")

    promoters: Operand = field(converter=as_operand, kw_only=True)
    passives: Operand = field(converter=as_operand, kw_only=True)
    detractors: Operand = field(converter=as_operand, kw_only=True)
    written: PromoterScale = field(converter=PromoterScale, kw_only=True)
    minimum_answers: int = field(default=1, converter=as_minimum, kw_only=True)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        *different("promoters", "passives", "detractors"),
        count(figures.promoters),
        count(figures.passives),
        count(figures.detractors),
    )

    def __attrs_post_init__(self) -> None:
        if self.written is PromoterScale.PERCENT and self.unit == Unit.NUMBER:
            object.__setattr__(self, "unit", Unit.PERCENT)
        if (self.unit == Unit.PERCENT) is not (self.written is PromoterScale.PERCENT):
            en = f"written as {self.written.name}, the score cannot have the unit {cut(self.unit.code)}; leave it out"
            zh = f"写成 {self.written.name} 的净推荐值不能使用单位 {cut(self.unit.code)}；请不要给出单位"
            raise self.refused(Code.SCALE_MISMATCH, "unit", en=en, zh=zh)

    def express(self) -> Expr:
        promoters, passives, detractors = map(express_operand, (self.promoters, self.passives, self.detractors))
        counts = (promoters, passives, detractors)
        score = (promoters - detractors) / number_of_answers(counts)
        if self.written is PromoterScale.NUMBER:
            score = score * 100
        return express_answered(counts, self.minimum_answers, score)

    @property
    def fits(self) -> tuple[Direction, ...]:
        return (Direction.HIGHER_IS_BETTER, Direction.ON_TARGET)
