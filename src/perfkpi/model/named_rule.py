"""What HR calls a formula or a scoring rule: said once, by its class."""

from __future__ import annotations

from typing import ClassVar

from perfkpi.labels import Label
from perfkpi.model.parameters.constraints import Constrained
from perfkpi.wording.places import labelled


class NamedRule(Constrained):
    """The base of formulas and scoring rules. Displays and errors call each by the label of its class."""

    __slots__ = ()

    label: ClassVar[Label | None] = None
    """What HR calls the rule; ``None``: by the name of its class."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        label = cls.__dict__.get("label")
        if isinstance(label, Label):
            labelled(cls.__name__, (label.en, label.zh))


def rule_name(rule: NamedRule) -> Label:
    """Find what a formula or rule is called."""
    name = type(rule).__name__
    return type(rule).label or Label(zh=name, en=name)
