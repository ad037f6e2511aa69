"""Constraints as a JSON Schema reads them: keywords of single attributes, and a list of what no keyword says."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any, get_type_hints

import attrs

from perfkpi.model.parameters.constraints import Constraint
from perfkpi.model.parameters.constraints.bounds import Bound, bound_of, choices_left
from perfkpi.model.parameters.constraints.constrained import declared_constraints
from perfkpi.model.parameters.constraints.paths import Choice
from perfkpi.serialization.forms import Named

_KEYWORDS = {">": "exclusiveMinimum", "≥": "minimum", "<": "exclusiveMaximum", "≤": "maximum"}

_ZERO = r"-?[0.]+(/[0-9]+)?%?$"
_PATTERNS = {">": "^[^-/]*[1-9]", "≥": f"^([^-]|{_ZERO})", "<": "^-[^/]*[1-9]", "≤": f"^(-|{_ZERO})"}
"""Texts of numbers on one side of 0, such as ``-0.5``, ``1/3`` or ``12%``."""


@attrs.frozen
class _Said:
    """The parts of a schema that constraints fill."""

    properties: dict[str, dict[str, Any]] = attrs.field(factory=dict[str, dict[str, Any]])
    required: list[str] = attrs.field(factory=list[str])
    others: list[dict[str, Any]] = attrs.field(factory=list[dict[str, Any]])

    def narrow(self, bound: Bound) -> None:
        """Add an end of a number; a text may be on one side of 0, and a schema cannot compare it with anything else."""
        keywords = self.properties.setdefault(bound.name, {})
        keywords[_KEYWORDS[bound.relation]] = int(bound.at) if bound.at.denominator == 1 else float(bound.at)
        if bound.at == 0 and (bound.relation in "<>" or "pattern" not in keywords):
            keywords["pattern"] = _PATTERNS[bound.relation]

    def tell(self, constraint: Constraint) -> None:
        """Tell what no keyword says."""
        told = {"code": constraint.code, "attributes": list(dict.fromkeys(constraint.names))}
        is_choice = isinstance(constraint.fulfilled, Choice)
        self.others.append(told if is_choice else told | {"condition": str(constraint.fulfilled)})


def constraint_keywords(kind: type[Any]) -> dict[str, Any]:
    """Build what a JSON Schema says of the constraints of a class, which is a ``Constrained`` one.

    ``properties`` has keywords for each attribute: ends of numbers, with a pattern for numbers as texts, and the
    members of an enumeration that are left. ``required`` has those of which the default would not do. The rest stands
    in ``x-constraints``, by code, attributes and condition: what concerns several attributes, or depends on a choice.
    """
    made: Any = kind  # which type checkers cannot hash otherwise
    said = _Said()
    enums = dict(_enums(kind))
    for constraint in declared_constraints(made):
        if constraint.is_of_figures:  # of which a document holds none
            continue
        bound = bound_of(constraint)
        left = [(name, found) for name in enums if (found := choices_left(constraint, name, enums[name])) is not None]
        if bound is not None:
            said.narrow(bound)
        for name, members in left:
            said.properties[name] = {"enum": list(map(Named(enums[name]).write, members))}
            default: object = attrs.fields_dict(made)[name].default
            said.required.extend([name][: default not in members])
        if not left and (bound is None or bound.at != 0):
            said.tell(constraint)
    parts: dict[str, Any] = {"properties": said.properties, "required": said.required, "x-constraints": said.others}
    return {name: each for name, each in parts.items() if each}


def _enums(kind: type[Any]) -> Iterator[tuple[str, type[Enum]]]:
    """Yield the attributes that are members of an enumeration."""
    for name, hint in get_type_hints(kind).items():
        if isinstance(hint, type) and issubclass(hint, Enum):
            yield name, hint
