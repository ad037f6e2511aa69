"""The nodes that bound, round, decide and name; the arithmetic ones stand in :mod:`perfkpi.language.expressions`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TypeVar

from attrs import field, frozen

from perfkpi.errors import Code, DefinitionError
from perfkpi.language.algebra import Algebra, Belongs, Role, RoundingMode
from perfkpi.language.expressions import Const, Expr, Kind, several
from perfkpi.language.statuses import Reason, Status
from perfkpi.numbers import exact

__all__ = [
    "Choose",
    "Coalesce",
    "Defined",
    "Edge",
    "Floor",
    "Match",
    "Max",
    "Min",
    "Named",
    "Power",
    "Round",
    "Undefined",
    "by_sign",
    "decide",
]

T = TypeVar("T")

MAX_EXPONENT = 36
"""The bound on the numerator and the denominator of an exponent: exact powers grow with it."""


@frozen(cache_hash=True)
class Min(Expr):
    """The smallest value; undefined where any is, never the other one."""

    values: tuple[Expr, ...] = field(converter=several)

    @property
    def children(self) -> tuple[Expr, ...]:
        return self.values

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return algebra.min


@frozen(cache_hash=True)
class Max(Expr):
    """The largest value; undefined where any is, never the other one."""

    values: tuple[Expr, ...] = field(converter=several)

    @property
    def children(self) -> tuple[Expr, ...]:
        return self.values

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return algebra.max


@frozen(cache_hash=True)
class Floor(Expr):
    """The largest integer that is not greater: full units."""

    value: Expr

    @property
    def children(self) -> tuple[Expr, ...]:
        return (self.value,)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.floor(values[0])


def _step(value: Fraction | str | int) -> Fraction:
    step = exact(value)
    if step <= 0:
        raise DefinitionError(
            Code.ROUNDING,
            en=f"a rounding step is greater than 0, not {value}; 2 places are the step '0.01'",
            zh=f"修约间隔必须大于 0，而不是 {value}；两位小数的间隔是 '0.01'",
            value=value,
        )
    return step


@frozen(cache_hash=True)
class Round(Expr):
    """A declared rounding stage: the multiple of ``step`` that ``mode`` chooses."""

    value: Expr
    step: Fraction = field(converter=_step)
    mode: RoundingMode = RoundingMode.HALF_UP

    @property
    def children(self) -> tuple[Expr, ...]:
        return (self.value,)

    @property
    def parameters(self) -> tuple[object, ...]:
        return (self.step, self.mode)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.round(values[0], self.step, self.mode)


def _exponent(value: Fraction | str | int) -> Fraction:
    exponent = exact(value)
    if max(abs(exponent.numerator), exponent.denominator) > MAX_EXPONENT:
        raise DefinitionError(
            Code.EXPRESSION,
            en=f"the exponent {value} is beyond {MAX_EXPONENT}; write it as a fraction of two small integers",
            zh=f"指数 {value} 超过 {MAX_EXPONENT}；请写成两个小整数之比",
            value=value,
        )
    return exponent


@frozen(cache_hash=True)
class Power(Expr):
    """``base ** exponent`` for a rational exponent: powers and roots, decided exactly."""

    base: Expr
    exponent: Fraction = field(converter=_exponent)

    @property
    def children(self) -> tuple[Expr, ...]:
        return (self.base,)

    @property
    def parameters(self) -> tuple[object, ...]:
        return (self.exponent,)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.power(values[0], self.exponent)


@frozen(cache_hash=True)
class Edge:
    """Where one branch ends and the next begins, and which of the two the edge itself belongs to."""

    at: Expr
    belongs: Belongs = Belongs.ABOVE


def _edges(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    return tuple(edges)


def _branches(branches: Iterable[Expr]) -> tuple[Expr, ...]:
    return tuple(branches)


def _cases(cases: Iterable[tuple[str, Expr]]) -> tuple[tuple[str, Expr], ...]:
    return tuple(cases)


def _statuses(statuses: Iterable[Status]) -> frozenset[Status]:
    return frozenset(statuses)


@frozen(cache_hash=True)
class Choose(Expr):
    """The branch of the interval in which ``on`` lies: one branch more than there are ascending edges.

    A branch that is not chosen does not matter, even where it is undefined.
    """

    on: Expr
    edges: tuple[Edge, ...] = field(converter=_edges)
    branches: tuple[Expr, ...] = field(converter=_branches)

    def _check(self) -> None:
        if not self.edges or len(self.branches) != len(self.edges) + 1:
            raise DefinitionError(
                Code.EXPRESSION,
                en=f"{len(self.edges)} edges need {len(self.edges) + 1} branches, not {len(self.branches)}",
                zh=f"{len(self.edges)} 个分界点需要 {len(self.edges) + 1} 个分支，而不是 {len(self.branches)} 个",
                value=self.branches,
            )
        self._numbers(self.on, *(edge.at for edge in self.edges))
        self._alike(self.branches)

    @property
    def children(self) -> tuple[Expr, ...]:
        return (self.on, *(edge.at for edge in self.edges), *self.branches)

    @property
    def parameters(self) -> tuple[object, ...]:
        return tuple(edge.belongs for edge in self.edges)

    @property
    def yields(self) -> Kind:
        return self.branches[0].yields

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        sides = tuple(edge.belongs for edge in self.edges)
        count = len(sides) + 1
        return lambda values: algebra.choose(values[0], list(zip(values[1:count], sides, strict=True)), values[count:])


def decide(on: Expr, edges: Sequence[Edge], branches: Sequence[Expr]) -> Expr:
    """A :class:`Choose`, or at once the branch itself where ``on`` and the edges are constants."""
    chosen = Choose(on, edges, branches)
    place = _plain(on)
    if place is None:
        return chosen
    for edge, branch in zip(edges, branches, strict=False):
        at = _plain(edge.at)
        if at is None:
            return chosen
        if place < at or (place == at and edge.belongs is Belongs.BELOW):
            return branch
    return branches[-1]


def _plain(value: Expr) -> Fraction | None:
    """The number of a constant, looking through the names that mark it."""
    while isinstance(value, Named):
        value = value.value
    return value.value if isinstance(value, Const) else None


def by_sign(on: Expr, *, negative: Expr, zero: Expr, positive: Expr) -> Expr:
    """One of three branches by the sign of ``on``."""
    return decide(on, [Edge(Const(0)), Edge(Const(0), Belongs.BELOW)], [negative, zero, positive])


@frozen(cache_hash=True)
class Match(Expr):
    """The case whose name the category ``on`` is; ``otherwise`` where none fits."""

    on: Expr
    cases: tuple[tuple[str, Expr], ...] = field(converter=_cases)
    otherwise: Expr

    def _check(self) -> None:
        if self.on.yields is not Kind.CATEGORY:
            raise DefinitionError(
                Code.EXPRESSION,
                en=f"Match needs a category, not {self.on!r}; write Input('grade', kind=Kind.CATEGORY)",
                zh=f"Match 需要类别，而不是 {self.on!r}；请写 Input('grade', kind=Kind.CATEGORY)",
                value=self.on,
            )
        self._alike((*(branch for _, branch in self.cases), self.otherwise))

    @property
    def children(self) -> tuple[Expr, ...]:
        return (self.on, *(branch for _, branch in self.cases), self.otherwise)

    @property
    def parameters(self) -> tuple[object, ...]:
        return tuple(name for name, _ in self.cases)

    @property
    def yields(self) -> Kind:
        return self.otherwise.yields

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        names = tuple(name for name, _ in self.cases)
        return lambda values: algebra.match(values[0], list(zip(names, values[1:-1], strict=True)), values[-1])


@frozen(cache_hash=True)
class Coalesce(Expr):
    """``value``, or ``otherwise`` where its status is one of ``on``: the missing-data policies."""

    value: Expr
    on: frozenset[Status] = field(converter=_statuses)
    otherwise: Expr

    def _check(self) -> None:
        self._alike((self.value, self.otherwise))

    @property
    def children(self) -> tuple[Expr, ...]:
        return (self.value, self.otherwise)

    @property
    def parameters(self) -> tuple[object, ...]:
        return (self.on,)

    @property
    def yields(self) -> Kind:
        return self.value.yields

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.coalesce(values[0], self.on, values[1])


@frozen(cache_hash=True)
class Defined(Expr):
    """1 where ``value`` has a number, 0 where it has none; itself always defined: counts and present weights."""

    value: Expr

    def _check(self) -> None:
        """A category may be counted as well as a number."""

    @property
    def children(self) -> tuple[Expr, ...]:
        return (self.value,)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.defined(values[0])


@frozen(cache_hash=True)
class Undefined(Expr):
    """A rule that refuses, and why."""

    status: Status
    reason: Reason

    def _check(self) -> None:
        if self.status is Status.OK:
            raise DefinitionError(
                Code.EXPRESSION,
                en="an undefined value needs a status other than OK, such as Status.UNDEFINED",
                zh="无定义的值需要 OK 以外的状态，如 Status.UNDEFINED",
                value=self.status,
            )

    @property
    def parameters(self) -> tuple[object, ...]:
        return (self.status, self.reason)

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda _: algebra.undefined(self.status, self.reason)


@frozen(cache_hash=True)
class Named(Expr):
    """``value``, marked as a part (value, points, contribution, ...) so that lines, words and lint find it."""

    role: Role
    code: str
    value: Expr

    def _check(self) -> None:
        """A part may be a category: the letter that was given."""

    @property
    def children(self) -> tuple[Expr, ...]:
        return (self.value,)

    @property
    def parameters(self) -> tuple[object, ...]:
        return (self.role, self.code)

    @property
    def yields(self) -> Kind:
        return self.value.yields

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        return lambda values: algebra.named(self.role, self.code, values[0])
