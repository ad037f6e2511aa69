"""Conditions and choices by them as the text grammar writes them: what ``parsing.conditions`` reads, printed."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from perfkpi.language.choices import Choose
from perfkpi.language.conditions import All, Any, Compare, If, Not
from perfkpi.language.definedness import Named
from perfkpi.language.expressions import Const, Expr
from perfkpi.language.relations import Relation
from perfkpi.language.sorted_multiset import EdgeSide
from perfkpi.value_objects import ValueObject

_SIGNS = {
    Relation.AT_LEAST: ">=",
    Relation.MORE_THAN: ">",
    Relation.AT_MOST: "<=",
    Relation.LESS_THAN: "<",
    Relation.EQUAL: "=",
    Relation.UNEQUAL: "!=",
}
_FROM = {EdgeSide.ABOVE: Relation.AT_LEAST, EdgeSide.BELOW: Relation.MORE_THAN}


@frozen(eq=False)
class PrintedCondition(ValueObject):
    """A choice between two branches, as a condition.

    Attributes:
        text: the condition.
        met: what holds where it is met.
        otherwise: what holds where it is not.
    """

    text: str
    met: Expr
    otherwise: Expr


def printed_condition(choice: Choose | If, unparse: Callable[[Expr], str]) -> PrintedCondition | None:
    """Write the condition of a choice; ``None`` where the grammar has no words for it, as for one of several tiers."""
    if isinstance(choice, If):
        text = _condition(choice.condition, unparse)
        return None if text is None else PrintedCondition(text, choice.met, choice.otherwise)
    edge, *others = choice.edges
    if others:
        return _equality(choice, unparse)
    below, above = choice.branches
    return PrintedCondition(_compared(choice.on, _FROM[edge.belongs], edge.at, unparse), above, below)


def _compared(left: Expr, relation: Relation, right: Expr, unparse: Callable[[Expr], str]) -> str:
    return f"{unparse(left)} {_SIGNS[relation]} {unparse(right)}"


def _equality(choice: Choose, unparse: Callable[[Expr], str]) -> PrintedCondition | None:
    """Write an equality, two edges at one place: what lies on it, and what lies beside it on either side."""
    first, *others = choice.edges
    low, at, *rest = choice.branches
    sides = tuple(edge.belongs for edge in choice.edges)
    same = [edge.at for edge in others] == [first.at] and rest == [low]
    if not same or sides != Relation.EQUAL.sides or not (isinstance(low, Const) and isinstance(at, Const)):
        return None
    return PrintedCondition(_compared(choice.on, Relation.EQUAL, first.at, unparse), at, low)


def _condition(condition: Expr, unparse: Callable[[Expr], str]) -> str | None:
    match condition:
        case Named(value=inner):
            return _condition(inner, unparse)
        case Compare(left=left, relation=relation, right=right):
            return _compared(left, relation, right, unparse)
        case Not(condition=inner):
            text = _condition(inner, unparse)
            return None if text is None else f"not({text})"
        case All(conditions=(_, _, *_)) | Any(conditions=(_, _, *_)):
            terms = [_term(each, unparse) for each in condition.conditions]
            known = [term for term in terms if term is not None]
            return (" and " if isinstance(condition, All) else " or ").join(known) if known == terms else None
        case _:
            return None


def _term(condition: Expr, unparse: Callable[[Expr], str]) -> str | None:
    """Write one of several conditions; what is itself joined is bracketed."""
    while isinstance(condition, Named):
        condition = condition.value
    text = _condition(condition, unparse)
    return f"({text})" if text is not None and isinstance(condition, (All, Any)) else text
