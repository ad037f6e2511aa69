"""The nodes that bound, round, raise and count; the basic arithmetic stands in ``language.expressions``."""

from __future__ import annotations

from abc import ABC
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeVar

from attrs import field, frozen

from perfkpi.errors import Code, expected
from perfkpi.language.algebra import Algebra, RoundingMode, Sign
from perfkpi.language.expressions import Expr, several, turned_round
from perfkpi.language.lengths import Length
from perfkpi.language.sorted_multiset import Among, EdgeSide
from perfkpi.language.statuses import Reason
from perfkpi.language.validation import refused
from perfkpi.numbers import exact
from perfkpi.numerals import written

T = TypeVar("T")

MAX_EXPONENT = 360
"""The bound on the numerator and the denominator of an exponent: exact powers grow with it."""


@frozen(eq=False, repr=False)
class _Extreme(Expr, ABC):
    """One of some values."""

    operands = ("values",)

    values: tuple[Expr, ...] = field(converter=several)


@frozen(eq=False, repr=False)
class Min(_Extreme):
    """The smallest value; undefined where any is, never the other one."""

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return algebra.min


@frozen(eq=False, repr=False)
class Max(_Extreme):
    """The largest value; undefined where any is, never the other one."""

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return algebra.max


@frozen(eq=False, repr=False)
class Floor(Expr):
    """The largest integer that is not greater: full units."""

    operands = ("value",)

    value: Expr

    def lengthened(self, parts: Sequence[Length]) -> Length:
        return parts[0].rounded(Fraction(1))

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.floor(values[0])


def _step(value: Fraction | str | int) -> Fraction:
    step = exact(value)
    if step > 0:
        return step
    example = "'0.01' for 2 places", "'0.01'，即两位小数"
    raise expected("a rounding step is greater than 0", "修约间隔必须大于 0", value, write=example, code=Code.ROUNDING)


@frozen(eq=False, repr=False)
class Round(Expr):
    """A declared rounding stage: the multiple of ``step`` that ``mode`` chooses."""

    operands = ("value",)

    value: Expr
    step: Fraction = field(converter=_step)
    mode: RoundingMode = RoundingMode.HALF_UP

    @property
    def parameters(self) -> tuple[object, ...]:
        return (type(self.step), self.step, self.mode)  # 1% and 0.01 are the same step, written in two ways

    def lengthened(self, parts: Sequence[Length]) -> Length:
        return parts[0].rounded(self.step)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.round(values[0], self.step, self.mode)


def _exponent(value: Fraction | str | int) -> Fraction:
    exponent = exact(value)
    if max(abs(exponent.numerator), exponent.denominator) > MAX_EXPONENT:
        en = f"the exponent {written(exponent)} is beyond {MAX_EXPONENT}; write it as a fraction of two small integers"
        raise refused(en, f"指数 {written(exponent)} 超过 {MAX_EXPONENT}；请写成两个小整数之比", value)
    return exponent


@frozen(eq=False, repr=False)
class Power(Expr):
    """``base ** exponent`` for a rational exponent: powers and roots, decided exactly.

    A negative exponent divides: a negative base is then what a negative denominator is, unless ``sign`` says otherwise.
    """

    operands = ("base",)

    base: Expr
    exponent: Fraction = field(converter=_exponent)
    sign: Sign = field(default=Sign.POSITIVE, kw_only=True, eq=False, repr=False)
    negative: Reason | None = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        Expr.__attrs_post_init__(self)
        reason = turned_round(self.base, self.sign) if self.exponent < 0 else None
        object.__setattr__(self, "negative", reason)

    @property
    def parameters(self) -> tuple[object, ...]:
        return (type(self.exponent), self.exponent, self.negative)  # as a step

    def lengthened(self, parts: Sequence[Length]) -> Length:
        return parts[0].power(self.exponent)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.power(values[0], self.exponent, self.negative)


def _among(value: Among) -> Among:
    if isinstance(value, Among):
        return value
    asked = "Rank counts among a list of numbers", "Rank 需要一组数"
    raise expected(*asked, value, write="Among([Fraction(1), Fraction(2)])", code=Code.EXPRESSION)


@frozen(eq=False, repr=False)
class Rank(Expr):
    """How many members of a list ``on`` has reached: the branch that a ``Choose`` with an edge at each would take.

    A member that equals ``on`` is reached where members belong ABOVE, and is not where they belong BELOW.
    """

    operands = ("on",)

    on: Expr
    among: Among = field(converter=_among)
    belongs: EdgeSide = EdgeSide.ABOVE

    def lengthened(self, parts: Sequence[Length]) -> Length:
        return Length(self.among.count.bit_length(), 1)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.rank(values[0], self.among, self.belongs)
