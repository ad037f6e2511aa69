"""Doubles that overflow on the way, and divisors that are 0 where nobody reads the quotient, change no answer."""

import math
from decimal import Decimal

import attrs
import numpy as np
import pytest

import perfkpi as pk
from perfkpi.language import Choose, Const, Defined, Edge, Expr, Input, Power, Status

A, B, C = Input("a"), Input("b"), Input("c")
HUGE, LARGEST = 1e200, 1.7e308
SCALE = pk.Scale(0, 100)
MEASURED = Status.absences()


def decided(value: Expr) -> Expr:
    """40 points from 50 on, 10 below."""
    return Choose(value, (Edge(Const(50)),), (Const(10), Const(40)))


CASES: dict[str, tuple[Expr, dict[str, float]]] = {
    "a quotient by 0 is not absent": (1 + Defined(A / (B - C), MEASURED), {"a": 0.0, "b": 1.0, "c": 1.0}),
    "a quotient by 0 has no value": (1 + Defined(A / (B - C)), {"a": 1.0, "b": 1.0, "c": 1.0}),
    "a difference of squares has one": (1 + Defined(A * A - B * B), {"a": HUGE, "b": HUGE, "c": 1.0}),
    "so has a difference of sums": (1 + Defined((A + A) - (B + B)), {"a": LARGEST, "b": LARGEST, "c": 1.0}),
    "a quotient of squares": (decided(A * A / (B * B)), {"a": HUGE, "b": HUGE / 10, "c": 1.0}),
    "a quotient by a sum": (decided(100 * A / (A + B)), {"a": LARGEST, "b": LARGEST, "c": 1.0}),
    "a gap over what is too large": (
        Choose(C, (Edge(Const(5)),), (Const(7), B / (A * A))),
        {"a": HUGE, "b": float("nan"), "c": 9.0},
    ),
    "nothing of a square": (decided(100 - A * A * Defined(C)), {"a": HUGE, "b": 1.0, "c": float("nan")}),
}


@attrs.frozen(cache_hash=True)
class AsItStands(pk.Scoring):
    """The points are the value, however large."""

    scale: pk.Scale = attrs.field(default=SCALE, kw_only=True)

    def express(self, value: Expr) -> Expr:
        """Nothing is done to it."""
        return value


def card_of(points: Expr) -> pk.Scorecard:
    """Three quarters are the points, the rest is a measure that may be absent."""
    items = [
        (pk.Indicator(code=code, name=code, formula=pk.Computed(inner), scoring=pk.DirectPoints(scale=SCALE)), weight)
        for code, inner, weight in (("x", points, 75), ("c", C, 25))
    ]
    rounding = pk.RoundingPolicy(total=pk.Rounding(2))
    return pk.Scorecard(code="card", name="card", items=items, rounding=rounding, missing=pk.missing.ZeroPoints())


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("rows", [1, 40])
def test_what_is_too_large_for_doubles_on_the_way_is_scored_exactly(name: str, rows: int) -> None:
    """The total of each row is the one that a single person gets."""
    points, figures = CASES[name]
    card = card_of(points)
    person = pk.appraise(
        card, {name: None if np.isnan(each) else Decimal(repr(each)) for name, each in figures.items()}
    )
    assert person.total is not None
    scores = pk.score_batch(card, {name: np.full(rows, each) for name, each in figures.items()})
    assert scores.totals.tolist() == [float(person.total)] * rows


@pytest.mark.parametrize("sign", [1, -1])
def test_points_beyond_the_doubles_are_infinite(sign: int) -> None:
    """Whether they are a fraction or a root, as a total is; the exact number is that of a single person."""
    for points in (A * A * sign, Power(A, "1/2") * Power(A, "2/3") * sign):
        item = pk.Indicator(code="x", name="x", formula=pk.Computed(points), scoring=AsItStands())
        card = pk.Scorecard(code="c", name="c", items=[(item, 1)], rounding=pk.RoundingPolicy(total=None))
        scores = pk.score_batch(card, {"a": np.full(3, LARGEST)}, points=True)
        assert scores.points["x"].tolist() == [sign * math.inf] * 3
