"""What gates must name."""

from __future__ import annotations

from collections.abc import Sequence

from perfkpi.errors import Code, DefinitionError, listed, shown
from perfkpi.model.card.gates import Gate


def check_gates(gates: Sequence[Gate], codes: Sequence[str]) -> None:
    """Check that gates name what is on the scorecard."""
    for position, gate in enumerate(gates):
        for code in gate.named:
            if code not in codes:
                raise DefinitionError(
                    Code.UNKNOWN_REFERENCE,
                    en=f"there is no {shown(code)} on this scorecard; it has {listed(codes, 'en')}",
                    zh=f"考核表中没有 {shown(code)}；现有 {listed(codes, 'zh')}",
                    where=f"gates[{position}].{'exempt' if gate.items is None else 'items'}",
                    value=code,
                )
