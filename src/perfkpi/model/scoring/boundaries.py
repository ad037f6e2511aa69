"""Edges (分界): where one tier ends and the next begins, said so that nobody can doubt whose the number itself is.

以上, 以下 and 以内 include the number, 超过, 不满 and 以外 do not (Civil Code, article 1259); no edge leaves it open.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import ClassVar, TypeAlias

from attrs import field, frozen

from perfkpi.asking import Asking
from perfkpi.errors import Code
from perfkpi.language import Edge, EdgeSide
from perfkpi.model.parameters.constraints import Constraint, of
from perfkpi.model.parameters.faults import chosen
from perfkpi.model.parameters.parameter import Parameter, as_parameter
from perfkpi.model.parameters.validation import as_tuple, placed
from perfkpi.model.parameters.varying import express_parameter, quoted


@frozen(eq=False, field_transformer=placed)
class Boundary(Asking, ABC):
    """One end of a range of values, and whether the number itself is inside.

    Attributes:
        at: the number, a ``Field`` or a formula.
    """

    at: Parameter = field(converter=as_parameter)

    chinese: ClassVar[str]
    """How it is said in Chinese."""

    @property
    @abstractmethod
    def belongs(self) -> EdgeSide:
        """Which side the number itself belongs to."""

    def __str__(self) -> str:
        return f"{type(self).__name__}({quoted(self.at)})"

    def __format__(self, language: str) -> str:
        """Write it into a sentence, ``f"{edge:zh}"`` into a Chinese one."""
        return self.chinese.format(quoted(self.at)) if language == "zh" else str(self)

    def express(self) -> Edge:
        """Express the edge of a choice."""
        return Edge(express_parameter(self.at), self.belongs)


@frozen(eq=False, field_transformer=placed)
class From(Boundary):
    """A lower end with the number itself: 以上, 不低于, 达到."""

    chinese: ClassVar[str] = "{} 及以上"

    @property
    def belongs(self) -> EdgeSide:
        return EdgeSide.ABOVE


@frozen(eq=False, field_transformer=placed)
class Above(Boundary):
    """A lower end without the number itself: 超过, 高于, 以外."""

    chinese: ClassVar[str] = "高于 {}"

    @property
    def belongs(self) -> EdgeSide:
        return EdgeSide.BELOW


@frozen(eq=False, field_transformer=placed)
class UpTo(Boundary):
    """An upper end with the number itself: 以下, 以内, 不超过."""

    chinese: ClassVar[str] = "{} 及以下"

    @property
    def belongs(self) -> EdgeSide:
        return EdgeSide.BELOW


@frozen(eq=False, field_transformer=placed)
class Below(Boundary):
    """An upper end without the number itself: 不满, 低于."""

    chinese: ClassVar[str] = "不满 {}"

    @property
    def belongs(self) -> EdgeSide:
        return EdgeSide.ABOVE


NO_LOW_END = (
    "does not say whether it is inside; write From(90) (90以上, with it) or Above(90) (超过90)",
    "没有说明是否包含本数；请写 From(90)（90以上，含本数）或 Above(90)（超过90，不含本数）",
)
"""What is wrong with a number that stands in the place of a lower end."""

LowEnd: TypeAlias = From | Above
HighEnd: TypeAlias = UpTo | Below
Boundaries: TypeAlias = tuple[Boundary, ...]


def as_boundaries(values: Sequence[Boundary]) -> Boundaries:
    """Convert edges to a tuple, for attrs."""
    edges = as_tuple(values)
    for place, edge in enumerate(edges):
        chosen(edge, Boundary, *NO_LOW_END, where=f"[{place}]")
    return edges


def _may_meet(lower: Boundary, upper: Boundary) -> bool:
    """Tell whether two edges may be one number: between them lies that number alone."""
    return lower.belongs is EdgeSide.ABOVE and upper.belongs is EdgeSide.BELOW


def ascending(edges: Sequence[tuple[str, Boundary]]) -> Iterator[Constraint]:
    """Require edges to ascend, each with its place; two may meet where the number between them is a tier of its own."""
    for (_, lower), (place, upper) in pairwise(edges):
        low, high = of(lower.at, place, "at"), of(upper.at, place, "at")
        yield Constraint(
            "edges-crossed",
            high >= low if _may_meet(lower, upper) else high > low,
            Code.BAND_ORDER,
            advice=("list the tiers from the lowest value up", "请从数值最低的一档写起"),
        )


def express_edges(edges: Sequence[Boundary]) -> list[Edge]:
    """Express the edges of a choice between tiers."""
    return [edge.express() for edge in edges]
