"""Expressions of the language that no rule builds, of three measures and a category."""

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.language import (
    Add,
    All,
    Among,
    Any,
    Choose,
    Coalesce,
    Compare,
    Const,
    Defined,
    Div,
    Edge,
    EdgeSide,
    Expr,
    Floor,
    If,
    Input,
    Kind,
    Match,
    Max,
    Min,
    Mul,
    Named,
    Not,
    Power,
    Rank,
    Reason,
    Relation,
    Role,
    Round,
    Sub,
    Undefined,
)

A, B, C = Input("a"), Input("b"), Input("c")
GRADE = Input("grade", kind=Kind.CATEGORY)
NEVER = Undefined(pk.Status.INSUFFICIENT, Reason("never", "从不", "never"))
CONSTANTS = st.sampled_from([Const(number) for number in (0, 1, -1, 2, "0.5", "1/3", "-2.5", 10)])
MEMBERS = st.sampled_from([Fraction(n, d) for n in (-1, 0, 1, 2, 3, 5, 10) for d in (1, 2, 3, 8, 10)])
LISTS = st.lists(MEMBERS, max_size=12).map(Among)
STEPS = st.sampled_from((Fraction(1), Fraction(1, 2), Fraction(1, 100), Fraction(1, 3)))

WHOLE = (Fraction(2), Fraction(-1), Fraction(1))
EXPONENTS = (*WHOLE, Fraction(1, 2), Fraction(2, 3))


def grown(inner: st.SearchStrategy[Expr], exponents: Sequence[Fraction] = EXPONENTS) -> st.SearchStrategy[Expr]:
    """One more node on top of others."""
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    edges = st.lists(
        st.tuples(st.one_of(CONSTANTS, inner), st.sampled_from(EdgeSide)).map(lambda edge: Edge(*edge)),
        min_size=1,
        max_size=2,
    )
    statuses = st.sampled_from((pk.Status.absences(), frozenset({pk.Status.UNDEFINED}), frozenset(pk.Status) - {0}))
    return st.one_of(
        st.builds(Add, several),
        st.builds(Sub, inner, inner),
        st.builds(Mul, several),
        st.builds(Div, inner, inner),
        st.builds(Min, several),
        st.builds(Max, several),
        st.builds(Floor, inner),
        st.builds(Round, inner, STEPS, st.sampled_from(pk.choices.RoundingMode)),
        st.builds(Power, inner, st.sampled_from(exponents)),
        st.tuples(inner, edges, st.lists(st.one_of(inner, st.just(NEVER)), min_size=3, max_size=3)).map(
            lambda parts: Choose(parts[0], parts[1], parts[2][: len(parts[1]) + 1])
        ),
        st.builds(If, conditions(inner), inner, st.one_of(inner, st.just(NEVER))),
        conditions(inner),
        st.builds(Rank, inner, LISTS, st.sampled_from(EdgeSide)),
        st.builds(lambda one, two: Match(GRADE, [("A", one), ("B", two)], NEVER), inner, inner),
        st.builds(lambda one, two: Match(GRADE, [("A", Const(3)), ("B", one)], two), inner, inner),
        st.builds(Coalesce, inner, statuses, inner),
        st.builds(Defined, inner, statuses),
    )


def conditions(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    """Comparisons of others, a question about a category, what is there at all, and several of them joined."""
    plain = st.one_of(
        st.builds(Compare, inner, st.sampled_from(Relation), st.one_of(CONSTANTS, inner)),
        st.just(Match(GRADE, [("A", Const(1)), ("B", Const(1))], Const(0))),
        st.builds(Defined, inner),
    )
    joined = st.builds(
        lambda join, several: join(several), st.sampled_from((All, Any)), st.lists(plain, min_size=1, max_size=3)
    )
    known = plain | joined
    return known | st.builds(Not, known) | st.builds(lambda inside: Named(Role.CONDITION, "x", inside), known)


LEAVES = st.one_of(st.sampled_from((A, B, C)), CONSTANTS)
EXPRESSIONS = st.recursive(LEAVES, grown, max_leaves=6)
RATIONAL = grown(st.recursive(LEAVES, lambda inner: grown(inner, WHOLE), max_leaves=4), WHOLE)
"""At least one node on others, without roots."""
