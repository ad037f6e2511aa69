"""Letter points (R11): each letter that a rater gives is worth its points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from attrs import field, frozen

from perfkpi.labels import Label
from perfkpi.language import Expr
from perfkpi.model.measurement.letters import Letters, as_letters, express_letters, some_letters
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.measurement.scales import Scale, optional_scale
from perfkpi.model.parameters.constraints import Constraint, fixed_direction, of
from perfkpi.model.parameters.constraints import within as on_scale
from perfkpi.model.parameters.validation import placed
from perfkpi.model.scoring.rule import Scoring


@frozen(eq=False, field_transformer=placed)
class LetterPoints(Scoring):
    """What the letter is worth that a rater gave (R11): A 100, B 80.

    Source, sheet of a customer-service director: 根据客户反馈调查结果评定客户满意度. Goes with the formula
    ``Category``. A letter that is not in the list is an invalid value, and its reason names the choices.

    Attributes:
        letters: each letter and its points: ``{"A": 100, "B": 80}``, or pairs.
        scale: the scale of the points; ``None``: that of the scorecard.
    """

    label: ClassVar[Label | None] = Label(zh="等级计分", en="points by letter")

    letters: Letters = field(converter=as_letters, validator=some_letters)
    scale: Scale | None = field(default=None, converter=optional_scale, kw_only=True)

    constraints: ClassVar[tuple[Constraint, ...]] = (
        fixed_direction(Direction.HIGHER_IS_BETTER, "letters have no direction, only points", "等级没有方向，只有分值"),
    )

    def demands(self) -> Iterator[Constraint]:
        if self.scale is not None:
            for _, points in self.letters:
                yield from on_scale(self.scale, of(points, "letters"))

    @property
    def takes_category(self) -> bool:
        return True

    def express(self, value: Expr) -> Expr:
        return express_letters(value, self.letters)
