"""What every scoring rule has: a scale, a direction, and an expression."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import ClassVar, Self

from attrs import evolve, field, frozen

from perfkpi.errors import Code
from perfkpi.labels import Label
from perfkpi.language import (
    Caption,
    Const,
    Div,
    Edge,
    EdgeSide,
    Expr,
    Floor,
    Max,
    Named,
    Role,
    Sentence,
    Sign,
    decide,
)
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.measurement.scales import HUNDRED, Scale, ScaleCap, Unlimited, optional_scale
from perfkpi.model.named_rule import NamedRule
from perfkpi.model.parameters.constraints import guarded
from perfkpi.model.parameters.parameter import Parameter
from perfkpi.model.parameters.validation import placed

ATTAINMENT = Caption.told("attainment", Label(zh="目标达成率", en="attainment"), percent=True)
"""How much of the target is attained, as a step."""

COMPUTED_ATTAINMENT = Caption.computed("attainment", ATTAINMENT.label, percent=True)
"""The same where it is not the actual over the target, and how it is computed is told."""

_WORKED_OUT = Caption.worked_out("worked_out", Label(zh="得分", en="points"))

_GAP = Label(zh="与目标差距", en="gap to target")
_ABOVE, _BELOW = (
    Label(zh="高于目标 {size}", en="{size} above target"),
    Label(zh="低于目标 {size}", en="{size} below target"),
)
_AT = Label(zh="与目标持平", en="on target")
_BESIDE = Label(zh="偏离目标 {size}", en="{size} off target")
_GAPS = {
    Direction.HIGHER_IS_BETTER: Caption("gap", _GAP, difference=True, sentence=Sentence(_ABOVE, _AT, _BELOW)),
    Direction.LOWER_IS_BETTER: Caption("gap", _GAP, difference=True, sentence=Sentence(_BELOW, _AT, _ABOVE)),
    Direction.ON_TARGET: Caption("gap", _GAP, difference=True, sentence=Sentence(None, _AT, _BESIDE)),
}
"""What better and worse mean depends on which way is better; the gap is positive where a value is better."""


@frozen(eq=False, field_transformer=placed)
class Scoring(NamedRule, ABC):
    """A rule that turns an indicator's value into points on a declared scale.

    Subclass it, frozen, and say ``express``: the exact score, the explanation and every other meaning follow.

    Attributes:
        scale: the scale of the points; ``None``: that of the place on the scorecard where the rule stands. A number is
            the full mark of a scale from 0.
        direction: which way the value is better; the points never fall when it moves that way.
    """

    is_guarded: ClassVar[bool] = True

    scale: Scale | None = field(default=None, converter=optional_scale, kw_only=True)
    direction: Direction = field(
        default=Direction.HIGHER_IS_BETTER,
        converter=Direction,
        kw_only=True,
    )

    @abstractmethod
    def express(self, value: Expr) -> Expr:
        """Express the points in terms of the value."""

    def express_points(self, value: Expr) -> Expr:
        """Express the points where a row's own parameters fulfil the constraints of the rule; a scorecard asks this."""
        return guarded(self, self.express(value))

    def in_units_of_the_value(self) -> Iterator[tuple[str, Parameter, bool]]:
        """List parameters that are compared with the value: attribute, parameter, and whether it is a difference."""
        return iter(())

    @property
    def promises_direction(self) -> bool:
        """Whether the points never fall when the value gets better; only a rule typed as text makes no such promise."""
        return True

    @property
    def takes_category(self) -> bool:
        """Whether the value that is scored is a category and not a number."""
        return False

    @property
    def points_scale(self) -> Scale:
        """The scale of the points: what was declared, or what the scorecard says; 0 to 100 where nobody says any."""
        return self.scale or HUNDRED

    @property
    def lowest(self) -> Parameter | Unlimited | None:
        """The fewest points that the rule can give; ``None`` where only the scorecard will tell its scale."""
        return None if self.scale is None else self.scale.low

    @property
    def highest(self) -> Parameter | Unlimited | None:
        """The most points that the rule can give; ``None`` where only the scorecard will tell its scale."""
        return None if self.scale is None else self.scale.top

    def placed_on(self, scale: Scale) -> Self:
        """Give the rule the scale of its place on a scorecard, where it does not say its own.

        Raises:
            DefinitionError: points or limits that do not fit that scale.
        """
        return evolve(self, scale=evolve(scale, up_to=None)) if self.scale is None else self

    def under(self, level: Scale, *, shares: bool, cap: ScaleCap | None) -> Self:
        """Put the rule on a level of a scorecard, whose scale says how far above the full mark its points may go.

        Args:
            level: the scale of the level.
            shares: whether points of another scale keep their share of the full mark, or move along the line.
            cap: what the scorecard says for rules that can pay more and have no cap of their own.

        Raises:
            DefinitionError: points that the scale does not hold.
        """
        del cap
        self._scale_under(level, shares=shares)
        return self

    def _scale_under(self, level: Scale, *, shares: bool) -> Scale:
        """Extend the rule's scale as far as that of its level where it does not say itself how far it goes."""
        said = self.points_scale
        own = said.reaching_as(level, shares=shares)
        if said.up_to is None:
            return own
        limit = own.scale_to_write(said.top, level, shares=shares)
        if limit is None:
            return said
        en = f"the scale {self.scale} goes beyond {level}; write {limit} for the scorecard's scale"
        zh = f"分制 {self.scale:zh}超出 {level:zh}；请把考核表的分制写成 {limit}"
        raise self.refused(Code.LIMITS, "scale", en=en, zh=zh, value=self.scale)

    def check_formula(self, formula: Formula) -> None:
        """Refuse a formula whose values the rule cannot mean; every number is welcome where a rule says nothing."""
        del formula


def absolute(value: Expr) -> Expr:
    """Express ``|value|``."""
    return Max((value, -value)) if not isinstance(value, Const) else Const(abs(value.value))


def better_by(direction: Direction, value: Expr, target: Expr) -> Expr:
    """Express how much better a value is than a target, on the value's scale; negative where it is worse."""
    if direction is Direction.HIGHER_IS_BETTER:
        return value - target
    return target - value if direction is Direction.LOWER_IS_BETTER else -absolute(value - target)


def marked_gap(direction: Direction, value: Expr, target: Expr) -> Expr:
    """Express how much better a value is than a target, marked with what is said of it on either side."""
    return Named(Role.STEP, _GAPS[direction], better_by(direction, value, target))


def worked_out(points: Expr) -> Expr:
    """Mark points of which a brief explanation tells the calculation."""
    return Named(Role.STEP, _WORKED_OUT, points)


def share_of_full_mark(full_mark: Expr, share: Expr) -> Expr:
    """Express a share of the full mark; of 100 points it is told by the share itself."""
    return full_mark * share if full_mark == Const(100) else worked_out(full_mark * share)


def quotient(numerator: Expr, denominator: Expr) -> Expr:
    """Divide for a rule, which says itself what the sign of a denominator means: falling standards, a zero line."""
    return Div(numerator, denominator, sign=Sign.ANY)


def if_whole(number: Expr, refused: Expr, then: Expr) -> Expr:
    """Express ``then`` where a number is a whole one."""
    return decide(number - Floor(number), [Edge(Const(0), EdgeSide.BELOW)], [then, refused])
