"""What is done to a running score after its items are added up, one file per family, in the order that is declared."""

from perfkpi.model.adjustments.bonus import Adjustment
from perfkpi.model.adjustments.limits import Limit
from perfkpi.model.adjustments.modifiers import Modifier
from perfkpi.model.adjustments.step import ScoreStep
from perfkpi.model.adjustments.vetoes import Veto

__all__ = ["Adjustment", "Limit", "Modifier", "ScoreStep", "Veto"]
