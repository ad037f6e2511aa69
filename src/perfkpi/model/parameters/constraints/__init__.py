"""Constraints: what the attributes of a value must fulfil, said once beside it, and read wherever it matters."""

from perfkpi.model.parameters.constraints.constrained import Constrained, check, constraints_of, fulfilling, guarded
from perfkpi.model.parameters.constraints.constraint import Constraint
from perfkpi.model.parameters.constraints.figures import amount, count, counts, different, figure, figures, part_of
from perfkpi.model.parameters.constraints.frequent import (
    CORRECT_ONE,
    EXCHANGE,
    FLOOR_BELOW_CAP,
    NEVER_IN_FULL,
    SHARES_OF_FULL_MARK,
    better,
    fixed_direction,
    in_order,
    one_sided,
    together,
    within,
)
from perfkpi.model.parameters.constraints.paths import Path, its
from perfkpi.model.parameters.constraints.terms import Term, least, most, of

__all__ = [
    "CORRECT_ONE",
    "EXCHANGE",
    "FLOOR_BELOW_CAP",
    "NEVER_IN_FULL",
    "SHARES_OF_FULL_MARK",
    "Constrained",
    "Constraint",
    "Path",
    "Term",
    "amount",
    "better",
    "check",
    "constraints_of",
    "count",
    "counts",
    "different",
    "figure",
    "figures",
    "fixed_direction",
    "fulfilling",
    "guarded",
    "in_order",
    "its",
    "least",
    "most",
    "of",
    "one_sided",
    "part_of",
    "together",
    "within",
]
