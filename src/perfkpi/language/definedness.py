"""The nodes about having a number at all, and the marks on parts: policies, counts, refusals, names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from attrs import field, frozen

from perfkpi.language.algebra import Algebra, Role
from perfkpi.language.expressions import Expr, Kind
from perfkpi.language.lengths import Length
from perfkpi.language.statuses import Reason, Status
from perfkpi.language.validation import refused

T = TypeVar("T")


def _statuses(statuses: Iterable[Status]) -> frozenset[Status]:
    return frozenset(statuses)


@frozen(eq=False, repr=False)
class Coalesce(Expr):
    """``value``, or ``otherwise`` where its status is one of ``on``: the missing-data policies."""

    operands = ("value", "otherwise")

    value: Expr
    on: frozenset[Status] = field(converter=_statuses)
    otherwise: Expr

    def _check(self) -> None:
        self._alike((self.value, self.otherwise))

    @property
    def yields(self) -> Kind:
        return self.value.yields

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.coalesce(values[0], self.on, values[1])


@frozen(eq=False, repr=False)
class Defined(Expr):
    """1 where ``value`` counts, 0 where its status is one of ``gaps``: present weights.

    Itself always defined, unless it is asked what is ``wrong``: a value of such a status then leaves it undefined, so
    that what is decided by a count is not decided over wrong data.
    """

    operands = ("value",)

    value: Expr
    gaps: frozenset[Status] = field(default=frozenset(Status) - {Status.OK}, converter=_statuses)
    wrong: frozenset[Status] = field(default=frozenset[Status](), converter=_statuses, kw_only=True)

    def _check(self) -> None:
        """Accept a category as well as a number: either may be counted."""

    def lengthened(self, parts: Sequence[Length]) -> Length:
        return Length(1, 1)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.defined(values[0], self.gaps, self.wrong)


@frozen(eq=False, repr=False)
class Undefined(Expr):
    """A rule that refuses, and why."""

    status: Status
    reason: Reason

    def _check(self) -> None:
        if self.status is Status.OK:
            en = "an undefined value needs a status other than OK, such as Status.UNDEFINED"
            raise refused(en, "无法计算的值需要 OK 以外的状态，如 Status.UNDEFINED", self.status)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda _: algebra.undefined(self.status, self.reason)


@frozen(eq=False, repr=False)
class Named(Expr):
    """``value``, marked as a part (value, points, contribution, ...) so that lines, words and lint find it.

    Attributes:
        within: the part of a composite in which the mark stands; equal marks of different parts are not one.
    """

    operands = ("value",)

    role: Role
    code: str
    value: Expr
    within: str = field(default="", kw_only=True, repr=False)

    def _check(self) -> None:
        """Accept a category as a part: the letter that was given."""

    @property
    def yields(self) -> Kind:
        return self.value.yields

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.named(self.role, self.code, values[0])
