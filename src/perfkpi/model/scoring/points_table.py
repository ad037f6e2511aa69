"""What rules have in common that list their points: the listed ones stay within floor and cap, and run one way."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from attrs import frozen

from perfkpi.errors import Code, DefinitionError
from perfkpi.language import Expr, Max, Min
from perfkpi.model.measures import Direction
from perfkpi.model.parameters import Parameter, express_parameter, if_not_negative, invalid_parameter, quoted, varies
from perfkpi.model.scoring.bounded import BoundedScoring
from perfkpi.model.validation import placed
from perfkpi.numerals import written

__all__ = ["PointsTable", "check_monotone", "check_on_scale", "if_monotone", "if_on_scale"]


@frozen(cache_hash=True, field_transformer=placed)
class PointsTable(BoundedScoring):
    """A scoring rule that lists points. What lies beyond a floor or a cap is cut off there, as by every rule.

    More than the full mark, or less than the low end of the scale, is listed only where a cap or a floor is said.
    """

    @abstractmethod
    def listed(self) -> Iterator[tuple[str, Parameter]]:
        """Every number of points that is listed, with its place."""

    @property
    def stays_in_table(self) -> bool:
        """Whether no value scores beyond what is listed."""
        return True

    def __attrs_post_init__(self) -> None:
        BoundedScoring.__attrs_post_init__(self)
        if self.cap is not None:
            self.check_counts()

    def check_counts(self) -> None:
        """A number that is listed and cut off is meant only where somebody has said at what it is cut off."""
        for place, points in self.listed():
            if isinstance(points, Fraction):
                check_on_scale(self, place, points)

    def express(self, value: Expr) -> Expr:
        points = self.express_unbounded(value)
        if self._is_cut:
            points = self.bounded(points)
        return self._if_listed_on_scale(self.if_limits_fit(points))

    def _if_listed_on_scale(self, points: Expr) -> Expr:
        """``points``, where the scorecard would have taken what a row lists as well."""
        listed = [each for _, each in self.listed() if varies(each)]
        for each in dict.fromkeys(listed):
            points = if_on_scale(self, express_parameter(each), quoted(each), points)
        return points

    @property
    def _is_cut(self) -> bool:
        """Whether a floor or a cap may cut anything off."""
        low, high = self.lowest, self.highest
        listed = [points for _, points in self.listed()]
        if not self.stays_in_table or varies(*listed, low, high):
            return True
        if isinstance(high, Fraction) and high < self.scale.high:  # which is listed, or pays what nothing else does
            return True
        return any(
            (isinstance(low, Fraction) and points < low) or (isinstance(high, Fraction) and points > high)
            for points in listed
            if isinstance(points, Fraction)
        )


def check_on_scale(rule: BoundedScoring, place: str, points: Fraction) -> None:
    """Points that a rule names lie on its scale, unless a cap or a floor says how far they may lie beyond it.

    Raises:
        DefinitionError: they are above the full mark without a cap, or below the low end without a floor.
    """
    scale = rule.scale
    if rule.cap is None and points > scale.high:
        raise rule.refused(
            Code.LIMITS,
            place,
            en=f"{written(points)} points are above the full mark {written(scale.high)}; declare cap= if "
            "more than the full mark is meant",
            zh=f"{written(points)} 分高于满分 {written(scale.high)}；如确可超过满分，请声明 cap=",
            value=points,
        )
    if rule.floor is None and points < scale.low:
        raise rule.refused(
            Code.LIMITS,
            place,
            en=f"{written(points)} points are below the low end {written(scale.low)} of the scale; "
            "declare floor= if that is meant",
            zh=f"{written(points)} 分低于量表下限 {written(scale.low)}；如确有此意，请声明 floor=",
            value=points,
        )


def if_on_scale(rule: BoundedScoring, number: Expr, quote: str, points: Expr) -> Expr:
    """``points``, where ``check_on_scale`` would have taken a number that a row names as ``quote``."""
    scale = rule.scale
    if rule.cap is None:
        above = invalid_parameter(
            "points-above-full-mark",
            zh=f"{quote} 的分值高于满分 {written(scale.high)}",
            en=f"the points {quote} are above the full mark {written(scale.high)}",
        )
        points = if_not_negative(scale.high - number, above, points)
    if rule.floor is None:
        below = invalid_parameter(
            "points-below-scale",
            zh=f"{quote} 的分值低于量表下限 {written(scale.low)}",
            en=f"the points {quote} are below the low end {written(scale.low)} of the scale",
        )
        points = if_not_negative(number - scale.low, below, points)
    return points


def check_monotone(rule: str, points: Sequence[Parameter], direction: Direction, places: Sequence[str]) -> None:
    """Points never fall when the value moves the better way; on target they rise to the best and fall behind it."""
    for place, (one, other) in enumerate(pairwise(points)):
        if not (isinstance(one, Fraction) and isinstance(other, Fraction)):
            continue
        if direction is Direction.ON_TARGET:
            best = max((n for n in points[place + 1 :] if isinstance(n, Fraction)), default=other)
            wrong = other < one and best > other
        else:
            wrong = (other < one) if direction is Direction.HIGHER_IS_BETTER else (other > one)
        if wrong:
            raise DefinitionError(
                Code.DIRECTION,
                en=f"{written(other)} points after {written(one)} contradict {direction.name}; correct the points "
                "or the direction",
                zh=f"{written(one)} 分之后为 {written(other)} 分，与方向 {direction.name} 矛盾；请更正分值或方向",
                where=f"{rule}.{places[place + 1]}",
                value=other,
            )


def if_monotone(points: Sequence[Parameter], direction: Direction, then: Expr) -> Expr:
    """``then`` where a row's points run the way that ``check_monotone`` demands."""
    if not varies(*points):
        return then
    each = [express_parameter(number) for number in points]
    if direction is Direction.ON_TARGET:
        gaps = [each[place] - Min((_most(each[:place]), _most(each[place + 1 :]))) for place in range(1, len(each) - 1)]
    else:
        higher = direction is Direction.HIGHER_IS_BETTER
        gaps = [
            (other - one) if higher else (one - other)
            for place, (one, other) in enumerate(pairwise(each))
            if varies(points[place], points[place + 1])
        ]
    if not gaps:
        return then
    listed = [quoted(number) for number in points]
    turned = invalid_parameter(
        "points-against-direction",
        zh=f"分值 {'、'.join(listed)} 与方向 {direction.name} 矛盾",
        en=f"the points {', '.join(listed)} contradict the direction {direction.name}",
    )
    return if_not_negative(gaps[0] if len(gaps) == 1 else Min(gaps), turned, then)


def _most(values: Sequence[Expr]) -> Expr:
    return values[0] if len(values) == 1 else Max(values)
