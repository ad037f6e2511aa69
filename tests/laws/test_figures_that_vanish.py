"""Figures that cancel out are 0 in columns as for one person, and so is what is divided by them undefined."""

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.language import (
    Add,
    Choose,
    Coalesce,
    Const,
    Defined,
    Div,
    Edge,
    EdgeSide,
    Expr,
    Floor,
    Input,
    Max,
    Min,
    Mul,
    Power,
    Round,
    Sign,
    Sub,
)
from perfkpi.testing import check_batch_equals_exact

D, E = Input("d"), Input("e")
HAS_D, HAS_E = Defined(D), Defined(E, pk.Status.absences())
VANISHING = {
    "d - d": Sub(D, D),
    "d * 0": Mul((D, Const(0))),
    "(d + e) - (e + d)": Sub(Add((D, E)), Add((E, D))),
    "(d - e) * 0": Mul((Sub(D, E), Const(0))),
    "a count less itself": Sub(HAS_D, HAS_D),
    "counts less themselves": Sub(Add((HAS_D, HAS_E)), Add((HAS_E, HAS_D))),
}
LEAVES = st.sampled_from([*VANISHING.values(), HAS_D, HAS_E, D, E, *map(Const, (0, 1, -2, "0.5"))])
ABSENT = st.sampled_from((pk.Status.absences(), pk.Status.absences() | {pk.Status.UNDEFINED}))
STEPS = st.sampled_from(("1", "0.01"))
SIGNS = st.sampled_from(Sign)
TABLE = {
    "d": np.array([0.0, 1.0, -1.0, 0.1, 3.0, np.nan, 1e-300, 5e-324, 1e300, np.inf] * 5),
    "e": np.array([0.0, 0.0, -1.0, 0.3, 7.0, 2.0, 1e-300, np.nan, 1e300, 1.0] * 5),
}


@attrs.frozen(cache_hash=True)
class Plain(pk.Scoring):
    """The points are the value."""

    scale: pk.Scale = attrs.field(default=pk.Scale(0, 100), kw_only=True)

    def express(self, value: Expr) -> Expr:
        """Nothing is done to it."""
        return value


def _grown(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    """One more node on top of others."""
    pairs = st.tuples(inner, inner)
    return st.one_of(
        st.builds(Div, inner, inner, sign=SIGNS),
        pairs.map(Add),
        st.builds(Sub, inner, inner),
        pairs.map(Mul),
        pairs.map(Min),
        pairs.map(Max),
        st.builds(Floor, inner),
        st.builds(Round, inner, STEPS),
        st.builds(Power, inner, st.sampled_from(("0", "2", "-1", "1/2")), sign=SIGNS),
        st.builds(Defined, inner, ABSENT),
        st.builds(Coalesce, inner, ABSENT, inner),
        st.builds(
            lambda on, at, belongs, low, high: Choose(on, [Edge(at, belongs)], [low, high]),
            inner,
            inner,
            st.sampled_from(EdgeSide),
            inner,
            inner,
        ),
    )


FORMULAS = st.recursive(LEAVES, _grown, max_leaves=8)
POLICIES = st.sampled_from(
    (pk.missing.Refuse(), pk.Reweight(), pk.missing.ZeroPoints(on=pk.Status.absences() | {pk.Status.UNDEFINED}))
)


def card(formula: Expr, missing: pk.missing.MissingPolicy) -> pk.Scorecard:
    """A card with one formula, and a second indicator that may be missing."""
    items = [
        (pk.Indicator(code=code, name=code, formula=pk.Computed(inner), scoring=Plain()), weight)
        for code, inner, weight in (("x", formula, 75), ("e", E, 25))
    ]
    return pk.Scorecard(code="card", name="card", items=items, missing=missing)


@given(formula=FORMULAS, missing=POLICIES)
def test_batch_equals_appraise(formula: Expr, missing: pk.missing.MissingPolicy) -> None:
    """Whatever is built from figures that vanish, columns and one person agree, and nothing else is raised."""
    check_batch_equals_exact(card(formula, missing), table=TABLE)


NEGATIVE = {
    "a constant, when something has vanished": Sub(Sub(HAS_D, HAS_D), Const(4)),
    "of what is present": Sub(Const(0), HAS_D),
    "for some of what is present": Add((HAS_D, Mul((HAS_E, Const(-2))))),
    "twice": Mul((Const(-1), Add((HAS_D, HAS_E)))),
}


@pytest.mark.parametrize("divisor", NEGATIVE.values(), ids=NEGATIVE)
@pytest.mark.parametrize("sign", Sign)
def test_divisors_that_turn_out_negative(divisor: Expr, sign: Sign) -> None:
    """Where they must be positive, no row has a quotient, neither alone nor in a table."""
    for formula in (Div(E, divisor, sign=sign), Power(divisor, -1, sign=sign)):
        check_batch_equals_exact(card(formula, pk.missing.ZeroPoints()), table=TABLE)


@pytest.mark.parametrize("vanishing", VANISHING.values(), ids=VANISHING)
def test_nothing_by_nothing(vanishing: Expr) -> None:
    """0/0 is undefined in every row, also where somebody only asks whether there is a value."""
    for formula in (Div(vanishing, vanishing), Defined(Div(vanishing, vanishing)), Power(vanishing, -1)):
        check_batch_equals_exact(card(formula, pk.Reweight()), table=TABLE)
