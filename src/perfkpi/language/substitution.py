"""Replacing inputs and references by expressions: the language's meaning in itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias, cast

from perfkpi.language.algebra import Algebra, Role, RoundingMode, Sign
from perfkpi.language.captions import Caption
from perfkpi.language.choices import Choose, Edge, Match
from perfkpi.language.conditions import All, Any, Compare, If, Not
from perfkpi.language.definedness import Coalesce, Defined, Named, Undefined
from perfkpi.language.expressions import Add, Const, Div, Expr, Mul, Sub
from perfkpi.language.nodes import Floor, Max, Min, Power, Rank, Round
from perfkpi.language.references import Reference, references
from perfkpi.language.relations import Relation
from perfkpi.language.sorted_multiset import Among, Belongs
from perfkpi.language.statuses import Reason, Status
from perfkpi.language.trees import nodes_of

_Replacements: TypeAlias = Mapping[str | Reference, Expr]


def substitute(expression: Expr, replacements: Mapping[str, Expr] | Mapping[Reference, Expr]) -> Expr:
    """Replace some inputs, or some references, of an expression.

    What is shared stays shared, and what has none of them stays as it is.
    """
    if expression.reads.isdisjoint(replacements) and expression.refers.isdisjoint(replacements):
        return expression
    rebuild, made = _Rebuild(cast("_Replacements", replacements)), dict[int, Expr]()
    for node in nodes_of(expression):
        kept = node.reads.isdisjoint(replacements) and node.refers.isdisjoint(replacements)
        made[id(node)] = node if kept else node.meaning(rebuild)([made[id(child)] for child in node.children])
    return made[id(expression)]


def with_any_divisor(expression: Expr) -> Expr:
    """Let every division of an expression mean what it is, whatever the sign of its divisor."""
    kept: dict[str | Reference, Expr] = {node.name: node for node in expression.inputs()}
    kept.update((node, node) for node in references(expression))
    return expression.fold(_AnyDivisor(kept))


def minds_signs(expression: Expr) -> bool:
    """Whether any quotient or negative power in an expression is undefined for a divisor of another sign."""
    return any(isinstance(node, (Div, Power)) and node.negative is not None for node in nodes_of(expression))


def _sign(negative: Reason | None) -> Sign:
    return Sign.ANY if negative is None else Sign.POSITIVE


class _Rebuild(Algebra[Expr]):
    def __init__(self, replacements: _Replacements) -> None:
        self.replacements = replacements

    def const(self, value: Fraction) -> Expr:
        return Const(value)

    def input(self, name: str) -> Expr:
        return self.replacements[name]

    def reference(self, role: Role, code: str) -> Expr:
        return self.replacements[Reference(role, code)]

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

    def compare(self, left: Expr, relation: Relation, right: Expr) -> Expr:
        return Compare(left, relation, right)

    def all(self, conditions: Sequence[Expr], counted: Caption | None) -> Expr:
        return All(conditions, counted=counted)

    def any(self, conditions: Sequence[Expr], counted: Caption | None) -> Expr:
        return Any(conditions, counted=counted)

    def negate(self, condition: Expr) -> Expr:
        return Not(condition)

    def decide(self, condition: Expr, met: Expr, otherwise: Expr) -> Expr:
        return If(condition, met, otherwise)

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
