"""Steps: something that is done to a running score."""

from __future__ import annotations

from abc import ABC, abstractmethod

from attrs import field, frozen

from perfkpi.labels import Label, as_label
from perfkpi.language import Expr
from perfkpi.model.scoring import Scale
from perfkpi.model.validation import checked_code, placed

__all__ = ["ScoreStep"]


@frozen(cache_hash=True, field_transformer=placed)
class ScoreStep(ABC):
    """Something done to the running score of a section or a scorecard. Subclass it, frozen, and say ``express``.

    Attributes:
        code: a short name, unique on the scorecard.
        name: what HR calls it.
    """

    code: str = field(converter=checked_code, kw_only=True)
    name: Label = field(converter=as_label, kw_only=True)

    @abstractmethod
    def express(self, running: Expr, scale: Scale) -> Expr:
        """The difference that the step adds to the running score."""
