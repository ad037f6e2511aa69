"""The program of an expression: a list of steps that visits each shared node once, also where equal ones were built."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from perfkpi.language.algebra import Algebra

if TYPE_CHECKING:
    from perfkpi.language.expressions import Expr

__all__ = ["Program"]

T = TypeVar("T")


class Program:
    """Expressions as a list of steps in which every node stands once, after its children.

    Attributes:
        steps: each node with the positions of its children's values; the last step is the last expression itself.
    """

    __slots__ = ("steps",)

    def __init__(self, *roots: Expr) -> None:
        self.steps: list[tuple[Expr, tuple[int, ...]]] = []
        slot_of: dict[int, int] = {}
        known: dict[tuple[object, ...], int] = {}
        stack = list(reversed(roots))
        while stack:
            node = stack[-1]
            waiting = [child for child in reversed(node.children) if id(child) not in slot_of]
            if waiting and id(node) not in slot_of:
                stack += waiting
                continue
            stack.pop()
            slots = tuple(slot_of[id(child)] for child in node.children)
            key = (type(node), node.parameters, slots)
            slot = known.setdefault(key, len(self.steps))
            if slot == len(self.steps):
                self.steps.append((node, slots))
            slot_of[id(node)] = slot

    def run(self, algebra: Algebra[T]) -> list[T]:
        """The value of every step, in order; the last one is the value of the whole."""
        values: list[T] = []
        for node, slots in self.steps:
            values.append(node.meaning(algebra)([values[slot] for slot in slots]))
        return values
