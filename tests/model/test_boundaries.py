"""Edges between tiers: whose the number itself is, and in which order edges may stand, also where they are personal."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, product

import pytest
from attrs import frozen
from evaluated import worth

import perfkpi as pk
from perfkpi.language import Const, Edge, EdgeSide, Expr, Input, Status, decide
from perfkpi.model.parameters.constraints import Constrained, Constraint, guarded
from perfkpi.model.parameters.varying import express_parameter
from perfkpi.model.scoring.boundaries import ascending, express_edges
from perfkpi.rules import Boundary


@frozen
class Edges(Constrained):
    """Edges alone, whose places are their positions."""

    edges: tuple[Boundary, ...]

    def demands(self) -> Iterator[Constraint]:
        """They ascend."""
        return ascending([(f"[{place}]", edge) for place, edge in enumerate(self.edges)])


def if_ascending(edges: Sequence[Boundary], then: Expr) -> Expr:
    """``then`` where a row's edges ascend."""
    return guarded(Edges(tuple(edges)), then)


KINDS = (pk.rules.From, pk.rules.Above, pk.rules.UpTo, pk.rules.Below)
F = pk.Field


def outcomes(*edges: Boundary) -> set[tuple[bool, ...]]:
    """For every number that edges at whole numbers tell apart: beyond which of the edges it lies."""
    numbers = [Fraction(half, 2) for half in range(-2, 10)]
    return {
        tuple(number > edge.at or (number == edge.at and edge.belongs is EdgeSide.ABOVE) for edge in edges)
        for number in numbers
    }


def ascend(*edges: Boundary) -> bool:
    """Whether every tier between neighbours has a number in it, and none lies beyond an edge and not the one below."""
    return all(outcomes(*pair) == {(False, False), (True, False), (True, True)} for pair in pairwise(edges))


@pytest.mark.parametrize("kind", KINDS)
def test_the_number_itself(kind: type[Boundary]) -> None:
    """以上 and 不满 begin the upper tier with the number, 超过 and 以下 leave it in the lower one."""
    above = kind in {pk.rules.From, pk.rules.Below}
    edge = kind(5)
    assert edge.express() == Edge(Const(5), EdgeSide.ABOVE if above else EdgeSide.BELOW)
    tiers = decide(Input("a"), express_edges([edge]), [Const(1), Const(2)])
    assert [worth(tiers, a=number) for number in (4, 5, 6)] == [1, 2 if above else 1, 2]


@pytest.mark.parametrize(("one", "two"), list(product(KINDS, KINDS)))
def test_edges_ascend_where_every_tier_has_a_number(one: type[Boundary], two: type[Boundary]) -> None:
    """Two edges may be one number where that number alone is a tier; otherwise the second lies higher."""
    for low, high in product((1, 2), repeat=2):
        fixed = one(low), two(high)
        if ascend(*fixed):
            Edges(fixed)
        else:
            with pytest.raises(pk.errors.DefinitionError) as caught:
                Edges(fixed)
            assert (caught.value.code, caught.value.where, caught.value.value) == (
                pk.errors.Code.BAND_ORDER,
                "Edges[1]",
                Fraction(high),
            )
            relation = "below" if ascend(one(1), two(1)) else "not above"
            said = f"the edge {high} is {relation} the edge {low}; list the tiers from the lowest value up"
            assert caught.value.en == said
        expected = Fraction(7) if ascend(*fixed) else (Status.INVALID_PARAMETER, "edges-crossed")
        for edges in ((one(F("l")), two(high)), (one(low), two(F("h"))), (one(F("l")), two(F("h")))):
            assert worth(if_ascending(edges, Const(7)), **_named(edges, low, high)) == expected


def _named(edges: tuple[Boundary, Boundary], low: int, high: int) -> dict[str, int]:
    """The figures of those edges that are personal."""
    figures = {"l": low, "h": high}
    return {edge.at.column: figures[edge.at.column] for edge in edges if isinstance(edge.at, pk.Field)}


@pytest.mark.parametrize("places", list(product((1, 2, 3), repeat=4)))
def test_every_pair_of_personal_edges_is_compared(places: tuple[int, ...]) -> None:
    """Two pairs that may meet and one that may not, in one row."""
    kinds = (pk.rules.From, pk.rules.UpTo, pk.rules.From, pk.rules.UpTo)
    fixed = [kind(place) for kind, place in zip(kinds, places, strict=True)]
    edges = [kind(F(name)) for kind, name in zip(kinds, "abcd", strict=True)]
    expected = Fraction(7) if ascend(*fixed) else (Status.INVALID_PARAMETER, "edges-crossed")
    assert worth(if_ascending(edges, Const(7)), **dict(zip("abcd", places, strict=True))) == expected


@pytest.mark.parametrize("places", list(product((1, 2, 3), repeat=3)))
def test_edges_that_may_not_meet_are_compared_together(places: tuple[int, ...]) -> None:
    """Each gap has to be wider than nothing."""
    edges = [pk.rules.From(F(name)) for name in "abc"]
    expected = Fraction(7) if places == (1, 2, 3) else (Status.INVALID_PARAMETER, "edges-crossed")
    assert worth(if_ascending(edges, Const(7)), **dict(zip("abc", places, strict=True))) == expected


def test_a_personal_edge_hides_no_disorder_behind_it() -> None:
    """Whatever numbers follow one another are compared, and the place is that of the later one."""
    for edges, place in (
        ((pk.rules.From(F("a")), pk.rules.From(5), pk.rules.From(4)), "Edges[2]"),
        ((pk.rules.From(1), pk.rules.From(F("a")), pk.rules.From(5), pk.rules.From(4)), "Edges[3]"),
    ):
        with pytest.raises(pk.errors.DefinitionError) as caught:
            Edges(edges)
        assert (caught.value.where, caught.value.value) == (place, Fraction(4))


def test_fixed_edges_leave_no_trace() -> None:
    """What the constructor has compared is not compared again; one personal pair is compared without more ado."""
    points = Input("points")
    assert if_ascending([pk.rules.From(1), pk.rules.From(2)], points) is points
    alone = if_ascending([pk.rules.From(1), pk.rules.From(F("a"))], points)
    gap = express_parameter(F("a")) - Const(1)
    assert alone.children[0] == gap
    only = if_ascending([pk.rules.From(1), pk.rules.From(2), pk.rules.From(F("a"))], points)
    assert only.children[0] == express_parameter(F("a")) - Const(2)


def test_a_boundary_is_quoted_as_it_is_written() -> None:
    """Its kind with its number, its column or its formula."""
    written = [str(pk.rules.From("12%")), str(pk.rules.Above(F("target"))), str(pk.rules.UpTo(pk.Actual("a")))]
    assert written == ["From(12%)", "Above(target)", "UpTo(Actual)"]
