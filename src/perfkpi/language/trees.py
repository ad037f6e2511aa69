"""Trees whose parts may be shared: every node once, every step once, and whether two of them are the same.

A part may stand in many places; walking from place to place would take as long as the tree is large when it is written
out. Nothing here therefore visits a node twice, and nothing calls itself.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar, cast

from perfkpi.language.algebra import Algebra

T = TypeVar("T")
N = TypeVar("N", bound="Tree")


def _unlike(mine: tuple[object, ...], others: tuple[object, ...]) -> bool:
    """Whether parameters differ in more than the types of numbers, which only tell how these were written."""
    return len(mine) != len(others) or any(
        one != other for one, other in zip(mine, others, strict=True) if not isinstance(one, type)
    )


class Tree(ABC):  # noqa: PLW1641  # a hash is computed once, by whoever holds it
    """A node and all that it is made of."""

    __slots__ = ()

    @property
    @abstractmethod
    def children(self) -> tuple[Tree, ...]:
        """The nodes that this one is made of."""

    @property
    @abstractmethod
    def parameters(self) -> tuple[object, ...]:
        """Everything else that tells this node from another one of its type."""

    @abstractmethod
    def meaning(self, algebra: Algebra[T]) -> Callable[[Sequence[T]], T]:
        """What this node alone means: the function from the values of its children to its own value."""

    def fold(self, algebra: Algebra[T]) -> T:
        """The meaning of the whole tree; each shared node is visited once."""
        return values_of(steps_of(self), algebra)[-1]

    def __eq__(self, other: object) -> bool:
        """Whether both are the same nodes on the same numbers, however spelled; what is shared is compared once."""
        if not isinstance(other, Tree):
            return NotImplemented
        waiting: list[tuple[Tree, Tree]] = [(self, other)]
        met: set[tuple[int, int]] = set()
        while waiting:
            one, two = waiting.pop()
            if one is two or (id(one), id(two)) in met:
                continue
            mine, others = one.children, two.children
            if type(one) is not type(two) or len(mine) != len(others) or _unlike(one.parameters, two.parameters):
                return False
            met.add((id(one), id(two)))
            waiting += zip(mine, others, strict=True)
        return True


def nodes_of(*roots: N) -> Iterator[N]:
    """Every node of some trees, once, its children before it."""
    met: set[int] = set()
    stack = list(reversed(roots))
    while stack:
        node = stack[-1]
        waiting = [child for child in node.children if id(child) not in met]
        if waiting:
            stack += reversed(cast("list[N]", waiting))
            continue
        stack.pop()
        if id(node) not in met:
            met.add(id(node))
            yield node


def steps_of(*roots: N) -> list[tuple[N, tuple[int, ...]]]:
    """List the steps with the positions of the values of their children; nodes that are equal stand once."""
    steps: list[tuple[N, tuple[int, ...]]] = []
    slot_of: dict[int, int] = {}
    known: dict[tuple[object, ...], int] = {}
    for node in nodes_of(*roots):
        slots = tuple([slot_of[id(child)] for child in node.children])
        slot = slot_of[id(node)] = known.setdefault((type(node), node.parameters, slots), len(steps))
        if slot == len(steps):
            steps.append((node, slots))
    return steps


def values_of(steps: Iterable[tuple[Tree, tuple[int, ...]]], algebra: Algebra[T]) -> list[T]:
    """The value of every step, in order."""
    values: list[T] = []
    for node, slots in steps:
        values.append(node.meaning(algebra)([values[slot] for slot in slots]))
    return values
