"""What rules have in common that list their points: the listed ones stay within floor and cap, and run one way."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from attrs import frozen

from perfkpi.errors import Code
from perfkpi.language import Expr
from perfkpi.model.measurement.measures import Direction
from perfkpi.model.parameters.constraints import Constraint, Path, Term, its, least, most, of
from perfkpi.model.parameters.parameter import Parameter, varies
from perfkpi.model.parameters.validation import placed
from perfkpi.model.scoring.bounded import BoundedScoring


@frozen(eq=False, field_transformer=placed)
class PointsTable(BoundedScoring):
    """A scoring rule that lists points. What lies beyond a floor or a cap is cut off there, as by every rule.

    More than the full mark, or less than the low end of the scale, is listed only where a cap or a floor is said.
    """

    @abstractmethod
    def listed(self) -> Iterator[tuple[str, Parameter]]:
        """Visit every number of points that is listed, with its place."""

    @property
    def stays_in_table(self) -> bool:
        """Whether no value scores beyond what is listed."""
        return True

    def demands(self) -> Iterator[Constraint]:
        for place, points in self.listed():
            yield from on_scale(of(points, place))

    def express(self, value: Expr) -> Expr:
        points = self.express_unbounded(value)
        return self.bounded(points) if self._is_cut else points

    @property
    def _is_cut(self) -> bool:
        """Whether a floor or a cap may cut anything off."""
        low, high = self.lowest, self.highest
        listed = [points for _, points in self.listed()]
        if not self.stays_in_table or varies(*listed, low, high):
            return True
        if (
            self.scale is not None and isinstance(high, Fraction) and high < self.scale.high
        ):  # which is listed, or pays what nothing else does
            return True
        return any(
            (isinstance(low, Fraction) and points < low) or (isinstance(high, Fraction) and points > high)
            for points in listed
            if isinstance(points, Fraction)
        )


_LOW, _HIGH = its.scale.low, its.scale.high
_NO_CAP, _NO_FLOOR = ~its.cap.given, ~its.floor.given


def on_scale(points: Term, about: Path | None = None) -> tuple[Constraint, Constraint]:
    """Require points a rule names to lie on its scale, unless a cap or a floor says how far they may lie beyond it."""
    return (
        Constraint(
            "points-above-full-mark",
            points <= _HIGH,
            about=about,
            when=_NO_CAP,
            advice=("write cap= if more than the full mark is meant", "如确可超过满分，请写 cap="),
            late=True,
        ),
        Constraint(
            "points-below-scale",
            points >= _LOW,
            about=about,
            when=_NO_FLOOR,
            advice=("write floor= if that is meant", "如确有此意，请写 floor="),
            late=True,
        ),
    )


def running(points: Sequence[tuple[str, Parameter]], direction: Direction) -> Iterator[Constraint]:
    """Forbid points to fall when the value moves the better way; on target they rise to the best and fall behind it.

    Args:
        points: from the lowest value up, each with its place.
        direction: which way is better.
    """
    terms = [of(number, place) for place, number in points]
    for place, (one, other) in enumerate(pairwise(terms)):
        if direction is Direction.ON_TARGET:
            behind = terms[place + 2 :]
            if not behind:
                return
            fulfilled = other >= least(one, most(*behind))
        else:
            fulfilled = other >= one if direction is Direction.HIGHER_IS_BETTER else other <= one
        yield Constraint(
            "points-against-direction",
            fulfilled,
            Code.DIRECTION,
            en=f"{{0}} points after {{1}} contradict “{direction.label.en}”",
            zh=f"{{1}} 分之后为 {{0}} 分，与方向“{direction.label.zh}”矛盾",
            advice=("correct the points or the direction", "请更正分值或方向"),
        )
