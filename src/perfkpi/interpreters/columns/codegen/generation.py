"""From operations to a plan: the code of a back end, and the proofs of what it leaves in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.bounds import Bounds
from perfkpi.interpreters.columns.codegen.generator import CodeGenerator
from perfkpi.interpreters.columns.codegen.numpy_code.results import NumpyGenerator
from perfkpi.interpreters.columns.codegen.plan import Plan
from perfkpi.interpreters.columns.proofs.decimal_proof import decimal_proof_of
from perfkpi.interpreters.columns.proofs.integer_proof import integer_proof_of


def generate(
    operations: Sequence[ir.Operation],
    bounds: Bounds,
    total: ir.Affine,
    rating: ir.Affine | None,
    completeness: ir.Affine,
    *,
    gaps: bool,
    back_end: type[CodeGenerator[Any]] = NumpyGenerator,
) -> Plan:
    """Generate the plan for total, rating and completeness, in that order of results.

    Raises:
        UncoveredError: something that doubles do not decide, whatever the row.
    """
    roots = [total, completeness, *([] if rating is None else [rating])]
    generator = back_end(operations, bounds, roots, gaps=gaps)
    if rating is not None:
        generator.rating(rating)
    generator.total(total)
    generator.completeness(completeness)
    return Plan(
        measures=tuple(generator.measures),
        code=generator.code(),
        counts=completeness.node is not None,
        decimal_proof=decimal_proof_of(operations, generator.windows),
        integer_proof=None if gaps else integer_proof_of(operations, bounds, generator.windows),
    )
