"""What constraints say of one attribute alone: between which numbers it lies, and which choices it has.

A schema, and whoever draws values, reads it once for a class; what depends on a second attribute is not said here.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from types import SimpleNamespace
from typing import NamedTuple, TypeVar

from perfkpi.model.parameters.constraints.comparisons import Comparison
from perfkpi.model.parameters.constraints.constraint import Constraint
from perfkpi.model.parameters.constraints.paths import Choice, Path
from perfkpi.model.parameters.constraints.terms import Given

M = TypeVar("M")


class Bound(NamedTuple):
    """One end of what a number may be.

    Attributes:
        name: the attribute that has it.
        relation: on which side of it the number lies: ``>``, ``≥``, ``<`` or ``≤``; ``≥`` and ``≤`` include it.
        at: the end.
    """

    name: str
    relation: str
    at: Fraction


def bound_of(constraint: Constraint) -> Bound | None:
    """Find the bound that a constraint is, if it compares one attribute with a number, and always does."""
    fulfilled = constraint.fulfilled
    if not (isinstance(fulfilled, Comparison) and constraint.is_general and not constraint.is_of_figures):
        return None
    left, right = fulfilled.left, fulfilled.right
    if not (isinstance(left, Path) and isinstance(right, Given)) or "." in left.place:
        return None
    at = right.read(None)
    return Bound(left.place, fulfilled.relation, at) if isinstance(at, Fraction) else None


def choices_left(constraint: Constraint, name: str, choices: Iterable[M]) -> list[M] | None:
    """List which values of an attribute a constraint leaves, if it is about nothing else; ``None`` where it is not."""
    fulfilled = constraint.fulfilled
    if not (
        isinstance(fulfilled, Choice) and constraint.is_general and {each.place for each in fulfilled.paths} == {name}
    ):
        return None
    return [each for each in choices if fulfilled.holds(SimpleNamespace(**{name: each}))]
