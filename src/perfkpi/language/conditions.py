"""The nodes that ask: comparisons, several conditions joined, and the choice by a condition.

A condition is 1 where it holds, 0 where it does not, and undefined where any figure in it is: where several are
asked, none of them is skipped, so that their order cannot be seen.
"""

from __future__ import annotations

from abc import ABC
from collections.abc import Callable, Sequence
from typing import TypeVar

from attrs import field, frozen

from perfkpi.errors import Code, expected
from perfkpi.language.algebra import Algebra
from perfkpi.language.captions import Caption
from perfkpi.language.choices import Choose, Edge, Match, number_of
from perfkpi.language.definedness import Coalesce, Defined, Named, Undefined
from perfkpi.language.expressions import Const, Expr, Kind, several
from perfkpi.language.lengths import Length
from perfkpi.language.relations import Relation

T = TypeVar("T")


@frozen(eq=False, repr=False)
class Predicate(Expr, ABC):
    """The base of what is 1 where it holds and 0 where it does not."""

    def lengthened(self, parts: Sequence[Length]) -> Length:
        return Length(1, 1)


@frozen(eq=False, repr=False)
class Compare(Predicate):
    """How ``left`` stands to ``right``."""

    operands = ("left", "right")

    left: Expr
    relation: Relation
    right: Expr

    @property
    def compared(self) -> tuple[Expr, ...]:
        """Both sides."""
        return (self.left, self.right)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.compare(values[0], self.relation, values[1])


@frozen(eq=False, repr=False)
class Joined(Predicate, ABC):
    """The base of what joins conditions.

    Attributes:
        conditions: those that are joined.
        counted: what the number of those that hold is called in explanations, which then tell it as a step.
        within: the part of a composite in which that is told; equal steps of different parts are not one.
    """

    operands = ("conditions",)

    conditions: tuple[Expr, ...] = field(converter=several)
    counted: Caption | None = field(default=None, kw_only=True)
    within: str = field(default="", kw_only=True, repr=False)

    def _check(self) -> None:
        for condition in self.conditions:
            _check_condition(condition, type(self).__name__)


@frozen(eq=False, repr=False)
class All(Joined):
    """Every one of some conditions holds."""

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.all(values, self.counted)


@frozen(eq=False, repr=False)
class Any(Joined):
    """At least one of some conditions holds; undefined also where one holds and another one is undefined."""

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.any(values, self.counted)


@frozen(eq=False, repr=False)
class Not(Predicate):
    """A condition does not hold; undefined where it is."""

    operands = ("condition",)

    condition: Expr

    def _check(self) -> None:
        _check_condition(self.condition, "Not")

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.negate(values[0])


@frozen(eq=False, repr=False)
class If(Expr):
    """``met`` where a condition holds, ``otherwise`` where it does not; the other one does not matter."""

    operands = ("condition", "met", "otherwise")

    condition: Expr
    met: Expr
    otherwise: Expr

    def _check(self) -> None:
        _check_condition(self.condition, "If")
        self._alike((self.met, self.otherwise))

    @property
    def yields(self) -> Kind:
        return self.met.yields

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.decide(values[0], values[1], values[2])


def _check_condition(expression: Expr, owner: str) -> None:
    if not is_condition(expression):
        example = "Compare(a, Relation.AT_LEAST, b)"
        raise expected(
            f"{owner} asks conditions", f"{owner} 只用于条件", expression, write=example, code=Code.EXPRESSION
        )


def is_condition(expression: Expr) -> bool:
    """Tell whether an expression is 1 or 0 wherever it is defined: a condition, or a choice among nothing else."""
    match expression:
        case Predicate() | Defined() | Undefined():
            return True
        case Const(value=value):
            return value in {0, 1}
        case Named(value=inner):
            return is_condition(inner)
        case If(met=one, otherwise=other) | Coalesce(value=one, otherwise=other):
            several_ways: tuple[Expr, ...] = (one, other)
        case Choose(branches=branches):
            several_ways = branches
        case Match(cases=cases, otherwise=other):
            several_ways = (*(branch for _, branch in cases), other)
        case _:
            return False
    return all(map(is_condition, several_ways))


def opposite(condition: Expr) -> Expr:
    """Build the condition that holds where another one does not."""
    match condition:
        case Compare(left=left, relation=relation, right=right):
            return Compare(left, relation.opposite, right)
        case Not(condition=inner):
            return inner
        case _:
            return Not(condition)


def choice(condition: Expr, met: Expr, otherwise: Expr) -> Expr:
    """Choose what holds by a condition; a single comparison chooses by the interval itself.

    An equality does so between numbers alone: of anything else words would have to say twice what lies beside it.
    """
    if isinstance(condition, Not):
        return choice(condition.condition, otherwise, met)
    if not isinstance(condition, Compare):
        return If(condition, met, otherwise)
    sides, holds = condition.relation.sides, condition.relation.holds
    if len(sides) > 1 and not (isinstance(met, Const) and isinstance(otherwise, Const)):
        return If(condition, met, otherwise)
    edges = [Edge(condition.right, side) for side in sides]
    branches = [met if held else otherwise for held in holds]
    return Choose(condition.left, edges, branches, asked=condition.relation)


def decide_by(condition: Expr, met: Expr, otherwise: Expr) -> Expr:
    """Build an ``If``, or give at once what holds where the condition is a constant."""
    known = number_of(condition)
    if known is None:
        return If(condition, met, otherwise)
    return met if known else otherwise
