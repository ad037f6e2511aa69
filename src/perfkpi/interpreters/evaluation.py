"""The exact meaning of one program for many people."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias, TypeVar, cast

from perfkpi.interpreters.blame import tell
from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.values import Value
from perfkpi.labels import Label
from perfkpi.language import Input, Named, Program

_NOTHING: Value = (0, 1)

_Instruction: TypeAlias = tuple[int, Callable[[Sequence[Value]], Value], Callable[[list[Value]], Sequence[Value]]]
T = TypeVar("T", _Instruction, tuple[int, str])


def _parted(steps: Sequence[T], until: int) -> tuple[list[T], list[T]]:
    """Part what belongs to steps before a position from the rest."""
    return [each for each in steps if each[0] < until], [each for each in steps if each[0] >= until]


def _picking(children: tuple[int, ...]) -> Callable[[list[Value]], Sequence[Value]]:
    """Build what takes the values of some steps out of all values."""
    if not children:
        return lambda _: ()
    if len(children) == 1:
        return lambda values: (values[children[0]],)
    return cast("Callable[[list[Value]], Sequence[Value]]", operator.itemgetter(*children))


class Evaluation:
    """A program made ready for many evaluations: constants are computed once, names cost nothing.

    Args:
        program: what is evaluated.
        until: how many of its steps are evaluated at first; all, where nothing is said. The others are when they are
            asked for.
    """

    def __init__(self, program: Program, until: int | None = None) -> None:
        self._program = program
        constants: list[Value | None] = []
        sources: list[int] = []
        steps: list[_Instruction] = []
        inputs: list[tuple[int, str]] = []
        algebra = Exact({})
        for slot, (node, slots) in enumerate(program.steps):
            children = tuple(sources[child] for child in slots)
            known = [constants[child] for child in children]
            sources.append(children[0] if isinstance(node, Named) else slot)
            if isinstance(node, Input):
                inputs.append((slot, node.name))
                constants.append(None)
            elif isinstance(node, Named) or any(value is None for value in known):
                constants.append(None)
                if not isinstance(node, Named):
                    steps.append((slot, node.meaning(algebra), _picking(children)))
            else:
                constants.append(node.meaning(algebra)([value for value in known if value is not None]))
        self._template = [_NOTHING if value is None else value for value in constants]
        until = len(sources) if until is None else until
        self._in_order, self._later_sources = _picking(tuple(sources[:until])), sources[until:]
        self._steps, self._later_steps = _parted(steps, until)
        self._inputs, self._later_inputs = _parted(inputs, until)

    def run(self, inputs: Mapping[str, Value]) -> list[Value]:
        """Compute one person's value of every step of the program that is evaluated at first, in its order."""
        values = self._template.copy()
        for slot, name in self._inputs:
            values[slot] = inputs[name]
        for slot, meaning, pick in self._steps:
            values[slot] = meaning(pick(values))
        return list(self._in_order(values))

    def finish(self, inputs: Mapping[str, Value], values: Sequence[Value]) -> list[Value]:
        """Evaluate every step, given those that were evaluated at first."""
        found = [*values, *self._template[len(values) :]]
        for slot, name in self._later_inputs:
            found[slot] = inputs[name]
        for slot, meaning, pick in self._later_steps:
            found[slot] = meaning(pick(found))
        return [*values, *(found[slot] for slot in self._later_sources)]

    def told(self, inputs: Mapping[str, Value], items: Mapping[str, Label]) -> list[Value]:
        """Evaluate so that what is undefined also tells where: by measure, its figure, and the item that reads it.

        Several times slower than ``run``, so it is asked for where something is undefined.

        Args:
            inputs: as for ``run``.
            items: what the indicators, sections and steps are called, by their codes.
        """
        return tell(self._program, inputs, items)
