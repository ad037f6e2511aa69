"""What gates must name."""

from __future__ import annotations

from collections.abc import Sequence

from perfkpi.model.card.gates import Gate
from perfkpi.model.parameters.faults import check_known


def check_gates(gates: Sequence[Gate], codes: Sequence[str]) -> None:
    """Check that gates name what is on the scorecard."""
    for position, gate in enumerate(gates):
        for code in gate.named:
            where = f"gates[{position}].{'exempt' if gate.items is None else 'items'}"
            check_known(code, codes, "item", "项目", where=where)
