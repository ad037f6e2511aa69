"""The exact meaning: rational arithmetic. The only place that knows division by zero.

A rational is carried as a pair of integers with a positive denominator, not reduced before it is long: that is several
times faster than ``fractions.Fraction``, which reduces at every step. ``fraction`` makes a Fraction of it at the end.
"""

from __future__ import annotations

import operator
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from math import gcd
from typing import Any, TypeAlias

from attrs import evolve

from perfkpi.language import (
    DIGITS,
    LONGEST,
    Algebra,
    Among,
    Belongs,
    Reason,
    Role,
    RoundingMode,
    Status,
    Undefinedness,
    combine,
    wrong_figures,
)
from perfkpi.meanings.surds import LongError, Surd, root

__all__ = ["TOO_LONG", "Exact", "Pair", "Value", "fraction", "pair"]

Pair: TypeAlias = tuple[int, int]
Value: TypeAlias = Pair | Surd | str | Undefinedness

_LONG = 1 << 1024
"""From here on a number is worth reducing: figures of a sheet stay below it, chains of quotients do not."""

_REDUCED = 1 << 15
"""With more binary digits than that, finding what is common to both takes too long."""

_ZERO: Pair = (0, 1)
_ONE: Pair = (1, 1)
_HALF = Fraction(1, 2)


def pair(number: Fraction) -> Pair:
    """A fraction as a pair."""
    return number.numerator, number.denominator


def fraction(value: Pair) -> Fraction:
    """A pair as a fraction, reduced."""
    return Fraction(value[0], value[1])


def _held(top: int, bottom: int) -> Pair | Undefinedness:
    """A pair, reduced where it is long; none where it is longer than any figure may be."""
    if bottom < _LONG and -_LONG < top < _LONG:
        return top, bottom
    bits = max(top.bit_length(), bottom.bit_length())
    if bits > _REDUCED:
        return (top, bottom) if bits <= LONGEST else TOO_LONG
    common = gcd(top, bottom)
    return top // common, bottom // common


def _undefined(code: str, zh: str, en: str, status: Status = Status.UNDEFINED) -> Undefinedness:
    return Undefinedness(status, (Reason(code, zh, en),))


_IRRATIONAL = _undefined(
    "irrational",
    "不同的根式相加或相比，无法精确判定；请先对其中一个修约",
    "two different roots meet, which cannot be decided exactly; round one of them first",
)
TOO_LONG = _undefined(
    "too-many-digits",
    f"计算中出现超过 {DIGITS} 位的数字，没有这样长的考核数字",
    f"the figures lead to a number of more than {DIGITS} digits, which no performance figure has",
    Status.INVALID_VALUE,
)
"""What arithmetic yields in place of a number that is too long."""

_ZERO_POWER = _undefined("zero-to-negative", "零不能取负数次幂", "0 has no negative power")
_NEGATIVE_ROOT = _undefined("root-of-negative", "负数不能开偶次方", "a negative number has no even root")


class Exact(Algebra[Value]):
    """Values are rationals (or exact roots, or categories); an undefined value carries its status and its reasons.

    Args:
        inputs: each measure by name: a pair, a category, or an Undefinedness.
    """

    def __init__(self, inputs: Mapping[str, Value]) -> None:
        self.inputs = inputs

    def const(self, value: Fraction) -> Value:
        return value.numerator, value.denominator

    def input(self, name: str) -> Value:
        return self.inputs[name]

    def add(self, terms: Sequence[Value]) -> Value:
        top, bottom = _ZERO
        for term in terms:
            if not isinstance(term, tuple):
                return _rooted(terms, lambda numbers: reduce(operator.add, numbers))
            if term[1] == bottom:
                top += term[0]
                continue
            top, bottom = top * term[1] + term[0] * bottom, bottom * term[1]
            if bottom >= _LONG or not -_LONG < top < _LONG:
                found = _held(top, bottom)
                if not isinstance(found, tuple):
                    return _blame(terms) or found
                top, bottom = found
        return top, bottom

    def sub(self, left: Value, right: Value) -> Value:
        if isinstance(left, tuple) and isinstance(right, tuple):
            (a, b), (c, d) = left, right
            return (a - c, b) if b == d else _held(a * d - c * b, b * d)
        return _rooted((left, right), lambda numbers: numbers[0] - numbers[1])

    def mul(self, factors: Sequence[Value]) -> Value:
        top = bottom = 1
        long = False  # asked here and not there: most products are short, and a call costs as much as they do
        for factor in factors:
            if not isinstance(factor, tuple):
                return _rooted(factors, lambda numbers: reduce(operator.mul, numbers))
            top *= factor[0]
            bottom *= factor[1]
            if bottom >= _LONG or not -_LONG < top < _LONG:
                if top.bit_length() > LONGEST or bottom.bit_length() > LONGEST:
                    return _blame(factors) or TOO_LONG
                long = True
        return _held(top, bottom) if long else (top, bottom)

    def div(self, numerator: Value, denominator: Value, zero: Reason, negative: Reason | None) -> Value:
        if isinstance(denominator, tuple):
            if denominator[0] > 0 and isinstance(numerator, tuple):
                return _held(numerator[0] * denominator[1], numerator[1] * denominator[0])
            if denominator[0] <= 0 and (negative or not denominator[0]):
                denominator = Undefinedness(Status.UNDEFINED, (negative if negative and denominator[0] else zero,))
        elif negative and isinstance(denominator, Surd) and denominator < 0:
            denominator = Undefinedness(Status.UNDEFINED, (negative,))
        if isinstance(numerator, tuple) and isinstance(denominator, tuple):
            return _held(-numerator[0] * denominator[1], -numerator[1] * denominator[0])
        return _rooted((numerator, denominator), lambda numbers: numbers[0] / numbers[1])

    def min(self, values: Sequence[Value]) -> Value:
        least = values[0]
        for value in values:
            if not isinstance(value, tuple) or not isinstance(least, tuple):
                return _rooted(values, min)
            if value[0] * least[1] < least[0] * value[1]:
                least = value
        return least

    def max(self, values: Sequence[Value]) -> Value:
        most = values[0]
        for value in values:
            if not isinstance(value, tuple) or not isinstance(most, tuple):
                return _rooted(values, max)
            if value[0] * most[1] > most[0] * value[1]:
                most = value
        return most

    def floor(self, value: Value) -> Value:
        return self.round(value, Fraction(1), RoundingMode.FLOOR)

    def round(self, value: Value, step: Fraction, mode: RoundingMode) -> Value:
        if isinstance(value, tuple):
            bottom = value[1] * step.numerator
            whole, rest = divmod(value[0] * step.denominator, bottom)
            twice = 2 * rest
            half = (twice > bottom) - (twice < bottom)
            carried = whole + _carry(whole, exact=not rest, half=half, mode=mode)
            return carried * step.numerator, step.denominator
        if not isinstance(value, Surd):
            return value
        return _rooted((value,), lambda numbers: _rounded_root(numbers[0], step, mode))

    def power(self, base: Value, exponent: Fraction, negative: Reason | None) -> Value:
        if isinstance(base, (Undefinedness, str)):
            return base
        number = fraction(base) if isinstance(base, tuple) else base
        if negative and number < 0:
            return Undefinedness(Status.UNDEFINED, (negative,))
        try:
            return _power(number, exponent)
        except LongError:
            return TOO_LONG
        except TypeError:
            return _IRRATIONAL

    def choose(self, on: Value, edges: Sequence[tuple[Value, Belongs]], branches: Sequence[Value]) -> Value:
        for place, ((at, belongs), branch) in enumerate(zip(edges, branches, strict=False)):
            if isinstance(on, tuple) and isinstance(at, tuple):
                left, right = on[0] * at[1], at[0] * on[1]
                below = left < right or (left == right and belongs is Belongs.BELOW)
            else:
                verdict = _rooted((on, at), _BEFORE[belongs])
                if not isinstance(verdict, tuple):
                    causes = [each for each in (on, *(edge for edge, _ in edges)) if isinstance(each, Undefinedness)]
                    return _undecided(causes or [_IRRATIONAL], branches[place:])
                below = verdict == _ONE
            if below:
                return branch
        return branches[-1]

    def rank(self, on: Value, among: Among, belongs: Belongs) -> Value:
        if isinstance(on, tuple):
            return among.reached(*on, belongs), 1
        if isinstance(on, Surd):  # equals no rational
            return among.before[bisect_left(among.values, on)], 1
        return on

    def match(self, on: Value, cases: Sequence[tuple[str, Value]], otherwise: Value) -> Value:
        if isinstance(on, Undefinedness):
            return _undecided([on], [*(value for _, value in cases), otherwise])
        return next((value for name, value in cases if name == on), otherwise)

    def coalesce(self, value: Value, on: frozenset[Status], otherwise: Value) -> Value:
        if not isinstance(value, Undefinedness) or value.status not in on:
            return value
        if value.wrong_figures and isinstance(otherwise, Undefinedness):  # a refusal does not hide why
            return evolve(otherwise, wrong_figures=wrong_figures((value, otherwise)))
        return otherwise

    def defined(self, value: Value, gaps: frozenset[Status], wrong: frozenset[Status]) -> Value:
        if isinstance(value, Undefinedness):
            if value.status in gaps:
                return _ZERO
            if value.status in wrong:
                return value
        return _ONE

    def undefined(self, status: Status, reason: Reason) -> Value:
        return Undefinedness(status, (reason,), wrong_figures=())

    def named(self, role: Role, code: str, value: Value) -> Value:
        return value


def _undecided(causes: Sequence[Undefinedness], branches: Sequence[Value]) -> Undefinedness:
    """Why it cannot be told which branch is taken; a wrong figure in any of them is worse than that."""
    wrong = wrong_figures(branches)
    return combine([*causes, Undefinedness(Status.INVALID_VALUE, wrong)] if wrong else causes)


def _blame(values: Sequence[Value]) -> Undefinedness | None:
    causes = [value for value in values if isinstance(value, Undefinedness)]
    return combine(causes) if causes else None


_BEFORE: dict[Belongs, Callable[[list[Any]], object]] = {
    Belongs.ABOVE: lambda numbers: Fraction(numbers[0] < numbers[1]),
    Belongs.BELOW: lambda numbers: Fraction(numbers[0] < numbers[1] or numbers[0] == numbers[1]),
}
"""Whether a number comes before an edge, as 1 or 0."""


def _rooted(values: Sequence[Value], operation: Callable[[list[Any]], object]) -> Value:
    """What an operation yields where not every value is a pair: why there is no number, or an exact root."""
    blamed = _blame(values)
    if blamed is not None:
        return blamed
    try:
        found = operation([fraction(value) if isinstance(value, tuple) else value for value in values])
    except LongError:
        return TOO_LONG
    except TypeError:
        return _IRRATIONAL
    return _value(found) if isinstance(found, (Fraction, Surd)) else _IRRATIONAL


def _carry(whole: int, *, exact: bool, half: int, mode: RoundingMode) -> int:
    """1 where what lies above ``whole`` is rounded up, else 0; ``half`` compares it with one half (-1, 0, 1)."""
    if exact:
        return 0
    positive, even = whole >= 0, whole % 2 == 0
    return int(
        {
            RoundingMode.HALF_UP: half > 0 or (half == 0 and positive),
            RoundingMode.HALF_DOWN: half > 0 or (half == 0 and not positive),
            RoundingMode.HALF_EVEN: half > 0 or (half == 0 and not even),
            RoundingMode.UP: positive,
            RoundingMode.DOWN: not positive,
            RoundingMode.CEILING: True,
            RoundingMode.FLOOR: False,
        }[mode]
    )


def _rounded_root(value: Surd, step: Fraction, mode: RoundingMode) -> Fraction:
    whole = (value / step).__floor__()
    half = 1 if value / step - Fraction(whole) > _HALF else -1
    return (whole + _carry(whole, exact=False, half=half, mode=mode)) * step


def _power(base: Fraction | Surd, exponent: Fraction) -> Value:
    top, bottom = exponent.numerator, exponent.denominator
    if not top:
        return _ONE
    if isinstance(base, Surd):
        return _value(base.power(top, bottom))
    if not base:
        return _ZERO if top > 0 else _ZERO_POWER
    if base < 0 and bottom % 2 == 0:
        return _NEGATIVE_ROOT
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    if bits * abs(top) > LONGEST:
        return TOO_LONG
    found = root(abs(base) ** top, bottom)
    return _value(found * Fraction(-1) if base < 0 and top % 2 else found)


def _value(number: Fraction | Surd) -> Value:
    parts = (number,) if isinstance(number, Fraction) else (number.offset, number.coefficient, number.radicand)
    if any(max(part.numerator.bit_length(), part.denominator.bit_length()) > LONGEST for part in parts):
        return TOO_LONG
    return pair(number) if isinstance(number, Fraction) else number
