"""References from one part of a whole to another: resolved when the whole is put together."""

from __future__ import annotations

from perfkpi.language.algebra import Role
from perfkpi.language.expressions import Expr, Input
from perfkpi.language.validation import Placeholder

__all__ = ["reference", "references"]

_JOINT = "\0"  # no name of a measure has it, so a reference is never taken for one


def reference(role: Role, code: str) -> Input:
    """What stands for the part of that role and code until it is put in its place by ``substitute``."""
    return Input(Placeholder(f"{role.value}{_JOINT}{code}"))


def references(expression: Expr) -> dict[str, tuple[Role, str]]:
    """Every reference that an expression still has, by the name of the input that stands for it."""
    found: dict[str, tuple[Role, str]] = {}
    if not any(_JOINT in name for name in expression.reads):
        return found
    for node in expression.inputs():
        role, joint, code = node.name.partition(_JOINT)
        if joint:
            found[node.name] = Role(role), code
    return found
