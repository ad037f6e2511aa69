"""What every line is worth to the total, and what the declared roundings change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from attrs import frozen

from perfkpi.appraisal.compiled_card import CompiledCard, Leaf, StepSlot
from perfkpi.interpreters.exact import Exact
from perfkpi.interpreters.values import Value, pair
from perfkpi.language import Undefinedness
from perfkpi.model.card.indicators import Indicator
from perfkpi.value_objects import ValueObject

_EXACT = Exact({})
_NOTHING: Value = (0, 1)

Steps: TypeAlias = Sequence[Value | None]


@frozen(eq=False)
class Worth(ValueObject):
    """One leaf in terms of the total.

    Attributes:
        weight: its effective weight; ``None`` where its level, or one around it, is not a weighted sum.
        contribution: its part of the total; ``None`` likewise.
        stood_in: whether it has no points and a policy may have let others stand in.
    """

    weight: Value | None
    contribution: Value | None
    stood_in: bool


def worth_of_leaves(compiled: CompiledCard, values: Sequence[Value]) -> list[Worth]:
    """Compute the worth of every leaf, in the order of the sheet.

    A section without a score of its own, for which a policy lets points stand in, hands these on to what it holds by
    nominal share; what it holds contributes nothing where the section weighs nothing.
    """
    found: list[Worth] = []
    for leaf in compiled.leaves:
        missing = isinstance(values[leaf.points], Undefinedness)
        if leaf.weight is None or leaf.contribution is None:
            found.append(Worth(None, None, missing))
            continue
        weight, contribution = values[leaf.weight], values[leaf.contribution]
        if leaf.owner is not None:
            outer = found[leaf.owner]
            if outer.weight is None or outer.contribution is None:
                found.append(Worth(None, None, missing))
                continue
            if outer.stood_in:
                missing = True
                contribution = _EXACT.mul((outer.contribution, pair(leaf.share)))
            else:
                contribution = _EXACT.mul((contribution, outer.weight, leaf.stretch))
            weight = _EXACT.mul((weight, outer.weight))
        found.append(Worth(weight, contribution, missing))
    return found


def worth_of_steps(compiled: CompiledCard, worths: Sequence[Worth], values: Sequence[Value]) -> Steps:
    """Compute what every step adds to the total; ``None`` where its section's items have no contributions either."""
    return [_of_step(step, compiled, worths, values) for step in compiled.steps]


def _of_step(step: StepSlot, compiled: CompiledCard, worths: Sequence[Worth], values: Sequence[Value]) -> Value | None:
    if step.owner is None:
        return values[step.slot]
    outer = worths[step.owner]
    if outer.weight is None or not compiled.leaves[step.owner].adds_up:
        return None
    if outer.stood_in:
        return _NOTHING
    return _EXACT.mul((values[step.slot], outer.weight, step.stretch))


def counted(compiled: CompiledCard, worths: Sequence[Worth], steps: Steps, values: Sequence[Value]) -> list[Value]:
    """Collect everything that adds up to the total before its rounding, each once.

    Where the items of a section are not added up, the section itself counts; where those of the scorecard are not, the
    unrounded total.
    """
    if not compiled.adds_up:
        return [values[compiled.unrounded]]
    terms = [
        worth.contribution
        for leaf, worth in zip(compiled.leaves, worths, strict=True)
        if worth.contribution is not None and (_is_indicator(leaf) or not leaf.adds_up)
    ]
    return [*terms, *(step for step in steps if step is not None)]


def _is_indicator(leaf: Leaf) -> bool:
    return isinstance(leaf.item, Indicator)
