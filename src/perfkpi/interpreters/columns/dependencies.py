"""What operations depend on: which of them some results need, on how many levels they stand, what names they know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias, cast

from perfkpi.interpreters.columns import ir

Operations: TypeAlias = Sequence[ir.Operation]


def vocabulary(operations: Operations) -> dict[str, dict[str, int]]:
    """For each category, the position of every name that a rule knows; the order of rules does not matter."""
    names: dict[str, set[str]] = {}
    for operation in operations:
        if isinstance(operation, ir.Match):
            category = cast("ir.Input", operations[operation.on])
            names.setdefault(category.name, set()).update(name for name, _ in operation.cases)
    return {category: {name: place for place, name in enumerate(sorted(known))} for category, known in names.items()}


def measures_of(operations: Operations, nodes: Iterable[int]) -> list[str]:
    """The measures that some operations are."""
    return [each.name for node in nodes if isinstance(each := operations[node], ir.Input)]


def divisors_of(operations: Operations, nodes: Iterable[int]) -> frozenset[str]:
    """The measures that something is divided by among some operations."""
    return frozenset(
        measures_of(operations, (each.bottom for node in nodes if isinstance(each := operations[node], ir.Div)))
    )


def depth(operations: Operations) -> int:
    """On how many levels operations stand, each on its operands."""
    levels: list[int] = []
    for operation in operations:
        levels.append(1 + max((levels[operand] for operand in operation.operands), default=0))
    return max(levels, default=0)


def needed(operations: Operations, roots: Sequence[ir.Affine]) -> list[int]:
    """The positions of the operations that some results need, in an order in which they can be computed."""
    wanted: set[int] = set()
    waiting = list(ir.columns_of(roots))
    while waiting:
        node = waiting.pop()
        if node not in wanted:
            wanted.add(node)
            waiting.extend(operations[node].operands)
    return sorted(wanted)
