"""What an interpreter of the language must say: the meaning of each operation for values of one type."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from enum import unique
from fractions import Fraction
from typing import Generic, TypeVar

from perfkpi.errors import Choice, Code, DefinitionError, shown
from perfkpi.labels import Label
from perfkpi.language.captions import Caption
from perfkpi.language.relations import Relation
from perfkpi.language.sorted_multiset import Among, EdgeSide
from perfkpi.language.statuses import Reason, Status

T = TypeVar("T")


@unique
class RoundingMode(Choice):
    """How a rounding stage treats what lies between two steps; the names are those of ``decimal``."""

    HALF_UP = "half_up"
    HALF_DOWN = "half_down"
    HALF_EVEN = "half_even"
    UP = "up"
    DOWN = "down"
    CEILING = "ceiling"
    FLOOR = "floor"

    @property
    def label(self) -> Label:
        """The mode as HR reads it."""
        return _MODES[self]


_MODES = {
    RoundingMode.HALF_UP: Label(zh="四舍五入", en="half-up"),
    RoundingMode.HALF_DOWN: Label(zh="五舍六入", en="half-down"),
    RoundingMode.HALF_EVEN: Label(zh="四舍六入五成双", en="half-even"),
    RoundingMode.UP: Label(zh="只入不舍", en="away from zero"),
    RoundingMode.DOWN: Label(zh="只舍不入", en="towards zero"),
    RoundingMode.CEILING: Label(zh="向上取整", en="up"),
    RoundingMode.FLOOR: Label(zh="向下取整", en="down"),
}


@unique
class Sign(Choice):
    """The sign that a divisor must have for a quotient to keep its meaning.

    A negative one turns it round: a loss over negative equity is a positive return. Constant divisors are exempt.
    """

    ANY = "any"
    POSITIVE = "positive"


@unique
class Role(Choice):
    """What a named part of an expression is for."""

    VALUE = "value"
    TARGET = "target"
    STEP = "step"
    PART = "part"
    FLOOR = "floor"
    CAP = "cap"
    POINTS = "points"
    WEIGHT = "weight"
    COUNTED = "counted"
    CONTRIBUTION = "contribution"
    CONDITION = "condition"
    GATE = "gate"
    SECTION = "section"
    ADJUSTMENT = "adjustment"
    UNROUNDED = "unrounded"
    TOTAL = "total"
    CEILING = "ceiling"
    RATING = "rating"
    COMPLETENESS = "completeness"
    REFERENCE = "reference"


class Algebra(ABC, Generic[T]):
    """One meaning of the language: a method per node, values in, value out."""

    @abstractmethod
    def const(self, value: Fraction) -> T:
        """Express a number that stands in the rule."""

    @abstractmethod
    def input(self, name: str) -> T:
        """Express a measure (or personal parameter) by its name: a number, or a category."""

    def reference(self, role: Role, code: str) -> T:
        """Refer to another part of a whole; only a substitution knows which one.

        Raises:
            DefinitionError: the whole was not put together.
        """
        en = f"a reference to the {role.value} of {shown(code)} has no value by itself; put it on a scorecard"
        zh = f"对 {shown(code, 'zh')} 的引用（{role.value}）不能单独求值；请用于考核表"
        raise DefinitionError(Code.UNKNOWN_REFERENCE, en=en, zh=zh, value=code)

    @abstractmethod
    def add(self, terms: Sequence[T]) -> T:
        """Add up the terms."""

    @abstractmethod
    def sub(self, left: T, right: T) -> T:
        """Express ``left - right``."""

    @abstractmethod
    def mul(self, factors: Sequence[T]) -> T:
        """Multiply the factors."""

    @abstractmethod
    def div(self, numerator: T, denominator: T, zero: Reason, negative: Reason | None) -> T:
        """Express ``numerator / denominator``.

        Undefined for the reason ``zero`` where the denominator is 0, and for the reason ``negative``, if there is one,
        where it is negative.
        """

    @abstractmethod
    def min(self, values: Sequence[T]) -> T:
        """Take the smallest value; undefined where any is."""

    @abstractmethod
    def max(self, values: Sequence[T]) -> T:
        """Take the largest value; undefined where any is."""

    @abstractmethod
    def floor(self, value: T) -> T:
        """Round down to the largest integer that is not greater."""

    @abstractmethod
    def round(self, value: T, step: Fraction, mode: RoundingMode) -> T:
        """Round to the multiple of ``step`` that ``mode`` chooses."""

    @abstractmethod
    def power(self, base: T, exponent: Fraction, negative: Reason | None) -> T:
        """Take ``base ** exponent`` for a rational exponent; undefined for 0 to a negative one or a root of a negative.

        Undefined for the reason ``negative``, if there is one, where the base is negative.
        """

    @abstractmethod
    def choose(self, on: T, edges: Sequence[tuple[T, EdgeSide]], branches: Sequence[T]) -> T:
        """Choose the branch of the interval in which ``on`` lies; what the other branches are does not matter.

        Where it cannot be told in which one, a wrong figure in any branch that is still open counts as read.
        """

    def choose_asked(self, left: T, relation: Relation, right: T, branches: tuple[T, T]) -> T:
        """Choose by a comparison whose answer explanations tell: the first branch where it holds, else the second.

        To everything but words it is the choice by the interval in which ``left`` lies.
        """
        edges = [(right, side) for side in relation.sides]
        return self.choose(left, edges, [branches[0 if held else 1] for held in relation.holds])

    @abstractmethod
    def compare(self, left: T, relation: Relation, right: T) -> T:
        """Tell whether ``left`` stands so to ``right``: 1 if so, else 0."""

    @abstractmethod
    def all(self, conditions: Sequence[T], counted: Caption | None) -> T:
        """Tell whether every condition is 1: 1 if so, else 0; undefined where any is.

        Explanations tell the number of those that hold as a step, where there is a name for what is ``counted``.
        """

    @abstractmethod
    def any(self, conditions: Sequence[T], counted: Caption | None) -> T:
        """Tell whether any condition is 1: 1 if so, else 0; undefined where any is. The rest as for ``all``."""

    @abstractmethod
    def negate(self, condition: T) -> T:
        """Negate the condition: 1 where it is 0, and 0 where it is 1."""

    @abstractmethod
    def decide(self, condition: T, met: T, otherwise: T) -> T:
        """Choose ``met`` if the condition is 1, ``otherwise`` if it is 0. Without a condition, as for ``choose``."""

    @abstractmethod
    def rank(self, on: T, among: Among, belongs: EdgeSide) -> T:
        """Count how many members of the list ``on`` has reached."""

    @abstractmethod
    def match(self, on: T, cases: Sequence[tuple[str, T]], otherwise: T) -> T:
        """Choose the case the category ``on`` names; ``otherwise`` where none fits. Without one, as for ``choose``."""

    @abstractmethod
    def coalesce(self, value: T, on: frozenset[Status], otherwise: T) -> T:
        """Take ``value``, or ``otherwise`` where its status is one of ``on``."""

    @abstractmethod
    def defined(self, value: T, gaps: frozenset[Status], wrong: frozenset[Status]) -> T:
        """Give 0 if the value's status is one of ``gaps``, undefined as the value is for one of ``wrong``, else 1."""

    @abstractmethod
    def undefined(self, status: Status, reason: Reason) -> T:
        """Express a rule that refuses."""

    @abstractmethod
    def named(self, role: Role, code: str, value: T) -> T:
        """Mark ``value`` as a part that lines and words look for."""
