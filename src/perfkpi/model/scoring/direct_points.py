"""Direct points (R11): what a rater gives is the points."""

from __future__ import annotations

from typing import ClassVar

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError
from perfkpi.labels import Label
from perfkpi.language import Expr
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.measurement.measures import Direction, Unit
from perfkpi.model.measurement.scales import Scale, optional_scale, within
from perfkpi.model.parameters.constraints import Constraint, fixed_direction
from perfkpi.model.parameters.validation import placed
from perfkpi.model.scoring.rule import Scoring


@frozen(eq=False, field_transformer=placed)
class DirectPoints(Scoring):
    """The points are the value itself, as a rater gave it (R11): 满分为10分.

    Source, sheet of a customer-service director: 根据客户反馈调查结果评定客户满意度，满分为10分.

    A value off the scale is an invalid value, not the nearest end. A percentage is no rating, nor is a score that was
    given on another scale: an indicator refuses both.

    Attributes:
        scale: the scale on which is rated, ``DirectPoints(10)``; ``None``: that of the scorecard.
    """

    label: ClassVar[Label | None] = Label(zh="评分即得分", en="rating as points")

    scale: Scale | None = field(default=None, converter=optional_scale)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        fixed_direction(
            Direction.HIGHER_IS_BETTER,
            "the rating is the points, so a higher one is better",
            "评分就是得分，因此越高越好",
            ("turn a scale on which 1 is best into LetterPoints", "如果 1 分最好，请用 LetterPoints 换算"),
        ),
    )

    def check_formula(self, formula: Formula) -> None:
        """Check the value's scale, as the value is the points: 5 of 5 is not 5 of 100, nor is 95 % 0.95 of 100."""
        if self.scale is None:
            return  # it is asked again where the scorecard tells
        given = formula.scored_on
        if given is not None and not (given.has_marks_of(self.scale) and within(given.top, self.scale.top)):
            rule = f"DirectPoints(scale={given.spelled()})"
            en = f"a score on {given} is not points on {self.scale}; write {rule}, and for the card a ScalePolicy"
            zh = f"{given} 上的评分不是 {self.scale} 上的得分；请写 {rule}，并由考核表以 ScalePolicy 换算"
            raise DefinitionError(Code.SCALE_MISMATCH, en=en, zh=zh, where="scoring.scale", value=self.scale)
        if formula.unit == Unit.PERCENT and self.scale.high > 1:
            rule = "Attainment(target='100%')"
            en = f"a percentage such as 95% is 0.95 points on the scale {self.scale}; make points of it by {rule}"
            zh = f"百分比如 95% 在分制 {self.scale} 上只是 0.95 分；请改用能换算成得分的规则，如 {rule}"
            raise DefinitionError(Code.SCALE_MISMATCH, en=en, zh=zh, where="scoring", value=self)

    def express(self, value: Expr) -> Expr:
        return self.points_scale.express_within(value)
