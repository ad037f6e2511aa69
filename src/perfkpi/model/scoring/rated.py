"""Rated scores (R11): the rating is the points, or each letter is worth its points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError, listed
from perfkpi.language import Const, Expr, Match, Reason, Status, Undefined
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.measurement.measures import Direction, Unit
from perfkpi.model.measurement.scales import Scale, within
from perfkpi.model.parameters.constraints import Constraint, fixed_direction, of
from perfkpi.model.parameters.constraints import within as on_scale
from perfkpi.model.parameters.validation import as_pairs, checked_grade, instance, placed, several
from perfkpi.model.scoring.rule import Scoring
from perfkpi.numbers import Numeric, exact


def _letters(value: Iterable[tuple[str, Numeric]] | None) -> tuple[tuple[str, Fraction], ...] | None:
    en, zh = "a letter and its points; write (('A', 100), ('B', 80))", "“等级, 分数”；请写 (('A', 100), ('B', 80))"
    return None if value is None else as_pairs(value, checked_grade, exact, en=en, zh=zh)


@frozen(eq=False, field_transformer=placed)
class Rated(Scoring):
    """The points are the rating itself (满分为10分), or what a letter is worth (R11).

    Source, sheet of a customer-service director: 根据客户反馈调查结果评定客户满意度，满分为10分.

    A rating off the scale is an invalid value, not the nearest end. A percentage is no rating, nor is a score that was
    given on another scale: an indicator refuses both.

    Attributes:
        scale: the scale on which is rated; it must be said.
        letters: pairs of letter and points; left out, the value is a number.
    """

    scale: Scale = field(validator=instance(Scale, "Scale(0, 10)"), kw_only=True)
    letters: tuple[tuple[str, Fraction], ...] | None = field(
        default=None, converter=_letters, validator=several("('A', 100)", 0), kw_only=True
    )

    constraints: ClassVar[tuple[Constraint, ...]] = (
        fixed_direction(
            Direction.HIGHER_IS_BETTER,
            "the rating is the points, so a higher one is better",
            "评分就是得分，因此越高越好",
            ("turn a scale on which 1 is best into letters", "如果 1 分最好，请用 letters 换算"),
        ),
    )

    def demands(self) -> Iterator[Constraint]:
        for _, points in self.letters or ():
            yield from on_scale(self.scale, of(points, "letters"))

    def check_formula(self, formula: Formula) -> None:
        """Check the value's scale, as the value is the points: 5 of 5 is not 5 of 100, nor is 95 % 0.95 of 100."""
        given = formula.scored_on
        if given is not None and not (given.has_marks_of(self.scale) and within(given.top, self.scale.top)):
            rule = f"Rated(scale={given.spelled()})"
            en = f"a score on {given} is not points on {self.scale}; write {rule}, and for the card a ScalePolicy"
            zh = f"{given} 上的评分不是 {self.scale} 上的得分；请写 {rule}，并由考核表以 ScalePolicy 换算"
            raise DefinitionError(Code.SCALE_MISMATCH, en=en, zh=zh, where="scoring.scale", value=self.scale)
        if formula.unit == Unit.PERCENT and self.scale.high > 1:
            rule = "Attainment(target='100%')"
            en = f"a percentage such as 95% is 0.95 points on the scale {self.scale}; make points of it by {rule}"
            zh = f"百分比如 95% 在量表 {self.scale} 上只是 0.95 分；请改用能换算成得分的规则，如 {rule}"
            raise DefinitionError(Code.SCALE_MISMATCH, en=en, zh=zh, where="scoring", value=self)

    @property
    def takes_category(self) -> bool:
        return self.letters is not None

    def express(self, value: Expr) -> Expr:
        if self.letters is not None:
            return Match(value, [(letter, Const(points)) for letter, points in self.letters], self._unknown)
        return self.scale.express_within(value)

    @property
    def _unknown(self) -> Expr:
        letters = [letter for letter, _ in self.letters or ()]
        zh, en = (
            f"没有这一等级；可选 {listed(letters, 'zh')}",
            f"there is no such grade; choose {listed(letters, 'en')}",
        )
        return Undefined(Status.INVALID_VALUE, Reason("unknown-grade", zh=zh, en=en))
