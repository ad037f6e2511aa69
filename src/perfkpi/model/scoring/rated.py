"""Rated scores (R11): the rating is the points, or each letter is worth its points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, ClassVar

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError, listed
from perfkpi.language import Const, Expr, Match, Reason, Status, Undefined
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.measurement.measures import Unit
from perfkpi.model.measurement.scales import Scale, within
from perfkpi.model.parameters.constraints import CORRECT_ONE, Constraint, higher_only, its, of
from perfkpi.model.parameters.faults import check_once, check_some
from perfkpi.model.parameters.validation import as_pair, as_tuple, checked_grade, instance, placed
from perfkpi.model.scoring.rule import Scoring
from perfkpi.numbers import Numeric, exact


def _letters(value: Iterable[tuple[str, Numeric]] | None) -> tuple[tuple[str, Fraction], ...] | None:
    return None if value is None else tuple(map(_letter, as_tuple(value)))


def _letter(pair: tuple[str, Numeric]) -> tuple[str, Fraction]:
    return as_pair(
        pair,
        checked_grade,
        exact,
        en="a letter and its points; write (('A', 100), ('B', 80))",
        zh="“等级, 分数”；请写 (('A', 100), ('B', 80))",
    )


_OFF_SCALE: dict[str, Any] = {
    "en": "a letter is worth {0}, which is off the scale {scale}",
    "zh": "有等级对应 {0} 分，超出量表 {scale}",
    "advice": CORRECT_ONE,
}


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
    letters: tuple[tuple[str, Fraction], ...] | None = field(default=None, converter=_letters, kw_only=True)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        higher_only(
            "the rating is the points, so a higher one is better",
            "评分就是得分，因此越高越好",
            ("turn a scale on which 1 is best into letters", "如果 1 分最好，请用 letters 换算"),
        ),
    )

    def demands(self) -> Iterator[Constraint]:
        for _, points in self.letters or ():
            worth = of(points, "letters", "points")
            for fulfilled in (worth >= its.scale.low, worth <= its.scale.top):
                yield Constraint("points-off-scale", fulfilled, Code.LIMITS, **_OFF_SCALE)

    def __attrs_post_init__(self) -> None:
        if self.letters is None:
            return
        check_some(
            self.letters,
            "Rated.letters",
            "there is no letter to choose; write (('A', 100), ('B', 80)), or leave letters out for a number",
            "没有可选的等级；请写 (('A', 100), ('B', 80))；如果评分是数字，请不要给出 letters",
        )
        check_once([letter for letter, _ in self.letters], "Rated.letters", "grade", "等级")

    def check_formula(self, formula: Formula) -> None:
        """The value is the points, so both stand on one scale: 5 of 5 is not 5 of 100, nor is 95 % 0.95 of 100."""
        given = formula.scored_on
        if given is not None and not (given.has_marks_of(self.scale) and within(given.top, self.scale.top)):
            raise DefinitionError(
                Code.SCALE_MISMATCH,
                en=f"a score on {given} is not points on {self.scale}; write Rated(scale={given.spelled()}), which a "
                "scorecard converts by ScalePolicy.LINEAR or PROPORTIONAL",
                zh=f"{given} 上的评分不是 {self.scale} 上的得分；请写 Rated(scale={given.spelled()})，"
                "并由考核表以 ScalePolicy.LINEAR 或 PROPORTIONAL 换算",
                where="scoring.scale",
                value=self.scale,
            )
        if formula.unit == Unit.PERCENT and self.scale.high > 1:
            raise DefinitionError(
                Code.SCALE_MISMATCH,
                en=f"a percentage such as 95% is 0.95 points on the scale {self.scale}; use a rule that makes points "
                "of it, such as Attainment(target='100%')",
                zh=f"百分比如 95% 在量表 {self.scale} 上只是 0.95 分；"
                "请改用能换算成得分的规则，如 Attainment(target='100%')",
                where="scoring",
                value=self,
            )

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
