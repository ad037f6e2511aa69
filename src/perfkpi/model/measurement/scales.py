"""Scales: between which numbers points, ratings and totals lie, and how far they may go beyond the full mark."""

from __future__ import annotations

from enum import unique
from fractions import Fraction
from typing import TypeAlias, TypeGuard, cast

from attrs import evolve, field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Choice, Code, DefinitionError, NumberError
from perfkpi.foreign import is_a
from perfkpi.language import Const, Edge, EdgeSide, Expr, Mul, Reason, Status, Undefined, decide
from perfkpi.model.parameters.faults import chosen
from perfkpi.model.parameters.validation import placed
from perfkpi.numbers import Numeric, exact
from perfkpi.numerals import written


@unique
class Unlimited(Choice):
    """That there is no limit: of a scale above its full mark, of a rule's points above or below."""

    UNLIMITED = "unlimited"


UNLIMITED = Unlimited.UNLIMITED
"""No limit: ``Scale(0, 100, up_to=UNLIMITED)``, ``cap=UNLIMITED``, ``floor=UNLIMITED``."""


@unique
class ScaleCap(Choice):
    """A cap that stands where the scale does."""

    SCALE_TOP = "scale_top"


SCALE_TOP = ScaleCap.SCALE_TOP
"""As far above the full mark as the scale goes: ``cap=SCALE_TOP`` under ``Scale(0, 100, up_to=120)`` is 120."""

Reach: TypeAlias = Fraction | Unlimited


def is_unlimited(value: object) -> TypeGuard[Unlimited | str]:
    """Tell whether a limit is said to be none: by the member, or by its text."""
    return isinstance(value, Unlimited) or (isinstance(value, str) and value == UNLIMITED.value)


def as_reach(value: Numeric | Unlimited) -> Reach:
    """Convert a reach: an exact number, or none at all."""
    return UNLIMITED if is_unlimited(value) else exact(value)


def _up_to(value: Numeric | Unlimited | None) -> Reach | None:
    return None if value is None else as_reach(value)


def above(points: Fraction, limit: Reach) -> bool:
    """Tell whether points are more than an upper limit allows."""
    return not isinstance(limit, Unlimited) and points > limit


def within(limit: Reach, other: Reach) -> bool:
    """Tell whether an upper limit allows no more than another one."""
    if isinstance(limit, Unlimited):
        return isinstance(other, Unlimited)
    return not above(limit, other)


@frozen(eq=False, field_transformer=placed)
class Scale(Asking):
    """The scale on which points are given (A2): 0 to 100, 0 to 10, 1 to 5.

    Attributes:
        low: the low end.
        high: the full mark: what meeting a target is worth. Scales are converted full mark to full mark.
        up_to: how far caps, ratings, points and totals may go where exceeding is meant:
            ``Scale(0, 100, up_to=120)``, or ``UNLIMITED``; left out, nothing exceeds the full mark.

    Raises:
        DefinitionError: a low end that is not below the full mark, or a limit below it.
    """

    low: Fraction = field(converter=exact)
    high: Fraction = field(converter=exact)
    up_to: Reach | None = field(default=None, converter=_up_to, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.low >= self.high:
            low, high = written(self.low), written(self.high)
            en = f"the low end {low} is not below the high end {high}; write Scale(0, 100)"
            zh = f"下限 {low} 不低于上限 {high}；请写 Scale(0, 100)"
            raise DefinitionError(Code.SCALE, en=en, zh=zh, where="Scale", value=(self.low, self.high))
        if isinstance(self.up_to, Fraction) and self.up_to < self.high:
            top, full = written(self.up_to), written(self.high)
            en = f"up_to={top}, as far as points may go, is below the full mark {full}; write Scale(0, 100, up_to=120)"
            zh = f"up_to={top} 是得分最多可以达到的数值，不能低于满分 {full}；请写 Scale(0, 100, up_to=120)"
            raise self.refused(Code.SCALE, "up_to", en=en, zh=zh)

    @property
    def top(self) -> Reach:
        """The most points that are on the scale."""
        return self.high if self.up_to is None else self.up_to

    @property
    def exceeds(self) -> bool:
        """Whether points may go beyond the full mark."""
        return self.top != self.high

    def __str__(self) -> str:
        marks = f"{written(self.low)}..{written(self.high)}"
        if not self.exceeds:
            return marks
        return f"{marks} (≤ {'∞' if isinstance(self.top, Unlimited) else written(self.top)})"

    def __format__(self, language: str) -> str:
        """Write it into a sentence, ``f"{scale:zh}"`` into a Chinese one."""
        if language != "zh":
            return str(self)
        marks = f"{written(self.low)}{' 至 ' if self.low < 0 else '–'}{written(self.high)} 分"
        if not self.exceeds:
            return marks
        top = "不封顶" if isinstance(self.top, Unlimited) else f"最高 {written(self.top)} 分"
        return f"{marks}（{top}）"

    def spelled(self, up_to: Fraction | None = None) -> str:
        """Write the scale as it is spelled in code, with another limit where one is given."""
        limit = self.up_to if up_to is None else up_to
        marks = f"{written(self.low)}, {written(self.high)}"
        if limit is None:
            return f"Scale({marks})"
        return f"Scale({marks}, up_to={'UNLIMITED' if isinstance(limit, Unlimited) else written(limit)})"

    def has_marks_of(self, other: Scale) -> bool:
        """Tell whether both ends are those of another scale, however far each may be exceeded."""
        return (self.low, self.high) == (other.low, other.high)

    def contains(self, points: Fraction) -> bool:
        """Tell whether a number of points lies on the scale, its ends included."""
        return self.low <= points and not above(points, self.top)

    def express_within(self, number: Expr) -> Expr:
        """Express a number where it lies on the scale, ends included; off it an invalid value, not the nearest end."""
        off = Undefined(
            Status.INVALID_VALUE,
            Reason("off-scale", zh=f"评分超出 {self:zh}", en=f"the rating is off its scale {self}"),
        )
        return self.decide(number, number, off)

    def decide(self, number: Expr, inside: Expr, outside: Expr) -> Expr:
        """Choose one of two expressions, by whether a number lies on the scale."""
        edges, branches = [Edge(Const(self.low))], [outside, inside]
        if not isinstance(self.top, Unlimited):
            edges.append(Edge(Const(self.top), EdgeSide.BELOW))
            branches.append(outside)
        return decide(number, edges, branches)

    def express_on(self, other: Scale, points: Expr) -> Expr:
        """Express points of this scale as points of another one: the straight line from end to end."""
        if self.has_marks_of(other):
            return points
        factor, offset = self._line_to(other)
        scaled = Mul((points, Const(factor)))
        if offset < 0:
            return scaled - -offset
        return scaled if offset == 0 else scaled + offset

    def _line_to(self, other: Scale) -> tuple[Fraction, Fraction]:
        factor = (other.high - other.low) / (self.high - self.low)
        return factor, other.low - self.low * factor

    def express_share_of(self, other: Scale, points: Expr) -> Expr:
        """Express points of this scale as points of another one: the same share of the full mark."""
        return points if self.high == other.high else Mul((points, Const(other.high / self.high)))

    def on(self, other: Scale, points: Fraction, *, shares: bool) -> Fraction:
        """Convert a number of points of this scale to another one, as ``express_on`` or ``express_share_of`` does."""
        if shares:
            return points * other.high / self.high
        factor, offset = self._line_to(other)
        return points * factor + offset

    def reaching_as(self, other: Scale, *, shares: bool) -> Scale:
        """Let this scale go as far beyond its full mark as another one does."""
        top = other.up_to
        if isinstance(top, Fraction):
            top = max(other.on(self, top, shares=shares), self.high)
        return self if top is self.up_to else evolve(self, up_to=top)

    def scale_to_write(self, points: object, level: Scale, *, shares: bool) -> str | None:
        """Tell how the scale of a level must be written for points of this one to lie on it; ``None`` where they do."""
        if isinstance(points, Unlimited):
            return None if isinstance(self.top, Unlimited) else evolve(level, up_to=UNLIMITED).spelled()
        if isinstance(points, Fraction) and above(points, self.top):
            return level.spelled(self.on(level, points, shares=shares))
        return None


HUNDRED = Scale(0, 100)
"""The scale of a scorecard that says no other."""

_PAIR = 2


def as_scale(value: Scale | tuple[Numeric, Numeric]) -> Scale:
    """Convert a scale, for attrs: a pair are both ends."""
    if is_a(value, tuple, list) and len(cast("tuple[object, ...]", value)) == _PAIR:
        return Scale(*cast("tuple[Numeric, Numeric]", value))
    en, zh = "is not a Scale; write (1, 5) or Scale(1, 5)", "不是分制；请写 (1, 5) 或 Scale(1, 5)"
    return chosen(cast("Scale", value), Scale, en, zh, code=Code.WRONG_TYPE)


def as_points_scale(value: Scale | Numeric | tuple[Numeric, Numeric]) -> Scale:
    """Convert the scale of points, for attrs: a number is the full mark of one from 0 (满分为10分)."""
    if is_a(value, Scale, tuple):
        return as_scale(cast("Scale", value))
    try:
        full_mark = exact(value)
    except NumberError:
        return as_scale(cast("Scale", value))
    return Scale(0, full_mark)


def optional_scale(value: Scale | Numeric | tuple[Numeric, Numeric] | None) -> Scale | None:
    """Convert the scale of points, for attrs; ``None`` where that of the scorecard holds."""
    return None if value is None else as_points_scale(value)
