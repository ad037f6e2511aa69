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
from typing import Any

from attrs import evolve

from perfkpi.interpreters.surds import LongError, Surd
from perfkpi.interpreters.values import (
    IRRATIONAL,
    LONG,
    ONE,
    TOO_LONG,
    ZERO,
    Value,
    carry,
    causes_of,
    fraction,
    held,
    power_of,
    rooted,
    rounded_root,
)
from perfkpi.language import (
    LONGEST,
    Algebra,
    Among,
    Caption,
    EdgeSide,
    Reason,
    Relation,
    Role,
    RoundingMode,
    Status,
    Undefinedness,
    combine,
    wrong_figures,
)


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
        top, bottom = ZERO
        for term in terms:
            if not isinstance(term, tuple):
                return rooted(terms, lambda numbers: reduce(operator.add, numbers))
            if term[1] == bottom:
                top += term[0]
                continue
            top, bottom = top * term[1] + term[0] * bottom, bottom * term[1]
            if bottom >= LONG or not -LONG < top < LONG:
                found = held(top, bottom)
                if not isinstance(found, tuple):
                    return causes_of(terms) or found
                top, bottom = found
        return top, bottom

    def sub(self, left: Value, right: Value) -> Value:
        if isinstance(left, tuple) and isinstance(right, tuple):
            (a, b), (c, d) = left, right
            return (a - c, b) if b == d else held(a * d - c * b, b * d)
        return rooted((left, right), lambda numbers: numbers[0] - numbers[1])

    def mul(self, factors: Sequence[Value]) -> Value:
        top = bottom = 1
        long = False  # asked here and not there: most products are short, and a call costs as much as they do
        for factor in factors:
            if not isinstance(factor, tuple):
                return rooted(factors, lambda numbers: reduce(operator.mul, numbers))
            top *= factor[0]
            bottom *= factor[1]
            if bottom >= LONG or not -LONG < top < LONG:
                if top.bit_length() > LONGEST or bottom.bit_length() > LONGEST:
                    return causes_of(factors) or TOO_LONG
                long = True
        return held(top, bottom) if long else (top, bottom)

    def div(self, numerator: Value, denominator: Value, zero: Reason, negative: Reason | None) -> Value:
        if isinstance(denominator, tuple):
            if denominator[0] > 0 and isinstance(numerator, tuple):
                return held(numerator[0] * denominator[1], numerator[1] * denominator[0])
            if denominator[0] <= 0 and (negative or not denominator[0]):
                denominator = Undefinedness(Status.UNDEFINED, (negative if negative and denominator[0] else zero,))
        elif negative and isinstance(denominator, Surd) and denominator < 0:
            denominator = Undefinedness(Status.UNDEFINED, (negative,))
        if isinstance(numerator, tuple) and isinstance(denominator, tuple):
            return held(-numerator[0] * denominator[1], -numerator[1] * denominator[0])
        return rooted((numerator, denominator), lambda numbers: numbers[0] / numbers[1])

    def min(self, values: Sequence[Value]) -> Value:
        least = values[0]
        for value in values:
            if not isinstance(value, tuple) or not isinstance(least, tuple):
                return rooted(values, min)
            if value[0] * least[1] < least[0] * value[1]:
                least = value
        return least

    def max(self, values: Sequence[Value]) -> Value:
        most = values[0]
        for value in values:
            if not isinstance(value, tuple) or not isinstance(most, tuple):
                return rooted(values, max)
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
            carried = whole + carry(whole, exact=not rest, half=half, mode=mode)
            return carried * step.numerator, step.denominator
        if not isinstance(value, Surd):
            return value
        return rooted((value,), lambda numbers: rounded_root(numbers[0], step, mode))

    def power(self, base: Value, exponent: Fraction, negative: Reason | None) -> Value:
        if isinstance(base, (Undefinedness, str)):
            return base
        number = fraction(base) if isinstance(base, tuple) else base
        if negative and number < 0:
            return Undefinedness(Status.UNDEFINED, (negative,))
        try:
            return power_of(number, exponent)
        except LongError:
            return TOO_LONG
        except TypeError:
            return IRRATIONAL

    def choose(self, on: Value, edges: Sequence[tuple[Value, EdgeSide]], branches: Sequence[Value]) -> Value:
        for place, ((at, belongs), branch) in enumerate(zip(edges, branches, strict=False)):
            if isinstance(on, tuple) and isinstance(at, tuple):
                left, right = on[0] * at[1], at[0] * on[1]
                below = left < right or (left == right and belongs is EdgeSide.BELOW)
            else:
                verdict = rooted((on, at), _BEFORE[belongs])
                if not isinstance(verdict, tuple):
                    causes = [each for each in (on, *(edge for edge, _ in edges)) if isinstance(each, Undefinedness)]
                    return _undecided(causes or [IRRATIONAL], branches[place:])
                below = verdict == ONE
            if below:
                return branch
        return branches[-1]

    def compare(self, left: Value, relation: Relation, right: Value) -> Value:
        if isinstance(left, tuple) and isinstance(right, tuple):
            one, other = left[0] * right[1], right[0] * left[1]
            return _ANSWERS[relation][1 + (one > other) - (one < other)]
        edges = [(right, side) for side in relation.sides]
        return self.choose(left, edges, [ONE if held else ZERO for held in relation.holds])

    def all(self, conditions: Sequence[Value], counted: Caption | None) -> Value:
        return causes_of(conditions) or (ZERO if ZERO in conditions else ONE)

    def any(self, conditions: Sequence[Value], counted: Caption | None) -> Value:
        return causes_of(conditions) or (ONE if ONE in conditions else ZERO)

    def negate(self, condition: Value) -> Value:
        return condition if isinstance(condition, Undefinedness) else ZERO if condition == ONE else ONE

    def decide(self, condition: Value, met: Value, otherwise: Value) -> Value:
        if isinstance(condition, Undefinedness):
            return _undecided([condition], [met, otherwise])
        return met if condition == ONE else otherwise

    def rank(self, on: Value, among: Among, belongs: EdgeSide) -> Value:
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
                return ZERO
            if value.status in wrong:
                return value
        return ONE

    def undefined(self, status: Status, reason: Reason) -> Value:
        return Undefinedness(status, (reason,), wrong_figures=())

    def named(self, role: Role, code: str, value: Value) -> Value:
        return value


def _undecided(causes: Sequence[Undefinedness], branches: Sequence[Value]) -> Undefinedness:
    """Say why it cannot be told which branch is taken; a wrong figure in any of them is worse than that."""
    wrong = wrong_figures(branches)
    return combine([*causes, Undefinedness(Status.INVALID_VALUE, wrong)] if wrong else causes)


_ANSWERS: dict[Relation, tuple[Value, ...]] = {
    each: tuple(ONE if each.holds[place] else ZERO for place in (0, each.sides.count(EdgeSide.ABOVE), -1))
    for each in Relation
}
"""What is answered of a number that is less, equal, greater."""

_BEFORE: dict[EdgeSide, Callable[[list[Any]], object]] = {
    EdgeSide.ABOVE: lambda numbers: Fraction(numbers[0] < numbers[1]),
    EdgeSide.BELOW: lambda numbers: Fraction(numbers[0] < numbers[1] or numbers[0] == numbers[1]),
}
"""Whether a number comes before an edge, as 1 or 0."""
