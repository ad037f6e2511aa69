"""However an expression is nested, it ends: with a value, a status that names the bound, or a typed error."""

import time
from fractions import Fraction
from functools import reduce

import attrs
import numpy as np
import pytest
from columnwise import by_columns
from effort import examples
from evaluated import worth
from hypothesis import event, given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.language import DIGITS, LONGEST, Add, Const, Div, Expr, Input, Max, Mul, Power, Program, Sign, Sub
from perfkpi.language.lengths import MEASURED, ORDINARY
from perfkpi.language.parsing.unparser import unparse
from perfkpi.testing import check_batch_equals_exact

A, B = Input("a"), Input("b")
PATIENCE = 60
"""Seconds: what does not end takes years."""


@attrs.frozen(cache_hash=True)
class Plain(pk.Scoring):
    """The points are the value."""

    scale: pk.Scale = attrs.field(default=pk.Scale(0, 100), kw_only=True)

    def express(self, value: Expr) -> Expr:
        """Nothing is done to it."""
        return value


def card(*formulas: Expr) -> pk.Scorecard:
    """A card whose items are what formulas are."""
    items = [
        (pk.Indicator(code=f"x{at}", name="x", formula=pk.Computed(each), scoring=Plain()), 1)
        for at, each in enumerate(formulas)
    ]
    return pk.Scorecard(code="card", name="card", items=items, weighting=pk.choices.Weighting.NORMALISED)


def squared(value: Expr, times: int) -> Expr:
    """A square of a square of a square, each of them one node."""
    return reduce(lambda inner, _: Mul((inner, inner)), range(times), value)


def again(value: Expr, kind: str, other: Expr) -> Expr:
    """One more level, on which what was there stands twice, or is raised."""
    match kind:
        case "squared":
            return Mul((value, value))
        case "raised":
            return Power(value, 360)
        case "rooted":
            return Power(Mul((value, value)), "1/7")
        case "divided":
            return Div(Const(1), Add((value, other)), sign=Sign.ANY)
        case "bounded":
            return Max((value, Mul((value, other))))
        case _:
            return Sub(Mul((value, other)), Div(value, other, sign=Sign.ANY))


KINDS = st.sampled_from(("squared", "raised", "rooted", "divided", "bounded", "mixed"))
LEVELS = st.lists(st.tuples(KINDS, st.sampled_from((A, B, Const("1.1"), Const("1/7")))), max_size=50)


@given(leaf=st.sampled_from((A, Const("1.5"))), levels=LEVELS)
@settings(max_examples=examples(30))
def test_everything_ends(leaf: Expr, levels: list[tuple[str, Expr]]) -> None:
    """Defining, scoring, comparing, printing, explaining: none of it takes longer than it takes to read this."""
    begun = time.monotonic()
    try:
        found, twin = (reduce(lambda value, level: again(value, *level), levels, leaf) for _ in range(2))
    except pk.errors.DefinitionError as refused:
        event(f"refused: {refused.code}")
        return
    assert found == twin
    assert hash(found) == hash(twin)
    assert len(repr(found)) < 100_000
    assert found != Mul((found, Const(2)))
    scored = card(found)
    figures = {name: "1.25" for name in ("a", "b") if name in found.reads}
    result = pk.appraise(scored, figures)
    assert result.total is not None or result.status in (pk.Status.INVALID_VALUE, pk.Status.UNDEFINED)
    assert len(result.explain("en", "audit")) < 1_000_000
    assert time.monotonic() - begun < PATIENCE


def test_a_text_of_a_few_lines() -> None:
    """Nested powers of a measure are an invalid value, and the reason tells the bound and the figure."""
    item = pk.Indicator(code="x", name="x", formula=pk.Computed("(((a^300)^300)^300)^300"), scoring=Plain())
    scored = pk.Scorecard(code="card", name="card", items=((item, 1),))
    result = pk.appraise(scored, {"a": "1.1"})
    assert (result.total, result.status) == (None, pk.Status.INVALID_VALUE)
    (reason,) = result.reasons
    assert (reason.code, reason.names, reason.given) == ("too-many-digits", ("a",), (("a", "1.1"),))
    assert "78913" in reason.en
    assert "78913" in reason.zh
    assert pk.appraise(scored, {"a": 1}).total == 1


@pytest.mark.parametrize(
    "constant",
    [lambda: squared(Const("1.1"), 40), lambda: Power(Power(Const(5), 360), 360), lambda: Mul((Const(9),) * 100_000)],
    ids=["squares", "powers", "factors"],
)
def test_constants_are_refused_where_they_are_defined(constant: object) -> None:
    """Nobody has to give a figure to find out."""
    with pytest.raises(pk.errors.DefinitionError, match="78913 digits"):
        constant()


def test_the_bound_is_that_many_digits() -> None:
    """It is declared in decimal digits, and is that many binary ones."""
    assert 10 ** (DIGITS - 1) < 1 << LONGEST <= 10**DIGITS * 10


@pytest.mark.parametrize("factors", [60, 61, 200, 300])
def test_columns_agree_beside_the_bound(factors: int) -> None:
    """A product of so many factors that long figures are too long, and short ones are not."""
    table = {
        "a": np.array([1.1, 1.0, 1e-300, 1.2345678901234567, 0.1, np.nan, 3e15, 1e-16, 0.0] * 6),
        "b": np.array([1.0, 1.0, 1e300, 0.8, 10.0, 1.0, 1e-15, 1e15, 5.0] * 6),
    }
    product = Mul((*([A] * factors), *([B] * factors)))
    check_batch_equals_exact(card(product), table=table)
    check_batch_equals_exact(card(Max((Sub(Power(product, "1/3"), product), A))), table=table)


def test_many_quotients_are_left_to_columns() -> None:
    """A card of so many ratios that tiny figures might be too long: ordinary ones are scored in columns."""
    quotients = [Div(Input(f"n{at}"), Input(f"d{at}")) for at in range(150)]
    scored = card(*quotients)
    rows = 200
    random = np.random.default_rng(1)
    table = {f"n{at}": random.uniform(1, 9, rows).round(6) for at in range(150)}
    table |= {f"d{at}": random.uniform(1, 9, rows).round(6) for at in range(150)}
    table["n7"][3], table["d8"][4], table["n9"][5] = 1e-300, 1e300, np.nan
    program = Program(Add(quotients))
    assert program.longest(ORDINARY) < LONGEST < program.longest(MEASURED)
    scores = by_columns(scored, table, points=["x7"])
    assert scores.decided.exact <= 30
    check_batch_equals_exact(scored, table={name: column[:30] for name, column in table.items()})


def test_a_formula_that_is_too_long_to_write() -> None:
    """Shared parts are written as often as they are used: such a text nobody reads."""
    assert unparse(squared(A, 1)) == "a * a"
    with pytest.raises(pk.errors.DefinitionError, match="so many nodes"):
        unparse(squared(A, 40))


def test_sums_of_long_numbers_are_refused() -> None:
    """Beside figures that are absent the sum is absent; alone it is too long."""
    near, other = Fraction(1, (1 << LONGEST - 1) - 1), Fraction(1, (1 << LONGEST - 1) + 1)
    for expression in (A + B, A - B, A * B):
        assert worth(expression, a=near, b=other) == (pk.Status.INVALID_VALUE, "too-many-digits")
        assert worth(expression, a=near, b=pk.Status.NOT_DUE) == (pk.Status.NOT_DUE, "test")
