"""Replacing inputs by expressions: the language's meaning in itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from perfkpi.language.algebra import Algebra, Role, RoundingMode, Sign
from perfkpi.language.among import Among, Belongs
from perfkpi.language.choices import Choose, Edge, Match
from perfkpi.language.definedness import Coalesce, Defined, Named, Undefined
from perfkpi.language.expressions import Add, Const, Div, Expr, Mul, Sub, nodes_of
from perfkpi.language.nodes import Floor, Max, Min, Power, Round
from perfkpi.language.ranks import Rank
from perfkpi.language.statuses import Reason, Status

__all__ = ["minds_signs", "substitute", "with_any_divisor"]


def substitute(expression: Expr, replacements: Mapping[str, Expr]) -> Expr:
    """The same expression with some inputs replaced; what is shared stays shared, what reads none of them as it is."""
    if expression.reads.isdisjoint(replacements):
        return expression
    rebuild, made = _Rebuild(replacements), dict[int, Expr]()
    for node in nodes_of(expression):
        kept = node.reads.isdisjoint(replacements)
        made[id(node)] = node if kept else node.meaning(rebuild)([made[id(child)] for child in node.children])
    return made[id(expression)]


def with_any_divisor(expression: Expr) -> Expr:
    """The same expression, in which every division means what it is, whatever the sign of its divisor."""
    return expression.fold(_AnyDivisor({node.name: node for node in expression.inputs()}))


def minds_signs(expression: Expr) -> bool:
    """Whether any quotient or negative power in an expression is undefined for a divisor of another sign."""
    return any(isinstance(node, (Div, Power)) and node.negative is not None for node in nodes_of(expression))


def _sign(negative: Reason | None) -> Sign:
    return Sign.ANY if negative is None else Sign.POSITIVE


class _Rebuild(Algebra[Expr]):
    def __init__(self, inputs: Mapping[str, Expr]) -> None:
        self.inputs = inputs

    def const(self, value: Fraction) -> Expr:
        return Const(value)

    def input(self, name: str) -> Expr:
        return self.inputs[name]

    def add(self, terms: Sequence[Expr]) -> Expr:
        return Add(terms)

    def sub(self, left: Expr, right: Expr) -> Expr:
        return Sub(left, right)

    def mul(self, factors: Sequence[Expr]) -> Expr:
        return Mul(factors)

    def div(self, numerator: Expr, denominator: Expr, zero: Reason, negative: Reason | None) -> Expr:
        return Div(numerator, denominator, sign=_sign(negative))

    def min(self, values: Sequence[Expr]) -> Expr:
        return Min(values)

    def max(self, values: Sequence[Expr]) -> Expr:
        return Max(values)

    def floor(self, value: Expr) -> Expr:
        return Floor(value)

    def round(self, value: Expr, step: Fraction, mode: RoundingMode) -> Expr:
        return Round(value, step, mode)

    def power(self, base: Expr, exponent: Fraction, negative: Reason | None) -> Expr:
        return Power(base, exponent, sign=_sign(negative))

    def choose(self, on: Expr, edges: Sequence[tuple[Expr, Belongs]], branches: Sequence[Expr]) -> Expr:
        return Choose(on, [Edge(at, belongs) for at, belongs in edges], branches)

    def rank(self, on: Expr, among: Among, belongs: Belongs) -> Expr:
        return Rank(on, among, belongs)

    def match(self, on: Expr, cases: Sequence[tuple[str, Expr]], otherwise: Expr) -> Expr:
        return Match(on, cases, otherwise)

    def coalesce(self, value: Expr, on: frozenset[Status], otherwise: Expr) -> Expr:
        return Coalesce(value, on, otherwise)

    def defined(self, value: Expr, gaps: frozenset[Status], wrong: frozenset[Status]) -> Expr:
        return Defined(value, gaps, wrong=wrong)

    def undefined(self, status: Status, reason: Reason) -> Expr:
        return Undefined(status, reason)

    def named(self, role: Role, code: str, value: Expr) -> Expr:
        return Named(role, code, value)


class _AnyDivisor(_Rebuild):
    def div(self, numerator: Expr, denominator: Expr, zero: Reason, negative: Reason | None) -> Expr:
        return Div(numerator, denominator, sign=Sign.ANY)

    def power(self, base: Expr, exponent: Fraction, negative: Reason | None) -> Expr:
        return Power(base, exponent, sign=Sign.ANY)
