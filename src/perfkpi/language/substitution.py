"""Replacing inputs and references by expressions, and what divisors may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, cast

from attrs import evolve, fields

from perfkpi.foreign import is_a
from perfkpi.language.algebra import Sign
from perfkpi.language.choices import Edge
from perfkpi.language.conditions import Joined
from perfkpi.language.definedness import Named, Undefined
from perfkpi.language.expressions import Div, Expr, Input
from perfkpi.language.nodes import Power
from perfkpi.language.references import Reference
from perfkpi.language.trees import nodes_of


def substitute(expression: Expr, replacements: Mapping[str, Expr] | Mapping[Reference, Expr]) -> Expr:
    """Replace some inputs, or some references, of an expression.

    What is shared stays shared, and what has none of them stays as it is.
    """
    known = cast("Mapping[str | Expr, Expr]", replacements)
    if expression.reads.isdisjoint(known) and expression.refers.isdisjoint(known):
        return expression

    def replaced(node: Expr) -> Expr:
        return known.get(node.name if isinstance(node, Input) else node, node)

    return _changed(expression, (Input, Reference), replaced)


def prefixed(expression: Expr, prefix: str) -> Expr:
    """Put something before the names of all measures that an expression reads, also where a refusal tells them."""

    def named(node: Input | Undefined) -> Expr:
        if isinstance(node, Input):
            return Input(prefix + node.name, kind=node.kind)
        return Undefined(node.status, evolve(node.reason, names=tuple(prefix + name for name in node.reason.names)))

    return _changed(expression, (Input, Undefined), named) if prefix else expression


def set_apart(expression: Expr, within: str) -> Expr:
    """Tell the marks of an expression from equal ones elsewhere: each part of a composite has lines of its own."""
    return _changed(expression, (Named, Joined), lambda node: evolve(node, within=f"{within} {node.within}"))


def with_any_divisor(expression: Expr) -> Expr:
    """Let every division of an expression mean what it is, whatever the sign of its divisor."""
    return _changed(expression, (Div, Power), lambda node: evolve(node, sign=Sign.ANY))


def minds_signs(expression: Expr) -> bool:
    """Tell whether any quotient or negative power in an expression is undefined for a divisor of another sign."""
    return any(isinstance(node, (Div, Power)) and node.negative is not None for node in nodes_of(expression))


def _changed(expression: Expr, kinds: tuple[type[Expr], ...], change: Callable[[Any], Expr]) -> Expr:
    """Change the nodes of some kinds, each after what it is made of; a node in which nothing changes stays itself."""
    made: dict[int, Expr] = {}
    for node in nodes_of(expression):
        same = all(made[id(child)] is child for child in node.children)
        found = node if same else _made_of(node, made)
        made[id(node)] = change(found) if isinstance(node, kinds) else found
    return made[id(expression)]


def _made_of(node: Expr, made: Mapping[int, Expr]) -> Expr:
    """A node like another one, with what was made of its children."""
    return type(node)(**{alias: _part(getattr(node, name), made) for alias, name in _given(type(node))})


@cache
def _given(kind: type[Expr]) -> tuple[tuple[str, str], ...]:
    """What a node of a class is made of: the arguments, and the attributes that hold them."""
    return tuple((each.alias, each.name) for each in fields(kind) if each.init)


def _part(part: Any, made: Mapping[int, Expr]) -> Any:  # noqa: ANN401  # whatever nodes hold
    """An attribute of a node: an expression, something that holds expressions, or anything else, which stays."""
    if isinstance(part, Expr):
        return made[id(part)]
    if isinstance(part, Edge):
        return Edge(made[id(part.at)], part.belongs)
    return tuple(_part(each, made) for each in part) if is_a(part, tuple) else part
