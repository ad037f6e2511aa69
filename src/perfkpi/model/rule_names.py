"""What HR calls a formula or a scoring rule: said once, by its class."""

from __future__ import annotations

from perfkpi.labels import Label
from perfkpi.model.formulas.formula import Formula
from perfkpi.model.scoring.rule import Scoring


def rule_name(rule: Formula | Scoring) -> Label:
    """Find what a formula or rule is called; one that says no label of its own goes by the name of its class."""
    label: object = type(rule).label
    name = type(rule).__name__
    return label if isinstance(label, Label) else Label(zh=name, en=name)
