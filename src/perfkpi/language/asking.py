"""Choices as conditions of the text grammar: what ``language.comparisons`` reads, printed."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from perfkpi.language.among import Belongs
from perfkpi.language.choices import Choose
from perfkpi.language.expressions import Add, Const, Expr

__all__ = ["Asked", "asked"]

_ABOVE = {Belongs.ABOVE: ">=", Belongs.BELOW: ">"}
_BELOW = {Belongs.ABOVE: "<", Belongs.BELOW: "<="}


@frozen
class Asked:
    """A choice between two branches, as a condition.

    Attributes:
        text: the condition.
        met: what holds where it is met.
        otherwise: what holds where it is not.
        joined: whether the text joins several conditions.
    """

    text: str
    met: Expr
    otherwise: Expr
    joined: bool = False


def asked(choice: Choose, unparse: Callable[[Expr], str]) -> Asked | None:
    """The condition of a choice; ``None`` where it is one of several tiers, for which the grammar has no words."""
    edge, *others = choice.edges
    if others:
        return _equality(choice, unparse)
    below, above = choice.branches
    if edge.belongs is Belongs.ABOVE and isinstance(edge.at, Const):
        plain = isinstance(below, Const) and isinstance(above, Const)
        if not plain and edge.at.value == 1 and (term := _equal_or_not(choice.on, unparse)):
            return Asked(term.text, above, below)
        if text := _joined(choice.on, edge.at, unparse):
            return Asked(text, above, below, joined=True)
    return Asked(_compared(choice, _ABOVE, unparse), above, below)


def _compared(choice: Choose, signs: dict[Belongs, str], unparse: Callable[[Expr], str]) -> str:
    edge = choice.edges[0]
    return f"{unparse(choice.on)} {signs[edge.belongs]} {unparse(edge.at)}"


def _equality(choice: Choose, unparse: Callable[[Expr], str], sign: str = "=") -> Asked | None:
    """Two edges at one place: what lies on it, and what lies beside it on either side."""
    first, *others = choice.edges
    low, at, *rest = choice.branches
    sides = [edge.belongs for edge in choice.edges]
    same = [edge.at for edge in others] == [first.at] and rest == [low]
    if not same or sides != [Belongs.ABOVE, Belongs.BELOW] or not (isinstance(low, Const) and isinstance(at, Const)):
        return None
    return Asked(f"{unparse(choice.on)} {sign} {unparse(first.at)}", at, low)


def _equal_or_not(term: Expr, unparse: Callable[[Expr], str]) -> Asked | None:
    """An equality or its opposite between 1 and 0, as the condition under which it is 1."""
    return _term(term, unparse) if isinstance(term, Choose) and len(term.edges) > 1 else None


def _joined(on: Expr, needed: Const, unparse: Callable[[Expr], str]) -> str | None:
    """Conditions that are counted, joined by the word that the count stands for."""
    if not isinstance(on, Add) or len(on.terms) == 1 or needed.value not in {1, len(on.terms)}:
        return None
    terms = [term for each in on.terms if (term := _term(each, unparse))]
    if len(terms) < len(on.terms):
        return None
    word = " or " if needed.value == 1 else " and "
    return word.join(f"({term.text})" if term.joined else term.text for term in terms)


def _term(term: Expr, unparse: Callable[[Expr], str]) -> Asked | None:
    """A choice between 1 and 0, as the condition under which it is 1."""
    found = asked(term, unparse) if isinstance(term, Choose) else None
    if found is None or not isinstance(term, Choose):
        return None
    branches = (found.met, found.otherwise)
    if branches == (Const(1), Const(0)):
        return found
    if branches != (Const(0), Const(1)):
        return None
    if found.joined:
        return Asked(f"not({found.text})", found.otherwise, found.met)
    if len(term.edges) > 1:
        return _equality(term, unparse, "!=")
    return Asked(_compared(term, _BELOW, unparse), found.otherwise, found.met)
