"""The nodes that decide: by the interval in which a number lies, and by the name of a category."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TypeVar

from attrs import field, frozen

from perfkpi.errors import Code, expected
from perfkpi.language.algebra import Algebra
from perfkpi.language.definedness import Named
from perfkpi.language.expressions import Const, Expr, Kind
from perfkpi.language.relations import Relation
from perfkpi.language.sorted_multiset import EdgeSide
from perfkpi.language.validation import refused
from perfkpi.value_objects import ValueObject
from perfkpi.wording.counts import counted

T = TypeVar("T")


@frozen(eq=False)
class Edge(ValueObject):
    """Where one branch ends and the next begins, and which of the two the edge itself belongs to."""

    at: Expr
    belongs: EdgeSide = EdgeSide.ABOVE


def _edges(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    return tuple(edges)


def _branches(branches: Iterable[Expr]) -> tuple[Expr, ...]:
    return tuple(branches)


def _cases(cases: Iterable[tuple[str, Expr]]) -> tuple[tuple[str, Expr], ...]:
    return tuple(cases)


@frozen(eq=False, repr=False)
class Choose(Expr):
    """The branch of the interval in which ``on`` lies: one branch more than there are ascending edges.

    A branch that is not chosen does not matter, even where it is undefined.

    Attributes:
        asked: what a comparison asked whose answer this is, and which explanations tell; the edges are then its own.
    """

    on: Expr
    edges: tuple[Edge, ...] = field(converter=_edges)
    branches: tuple[Expr, ...] = field(converter=_branches)
    asked: Relation | None = field(default=None, kw_only=True, eq=False, repr=False)

    def _check(self) -> None:
        if not self.edges or len(self.branches) != len(self.edges) + 1:
            edges, branches = len(self.edges), len(self.branches)
            needed = counted(edges + 1, "branch", "branches")
            en = f"{counted(edges, 'edge needs', 'edges need')} {needed}, not {branches}"
            zh = f"{edges} 个分界点需要 {edges + 1} 个分支，而不是 {branches} 个"
            raise refused(en, zh, self.branches)
        self._numbers(*self.compared)
        self._alike(self.branches)

    @property
    def compared(self) -> tuple[Expr, ...]:
        """The number that decides, and the edges with which it is compared."""
        return (self.on, *(edge.at for edge in self.edges))

    @property
    def children(self) -> tuple[Expr, ...]:
        return (*self.compared, *self.branches)

    @property
    def parameters(self) -> tuple[object, ...]:
        return tuple(edge.belongs for edge in self.edges)

    @property
    def yields(self) -> Kind:
        return self.branches[0].yields

    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        sides = tuple(edge.belongs for edge in self.edges)
        asked, count = self.asked, len(sides) + 1
        if asked is not None:
            met, otherwise = (count + asked.holds.index(held) for held in (True, False))
            return lambda values: algebra.choose_asked(values[0], asked, values[1], (values[met], values[otherwise]))
        if len(sides) == 1:  # nearly all choices are between two branches, and a score makes many of them
            (side,) = sides
            return lambda values: algebra.choose(values[0], ((values[1], side),), values[2:])
        return lambda values: algebra.choose(values[0], list(zip(values[1:count], sides, strict=True)), values[count:])


def decide(on: Expr, edges: Sequence[Edge], branches: Sequence[Expr], *, asked: Relation | None = None) -> Expr:
    """Build a ``Choose``, or give at once the branch itself where ``on`` and the edges are constants."""
    chosen = Choose(on, edges, branches, asked=asked)
    place = number_of(on)
    if place is None:
        return chosen
    for edge, branch in zip(edges, branches, strict=False):
        at = number_of(edge.at)
        if at is None:
            return chosen
        if place < at or (place == at and edge.belongs is EdgeSide.BELOW):
            return branch
    return branches[-1]


def number_of(value: Expr) -> Fraction | None:
    """Find the number of a constant, looking through the names that mark it."""
    while isinstance(value, Named):
        value = value.value
    return value.value if isinstance(value, Const) else None


def by_sign(on: Expr, *, negative: Expr, zero: Expr, positive: Expr) -> Expr:
    """Choose one of three branches by the sign of ``on``."""
    return decide(on, [Edge(Const(0)), Edge(Const(0), EdgeSide.BELOW)], [negative, zero, positive])


@frozen(eq=False, repr=False)
class Match(Expr):
    """The case whose name the category ``on`` is; ``otherwise`` where none fits."""

    on: Expr
    cases: tuple[tuple[str, Expr], ...] = field(converter=_cases)
    otherwise: Expr

    def _check(self) -> None:
        if self.on.yields is not Kind.CATEGORY:
            example = "Input('grade', kind=Kind.CATEGORY)"
            raise expected("Match needs a category", "Match 需要类别", self.on, write=example, code=Code.EXPRESSION)
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
